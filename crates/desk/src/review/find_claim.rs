//! From what a person types to a claim or decision: its id, or the beginning of it.

use crate::desk::Desk;
use crate::sentence;
use crate::stop::{Outcome, Stop};
use claims::ClaimId;

/// Finds a claim or a decision by its id (32 digits) or the beginning of it (6 or more).
///
/// # Errors
/// Not found, or a refusal when several begin so.
pub fn find_claim(desk: &Desk, reference: &str) -> Outcome<ClaimId> {
    let reference = reference.trim();
    if let Ok(id) = reference.parse::<ClaimId>() {
        return Ok(id);
    }
    if reference.len() < 6 || !reference.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(Stop::refused(
            "claim",
            sentence!(
                "{reference:?} is not a claim's id, nor the beginning of one (6 digits or more).",
                reference
            ),
        ));
    }
    match desk.casebook().claims_by_prefix(reference, 6)?.as_slice() {
        [id] => Ok(*id),
        [] => Err(Stop::not_found(sentence!("No claim or decision begins with {reference}.", reference))),
        several => {
            let list: Vec<String> = several.iter().map(ToString::to_string).collect();
            Err(Stop::refused(
                "claim",
                sentence!(
                    "Several claims begin with {reference}: {list}.",
                    reference,
                    list = list.join(", ")
                ),
            ))
        }
    }
}
