//! From leads to records, for one column: which records have a word, and which words are nearly another.

use super::tokens::{near, tokens};
use crate::kind::FieldKind;
use crate::table::{Column, MISSING};
use rustc_hash::FxHashMap;

/// The leads of one column.
pub(super) struct Leads {
    kind: FieldKind,
    /// The number of each lead.
    numbers: FxHashMap<u64, u32>,
    /// Records of each lead, end to end, and where they end.
    records: Vec<u32>,
    ends: Vec<u32>,
    /// Records that came later.
    later: FxHashMap<u32, Vec<u32>>,
    /// (a word without one of its letters, the lead of the word), sorted.
    near: Vec<(u64, u32)>,
    near_later: FxHashMap<u64, Vec<u32>>,
}

/// A lead of a query: the records it gives are worth so much.
pub(super) struct Found {
    pub lead: u32,
    pub worth: f32,
}

/// A lead that more records share leads nowhere.
const TOO_MANY: usize = 20_000;

impl Leads {
    pub(super) fn of(kind: FieldKind, column: &Column) -> Self {
        let mut leads = Self {
            kind,
            numbers: FxHashMap::default(),
            records: Vec::new(),
            ends: Vec::new(),
            later: FxHashMap::default(),
            near: Vec::new(),
            near_later: FxHashMap::default(),
        };
        // Each distinct value is read once.
        let mut of_value: Vec<Vec<u32>> = Vec::with_capacity(column.values.len());
        for value in column.values.iter() {
            let (found, words) = tokens(kind, value);
            let mut own = Vec::with_capacity(found.len());
            for token in &found {
                let next = leads.numbers.len() as u32;
                own.push(*leads.numbers.entry(token.hash).or_insert(next));
            }
            for word in &words {
                if let Some(number) =
                    leads.number_of(word).filter(|number| *number as usize >= leads.ends.len())
                {
                    near(word, |hash| leads.near.push((hash, number)));
                }
            }
            leads.ends.resize(leads.numbers.len(), 0);
            of_value.push(own);
        }
        leads.near.sort_unstable();
        leads.near.dedup();
        let mut counts = vec![0u32; leads.numbers.len() + 1];
        let rows = || column.cells.iter().enumerate().filter(|(_, cell)| **cell != MISSING);
        let of = |cell: u32| of_value.get(cell as usize).map(Vec::as_slice).unwrap_or_default();
        for (_, cell) in rows() {
            for lead in of(*cell) {
                if let Some(count) = counts.get_mut(*lead as usize + 1) {
                    *count += 1;
                }
            }
        }
        let mut sum = 0;
        for count in &mut counts {
            sum += *count;
            *count = sum;
        }
        leads.records = vec![0; sum as usize];
        let mut next = counts.clone();
        for (row, cell) in rows() {
            for lead in of(*cell) {
                if let Some(place) = next.get_mut(*lead as usize) {
                    if let Some(slot) = leads.records.get_mut(*place as usize) {
                        *slot = row as u32;
                    }
                    *place += 1;
                }
            }
        }
        leads.ends = counts.get(1..).unwrap_or_default().to_vec();
        leads
    }

    fn number_of(&self, word: &str) -> Option<u32> {
        let (found, _) = tokens(FieldKind::Text, word);
        found.first().and_then(|token| self.numbers.get(&token.hash)).copied()
    }

    /// The records of a lead; those that were there at the start first.
    pub(super) fn records(&self, lead: u32) -> (&[u32], &[u32]) {
        let at = lead as usize;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(at).copied().unwrap_or(start);
        let first = self.records.get(start as usize..end as usize).unwrap_or_default();
        (first, self.later.get(&lead).map(Vec::as_slice).unwrap_or_default())
    }

    /// The leads from a value to records with something like it.
    pub(super) fn from(&self, text: &str, rows: u32) -> Vec<Found> {
        let (found, words) = tokens(self.kind, text);
        let mut leads: Vec<Found> = Vec::new();
        let mut add = |lead: u32, share: f32| {
            if leads.iter().any(|known| known.lead == lead) {
                return;
            }
            let (first, later) = self.records(lead);
            let count = first.len() + later.len();
            if count > 0 && count <= TOO_MANY {
                // How telling it was among the records of the start: it must not change with every record that comes.
                let worth = (f64::from(rows.max(2)) / first.len().max(1) as f64).log2() as f32;
                leads.push(Found { lead, worth: worth * share });
            }
        };
        for token in found {
            if let Some(lead) = self.numbers.get(&token.hash) {
                add(*lead, token.share());
            }
        }
        for word in words {
            near(&word, |hash| {
                let from = self.near.partition_point(|(other, _)| *other < hash);
                let same =
                    self.near.get(from..).unwrap_or_default().iter().take_while(|(other, _)| *other == hash);
                same.for_each(|(_, lead)| add(*lead, 0.7));
                for lead in self.near_later.get(&hash).into_iter().flatten() {
                    add(*lead, 0.7);
                }
            });
        }
        leads
    }

    /// Takes in a record that came later.
    pub(super) fn add(&mut self, text: &str, row: u32) {
        let (found, words) = tokens(self.kind, text);
        for word in words {
            let (own, _) = tokens(FieldKind::Text, &word);
            if let Some(token) = own.first().filter(|token| !self.numbers.contains_key(&token.hash)) {
                let number = self.numbers.len() as u32;
                self.numbers.insert(token.hash, number);
                near(&word, |hash| self.near_later.entry(hash).or_default().push(number));
            }
        }
        for token in found {
            let next = self.numbers.len() as u32;
            let number = *self.numbers.entry(token.hash).or_insert(next);
            self.later.entry(number).or_default().push(row);
        }
    }
}
