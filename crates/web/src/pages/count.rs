//! A number with its receipt: what was asked, floor and ceiling, every record behind it, what was left out and why, what
//! others claim beside it, and why it differs from what it was.

pub(super) mod words;

use super::figures::{Figure, figure};
use super::{Choice, Names, position_of, property_named, record_of, time_of};
use crate::app::{App, Page, Scene};
use crate::say::{Arg, Moment, Say, Target, cut, user};
use axum::extract::State;
use axum::response::Response;
use casebook::Scope;
use claims::counting::{Change, Measure};
use claims::when::Instant;
use desk::count::{CountQuery, Receipt, ReceiptLine};
use desk::sentence;
use desk::{Outcome, Stop};
use serde::Serialize;
use std::sync::Arc;
use words::{reason, why};

/// Lines of a receipt on one page.
const LINES: usize = 200;
/// Records named per exclusion.
const EXCLUDED: usize = 40;

#[derive(Serialize)]
struct Count {
    measures: Vec<Choice>,
    fields: Fields,
    units: Vec<Choice>,
    answer: Answer,
    difference: Option<Difference>,
    lines: Vec<Line>,
    lines_part: Option<String>,
    before: Option<String>,
    after: Option<String>,
    exclusions: Vec<Excluded>,
    contradictory: Vec<(Target, Target)>,
    figures: Vec<Figure>,
    scope: Vec<String>,
    as_of: Moment,
    fresh: String,
    position: u64,
    /// That entries came since, which are being counted.
    behind: Option<String>,
    root: String,
    link: String,
    /// Where the same question is asked of those who were not seen; only people are.
    unseen: Option<String>,
    /// The same question with every measure side by side.
    side: String,
}

/// What the form holds.
#[derive(Serialize)]
struct Fields {
    as_of: String,
    from: String,
    to: String,
    place: String,
    city: String,
    role: String,
    filter: String,
    position: String,
    before: String,
    narrowed: bool,
}

#[derive(Serialize)]
struct Answer {
    /// `7`, `7–12`, `7 or more`.
    number: String,
    exact: bool,
    unit: String,
    measure: String,
    meaning: String,
    floor: String,
    ceiling: String,
    named: String,
}

#[derive(Serialize)]
struct Difference {
    before: String,
    total: String,
    changes: Vec<Changed>,
    erased: Option<String>,
}

/// One reason of a difference.
#[derive(Serialize)]
pub(super) struct Changed {
    pub words: String,
    pub records: Vec<Target>,
    pub more: u64,
}

#[derive(Serialize)]
struct Line {
    to: Target,
    floor: u64,
    ceiling: String,
    why: String,
    happened: String,
    merged: Vec<Target>,
}

#[derive(Serialize)]
struct Excluded {
    words: String,
    number: u64,
    records: Vec<Target>,
    more: u64,
}

pub(crate) async fn count(State(app): State<Arc<App>>, scene: Scene) -> Response {
    app.page(scene, "count.html", look).await
}

