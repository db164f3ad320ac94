//! Requests to erase, as they stand now. Nothing here writes.

use crate::desk::Desk;
use crate::review::find_claim;
use crate::stop::{Outcome, Stop};
use casebook::ErasureView;
use claims::ClaimId;
use claims::when::Instant;

/// Every request, oldest first.
pub fn requests(desk: &Desk) -> Vec<ErasureView> {
    let now = desk.now();
    desk.casebook().erasures(now)
}

/// One request.
///
/// # Errors
/// Not found.
pub fn request(desk: &Desk, id: ClaimId) -> Outcome<ErasureView> {
    requests(desk).into_iter().find(|request| request.asked.id == id).ok_or_else(|| {
        Stop::not_found_in_english(format!("There is no request to erase {id}."))
            .hint_in_english("habeas erase --list shows them.")
    })
}

/// The request of an id, or of the beginning of one.
///
/// # Errors
/// Not found, or a refusal when several begin so.
pub fn find_request(desk: &Desk, reference: &str) -> Outcome<ErasureView> {
    request(desk, find_claim(desk, reference)?)
}

/// When the next request is due, if one waits for nothing but its time.
pub fn next_due(desk: &Desk) -> Option<Instant> {
    requests(desk)
        .iter()
        .filter(|request| request.holds.is_empty())
        .filter_map(|request| request.state.due())
        .min()
}
