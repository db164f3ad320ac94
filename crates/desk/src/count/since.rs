//! What a number was a day ago, and why it is another now.

use super::diff::{Difference, diff};
use super::query::CountQuery;
use crate::Sentence;
use crate::desk::Desk;
use crate::stop::{Outcome, Stop};
use claims::when::When;

/// The same question as it would have been answered `seconds` earlier: as of a moment so much earlier, from what was known
/// by then.
///
/// # Errors
/// A refusal when the question's moment has no end.
pub fn earlier(desk: &Desk, query: &CountQuery, seconds: i64) -> Outcome<CountQuery> {
    let then = query.moment(desk)?.saturating_add(-seconds);
    let by = desk.casebook().position_by(then)?;
    let position = query.position.map_or(by, |position| position.min(by));
    let as_of =
        When::at(then, desk.zone()).map_err(|problem| Stop::refused("as-of", Sentence::from(&problem)))?;
    Ok(CountQuery { as_of: Some(as_of), position: Some(position), ..query.clone() })
}

/// Why the number is another than it was `seconds` earlier.
///
/// # Errors
/// As [`diff`].
pub fn since(desk: &Desk, query: &CountQuery, seconds: i64) -> Outcome<Difference> {
    diff(desk, &earlier(desk, query, seconds)?, query)
}