fn look(scene: &Scene) -> Outcome<Page<Count>> {
    let (app, say, query) = (&scene.app, &scene.say, &scene.asked.query);
    let asked = question(scene)?;
    let earlier = position_of(scene, "before")?;
    let mut gone = 0;
    let mut behind = 0;
    let (receipt, moved) = match earlier {
        None => {
            let lately = desk::count::count_lately(&app.desk, &asked)?;
            behind = lately.behind;
            (lately.receipt, None)
        }
        Some(position) => {
            // The same question, as it would have been answered at the earlier position.
            let then = CountQuery { position: Some(position), ..asked.clone() };
            let found = desk::count::diff(&app.desk, &then, &asked)?;
            gone = found.erased.len() as u64;
            (Arc::new(found.after), Some((position, found.before.floor, found.changes)))
        }
    };
    let page = query.get("page").and_then(|page| page.parse::<usize>().ok()).unwrap_or(1).max(1);
    let pages = receipt.lines.len().div_ceil(LINES).max(1);
    let page = page.min(pages);
    let shown = receipt.lines.get((page - 1) * LINES..).unwrap_or_default();
    let shown = shown.get(..LINES).unwrap_or(shown);
    let names = names(scene, &asked, &receipt, shown, moved.as_ref())?;
    let turned = |page: usize| scene.asked.with("page", Some(&page.to_string()));
    let field = |name: &str| query.get(name).unwrap_or_default().to_owned();
    let fields = Fields {
        as_of: field("as_of"),
        from: field("from"),
        to: field("to"),
        place: field("place"),
        city: field("city"),
        role: field("role"),
        filter: field("filter"),
        position: field("position"),
        before: field("before"),
        narrowed: ["from", "to", "place", "city", "role", "filter", "unit", "position", "before"]
            .into_iter()
            .any(|name| query.ticked(name)),
    };
    let measures = Measure::ALL
        .into_iter()
        .map(|of| {
            Choice::new(of.name(), say.the(&format!("measure-{}", of.name())), Some(asked.measure.name()))
        })
        .collect();
    let view = Count {
        measures,
        units: units(scene, &asked)?,
        answer: answer(scene, &receipt),
        difference: moved.map(|(position, before, changes)| {
            let erased =
                (gone > 0).then(|| say.text("count-erased-between", &[("number", Arg::Number(gone))]));
            Difference { erased, ..difference(scene, &names, position, before, receipt.floor, &changes) }
        }),
        lines: shown.iter().map(|of| line(scene, &names, of)).collect(),
        lines_part: (pages > 1).then(|| {
            say.text(
                "report-part",
                &[("part", Arg::Number(page as u64)), ("parts", Arg::Number(pages as u64))],
            )
        }),
        before: (page > 1).then(|| turned(page - 1)),
        after: (page < pages).then(|| turned(page + 1)),
        exclusions: receipt
            .exclusions
            .iter()
            .map(|of| Excluded {
                words: why(say, of.reason),
                number: of.number,
                records: names.several(say, of.records.iter().take(EXCLUDED)),
                more: of.number.saturating_sub(of.records.len().min(EXCLUDED) as u64),
            })
            .collect(),
        contradictory: receipt
            .contradictory
            .iter()
            .take(EXCLUDED)
            .map(|(a, b)| (names.one(say, *a), names.one(say, *b)))
            .collect(),
        figures: receipt.figures.iter().map(|of| figure(say, of)).collect(),
        scope: scope_in_words(scene, &names, &asked),
        as_of: say.moment(receipt.as_of, scene.zone()),
        fresh: say.length(receipt.fresh_for),
        position: receipt.position.entries,
        behind: (behind > 0).then(|| say.text("count-behind", &[("number", Arg::Number(behind))])),
        root: crate::door::hex(&receipt.position.root),
        link: lasting(scene, &receipt),
        side: super::counts::address_of(scene),
        unseen: (asked.measure == Measure::Persons).then(|| super::estimate::address_of(scene)),
        fields,
    };
    Ok(Page { title: say.the("count-title"), view })
}

/// The question of the form.
pub(super) fn question(scene: &Scene) -> Outcome<CountQuery> {
    let query = &scene.asked.query;
    let measure = match query.get("measure") {
        None => Measure::Persons,
        Some(name) => Measure::from_name(name).ok_or_else(|| {
            let known: Vec<&str> = Measure::ALL.into_iter().map(Measure::name).collect();
            Stop::refused(
                "measure",
                sentence!(
                    "{name:?} is not a measure; the measures are {known}.",
                    name,
                    known = known.join(", ")
                ),
            )
        })?,
    };
    let edge = |field: &'static str, begin: bool| -> Outcome<Option<Instant>> {
        let Some(when) = time_of(scene, field)? else { return Ok(None) };
        let edge = if begin { when.bounds().earliest } else { when.bounds().latest };
        edge.map(Some).ok_or_else(|| {
            Stop::refused(field, sentence!("{when:?} has no such end.", when = when.written()))
        })
    };
    let mut filters = Vec::new();
    if let Some(text) = query.get("filter") {
        for one in text.split(';').map(str::trim).filter(|one| !one.is_empty()) {
            let (name, value) = one.split_once('=').ok_or_else(|| {
                Stop::refused(
                    "filter",
                    sentence!(
                        "{one:?} is not a filter; write PROPERTY=VALUE, such as event.topic=elections.",
                        one
                    ),
                )
            })?;
            filters.push((property_named(name)?, value.trim().to_owned()));
        }
    }
    let scope = Scope {
        from: edge("from", true)?,
        to: edge("to", false)?,
        filters,
        unit: record_of(scene, "unit")?,
        place: query.get("place").map(str::to_owned),
        city: query.get("city").map(str::to_owned),
        role: query.get("role").map(str::to_owned),
        source: record_of(scene, "source")?,
    };
    Ok(CountQuery {
        measure,
        as_of: time_of(scene, "as_of")?,
        position: position_of(scene, "position")?,
        scope,
        fresh_for: scene.app.options.fresh_for,
    })
}

