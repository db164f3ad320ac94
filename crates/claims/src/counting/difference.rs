//! Why one number differs from an earlier one. Totals move for different reasons, and each is shown apart: it
//! happened since; it was found late; records were judged the same or told apart; something was withdrawn; what was
//! known of a record was corrected.

use super::tally::Line;
use crate::RecordId;
use crate::when::Instant;
use std::collections::{BTreeMap, HashMap};

/// A reason for a difference between two floors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// It happened after the earlier number's as-of moment.
    HappenedSince,
    /// It had happened by then, and was learned later.
    FoundLate,
    /// Records counted apart were judged the same.
    JudgedSame,
    /// Records counted once were told apart.
    ToldApart,
    /// Withdrawn, or no longer within what is asked.
    Withdrawn,
    /// The same records, about which something else is known now.
    Corrected,
}

/// One reason, with how much it moved the floor and which records it concerns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The reason.
    pub reason: Reason,
    /// How much it added (or took).
    pub by: i64,
    /// The records concerned, as they stand in the later number (in the earlier one, when withdrawn).
    pub records: Vec<RecordId>,
}

/// Explains the difference between two counts of one measure from their lines. The changes add up to the difference of
/// the floors. `before_as_of` is the moment the earlier number was for.
pub fn difference(before: &[Line], before_as_of: Instant, after: &[Line]) -> Vec<Change> {
    let mut groups = Groups::default();
    let lines = before.iter().map(|line| (0u8, line)).chain(after.iter().map(|line| (1, line)));
    for (at, (_, line)) in lines.clone().enumerate() {
        for record in std::iter::once(&line.record).chain(&line.merged) {
            groups.tie(at, *record);
        }
    }
    let mut components: BTreeMap<usize, [Vec<&Line>; 2]> = BTreeMap::new();
    for (at, (side, line)) in lines.enumerate() {
        let root = groups.root(at);
        let entry = components.entry(root).or_default();
        if let Some(list) = entry.get_mut(side as usize) {
            list.push(line);
        }
    }
    let mut changes: BTreeMap<Reason, Change> = BTreeMap::new();
    for [old, new] in components.values() {
        let sum = |lines: &[&Line]| lines.iter().map(|line| line.floor as i64).sum::<i64>();
        let by = sum(new) - sum(old);
        if by == 0 {
            continue;
        }
        let since = new.iter().any(|line| line.happened.earliest.is_some_and(|at| at > before_as_of));
        let reason = match (old.len(), new.len()) {
            (0, _) if since => Reason::HappenedSince,
            (0, _) => Reason::FoundLate,
            (_, 0) => Reason::Withdrawn,
            (then, now) if now < then && by < 0 => Reason::JudgedSame,
            (then, now) if now > then && by > 0 => Reason::ToldApart,
            _ if since && by > 0 && old.iter().all(|line| line.floor == 0) => Reason::HappenedSince,
            _ => Reason::Corrected,
        };
        let shown = if new.is_empty() { old } else { new };
        let change = changes.entry(reason).or_insert(Change { reason, by: 0, records: Vec::new() });
        change.by += by;
        change.records.extend(shown.iter().map(|line| line.record));
    }
    let mut changes: Vec<Change> = changes.into_values().collect();
    for change in &mut changes {
        change.records.sort_unstable();
    }
    changes
}

/// Lines that share a record belong together.
#[derive(Default)]
struct Groups {
    parent: Vec<usize>,
    first: HashMap<RecordId, usize>,
}

impl Groups {
    fn root(&self, mut at: usize) -> usize {
        while let Some(up) = self.parent.get(at).copied().filter(|up| *up != at) {
            at = up;
        }
        at
    }

    fn tie(&mut self, at: usize, record: RecordId) {
        while self.parent.len() <= at {
            self.parent.push(self.parent.len());
        }
        let with = *self.first.entry(record).or_insert(at);
        let (a, b) = (self.root(at), self.root(with));
        if let Some(slot) = self.parent.get_mut(a.max(b)) {
            *slot = a.min(b);
        }
    }
}
