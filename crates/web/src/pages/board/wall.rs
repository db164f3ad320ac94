//! The wall: the board for a screen that a whole room reads from four metres. Counts, clocks and states; no names unless
//! somebody who may see them switches them on, and then it says so.

use super::clock::{next_limit, over};
use crate::app::{App, Page, Scene};
use crate::pages::checks::last_check;
use crate::say::{Arg, Moment, cut, user};
use axum::extract::State;
use axum::response::Response;
use casebook::{BoardUnit, served_first};
use claims::when::Instant;
use desk::Outcome;
use desk::look::{BoardQuery, board, is_stale, is_without_lawyer};
use serde::Serialize;
use std::cmp::Reverse;
use std::sync::Arc;

/// Units on one screen.
const UNITS: usize = 6;
/// Names of one unit, when they are shown.
const NAMES: usize = 5;

#[derive(Serialize)]
struct Wall {
    at: Moment,
    summary: String,
    cards: Vec<Card>,
    more: Option<String>,
    /// Names are on the wall.
    names: bool,
    may_name: bool,
    switch: String,
    refresh: String,
    fragment: String,
    unsigned: bool,
}

#[derive(Serialize)]
struct Card {
    name: String,
    held: u64,
    maybe: u64,
    first: Option<String>,
    without: Option<String>,
    stale: Option<String>,
    over: Option<String>,
    /// The next limit in words, and the seconds left for the script: the browser's own clock may be wrong.
    next: Option<(String, i64)>,
    check: String,
    people: Vec<(String, Vec<String>)>,
}

pub(crate) async fn wall(State(app): State<Arc<App>>, scene: Scene) -> Response {
    if scene.asked.query.ticked("fragment") {
        return app.open_part(scene, "wall_part.html", draw).await;
    }
    app.page(scene, "wall.html", draw).await
}

fn draw(scene: &Scene) -> Outcome<Page<Wall>> {
    let (say, app, asked) = (&scene.say, &scene.app, &scene.asked);
    let fresh_for = app.options.fresh_for;
    let drawn = board(&app.desk, &BoardQuery { at: None, position: None, fresh_for })?;
    let may_name = scene.may("identity.see");
    let names = may_name && asked.query.ticked("names");
    let sum = |of: fn(&BoardUnit) -> u64| drawn.units.iter().map(of).sum::<u64>();
    let (held, maybe) = (sum(|unit| unit.held_count), sum(|unit| unit.maybe_count));
    let mut units: Vec<&BoardUnit> =
        drawn.units.iter().filter(|unit| unit.held_count + unit.maybe_count > unit.long_ago_count).collect();
    // Who is served first decides, then whose clock runs out, then how many.
    units.sort_by_key(|unit| {
        (Reverse(first(unit)), next(scene, unit, drawn.at).unwrap_or(i64::MAX), Reverse(unit.held_count))
    });
    let left = units.get(UNITS..).unwrap_or_default();
    let view = Wall {
        at: say.moment(drawn.at, scene.zone()),
        summary: say.text("board-summary", &[("held", Arg::Number(held)), ("maybe", Arg::Number(maybe))]),
        cards: units
            .iter()
            .take(UNITS)
            .map(|unit| card(scene, unit, drawn.at, names))
            .collect::<Outcome<_>>()?,
        more: (!left.is_empty()).then(|| {
            let people = left.iter().map(|unit| unit.held_count + unit.maybe_count).sum();
            say.text(
                "wall-more",
                &[("units", Arg::Number(left.len() as u64)), ("people", Arg::Number(people))],
            )
        }),
        names,
        may_name,
        switch: asked.with("names", (!names).then_some("1")),
        refresh: asked.with("fragment", None),
        fragment: asked.with("fragment", Some("1")),
        unsigned: app.pack.is_some_and(|pack| !pack.is_signed()),
    };
    Ok(Page { title: say.the("wall-title"), view })
}

fn first(unit: &BoardUnit) -> u64 {
    unit.held.iter().filter(|line| line.facts.risk.iter().any(|risk| served_first(risk))).count() as u64
}

/// Seconds until the next limit of anybody held there.
fn next(scene: &Scene, unit: &BoardUnit, at: Instant) -> Option<i64> {
    unit.held.iter().filter_map(|line| next_limit(scene, line, at)).min()
}

fn card(scene: &Scene, unit: &BoardUnit, at: Instant, names: bool) -> Outcome<Card> {
    let (say, fresh_for) = (&scene.say, scene.app.options.fresh_for);
    let some = |id: &str, number: usize| {
        (number > 0).then(|| say.text(id, &[("number", Arg::Number(number as u64))]))
    };
    let count = |is: &dyn Fn(&casebook::BoardLine) -> bool| unit.held.iter().filter(|line| is(line)).count();
    let urgent = |line: &&casebook::BoardLine| line.facts.risk.iter().any(|risk| served_first(risk));
    let mut people = Vec::new();
    if names {
        let mut lines: Vec<&casebook::BoardLine> = unit.held.iter().collect();
        lines.sort_by_key(|line| !urgent(line));
        let mut seen = Vec::new();
        for line in lines {
            if people.len() == NAMES {
                break;
            }
            // Who is limited to groups of others is counted on the wall, and named nowhere on it.
            if scene.hides(line.detention)? {
                continue;
            }
            seen.push(unit.unit.or(line.facts.person).unwrap_or(line.detention));
            let risks = line.facts.risk.iter().map(|risk| say.term(risk)).collect();
            people.push((user(cut(&line.facts.label, 60).0), risks));
        }
        scene.looked_at(&seen);
    }
    Ok(Card {
        name: match unit.unit {
            Some(_) => user(cut(&unit.label, 120).0),
            None => say.the("board-nowhere"),
        },
        held: unit.held_count,
        maybe: unit.maybe_count,
        first: some("queue-first", first(unit) as usize),
        without: some("wall-without", count(&is_without_lawyer)),
        stale: some("wall-stale", count(&|line| is_stale(line, at, fresh_for))),
        over: some("wall-over", count(&|line| over(scene, line, at))),
        next: next(scene, unit, at)
            .map(|left| (say.text("wall-next", &[("left", Arg::Ours(say.length(left)))]), left)),
        check: match unit.unit {
            Some(_) => last_check(scene, unit.last_check.as_ref(), at),
            None => String::new(),
        },
        people,
    })
}
