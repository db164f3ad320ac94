//! What is asked of a count.

use crate::desk::Desk;
use crate::sentence;
use crate::stop::{Outcome, Stop};
use casebook::Scope;
use claims::counting::Measure;
use claims::when::{Instant, When};

/// The question.
#[derive(Debug, Clone)]
pub struct CountQuery {
    /// What is counted.
    pub measure: Measure,
    /// As of which moment it happened; none for now.
    pub as_of: Option<When>,
    /// As it was known at which ledger position; none for now.
    pub position: Option<u64>,
    /// What it is narrowed to.
    pub scope: Scope,
    /// Seconds after which the last word of custody counts as stale.
    pub fresh_for: i64,
}

impl CountQuery {
    /// Everything, as of now, six hours fresh.
    pub fn of(measure: Measure) -> Self {
        Self { measure, as_of: None, position: None, scope: Scope::default(), fresh_for: 6 * 3600 }
    }

    /// The last instant of the as-of moment: `T23:59` means to the end of that minute, a date to the end of that day.
    pub(crate) fn moment(&self, desk: &Desk) -> Outcome<Instant> {
        match &self.as_of {
            None => Ok(desk.now()),
            Some(when) => when.bounds().latest.ok_or_else(|| {
                Stop::refused(
                    "as-of",
                    sentence!(
                        "{when:?} has no end; name a moment, such as 2031-06-08T18:00.",
                        when = when.written()
                    ),
                )
            }),
        }
    }
}
