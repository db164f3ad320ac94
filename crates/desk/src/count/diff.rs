//! Why a number differs from what it was at an earlier ledger position.

use super::ask::{CountQuery, count};
use super::receipt::Receipt;
use crate::desk::Desk;
use crate::stop::Outcome;
use claims::counting::{Change, difference};

/// Two numbers and the reasons between them.
#[derive(Debug)]
pub struct Difference {
    /// The earlier number.
    pub before: Receipt,
    /// The later number.
    pub after: Receipt,
    /// The reasons; they add up to the difference of the floors.
    pub changes: Vec<Change>,
}

/// Explains the difference between two answers to one question.
///
/// # Errors
/// As [`count`].
pub fn diff(desk: &Desk, before: &CountQuery, after: &CountQuery) -> Outcome<Difference> {
    let (before, after) = (count(desk, before)?, count(desk, after)?);
    let changes = difference(&before.lines, before.as_of, &after.lines);
    Ok(Difference { before, after, changes })
}
