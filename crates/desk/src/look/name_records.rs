//! What records are called: for receipts and lists, which hold ids only.

use crate::desk::Desk;
use crate::stop::Outcome;
use casebook::Named;
use claims::RecordId;

/// Names records as of now, or as they were known at a position.
///
/// # Errors
/// A refusal when there is no such position.
pub fn name_records(desk: &Desk, records: &[RecordId], position: Option<u64>) -> Outcome<Vec<Named>> {
    desk.reading(position, |casebook| {
        records.iter().map(|record| casebook.named(*record)).collect::<Result<_, _>>().map_err(Into::into)
    })
}
