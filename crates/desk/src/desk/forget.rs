//! Erasing in one stroke. Whoever looks holds the casebook's lock; here it is held from before the decision is durable
//! until the casebook has been made again without what was erased. So nobody can be told that something is gone while
//! it can still be read, nor read it after it is gone.

use super::save::by_part;
use super::{Desk, Draft, SNAPSHOT};
use crate::actor::{Actor, Reason};
use crate::stop::Outcome;
use casebook::Casebook;
use claims::{RecordId, Tier};
use std::sync::PoisonError;

/// What is decided, and which keys die by it.
#[derive(Default)]
pub(crate) struct Erasing {
    /// Decisions to be saved first, each by somebody, with a reason.
    pub decisions: Vec<(Actor, Reason, Draft)>,
    /// The keys.
    pub keys: Vec<(RecordId, Tier)>,
}

impl Desk {
    /// Destroys keys, and everything this machine still holds of what they opened. `choose` sees the casebook with
    /// everything that is durable. Then, in an order in which every interruption is harmless: the decisions are made
    /// durable; the snapshot is overwritten; the keys die; the casebook in memory is made again from what can still be
    /// opened. In the end a new snapshot is sealed. Nothing happens when no key is chosen.
    pub(crate) fn erase(&self, choose: impl FnOnce(&Casebook) -> Outcome<Erasing>) -> Outcome<()> {
        {
            // In the order in which everybody takes them.
            let mut proposed = self.proposed.lock().unwrap_or_else(PoisonError::into_inner);
            let _only_writer = self.snapshot.lock().unwrap_or_else(PoisonError::into_inner);
            let mut earlier = self.earlier.lock().unwrap_or_else(PoisonError::into_inner);
            let mut casebook = self.casebook();
            self.catch_up(&mut casebook)?;
            let Erasing { decisions, keys } = choose(&casebook)?;
            if keys.is_empty() {
                return Ok(());
            }
            let now = self.now();
            let entries =
                decisions.into_iter().map(|(actor, why, draft)| (now, by_part(draft, &actor, &why, now)));
            let done = self.append_durably(&entries.collect::<Vec<_>>()).and_then(|_| {
                self.ledger.seal_file(SNAPSHOT, &[])?;
                Ok(self.ledger.forget_all(&keys)?)
            });
            if let Err(stop) = done {
                // What is durable is known all the same; the keys may still be there, and pages say so.
                self.catch_up(&mut casebook)?;
                return Err(stop);
            }
            // What was looked at earlier, and what was made of it, goes before anybody can ask again.
            *proposed = None;
            self.drafted.forget();
            self.lately.forget();
            self.feeds.forget();
            earlier.clear();
            self.indexes.lock().unwrap_or_else(PoisonError::into_inner).clear();
            *casebook = Casebook::empty()?;
            self.catch_up(&mut casebook)?;
            self.learn_people(&casebook)?;
            self.learn_tokens(&casebook)?;
        }
        self.keep_snapshot()
    }
}
