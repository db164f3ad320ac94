//! Erasing: two people, a delay, and a hold that always wins; then keys die on this machine. Every step is a decision
//! in the ledger, sealed under a record of its own (a docket), so that it outlives the key that dies. Nothing here may
//! destroy a key before the delay has passed since a second person confirmed the request.

mod ask;
mod carry_out;
mod confirm;
mod files;
mod hold;
mod on_record;
mod reach;
mod requests;

pub use ask::{AskChoices, Asked, ask, plan};
pub(crate) use carry_out::finish_what_was_begun;
pub use carry_out::{CarriedOut, carry_out_due, would_be_carried_out};
pub use confirm::{cancel, confirm};
pub(crate) use files::erased_file;
pub use hold::{hold, lift};
pub(crate) use on_record::on_record_in;
pub use on_record::{OnRecord, on_record};
pub use reach::{CANNOT_RECALL, Reach, how_in_words};
pub use requests::{find_request, next_due, request, requests};

use crate::actor::{Actor, Reason};
use crate::desk::{Desk, Draft};
use crate::stop::Outcome;
use claims::{ClaimId, Decision, RecordId, Ruling};

/// Saves one decision under a docket.
fn decide(desk: &Desk, actor: &Actor, why: &Reason, docket: RecordId, ruling: Ruling) -> Outcome<ClaimId> {
    let id = ClaimId::from_bytes(desk.fresh()?);
    let mut draft = Draft::default();
    draft.decision(Decision { id, about: docket, ruling });
    desk.save(actor, why, draft)?;
    Ok(id)
}
