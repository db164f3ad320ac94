//! Undoing an import as a whole, and bringing it back as a whole. What came of a report is withdrawn by one decision on the
//! report; what a batch of claims said beside it is withdrawn in the same entry, and comes back with it.

use crate::actor::{Actor, Reason};
use crate::desk::{Desk, Draft, Saved};
use crate::sentence;
use crate::stop::{Outcome, Stop};
use casebook::{HandedIn, Named};
use claims::{ClaimId, Decision, Property, RecordId, RecordKind, Ruling};

/// The reports that came in as files or texts, latest first, with what they are called.
///
/// # Errors
/// A fault of the casebook.
pub fn handed_in(desk: &Desk, most: usize) -> Outcome<Vec<(HandedIn, Named)>> {
    let casebook = desk.casebook();
    let found = casebook.handed_in(most)?;
    found
        .into_iter()
        .map(|of| Ok((casebook.named(of.report)?, of)))
        .map(|of| of.map(|(b, a)| (a, b)))
        .collect()
}

/// Withdraws all that came of a report: every claim that cites it, by whomever, and what a batch brought along.
///
/// # Errors
/// A refusal when it is no report that came in; a conflict when it is withdrawn already.
pub fn undo(desk: &Desk, actor: &Actor, why: &Reason, report: RecordId) -> Outcome<Saved> {
    let mut rulings = vec![(report, Ruling::Withdraw(report))];
    {
        let casebook = desk.casebook();
        if casebook.kind(report)? != Some(RecordKind::Report) {
            return Err(Stop::refused("report", sentence!("{report} is not a report.", report)));
        }
        if casebook.withdrawn(report).is_some() {
            return Err(Stop::conflict(sentence!("All that this report says is withdrawn already.")));
        }
        if is_batch(&casebook, report)? {
            let (claims, decisions) = casebook.saved_beside(report)?;
            for claim in claims {
                let about = casebook.record_of_claim(claim)?.unwrap_or(report);
                rulings.push((about, Ruling::Retract(claim)));
            }
            for decision in decisions {
                let about = casebook.decision(decision).map_or(report, |ruled| ruled.about);
                rulings.push((about, Ruling::Undo(decision)));
            }
        }
    }
    save(desk, actor, why, rulings)
}

/// Takes the withdrawal of a report back: all that it says stands as it stood.
///
/// # Errors
/// A conflict when it is not withdrawn.
pub fn bring_back(desk: &Desk, actor: &Actor, why: &Reason, report: RecordId) -> Outcome<Saved> {
    let together = {
        let casebook = desk.casebook();
        let Some(withdrawn) = casebook.withdrawn(report).map(|ruled| ruled.id) else {
            return Err(Stop::conflict(sentence!("What this report says is not withdrawn.")));
        };
        casebook.decided_together(withdrawn)?
    };
    save(desk, actor, why, together.into_iter().map(|ruled| (ruled.about, Ruling::Undo(ruled.id))).collect())
}

fn is_batch(casebook: &casebook::Casebook, report: RecordId) -> Outcome<bool> {
    let view = casebook.record(report)?;
    let of_type = view.as_ref().and_then(|view| view.property(Property::ReportType));
    let says = of_type.into_iter().flat_map(|property| &property.claims);
    Ok(says.into_iter().any(|view| matches!(&view.value, claims::Value::Term(term) if &**term == "batch")))
}

fn save(desk: &Desk, actor: &Actor, why: &Reason, rulings: Vec<(RecordId, Ruling)>) -> Outcome<Saved> {
    let mut draft = Draft::default();
    for (about, ruling) in rulings {
        draft.decision(Decision { id: ClaimId::from_bytes(desk.fresh()?), about, ruling });
    }
    desk.save(actor, why, draft)
}
