//! One report, as it came: its text with the quoted passages marked in place, each leading to the claims that rest on
//! it; the rows of a table; the bytes themselves as a download. The text is never changed, only cut into pages when it
//! is long.

mod passages;

use super::{Names, record_in_path};
use crate::app::{App, Page, Scene};
use crate::say::{Arg, Target, cut, user, user_block};
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use casebook::{QuoteState, QuotingClaim, ReportRow, ReportView};
use claims::{RecordId, RecordKind, Value};
use desk::sentence;
use desk::{Outcome, Stop};
use passages::{Segment, segments};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Bytes of text on one page.
const WINDOW: usize = 96 * 1024;
/// Passages listed beside one page of text.
const LISTED: usize = 400;
/// Characters of one cell.
const CELL: usize = 400;

#[derive(Serialize)]
struct Report {
    id: String,
    title: String,
    record: String,
    raw: String,
    about: Vec<(String, String)>,
    source: Option<(Target, Vec<Target>)>,
    urls: Vec<String>,
    /// The language of the text, when it is known and is one.
    lang: Option<String>,
    size: String,
    text: Vec<Segment>,
    /// True when bytes are kept at all.
    kept: bool,
    not_utf8: bool,
    part: Option<String>,
    before: Option<String>,
    after: Option<String>,
    passages: Vec<Marked>,
    passages_left: Option<String>,
    table: Option<Table>,
    doubts: Vec<String>,
    whole: Vec<Quoting>,
}

/// A passage in the list beside the text.
#[derive(Serialize)]
struct Marked {
    number: usize,
    quote: String,
    claims: Vec<Quoting>,
}

/// A claim that rests on the report.
#[derive(Serialize)]
struct Quoting {
    href: String,
    about: Target,
    property: String,
    value: String,
    /// `stands`, `draft`, `retracted`.
    state: &'static str,
    state_words: String,
}

#[derive(Serialize)]
struct Table {
    columns: Vec<String>,
    rows: Vec<Row>,
    count: String,
}

#[derive(Serialize)]
struct Row {
    number: Option<u64>,
    cells: Vec<String>,
}

pub(crate) async fn report(State(app): State<Arc<App>>, scene: Scene, Path(id): Path<String>) -> Response {
    app.page(scene, "report.html", move |scene| look(scene, &id)).await
}

/// The bytes as they came, for saving to a file; a browser must never show them.
pub(crate) async fn raw(State(app): State<Arc<App>>, scene: Scene, Path(id): Path<String>) -> Response {
    app.make(scene, move |scene| {
        let record = record_in_path(scene, &id)?;
        let report = desk::look::report(&scene.app.desk, record)?;
        scene.looked_at(&[record]);
        if report.bytes.is_empty() {
            return Err(Stop::not_found(sentence!("No bytes are kept of report {record}.", record)));
        }
        let kind = match report.text {
            Some(_) => "text/plain; charset=utf-8",
            None => "application/octet-stream",
        };
        let name = format!("attachment; filename=\"report-{}.txt\"", record.short());
        let mut answer = report.bytes.into_response();
        let headers = answer.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        let name = HeaderValue::from_str(&name).map_err(|cause| Stop::fault("naming a download", cause))?;
        headers.insert(header::CONTENT_DISPOSITION, name);
        Ok(answer)
    })
    .await
}

