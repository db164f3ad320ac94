//! A number is asked for.

use super::receipt::{self, Receipt};
use crate::desk::Desk;
use crate::stop::{Outcome, Stop};
use casebook::{Casebook, Scope};
use claims::counting::{self, Count, Measure};
use claims::when::Instant;
use claims::{Truth, when::When};

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
                    format!(
                        "{:?} has no end; name a moment, such as 2031-06-08T18:00+05:00.",
                        when.written()
                    ),
                )
            }),
        }
    }
}

/// Counts, and writes the receipt.
///
/// # Errors
/// A refusal when the question cannot be answered as asked.
pub fn count(desk: &Desk, query: &CountQuery) -> Outcome<Receipt> {
    let as_of = query.moment(desk)?;
    desk.reading(query.position, |casebook| {
        let count = number(desk, casebook, query, as_of)?;
        let position = desk.position_at(casebook.position())?;
        receipt::write(casebook, query, as_of, position, count)
    })
}

/// The number alone, from a casebook.
fn number(desk: &Desk, casebook: &Casebook, query: &CountQuery, as_of: Instant) -> Outcome<Count> {
    if query.measure == Measure::Events {
        let mut events = casebook.events(&query.scope)?;
        for (_, truth, happened) in &mut events {
            let began = match (happened.earliest, happened.latest) {
                (_, Some(latest)) if latest <= as_of => Truth::Yes,
                (Some(earliest), _) if earliest > as_of => Truth::No,
                _ => Truth::Maybe,
            };
            *truth = truth.and(began);
        }
        return Ok(counting::events(&events));
    }
    let sheet = casebook.sheet()?;
    let scopes = casebook.scopes(&sheet, &query.scope)?;
    let truths: Vec<Truth> = sheet
        .episodes
        .iter()
        .zip(&scopes)
        .map(|(episode, scope)| match scope {
            Truth::No => Truth::No,
            scope => scope.and(episode.answers(query.measure, as_of, query.fresh_for)),
        })
        .collect();
    Ok(counting::count_indexed(&sheet, &desk.index_of(&sheet), query.measure, &truths))
}
