//! A legal hold: while it lies on a record, nothing of it, nor of records judged the same, is erased.

use super::decide;
use crate::actor::{Actor, Reason};
use crate::desk::Desk;
use crate::stop::{Outcome, Stop};
use claims::{ClaimId, RecordId, Ruling};

/// Puts a hold on a record; the hold's id, by which it is lifted.
///
/// # Errors
/// Conflict when nothing is left to hold.
pub fn hold(desk: &Desk, actor: &Actor, why: &Reason, record: RecordId) -> Outcome<ClaimId> {
    let gone = desk.casebook().gone_tiers(record);
    if gone == claims::Tiers::ALL {
        return Err(Stop::conflict_in_english(format!(
            "Record {record} has been erased already; there is nothing to hold."
        )));
    }
    let docket = RecordId::from_bytes(desk.fresh()?);
    decide(desk, actor, why, docket, Ruling::Hold(record))
}

/// Lifts a hold; the record it lay on.
///
/// # Errors
/// Not found when there is no such hold; conflict when it was lifted already.
pub fn lift(desk: &Desk, actor: &Actor, why: &Reason, id: ClaimId) -> Outcome<RecordId> {
    let found = {
        let casebook = desk.casebook();
        casebook.decision(id).and_then(|ruled| match ruled.ruling {
            Ruling::Hold(record) => Some((ruled.about, record, casebook.holds(id))),
            _ => None,
        })
    };
    match found {
        None => Err(Stop::not_found_in_english(format!("There is no hold {id}."))
            .hint_in_english("habeas erase --list shows them.")),
        Some((_, _, false)) => Err(Stop::conflict_in_english("This hold was lifted already.")),
        Some((docket, record, true)) => {
            decide(desk, actor, why, docket, Ruling::Undo(id))?;
            Ok(record)
        }
    }
}