fn look(scene: &Scene, id: &str) -> Outcome<Page<Report>> {
    let say = &scene.say;
    let record = record_in_path(scene, id)?;
    let view = desk::look::report(&scene.app.desk, record)?;
    let bytes = view.bytes.as_slice();
    let parts = bytes.len().div_ceil(WINDOW).max(1);
    let number = |field: &str| scene.asked.query.get(field).and_then(|text| text.parse::<usize>().ok());
    let part = match (number("part"), number("byte")) {
        (Some(part), _) => part.saturating_sub(1),
        (None, Some(byte)) => byte / WINDOW,
        (None, None) => 0,
    }
    .min(parts - 1);
    let from = at_letter(bytes, part * WINDOW);
    let to = at_letter(bytes, (part + 1) * WINDOW);
    let text = segments(bytes, from..to, &view.passages);
    let address = format!("/report/{record}");
    let turned = |part: usize| format!("{address}?part={}", part + 1);
    let inside: Vec<_> = view
        .passages
        .iter()
        .enumerate()
        .filter(|(_, passage)| passage.start < to as u64 && passage.end > from as u64)
        .collect();
    let left = inside.len().saturating_sub(LISTED) as u64;
    let listed = inside.iter().take(LISTED).flat_map(|(_, passage)| &passage.claims).chain(&view.whole);
    let referred: Vec<RecordId> = listed
        .filter_map(|claim| match &claim.value {
            Value::Ref(record) => Some(*record),
            _ => None,
        })
        .collect();
    scene.looked_at(&[record]);
    let names = Names::of(scene, &referred, None)?;
    let page = Report {
        id: record.to_string(),
        title: user(cut(&view.title, 300).0),
        record: format!("/record/{record}"),
        raw: format!("{address}/raw"),
        about: about(scene, &view),
        source: view.source.as_ref().map(|source| {
            (
                Target::to(say, &source.source),
                source.chain.iter().map(|named| Target::to(say, named)).collect(),
            )
        }),
        urls: view.urls.iter().map(|url| user(cut(url, 500).0)).collect(),
        lang: view
            .language
            .clone()
            .filter(|code| (2..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_lowercase())),
        size: say.text("report-size", &[("bytes", Arg::Number(bytes.len() as u64))]),
        text,
        kept: !bytes.is_empty(),
        not_utf8: !bytes.is_empty() && view.text.is_none(),
        part: (parts > 1).then(|| {
            say.text(
                "report-part",
                &[("part", Arg::Number(part as u64 + 1)), ("parts", Arg::Number(parts as u64))],
            )
        }),
        before: (part > 0).then(|| turned(part - 1)),
        after: (part + 1 < parts).then(|| turned(part + 1)),
        passages: inside
            .into_iter()
            .take(LISTED)
            .map(|(index, passage)| Marked {
                number: index + 1,
                quote: quote(bytes, passage.start, passage.end),
                claims: passage.claims.iter().map(|claim| quoting(scene, &names, claim)).collect(),
            })
            .collect(),
        passages_left: (left > 0).then(|| say.text("report-more-passages", &[("number", Arg::Number(left))])),
        table: table(scene, &view)?,
        doubts: view.doubts.iter().map(|doubt| user(cut(doubt, 500).0)).collect(),
        whole: view.whole.iter().map(|claim| quoting(scene, &names, claim)).collect(),
    };
    let kind = say.kind(Some(RecordKind::Report));
    let title = say.text("record-title", &[("kind", Arg::Ours(kind)), ("id", Arg::Ours(record.short()))]);
    Ok(Page { title, view: page })
}

/// The nearest place at or after `at` where a letter begins, so that no letter is cut.
fn at_letter(bytes: &[u8], at: usize) -> usize {
    let mut at = at.min(bytes.len());
    while bytes.get(at).is_some_and(|byte| byte & 0b1100_0000 == 0b1000_0000) {
        at += 1;
    }
    at
}

fn quote(bytes: &[u8], start: u64, end: u64) -> String {
    const SHOWN: usize = 90;
    let range = usize::try_from(start).unwrap_or(usize::MAX)..usize::try_from(end).unwrap_or(usize::MAX);
    let text = String::from_utf8_lossy(bytes.get(range).unwrap_or_default());
    match cut(&text, SHOWN) {
        (whole, 0) => user(whole),
        (begin, _) => format!("{}…", user(begin)),
    }
}

fn quoting(scene: &Scene, names: &Names, claim: &QuotingClaim) -> Quoting {
    let say = &scene.say;
    let state = match claim.state {
        QuoteState::Stands => "stands",
        QuoteState::Draft => "draft",
        QuoteState::Retracted => "retracted",
    };
    let value = match &claim.value {
        Value::Ref(record) => names.one(say, *record).label,
        value => {
            let shown = say.value(value, None);
            cut(&shown.words, 160).0.to_owned()
        }
    };
    Quoting {
        href: format!("/record/{}#c-{}", claim.about.record, claim.id),
        about: Target::to(say, &claim.about),
        property: say.property(claim.property),
        value,
        state,
        state_words: say.the(&format!("claim-{state}")),
    }
}

