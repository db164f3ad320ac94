//! Custody steps laid out in time: when each began and ended as far as is known, and which of them cannot both be so.
//! Nothing is chosen between steps that contradict; an end that nobody tells is not made up.

use crate::RecordId;
use crate::custody::CustodyStep;
use crate::when::{Bounds, End, Instant};

/// How a stay ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// Somebody says when.
    Known(Bounds),
    /// Nobody says; by this moment the person was somewhere else.
    By(Instant),
    /// It was said to be still going on.
    Going,
    /// Nobody says.
    Unknown,
    /// It is an end itself: released, dead.
    Final,
}

/// One step in time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stay {
    /// When it began; the latest moment is the first at which somebody knew it to be so.
    pub began: Bounds,
    /// The last moment at which somebody knew it to be so.
    pub known_until: Option<Instant>,
    /// How it ended.
    pub ended: Ended,
    /// The steps it contradicts, by their place.
    pub against: Vec<usize>,
}

/// Lays steps out, each with the moment by which it had been said. The answer is in the same order.
pub fn stays(steps: &[(&CustodyStep, Option<Instant>)]) -> Vec<Stay> {
    let mut all: Vec<Stay> = steps.iter().map(|(step, said_by)| alone(step, *said_by)).collect();
    // Who was somewhere else by then has left, unless somebody knew them to be still there.
    let ends: Vec<Ended> = all
        .iter()
        .zip(steps)
        .map(|(stay, (step, _))| {
            let Some(last) = stay.known_until.filter(|_| stay.ended == Ended::Unknown) else {
                return stay.ended;
            };
            let still = |at: Instant| {
                let there = |(other, (beside, _)): (&Stay, &(&CustodyStep, Option<Instant>))| {
                    !elsewhere(step, beside) && certain(other).is_some_and(|(_, end)| end >= at)
                };
                all.iter().zip(steps).any(there)
            };
            let next = all.iter().zip(steps).filter_map(|(other, (after, _))| {
                let began = other.began.latest.filter(|began| *began > last && elsewhere(step, after))?;
                (!still(began)).then_some(began)
            });
            next.min().map_or(Ended::Unknown, Ended::By)
        })
        .collect();
    for (stay, ended) in all.iter_mut().zip(ends) {
        stay.ended = ended;
    }
    let against: Vec<Vec<usize>> = all
        .iter()
        .zip(steps)
        .map(|(stay, (step, _))| {
            let clashes = |(other, (beside, _)): &(&Stay, &(&CustodyStep, Option<Instant>))| {
                clash(step, stay, beside, other) || clash(beside, other, step, stay)
            };
            let pairs = all.iter().zip(steps).enumerate().filter(|(_, pair)| clashes(pair));
            pairs.map(|(place, _)| place).collect()
        })
        .collect();
    for (stay, against) in all.iter_mut().zip(against) {
        stay.against = against;
    }
    all
}

/// One step by itself.
fn alone(step: &CustodyStep, said_by: Option<Instant>) -> Stay {
    let from = step.from.as_ref().map_or(Bounds::UNKNOWN, |when| when.start());
    let confirmed = step.confirmed.as_ref().map_or(Bounds::UNKNOWN, |when| when.bounds());
    let known_by = [from.latest, confirmed.latest, said_by].into_iter().flatten().min();
    let began = Bounds {
        earliest: from.earliest,
        latest: known_by.map(|by| from.earliest.map_or(by, |earliest| by.max(earliest))),
    };
    let close = |when: &Option<crate::when::When>| when.as_ref().map(|when| when.end());
    let ended = if step.state.is_final() {
        Ended::Final
    } else if let Some(to) = step.to.as_ref().filter(|to| !to.is_still_going()) {
        Ended::Known(to.bounds())
    } else if let Some(End::Known(end)) = close(&step.from) {
        Ended::Known(end)
    } else if [&step.from, &step.to, &step.confirmed].into_iter().any(|w| close(w) == Some(End::StillGoing)) {
        Ended::Going
    } else {
        Ended::Unknown
    };
    // A confirmation that spans hours confirms its first moment at least.
    let confirmed = confirmed.earliest.or(confirmed.latest);
    Stay { began, known_until: began.latest.max(confirmed), ended, against: Vec::new() }
}

/// Another unit, or another state when either unit is not known. A report of hearsay alone is nowhere.
fn elsewhere(a: &CustodyStep, b: &CustodyStep) -> bool {
    let placed = b.state.is_held() || b.state.is_final();
    placed && (units_differ(a.unit, b.unit) || a.state != b.state)
}

fn units_differ(a: Option<RecordId>, b: Option<RecordId>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if a != b)
}

/// The stretch in which a step was certainly so.
fn certain(stay: &Stay) -> Option<(Instant, Instant)> {
    let first = stay.began.latest?;
    let end = match stay.ended {
        Ended::Known(end) => end.earliest,
        _ => None,
    };
    Some((first, first.max(stay.known_until.unwrap_or(first)).max(end.unwrap_or(first))))
}

/// Held in two units at once, or held after having been let go.
fn clash(a: &CustodyStep, at: &Stay, b: &CustodyStep, beside: &Stay) -> bool {
    let (Some((first, last)), Some((start, end))) = (certain(at), certain(beside)) else { return false };
    if a.state.is_final() {
        return b.state.is_held() && end > first;
    }
    let both = a.state.is_held() && b.state.is_held() && units_differ(a.unit, b.unit);
    both && first.max(start) < last.min(end)
}
