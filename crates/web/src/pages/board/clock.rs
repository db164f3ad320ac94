//! Both clocks of a line in words: how long liberty has really been taken, and what the legal pack's clock says. An
//! alarm of a pack that no lawyer signed says so in the same breath.

use crate::app::Scene;
use crate::say::{Arg, Say};
use casebook::BoardLine;
use claims::legal::{
    Alarm, AlarmKind, ChargeOnRecord, Clock as LawClock, CustodyTimes, Deadline, Deadlines, LegalPack,
    StartEvent, WhyNotRunning, deadlines,
};
use claims::when::{Bounds, Instant, When};
use serde::Serialize;

/// One sentence of the statutory clock.
#[derive(Serialize)]
pub(super) struct Clock {
    words: String,
    /// `over`, `soon`, `running` or `idle`: chooses the mark beside the words, never says anything alone.
    level: &'static str,
    /// What to know about it: who stands behind the alarm, which charge is in doubt.
    asides: Vec<String>,
    /// The article of law, for the title of the sentence.
    article: Option<String>,
}

/// Both clocks.
pub(super) struct Both {
    pub liberty: String,
    pub statutory: Vec<Clock>,
}

pub(super) fn clocks(scene: &Scene, held: &BoardLine, at: Instant) -> Both {
    let say = &scene.say;
    let Some((pack, found)) = found(scene, held, at) else {
        return Both { liberty: liberty_alone(say, held.since, at), statutory: Vec::new() };
    };
    let liberty = say.elapsed(found.actual).unwrap_or_else(|| say.the("clock-liberty-unknown"));
    Both { liberty, statutory: in_words(say, pack, &found, at) }
}

/// Both clocks of a line as the pack runs them; none without a pack.
fn found(scene: &Scene, held: &BoardLine, at: Instant) -> Option<(&'static LegalPack, Deadlines)> {
    let pack = scene.app.pack?;
    let learned: Vec<(When, &str)> = held
        .facts
        .charges
        .iter()
        .filter_map(|(charge, learned)| Some((When::at(*learned, scene.zone()).ok()?, &**charge)))
        .collect();
    let charges: Vec<ChargeOnRecord<'_>> =
        learned.iter().map(|(learned, charge)| ChargeOnRecord { learned, charge }).collect();
    let times = CustodyTimes {
        actual: (held.since != Bounds::UNKNOWN).then_some(held.since),
        delivered: held.delivered,
        protocol_received: None,
        ended: None,
        charges: &charges,
        minor: held.facts.risk.iter().any(|risk| &**risk == "minor"),
    };
    Some((pack, deadlines(pack, &times, at)))
}

/// Seconds until the next limit that has not been reached, at the earliest.
pub(super) fn next_limit(scene: &Scene, held: &BoardLine, at: Instant) -> Option<i64> {
    let (_, found) = found(scene, held, at)?;
    let running = found.statutory.iter().filter(|deadline| !deadline.superseded);
    running.filter_map(|deadline| deadline.remaining.at_least).filter(|left| *left > 0).min()
}

/// Whether a limit has been passed, or may have been.
pub(super) fn over(scene: &Scene, held: &BoardLine, at: Instant) -> bool {
    found(scene, held, at).is_some_and(|(_, found)| {
        let kinds = found.alarms.iter().map(|alarm| &alarm.kind);
        kinds.into_iter().any(|kind| {
            matches!(kind, AlarmKind::Expired | AlarmKind::MayHaveExpired | AlarmKind::HeldLongerThanLimit)
        })
    })
}

fn liberty_alone(say: &Say, since: Bounds, at: Instant) -> String {
    let elapsed = claims::legal::Elapsed {
        at_least: since.latest.map(|latest| at.seconds_since(latest).max(0)),
        at_most: since.earliest.map(|earliest| at.seconds_since(earliest).max(0)),
    };
    say.elapsed(elapsed).unwrap_or_else(|| say.the("clock-liberty-unknown"))
}

