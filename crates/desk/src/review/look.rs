//! A person looked and leaves it as it is: a doubt that was read, sources that contradict and between which nobody can
//! choose yet. Remembered with the claim, so that whatever is said later asks again. It changes no number.

use super::{decided, record_of};
use crate::actor::{Actor, Reason};
use crate::desk::{Desk, Draft, Saved};
use crate::sentence;
use crate::stop::{Outcome, Stop};
use claims::{ClaimId, Decision, Property, RecordId, Ruling};

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
        Stop::conflict(sentence!(
            "The sources do not contradict here any more; somebody may have chosen meanwhile."
        ))
    })?;
    leave(desk, actor, why, found.newest)
}

/// Every doubt that nobody has looked at, in the order in which they were learned.
///
/// # Errors
/// A fault of the casebook.
pub fn open_doubts(desk: &Desk) -> Outcome<Vec<casebook::Doubt>> {
    Ok(desk.casebook().open_doubts()?)
}

/// Leaves several claims as they stand, with one reason, in one entry.
///
/// # Errors
/// A refusal when there is none; not found when there is no such claim.
pub fn leave_several(desk: &Desk, actor: &Actor, why: &Reason, claims: &[ClaimId]) -> Outcome<Saved> {
    if claims.is_empty() {
        return Err(Stop::refused("doubt", sentence!("Tick at least one of them.")));
    }
    let mut draft = Draft::default();
    for claim in claims {
        let about = record_of(desk, *claim)?;
        let id = ClaimId::from_bytes(desk.fresh()?);
        draft.decision(Decision { id, about, ruling: Ruling::Seen(*claim) });
    }
    desk.save(actor, why, draft)
}

/// What was left as it stands by the entry at a position, and still is: each decision with its record.
pub fn seen_together(desk: &Desk, position: u64) -> Vec<(ClaimId, RecordId)> {
    let casebook = desk.casebook();
    let of_entry =
        casebook.decided_at(position).into_iter().filter(|ruled| matches!(ruled.ruling, Ruling::Seen(_)));
    of_entry.filter(|ruled| casebook.holds(ruled.id)).map(|ruled| (ruled.id, ruled.about)).collect()
}

/// Takes back what was left together: all of it waits again.
///
/// # Errors
/// A conflict when nothing of it holds any more.
pub fn take_back_together(desk: &Desk, actor: &Actor, why: &Reason, position: u64) -> Outcome<Saved> {
    let seen = seen_together(desk, position);
    if seen.is_empty() {
        return Err(Stop::conflict(sentence!(
            "None of these decisions holds; they may have been undone already."
        )));
    }
    let mut draft = Draft::default();
    for (decision, about) in seen {
        let id = ClaimId::from_bytes(desk.fresh()?);
        draft.decision(Decision { id, about, ruling: Ruling::Undo(decision) });
    }
    desk.save(actor, why, draft)
}
