//! A person looked and leaves it as it is: a doubt that was read, sources that contradict and between which nobody can
//! choose yet. Remembered with the claim, so that whatever is said later asks again. It changes no number.

use super::{decided, record_of};
use crate::actor::{Actor, Reason};
use crate::desk::{Desk, Saved};
use crate::stop::{Outcome, Stop};
use claims::{ClaimId, Property, RecordId, Ruling};

/// Leaves a claim as it stands.
///
/// # Errors
/// Not found when there is no such claim.
pub fn leave(desk: &Desk, actor: &Actor, why: &Reason, claim: ClaimId) -> Outcome<(ClaimId, Saved)> {
    let about = record_of(desk, claim)?;
    decided(desk, actor, why, about, Ruling::Seen(claim))
}

/// Leaves open on what sources contradict about one property of a record.
///
/// # Errors
/// A conflict when they do not contradict (any more).
pub fn leave_open(
    desk: &Desk,
    actor: &Actor,
    why: &Reason,
    about: RecordId,
    property: Property,
) -> Outcome<(ClaimId, Saved)> {
    let open = desk.casebook().contradictions()?;
    let found = open.into_iter().find(|of| of.about.record == about && of.property == property);
    let found = found.ok_or_else(|| {
        Stop::conflict("The sources do not contradict here any more; somebody may have chosen meanwhile.")
    })?;
    leave(desk, actor, why, found.newest)
}
