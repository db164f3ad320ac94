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
        let labels = casebook.labels(records.iter().copied())?;
        let named = |(record, (kind, label)): (&RecordId, _)| Named {
            record: *record,
            kind,
            label: String::into(label),
        };
        Ok(records.iter().zip(labels).map(named).collect())
    })
}
