//! A number broken down, as a file: a table (CSV, XLSX) or a picture (PNG), with its receipt inside, so that whoever gets
//! it can ask for the same number again. A file shows what the public may see unless somebody asks for all of it.

mod csv;
mod png;
mod xlsx;

use super::{Names, asked, by, part_label, pinned, shown_number, units};
use crate::app::{App, Scene};
use crate::say::Arg;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use claims::counting::cells::LEAST_SHOWN;
use desk::count::{Breakdown, CountQuery, Public, breakdown, side_by_side};
use desk::{Outcome, Stop};
use std::sync::Arc;

/// A table with its receipt.
struct Sheet {
    title: String,
    head: [String; 3],
    rows: Vec<Row>,
    /// What is said under the table.
    notes: Vec<String>,
    receipt_title: String,
    receipt: Vec<(String, String)>,
}

/// One row. Numbers that are not shown are words.
struct Row {
    label: String,
    floor: Cell,
    ceiling: Cell,
    /// The number in the reader's words.
    words: String,
    /// Set apart: the total, and what is in no part.
    apart: bool,
}

/// A cell of a table.
enum Cell {
    Number(u64),
    Words(String),
}

pub(crate) async fn export_counts(State(app): State<Arc<App>>, scene: Scene) -> Response {
    app.make(scene, |scene| {
        let format = scene.asked.query.get("format").unwrap_or("csv");
        let whole = scene.asked.query.get("show") == Some("all");
        let query = asked(scene)?;
        let now = side_by_side(&scene.app.desk, &query)?;
        let query = pinned(scene, &query, &now)?;
        let found = breakdown(&scene.app.desk, &query, by(scene))?;
        let sheet = sheet(scene, &query, &found, whole)?;
        let (bytes, kind) = match format {
            "csv" => (csv::written(&sheet).into_bytes(), "text/csv; charset=utf-8"),
            "xlsx" => {
                (xlsx::written(&sheet)?, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
            }
            "png" => (png::drawn(&sheet)?, "image/png"),
            other => {
                return Err(Stop::refused("format", format!("{other:?} is not csv, xlsx or png.")));
            }
        };
        let kept = if whole { "all" } else { "public" };
        let name = format!(
            "attachment; filename=\"{}-by-{}-{}-{kept}.{format}\"",
            found.measure.name(),
            found.by.name(),
            found.position.entries
        );
        let mut answer = bytes.into_response();
        let headers = answer.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        let name = HeaderValue::from_str(&name).map_err(|cause| Stop::fault("naming a download", cause))?;
        headers.insert(header::CONTENT_DISPOSITION, name);
        Ok(answer)
    })
    .await
}

fn sheet(scene: &Scene, query: &CountQuery, of: &Breakdown, whole: bool) -> Outcome<Sheet> {
    let say = &scene.say;
    let records: Vec<claims::RecordId> =
        units(of).chain(query.scope.unit).chain(query.scope.source).collect();
    let names = Names::of(scene, &records, query.position)?;
    let row = |label: String, number: (u64, Option<u64>), shown: Public, apart: bool| {
        let shown = if whole { Public::Open } else { shown };
        let words = shown_number(say, number, shown);
        let (floor, ceiling) = match shown {
            Public::Open => (
                Cell::Number(number.0),
                number.1.map_or_else(|| Cell::Words(say.the("count-open")), Cell::Number),
            ),
            _ => (Cell::Words(words.clone()), Cell::Words(String::new())),
        };
        Row { label, floor, ceiling, words, apart }
    };
    let mut rows: Vec<Row> = of
        .parts
        .iter()
        .map(|part| row(part_label(say, &names, &part.part), (part.floor, part.ceiling), part.public, false))
        .collect();
    if !whole && of.by != casebook::Division::Day {
        say.by_alphabet(&mut rows, |one| &one.label);
    }
    rows.push(row(say.the("counts-in-none"), of.in_none, of.in_none_public, true));
    rows.push(row(say.the("counts-total"), of.total, of.total_public, true));
    let measure = say.the(&format!("measure-{}", of.measure.name()));
    let by = say.the(&format!("counts-by-{}", of.by.name()));
    let title =
        say.text("counts-parts-of", &[("measure", Arg::Ours(measure.clone())), ("by", Arg::Ours(by))]);
    let mut notes = vec![say.the("counts-file-note")];
    if !whole {
        notes.push(say.the("counts-public-note"));
    }
    if of.left > 0 {
        notes.push(say.text("counts-left", &[("number", Arg::Number(of.left as u64))]));
    }
    let mut receipt = vec![
        (say.the("field-measure"), measure),
        (say.the("counts-means"), say.the(&format!("measure-{}-meaning", of.measure.name()))),
        (say.the("count-as-of"), of.as_of.in_zone(scene.zone())),
        (say.the("count-position"), of.position.entries.to_string()),
        (say.the("count-root"), crate::door::hex(&of.position.root)),
        (say.the("count-fresh"), say.length(query.fresh_for)),
    ];
    let scope = super::scope_in_words(scene, &names, query);
    receipt.extend(scope.into_iter().map(|words| (say.the("narrow"), words)));
    if !whole {
        receipt.push((say.the("counts-least"), LEAST_SHOWN.to_string()));
    }
    receipt.push((say.the("about-version"), format!("habeas {}", env!("CARGO_PKG_VERSION"))));
    // The address names the question; it opens for those alone who may see the casebook.
    receipt.push((say.the("count-link"), super::receipt(scene, query)));
    Ok(Sheet {
        title,
        head: [say.the("counts-col-part"), say.the("counts-at-least"), say.the("counts-at-most")],
        rows,
        notes,
        receipt_title: say.the("count-receipt"),
        receipt,
    })
}
