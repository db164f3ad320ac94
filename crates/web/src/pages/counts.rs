//! Counts: every measure side by side with what others say of it, why a number is another than yesterday, and one number
//! broken down — as the office sees it, or as the public may. Every number leads to its receipt.

mod chart;
mod export;
mod parts;
mod since;
mod slider;

pub(crate) use export::export_counts;

use super::count::{answer_number, question, scope_in_words, signed};
use super::figures::{Figure, figure};
use super::{Choice, Names};
use crate::app::{App, Page, Scene, link};
use crate::say::{Moment, Target};
use axum::extract::State;
use axum::response::Response;
use casebook::Division;
use claims::RecordId;
use claims::counting::Measure;
use desk::Outcome;
use desk::count::{CountQuery, MeasureNow, SideBySide, breakdown, earlier, side_by_side};
use parts::Parts;
use serde::Serialize;
use since::{Since, whole};
use slider::Slider;
use std::sync::Arc;

pub(super) const PATH: &str = "/counts";
/// Seconds of a day.
const DAY: i64 = 24 * 3600;
/// Beyond so many entries, what was known a day ago takes a while to put together: it is shown when asked for.
const MANY: u64 = 3000;
/// Figures of others beside one measure.
const BESIDE: usize = 6;
/// The fields that a question is made of.
const FIELDS: [&str; 11] =
    ["measure", "as_of", "position", "from", "to", "place", "city", "role", "unit", "source", "filter"];

#[derive(Serialize)]
struct Counts {
    as_of: Moment,
    position: u64,
    root: String,
    scope: Vec<String>,
    slider: Option<Slider>,
    fields: Fields,
    measures: Vec<Choice>,
    rows: Vec<MeasureRow>,
    compared: bool,
    since: Option<Since>,
    /// Where the difference is shown, when it is not yet.
    ask_since: Option<String>,
    by: Vec<Target>,
    parts: Option<Parts>,
    /// Why there is no breakdown.
    no_parts: Option<String>,
    estimate: Option<Estimate>,
    estimate_href: String,
    /// Side by side, and the difference since yesterday, as files.
    files: Vec<Target>,
    since_files: Vec<Target>,
}

/// What the forms hold: everything but the moment is kept while the moment moves, and the other way round.
#[derive(Serialize)]
struct Fields {
    as_of: String,
    from: String,
    to: String,
    place: String,
    city: String,
    role: String,
    by: String,
    /// Name and value of what a form keeps and does not show.
    kept: Vec<(String, String)>,
    narrowed: bool,
}

#[derive(Serialize)]
struct MeasureRow {
    name: String,
    meaning: String,
    /// Its receipt, for whoever may see one.
    href: Option<String>,
    choose: String,
    chosen: bool,
    number: String,
    /// Percent of the longest bar: the floor, and what lies between floor and ceiling.
    bar: Bar,
    moved: Option<String>,
    figures: Vec<Figure>,
    more: u64,
}

/// A bar of a table: in percent of the longest.
#[derive(Serialize)]
struct Bar {
    floor: String,
    ceiling: String,
    open: bool,
}

#[derive(Serialize)]
struct Estimate {
    big: String,
    words: String,
}

pub(crate) async fn counts(State(app): State<Arc<App>>, scene: Scene) -> Response {
    app.page(scene, "counts.html", look).await
}

/// The page of the question that is asked here.
pub(super) fn address_of(scene: &Scene) -> String {
    let query = &scene.asked.query;
    link(PATH, FIELDS.into_iter().filter_map(|name| Some((name, query.get(name)?))))
}

/// The question of the page: as on the page of one number, with the moment of the slider.
fn asked(scene: &Scene) -> Outcome<CountQuery> {
    let mut asked = question(scene)?;
    if let Some(moment) = slider::moment(scene)? {
        asked.as_of = moment;
    }
    Ok(asked)
}

