//! One number broken down by town, day, role or unit. Every part is a question of its own and is counted as such; parts may
//! overlap, and people of whom nobody says where they belong are in none. So parts are never added up into a total: the
//! total is counted beside them.

use super::ask::Question;
use super::query::CountQuery;
use crate::desk::Desk;
use crate::sentence;
use crate::stop::{Outcome, Stop};
use casebook::{Division, Part, Scope};
use claims::Property;
use claims::Truth;
use claims::counting::cells::{self, LEAST_SHOWN};
use claims::counting::{Count, Measure, count_indexed};
use claims::when::{Instant, When, ZoneId};
use ledger::Position;

/// Parts in one breakdown; the rest is said to be left out.
pub const MOST_PARTS: usize = 40;

/// One part with its number.
#[derive(Debug, Clone)]
pub struct PartCount {
    /// Which.
    pub part: Part,
    /// The question whose number this is: [`super::count`] gives its receipt.
    pub query: CountQuery,
    /// At least so many.
    pub floor: u64,
    /// At most so many.
    pub ceiling: Option<u64>,
    /// What the public is shown of it.
    pub public: Public,
}

/// What the public is shown of a number.
pub use claims::counting::cells::Cell as Public;

/// A number broken down.
#[derive(Debug, Clone)]
pub struct Breakdown {
    /// By what.
    pub by: Division,
    /// What is counted.
    pub measure: Measure,
    /// The as-of moment.
    pub as_of: Instant,
    /// Where the ledger stood.
    pub position: Position,
    /// The total, counted by itself: floor and ceiling.
    pub total: (u64, Option<u64>),
    /// What the public is shown of the total.
    pub total_public: Public,
    /// The parts.
    pub parts: Vec<PartCount>,
    /// What is certain to belong to the question and is in none of the parts for certain: at least, at most.
    pub in_none: (u64, Option<u64>),
    /// What the public is shown of that.
    pub in_none_public: Public,
    /// Parts beyond the most that are shown.
    pub left: usize,
}

/// Breaks a number down. The parts named most often come first; days in their order, the latest of them.
///
/// # Errors
/// A refusal when the question is narrowed to one unit and is to be broken down by units, or is about events.
pub fn breakdown(desk: &Desk, query: &CountQuery, by: Division) -> Outcome<Breakdown> {
    if by == Division::Unit && query.scope.unit.is_some() {
        return Err(Stop::refused("by", sentence!("It is narrowed to one unit already."))
            .hint(sentence!("Break it down by something else, or take the unit out of the question.")));
    }
    if query.measure == Measure::Events {
        return Err(Stop::refused(
            "measure",
            sentence!("Events are counted as a whole; they are not broken down."),
        )
        .hint(sentence!("Count detentions or persons.")));
    }
    let as_of = query.moment(desk)?;
    let (position, whole, asked, left) = desk.reading(query.position, |casebook| {
        let position = desk.position_at(casebook.position())?;
        let mut parts = casebook.parts(by, |at| desk.zone().day_of(at))?;
        let left = parts.len().saturating_sub(MOST_PARTS);
        if by == Division::Day {
            parts.drain(..left);
        }
        parts.truncate(MOST_PARTS);
        let mut asked = Vec::with_capacity(parts.len());
        for part in parts {
            let Some(scope) = narrowed(&query.scope, &part, desk.zone()) else { continue };
            // The moment is that of the whole, also when "now" moves on meanwhile.
            let query = CountQuery { scope, ..query.clone() };
            let question = Question::of(casebook, &query)?;
            asked.push((part, query, question));
        }
        Ok((position, Question::of(casebook, query)?, asked, left))
    })?;
    // Counted beside whoever saves.
    let total = whole.count(desk, query, as_of);
    let mut elsewhere = whole.truths(query, as_of);
    let mut counted = Vec::with_capacity(asked.len());
    for (part, query, question) in asked {
        for (here, there) in elsewhere.iter_mut().zip(&question.scopes) {
            if *there == Truth::Yes {
                *here = Truth::No;
            }
        }
        let count = question.count(desk, &query, as_of);
        counted.push((part, query, count));
    }
    let rest = count_indexed(&whole.sheet, &desk.index_of(&whole.sheet), query.measure, &elsewhere);
    Ok(told(by, query.measure, (as_of, position), &total, counted, &rest, left))
}

fn told(
    by: Division,
    measure: Measure,
    (as_of, position): (Instant, Position),
    total: &Count,
    counted: Vec<(Part, CountQuery, Count)>,
    rest: &Count,
    left: usize,
) -> Breakdown {
    let numbers = |count: &Count| (count.floor, count.ceiling);
    let mut rows: Vec<(u64, Option<u64>)> = counted.iter().map(|(.., count)| numbers(count)).collect();
    rows.push(numbers(rest));
    let public = cells::protect(numbers(total), &rows, LEAST_SHOWN);
    let mut shown = public.rows.into_iter();
    let parts = counted
        .into_iter()
        .map(|(part, query, count)| PartCount {
            part,
            query,
            floor: count.floor,
            ceiling: count.ceiling,
            public: shown.next().unwrap_or(Public::Withheld),
        })
        .collect();
    Breakdown {
        by,
        measure,
        as_of,
        position,
        total: numbers(total),
        total_public: public.total,
        parts,
        in_none: numbers(rest),
        in_none_public: shown.next().unwrap_or(Public::Withheld),
        left,
    }
}

/// The question narrowed to one part; none when nothing can belong to both.
fn narrowed(scope: &Scope, part: &Part, zone: &ZoneId) -> Option<Scope> {
    let mut scope = scope.clone();
    match part {
        Part::Unit(unit) => scope.unit = Some(*unit),
        Part::City(city) if scope.city.is_none() => scope.city = Some(city.clone()),
        Part::City(city) => scope.place = Some(city.clone()),
        Part::Role(role) => scope.filters.push((Property::DetentionRole, role.clone())),
        Part::Day(year, month, day) => {
            let day = When::parse(&format!("{year:04}-{month:02}-{day:02}"), zone).ok()?.bounds();
            let (first, last) = (day.earliest?, day.latest?);
            let from = scope.from.map_or(first, |from| from.max(first));
            let to = scope.to.map_or(last, |to| to.min(last));
            if from > to {
                return None;
            }
            (scope.from, scope.to) = (Some(from), Some(to));
        }
    }
    Some(scope)
}