/// The units to choose from.
fn units(scene: &Scene, asked: &CountQuery) -> Outcome<Vec<Choice>> {
    const MOST: usize = 300;
    let wanted = asked.scope.unit.map(|unit| unit.to_string());
    let query = casebook::SearchQuery {
        kind: Some(claims::RecordKind::Unit),
        limit: MOST,
        ..casebook::SearchQuery::default()
    };
    let mut units: Vec<Choice> = desk::look::search(&scene.app.desk, &query)?
        .into_iter()
        .map(|hit| Choice::new(&hit.record.to_string(), user(cut(&hit.label, 120).0), wanted.as_deref()))
        .collect();
    if let Some(wanted) = wanted
        && !units.iter().any(|unit| unit.chosen)
    {
        units.push(Choice { label: wanted.clone(), value: wanted, chosen: true });
    }
    scene.say.by_alphabet(&mut units, |one| &one.label);
    Ok(units)
}

fn answer(scene: &Scene, receipt: &Receipt) -> Answer {
    let say = &scene.say;
    let ceiling = match receipt.ceiling {
        Some(ceiling) => say.text("count-ceiling", &[("ceiling", Arg::Number(ceiling))]),
        None => say.the("count-no-ceiling"),
    };
    let last = receipt.ceiling.unwrap_or(receipt.floor);
    let measure = receipt.measure.name();
    Answer {
        number: answer_number(say, receipt.floor, receipt.ceiling),
        exact: receipt.ceiling == Some(receipt.floor),
        unit: say.text(&format!("count-unit-{}", receipt.measure.unit()), &[("number", Arg::Number(last))]),
        measure: say.the(&format!("measure-{measure}")),
        meaning: say.the(&format!("measure-{measure}-meaning")),
        floor: say.text("count-floor", &[("floor", Arg::Number(receipt.floor))]),
        ceiling,
        named: say.text("count-named", &[("number", Arg::Number(receipt.named))]),
    }
}

/// `7`, `7–12` or `7 or more`.
pub(super) fn answer_number(say: &Say, floor: u64, ceiling: Option<u64>) -> String {
    match ceiling {
        Some(ceiling) if ceiling == floor => say.number(floor),
        Some(ceiling) => format!("{}–{}", say.number(floor), say.number(ceiling)),
        None => say.text("count-or-more", &[("floor", Arg::Number(floor))]),
    }
}

/// The floor then, and the reasons for the difference.
type Moved = (u64, u64, Vec<Change>);

/// What every record on the page is called, as known at the position counted at.
fn names(
    scene: &Scene,
    asked: &CountQuery,
    receipt: &Receipt,
    shown: &[ReceiptLine],
    moved: Option<&Moved>,
) -> Outcome<Names> {
    let mut records = Vec::new();
    records.extend(
        shown.iter().flat_map(|line| std::iter::once(line.record).chain(line.merged.iter().copied())),
    );
    records.extend(receipt.exclusions.iter().flat_map(|of| of.records.iter().take(EXCLUDED).copied()));
    records.extend(receipt.contradictory.iter().take(EXCLUDED).flat_map(|(a, b)| [*a, *b]));
    let changes = moved.into_iter().flat_map(|(_, _, changes)| changes);
    records.extend(changes.flat_map(|change| change.records.iter().take(EXCLUDED).copied()));
    records.extend(asked.scope.unit.into_iter().chain(asked.scope.source));
    Names::of(scene, &records, asked.position)
}