fn look(scene: &Scene) -> Outcome<Page<Counts>> {
    let (say, desk) = (&scene.say, &scene.app.desk);
    let asked = asked(scene)?;
    let now = side_by_side(desk, &asked)?;
    // Whatever is shown is of one moment and one position, also when something is saved meanwhile.
    let pinned = pinned(scene, &asked, &now)?;
    let by = by(scene);
    let wanted = now.position.entries <= MANY || scene.asked.query.ticked("since");
    let then = match wanted {
        true => Some(side_by_side(desk, &earlier(desk, &pinned, DAY)?)?),
        false => None,
    };
    let parts = match asked.measure {
        Measure::Events => None,
        _ if by == Division::Unit && asked.scope.unit.is_some() => None,
        _ => Some(breakdown(desk, &pinned, by)?),
    };
    let mut records: Vec<RecordId> = asked.scope.unit.into_iter().chain(asked.scope.source).collect();
    records.extend(parts.iter().flat_map(parts::units));
    let names = Names::of(scene, &records, asked.position)?;
    let view = Counts {
        as_of: say.moment(now.as_of, scene.zone()),
        position: now.position.entries,
        root: crate::door::hex(&now.position.root),
        scope: scope_in_words(scene, &names, &asked),
        slider: slider::of(scene, &now),
        fields: fields(scene, &asked, by),
        measures: Measure::ALL
            .into_iter()
            .map(|of| {
                let label = say.the(&format!("measure-{}", of.name()));
                Choice::new(of.name(), label, Some(asked.measure.name()))
            })
            .collect(),
        rows: measure_rows(scene, &pinned, &now, then.as_ref()),
        compared: then.is_some(),
        since: wanted.then(|| since::changes(scene, &pinned)).transpose()?,
        ask_since: (!wanted).then(|| scene.asked.with("since", Some("1"))),
        by: Division::ALL
            .into_iter()
            .map(|of| Target {
                href: with(scene, &[("by", of.name())]),
                label: say.the(&format!("counts-by-{}", of.name())),
                kind: if of == by { "page".to_owned() } else { String::new() },
            })
            .collect(),
        no_parts: parts.is_none().then(|| {
            say.the(if asked.measure == Measure::Events { "counts-no-events" } else { "counts-one-unit" })
        }),
        parts: parts.map(|of| parts::rows(scene, &names, &of)),
        estimate: super::estimate::headline(
            scene,
            &CountQuery { measure: Measure::Persons, ..asked.clone() },
        )?
        .map(|(big, words)| Estimate { big, words }),
        estimate_href: super::estimate::address_of(scene),
        files: export::links(scene, "measures"),
        since_files: export::links(scene, "since"),
    };
    Ok(Page { title: say.the("counts-title"), view })
}

/// The question as of the moment and the position at which it was answered: asked again, it is answered the same.
fn pinned(scene: &Scene, asked: &CountQuery, now: &SideBySide) -> Outcome<CountQuery> {
    Ok(CountQuery {
        as_of: Some(slider::when(scene, now.as_of)?),
        position: Some(now.position.entries),
        ..asked.clone()
    })
}

/// By what the number is broken down.
fn by(scene: &Scene) -> Division {
    scene.asked.query.get("by").and_then(Division::from_name).unwrap_or(Division::Unit)
}

/// True when the page shows what the public may see.
fn public(scene: &Scene) -> bool {
    // Who may not see the records behind a number sees no small number either.
    scene.asked.query.get("show") == Some("public") || !scene.may("receipt.see")
}

/// This page with other fields; the slider's moment becomes a plain one.
fn with(scene: &Scene, changed: &[(&str, &str)]) -> String {
    let query = &scene.asked.query;
    let moment = slider::written(scene);
    let mut fields: Vec<(&str, &str)> = Vec::new();
    for name in FIELDS.into_iter().chain(["by", "show", "since"]) {
        if changed.iter().any(|(of, _)| *of == name) {
            continue;
        }
        let value = match (name, &moment) {
            ("as_of", Some(moment)) => Some(moment.as_str()),
            _ => query.get(name),
        };
        fields.extend(value.filter(|value| !value.is_empty()).map(|value| (name, value)));
    }
    fields.extend(changed.iter().copied().filter(|(_, value)| !value.is_empty()));
    link(PATH, fields)
}

