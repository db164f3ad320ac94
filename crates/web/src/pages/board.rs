//! The board: per unit, who is held now, most urgent first, with both clocks, the lawyer and the last word.

mod clock;
mod keys;
mod print;
mod wall;

use super::{Choice, field_moment, position_of, time_of};
use crate::app::{App, Page, Scene, link};
use crate::say::{Arg, Moment, Say, cut, user};
use axum::extract::State;
use axum::response::Response;
use casebook::{BoardLine, BoardUnit, served_first};
use claims::Truth;
use claims::legal::CustodyState;
use claims::when::Instant;
use clock::{Clock, clocks, next_limit};
use desk::look::{BoardFilter, BoardQuery};
use desk::sentence;
use desk::{Outcome, Stop};
use serde::Serialize;
use std::sync::Arc;

/// Lines of one unit on the whole board, beside everybody who is served first; the unit's own page and `all` show
/// every line.
const SHORT: usize = 3;

/// Digits of an id in the links of a line: the first page is counted in bytes, and no two of a million
/// detentions begin with the same twelve.
const SHORT_ID: usize = 12;

#[derive(Serialize)]
struct Board {
    at: Moment,
    /// What the as-of field holds; empty for now.
    at_field: String,
    /// True when the board is for an earlier moment or position, and so does not change by itself.
    still: bool,
    position: u64,
    summary: String,
    units: Vec<Block>,
    /// The choices of the unit filter.
    choices: Vec<Choice>,
    all: bool,
    one_unit: bool,
    /// This page anew.
    refresh: String,
    /// The board alone, for the script.
    fragment: String,
    /// Which legal pack's clocks run, and who stands behind it.
    pack: String,
    fresh: String,
    /// The further conditions, when they are shown.
    more: Option<Conditions>,
    with_more: String,
    print: String,
    /// Whether keys assign lawyers: the script asks for their list by itself.
    may_assign: bool,
}

/// The further conditions as their form shows them.
#[derive(Serialize)]
struct Conditions {
    without_lawyer: bool,
    stale: bool,
    within: String,
    place: String,
    role: String,
    risks: Vec<Choice>,
    matched: Option<String>,
}

#[derive(Serialize)]
struct Block {
    anchor: String,
    name: String,
    href: Option<String>,
    count: String,
    released: Option<String>,
    long_ago: Option<String>,
    check: String,
    /// Where checks of this unit are logged.
    checks: Option<String>,
    checked: bool,
    lines: Vec<Line>,
    /// The link to the lines not shown, with their number.
    more: Option<(String, String)>,
}

#[derive(Serialize)]
pub(super) struct Line {
    href: String,
    label: String,
    people: Option<String>,
    person: Option<String>,
    risks: Vec<Risk>,
    roles: Vec<String>,
    maybe: bool,
    since: String,
    state: String,
    liberty: String,
    clocks: Vec<Clock>,
    lawyer: String,
    /// The beginning of the detention's id, by which its lawyer is assigned.
    aid: String,
    without_lawyer: bool,
    confirmed: String,
    stale: bool,
}

#[derive(Serialize)]
pub(super) struct Risk {
    word: String,
    /// True for those who are served first.
    first: bool,
}

pub(crate) use keys::board_keys;
pub(crate) use print::pocket;
pub(crate) use wall::wall;

pub(crate) async fn board(State(app): State<Arc<App>>, scene: Scene) -> Response {
    if scene.asked.query.ticked("fragment") {
        return app.open_part(scene, "board_part.html", draw).await;
    }
    app.page(scene, "board.html", draw).await
}