/// The clocks that run, each with its alarm; the ones that wait only when none runs.
fn in_words(say: &Say, pack: &LegalPack, found: &Deadlines, at: Instant) -> Vec<Clock> {
    let mut clocks: Vec<Clock> = found
        .statutory
        .iter()
        .filter(|deadline| !deadline.superseded)
        .map(|deadline| running(say, pack, found, deadline, at))
        .collect();
    for alarm in &found.alarms {
        match &alarm.kind {
            // The deadline itself is an alarm already: nothing is gained by saying it twice.
            AlarmKind::HeldLongerThanLimit if alarm_of(found, &alarm.clock).is_some() => {}
            AlarmKind::HeldLongerThanLimit => {
                let limit = law(pack, &alarm.clock).map_or(0, |law| u64::from(law.hours));
                let ago = say.length(at.seconds_since(alarm.since));
                clocks.push(Clock {
                    words: say
                        .text("clock-held-longer", &[("limit", Arg::Number(limit)), ("ago", Arg::Ours(ago))]),
                    level: "over",
                    asides: standing(say, alarm.unsigned),
                    article: article(pack, &alarm.clock),
                });
            }
            AlarmKind::ChargeChanged { from, to, hours_before, hours_after } => clocks.push(Clock {
                words: say.text(
                    "clock-charge-changed",
                    &[
                        ("from", Arg::Theirs(from)),
                        ("to", Arg::Theirs(to)),
                        ("before", Arg::Number(u64::from(*hours_before))),
                        ("after", Arg::Number(u64::from(*hours_after))),
                    ],
                ),
                level: "soon",
                asides: Vec::new(),
                article: None,
            }),
            // Said with the deadline itself.
            AlarmKind::Expired | AlarmKind::MayHaveExpired | AlarmKind::Near => {}
        }
    }
    if clocks.is_empty() {
        let idle = found.not_running.iter().filter(|idle| idle.why == WhyNotRunning::NotStarted);
        clocks.extend(idle.map(|idle| {
            let id = match idle.start {
                StartEvent::Delivery => "clock-idle-delivery",
                StartEvent::ActualDetention => "clock-idle-detention",
                StartEvent::ProtocolReceived => "clock-idle-protocol",
                StartEvent::NotStated => "clock-idle-unknown",
            };
            Clock {
                words: say.text(id, &[("limit", Arg::Number(u64::from(idle.hours)))]),
                level: "idle",
                asides: Vec::new(),
                article: article(pack, &idle.clock),
            }
        }));
    }
    clocks
}

/// The alarm that a deadline itself has raised.
fn alarm_of<'f>(found: &'f Deadlines, clock: &str) -> Option<&'f Alarm> {
    found
        .alarms
        .iter()
        .filter(|alarm| alarm.clock == clock)
        .find(|alarm| matches!(alarm.kind, AlarmKind::Expired | AlarmKind::MayHaveExpired | AlarmKind::Near))
}

/// A deadline in words, with its alarm if it has one.
fn running(say: &Say, pack: &LegalPack, found: &Deadlines, deadline: &Deadline, at: Instant) -> Clock {
    let limit = Arg::Number(u64::from(deadline.hours));
    let alarm = alarm_of(found, &deadline.clock);
    let (words, level) = match alarm.map(|alarm| (&alarm.kind, alarm.since)) {
        Some((AlarmKind::Expired, since)) => {
            let ago = say.length(at.seconds_since(since));
            (say.text("clock-passed", &[("limit", limit), ("ago", Arg::Ours(ago))]), "over")
        }
        Some((AlarmKind::MayHaveExpired, since)) => {
            let ago = say.length(at.seconds_since(since));
            (say.text("clock-may-have-passed", &[("limit", limit), ("ago", Arg::Ours(ago))]), "over")
        }
        near => {
            let level = if near.is_some() { "soon" } else { "running" };
            match deadline.remaining.at_least.or(deadline.remaining.at_most) {
                Some(left) => {
                    let left = say.length(left.max(0));
                    (say.text("clock-left", &[("limit", limit), ("left", Arg::Ours(left))]), level)
                }
                None => (say.text("clock-start-unknown", &[("limit", limit)]), "idle"),
            }
        }
    };
    let mut asides = standing(say, found.unsigned && alarm.is_some());
    if deadline.charge_in_doubt
        && let Some(charge) = &deadline.charge
    {
        asides.push(say.text("clock-charge-doubt", &[("charge", Arg::Theirs(charge))]));
    }
    Clock { words, level, asides, article: article(pack, &deadline.clock) }
}

/// Whether a lawyer stands behind an alarm.
fn standing(say: &Say, unsigned: bool) -> Vec<String> {
    if unsigned { vec![say.the("clock-unsigned")] } else { Vec::new() }
}

fn law<'p>(pack: &'p LegalPack, clock: &str) -> Option<&'p LawClock> {
    pack.clocks.iter().find(|law| law.id == clock)
}

fn article(pack: &LegalPack, clock: &str) -> Option<String> {
    law(pack, clock).map(|law| law.article.clone()).filter(|article| !article.is_empty())
}
