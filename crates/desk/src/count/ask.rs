//! A number is asked for.

use super::query::CountQuery;
use super::receipt::{self, Beside, Receipt};
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
    // What is asked of is taken out of the casebook; counting it takes its time beside whoever saves.
    let (position, beside, asked, events) = desk.reading(query.position, |casebook| {
        let position = desk.position_at(casebook.position())?;
        let events =
            (query.measure == Measure::Events).then(|| events(casebook, query, as_of)).transpose()?;
        Ok((position, Beside::of(casebook, query, as_of)?, Question::of(casebook, query)?, events))
    })?;
    let count = events.unwrap_or_else(|| asked.count(desk, query, as_of));
    Ok(receipt::write(query, as_of, position, count, beside))
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

    pub fn count(&self, desk: &Desk, query: &CountQuery, as_of: Instant) -> Count {
        let truths = self.truths(query, as_of);
        counting::count_indexed(&self.sheet, &desk.index_of(&self.sheet), query.measure, &truths)
    }
}

/// Events are few, and each is by itself.
pub(super) fn events(casebook: &Casebook, query: &CountQuery, as_of: Instant) -> Outcome<Count> {
    let mut events = casebook.events(&query.scope)?;
    for (_, truth, happened) in &mut events {
        let began = match (happened.earliest, happened.latest) {
            (_, Some(latest)) if latest <= as_of => Truth::Yes,
            (Some(earliest), _) if earliest > as_of => Truth::No,
            _ => Truth::Maybe,
        };
        *truth = truth.and(began);
    }
    Ok(counting::events(&events))
}
