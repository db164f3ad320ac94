//! What changed for those who may be one person, since it was last asked: the people of whom something was learned, or
//! of whose detentions; and the keys of names that more or fewer people share. One reader takes it, the desk. It is kept
//! in memory only: a casebook that was just opened says that everything may have changed.

use crate::casebook::Casebook;
use crate::errors::CasebookError;
use claims::RecordId;
use std::collections::{BTreeMap, BTreeSet};

/// More people than this are not followed one by one: everything may have changed then.
const FOLLOWED: usize = 50_000;

/// What changed, as it is gathered.
pub(crate) struct Changes {
    everything: bool,
    people: BTreeSet<u32>,
    keys: BTreeMap<i64, Moved>,
}

/// By how much the number of those who share a key moved since it was last asked: now, at the least and at the most.
#[derive(Default, Clone, Copy)]
struct Moved {
    by: i64,
    least: i64,
    most: i64,
}

impl Default for Changes {
    fn default() -> Self {
        Self { everything: true, people: BTreeSet::new(), keys: BTreeMap::new() }
    }
}

impl Changes {
    /// Something was learned of a person.
    pub fn of_person(&mut self, n: u32) {
        if self.everything {
            return;
        }
        self.people.insert(n);
        if self.people.len() > FOLLOWED {
            *self = Self::default();
        }
    }

    /// One more person (`by` 1), or one less (−1), has a key.
    pub fn of_key(&mut self, key: i64, by: i64) {
        if !self.everything {
            let moved = self.keys.entry(key).or_default();
            moved.by += by;
            moved.least = moved.least.min(moved.by);
            moved.most = moved.most.max(moved.by);
        }
    }
}

/// What changed since it was last asked.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WhatChanged {
    /// People of whom something was learned, or of one of their detentions.
    pub people: BTreeSet<RecordId>,
    /// Keys of names that other people share now, in the order of keys.
    pub keys: Vec<KeyChange>,
}

/// How many people share a key of names. Numbers far above the limit that was asked with are not exact, but above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyChange {
    /// The key.
    pub key: i64,
    /// When it was last asked.
    pub before: usize,
    /// At the least since then.
    pub least: usize,
    /// At the most.
    pub most: usize,
    /// Now.
    pub now: usize,
}

impl Casebook {
    /// What changed since this was last asked; none when everything may have. Nobody counts beyond `limit` people.
    ///
    /// # Errors
    /// [`CasebookError`]; the next time everything may have changed.
    pub fn take_changes(&mut self, limit: usize) -> Result<Option<WhatChanged>, CasebookError> {
        let changes = std::mem::take(&mut self.changes);
        if changes.everything {
            self.changes.everything = false;
            return Ok(None);
        }
        let people = changes.people.iter().map(|n| self.ids.record(*n)).collect();
        let mut count = self
            .connection
            .prepare_cached("SELECT count(*) FROM (SELECT 1 FROM name_key WHERE key = ?1 LIMIT ?2)")?;
        let mut keys = Vec::with_capacity(changes.keys.len());
        for (key, moved) in changes.keys {
            let enough = limit as i64 + 1 + moved.most - moved.least + moved.by.abs();
            let now: i64 = count.query_row((key, enough), |row| row.get(0))?;
            let before = now - moved.by;
            let number = |n: i64| usize::try_from(n).unwrap_or_default();
            keys.push(KeyChange {
                key,
                before: number(before),
                least: number(before + moved.least),
                most: number(before + moved.most),
                now: number(now),
            });
        }
        drop(count);
        self.changes.everything = false;
        Ok(Some(WhatChanged { people, keys }))
    }
}
