//! A number is asked for.

use super::query::CountQuery;
use super::receipt::{self, Receipt};
use crate::desk::Desk;
use crate::stop::Outcome;
use casebook::Casebook;
use claims::Truth;
use claims::counting::{self, Count, Measure};
use claims::when::Instant;

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
