//! Searching.

use crate::args::{Common, Format, SearchArgs};
use crate::exit::Done;
use crate::{open, print};
use casebook::{Cursor, SearchQuery};
use claims::RecordKind;
use claims::legal::CustodyState;
use desk::look::{find_record, search};
use desk::{Outcome, Stop};
use serde_json::json;

pub fn run(common: &Common, args: &SearchArgs) -> Outcome<Done> {
    let (desk, _) = open::desk(common)?;
    let kind = match args.kind.as_deref() {
        None => None,
        Some(name) => Some(RecordKind::from_name(name).ok_or_else(|| {
            let known: Vec<&str> = RecordKind::ALL.iter().map(|kind| kind.name()).collect();
            Stop::refused_in_english(
                "kind",
                format!("{name:?} is not a kind of record; the kinds are {}.", known.join(", ")),
            )
        })?),
    };
    let status = match args.status.as_deref() {
        None => None,
        Some(name) => Some(CustodyState::from_name(name).ok_or_else(|| {
            let known: Vec<&str> = CustodyState::ALL.iter().map(|state| state.name()).collect();
            Stop::refused_in_english(
                "status",
                format!("{name:?} is not a state; the states are {}.", known.join(", ")),
            )
        })?),
    };
    let unit = match args.unit.as_deref() {
        None => None,
        Some(text) => {
            let known = desk.casebook().known_as(RecordKind::Unit, &names::fold::search_key(text))?;
            Some(match known {
                Some(unit) => unit,
                None => find_record(&desk, text)?,
            })
        }
    };
    let day = args.day.as_deref().map(|text| super::count::moment(&desk, "day", text)).transpose()?;
    let query = SearchQuery {
        text: args.words.join(" "),
        kind,
        unit,
        status,
        role: args.role.clone(),
        day: day.and_then(|when| when.bounds().earliest.zip(when.bounds().latest)),
        language: args.language.clone(),
        contested: args.contested,
        unverified: args.unverified,
        limit: args.limit.clamp(1, 1000),
        after: args.after.as_deref().map(cursor).transpose()?,
    };
    let hits = search(&desk, &query)?;
    match common.format {
        Format::Json => print::json(&json!(
            hits.iter()
                .map(|hit| json!({
                    "record": hit.record.to_string(),
                    "kind": hit.kind.map(RecordKind::name),
                    "label": &*hit.label,
                    "matched": hit.matched,
                    "detention": hit.detention.as_ref().map(|detention| json!({
                        "record": detention.detention.to_string(),
                        "since": detention.since.earliest.map(|at| at.to_string()),
                        "state": detention.state.name(),
                        "unit": detention.unit.as_ref().map(|(_, label)| label.to_string()),
                    })),
                    "contested": hit.contested,
                    "after": after(&hit.cursor),
                }))
                .collect::<Vec<_>>()
        ))?,
        format => {
            let header = ["record", "kind", "label", "matched", "detention"];
            let rows: Vec<Vec<String>> = hits
                .iter()
                .map(|hit| {
                    vec![
                        hit.record.to_string(),
                        hit.kind.map_or("", RecordKind::name).to_owned(),
                        hit.label.to_string(),
                        hit.matched.to_string(),
                        hit.detention.as_ref().map_or_else(String::new, in_short),
                    ]
                })
                .collect();
            match format {
                Format::Csv => print::data(&print::csv(&header, &rows)?)?,
                _ if rows.is_empty() => print::say("Nothing was found."),
                _ => print::data(&print::text_table(&header, &rows))?,
            }
        }
    }
    Ok(if hits.is_empty() { Done::WithProblems } else { Done::Well })
}

/// A detention in a few words.
fn in_short(detention: &casebook::DetentionSummary) -> String {
    let unit = detention.unit.as_ref().map(|(_, label)| format!(", {label}")).unwrap_or_default();
    format!("{}{unit}", detention.state.name().replace('_', " "))
}

/// A place in a list, as `--after` takes it.
fn after(cursor: &Cursor) -> String {
    format!("{}:{}", cursor.part, cursor.record)
}

fn cursor(text: &str) -> Outcome<Cursor> {
    let read = text
        .split_once(':')
        .and_then(|(part, record)| Some(Cursor { part: part.parse().ok()?, record: record.parse().ok()? }));
    read.ok_or_else(|| {
        Stop::refused_in_english(
            "after",
            format!("{text:?} is not a place in a list; take \"after\" of the last hit."),
        )
    })
}
