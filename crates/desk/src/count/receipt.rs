//! The receipt of a number: what was asked, where the ledger stood, every record behind it, everything left out with
//! the reason, and what others claim beside it.

use super::query::CountQuery;
use super::words::why_in_words;
use crate::stop::Outcome;
use casebook::{Casebook, FigureView};
use claims::RecordId;
use claims::counting::{Count, LeftOut, Measure, Why};
use claims::when::Instant;
use ledger::Position;
use std::collections::BTreeMap;

/// A number with its receipt.
#[derive(Debug, Clone)]
pub struct Receipt {
    /// What is counted.
    pub measure: Measure,
    /// The as-of moment.
    pub as_of: Instant,
    /// Where the ledger stood.
    pub position: Position,
    /// What it was narrowed to, in words.
    pub scope: Vec<String>,
    /// Seconds after which the last word of custody counted as stale.
    pub fresh_for: i64,
    /// At least so many.
    pub floor: u64,
    /// At most so many; none when something counted has no upper bound.
    pub ceiling: Option<u64>,
    /// How many of the floor are named.
    pub named: u64,
    /// Every record behind the number.
    pub lines: Vec<ReceiptLine>,
    /// What adds nothing to the floor, by reason.
    pub exclusions: Vec<Exclusion>,
    /// Pairs judged both the same and different.
    pub contradictory: Vec<(RecordId, RecordId)>,
    /// Numbers claimed by others about this measure: beside the floor, never in it.
    pub figures: Vec<FigureView>,
}

/// One record behind the number.
pub type ReceiptLine = claims::counting::Line;

/// What adds nothing to the floor, for one reason.
#[derive(Debug, Clone)]
pub struct Exclusion {
    /// The reason's code.
    pub reason: &'static str,
    /// The reason in words.
    pub words: String,
    /// How many records.
    pub number: u64,
    /// Which records (none when only their number is kept).
    pub records: Vec<RecordId>,
}

/// More records than this outside the question are counted, not listed.
const LISTED: usize = 200;

/// What stands beside a number: what was left out of it, and what others say.
pub(super) struct Beside {
    left_out: Vec<LeftOut>,
    figures: Vec<FigureView>,
}

impl Beside {
    pub fn of(casebook: &Casebook, query: &CountQuery, as_of: Instant) -> Outcome<Self> {
        let left_out = match query.measure {
            Measure::Events => Vec::new(),
            _ => casebook.left_out()?,
        };
        let mut figures = casebook.figures()?;
        figures.retain(|figure| beside(query.measure, figure, as_of));
        Ok(Self { left_out, figures })
    }
}

pub(super) fn write(
    query: &CountQuery,
    as_of: Instant,
    position: Position,
    count: Count,
    beside: Beside,
) -> Receipt {
    let mut excluded: BTreeMap<&'static str, Exclusion> = BTreeMap::new();
    let mut exclude = |why: &Why, record: RecordId| {
        let entry = excluded.entry(why.code()).or_insert_with(|| Exclusion {
            reason: why.code(),
            words: why_in_words(why),
            number: 0,
            records: Vec::new(),
        });
        entry.number += 1;
        if entry.records.len() < LISTED {
            entry.records.push(record);
        }
    };
    for line in &count.lines {
        if line.floor == 0 {
            exclude(&line.why, line.record);
        }
        for merged in &line.merged {
            exclude(&Why::MergedInto(line.record), *merged);
        }
    }
    for left in &beside.left_out {
        exclude(&left.why, left.record);
    }
    let mut exclusions: Vec<Exclusion> = excluded.into_values().collect();
    if count.outside > 0 {
        exclusions.push(Exclusion {
            reason: Why::OutsideScope.code(),
            words: why_in_words(&Why::OutsideScope),
            number: count.outside,
            records: Vec::new(),
        });
    }
    Receipt {
        measure: query.measure,
        as_of,
        position,
        scope: in_words(query),
        fresh_for: query.fresh_for,
        floor: count.floor,
        ceiling: count.ceiling,
        named: count.named,
        lines: count.lines,
        exclusions,
        contradictory: count.contradictory,
        figures: beside.figures,
    }
}

/// The measures that figures use for what we measure.
pub(super) fn beside(measure: Measure, figure: &FigureView, as_of: Instant) -> bool {
    let said = figure.said_on.as_ref().and_then(|when| when.bounds().earliest);
    let by_then = said.is_none_or(|said| said <= as_of);
    let of = figure.measure.as_deref().unwrap_or_default();
    let fits = match measure {
        Measure::Events => of == "events",
        Measure::Detentions | Measure::Persons => matches!(of, "detained" | "detentions" | "persons"),
        Measure::StillHeld => of == "still_held",
        Measure::Released => of == "released",
        Measure::Delivered => of == "delivered",
        Measure::Transferred => of == "transferred",
        Measure::Charged => of == "charged",
        Measure::Punished => matches!(of, "punished" | "punished_by_court" | "held_liable"),
        Measure::Arrested => of == "arrested",
        Measure::Fined => of == "fined",
        Measure::Warned => of == "warned",
    };
    fits && by_then
}

fn in_words(query: &CountQuery) -> Vec<String> {
    let scope = &query.scope;
    let mut words: Vec<String> = Vec::new();
    words.extend(scope.from.map(|from| format!("from {from}")));
    words.extend(scope.to.map(|to| format!("to {to}")));
    words.extend(scope.filters.iter().map(|(property, value)| format!("{} = {value}", property.name())));
    words.extend(scope.unit.map(|unit| format!("unit = {unit}")));
    words.extend(scope.place.as_ref().map(|place| format!("place = {place}")));
    words.extend(scope.city.as_ref().map(|city| format!("city = {city}")));
    words.extend(scope.role.as_ref().map(|role| format!("role = {role}")));
    words.extend(scope.source.map(|source| format!("source = {source}")));
    words
}
