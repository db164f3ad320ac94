//! The second person: agrees to a request, or stops it. Whoever asked cannot confirm.

use super::decide;
use super::requests::request;
use crate::actor::{Actor, Reason};
use crate::desk::Desk;
use crate::stop::{Outcome, Stop};
use casebook::{ErasureView, same_handle};
use claims::{ClaimId, ErasureState, Ruling};

/// Confirms a request. The delay runs from now.
///
/// # Errors
/// A refusal when it is the person who asked; conflict when it is confirmed, cancelled or done already.
pub fn confirm(desk: &Desk, actor: &Actor, why: &Reason, id: ClaimId) -> Outcome<ErasureView> {
    let before = request(desk, id)?;
    match before.state {
        ErasureState::Unconfirmed => {}
        ErasureState::Cancelled => {
            return Err(Stop::conflict_in_english("This request was cancelled, for good.")
                .hint_in_english("Ask again with habeas erase."));
        }
        ErasureState::Done(_) => {
            return Err(Stop::conflict_in_english("This request has been carried out already."));
        }
        ErasureState::Waiting(_) | ErasureState::Held(_) | ErasureState::Due(_) => {
            let by = before.confirmed.as_ref().map_or("somebody", |by| &*by.author);
            return Err(Stop::conflict_in_english(format!(
                "This request has been confirmed already, by {by}."
            )));
        }
    }
    if same_handle(actor.handle(), &before.asked.author) {
        return Err(Stop::refused_in_english(
            "by",
            format!("{} asked for this; another person must confirm it.", before.asked.author),
        )
        .hint_in_english(
            "Handles that differ only in case, script, spaces or signs are taken for one person.",
        ));
    }
    decide(desk, actor, why, before.docket, Ruling::ConfirmErasure(id))?;
    request(desk, id)
}

/// Cancels a request, for good. Anybody may.
///
/// # Errors
/// Conflict when it is cancelled or carried out already.
pub fn cancel(desk: &Desk, actor: &Actor, why: &Reason, id: ClaimId) -> Outcome<ErasureView> {
    let before = request(desk, id)?;
    match before.state {
        ErasureState::Cancelled => {
            return Err(Stop::conflict_in_english("This request was cancelled already."));
        }
        ErasureState::Done(_) => {
            return Err(Stop::conflict_in_english(
                "This request has been carried out; the keys are gone, and nothing brings them back.",
            ));
        }
        _ => {}
    }
    decide(desk, actor, why, before.docket, Ruling::Undo(id))?;
    request(desk, id)
}
