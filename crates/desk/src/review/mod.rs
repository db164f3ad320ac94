//! Reviewing: decisions of people over claims and records. Each is a later entry, so each can be undone.

use crate::actor::{Actor, Reason};
use crate::desk::{Desk, Draft, Saved};
use crate::look::find_record;
use crate::sentence;
use crate::stop::{Outcome, Stop};
use casebook::Named;
use claims::{ClaimId, Credibility, Decision, RecordId, RecordKind, Reliability, Ruling, Verdict};

mod alike;
mod drafts;
mod find_claim;
mod likeness;
mod look;
mod proposals;
mod propose_duplicates;
mod queue;
mod weights;
mod word_of_custody;
mod written_dates;

pub use alike::{Alike, people_alike};
pub use drafts::{
    Choice, DraftFact, DraftKind, DraftRuled, DraftSaved, DraftState, Drafts, DraftsFrom, DraftsRead,
    Measured, Slot, Span, accept_draft, draft_decision, drafts, find_draft, measure_drafts,
    next_report_with_drafts, read_for_drafts, refuse_draft, reports_from, reports_with_drafts, slots_of,
};
pub(crate) use drafts::{Drafted, day_of_moment, drafts_of_text};
pub use find_claim::find_claim;
pub use look::{leave, leave_open, leave_several, open_doubts, seen_together, take_back_together};
pub use names::{Comparison, Component, Reason as NameReason, Verdict as NameVerdict};
pub use proposals::{Proposal, Proposals, find_pairs, proposals, proposals_of, proposals_ready};
pub(crate) use propose_duplicates::Found;
pub use queue::{Line, Waiting, WaitingKind, WaitingList, waiting};
pub use weights::{Sign, Step, StepOf};
pub use word_of_custody::{CustodyWord, Stale, stale_held, word_of_custody};

/// Judges whether two records are the same, different, or possibly the same.
///
/// # Errors
/// A refusal when they are one record, or of kinds that cannot be compared.
pub fn judge(
    desk: &Desk,
    actor: &Actor,
    why: &Reason,
    verdict: Verdict,
    a: RecordId,
    b: RecordId,
) -> Outcome<Saved> {
    if a == b {
        return Err(Stop::refused(
            "record",
            sentence!("A record is always the same as itself; name two records."),
        ));
    }
    let (of_a, of_b) = {
        let casebook = desk.casebook();
        (casebook.kind(a)?, casebook.kind(b)?)
    };
    let people = |kind: Option<RecordKind>| matches!(kind, Some(RecordKind::Person | RecordKind::Group));
    let comparable =
        of_a.is_some() && (of_a == of_b || (verdict == Verdict::Different && people(of_a) && people(of_b)));
    if !comparable {
        let name = |kind: Option<RecordKind>| kind.map_or("an unknown record", RecordKind::name);
        return Err(Stop::refused(
            "record",
            sentence!(
                "A {of_a} and a {of_b} cannot be judged {verdict}.",
                of_a = name(of_a),
                of_b = name(of_b),
                verdict = verdict.name()
            ),
        )
        .hint(sentence!(
            "Two records of one kind can; a group and a person can be judged different: no member in common."
        )));
    }
    decide(desk, actor, why, a, Ruling::Judge { a, b, verdict })
}

/// Takes one of several contradicting claims, or turns a draft into a claim.
///
/// # Errors
/// Not found when there is no such claim.
pub fn accept(desk: &Desk, actor: &Actor, why: &Reason, claim: ClaimId) -> Outcome<Saved> {
    Ok(choose(desk, actor, why, claim)?.1)
}

/// As [`accept`]; with the decision's id, by which it is undone.
///
/// # Errors
/// As [`accept`].
pub fn choose(desk: &Desk, actor: &Actor, why: &Reason, claim: ClaimId) -> Outcome<(ClaimId, Saved)> {
    let about = record_of(desk, claim)?;
    decided(desk, actor, why, about, Ruling::Accept(claim))
}

/// Withdraws a claim (it stays readable, struck out), or undoes a decision; of a decision on a draft with every claim
/// that came of it.
///
/// # Errors
/// Not found when there is no such claim or decision; a conflict when it is about the house and not about a case.
pub fn retract(desk: &Desk, actor: &Actor, why: &Reason, id: ClaimId) -> Outcome<Saved> {
    if let Some(saved) = drafts::take_back(desk, actor, why, id)? {
        return Ok(saved);
    }
    if is_of_the_house(desk, id) {
        return Err(Stop::conflict(sentence!(
            "Who works here, what they agreed to and what was let in is not taken back this way."
        )));
    }
    let decision = desk.casebook().decision(id).map(|ruled| ruled.about);
    match decision {
        Some(about) => decide(desk, actor, why, about, Ruling::Undo(id)),
        None => {
            let about = record_of(desk, id)?;
            decide(desk, actor, why, about, Ruling::Retract(id))
        }
    }
}