fn line(scene: &Scene, names: &Names, of: &ReceiptLine) -> Line {
    let say = &scene.say;
    Line {
        to: names.one(say, of.record),
        floor: of.floor,
        ceiling: of.ceiling.map_or_else(|| say.the("count-open"), |ceiling| say.number(ceiling)),
        why: why(say, of.why.code()),
        happened: say.bounds(of.happened, scene.zone()).unwrap_or_else(|| say.the("time-unknown")),
        merged: names.several(say, of.merged.iter().take(EXCLUDED)),
    }
}

fn difference(
    scene: &Scene,
    names: &Names,
    position: u64,
    before: u64,
    after: u64,
    changes: &[Change],
) -> Difference {
    let say = &scene.say;
    Difference {
        before: say
            .text("count-before", &[("position", Arg::Number(position)), ("floor", Arg::Number(before))]),
        erased: None,
        total: signed(i64::try_from(after).unwrap_or(i64::MAX) - i64::try_from(before).unwrap_or(i64::MAX)),
        changes: changes
            .iter()
            .map(|change| Changed {
                words: changed_words(say, change),
                records: names.several(say, change.records.iter().take(EXCLUDED)),
                more: change.records.len().saturating_sub(EXCLUDED) as u64,
            })
            .collect(),
    }
}

/// A reason for a difference: `+12: found late`.
pub(super) fn changed_words(say: &Say, change: &Change) -> String {
    say.text(
        "count-change",
        &[("by", Arg::Ours(signed(change.by))), ("why", Arg::Ours(reason(say, change.reason)))],
    )
}

/// With its sign; a true minus.
pub(super) fn signed(n: i64) -> String {
    match n {
        n if n < 0 => format!("−{}", n.unsigned_abs()),
        0 => "0".to_owned(),
        n => format!("+{n}"),
    }
}

pub(super) fn scope_in_words(scene: &Scene, names: &Names, asked: &CountQuery) -> Vec<String> {
    let say = &scene.say;
    let scope = &asked.scope;
    let moment = |at: Instant| Arg::Ours(say.moment(at, scene.zone()).words);
    let mut words = Vec::new();
    words.extend(scope.from.map(|from| say.text("time-from", &[("from", moment(from))])));
    words.extend(scope.to.map(|to| say.text("time-by", &[("to", moment(to))])));
    let mut pair = |name: String, value: &str| words.push(format!("{name}: {}", user(cut(value, 200).0)));
    for (property, value) in &scope.filters {
        pair(say.property(*property), value);
    }
    if let Some(place) = &scope.place {
        pair(say.the("field-place"), place);
    }
    if let Some(city) = &scope.city {
        pair(say.the("counts-by-city"), city);
    }
    if let Some(role) = &scope.role {
        pair(say.the("field-role"), role);
    }
    for (name, record) in [("field-unit", scope.unit), ("field-source", scope.source)] {
        if let Some(record) = record {
            pair(say.the(name), &names.one(say, record).label);
        }
    }
    words
}

/// A link that gives this very number again: its moment and its ledger position are in it.
fn lasting(scene: &Scene, receipt: &Receipt) -> String {
    let query = &scene.asked.query;
    let as_of = receipt.as_of.in_zone(scene.zone());
    let position = receipt.position.entries.to_string();
    let mut fields =
        vec![("measure", receipt.measure.name()), ("as_of", as_of.as_str()), ("position", position.as_str())];
    for name in ["from", "to", "place", "city", "unit", "role", "source", "filter"] {
        if let Some(value) = query.get(name) {
            fields.push((name, value));
        }
    }
    crate::app::link("/count", fields)
}
