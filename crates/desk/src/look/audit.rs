//! Who did what, when and why.

use crate::desk::Desk;
use crate::stop::Outcome;
use casebook::{Act, AuditQuery};

/// What was done, latest first: who, when, why, and what kind of thing to which records; no value and no name.
///
/// # Errors
/// A fault of the casebook.
pub fn audit(desk: &Desk, query: &AuditQuery) -> Outcome<Vec<Act>> {
    Ok(desk.casebook().audit(query)?)
}
