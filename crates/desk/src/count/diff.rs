//! Why a number differs from what it was at an earlier ledger position.

use super::ask::count;
use super::query::CountQuery;
use super::receipt::Receipt;
use crate::desk::Desk;
use crate::stop::Outcome;
use claims::counting::{Change, difference};
use claims::{ErasedRecord, RecordId, RecordKind, Tier};

/// Two numbers and the reasons between them.
#[derive(Debug)]
pub struct Difference {
    /// The earlier number.
    pub before: Receipt,
    /// The later number.
    pub after: Receipt,
    /// The reasons; they add up to the difference of the floors.
    pub changes: Vec<Change>,
    /// Records whose facts were erased between the two. They are in neither number, since nobody can know them any
    /// more; a receipt that was written down before may have counted them.
    pub erased: Vec<RecordId>,
}

/// Explains the difference between two answers to one question.
///
/// # Errors
/// As [`count`].
pub fn diff(desk: &Desk, before: &CountQuery, after: &CountQuery) -> Outcome<Difference> {
    let (before, after) = (count(desk, before)?, count(desk, after)?);
    let changes = difference(&before.lines, before.as_of, &after.lines);
    let counted = |of: &ErasedRecord| {
        of.tiers.has(Tier::Facts)
            && matches!(of.kind, Some(RecordKind::Person | RecordKind::Group | RecordKind::Detention))
    };
    let erased = desk
        .casebook()
        .erased_between(before.position.entries, after.position.entries)
        .into_iter()
        .filter(counted)
        .map(|of| of.record)
        .collect();
    Ok(Difference { before, after, changes, erased })
}
