//! One claim on a page: the value, the words it rests on, who says it and whom they repeat, the grades, who recorded it,
//! when and why, and how it stands.

use super::{Decision, decision};
use crate::app::{Scene, link};
use crate::say::{Arg, Moment, Shown, Target, cut, user, user_block};
use casebook::{ClaimState, ClaimView, SourceView};
use claims::{Locator, Polarity, Spot};
use desk::time::TimeBracket;
use serde::Serialize;
use std::collections::BTreeMap;

/// Bytes of a quote on a record's page; the whole stands in the report.
const QUOTE: usize = 1200;

#[derive(Serialize)]
pub(super) struct Claim {
    id: String,
    value: Shown,
    quote: Option<String>,
    quote_cut: bool,
    /// Where the words stand, and the link there.
    place: Option<String>,
    place_href: Option<String>,
    report: Option<Target>,
    source: Option<Source>,
    credibility: String,
    graded: bool,
    said: Option<String>,
    denied: bool,
    manner: Option<String>,
    note: Option<String>,
    author: String,
    why: String,
    recorded: Moment,
    position: u64,
    /// Between which moments its entry was made, as far as outsiders attest it.
    time: String,
    /// `stands`, `accepted`, `draft`, `retracted`.
    state: &'static str,
    state_words: String,
    retracted: Option<String>,
    history: Vec<Decision>,
}

#[derive(Serialize)]
struct Source {
    name: Target,
    chain: Vec<Target>,
    reliability: String,
}

pub(super) fn claim(scene: &Scene, of: &ClaimView, times: &BTreeMap<u64, TimeBracket>) -> Claim {
    let say = &scene.say;
    let (state, retracted) = match &of.state {
        ClaimState::Stands if of.accepted => ("accepted", None),
        ClaimState::Stands => ("stands", None),
        ClaimState::Draft => ("draft", None),
        ClaimState::Retracted { by, why, at } => {
            let (by, why) = (user(by), user(why));
            let at = say.moment(*at, scene.zone()).words;
            let words = say.text(
                "retracted-by",
                &[("who", Arg::Theirs(&by)), ("when", Arg::Ours(at)), ("why", Arg::Theirs(&why))],
            );
            ("retracted", Some(words))
        }
    };
    let quote = of.quote.as_deref().map(|quote| cut(quote, QUOTE));
    Claim {
        id: of.id.to_string(),
        value: say.value(&of.value, of.refers_to.as_ref()),
        quote: quote.map(|(shown, _)| user_block(shown)),
        quote_cut: quote.is_some_and(|(_, left)| left > 0),
        place: of.locator.as_ref().map(|locator| place(scene, locator)),
        place_href: of.locator.as_ref().map(|locator| place_href(of, locator)),
        report: of
            .report
            .as_ref()
            .map(|report| Target { href: format!("/report/{}", report.record), ..Target::to(say, report) }),
        source: of.source.as_ref().map(|source| source_of(scene, source)),
        credibility: match of.credibility {
            Some(grade) => say.credibility(grade),
            None => say.the("not-graded"),
        },
        graded: of.credibility.is_some(),
        said: of.said_at.as_ref().map(|when| say.when(when)),
        denied: of.polarity == Polarity::Denied,
        manner: say.manner(of.modality),
        note: of.note.as_deref().map(user),
        author: user(&of.author),
        why: user(&of.why),
        recorded: say.moment(of.recorded_at, scene.zone()),
        position: of.position,
        time: time_words(scene, times.get(&of.position)),
        state,
        state_words: say.the(&format!("claim-{state}")),
        retracted,
        history: of.history.iter().map(|ruling| decision(scene, ruling)).collect(),
    }
}

/// The bracket in one line; the device's own time stands elsewhere, as what it claims.
fn time_words(scene: &Scene, bracket: Option<&TimeBracket>) -> String {
    let say = &scene.say;
    let moment = |at| say.moment(at, scene.zone()).words;
    let before = bracket.and_then(|of| of.not_before.as_ref()).map(|floor| {
        let key = if floor.checked { "time-not-before" } else { "time-not-before-unchecked" };
        say.text(key, &[("when", Arg::Ours(moment(floor.at)))])
    });
    let after = match bracket.and_then(TimeBracket::latest) {
        Some(latest) => say.text("time-not-after", &[("when", Arg::Ours(moment(latest)))]),
        None => say.the("time-not-stamped"),
    };
    before.map_or(after.clone(), |before| format!("{before}; {after}"))
}

fn source_of(scene: &Scene, of: &SourceView) -> Source {
    let say = &scene.say;
    Source {
        name: Target::to(say, &of.source),
        chain: of.chain.iter().map(|named| Target::to(say, named)).collect(),
        reliability: match of.reliability {
            Some(grade) => say.reliability(grade),
            None => say.the("not-graded"),
        },
    }
}

/// Where in the report the words stand.
fn place(scene: &Scene, locator: &Locator) -> String {
    let say = &scene.say;
    match &locator.spot {
        Spot::Whole => say.the("spot-whole"),
        Spot::Quote { start, end } => {
            say.text("spot-quote", &[("start", Arg::Number(*start)), ("end", Arg::Number(*end))])
        }
        Spot::Row { row, column: None } => say.text("spot-row", &[("row", Arg::Number(*row))]),
        Spot::Row { row, column: Some(column) } => {
            let column = user(cut(column, 120).0);
            say.text("spot-cell", &[("row", Arg::Number(*row)), ("column", Arg::Theirs(&column))])
        }
        Spot::Page(page) => say.text("spot-page", &[("page", Arg::Number(u64::from(*page)))]),
        Spot::Timecode(milliseconds) => {
            let seconds = milliseconds / 1000;
            let time = format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
            say.text("spot-timecode", &[("time", Arg::Ours(time))])
        }
    }
}

/// The report's page, at the passage.
fn place_href(of: &ClaimView, locator: &Locator) -> String {
    let report = format!("/report/{}", locator.report);
    match &locator.spot {
        Spot::Quote { start, .. } => {
            format!("{}#c-{}", link(&report, [("byte", start.to_string().as_str())]), of.id)
        }
        Spot::Row { row, .. } => format!("{}#r-{row}", link(&report, [("row", row.to_string().as_str())])),
        Spot::Whole | Spot::Page(_) | Spot::Timecode(_) => report,
    }
}
