//! Shares that people gave one after another, each on their own, until there are enough. They are kept in memory only,
//! for a quarter of an hour, and wiped when they are dropped.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use zeroize::Zeroizing;

/// For the others to come.
const KEPT: Duration = Duration::from_secs(15 * 60);
/// Shares kept at once; nobody has as many, so more are somebody's nonsense.
const MOST: usize = 64;

/// What a share says of itself, without opening anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// How many of its set are needed.
    pub needed: u8,
    /// Its place in its set: the same share given twice counts once.
    pub number: u8,
    /// What tells its set from others.
    pub set: String,
}

/// The shares given so far.
#[derive(Default)]
pub(crate) struct Given(Vec<(Share, Zeroizing<String>, Instant)>);

impl Given {
    /// Takes a share; `false` when there is no more room.
    pub fn take(&mut self, share: Share, line: Zeroizing<String>) -> bool {
        self.forget_old();
        self.0.retain(|(known, _, _)| (&known.set, known.number) != (&share.set, share.number));
        if self.0.len() >= MOST {
            return false;
        }
        self.0.push((share, line, Instant::now()));
        true
    }

    /// The lines of a set that is complete, taken out: they open the casebook, or they were wrong.
    pub fn complete(&mut self) -> Option<Vec<Zeroizing<String>>> {
        self.forget_old();
        let set = self
            .0
            .iter()
            .map(|(share, _, _)| share)
            .find(|share| self.of(&share.set) >= usize::from(share.needed.max(1)))?
            .set
            .clone();
        let (lines, rest): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.0).into_iter().partition(|(share, _, _)| share.set == set);
        self.0 = rest;
        Some(lines.into_iter().map(|(_, line, _)| line).collect())
    }

    /// Of the set that lacks fewest: how many were given, and how many are needed.
    pub fn so_far(&mut self) -> Option<(u64, u64)> {
        self.forget_old();
        let lacking = |share: &Share| usize::from(share.needed).saturating_sub(self.of(&share.set));
        let (share, _, _) = self.0.iter().min_by_key(|(share, _, _)| lacking(share))?;
        Some((self.of(&share.set) as u64, u64::from(share.needed)))
    }

    pub fn clear(&mut self) {
        self.0.clear();
    }

    pub fn is_empty(&mut self) -> bool {
        self.forget_old();
        self.0.is_empty()
    }

    fn of(&self, set: &str) -> usize {
        self.0.iter().filter(|(share, _, _)| share.set == set).count()
    }

    fn forget_old(&mut self) {
        self.0.retain(|(_, _, since)| since.elapsed() < KEPT);
    }
}

/// The shares, whatever happened to another request.
pub(crate) fn held(given: &Mutex<Given>) -> MutexGuard<'_, Given> {
    given.lock().unwrap_or_else(PoisonError::into_inner)
}
