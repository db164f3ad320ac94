//! What was answered is logged: which of the four forms, about whom the operator took it to be, by whom and when.

use super::safe::{SafeAnswer, safe_answer};
use crate::actor::{Actor, Reason};
use crate::desk::{Desk, Draft, Saved};
use crate::sentence;
use crate::stop::{Outcome, Stop};
use claims::{Claim, ClaimId, Decision, Property, RecordId, RecordKind, Ruling, Value};

/// Logs that an enquiry was answered. `told` is what was read aloud: when something else is known by now it is refused,
/// so that what is logged is what was said.
///
/// # Errors
/// A conflict when the answer is another one by now; a refusal that names the field.
pub fn answer_enquiry(
    desk: &Desk,
    actor: &Actor,
    why: &Reason,
    enquiry: RecordId,
    person: Option<RecordId>,
    told: SafeAnswer,
    fresh_for: i64,
) -> Outcome<Saved> {
    {
        let casebook = desk.casebook();
        if casebook.kind(enquiry)? != Some(RecordKind::Enquiry) {
            return Err(Stop::not_found(sentence!("{enquiry} is not an enquiry that is here.", enquiry)));
        }
        if let Some(person) = person
            && casebook.kind(person)? != Some(RecordKind::Person)
        {
            return Err(Stop::refused("person", sentence!("{person} is not a person who is here.", person)));
        }
    }
    if safe_answer(desk, person, fresh_for)? != told {
        return Err(Stop::conflict(sentence!(
            "Something else is known by now: go back, and read the new answer aloud."
        )));
    }
    let mut draft = Draft::default();
    let mut say = |property: Property, value: Value| -> Outcome<()> {
        draft.claim(Claim::new(ClaimId::from_bytes(desk.fresh()?), enquiry, property, value));
        Ok(())
    };
    if let Some(person) = person {
        say(Property::EnquiryAbout, Value::Ref(person))?;
    }
    say(Property::EnquiryAnswer, Value::Text(told.code().into()))?;
    desk.save(actor, why, draft)
}

/// Takes back an answer that was logged by mistake, with whom it was taken to be about: the enquiry waits again. What was said
/// into a telephone stays said, so both the answer and its taking back stay in the ledger.
///
/// # Errors
/// Not found when there is no such answer, or it was taken back already.
pub fn take_answer_back(
    desk: &Desk,
    actor: &Actor,
    why: &Reason,
    enquiry: RecordId,
    answer: ClaimId,
) -> Outcome<Saved> {
    let all = desk.casebook().enquiries()?;
    let of = all.iter().find(|one| one.record == enquiry);
    let of = of.and_then(|one| one.answers.iter().find(|of| of.id == answer));
    let of = of.ok_or_else(|| {
        Stop::not_found(sentence!("There is no such answer, or it was taken back already."))
    })?;
    let mut draft = Draft::default();
    for claim in [of.id].into_iter().chain(of.about) {
        let id = ClaimId::from_bytes(desk.fresh()?);
        draft.decision(Decision { id, about: enquiry, ruling: Ruling::Retract(claim) });
    }
    desk.save(actor, why, draft)
}
