//! The planted truth: what truly happened on the synthetic day, so that a count can be held against it.

use claims::RecordId;
use claims::when::Instant;
use std::collections::BTreeSet;

/// A true person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TruePerson {
    /// The full name; most sources write it otherwise.
    pub name: String,
    /// The Person records that are really this person; empty for those known only as part of a group.
    pub records: Vec<RecordId>,
}

/// A stay in one unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrueStay {
    /// The Unit record.
    pub unit: RecordId,
    /// Since when.
    pub from: Instant,
    /// Until when; none when still there as the day closes.
    pub to: Option<Instant>,
}

/// A true detention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrueDetention {
    /// Who: an index of persons.
    pub person: usize,
    /// When liberty was taken.
    pub start: Instant,
    /// Where, in order; moves between them take time.
    pub stays: Vec<TrueStay>,
    /// When it ended; none when still held as the day closes.
    pub released: Option<Instant>,
    /// The Detention records that are really this one; empty for those known only as part of a group.
    pub records: Vec<RecordId>,
    /// True when a court fined, warned or sentenced.
    pub punished: bool,
}

/// A group as recorded, and who truly is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrueGroup {
    /// The Group record.
    pub record: RecordId,
    /// Its Detention record.
    pub detention: RecordId,
    /// The detentions of its people: indices of detentions.
    pub members: Vec<usize>,
}

/// What truly happened.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlantedTruth {
    /// The persons.
    pub persons: Vec<TruePerson>,
    /// The detentions.
    pub detentions: Vec<TrueDetention>,
    /// The groups.
    pub groups: Vec<TrueGroup>,
    /// Detention records of people who were never detained: rumours, withdrawn or denied.
    pub never: Vec<RecordId>,
    /// Police units, courts, reception centres, hospitals.
    pub units: Vec<RecordId>,
    /// Every full hour from 08:00 to 21:00.
    pub instants: Vec<Instant>,
}

impl PlantedTruth {
    /// A last word counts as fresh for so many seconds at most, if still-held floors shall hold: nobody was let go
    /// unreported sooner than this after a last word.
    pub const FRESH: i64 = 2 * 3600;

    /// Detentions that had begun by then.
    pub fn detentions_by(&self, at: Instant) -> u64 {
        self.detentions.iter().filter(|d| d.start <= at).count() as u64
    }

    /// Different people detained by then.
    pub fn persons_by(&self, at: Instant) -> u64 {
        self.people(|d| d.start <= at)
    }

    /// People deprived of liberty at that moment.
    pub fn held_at(&self, at: Instant) -> u64 {
        self.people(|d| d.held_at(at))
    }

    /// People who had been let go at least once by then.
    pub fn released_by(&self, at: Instant) -> u64 {
        self.people(|d| d.released.is_some_and(|out| out <= at))
    }

    /// People in a unit at that moment.
    pub fn held_in(&self, unit: RecordId, at: Instant) -> u64 {
        self.people(|d| d.stay_at(at).is_some_and(|stay| stay.unit == unit))
    }

    /// Detentions that had led to a unit by then.
    pub fn brought_to(&self, unit: RecordId, at: Instant) -> u64 {
        let there = |stay: &TrueStay| stay.unit == unit && stay.from <= at;
        self.detentions.iter().filter(|d| d.stays.iter().any(there)).count() as u64
    }

    fn people(&self, wanted: impl Fn(&TrueDetention) -> bool) -> u64 {
        self.detentions.iter().filter(|d| wanted(d)).map(|d| d.person).collect::<BTreeSet<_>>().len() as u64
    }
}

impl TrueDetention {
    /// Deprived of liberty at that moment.
    pub fn held_at(&self, at: Instant) -> bool {
        self.start <= at && self.released.is_none_or(|out| at < out)
    }

    /// The unit at that moment; none while on the way.
    pub fn stay_at(&self, at: Instant) -> Option<TrueStay> {
        self.stays.iter().copied().find(|stay| stay.from <= at && stay.to.is_none_or(|to| at < to))
    }
}
