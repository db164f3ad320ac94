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
        casebook.record(record)?.ok_or_else(|| Stop::not_found(format!("There is no record {record}.")))
    })
}
