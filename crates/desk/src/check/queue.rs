//! Which units are due to be rung: never asked first, then longest ago; minors and ill first; more held first.

use super::ring::RING_FOR;
use crate::desk::Desk;
use crate::stop::Outcome;
use casebook::{BoardUnit, LastCheck, Ringing, served_first};
use claims::RecordId;
use claims::when::Instant;
use std::cmp::Reverse;
use std::sync::Arc;

/// Units to be rung.
#[derive(Debug, Clone)]
pub struct Queue {
    /// The moment.
    pub at: Instant,
    /// Those that are due, the first first.
    pub due: Vec<Due>,
    /// Those that somebody is ringing.
    pub rung: Vec<Due>,
    /// Those that were asked in the last ten minutes.
    pub asked: Vec<Due>,
}

/// A unit that holds somebody.
#[derive(Debug, Clone)]
pub struct Due {
    /// The unit.
    pub unit: RecordId,
    /// Its name.
    pub label: Arc<str>,
    /// How many are certainly held.
    pub held: u64,
    /// How many may be.
    pub maybe: u64,
    /// How many of them are served first: minors, ill, injured, pregnant.
    pub first: u64,
    /// When somebody last asked, and the answer.
    pub last: Option<LastCheck>,
    /// Who is ringing it now.
    pub ringing: Option<Ringing>,
}

/// The call-back queue at this moment.
///
/// # Errors
/// A fault of the casebook.
pub fn queue(desk: &Desk, fresh_for: i64) -> Outcome<Queue> {
    let at = desk.now();
    let (units, mut ringing) = {
        let casebook = desk.casebook();
        (casebook.board(at, fresh_for)?, casebook.ringing(at)?)
    };
    let mut queue = Queue { at, due: Vec::new(), rung: Vec::new(), asked: Vec::new() };
    for unit in units {
        let Some(record) = unit.unit else { continue };
        let ringing = ringing.remove(&record);
        if ringing.is_none() && unit.held_count + unit.maybe_count == unit.long_ago_count {
            continue;
        }
        let first = unit.held.iter().filter(|line| line.facts.risk.iter().any(|r| served_first(r))).count();
        let BoardUnit { label, held_count: held, maybe_count, long_ago_count, last_check: last, .. } = unit;
        // Of whom nothing was heard for a month nobody is asked every hour.
        let maybe = maybe_count.saturating_sub(long_ago_count);
        let due = Due { unit: record, label, held, maybe, first: first as u64, last, ringing };
        let just_asked = due.last.as_ref().is_some_and(|last| at.seconds_since(last.at) < RING_FOR);
        match (&due.ringing, just_asked) {
            (Some(_), _) => queue.rung.push(due),
            (None, true) => queue.asked.push(due),
            (None, false) => queue.due.push(due),
        }
    }
    queue.due.sort_by_key(|due| turn(due, at));
    queue.rung.sort_by_key(|due| (due.ringing.as_ref().map(|ringing| ringing.until), due.unit));
    queue.asked.sort_by_key(|due| (Reverse(due.last.as_ref().map(|last| last.at)), due.unit));
    Ok(queue)
}

/// Whose turn it is. Units asked in the same hour are equal in time, or a difference of a minute would come before a child.
fn turn(due: &Due, at: Instant) -> impl Ord + use<> {
    const HOUR: i64 = 3600;
    let hours = due.last.as_ref().map(|last| at.seconds_since(last.at) / HOUR);
    (hours.is_some(), Reverse(hours), Reverse(due.first), Reverse(due.held), Reverse(due.maybe), due.unit)
}