fn draw(scene: &Scene) -> Outcome<Page<Board>> {
    let (app, say, query) = (&scene.app, &scene.say, &scene.asked.query);
    let at = match time_of(scene, "at")? {
        None => None,
        Some(when) => Some(when.bounds().latest.ok_or_else(|| {
            Stop::refused(
                "at",
                sentence!(
                    "{when:?} has no end; name a moment, such as 2031-06-08T18:00.",
                    when = when.written()
                ),
            )
        })?),
    };
    let position = position_of(scene, "position")?;
    let asked = BoardQuery { at, position, fresh_for: app.options.fresh_for };
    let board = desk::look::board(&app.desk, &asked)?;
    let wanted = query.get("unit");
    let all = query.ticked("all");
    let key = |unit: &BoardUnit| unit.unit.map_or_else(|| "none".to_owned(), |record| record.to_string());
    let name = |unit: &BoardUnit| match unit.unit {
        Some(_) => user(cut(&unit.label, 200).0),
        None => say.the("board-nowhere"),
    };
    let mut choices: Vec<Choice> =
        board.units.iter().map(|unit| Choice::new(&key(unit), name(unit), wanted)).collect();
    scene.say.by_alphabet(&mut choices, |one| &one.label);
    let held: u64 = board.units.iter().map(|unit| unit.held_count).sum();
    let maybe: u64 = board.units.iter().map(|unit| unit.maybe_count).sum();
    let (filter, within) = conditions(scene)?;
    let filtered = !filter.is_empty() || within.is_some();
    let mut matched = 0u64;
    let narrowed: Vec<BoardUnit>;
    let shown_units = if filtered {
        narrowed = board
            .units
            .iter()
            .map(|unit| {
                let mut unit = unit.clone();
                let of = unit.clone();
                unit.held.retain(|line| {
                    filter.lets(&of, line, board.at, app.options.fresh_for)
                        && within.is_none_or(|minutes| {
                            next_limit(scene, line, board.at).is_some_and(|left| left <= minutes * 60)
                        })
                });
                matched += unit.held.len() as u64;
                unit
            })
            .filter(|unit| !unit.held.is_empty())
            .collect();
        &narrowed
    } else {
        &board.units
    };
    let mut units = Vec::new();
    for unit in shown_units {
        let key = key(unit);
        if wanted.is_some_and(|wanted| wanted != key) {
            continue;
        }
        if wanted.is_none()
            && unit.held_count + unit.maybe_count + unit.long_ago_count == 0
            && unit.last_check.is_none()
        {
            continue;
        }
        let shown = if all || filtered || wanted.is_some() { usize::MAX } else { SHORT };
        units.push(block(scene, unit, &key, name(unit), board.at, shown)?);
    }
    let view = Board {
        at: say.moment(board.at, scene.zone()),
        at_field: at.map(|at| field_moment(scene, at)).unwrap_or_default(),
        still: at.is_some() || position.is_some(),
        position: board.position,
        summary: say.text("board-summary", &[("held", Arg::Number(held)), ("maybe", Arg::Number(maybe))]),
        units,
        choices,
        all,
        one_unit: wanted.is_some(),
        refresh: scene.asked.with("fragment", None),
        fragment: scene.asked.with("fragment", Some("1")),
        pack: pack_in_words(scene),
        fresh: say.length(app.options.fresh_for),
        more: (filtered || query.ticked("more")).then(|| Conditions {
            without_lawyer: filter.without_lawyer,
            stale: filter.stale,
            within: within.map(|minutes| minutes.to_string()).unwrap_or_default(),
            place: user(filter.place.as_deref().unwrap_or_default()),
            role: user(filter.role.as_deref().unwrap_or_default()),
            risks: RISKS
                .iter()
                .map(|risk| {
                    let words = if *risk == "first" { say.the("board-risk-first") } else { say.term(risk) };
                    Choice::new(risk, words, filter.risk.as_deref())
                })
                .collect(),
            matched: filtered.then(|| say.text("board-matched", &[("number", Arg::Number(matched))])),
        }),
        with_more: scene.asked.with("more", Some("1")),
        print: link("/board/print", wanted.map(|unit| ("unit", unit))),
        may_assign: scene.may("lawyer.assign"),
    };
    Ok(Page { title: say.the("board-title"), view })
}

/// Risks that the board can be narrowed to; `first` is everybody who is served first.
const RISKS: [&str; 7] = ["first", "minor", "ill", "injured", "pregnant", "disabled", "elderly"];

/// The further conditions that were asked for, and the minutes within which a clock runs out.
fn conditions(scene: &Scene) -> Outcome<(BoardFilter, Option<i64>)> {
    let query = &scene.asked.query;
    let within = match query.get("within") {
        None => None,
        Some(text) => match text.parse::<i64>() {
            Ok(minutes) if (1..=100_000).contains(&minutes) => Some(minutes),
            _ => {
                return Err(Stop::refused("within", sentence!("{text:?} is not a number of minutes.", text)));
            }
        },
    };
    let asked = |name: &str| query.get(name).map(|text| cut(text, 200).0.to_owned());
    let filter = BoardFilter {
        without_lawyer: query.ticked("lawyerless"),
        stale: query.ticked("stale"),
        place: asked("place"),
        role: asked("role"),
        risk: asked("risk"),
    };
    Ok((filter, within))
}

pub(super) fn pack_in_words(scene: &Scene) -> String {
    match scene.app.pack {
        None => scene.say.the("board-no-pack"),
        Some(pack) => match desk::keep::signature_of(&scene.app.desk, pack) {
            None => scene.say.text("board-pack-unsigned", &[("pack", Arg::Ours(pack.id.clone()))]),
            Some(signature) => scene.say.text(
                "board-pack-signed",
                &[
                    ("pack", Arg::Ours(pack.id.clone())),
                    ("lawyer", Arg::Theirs(&signature.lawyer)),
                    ("date", Arg::Ours(signature.date.to_string())),
                ],
            ),
        },
    }
}

