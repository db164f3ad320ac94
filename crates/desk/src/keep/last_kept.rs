//! When the casebook was last kept: its snapshot, and the last backup that was asked for from a page.

use super::backup_by_two::BACKUP;
use crate::desk::{Desk, SNAPSHOT};
use casebook::Ruled;
use claims::SettingChange;
use claims::when::Instant;

/// When it was last kept.
#[derive(Debug, Clone)]
pub struct LastKept {
    /// When the sealed snapshot was written.
    pub snapshot: Option<Instant>,
    /// The last backup from a page: who asked for it, with whom, and at which position. Backups made by the command leave no
    /// trace in the casebook, since they need no key.
    pub backup: Option<(Ruled, SettingChange)>,
}

/// When the casebook was last kept.
pub fn last_kept(desk: &Desk) -> LastKept {
    let written = std::fs::metadata(desk.dir().join(SNAPSHOT)).and_then(|meta| meta.modified()).ok();
    let unix = written.and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok());
    LastKept {
        snapshot: unix.and_then(|since| i64::try_from(since.as_secs()).ok()).map(Instant::from_unix),
        backup: desk.casebook().setting_changes().into_iter().rfind(|(_, of)| &*of.name == BACKUP),
    }
}
