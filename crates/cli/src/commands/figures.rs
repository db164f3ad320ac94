//! Figures claimed by others, side by side.

use crate::args::{AtPosition, Common, Format};
use crate::exit::Done;
use crate::{open, print};
use casebook::FigureView;
use claims::wording::Convention;
use claims::{Amount, RecordId};
use desk::Outcome;
use desk::count::flag_in_words;
use desk::look::figures;
use serde_json::json;
use std::collections::HashMap;

pub fn run(common: &Common, args: &AtPosition) -> Outcome<Done> {
    let (desk, _) = open::desk(common)?;
    let sheet = figures(&desk, args.position)?;
    let labels: HashMap<RecordId, String> =
        sheet.figures.iter().map(|figure| (figure.record, figure.label.clone())).collect();
    let flags: Vec<String> = sheet.flags.iter().map(|flag| flag_in_words(flag, &labels)).collect();
    match common.format {
        Format::Json => print::json(&json!({
            "figures": sheet.figures.iter().map(web::figure_as_json).collect::<Vec<_>>(),
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
