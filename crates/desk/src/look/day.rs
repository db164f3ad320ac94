//! A stretch of time by event and unit: how many were taken, brought in and let go in each hour. What is not known to the
//! hour is counted beside, never put into one.

use crate::desk::Desk;
use crate::stop::Outcome;
use casebook::{Happened, Happening};
use claims::RecordId;
use claims::when::{Bounds, Instant};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub struct DayQuery {
    /// The first moment; none for midnight before the latest detention.
    pub from: Option<Instant>,
    /// Seconds of the whole.
    pub seconds: i64,
    /// Seconds of one piece.
    pub piece: i64,
    /// As it was known at this position; none for now.
    pub position: Option<u64>,
    /// Only those taken at this event.
    pub event: Option<RecordId>,
    /// Only what happened at this unit.
    pub unit: Option<RecordId>,
}

/// The answer.
#[derive(Debug)]
pub struct Day {
    /// The first moment.
    pub from: Instant,
    /// The ledger position it rests on.
    pub position: u64,
    /// By event, and at none.
    pub events: Vec<DayRow>,
    /// By unit, and at none that is known.
    pub units: Vec<DayRow>,
    /// Rows left out, and how many happenings they hold.
    pub left_out: (u64, u64),
}

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub struct DayRow {
    /// The event or unit; none for those of whom it is not known.
    pub of: Option<RecordId>,
    /// What it is called; empty for none.
    pub label: String,
    /// Happenings by piece and kind: taken, brought, let go.
    pub pieces: Vec<[u64; 3]>,
    /// Those that fall into this time, or may, without their piece being known.
    pub unsure: [u64; 3],
}

impl DayRow {
    /// All of a kind whose piece is known.
    pub fn total(&self, what: Happened) -> u64 {
        self.pieces.iter().filter_map(|piece| piece.get(what as usize)).sum()
    }

    fn weight(&self) -> u64 {
        self.pieces.iter().flatten().sum::<u64>() + self.unsure.iter().sum::<u64>()
    }
}

/// The most rows of events, and of units.
const ROWS: usize = 40;

/// Looks at a stretch of time.
///
/// # Errors
/// A refusal when there is no such position.
pub fn day(desk: &Desk, query: &DayQuery) -> Outcome<Day> {
    let zone = desk.zone();
    desk.reading(query.position, |casebook| {
        let from = match query.from {
            Some(from) => from,
            None => {
                let last = casebook.last_taken(desk.now())?.unwrap_or_else(|| desk.now());
                midnight(last, zone)
            }
        };
        let to = from.saturating_add(query.seconds - 1);
        let mut found = casebook.happenings(from, to)?;
        // Of whoever was at the unit also when they were taken.
        let there: Option<BTreeSet<RecordId>> = query
            .unit
            .map(|unit| found.iter().filter(|of| of.unit == Some(unit)).map(|of| of.detention).collect());
        found.retain(|of| {
            query.event.is_none_or(|event| of.event == Some(event))
                && there.as_ref().is_none_or(|there| there.contains(&of.detention))
                && (query.unit.is_none() || of.unit.is_none() || of.unit == query.unit)
        });
        let mut left_out = (0, 0);
        let mut rows = |of_events: bool| -> Outcome<Vec<DayRow>> {
            let (rows, left) = gather(&found, of_events, from, query);
            left_out = (left_out.0 + left.0, left_out.1 + left.1);
            let names = casebook.labels(rows.iter().filter_map(|row| row.of))?;
            let mut names = names.into_iter();
            Ok(rows
                .into_iter()
                .map(|row| match row.of {
                    Some(_) => {
                        DayRow { label: names.next().map_or_else(String::new, |(_, label)| label), ..row }
                    }
                    None => row,
                })
                .collect())
        };
        let (events, units) = (rows(true)?, rows(false)?);
        Ok(Day { from, position: casebook.position(), events, units, left_out })
    })
}

/// Rows by event (who was taken) or by unit (who was brought in and let go), the fullest first, unknown last.
fn gather(
    found: &[Happening],
    of_events: bool,
    from: Instant,
    query: &DayQuery,
) -> (Vec<DayRow>, (u64, u64)) {
    let pieces = (query.seconds / query.piece.max(1)).clamp(1, 400) as usize;
    let mut rows: BTreeMap<Option<RecordId>, DayRow> = BTreeMap::new();
    for happening in found.iter().filter(|of| of_events == (of.what == Happened::Taken)) {
        let of = if of_events { happening.event } else { happening.unit };
        let row = rows.entry(of).or_insert_with(|| DayRow {
            of,
            label: String::new(),
            pieces: vec![[0; 3]; pieces],
            unsure: [0; 3],
        });
        let cell = piece_of(happening.when, from, query.piece).and_then(|piece| row.pieces.get_mut(piece));
        let counts = cell.unwrap_or(&mut row.unsure);
        if let Some(count) = counts.get_mut(happening.what as usize) {
            *count += 1;
        }
    }
    let mut rows: Vec<DayRow> = rows.into_values().collect();
    rows.sort_by_key(|row| (row.of.is_none(), Reverse(row.weight()), row.of));
    let mut left = (0, 0);
    if rows.len() > ROWS {
        let nowhere = rows.pop_if(|row| row.of.is_none());
        let over = rows.split_off(ROWS.min(rows.len()));
        left = (over.len() as u64, over.iter().map(DayRow::weight).sum());
        rows.extend(nowhere);
    }
    (rows, left)
}

/// The piece into which a time certainly falls: both limits known and in it, or less than a piece apart.
fn piece_of(when: Bounds, from: Instant, piece: i64) -> Option<usize> {
    let (earliest, latest) = (when.earliest?, when.latest?);
    let place = |at: Instant| at.seconds_since(from).div_euclid(piece.max(1));
    // A minute or an hour that spans two pieces stands in the first.
    (place(earliest) == place(latest) || latest.seconds_since(earliest) < piece)
        .then(|| usize::try_from(place(earliest)).ok())
        .flatten()
}

/// The midnight before a moment.
fn midnight(at: Instant, zone: &claims::when::ZoneId) -> Instant {
    let iso = at.in_zone(zone);
    let day = iso.get(..10).unwrap_or_default();
    let start = claims::when::When::parse(day, zone).ok().and_then(|when| when.bounds().earliest);
    start.unwrap_or(at)
}
