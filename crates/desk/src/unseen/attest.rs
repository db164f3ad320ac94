//! Answering for lists: that nobody entered or left, that all are about the same people, that no match is in doubt. It is a decision with
//! author and reason, undone like any other (`habeas retract`); it holds for these sources and this question, and for no others.

use super::Overlap;
use crate::actor::{Actor, Reason};
use crate::desk::{Desk, Draft, Saved};
use crate::sentence;
use crate::stop::{Outcome, Stop};
use claims::{Attestation, ClaimId, Decision, Ruling};

/// What somebody answers for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Answered {
    /// Nobody entered or left the population while the lists were made.
    pub closure: bool,
    /// All lists are about the same people, place and time.
    pub scope: bool,
    /// No match is in doubt.
    pub linkage: bool,
}

/// Records what somebody answers for about the lists of a table.
///
/// # Errors
/// A refusal when there are no lists, or nothing is answered for.
pub fn attest(desk: &Desk, actor: &Actor, why: &Reason, of: &Overlap, what: Answered) -> Outcome<Saved> {
    let lists = of.sources();
    if what == Answered::default() {
        return Err(Stop::refused(
            "attest",
            sentence!("Say what you answer for: closure, scope or linkage."),
        )
        .hint_in_english("--attest closure,scope"));
    }
    // It is sealed with the first source's key: erased with it, since it speaks of it.
    let Some(about) = lists.first().copied() else {
        return Err(Stop::refused(
            "attest",
            sentence!("There are no lists to answer for: no source reports anybody."),
        ));
    };
    let Answered { closure, scope, linkage } = what;
    let question = of.question.as_str().into();
    let ruling = Ruling::Attest(Box::new(Attestation { closure, scope, linkage, lists, question }));
    let mut draft = Draft::default();
    draft.decision(Decision { id: ClaimId::from_bytes(desk.fresh()?), about, ruling });
    desk.save(actor, why, draft)
}
