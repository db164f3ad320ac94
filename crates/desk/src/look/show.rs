//! One record: every property, every claim on it with its quote, which is accepted and why.

use crate::desk::Desk;
use crate::stop::{Outcome, Stop};
use casebook::RecordView;
use claims::RecordId;

/// Shows a record as of now, or as it was known at a position.
///
/// # Errors
/// Not found when there is no such record (at that position).
pub fn show(desk: &Desk, record: RecordId, position: Option<u64>) -> Outcome<RecordView> {
    desk.reading(position, |casebook| {
        if let Some(view) = casebook.record(record)? {
            return Ok(view);
        }
        Err(match casebook.gone(record).last() {
            Some(gone) => Stop::not_found(format!(
                "Record {record} was erased on {} ({}; {} sealed parts can no longer be opened): {}.",
                gone.at,
                gone.tiers.words(),
                gone.parts,
                gone.why
            )),
            None => Stop::not_found(format!("There is no record {record}.")),
        })
    })
}