fn about(scene: &Scene, view: &ReportView) -> Vec<(String, String)> {
    let say = &scene.say;
    let mut about = Vec::new();
    if let Some(sort) = &view.report_type {
        about.push((say.property(claims::Property::ReportType), say.term(&format!("report_{sort}"))));
    }
    if let Some(language) = &view.language {
        about.push((
            say.property(claims::Property::ReportLanguage),
            say.term(&format!("language_{language}")),
        ));
    }
    if let Some(published) = &view.published {
        about.push((say.property(claims::Property::ReportPublished), say.when(published)));
    }
    for file in &view.files {
        about.push((say.property(claims::Property::ReportFile), user(cut(file, 300).0)));
    }
    for digest in &view.digests {
        about.push((say.property(claims::Property::ReportDigest), user(cut(digest, 80).0)));
    }
    about
}

/// The rows of a table, with the columns of its first row.
fn table(scene: &Scene, view: &ReportView) -> Outcome<Option<Table>> {
    if view.rows.is_empty() {
        return Ok(None);
    }
    let wanted = scene.asked.query.get("row").and_then(|row| row.parse::<u64>().ok());
    let listed =
        |rows: &[ReportRow]| wanted.is_none_or(|wanted| rows.iter().any(|row| row.row == Some(wanted)));
    let rows = if listed(&view.rows) {
        view.rows.clone()
    } else {
        // The row a claim rests on, and some after it.
        let first = wanted.unwrap_or(1);
        scene.app.desk.reading(None, |casebook| Ok(casebook.report_rows(view.record, first, 100)?))?
    };
    let read: Vec<(Option<u64>, Cells)> = rows.iter().map(|row| (row.row, Cells::read(&row.cells))).collect();
    let mut columns: Vec<String> = Vec::new();
    for (_, cells) in &read {
        if let Cells::Named(named) = cells {
            for column in named.keys() {
                if !columns.contains(column) && columns.len() < 100 {
                    columns.push(column.clone());
                }
            }
        }
    }
    let widest = read.iter().map(|(_, cells)| cells.width()).max().unwrap_or_default().min(100);
    if columns.is_empty() {
        columns = (1..=widest)
            .map(|n| scene.say.text("report-column", &[("number", Arg::Number(n as u64))]))
            .collect();
    }
    let shown = |text: &str| user_block(cut(text, CELL).0);
    let rows = read
        .into_iter()
        .map(|(number, cells)| Row {
            number,
            cells: match cells {
                Cells::Named(named) => columns
                    .iter()
                    .map(|column| named.get(column).map(|cell| shown(cell)).unwrap_or_default())
                    .collect(),
                Cells::Listed(cells) => cells.iter().take(100).map(|cell| shown(cell)).collect(),
            },
        })
        .collect();
    let count = scene.say.text("report-rows", &[("number", Arg::Number(view.row_count))]);
    Ok(Some(Table { columns: columns.iter().map(|column| user(cut(column, 120).0)).collect(), rows, count }))
}

/// The raw cells of a row, as they were kept.
enum Cells {
    Named(BTreeMap<String, String>),
    Listed(Vec<String>),
}

impl Cells {
    fn read(json: &str) -> Self {
        let plain = |value: serde_json::Value| match value {
            serde_json::Value::String(text) => text,
            serde_json::Value::Null => String::new(),
            other => other.to_string(),
        };
        match serde_json::from_str(json) {
            Ok(serde_json::Value::Object(cells)) => {
                Cells::Named(cells.into_iter().map(|(name, cell)| (name, plain(cell))).collect())
            }
            Ok(serde_json::Value::Array(cells)) => Cells::Listed(cells.into_iter().map(plain).collect()),
            _ => Cells::Listed(vec![json.to_owned()]),
        }
    }

    fn width(&self) -> usize {
        match self {
            Cells::Named(named) => named.len(),
            Cells::Listed(cells) => cells.len(),
        }
    }
}
