//! What a synthetic day consists of: reports, the saves made from them in time order, and the planted truth.

use crate::country::Lang;
use crate::truth::PlantedTruth;
use claims::when::Instant;
use claims::{Decision, RecordId, Ruling, Save, Saying, Verdict};
use std::sync::Arc;

/// How large a synthetic day is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DaySize {
    /// People whom somebody reports one by one.
    pub people: usize,
    /// People known only as part of a group.
    pub unseen: usize,
    /// District police units, 1–14; city departments, reception centres, courts and hospitals come on top.
    pub stations: usize,
    /// Reports that speak of no detention.
    pub noise: usize,
    /// Groups without an upper bound that nobody has yet put inside a counted one; while there is one, ceilings are
    /// open.
    pub open_groups: usize,
}

impl DaySize {
    /// The day of the demo: 400 reports and more, 14 district units.
    pub const fn demo() -> Self {
        Self { people: 120, unseen: 50, stations: 14, noise: 60, open_groups: 0 }
    }

    /// A day small enough for quick tests.
    pub const fn small() -> Self {
        Self { people: 14, unseen: 10, stations: 4, noise: 6, open_groups: 0 }
    }
}

impl Default for DaySize {
    fn default() -> Self {
        Self::demo()
    }
}

/// One report, as it came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntheticReport {
    /// Its record.
    pub record: RecordId,
    /// Its title.
    pub title: String,
    /// The raw bytes; UTF-8.
    pub bytes: Arc<[u8]>,
    /// Its language.
    pub language: Lang,
    /// The term of `report.type`: article, post, call, table, photo, other.
    pub sort: &'static str,
    /// True when the text is HTML.
    pub html: bool,
    /// When it was published or received.
    pub published: Instant,
    /// Who made it: a Source record.
    pub source: RecordId,
    /// Where it was found.
    pub url: Option<String>,
    /// True when it speaks of no detention.
    pub noise: bool,
}

/// One entry to be written: everything one person saves at one moment.
#[derive(Debug, Clone, PartialEq)]
pub struct EntryPlan {
    /// When it was saved.
    pub at: Instant,
    /// By whom: a handle.
    pub author: Box<str>,
    /// Why.
    pub why: Box<str>,
    /// The saves, each of one record and one tier.
    pub saves: Vec<Save>,
}

/// A pair of records that nobody has judged yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenQuestion {
    /// One record: a Person or a Detention.
    pub a: RecordId,
    /// The other.
    pub b: RecordId,
    /// Are they truly the same?
    pub same: bool,
}

/// A synthetic day.
#[derive(Debug, Clone)]
pub struct SyntheticDay {
    /// The reports, in the order of publication.
    pub reports: Vec<SyntheticReport>,
    /// The entries, in time order.
    pub entries: Vec<EntryPlan>,
    /// What truly happened.
    pub truth: PlantedTruth,
    /// Pairs left for the user to judge.
    pub open: Vec<OpenQuestion>,
}

impl SyntheticDay {
    /// Every save, in time order.
    pub fn saves(&self) -> impl Iterator<Item = &Save> {
        self.entries.iter().flat_map(|entry| &entry.saves)
    }

    /// The entry by which a user who knows the truth answers every open question, `at` any time after the day.
    pub fn answers(&self, at: Instant) -> EntryPlan {
        let mut seed = [0; 8];
        for (slot, byte) in
            seed.iter_mut().zip(self.truth.units.first().copied().unwrap_or_default().as_bytes())
        {
            *slot = *byte;
        }
        let mut chance = crate::chance::Chance::new(u64::from_le_bytes(seed));
        let mut saves: Vec<Save> = Vec::new();
        for OpenQuestion { a, b, same } in self.open.iter().copied() {
            let verdict = if same { Verdict::Same } else { Verdict::Different };
            let ruling = Ruling::Judge { a, b, verdict };
            let saying = Saying::Decision(Decision { id: chance.claim(), about: a, ruling });
            match saves.iter_mut().find(|save| save.record == a) {
                Some(save) => save.sayings.push(saying),
                None => saves.push(Save {
                    record: a,
                    author: "wormwood".into(),
                    why: "answered".into(),
                    at,
                    sayings: vec![saying],
                }),
            }
        }
        EntryPlan { at, author: "wormwood".into(), why: "answered".into(), saves }
    }

    /// The sheet of the day as recorded.
    pub fn sheet(&self) -> claims::counting::Sheet {
        crate::sheet::sheet_of(self.saves())
    }
}
