//! Who looked at whom. Views are gathered and written down every few seconds under one signature; the same member looking
//! at the same record again within a quarter of an hour is one view. Whoever sees the board of a unit has looked at the unit:
//! one record then stands for everybody on it (`looks` says who that was), or two hundred open boards would flood the ledger.

use super::decide::one;
use crate::actor::{Actor, Reason};
use crate::desk::Desk;
use crate::stop::Outcome;
use claims::when::Instant;
use claims::{Access, RecordId};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, PoisonError};

/// Seconds in which looking again is the same view.
pub(super) const SAME_VIEW: i64 = 15 * 60;
/// Most pairs of member and record that are remembered.
const REMEMBERED: usize = 100_000;

/// Views that are not written down yet, and those of the last quarter of an hour.
#[derive(Default)]
pub(crate) struct Looks(Mutex<Looking>);

#[derive(Default)]
struct Looking {
    waiting: BTreeMap<RecordId, (String, Vec<RecordId>)>,
    seen: HashMap<(RecordId, RecordId), Instant>,
}

/// Notes that a member looked at the identity of these. It is written down by [`write_looks`].
pub fn looked(desk: &Desk, member: RecordId, handle: &str, at: &[RecordId]) {
    let now = desk.now();
    let mut looks = desk.looks().0.lock().unwrap_or_else(PoisonError::into_inner);
    if looks.seen.len() >= REMEMBERED {
        looks.seen.retain(|_, then| now.seconds_since(*then) < SAME_VIEW);
    }
    for record in at {
        let before = looks.seen.insert((member, *record), now);
        if before.is_none_or(|then| now.seconds_since(then) >= SAME_VIEW) {
            let of = looks.waiting.entry(member).or_insert_with(|| (handle.to_owned(), Vec::new()));
            if !of.1.contains(record) {
                of.1.push(*record);
            }
        }
    }
}

/// Writes down the views that wait. Called every few seconds and when a server ends.
///
/// # Errors
/// As [`Desk::save`]; the views wait on.
pub fn write_looks(desk: &Desk) -> Outcome<usize> {
    let waiting = {
        let mut looks = desk.looks().0.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut looks.waiting)
    };
    let mut drafts = Vec::new();
    for (member, (handle, records)) in &waiting {
        let draft = one(desk, *member, Access::Looked(records.clone()))?;
        drafts.push((Actor::parse(handle)?, Reason::parse("looked")?, draft));
    }
    if drafts.is_empty() {
        return Ok(0);
    }
    match desk.save_each(drafts) {
        Ok(saved) => Ok(saved.len()),
        Err(stop) => {
            let mut looks = desk.looks().0.lock().unwrap_or_else(PoisonError::into_inner);
            for (member, (handle, records)) in waiting {
                looks.waiting.entry(member).or_insert((handle, Vec::new())).1.extend(records);
            }
            Err(stop)
        }
    }
}
