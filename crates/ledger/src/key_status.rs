//! How a casebook opens and how many keys it has, told without any key. It must never need what is secret.

use std::path::Path;

use crate::casebook_key::{self, Opening};
use crate::errors::{Doing, LedgerError};
use crate::layout::{CASEBOOK_KEY, Layout, RECORD_KEYS};
use crate::record_keys::scan;
use crate::storage::Storage;

/// How a casebook opens, and its keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyStatus {
    /// What opens it.
    pub opening: Opening,
    /// How many records and tiers have a key.
    pub held: u64,
    /// How many had one that was destroyed.
    pub destroyed: u64,
}

/// How a casebook opens.
///
/// # Errors
/// `NotACasebook`, `DamagedKeys`, `Storage`.
pub fn opening(storage: &dyn Storage, dir: &Path) -> Result<Opening, LedgerError> {
    let layout = Layout::new(dir);
    if !storage.exists(&layout.devices()).doing("look for", &layout.devices())? {
        return Err(LedgerError::NotACasebook(dir.to_owned()));
    }
    casebook_key::opening(&read(storage, &layout.casebook_key(), CASEBOOK_KEY)?)
}

/// How a casebook opens, and how many keys it has. A destroyed key that stands beside its note counts as destroyed.
///
/// # Errors
/// As [`opening`].
pub fn key_status(storage: &dyn Storage, dir: &Path) -> Result<KeyStatus, LedgerError> {
    let opening = opening(storage, dir)?;
    let layout = Layout::new(dir);
    let casebook = casebook_key::casebook(&read(storage, &layout.casebook_key(), CASEBOOK_KEY)?)?;
    let mut known = std::collections::HashMap::new();
    scan(&read(storage, &layout.record_keys(), RECORD_KEYS)?, &casebook, &mut |record, tier, wrapped| {
        *known.entry((record, tier)).or_insert(true) &= wrapped.is_some();
    });
    let held = known.values().filter(|held| **held).count() as u64;
    Ok(KeyStatus { opening, held, destroyed: known.len() as u64 - held })
}

fn read(storage: &dyn Storage, path: &Path, name: &str) -> Result<Vec<u8>, LedgerError> {
    if !storage.exists(path).doing("look for", path)? {
        let (file, what) = (format!("keys/{name}"), "it is missing".to_owned());
        return Err(LedgerError::DamagedKeys { file, what });
    }
    storage.read(path).doing("read", path)
}
