//! From words to records, for one column. How telling a word is was settled by the records that were counted; it does not
//! change with those that come later.

use super::tokens::{Word, words};
use crate::kind::FieldKind;
use crate::table::{Column, MISSING};
use rustc_hash::FxHashMap;

/// The leads of one column. A lead is the number of a word.
pub(super) struct Leads {
    kind: FieldKind,
    numbers: FxHashMap<u64, u32>,
    /// Records of each word, end to end, and where they end: of those that were counted.
    records: Vec<u32>,
    ends: Vec<u32>,
    /// Records that came later.
    later: FxHashMap<u32, Vec<u32>>,
    /// (what words share, the word), sorted.
    traits: Vec<(u64, u32)>,
    traits_later: FxHashMap<u64, Vec<u32>>,
    /// Records that were counted.
    rows: u32,
}

/// What more records share leads nowhere.
const TOO_MANY: usize = 10_000;
/// Worth is counted in these parts of a bit: whole numbers can be added in any order.
pub(super) const PARTS: f64 = 64.0;

impl Leads {
    pub(super) fn of(kind: FieldKind, column: &Column) -> Self {
        let mut leads = Self {
            kind,
            numbers: FxHashMap::default(),
            records: Vec::new(),
            ends: Vec::new(),
            later: FxHashMap::default(),
            traits: Vec::new(),
            traits_later: FxHashMap::default(),
            rows: column.cells.len() as u32,
        };
        // Each distinct value is read once.
        let (mut of_value, mut ends): (Vec<u32>, Vec<u32>) = (Vec::new(), Vec::new());
        for value in column.values.iter() {
            for word in words(kind, value) {
                let next = leads.numbers.len() as u32;
                let number = *leads.numbers.entry(word.hash).or_insert(next);
                if number == next {
                    leads.traits.extend(word.traits.iter().map(|of| (*of, number)));
                }
                of_value.push(number);
            }
            ends.push(of_value.len() as u32);
        }
        leads.traits.sort_unstable();
        let of = |cell: u32| {
            let cell = cell as usize;
            let start = cell.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0);
            let end = ends.get(cell).copied().unwrap_or(start);
            of_value.get(start as usize..end as usize).unwrap_or_default()
        };
        let rows = || (0u32..).zip(&column.cells).filter(|(_, cell)| **cell != MISSING);
        let mut counts = vec![0u32; leads.numbers.len() + 1];
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
        leads.ends = counts.get(1..).unwrap_or_default().to_vec();
        let mut next = counts;
        for (row, cell) in rows() {
            for lead in of(*cell) {
                if let Some(place) = next.get_mut(*lead as usize) {
                    if let Some(slot) = leads.records.get_mut(*place as usize) {
                        *slot = row;
                    }
                    *place += 1;
                }
            }
        }
        leads
    }

    /// The counted records that have a word.
    fn counted(&self, lead: u32) -> &[u32] {
        let at = lead as usize;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(at).copied().unwrap_or(start);
        self.records.get(start as usize..end as usize).unwrap_or_default()
    }

    /// How much it says that two records share what so many of the counted ones have; nothing if it leads nowhere.
    fn worth(&self, count: usize) -> Option<u32> {
        let share = f64::from(self.rows.max(2)) / count.max(1) as f64;
        (count <= TOO_MANY).then(|| (share.log2() * PARTS).max(0.0) as u32)
    }

    /// Calls `each` with the worth of each pair of like words, one of this value, one of a record: equal words, or words
    /// that share a trait, of which the rarest counts.
    pub(super) fn find(&self, text: &str, mut each: impl FnMut(u32, u32)) {
        let mut met: Vec<(u32, u32)> = Vec::new();
        for word in words(self.kind, text) {
            let own = self.numbers.get(&word.hash).copied();
            self.like(&word, own, &mut met);
            for (lead, worth) in &met {
                let later = self.later.get(lead).map(Vec::as_slice).unwrap_or_default();
                for row in self.counted(*lead).iter().chain(later) {
                    each(*row, *worth);
                }
            }
        }
    }

    /// The words that are like this one, each with its worth.
    fn like(&self, word: &Word, own: Option<u32>, met: &mut Vec<(u32, u32)>) {
        met.clear();
        if let Some(own) = own
            && let Some(worth) = self.worth(self.counted(own).len())
        {
            met.push((own, worth));
        }
        for of in &word.traits {
            let from = self.traits.partition_point(|(other, _)| other < of);
            let same = self.traits.get(from..).unwrap_or_default();
            let same = same.iter().take_while(|(other, _)| other == of).map(|(_, lead)| *lead);
            let Some(worth) = self.worth(same.clone().map(|lead| self.counted(lead).len()).sum()) else {
                continue;
            };
            let later = self.traits_later.get(of).into_iter().flatten().copied();
            for lead in same.chain(later).filter(|lead| Some(*lead) != own) {
                met.push((lead, worth));
            }
        }
        met.sort_unstable_by(|one, other| one.0.cmp(&other.0).then(other.1.cmp(&one.1)));
        met.dedup_by_key(|(lead, _)| *lead);
    }

    /// Takes in a record that came later.
    pub(super) fn add(&mut self, text: &str, row: u32) {
        for word in words(self.kind, text) {
            let next = self.numbers.len() as u32;
            let number = *self.numbers.entry(word.hash).or_insert(next);
            if number == next {
                for of in word.traits {
                    self.traits_later.entry(of).or_default().push(number);
                }
            }
            self.later.entry(number).or_default().push(row);
        }
    }
}
