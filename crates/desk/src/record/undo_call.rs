//! Taking back a call that was saved by mistake: every claim of that save is withdrawn, and stays to be read.

use super::contact::erase_contacts_of;
use crate::actor::{Actor, Reason};
use crate::desk::{Desk, Draft, Saved};
use crate::sentence;
use crate::stop::{Outcome, Stop};
use claims::{ClaimId, Decision, Property, RecordId, Ruling};

/// Withdraws everything that was said in the save that made a report, and still stands.
///
/// # Errors
/// Not found when no call made this report; a conflict when nothing of it stands any more.
pub fn undo_call(desk: &Desk, actor: &Actor, why: &Reason, report: RecordId) -> Outcome<Saved> {
    let told = desk.casebook().told_by(report)?;
    let made = told
        .iter()
        .find(|claim| claim.about == report && claim.property == Property::ReportReceipt)
        .ok_or_else(|| Stop::not_found(sentence!("{report} is no call that was logged here.", report)))?
        .position;
    let mut draft = Draft::default();
    for claim in told.iter().filter(|claim| claim.position == made && claim.stands) {
        let id = ClaimId::from_bytes(desk.fresh()?);
        draft.decision(Decision { id, about: claim.about, ruling: Ruling::Retract(claim.id) });
    }
    if draft.sayings.is_empty() {
        return Err(Stop::conflict(sentence!("This call was taken back already.")));
    }
    let saved = desk.save(actor, why, draft)?;
    // Whoever was taken down by mistake is not kept on a list of people to call.
    erase_contacts_of(desk, actor, report)?;
    Ok(saved)
}
