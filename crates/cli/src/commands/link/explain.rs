//! Why pairs weigh what they weigh: a line of JSON for each, or one of them for people.

use super::decisions::Finder;
use super::edges::list;
use super::rows::Rows;
use super::{against, refused};
use crate::args::{Common, ExplainArgs, Format};
use crate::exit::Done;
use crate::print;
use desk::{Outcome, Stop};
use linkage::against::census;
use linkage::explain::Waterfall;
use linkage::score::{Scorer, Weigh};
use linkage::{Linkage, Model};
use serde_json::{Value as Json, json};
use std::io::{self, Write};

/// Each scored pair's waterfall, in the order of the edges, one on a line.
pub fn write_waterfalls(
    out: &mut dyn Write,
    rows: &Rows,
    linkage: &Linkage,
    weigh: &dyn Weigh,
) -> io::Result<()> {
    for edge in &linkage.edges {
        let fall = as_json(rows, &linkage.model, weigh, edge.a, edge.b).map_err(io::Error::other)?;
        writeln!(out, "{fall}")?;
    }
    Ok(())
}

fn as_json(rows: &Rows, model: &Model, weigh: &dyn Weigh, a: u32, b: u32) -> Result<Json, serde_json::Error> {
    let (a, b) = (a.min(b), a.max(b));
    let mut fall = serde_json::to_value(Waterfall::of(weigh, model, &rows.table, a, b))?;
    if let Some(fall) = fall.as_object_mut().filter(|_| rows.table.lists.len() > 1) {
        fall.insert("left_list".to_owned(), json!(list(rows, a)));
        fall.insert("right_list".to_owned(), json!(list(rows, b)));
    }
    Ok(fall)
}

/// Says why two records of an earlier run are, or are not, taken for one person.
///
/// # Errors
/// A file that cannot be read, an id that is not there.
pub fn run(common: &Common, args: &ExplainArgs) -> Outcome<Done> {
    let earlier = against::read(&args.model)?;
    let kept = earlier.kept;
    let model = &earlier.model;
    let counts = census(model, &kept.table, kept.counted, &kept.replaced).map_err(refused)?;
    let rows = Rows::of_earlier(kept.id_name, kept.table);
    let finder = Finder::new(&rows);
    let find = |text: &str| {
        let alone = finder.find("", text);
        let split = || text.split_once(':').and_then(|(list, id)| finder.find(list, id).ok());
        alone.or_else(|problem| split().ok_or(problem)).map_err(|problem| {
            Stop::not_found_in_english(format!("{problem}."))
                .hint_in_english("Where several lists have an id, say LIST:ID.")
        })
    };
    let (a, b) = (find(&args.one)?, find(&args.other)?);
    if a == b {
        return Err(Stop::refused_in_english("id", "Both ids are one record."));
    }
    let scorer = Scorer::counted(model, &rows.table, &counts).map_err(refused)?;
    let together = kept.clusters.get(a as usize) == kept.clusters.get(b as usize);
    if common.format == Format::Json {
        let mut fall = as_json(&rows, model, &scorer, a, b)
            .map_err(|cause| Stop::fault("writing the waterfall", cause))?;
        if let Some(fall) = fall.as_object_mut() {
            fall.insert("same_cluster".to_owned(), json!(together));
        }
        print::json(&fall)?;
        return Ok(Done::Well);
    }
    let fall = Waterfall::of(&scorer, model, &rows.table, a.min(b), a.max(b));
    let (header, lines) = table(&fall);
    if common.format == Format::Csv {
        print::data(&print::csv(&header, &lines)?)?;
        return Ok(Done::Well);
    }
    let verdict = match (fall.linked, together) {
        (true, true) => "linked, and in one cluster",
        (true, false) => "linked, and all the same in two clusters: what each has beside it does not fit",
        (false, true) => "not linked, and all the same in one cluster: others join them",
        (false, false) => "not linked",
    };
    print::data(&print::text_table(&header, &lines))?;
    print::data(&format!("probability {:.4}: {verdict}", fall.probability))?;
    Ok(Done::Well)
}

/// The steps, with the sum so far.
fn table(fall: &Waterfall) -> ([&'static str; 6], Vec<Vec<String>>) {
    let mut lines: Vec<Vec<String>> = Vec::new();
    let mut sum = 0.0;
    let mut line = |step: &str, agreement: &str, left: &str, right: &str, weight: f64| {
        sum += weight;
        let cells = [step, agreement, left, right].map(str::to_owned);
        lines.push(cells.into_iter().chain([format!("{weight:+.2}"), format!("{sum:+.2}")]).collect());
    };
    line("before anything is compared", "", "", "", fall.prior);
    for step in &fall.steps {
        let written = |cells: &[Option<String>]| {
            cells.iter().map(|cell| cell.as_deref().unwrap_or("–")).collect::<Vec<_>>().join(" | ")
        };
        let agreement = step.level.as_deref().unwrap_or("missing");
        line(&step.field, agreement, &written(&step.left), &written(&step.right), step.weight);
        if step.rarity != 0.0 {
            line(&step.field, "how rare", "", "", step.rarity);
        }
    }
    for term in fall.dependence.iter().filter(|term| term.weight != 0.0) {
        let [one, other] = &term.fields;
        line(&format!("{one} and {other}"), "go together", "", "", term.weight);
    }
    if fall.calibration.abs() > 1e-9 {
        line("calibration", "", "", "", fall.calibration);
    }
    (["step", "agreement", "one", "other", "adds", "so far"], lines)
}
