//! Which records somebody does not see: those limited to groups that are not theirs, and what is about such a person.

use crate::desk::Desk;
use crate::stop::Outcome;
use claims::RecordId;
use std::collections::BTreeSet;

/// How far "about" is followed: a check about a detention of a person.
const STEPS: usize = 2;

/// True when a record is hidden from members of these groups alone.
///
/// # Errors
/// A fault when the casebook cannot be read.
pub fn hides(desk: &Desk, groups: &BTreeSet<String>, record: RecordId) -> Outcome<bool> {
    let members = desk.members();
    // Most casebooks limit nothing.
    if members.limited().next().is_none() {
        return Ok(false);
    }
    let casebook = desk.casebook();
    let mut at = vec![record];
    for _ in 0..=STEPS {
        if at.iter().any(|record| members.hides(*record, groups)) {
            return Ok(true);
        }
        let mut next = Vec::new();
        for record in at {
            next.extend(casebook.about_whom(record)?);
        }
        at = next;
    }
    Ok(false)
}