fn fields(scene: &Scene, asked: &CountQuery, by: Division) -> Fields {
    let query = &scene.asked.query;
    let field = |name: &str| query.get(name).unwrap_or_default().to_owned();
    let as_of = slider::written(scene).unwrap_or_else(|| field("as_of"));
    let kept = ["position", "unit", "source", "filter", "show"];
    Fields {
        as_of,
        from: field("from"),
        to: field("to"),
        place: field("place"),
        city: field("city"),
        role: field("role"),
        by: by.name().to_owned(),
        kept: kept
            .into_iter()
            .filter_map(|name| Some((name.to_owned(), query.get(name)?.to_owned())))
            .collect(),
        narrowed: asked.scope != casebook::Scope::default() || query.ticked("position"),
    }
}

/// The receipt of a question.
fn receipt(scene: &Scene, query: &CountQuery) -> String {
    let zone = scene.zone();
    let scope = &query.scope;
    let mut fields: Vec<(&str, String)> = vec![("measure", query.measure.name().to_owned())];
    fields.extend(query.as_of.as_ref().map(|when| ("as_of", when.written().to_owned())));
    fields.extend(query.position.map(|position| ("position", position.to_string())));
    fields.extend(scope.from.map(|at| ("from", at.in_zone(zone))));
    fields.extend(scope.to.map(|at| ("to", at.in_zone(zone))));
    fields.extend(scope.place.clone().map(|place| ("place", place)));
    fields.extend(scope.city.clone().map(|city| ("city", city)));
    fields.extend(scope.role.clone().map(|role| ("role", role)));
    fields.extend(scope.unit.map(|unit| ("unit", unit.to_string())));
    fields.extend(scope.source.map(|source| ("source", source.to_string())));
    // Texts compare by their words: a semicolon, which would divide two filters, is none.
    let filters: Vec<String> = scope
        .filters
        .iter()
        .map(|(property, value)| format!("{}={}", property.name(), value.replace(';', " ")))
        .collect();
    if !filters.is_empty() {
        fields.push(("filter", filters.join("; ")));
    }
    link("/count", fields.iter().map(|(name, value)| (*name, value.as_str())))
}

fn bar(floor: u64, ceiling: Option<u64>, longest: u64) -> Bar {
    let share = |n: u64| format!("{:.1}", (n as f64 / longest.max(1) as f64 * 100.0).min(100.0));
    Bar {
        floor: share(floor),
        ceiling: share(ceiling.unwrap_or(longest).max(floor)),
        open: ceiling.is_none(),
    }
}

fn longest<'n>(numbers: impl Iterator<Item = &'n (u64, Option<u64>)>) -> u64 {
    numbers
        .map(|(floor, ceiling)| ceiling.unwrap_or(floor.saturating_add(floor / 4)).max(*floor))
        .max()
        .unwrap_or(1)
}

fn measure_rows(
    scene: &Scene,
    asked: &CountQuery,
    now: &SideBySide,
    then: Option<&SideBySide>,
) -> Vec<MeasureRow> {
    let say = &scene.say;
    let numbers: Vec<(u64, Option<u64>)> = now.measures.iter().map(|of| (of.floor, of.ceiling)).collect();
    let longest = longest(numbers.iter());
    let moved = |of: &MeasureNow| {
        let then = then?.measures.iter().find(|then| then.measure == of.measure)?;
        Some(signed(whole(of.floor) - whole(then.floor)))
    };
    now.measures
        .iter()
        .map(|of| MeasureRow {
            name: say.the(&format!("measure-{}", of.measure.name())),
            meaning: say.the(&format!("measure-{}-meaning", of.measure.name())),
            href: scene
                .may("receipt.see")
                .then(|| receipt(scene, &CountQuery { measure: of.measure, ..asked.clone() })),
            choose: with(scene, &[("measure", of.measure.name())]),
            chosen: of.measure == asked.measure,
            number: answer_number(say, of.floor, of.ceiling),
            bar: bar(of.floor, of.ceiling, longest),
            moved: moved(of),
            figures: of.figures.iter().take(BESIDE).map(|of| figure(say, of)).collect(),
            more: of.figures.len().saturating_sub(BESIDE) as u64,
        })
        .collect()
}
