//! The sealed snapshot: the casebook as it was, so that the next opening need not read the whole ledger. It can be
//! thrown away at any time; an older one must never replace a newer.

use super::Desk;
use crate::stop::Outcome;
use casebook::Casebook;
use ledger::Ledger;
use std::sync::PoisonError;
use std::sync::atomic::Ordering;

/// The sealed file that holds the casebook between runs.
pub(crate) const SNAPSHOT: &str = "casebook";
/// Sayings that are quicker read from the ledger at the next opening than kept in a new snapshot now.
const SNAPSHOT_AFTER: u64 = 20_000;
/// A snapshot is due when so many of its bytes stand against one saying it lacks: a sixteenth of the casebook is then
/// new, so that a program that was killed is ready again in some two seconds at a million claims, and the work of
/// keeping snapshots stays in proportion to the work of saving.
const SNAPSHOT_BYTES_PER_SAYING: u64 = 8_000;

impl Desk {
    /// Seals a snapshot of the casebook, so that the next opening need not read the whole ledger.
    ///
    /// # Errors
    /// Busy when storage fails.
    pub fn keep_snapshot(&self) -> Outcome<()> {
        let mut size = self.snapshot.lock().unwrap_or_else(PoisonError::into_inner);
        let (position, bytes, behind) = {
            let mut casebook = self.casebook();
            (casebook.position(), casebook.snapshot()?, self.behind.load(Ordering::Relaxed))
        };
        let Some(at) = self.ledger.position_at(position) else { return Ok(()) };
        let mut content = Vec::with_capacity(bytes.len() + 40);
        content.extend_from_slice(&position.to_le_bytes());
        content.extend_from_slice(&at.root);
        content.extend_from_slice(&bytes);
        self.ledger.seal_file(SNAPSHOT, &content)?;
        self.behind.fetch_sub(behind, Ordering::Relaxed);
        *size = content.len() as u64;
        Ok(())
    }

    /// Seals a snapshot if so much was said since the last one that a program that is killed now would be slow to be
    /// ready again. For long imports, and for servers every few seconds.
    ///
    /// # Errors
    /// Busy when storage fails.
    pub fn keep_snapshot_if_due(&self) -> Outcome<()> {
        // Held by another thread, one is being written just now.
        let Ok(size) = self.snapshot.try_lock().map(|size| *size) else { return Ok(()) };
        let due = SNAPSHOT_AFTER.max(size / SNAPSHOT_BYTES_PER_SAYING);
        if self.behind.load(Ordering::Relaxed) > due { self.keep_snapshot() } else { Ok(()) }
    }

    /// Closes: a snapshot if much was said since the last one, a checkpoint, and the lock is given back.
    ///
    /// # Errors
    /// Busy when storage fails; what was saved is durable all the same.
    pub fn close(self) -> Outcome<()> {
        if self.behind.load(Ordering::Relaxed) > SNAPSHOT_AFTER {
            self.keep_snapshot()?;
        }
        self.ledger.close()?;
        Ok(())
    }
}

/// The casebook of the snapshot and the snapshot's bytes, if it belongs to this ledger's history.
pub(super) fn from_snapshot(ledger: &Ledger) -> Option<(Casebook, u64)> {
    let content = ledger.open_file(SNAPSHOT).ok()?;
    let position = u64::from_le_bytes(content.get(..8)?.try_into().ok()?);
    let root = content.get(8..40)?;
    if ledger.position_at(position)?.root != root {
        return None;
    }
    let casebook = Casebook::from_snapshot(content.get(40..)?.to_vec()).ok()?;
    (casebook.position() == position).then_some((casebook, content.len() as u64))
}
