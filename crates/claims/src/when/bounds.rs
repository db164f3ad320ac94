//! The limits of a time, and what two uncertain times allow us to say about each other. “Certainly” is true only
//! if it holds for every reading; “can” is true if it holds for at least one. It must never turn an unknown
//! limit into a known one.

use super::Instant;

/// The earliest and the latest instant something can have been; both are included, `None` is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Bounds {
    /// Not before this instant.
    pub earliest: Option<Instant>,
    /// Not after this instant.
    pub latest: Option<Instant>,
}

impl Bounds {
    /// Nothing is known.
    pub const UNKNOWN: Self = Self { earliest: None, latest: None };

    /// Between two instants, both included.
    pub const fn between(earliest: Instant, latest: Instant) -> Self {
        Self { earliest: Some(earliest), latest: Some(latest) }
    }

    /// Exactly one instant.
    pub const fn at(instant: Instant) -> Self {
        Self::between(instant, instant)
    }

    /// Whether the instant lies inside; an unknown limit excludes nothing.
    pub fn contains(&self, instant: Instant) -> bool {
        self.earliest.is_none_or(|e| e <= instant) && self.latest.is_none_or(|l| instant <= l)
    }

    /// Whether the two stretches can share an instant.
    pub fn can_meet(&self, other: &Self) -> bool {
        !before(self.latest, other.earliest) && !before(other.latest, self.earliest)
    }

    /// Seconds between the limits; `None` if one is unknown.
    pub fn width(&self) -> Option<i64> {
        Some(self.latest?.seconds_since(self.earliest?))
    }

    /// Both limits moved by so many seconds, each stopping at the end of the range.
    pub fn shifted(&self, seconds: i64) -> Self {
        let shift = |at: Instant| at.saturating_add(seconds);
        Self { earliest: self.earliest.map(shift), latest: self.latest.map(shift) }
    }

    pub(super) fn loosened(&self, seconds: i64) -> Self {
        Self {
            earliest: self.earliest.map(|at| at.saturating_add(-seconds)),
            latest: self.latest.map(|at| at.saturating_add(seconds)),
        }
    }
}

/// True if both are known and the first is earlier.
fn before(a: Option<Instant>, b: Option<Instant>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if a < b)
}

/// True if both are known and the first is not later.
fn not_after(a: Option<Instant>, b: Option<Instant>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if a <= b)
}

/// Something that began within one pair of limits and ended within another. For something that took no time,
/// or whose length is not stated, both pairs are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    /// When it began.
    pub start: Bounds,
    /// When it ended.
    pub end: Bounds,
}

impl Span {
    /// It ended before the other began, in every reading.
    pub fn certainly_before(&self, other: &Self) -> bool {
        before(self.end.latest, other.start.earliest)
    }

    /// Both were going on at some same instant, in every reading.
    pub fn certainly_overlaps(&self, other: &Self) -> bool {
        not_after(self.start.latest, other.end.earliest) && not_after(other.start.latest, self.end.earliest)
    }

    /// Both were going on at some same instant in at least one reading.
    pub fn can_overlap(&self, other: &Self) -> bool {
        !before(self.end.latest, other.start.earliest) && !before(other.end.latest, self.start.earliest)
    }

    /// It lay wholly inside the range in every reading. An unknown limit of the range is an open side.
    pub fn certainly_within(&self, range: &Bounds) -> bool {
        (range.earliest.is_none() || not_after(range.earliest, self.start.earliest))
            && (range.latest.is_none() || not_after(self.end.latest, range.latest))
    }

    /// It lay wholly inside the range in at least one reading.
    pub fn can_be_within(&self, range: &Bounds) -> bool {
        self.start.can_meet(range)
            && self.end.can_meet(range)
            && !before(range.latest, self.start.earliest)
            && !before(self.end.latest, range.earliest)
    }
}
