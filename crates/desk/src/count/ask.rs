//! A number is asked for.

use super::query::CountQuery;
use super::receipt::{self, Receipt};
use crate::desk::Desk;
use crate::stop::Outcome;
use casebook::Casebook;
use claims::Truth;
use claims::counting::{self, Count, Measure, Sheet};
use claims::when::Instant;
use std::sync::Arc;

/// Counts, and writes the receipt.
///
/// # Errors
/// A refusal when the question cannot be answered as asked.
pub fn count(desk: &Desk, query: &CountQuery) -> Outcome<Receipt> {
    let as_of = query.moment(desk)?;
    desk.reading(query.position, |casebook| {
        let asked = Question::of(casebook, query)?;
        let count = number(desk, casebook, query, as_of, &asked)?;
        let position = desk.position_at(casebook.position())?;
        receipt::write(casebook, query, as_of, position, count)
    })
}

/// A question put to a casebook: everything there is to count, and what of it belongs to the scope.
pub(super) struct Question {
    pub sheet: Arc<Sheet>,
    /// Per episode of the sheet.
    pub scopes: Vec<Truth>,
}

impl Question {
    pub fn of(casebook: &Casebook, query: &CountQuery) -> Outcome<Self> {
        let sheet = casebook.sheet()?;
        let scopes = casebook.scopes(&sheet, &query.scope)?;
        Ok(Self { sheet, scopes })
    }

    /// Which episodes answer the question: scope and measure together.
    pub fn truths(&self, query: &CountQuery, as_of: Instant) -> Vec<Truth> {
        self.sheet
            .episodes
            .iter()
            .zip(&self.scopes)
            .map(|(episode, scope)| match scope {
                Truth::No => Truth::No,
                scope => scope.and(episode.answers(query.measure, as_of, query.fresh_for)),
            })
            .collect()
    }
}

/// The number alone, from a casebook.
pub(super) fn number(
    desk: &Desk,
    casebook: &Casebook,
    query: &CountQuery,
    as_of: Instant,
    asked: &Question,
) -> Outcome<Count> {
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
    let truths = asked.truths(query, as_of);
    Ok(counting::count_indexed(&asked.sheet, &desk.index_of(&asked.sheet), query.measure, &truths))
}
