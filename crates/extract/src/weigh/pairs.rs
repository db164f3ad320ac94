//! What is said of a person who was detained, by weight: each role, organisation, place, day, force and word for what became of
//! somebody that a report names is a *candidate*; each candidate in reach of a drafted person is weighed by what stands between the two.
//!
//! The grammar reads what a clause says by its structure; what it chose is one sign among others. A sum that passes the bar of its slot
//! fills what the grammar left empty; where the grammar's own choice falls below the floor it is left out. A value is always words of
//! the text, as the finders of `items` gave them: this file makes none.

pub mod candidates;
pub mod field;
pub mod learn;
pub mod signs;

use super::Weights;
use crate::fact::Outcome;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What is asked of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slot {
    /// What they do.
    Role,
    /// Whom they work for.
    Org,
    /// Where they were detained.
    Place,
    /// On which day.
    Day,
    /// Who detained them.
    By,
    /// Whether these words say what became of them.
    Became,
    /// Whether words that say what became of somebody mean this.
    End(Outcome),
}

impl Slot {
    /// What a person is asked for.
    pub const ASKED: [Slot; 6] = [Slot::Role, Slot::Org, Slot::Place, Slot::Day, Slot::By, Slot::Became];
    /// What words of an end may mean.
    pub const ENDS: [Slot; 6] = [
        Slot::End(Outcome::Released),
        Slot::End(Outcome::AdminArrest),
        Slot::End(Outcome::Fined),
        Slot::End(Outcome::Held),
        Slot::End(Outcome::CriminalCustody),
        Slot::End(Outcome::Hospitalised),
    ];

    /// Its word in the table.
    pub fn word(self) -> &'static str {
        match self {
            Slot::Role => "role",
            Slot::Org => "org",
            Slot::Place => "place",
            Slot::Day => "day",
            Slot::By => "by",
            Slot::Became => "became",
            Slot::End(outcome) => outcome.word(),
        }
    }
}

/// The weights of every slot.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pairs {
    by_slot: BTreeMap<Slot, Weights>,
}

impl Pairs {
    /// Puts these together.
    pub fn of(by_slot: BTreeMap<Slot, Weights>) -> Self {
        Self { by_slot }
    }

    /// Reads a table: slot, sign and weight, apart by tabs; `base`, `bar` and `floor` stand among the signs.
    pub fn read(table: &str) -> Self {
        let of = |slot: Slot| {
            let lines = table.lines().filter_map(|line| line.strip_prefix(slot.word())?.strip_prefix('\t'));
            let lines: Vec<&str> = lines.collect();
            (!lines.is_empty()).then(|| (slot, Weights::read(&lines.join("\n"))))
        };
        Self { by_slot: Slot::ASKED.into_iter().chain(Slot::ENDS).filter_map(of).collect() }
    }

    /// The table, as it is read.
    pub fn table(&self) -> String {
        let lines = self.by_slot.iter().flat_map(|(slot, weights)| {
            let table = weights.table();
            table.lines().map(|line| format!("{}\t{line}\n", slot.word())).collect::<Vec<_>>()
        });
        lines.collect()
    }

    /// The same weights with one bar and one floor for all.
    pub fn at(&self, bar: f64, floor: f64) -> Self {
        let of = |(slot, weights): (&Slot, &Weights)| match slot {
            Slot::End(_) => (*slot, weights.clone()),
            _ => (*slot, Weights { bar, floor, ..weights.clone() }),
        };
        Self { by_slot: self.by_slot.iter().map(of).collect() }
    }

    /// Of one slot; nothing where the table has no line of it.
    pub fn slot(&self, slot: Slot) -> Option<&Weights> {
        self.by_slot.get(&slot)
    }
}

/// The table that is built in.
pub fn built_in() -> &'static Pairs {
    static PAIRS: LazyLock<Pairs> = LazyLock::new(|| Pairs::read(include_str!("../../data/pairs.tsv")));
    &PAIRS
}
