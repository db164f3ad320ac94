//! Counts as files: a table (CSV, XLSX) or a picture (PNG), with its receipt inside, so that whoever gets it can ask for the
//! same number again. A breakdown shows what the public may see unless somebody asks for all of it; measures side by side
//! and the difference since yesterday are for the office alone, since small numbers can be found from what lies between them.

mod beside;
mod csv;
mod parts;
mod png;
mod since;
mod xlsx;

use super::{PATH, asked, by, pinned, public, with};
use crate::app::{App, Scene};
use crate::say::Target;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use claims::counting::Measure;
use desk::count::{CountQuery, breakdown, side_by_side};
use desk::{Outcome, Stop, sentence};
use std::sync::Arc;

/// A table with its receipt.
struct Sheet {
    title: String,
    /// What each column holds, the rows' names first.
    head: Vec<String>,
    rows: Vec<Row>,
    /// What is said under the table.
    notes: Vec<String>,
    receipt_title: String,
    receipt: Vec<(String, String)>,
}

/// One row. Numbers that are not shown are words.
struct Row {
    label: String,
    cells: Vec<Cell>,
    /// The number in the reader's words.
    words: String,
    /// How far its bar reaches: what there is at least, and at most.
    bar: Option<(u64, u64)>,
    /// Set apart: the total, and what is in no part.
    apart: bool,
}

/// A cell of a table.
enum Cell {
    Number(u64),
    /// A number with its sign: how much another has moved.
    Change(i64),
    Words(String),
}

pub(crate) async fn export_counts(State(app): State<Arc<App>>, scene: Scene) -> Response {
    app.make(scene, |scene| {
        let format = scene.asked.query.get("format").unwrap_or("csv");
        let whole = scene.asked.query.get("show") == Some("all");
        let query = asked(scene)?;
        let desk = &scene.app.desk;
        let now = side_by_side(desk, &query)?;
        let query = pinned(scene, &query, &now)?;
        let kept = if whole { "all" } else { "public" };
        let (sheet, name) = match scene.asked.query.get("what").unwrap_or("parts") {
            "measures" => (beside::sheet(scene, &query, &now)?, "side-by-side-all".to_owned()),
            "since" => (since::sheet(scene, &query)?, format!("{}-since-all", query.measure.name())),
            "parts" => {
                let found = breakdown(desk, &query, by(scene))?;
                let name = format!("{}-by-{}-{kept}", found.measure.name(), found.by.name());
                (parts::sheet(scene, &query, &found, whole)?, name)
            }
            other => {
                let say = sentence!("{other:?} is not measures, since or parts.", other);
                return Err(Stop::refused("what", say));
            }
        };
        let (bytes, kind) = match format {
            "csv" => (csv::written(&sheet).into_bytes(), "text/csv; charset=utf-8"),
            "xlsx" => {
                (xlsx::written(&sheet)?, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
            }
            "png" => (png::drawn(&sheet)?, "image/png"),
            other => {
                return Err(Stop::refused("format", sentence!("{other:?} is not csv, xlsx or png.", other)));
            }
        };
        let (what, of) = name.rsplit_once('-').unwrap_or((&name, kept));
        let name = format!("attachment; filename=\"{what}-{}-{of}.{format}\"", now.position.entries);
        let mut answer = bytes.into_response();
        let headers = answer.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        let name = HeaderValue::from_str(&name).map_err(|cause| Stop::fault("naming a download", cause))?;
        headers.insert(header::CONTENT_DISPOSITION, name);
        Ok(answer)
    })
    .await
}

/// The files of this page's question, for whoever may have them.
pub(super) fn links(scene: &Scene, what: &str) -> Vec<Target> {
    let public = public(scene);
    // What is for the office alone is offered where the office's numbers are shown.
    let offered = scene.may("count.export") && (what == "parts" || !public);
    let link = |format: &str| {
        let here = with(scene, &[("show", if public { "" } else { "all" })]);
        let mark = if here.contains('?') { '&' } else { '?' };
        let query = here.strip_prefix(PATH).unwrap_or_default();
        Target {
            href: format!("{PATH}/export{query}{mark}what={what}&format={format}"),
            label: format.to_ascii_uppercase(),
            kind: String::new(),
        }
    };
    ["csv", "xlsx", "png"].into_iter().filter(|_| offered).map(link).collect()
}

/// Whoever takes a file for the office alone must be of the office, and say so.
fn for_the_office(scene: &Scene) -> Outcome<()> {
    match public(scene) || scene.asked.query.get("show") != Some("all") {
        true => Err(Stop::refused(
            "show",
            sentence!("This is a file for the office alone: small numbers could be found from it."),
        )),
        false => Ok(()),
    }
}

/// The lines that say what was asked and how it is asked again. Without a measure it is about all of them.
fn receipt(
    scene: &Scene,
    scope: Vec<String>,
    query: &CountQuery,
    measure: Option<Measure>,
    (entries, root): (u64, [u8; 32]),
) -> Vec<(String, String)> {
    let say = &scene.say;
    let mut receipt = Vec::new();
    if let Some(measure) = measure {
        receipt.push((say.the("field-measure"), say.the(&format!("measure-{}", measure.name()))));
        receipt.push((say.the("counts-means"), say.the(&format!("measure-{}-meaning", measure.name()))));
    }
    let as_of = query.as_of.as_ref().map(|when| when.written().to_owned());
    receipt.extend([
        (say.the("count-as-of"), as_of.unwrap_or_default()),
        (say.the("count-position"), entries.to_string()),
        (say.the("count-root"), crate::door::hex(&root)),
        (say.the("count-fresh"), say.length(query.fresh_for)),
    ]);
    receipt.extend(scope.into_iter().map(|words| (say.the("narrow"), words)));
    receipt
}

/// The last lines of a receipt. The address names the question; it opens for those alone who may see the casebook.
fn ending(scene: &Scene, address: String) -> [(String, String); 2] {
    let say = &scene.say;
    [
        (say.the("about-version"), format!("habeas {}", env!("CARGO_PKG_VERSION"))),
        (say.the("count-link"), address),
    ]
}
