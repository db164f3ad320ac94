//! Searching, in any script.

use crate::desk::Desk;
use crate::stop::Outcome;
use casebook::{Hit, SearchQuery};

/// Finds records by their words and filters, best first. An empty text lists what the filters let through.
///
/// # Errors
/// A fault of the casebook.
pub fn search(desk: &Desk, query: &SearchQuery) -> Outcome<Vec<Hit>> {
    Ok(desk.casebook().search(query)?)
}
