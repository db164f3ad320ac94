//! Comparing the people whom a report names with all others. It proposes and joins nobody; what it finds waits in the list of
//! those who may be one person.

use crate::desk::Desk;
use crate::review::proposals_of;
use crate::stop::Outcome;
use claims::RecordId;
use std::sync::PoisonError;

/// How comparing stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Linked {
    /// The position of the ledger at which it was asked.
    pub position: u64,
    /// People whom the report names.
    pub people: u64,
    /// Pairs that wait for a person; none while they are being compared.
    pub pairs: Option<u64>,
}

/// Reports whose results are kept.
const KEPT: usize = 64;

/// How comparing the people of a report stands; none when nobody asked.
pub fn linked(desk: &Desk, report: RecordId) -> Option<Linked> {
    desk.tray().linked.lock().unwrap_or_else(PoisonError::into_inner).get(&report).copied()
}

/// Compares the people of a report with all others. Takes as long as it takes the first time; later only what changed is
/// compared.
///
/// # Errors
/// A fault of the casebook.
pub fn compare_report(desk: &Desk, report: RecordId) -> Outcome<Linked> {
    let put = |linked: Linked| {
        let mut all = desk.tray().linked.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= KEPT {
            all.retain(|_, kept| kept.pairs.is_none());
        }
        all.insert(report, linked);
        linked
    };
    let people = desk.casebook().people_of_report(report)?.len() as u64;
    let begun = put(Linked { position: desk.position().entries, people, pairs: None });
    match proposals_of(desk, Some(report), 0, 0) {
        Ok(found) => Ok(put(Linked { pairs: Some(found.total as u64), ..begun })),
        Err(stop) => {
            desk.tray().linked.lock().unwrap_or_else(PoisonError::into_inner).remove(&report);
            Err(stop)
        }
    }
}
