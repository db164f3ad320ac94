//! What was asked and answered, latest first: of one unit, or of all.

use crate::desk::Desk;
use crate::stop::Outcome;
use casebook::CheckView;
use claims::RecordId;

/// The checks of a unit, of those judged the same too, or of every unit; with how many there are in all.
#[derive(Debug, Clone)]
pub struct CheckTold {
    /// The latest of them.
    pub checks: Vec<CheckView>,
    /// How many there are.
    pub total: usize,
}

/// The checks of a unit or of all, the latest `most` of them after the first `skip`.
///
/// # Errors
/// A fault of the casebook.
pub fn checks_of(desk: &Desk, unit: Option<RecordId>, skip: usize, most: usize) -> Outcome<CheckTold> {
    let casebook = desk.casebook();
    let mut checks = casebook.checks()?;
    if let Some(unit) = unit {
        let mut same = casebook.same_as(unit);
        same.push(unit);
        checks.retain(|check| check.unit.as_ref().is_some_and(|of| same.contains(&of.record)));
    }
    let total = checks.len();
    Ok(CheckTold { checks: checks.into_iter().skip(skip).take(most).collect(), total })
}

/// A check while something of it stands: what can be taken back.
///
/// # Errors
/// A fault of the casebook.
pub fn check_that_stands(desk: &Desk, check: RecordId) -> Outcome<Option<CheckView>> {
    Ok(desk.casebook().checks()?.into_iter().find(|one| one.record == check))
}
