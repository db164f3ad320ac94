//! The places of the ledger at which what is known of a record changed.

use crate::desk::Desk;
use crate::stop::Outcome;
use casebook::Touched;
use claims::RecordId;

/// The entries that touched a record, as of now.
///
/// # Errors
/// A fault when the casebook cannot be read.
pub fn touched(desk: &Desk, record: RecordId) -> Outcome<Vec<Touched>> {
    Ok(desk.casebook().touched(record)?)
}
