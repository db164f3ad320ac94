//! When the casebook was last kept: its snapshot, and the last backup that was asked for from a page.

use crate::desk::{Desk, SNAPSHOT};
use crate::leave::{Left, left};
use claims::LeaveKind;
use claims::when::Instant;

/// When it was last kept.
#[derive(Debug, Clone)]
pub struct LastKept {
    /// When the sealed snapshot was written.
    pub snapshot: Option<Instant>,
    /// The last backup from a page: who asked for it, with whom, and at which position. Backups made by the command leave no
    /// trace in the casebook, since they need no key.
    pub backup: Option<Left>,
}

/// When the casebook was last kept.
pub fn last_kept(desk: &Desk) -> LastKept {
    let written = std::fs::metadata(desk.dir().join(SNAPSHOT)).and_then(|meta| meta.modified()).ok();
    let unix = written.and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok());
    LastKept {
        snapshot: unix.and_then(|since| i64::try_from(since.as_secs()).ok()).map(Instant::from_unix),
        backup: left(desk, Some(LeaveKind::Backup)).into_iter().next(),
    }
}
