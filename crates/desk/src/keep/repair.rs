//! Repairing a closed casebook from an intact copy. The projection is made anew afterwards: it may lack what was damaged.

use crate::Sentence;
use crate::desk::SNAPSHOT;
use crate::stop::{Kind, Outcome, Refusal, Stop};
use ledger::RepairReport;
use std::path::Path;

/// Repairs the ledger in a casebook's directory from a copy; a dry run only says what would be done.
///
/// # Errors
/// A refusal when there is no casebook or no copy, when the copy is of another casebook, or when it contradicts a sound
/// entry. What cannot be repaired is in the report.
pub fn repair(dir: &Path, copy: &Path, dry_run: bool) -> Outcome<RepairReport> {
    let report = ledger::repair(dir, copy, dry_run)?;
    if !dry_run && !report.entries.is_empty() {
        let snapshot = dir.join("sealed").join(SNAPSHOT);
        match std::fs::remove_file(&snapshot) {
            Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => {
                return Err(Stop::Refusal(Refusal {
                    kind: Kind::Busy,
                    field: None,
                    say: Sentence::in_english(format!("could not remove {}: {cause}", snapshot.display())),
                    hint: None,
                }));
            }
            _ => {}
        }
    }
    Ok(report)
}
