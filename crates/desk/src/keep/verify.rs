//! Checking the ledger. It must work for a stranger without any key, and while the casebook is in use.

use crate::stop::Outcome;
use ledger::{Unlock, VerifyMode, VerifyReport};
use std::path::Path;

/// Verifies the ledger in a casebook's directory; with a key also what only the key shows.
///
/// # Errors
/// A refusal when there is no casebook, or the key does not open it. Damage is in the report, not an error.
pub fn verify(dir: &Path, unlock: Option<&Unlock>, strict: bool) -> Outcome<VerifyReport> {
    let mode = if strict { VerifyMode::Strict } else { VerifyMode::Batch };
    Ok(ledger::verify(dir, unlock, mode)?)
}
