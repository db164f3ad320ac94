//! The keys of a casebook: how it opens, opening it with something else, and replacing the casebook key. The casebook
//! itself is not opened for it, only the ledger. No key and no passphrase may leave by what is returned.

use crate::stop::Outcome;
use ledger::{Disk, KeyStatus, Ledger, OpenReport, Rotated, Settings, Stretching, Unlock};
use std::path::Path;
use std::time::SystemTime;

/// What is told about the keys without having any.
#[derive(Debug, Clone)]
pub struct KeysSay {
    /// How the casebook opens, and how many keys it has.
    pub status: KeyStatus,
    /// When what opens it was last changed, by the date of its file.
    pub changed: Option<SystemTime>,
    /// When the casebook key was last replaced, or the casebook founded or restored, by the date of the device key.
    pub rotated: Option<SystemTime>,
}

/// What is told about a casebook's keys without having any.
///
/// # Errors
/// A refusal when there is no casebook, or its key file is damaged.
pub fn keys_say(dir: &Path) -> Outcome<KeysSay> {
    let status = ledger::key_status(&Disk, dir)?;
    let date = |name: &str| std::fs::metadata(dir.join("keys").join(name)).and_then(|m| m.modified()).ok();
    Ok(KeysSay { status, changed: date("casebook.key"), rotated: date("device.key") })
}

/// Opens the casebook with `unlock`, and lets `next` open it from now on instead.
///
/// # Errors
/// A refusal when `unlock` does not open it, or `next` cannot be used.
pub fn change_opening(
    dir: &Path,
    unlock: &Unlock,
    next: &Unlock,
    stretching: Stretching,
) -> Outcome<OpenReport> {
    let (ledger, report) = Ledger::open(dir, unlock, Settings::default())?;
    ledger.change_unlock(next, stretching)?;
    ledger.close()?;
    Ok(report)
}

/// Replaces the casebook key by a fresh one that the same opens. The ledger does not change by a byte.
///
/// # Errors
/// A refusal when `unlock` does not open the casebook, or a key in it is damaged.
pub fn rotate_keys(dir: &Path, unlock: &Unlock) -> Outcome<(OpenReport, Rotated)> {
    let (ledger, report) = Ledger::open(dir, unlock, Settings::default())?;
    let rotated = ledger.rotate_keys(unlock)?;
    ledger.close()?;
    Ok((report, rotated))
}