/// True for a decision about people who work here, settings and programs, or one that undoes such a decision: whoever reviews
/// cases must not open with it what was shut, or use twice what serves once.
fn is_of_the_house(desk: &Desk, id: ClaimId) -> bool {
    let casebook = desk.casebook();
    let mut at = id;
    // A chain of undoing has an end; one that was made to have none is nobody's to go on with.
    for _ in 0..64 {
        match casebook.decision(at).map(|ruled| &ruled.ruling) {
            Some(Ruling::Access(_) | Ruling::Set(_) | Ruling::AdmitReporter(_)) => return true,
            Some(Ruling::Undo(undone)) => at = *undone,
            _ => return false,
        }
    }
    true
}

/// Grades how far a source can be relied on.
///
/// # Errors
/// A refusal when the record is not a source.
pub fn grade_source(
    desk: &Desk,
    actor: &Actor,
    why: &Reason,
    source: RecordId,
    grade: Reliability,
) -> Outcome<Saved> {
    if desk.casebook().kind(source)? != Some(RecordKind::Source) {
        return Err(Stop::refused(
            "record",
            sentence!("Only a source has a reliability A–F; a claim has a credibility 1–6."),
        ));
    }
    decide(desk, actor, why, source, Ruling::GradeSource(grade))
}

/// Grades how credible a claim is.
///
/// # Errors
/// Not found when there is no such claim.
pub fn grade_claim(
    desk: &Desk,
    actor: &Actor,
    why: &Reason,
    claim: ClaimId,
    grade: Credibility,
) -> Outcome<Saved> {
    let about = record_of(desk, claim)?;
    decide(desk, actor, why, about, Ruling::GradeClaim(claim, grade))
}

/// Judges two records named as a person names them.
///
/// # Errors
/// As [`judge`] and [`find_record`].
pub fn judge_named(
    desk: &Desk,
    actor: &Actor,
    why: &Reason,
    verdict: Verdict,
    a: &str,
    b: &str,
) -> Outcome<Saved> {
    let (a, b) = (find_record(desk, a)?, find_record(desk, b)?);
    judge(desk, actor, why, verdict, a, b)
}

/// The two records of a judgement that holds, and the verdict: it can be undone. None for anything else.
///
/// # Errors
/// A fault of the casebook.
pub fn undoable(desk: &Desk, id: ClaimId) -> Outcome<Option<(Named, Named, Verdict)>> {
    let casebook = desk.casebook();
    let judged = casebook.decision(id).and_then(|ruled| match ruled.ruling {
        Ruling::Judge { a, b, verdict } => Some((a, b, verdict)),
        _ => None,
    });
    match judged.filter(|_| casebook.holds(id)) {
        Some((a, b, verdict)) => Ok(Some((casebook.named(a)?, casebook.named(b)?, verdict))),
        None => Ok(None),
    }
}

/// The ledger position at which something was decided.
pub fn decided_at(desk: &Desk, id: ClaimId) -> Option<u64> {
    desk.casebook().decision(id).map(|ruled| ruled.position)
}

/// The record that a claim or a decision is about, if there is such a one.
///
/// # Errors
/// A fault of the casebook.
pub fn decided_about(desk: &Desk, id: ClaimId) -> Outcome<Option<RecordId>> {
    let casebook = desk.casebook();
    match casebook.decision(id).map(|ruled| ruled.about) {
        Some(about) => Ok(Some(about)),
        None => Ok(casebook.record_of_claim(id)?),
    }
}

/// Withdraws several claims, each of its record, in one entry.
pub(crate) fn withdraw_all(
    desk: &Desk,
    actor: &Actor,
    why: &Reason,
    claims: Vec<(ClaimId, RecordId)>,
) -> Outcome<Saved> {
    let mut draft = Draft::default();
    for (claim, about) in claims {
        let id = ClaimId::from_bytes(desk.fresh()?);
        draft.decision(Decision { id, about, ruling: Ruling::Retract(claim) });
    }
    desk.save(actor, why, draft)
}

fn record_of(desk: &Desk, claim: ClaimId) -> Outcome<RecordId> {
    desk.casebook()
        .record_of_claim(claim)?
        .ok_or_else(|| Stop::not_found(sentence!("There is no claim {claim}.", claim)))
}

fn decide(desk: &Desk, actor: &Actor, why: &Reason, about: RecordId, ruling: Ruling) -> Outcome<Saved> {
    Ok(decided(desk, actor, why, about, ruling)?.1)
}

/// One decision, with the id by which it is undone.
fn decided(
    desk: &Desk,
    actor: &Actor,
    why: &Reason,
    about: RecordId,
    ruling: Ruling,
) -> Outcome<(ClaimId, Saved)> {
    let id = ClaimId::from_bytes(desk.fresh()?);
    let mut draft = Draft::default();
    draft.decision(Decision { id, about, ruling });
    Ok((id, desk.save(actor, why, draft)?))
}
