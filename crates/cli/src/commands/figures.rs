//! Figures claimed by others, side by side.

use crate::args::{AtPosition, Common, Format};
use crate::exit::Done;
use crate::{open, print};
use casebook::FigureView;
use claims::wording::{self, Convention};
use claims::{Amount, RecordId};
use desk::Outcome;
use desk::count::flag_in_words;
use desk::keep::as_json;
use desk::look::figures;
use serde_json::{Value as Json, json};
use std::collections::HashMap;

pub fn run(common: &Common, args: &AtPosition) -> Outcome<Done> {
    let (desk, _) = open::desk(common)?;
    let sheet = figures(&desk, args.position)?;
    let labels: HashMap<RecordId, String> =
        sheet.figures.iter().map(|figure| (figure.record, figure.label.clone())).collect();
    let flags: Vec<String> = sheet.flags.iter().map(|flag| flag_in_words(flag, &labels)).collect();
    match common.format {
        Format::Json => print::json(&json!({
            "figures": sheet.figures.iter().map(json_of).collect::<Vec<_>>(),
            "flags": flags,
        }))?,
        format => {
            let header = [
                "figure",
                "measure",
                "unit",
                "words",
                "low",
                "high",
                "habeas-1",
                "scope",
                "period",
                "said by",
                "relayed by",
                "on",
            ];
            let rows: Vec<Vec<String>> = sheet.figures.iter().map(row).collect();
            if format == Format::Csv {
                print::data(&print::csv(&header, &rows)?)?;
            } else {
                print::data(&print::text_table(&header, &rows))?;
                for flag in &flags {
                    print::data(&format!("! {}", print::plain(flag)))?;
                }
            }
        }
    }
    Ok(Done::Well)
}

fn text(field: Option<&String>) -> String {
    field.cloned().unwrap_or_default()
}

fn row(figure: &FigureView) -> Vec<String> {
    let amount = figure.amount.as_ref();
    let number = |n: Option<u64>| n.map_or_else(String::new, |n| n.to_string());
    vec![
        figure.label.clone(),
        text(figure.measure.as_ref()),
        text(figure.unit.as_ref()),
        amount.map_or_else(String::new, |amount| amount.word.to_string()),
        number(amount.and_then(|amount| amount.low)),
        number(amount.and_then(|amount| amount.high)),
        amount.and_then(|amount| range(amount, Convention::Habeas1)).unwrap_or_default(),
        text(figure.scope.as_ref()),
        figure.period.as_ref().map_or_else(String::new, |when| when.written().to_owned()),
        text(figure.speaker.as_ref()),
        text(figure.outlet.as_ref()),
        figure.said_on.as_ref().map_or_else(String::new, |when| when.written().to_owned()),
    ]
}

/// What a named convention makes of the words: shown beside them, never instead.
fn range(amount: &Amount, convention: Convention) -> Option<String> {
    let (low, high) = desk::record::under_convention(amount, convention)?;
    let end = |n: Option<u64>| n.map_or("…".to_owned(), |n| n.to_string());
    Some(format!("{}–{}", end(low), end(high)))
}

/// One figure in a line.
pub fn in_words(figure: &FigureView) -> String {
    let amount = figure.amount.as_ref().map_or("no number", |amount| &amount.word);
    let relay = match (&figure.speaker, &figure.outlet) {
        (Some(speaker), Some(outlet)) if speaker != outlet => format!("{speaker}, relayed by {outlet}"),
        (Some(who), _) | (None, Some(who)) => who.clone(),
        (None, None) => "nobody named".to_owned(),
    };
    let on = figure.said_on.as_ref().map(|when| format!(" on {}", when.written())).unwrap_or_default();
    format!(
        "“{amount}” {} {} according to {relay}{on}",
        figure.measure.as_deref().unwrap_or("?"),
        figure.unit.as_deref().unwrap_or("")
    )
}

/// One figure as JSON.
pub fn json_of(figure: &FigureView) -> Json {
    let bounds = |convention: Convention| {
        let amount = figure.amount.as_ref()?;
        let quantity = wording::read_quantity(&amount.word, None).into_iter().next()?;
        wording::bounds(&quantity, convention).map(|b| json!({ "low": b.low, "high": b.high }))
    };
    let relayed =
        matches!((&figure.speaker, &figure.outlet), (Some(speaker), Some(outlet)) if speaker != outlet);
    json!({
        "record": figure.record.to_string(),
        "label": figure.label,
        "measure": figure.measure,
        "unit": figure.unit,
        "amount": figure.amount.as_ref().map(as_json::amount),
        "bounds_by_convention": {
            "habeas-1": bounds(Convention::Habeas1), "acled": bounds(Convention::Acled), "ccc": bounds(Convention::Ccc),
        },
        "parts": figure.parts.iter().map(as_json::amount).collect::<Vec<_>>(),
        "scope": figure.scope,
        "period": figure.period.as_ref().map(|when| when.written().to_owned()),
        "said_on": figure.said_on.as_ref().map(|when| when.written().to_owned()),
        "speaker": figure.speaker,
        "outlet": figure.outlet,
        "second_hand": relayed,
    })
}
