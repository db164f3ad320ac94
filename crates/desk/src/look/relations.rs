//! What stands around a record.

use crate::desk::Desk;
use crate::stop::Outcome;
use casebook::Relation;
use claims::RecordId;

/// The relations of a record, as of now or as they were known at a position.
///
/// # Errors
/// A refusal when there is no such position.
pub fn relations(desk: &Desk, record: RecordId, position: Option<u64>) -> Outcome<Vec<Relation>> {
    desk.reading(position, |casebook| Ok(casebook.relations(record)?))
}
