//! What we knew when: a slider over the places of the ledger at which what is known of a record changed, its buttons,
//! and what changed between two of them. The form is sent by GET, so that all of it works without a script.

use crate::app::{Scene, link};
use crate::say::{Arg, Moment, Shown, Target, user};
use casebook::{ClaimState, ClaimView, Standing, Touched};
use claims::{RecordId, Value};
use desk::look::Changed;
use desk::sentence;
use desk::{Outcome, Stop};
use serde::Serialize;

/// Changes that are listed; the slider reaches all.
const LISTED: usize = 60;
/// Statements listed of one property's change.
const SAID: usize = 12;

/// The section.
#[derive(Serialize)]
pub(super) struct Knew {
    /// How many changes there are, and which one is shown, from 1.
    changes: usize,
    here: usize,
    /// Where it stands, in words.
    words: String,
    first: Option<String>,
    earlier: Option<String>,
    later: Option<String>,
    now: Option<String>,
    /// The first field of a form that asks for a moment, as it was filled in.
    known_at: String,
    stops: Vec<Stop_>,
    left_out: Option<String>,
    changed: Option<Difference>,
}

/// One change.
#[derive(Serialize)]
struct Stop_ {
    number: usize,
    at: Moment,
    author: String,
    place: String,
    href: String,
    /// What has changed since then.
    since: String,
    here: bool,
}

/// What changed between two positions.
#[derive(Serialize)]
struct Difference {
    between: String,
    nothing: bool,
    label: Option<(String, String)>,
    properties: Vec<Property>,
    judgements: Vec<Judged>,
    used: Vec<String>,
}

#[derive(Serialize)]
struct Property {
    name: String,
    anchor: String,
    before: Side,
    after: Side,
    /// False when only statements came and the value is what it was.
    moved: bool,
    said: Vec<Said>,
    more: Option<String>,
}

#[derive(Serialize)]
struct Side {
    value: Option<Shown>,
    words: String,
}

#[derive(Serialize)]
struct Said {
    what: String,
    value: Shown,
    href: String,
    source: Option<String>,
}

#[derive(Serialize)]
struct Judged {
    other: Target,
    before: String,
    after: String,
}

/// Where a request for a stop or for a moment leads; none when it asks for neither.
pub(super) fn turned(scene: &Scene, record: RecordId) -> Outcome<Option<String>> {
    let query = &scene.asked.query;
    let touched = || desk::look::touched(&scene.app.desk, record);
    if let Some(stop) = query.get("stop") {
        let Ok(stop) = stop.parse::<usize>() else {
            return Err(Stop::refused("stop", sentence!("{stop:?} is not the number of a change.", stop)));
        };
        let all = touched()?;
        let last = stop >= all.len();
        let of = all.get(stop.saturating_sub(1)).filter(|_| !last);
        return Ok(Some(at(record, of.map(|of| of.position))));
    }
    if let Some(when) = super::super::time_of(scene, "known_at")? {
        let Some(latest) = when.bounds().latest else {
            return Err(Stop::refused("known_at", sentence!("That time has no end."))
                .hint(sentence!("For the end of a day write 2031-06-08, else 2031-06-08T18:00.")));
        };
        let all = touched()?;
        let known = all.iter().rev().find(|of| of.at <= latest);
        let Some(known) = known else {
            return Err(Stop::not_found(sentence!("At that moment nothing was known of this record yet."))
                .hint(sentence!("Choose a later moment.")));
        };
        let now = all.last().is_some_and(|last| last.position == known.position);
        return Ok(Some(at(record, (!now).then_some(known.position))));
    }
    Ok(None)
}

/// A record's page at a position.
fn at(record: RecordId, position: Option<u64>) -> String {
    let path = format!("/record/{record}");
    match position {
        Some(position) => link(&path, [("position", position.to_string().as_str())]),
        None => path,
    }
}

/// The section: where the page stands among the changes, and what changed.
pub(super) fn knew(
    scene: &Scene,
    record: RecordId,
    position: Option<u64>,
    since: Option<u64>,
) -> Outcome<Knew> {
    let say = &scene.say;
    let all = desk::look::touched(&scene.app.desk, record)?;
    let here = position.map_or(all.len(), |position| all.partition_point(|of| of.position <= position));
    let now = position.is_none() || here == all.len();
    let stop = |number: usize| number.checked_sub(1).and_then(|at| all.get(at));
    let href = |number: usize| at(record, stop(number).filter(|_| number < all.len()).map(|of| of.position));
    let moment = |of: &Touched| say.moment(of.at, scene.zone()).words;
    let words = match stop(here) {
        Some(of) => say.text(
            if now { "knew-at-now" } else { "knew-at" },
            &[
                ("number", Arg::Ours(here.to_string())),
                ("all", Arg::Ours(all.len().to_string())),
                ("position", Arg::Ours(of.position.to_string())),
                ("when", Arg::Ours(moment(of))),
            ],
        ),
        None => say.the("knew-before"),
    };
    let changed = difference(scene, record, &all, here, position, since)?;
    let first = all.len().saturating_sub(LISTED);
    Ok(Knew {
        changes: all.len(),
        here,
        words,
        first: (here > 1).then(|| href(1)),
        earlier: (here > 1).then(|| href(here - 1)),
        later: (!now).then(|| href(here + 1)),
        now: (!now).then(|| href(all.len())),
        known_at: scene.asked.query.get("known_at").map(user).unwrap_or_default(),
        stops: all
            .iter()
            .enumerate()
            .skip(first)
            .map(|(place, of)| Stop_ {
                number: place + 1,
                at: say.moment(of.at, scene.zone()),
                author: user(&of.author),
                place: say.text("position", &[("number", Arg::Number(of.position))]),
                href: href(place + 1),
                since: link(&format!("/record/{record}"), [("since", of.position.to_string().as_str())]),
                here: place + 1 == here,
            })
            .collect(),
        left_out: (first > 0).then(|| say.text("knew-more", &[("number", Arg::Number(first as u64))])),
        changed,
    })
}

