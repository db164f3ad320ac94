//! Records judged the same, as sets: each stands under its least id, whatever the order of the judgements.

use claims::RecordId;
use std::collections::BTreeMap;

/// Sets of records, only those with a judgement in them.
#[derive(Default, PartialEq)]
pub(crate) struct Same {
    parent: BTreeMap<RecordId, RecordId>,
}

impl Same {
    /// The record that stands for this one.
    pub fn of(&self, record: RecordId) -> RecordId {
        let mut at = record;
        while let Some(up) = self.parent.get(&at) {
            at = *up;
        }
        at
    }

    /// Joins two records.
    pub fn join(&mut self, a: RecordId, b: RecordId) {
        let (a, b) = (self.of(a), self.of(b));
        if a != b {
            self.parent.insert(a.max(b), a.min(b));
        }
    }

    /// The records judged the same as this one, itself too.
    pub fn members(&self, record: RecordId) -> Vec<RecordId> {
        let head = self.of(record);
        let mut all: Vec<RecordId> =
            self.parent.keys().copied().filter(|member| self.of(*member) == head).collect();
        all.push(head);
        all
    }

    /// Every record that stands under another.
    pub fn others(&self) -> impl Iterator<Item = RecordId> + '_ {
        self.parent.keys().copied()
    }

    /// True when nothing is judged the same.
    pub fn is_empty(&self) -> bool {
        self.parent.is_empty()
    }
}
