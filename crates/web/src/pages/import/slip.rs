//! One file that was handed in: what it was read as, what would come of it, how far recording is, and what came of it.

use super::hand_in::{Problem, size_words, state_word};
use super::{PATH, read_aside, save_aside};
use crate::app::{AGAIN, App, Page, Scene, html, link};
use crate::pages::Choice;
use crate::pages::form::see_other;
use crate::pages::form::{Fields, by_and_why, field};
use crate::say::{Arg, Moment, Say, cut, user, user_block};
use crate::upload::{self, apart};
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use claims::Value;
use desk::import::{
    FileKind, ImportChoices, Imported, Meaning, Slip, SlipState, TableSeen, Ticket, discard, map_by, mapping,
    plain_mapping, slip, start, stop,
};
use desk::sentence;
use desk::{Outcome, Stop};
use serde::Serialize;
use std::sync::Arc;

/// Columns that a form asks about.
const COLUMNS: usize = 120;
/// Characters of a sample.
const SAMPLE: usize = 80;
/// Doubts that are shown.
const DOUBTS: usize = 100;
/// Seconds after which a page of work under way asks again.
const AGAIN_AFTER: &str = "2";
/// Encodings that a table may be said to have.
const ENCODINGS: [&str; 6] = ["utf-8", "windows-1251", "koi8-r", "utf-16le", "utf-16be", "windows-1252"];

#[derive(Serialize)]
struct SlipView {
    here: String,
    name: String,
    about: String,
    handed_in: String,
    at: Moment,
    state: &'static str,
    words: String,
    underway: Option<Underway>,
    problem: Option<Problem>,
    counts: Vec<String>,
    report: Option<String>,
    undone: bool,
    table: Option<TableView>,
    rows: Vec<RowView>,
    doubts: Vec<DoubtView>,
    doubts_words: Option<String>,
    doubts_more: u64,
    file_doubts: Vec<String>,
    may_import: bool,
    may_stop: bool,
    may_discard: bool,
    by: String,
    why: String,
}

#[derive(Serialize)]
struct Underway {
    words: String,
    /// Of a hundred; none when nobody can say.
    share: Option<u64>,
}

#[derive(Serialize)]
struct TableView {
    how: String,
    shipped: Option<String>,
    /// The columns with what each holds; none when a form cannot say it.
    columns: Vec<ColumnView>,
    groups: Vec<Group>,
    plain: bool,
    more_columns: u64,
    text: String,
    sheets: Vec<Choice>,
    encodings: Vec<Choice>,
}

#[derive(Serialize)]
struct ColumnView {
    number: usize,
    name: String,
    samples: Vec<String>,
    chosen: &'static str,
}