/// What changed: since a position that was named, or, at an earlier state, since the change before it.
fn difference(
    scene: &Scene,
    record: RecordId,
    all: &[Touched],
    here: usize,
    position: Option<u64>,
    since: Option<u64>,
) -> Outcome<Option<Difference>> {
    let say = &scene.say;
    let before = here.checked_sub(2).and_then(|place| all.get(place)).map(|of| of.position);
    let Some(from) = since.or(position.map(|_| before.unwrap_or(0))) else { return Ok(None) };
    // Whichever way round they were asked for, the earlier comes first.
    let (from, to) = match position {
        Some(position) if from > position => (position, Some(from)),
        to => (from, to),
    };
    let changed = desk::look::changed(&scene.app.desk, record, from, to)?;
    let to = to.unwrap_or_else(|| scene.app.desk.position().entries);
    let places = [("from", Arg::Number(from)), ("to", Arg::Number(to))];
    Ok(Some(in_words(scene, &changed, say.text("knew-between", &places))))
}

fn in_words(scene: &Scene, changed: &Changed, between: String) -> Difference {
    let say = &scene.say;
    let properties = changed.properties.iter().map(|of| {
        let refers = |value: &Value| {
            of.came
                .iter()
                .chain(&of.stand)
                .find(|claim| claim.value == *value)
                .and_then(|c| c.refers_to.as_ref())
        };
        let side = |standing: &Standing| match standing {
            Standing::Unknown => Side { value: None, words: say.the("knew-nothing") },
            Standing::Settled(value) | Standing::Accepted { value, .. } => {
                Side { value: Some(say.value(value, refers(value))), words: String::new() }
            }
            Standing::Several => Side { value: None, words: say.the("standing-several") },
            Standing::Contested => Side { value: None, words: say.the("standing-contested") },
        };
        let said: Vec<Said> = of
            .came
            .iter()
            .map(|claim| said(scene, claim, "knew-came"))
            .chain(of.stand.iter().map(|claim| said(scene, claim, stands(claim))))
            .collect();
        let left = said.len().saturating_sub(SAID) as u64;
        Property {
            name: say.property(of.property),
            anchor: format!("#p-{}", of.property.name()),
            moved: of.before != of.after,
            before: side(&of.before),
            after: side(&of.after),
            said: said.into_iter().take(SAID).collect(),
            more: (left > 0).then(|| say.text("record-more-claims", &[("number", Arg::Number(left))])),
        }
    });
    Difference {
        between,
        nothing: changed.is_nothing(),
        label: changed.label.as_ref().map(|(before, after)| (user(before), user(after))),
        properties: properties.collect(),
        judgements: changed
            .judgements
            .iter()
            .map(|(other, before, after)| Judged {
                other: Target::to(say, other),
                before: say.verdict(*before),
                after: say.verdict(*after),
            })
            .collect(),
        used: changed
            .used_by
            .iter()
            .map(|(property, before, after)| {
                let name = say.property(*property);
                say.text(
                    "knew-used",
                    &[
                        ("name", Arg::Ours(name)),
                        ("before", Arg::Number(*before)),
                        ("after", Arg::Number(*after)),
                    ],
                )
            })
            .collect(),
    }
}

fn said(scene: &Scene, claim: &ClaimView, what: &str) -> Said {
    let say = &scene.say;
    let source = claim.source.as_ref().filter(|_| scene.may("source.see"));
    Said {
        what: say.the(what),
        value: say.value(&claim.value, claim.refers_to.as_ref()),
        href: format!("#c-{}", claim.id),
        source: source.map(|source| user(&source.source.label)),
    }
}

/// How a claim that was there before stands now.
fn stands(claim: &ClaimView) -> &'static str {
    match claim.state {
        ClaimState::Retracted { .. } => "knew-withdrawn",
        ClaimState::Draft => "knew-draft",
        ClaimState::Stands if claim.accepted => "knew-chosen",
        ClaimState::Stands => "knew-stands",
    }
}
