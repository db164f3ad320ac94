//! Searching a list for names.

use super::{in_words, list};
use crate::args::{Common, Format, NamesSearchArgs};
use crate::exit::Done;
use crate::print;
use desk::{Outcome, Stop};
use names::search::{Hit, Index};
use serde_json::json;

pub fn run(common: &Common, args: &NamesSearchArgs) -> Outcome<Done> {
    // Several words are one name; several names are told by their spaces.
    let queries: Vec<String> = if args.query.iter().any(|words| words.trim().contains(' ')) {
        args.query.clone()
    } else {
        vec![args.query.join(" ")]
    };
    if let Some(empty) = queries.iter().find(|query| !query.chars().any(char::is_alphabetic)) {
        return Err(Stop::refused_in_english(
            "query",
            format!("{empty:?} holds no letter, so it is no name."),
        ));
    }
    let list = list::read(&args.names, args.column.as_deref(), args.encoding.as_deref())?;
    let index = Index::build(list.names.iter().map(String::as_str));
    let top = usize::from(args.top);
    let found: Vec<(&String, Vec<Hit>)> =
        queries.iter().map(|query| (query, index.search(query, top))).collect();
    let nothing = found.iter().any(|(_, hits)| hits.is_empty());
    let row = |hit: &Hit| list.rows.get(hit.row).copied().unwrap_or_default();
    match common.format {
        Format::Json => print::json(&json!(
            found
                .iter()
                .map(|(query, hits)| json!({
                    "query": query,
                    "hits": hits.iter().map(|hit| json!({
                        "row": row(hit),
                        "name": index.name(hit.row),
                        "score": (f64::from(hit.score) * 1e4).round() / 1e4,
                        "verdict": hit.verdict.to_string(),
                        "reasons": hit.reasons.iter().map(ToString::to_string).collect::<Vec<_>>(),
                    })).collect::<Vec<_>>(),
                }))
                .collect::<Vec<_>>()
        ))?,
        format => {
            let header = ["query", "rank", "row", "name", "score", "verdict", "reasons"];
            let line = |query: &str, rank: usize, hit: &Hit| {
                vec![
                    query.to_owned(),
                    rank.to_string(),
                    row(hit).to_string(),
                    index.name(hit.row).to_owned(),
                    format!("{:.4}", hit.score),
                    hit.verdict.to_string(),
                    in_words(&hit.reasons),
                ]
            };
            let rows: Vec<Vec<String>> = found
                .iter()
                .flat_map(|(query, hits)| hits.iter().zip(1..).map(|(hit, rank)| line(query, rank, hit)))
                .collect();
            if format == Format::Csv {
                print::data(&print::csv(&header, &rows)?)?;
            } else if !rows.is_empty() {
                // For one name the query stands on the command line already.
                let from = usize::from(found.len() == 1);
                let shown: Vec<Vec<String>> =
                    rows.iter().map(|row| row.iter().skip(from).cloned().collect()).collect();
                print::data(&print::text_table(header.get(from..).unwrap_or_default(), &shown))?;
            }
        }
    }
    for (query, _) in found.iter().filter(|(_, hits)| hits.is_empty()) {
        print::say(&format!("Nothing in the list resembles {query:?}."));
    }
    Ok(if nothing { Done::WithProblems } else { Done::Well })
}