#[derive(Serialize)]
struct Group {
    label: String,
    choices: Vec<(&'static str, String)>,
}

#[derive(Serialize)]
struct RowView {
    row: Option<u64>,
    claims: Vec<(String, String)>,
}

#[derive(Serialize)]
struct DoubtView {
    row: Option<u64>,
    column: String,
    says: String,
    raw: String,
}

pub(crate) async fn slip_page(
    State(app): State<Arc<App>>,
    scene: Scene,
    Path(ticket): Path<String>,
) -> Response {
    app.make(scene, move |scene| answer(scene, ticket.parse()?, None)).await
}

fn answer(scene: &Scene, ticket: Ticket, problem: Option<Problem>) -> Outcome<Response> {
    let slip = slip(&scene.app.desk, ticket)?;
    let refused = problem.is_some();
    let (view, underway) = look(scene, &slip, problem)?;
    let page = Page { title: scene.say.the("import-title"), view };
    let status = if refused { StatusCode::BAD_REQUEST } else { StatusCode::OK };
    let mut answer = html(status, scene.app.render(scene, "import_slip.html", page)?);
    if underway {
        // Marked as asked by itself, so that it does not keep the casebook open.
        let by = scene.asked.query.get("by").map(|by| ("by", by));
        let here = link(&format!("{PATH}/{ticket}"), by.into_iter().chain([(AGAIN, "1")]));
        if let Ok(to) = HeaderValue::from_str(&format!("{AGAIN_AFTER}; url={here}")) {
            answer.headers_mut().insert(HeaderName::from_static("refresh"), to);
        }
    }
    Ok(answer)
}

fn look(scene: &Scene, slip: &Slip, problem: Option<Problem>) -> Outcome<(SlipView, bool)> {
    let say = &scene.say;
    let state = &slip.state;
    let imported = match state {
        SlipState::Read(imported) | SlipState::Done(imported) => Some(&**imported),
        _ => None,
    };
    let recorded = matches!(state, SlipState::Done(_));
    let report = imported.filter(|of| recorded || of.already).and_then(|of| of.report);
    let undone = report.is_some_and(|report| scene.app.desk.casebook().withdrawn(report).is_some());
    let underway = match state {
        SlipState::Reading(rows, done, of) | SlipState::Saving(rows, done, of) => Some(Underway {
            words: say.text("import-rows-so-far", &[("number", Arg::Number(*rows))]),
            share: (*done > 0 && *of > 0).then(|| (done * 100 / of).min(100)),
        }),
        _ => None,
    };
    let busy = underway.is_some();
    let problem = problem.or(match state {
        SlipState::Refused(refusal) => Some(Problem::of(&scene.say, refusal)),
        _ => None,
    });
    let waits = matches!(state, SlipState::Read(_) | SlipState::Refused(_));
    let doubts: Vec<DoubtView> =
        imported.iter().flat_map(|of| &of.doubts).take(DOUBTS).map(doubt_view).collect();
    let doubt_count = imported.map_or(0, |of| of.doubt_count);
    let unfinished = imported.is_some_and(|of| of.stopped);
    let view = SlipView {
        here: format!("{PATH}/{}", slip.ticket),
        name: user(&slip.name),
        about: say.text(
            "import-about",
            &[
                ("kind", Arg::Ours(kind(say, slip.looked.kind))),
                ("size", Arg::Ours(size_words(scene, slip.size))),
            ],
        ),
        handed_in: say.text("import-handed-in", &[("who", Arg::Theirs(&user(slip.by.handle())))]),
        at: say.moment(slip.since, scene.zone()),
        state: state_word(state),
        words: say.the(state_word(state)),
        underway,
        problem,
        counts: imported.map(|of| counts(say, of, recorded)).unwrap_or_default(),
        report: report.map(|report| format!("{PATH}/report/{report}")),
        undone,
        table: slip.looked.table.as_ref().filter(|_| waits).map(|table| table_view(scene, slip, table)),
        rows: imported.filter(|_| !recorded).map(|of| rows(say, of)).unwrap_or_default(),
        doubts_words: (doubt_count > 0)
            .then(|| say.text("import-doubts", &[("number", Arg::Number(doubt_count))])),
        doubts_more: doubt_count.saturating_sub(doubts.len() as u64),
        doubts,
        file_doubts: imported
            .iter()
            .flat_map(|of| &of.file_doubts)
            .map(|doubt| user(cut(doubt, 500).0))
            .collect(),
        may_import: match state {
            SlipState::Read(of) => !of.already,
            SlipState::Broken => true,
            SlipState::Done(_) => unfinished,
            _ => false,
        },
        may_stop: busy,
        may_discard: !matches!(state, SlipState::Saving(..)),
        by: scene.asked.query.get("by").unwrap_or_default().to_owned(),
        why: say.text("import-why", &[("name", Arg::Ours(cut(&slip.name, 200).0.to_owned()))]),
    };
    Ok((view, busy))
}

fn kind(say: &Say, kind: FileKind) -> String {
    say.the(match kind {
        FileKind::Csv => "import-kind-csv",
        FileKind::Tsv => "import-kind-tsv",
        FileKind::Xlsx => "import-kind-xlsx",
        FileKind::Ods => "import-kind-ods",
        FileKind::Json | FileKind::JsonLines => "import-kind-json",
        FileKind::Html => "import-kind-html",
        FileKind::Text => "import-kind-text",
    })
}

/// What an import did or would do, a sentence each.
fn counts(say: &Say, of: &Imported, recorded: bool) -> Vec<String> {
    let mut out = Vec::new();
    let mut line = |id: &str, number: u64| {
        if number > 0 {
            out.push(say.text(id, &[("number", Arg::Number(number))]));
        }
    };
    line("import-rows", of.rows);
    line("import-rows-before", of.rows_before);
    line("import-rows-erased", of.rows_erased);
    if !of.already {
        let (records, claims, decisions) = if recorded {
            ("import-records-made", "import-claims-made", "import-decisions-made")
        } else {
            ("import-records-new", "import-claims-new", "import-decisions-new")
        };
        line(records, of.records);
        line(claims, of.claims);
        line(decisions, of.decisions);
    }
    out
}

fn rows(say: &Say, of: &Imported) -> Vec<RowView> {
    let mut rows: Vec<RowView> = Vec::new();
    for (row, claim) in &of.first {
        let words = match &claim.value {
            Value::Ref(_) => say.the("import-a-record"),
            value => say.value(value, None).words,
        };
        let told = (say.property(claim.property), cut(&words, 300).0.to_owned());
        match rows.last_mut() {
            Some(last) if last.row == *row => last.claims.push(told),
            _ => rows.push(RowView { row: *row, claims: vec![told] }),
        }
    }
    rows
}

fn doubt_view(doubt: &desk::import::RowDoubt) -> DoubtView {
    DoubtView {
        row: (doubt.row > 0).then_some(doubt.row),
        column: user(cut(&doubt.column, 120).0),
        says: user(cut(&doubt.says, 500).0),
        raw: user(cut(&doubt.raw, 200).0),
    }
}

fn table_view(scene: &Scene, slip: &Slip, table: &TableSeen) -> TableView {
    let say = &scene.say;
    let by_hand = scene.asked.query.ticked("plain");
    let chosen = |at: usize| {
        let meaning = table.meanings.as_ref().and_then(|all| all.get(at).copied().flatten());
        meaning.map_or("", Meaning::name)
    };
    let plain = table.meanings.is_some() || by_hand;
    let columns = table.columns.iter().enumerate().take(COLUMNS).map(|(at, column)| ColumnView {
        number: at,
        name: user(cut(&column.name, 120).0),
        samples: column.samples.iter().map(|cell| user(cut(cell, SAMPLE).0)).collect(),
        chosen: chosen(at),
    });
    let mut groups: Vec<Group> = Vec::new();
    for meaning in Meaning::all() {
        let (label, words) = match meaning {
            Meaning::Source => (say.the("import-who-says"), say.the("import-who-says")),
            Meaning::Says(property) => (say.kind(Some(property.kind())), say.property(property)),
        };
        match groups.iter_mut().find(|group| group.label == label) {
            Some(group) => group.choices.push((meaning.name(), words)),
            None => groups.push(Group { label, choices: vec![(meaning.name(), words)] }),
        }
    }
    let how = &table.how;
    let encoding = how.encoding.unwrap_or_default().to_lowercase();
    let listed: Vec<&str> = if encoding.is_empty() {
        Vec::new()
    } else {
        let other = (!ENCODINGS.contains(&encoding.as_str())).then_some(encoding.as_str());
        ENCODINGS.into_iter().chain(other).collect()
    };
    let taken = slip.choices.sheet.as_deref().or(how.sheet.as_deref());
    TableView {
        how: match (&how.sheet, how.encoding) {
            (Some(sheet), _) => {
                say.text("import-how-sheet", &[("name", Arg::Theirs(&user(cut(sheet, 100).0)))])
            }
            (None, Some(encoding)) => {
                let separator = match how.separator {
                    Some(b'\t') => "⇥".to_owned(),
                    Some(separator) => char::from(separator).to_string(),
                    None => "—".to_owned(),
                };
                let encoding = Arg::Ours(encoding.to_owned());
                say.text("import-how-text", &[("encoding", encoding), ("separator", Arg::Ours(separator))])
            }
            (None, None) => String::new(),
        },
        shipped: (table.shipped && !by_hand).then(|| {
            let title =
                if table.mapping.title.is_empty() { &table.mapping.name } else { &table.mapping.title };
            say.text("import-shipped", &[("name", Arg::Theirs(&user(title)))])
        }),
        columns: columns.collect(),
        groups,
        plain,
        more_columns: table.columns.len().saturating_sub(COLUMNS) as u64,
        text: user_block(&table.mapping.text),
        sheets: how
            .sheets
            .iter()
            .filter(|_| how.sheets.len() > 1)
            .map(|sheet| Choice::new(sheet, user(cut(sheet, 100).0), taken))
            .collect(),
        encodings: listed
            .into_iter()
            .map(|name| Choice::new(name, name.to_owned(), Some(encoding.as_str())))
            .collect(),
    }
}

/// What a person does with the file.
pub(crate) async fn change_slip(
    State(app): State<Arc<App>>,
    scene: Scene,
    Path(ticket): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let parts = upload::read(&headers, body).await;
    app.make(scene, move |scene| {
        let ticket: Ticket = ticket.parse()?;
        let (_, fields) = apart(parts?);
        match change(scene, ticket, &fields) {
            Ok(to) => Ok(see_other(&to)),
            // What was typed into a refused form stands there still: it is made from what was said of the file.
            Err(Stop::Refusal(refusal)) if refusal.kind == desk::Kind::Refused => {
                answer(scene, ticket, Some(Problem::of(&scene.say, &refusal)))
            }
            Err(stop) => Err(stop),
        }
    })
    .await
}

fn change(scene: &Scene, ticket: Ticket, fields: &Fields) -> Outcome<String> {
    let (app, desk) = (&scene.app, &scene.app.desk);
    match field(fields, "do") {
        "import" => {
            let (actor, why) = by_and_why(scene, fields)?;
            start(desk, ticket, &actor, &why)?;
            save_aside(app, ticket)?;
        }
        "stop" => stop(desk, ticket)?,
        "discard" => {
            discard(desk, ticket)?;
            return Ok(PATH.to_owned());
        }
        "map" | "text" | "how" => {
            map_by(desk, ticket, mapped(scene, ticket, fields)?)?;
            read_aside(app, ticket)?;
        }
        other => {
            return Err(Stop::refused("do", sentence!("{other:?} is nothing that can be done here.", other)));
        }
    }
    let by = Some(("by", field(fields, "by"))).filter(|by| !by.1.is_empty());
    Ok(link(&format!("{PATH}/{ticket}"), by))
}

/// What is said of the file from now on.
fn mapped(scene: &Scene, ticket: Ticket, fields: &Fields) -> Outcome<ImportChoices> {
    let slip = slip(&scene.app.desk, ticket)?;
    let mut choices = slip.choices;
    let filled = |name: &str| Some(field(fields, name).to_owned()).filter(|value| !value.is_empty());
    match field(fields, "do") {
        "map" => {
            let table =
                slip.looked.table.ok_or_else(|| Stop::refused("columns", sentence!("This is no table.")))?;
            let columns: Vec<String> = table.columns.iter().map(|column| column.name.clone()).collect();
            let meanings = (0..columns.len()).map(|at| match field(fields, &format!("c{at}")) {
                "" => Ok(None),
                name => Meaning::from_name(name).map(Some).ok_or_else(|| {
                    Stop::refused("columns", sentence!("{name:?} is nothing that a column can hold.", name))
                }),
            });
            let meanings = meanings.collect::<Outcome<Vec<_>>>()?;
            let zone = &table.mapping.zone;
            let text = plain_mapping("by hand", &columns, &meanings, zone).ok_or_else(|| {
                Stop::refused(
                    "columns",
                    sentence!("Say of at least one column what it tells about a person or a detention."),
                )
            })?;
            choices.mapping = Some(mapping(&text)?);
        }
        "text" => choices.mapping = Some(mapping(field(fields, "mapping"))?),
        _ => {
            // Another sheet or encoding has other columns: the table is recognised anew.
            choices = ImportChoices {
                sheet: filled("sheet"),
                encoding: filled("encoding"),
                mapping: None,
                ..choices
            };
        }
    }
    Ok(choices)
}