fn block(
    scene: &Scene,
    unit: &BoardUnit,
    key: &str,
    name: String,
    at: Instant,
    shown: usize,
) -> Outcome<Block> {
    let say = &scene.say;
    let (mut lines, mut shown_nowhere) = (Vec::new(), Vec::new());
    for (index, held) in unit.held.iter().enumerate() {
        // Counted with the others, since a number names nobody; not listed.
        if scene.hides(held.detention)? {
            continue;
        }
        // The most urgent come first: none of them is ever behind a link.
        if index >= shown && !held.facts.risk.iter().any(|risk| served_first(risk)) {
            break;
        }
        lines.push(line(scene, held, at));
        if unit.unit.is_none() {
            shown_nowhere.push(held.facts.person.unwrap_or(held.detention));
        }
    }
    match unit.unit {
        // The unit stands for everybody on its board.
        Some(unit) if !lines.is_empty() => scene.looked_at(&[unit]),
        _ => scene.looked_at(&shown_nowhere),
    }
    let left = (unit.held_count + unit.maybe_count).saturating_sub(lines.len() as u64);
    let more = (left > 0 && lines.len() < unit.held.len())
        .then(|| (link("/", [("unit", key)]), say.text("board-more", &[("number", Arg::Number(left))])));
    let some = |id: &str, number: u64| (number > 0).then(|| say.text(id, &[("number", Arg::Number(number))]));
    Ok(Block {
        anchor: format!("u-{key}"),
        name,
        href: unit.unit.map(|record| format!("/record/{record}")),
        count: held_count(say, unit.held_count, unit.maybe_count),
        released: some("board-released", unit.released_count),
        long_ago: some("board-long-ago", unit.long_ago_count),
        check: super::checks::last_check(scene, unit.last_check.as_ref(), at),
        checks: unit.unit.map(|record| link("/checks", [("unit", record.to_string().as_str())])),
        checked: unit.last_check.is_some(),
        lines,
        more,
    })
}

pub(super) fn held_count(say: &Say, held: u64, maybe: u64) -> String {
    match (held, maybe) {
        (held, 0) => say.text("board-held", &[("held", Arg::Number(held))]),
        (held, maybe) => {
            say.text("board-held-maybe", &[("held", Arg::Number(held)), ("maybe", Arg::Number(maybe))])
        }
    }
}

fn line(scene: &Scene, held: &BoardLine, at: Instant) -> Line {
    let (say, zone) = (&scene.say, scene.zone());
    let facts = &held.facts;
    let since = match (held.since.earliest, held.since.latest) {
        (None, None) => say.the("time-unknown"),
        (Some(from), Some(to)) if to.seconds_since(from) < 60 => say.moment_beside(from, at, zone).words,
        (Some(from), Some(to)) => {
            let (from, to) = (say.moment_beside(from, at, zone).words, say.moment_beside(to, at, zone).words);
            say.text("time-between", &[("from", Arg::Ours(from)), ("to", Arg::Ours(to))])
        }
        (Some(from), None) => {
            say.text("time-from", &[("from", Arg::Ours(say.moment_beside(from, at, zone).words))])
        }
        (None, Some(to)) => say.text("time-by", &[("to", Arg::Ours(say.moment_beside(to, at, zone).words))]),
    };
    let both = clocks(scene, held, at);
    let confirmed = match held.last_confirmed {
        None => say.the("board-never-confirmed"),
        Some((when, how)) => {
            let age = at.seconds_since(when).max(0);
            let ago = Arg::Ours(say.length(age));
            match say.by_whom(how) {
                Some(who) => say.text("board-confirmed-by", &[("ago", ago), ("who", Arg::Ours(who))]),
                None => say.text("board-confirmed", &[("ago", ago)]),
            }
        }
    };
    let lawyer = facts.lawyer.as_deref();
    let short: String = held.detention.to_string().chars().take(SHORT_ID).collect();
    Line {
        href: format!("/record/{short}"),
        label: user(cut(&facts.label, 120).0),
        people: facts.people.and_then(|people| how_many(say, people)),
        person: facts.person.map(|person| format!("/record/{person}")),
        risks: facts
            .risk
            .iter()
            .map(|risk| Risk { word: say.term(risk), first: served_first(risk) })
            .collect(),
        roles: facts.roles.iter().map(|role| user(cut(role, 60).0)).collect(),
        maybe: held.truth != Truth::Yes,
        since,
        state: match held.state {
            CustodyState::Released => say.the("board-release-contradicted"),
            state => say.state(state),
        },
        liberty: both.liberty,
        clocks: both.statutory,
        without_lawyer: desk::look::is_without_lawyer(held),
        lawyer: super::aid::lawyer_in_words(scene, lawyer, facts.lawyer_name.as_deref()),
        aid: short,
        confirmed,
        stale: desk::look::is_stale(held, at, scene.app.options.fresh_for),
    }
}

/// How many people a line stands for, when it is not one person.
fn how_many(say: &Say, (least, most): (u64, Option<u64>)) -> Option<String> {
    match most {
        Some(1) if least == 1 => None,
        Some(most) if most == least => Some(say.text("people", &[("number", Arg::Number(least))])),
        Some(most) => {
            Some(say.text("people-between", &[("least", Arg::Number(least)), ("most", Arg::Number(most))]))
        }
        None => Some(say.text("people-at-least", &[("least", Arg::Number(least))])),
    }
}
