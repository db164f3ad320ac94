//! The safe answer: not known, reported, located and confirmed at a unit and a time, or released. These four forms and
//! nothing else, whatever is known.

use crate::desk::Desk;
use crate::sentence;
use crate::stop::{Outcome, Stop};
use claims::when::Instant;
use claims::{RecordId, Truth};

/// What may be said to a family.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SafeAnswer {
    /// Nothing is known.
    NotKnown,
    /// There is a report of a detention; where the person is, is not confirmed.
    Reported,
    /// The person was confirmed to be at a unit.
    Located {
        /// The unit.
        unit: RecordId,
        /// When it was confirmed.
        at: Instant,
    },
    /// The person is out.
    Released,
}

impl SafeAnswer {
    /// The form by its word.
    pub const fn name(self) -> &'static str {
        match self {
            SafeAnswer::NotKnown => "not_known",
            SafeAnswer::Reported => "reported",
            SafeAnswer::Located { .. } => "located",
            SafeAnswer::Released => "released",
        }
    }

    /// As it stands in the ledger: the word, and for a place the unit and the second.
    pub fn code(self) -> String {
        match self {
            SafeAnswer::Located { unit, at } => format!("located {unit} {}", at.unix()),
            other => other.name().to_owned(),
        }
    }

    /// Reads what [`SafeAnswer::code`] wrote; nothing else reads.
    pub fn read(code: &str) -> Option<Self> {
        let words: Vec<&str> = code.split(' ').collect();
        match words.as_slice() {
            ["not_known"] => Some(SafeAnswer::NotKnown),
            ["reported"] => Some(SafeAnswer::Reported),
            ["released"] => Some(SafeAnswer::Released),
            ["located", unit, at] => Some(SafeAnswer::Located {
                unit: unit.parse().ok()?,
                at: Instant::from_unix(at.parse().ok()?),
            }),
            _ => None,
        }
    }
}

/// What may be said of a person now; of nobody, that nothing is known.
///
/// # Errors
/// A refusal when the person is said to be dead: that is told by a person who was prepared for it, never read from here.
pub fn safe_answer(desk: &Desk, person: Option<RecordId>, fresh_for: i64) -> Outcome<SafeAnswer> {
    let Some(person) = person else { return Ok(SafeAnswer::NotKnown) };
    let custodies = desk.casebook().custodies_of_person(person, desk.now(), fresh_for)?;
    if custodies.iter().any(|one| one.dead) {
        return Err(Stop::refused(
            "person",
            sentence!("No answer is given from this page; speak to the coordinator."),
        ));
    }
    let Some(latest) = custodies.first() else { return Ok(SafeAnswer::NotKnown) };
    Ok(match (latest.held.held, latest.confirmed_at) {
        (Truth::No, _) => SafeAnswer::Released,
        // Where they were before a release that is contradicted is no answer.
        (_, Some((unit, at))) if !latest.release_said => SafeAnswer::Located { unit, at },
        _ => SafeAnswer::Reported,
    })
}
