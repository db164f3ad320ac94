//! The overlap table: how many people were on just these lists and on no other.

use crate::Refusal;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Lists that a table may have.
pub const MOST_LISTS: usize = 25;
/// People that a table may hold.
pub const MOST_PEOPLE: u64 = 1 << 50;

/// Which lists somebody is on: bit `j` for list `j`.
pub type Pattern = u32;

/// How many people were on just these lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverlapTable {
    lists: Vec<String>,
    /// Sorted by pattern, each count at least 1, no empty pattern.
    cells: Vec<(Pattern, u64)>,
}

impl OverlapTable {
    /// A table of these lists. Cells with the same pattern are added, zeros left out.
    pub fn new(lists: Vec<String>, cells: impl IntoIterator<Item = (Pattern, u64)>) -> Result<Self, Refusal> {
        if lists.len() < 2 {
            return Err(Refusal::TooFewLists { found: lists.len() });
        }
        if lists.len() > MOST_LISTS {
            return Err(Refusal::TooManyLists { found: lists.len(), most: MOST_LISTS });
        }
        let all = (1u32 << lists.len()) - 1;
        let mut sums: BTreeMap<Pattern, u64> = BTreeMap::new();
        let mut total = 0u64;
        for (row, (pattern, count)) in cells.into_iter().enumerate() {
            if pattern & all == 0 && count > 0 {
                return Err(Refusal::Unseen { row: row as u64 + 1, count });
            }
            total = total.saturating_add(count);
            if count > 0 {
                *sums.entry(pattern & all).or_default() += count;
            }
        }
        if total > MOST_PEOPLE {
            return Err(Refusal::TooMany { most: MOST_PEOPLE });
        }
        if sums.is_empty() {
            return Err(Refusal::Empty);
        }
        Ok(Self { lists, cells: sums.into_iter().collect() })
    }

    /// The lists' names, in the order of the pattern's bits.
    pub fn lists(&self) -> &[String] {
        &self.lists
    }

    /// The same people on lists that are called otherwise, in the same order; a name that is not given stays.
    #[must_use]
    pub fn called(&self, names: &[String]) -> Self {
        let named = self.lists.iter().enumerate().map(|(at, old)| names.get(at).unwrap_or(old).clone());
        Self { lists: named.collect(), ..self.clone() }
    }

    /// How many lists there are.
    pub fn width(&self) -> usize {
        self.lists.len()
    }

    /// The cells that are not zero, by pattern.
    pub fn cells(&self) -> &[(Pattern, u64)] {
        &self.cells
    }

    /// People on any list.
    pub fn n(&self) -> u64 {
        self.cells.iter().map(|cell| cell.1).sum()
    }

    /// People with just this pattern.
    pub fn count(&self, pattern: Pattern) -> u64 {
        let at = self.cells.binary_search_by_key(&pattern, |cell| cell.0);
        at.ok().and_then(|at| self.cells.get(at)).map_or(0, |cell| cell.1)
    }

    /// People on all lists of a set, on others or not.
    pub fn on_all(&self, set: Pattern) -> u64 {
        self.cells.iter().filter(|cell| cell.0 & set == set).map(|cell| cell.1).sum()
    }

    /// People on just `times` lists.
    pub fn caught(&self, times: u32) -> u64 {
        self.cells.iter().filter(|cell| cell.0.count_ones() == times).map(|cell| cell.1).sum()
    }

    /// People on two lists or more.
    pub fn on_several(&self) -> u64 {
        self.n() - self.caught(1)
    }

    /// The table of these lists only (places in the list of lists): who is on none of them drops out.
    pub fn only(&self, kept: &[usize]) -> Result<Self, Refusal> {
        let lists = kept.iter().filter_map(|at| self.lists.get(*at).cloned()).collect();
        let narrow = |pattern: Pattern| {
            kept.iter().enumerate().fold(0, |sum, (new, old)| sum | ((pattern >> old & 1) << new))
        };
        let cells = self.cells.iter().map(|cell| (narrow(cell.0), cell.1)).filter(|cell| cell.0 != 0);
        Self::new(lists, cells)
    }

    /// The table without one list.
    pub fn without(&self, list: usize) -> Result<Self, Refusal> {
        let kept: Vec<usize> = (0..self.width()).filter(|at| *at != list).collect();
        self.only(&kept)
    }

    /// One list in place of two or more that come from one another: on it is who is on any of them.
    pub fn merged(&self, same: &[usize]) -> Result<Self, Refusal> {
        let Some(first) = same.iter().copied().min() else { return Ok(self.clone()) };
        let kept: Vec<usize> = (0..self.width()).filter(|at| *at == first || !same.contains(at)).collect();
        let mask = same.iter().fold(0, |sum, at| sum | 1 << at);
        let name: Vec<&str> = same.iter().filter_map(|at| self.lists.get(*at)).map(String::as_str).collect();
        let lists = kept.iter().filter_map(|at| match *at == first {
            true => Some(name.join("+")),
            false => self.lists.get(*at).cloned(),
        });
        let joined = |pattern: Pattern| if pattern & mask != 0 { pattern | 1 << first } else { pattern };
        let narrow = |pattern: Pattern| {
            kept.iter().enumerate().fold(0, |sum, (new, old)| sum | ((pattern >> old & 1) << new))
        };
        Self::new(lists.collect(), self.cells.iter().map(|cell| (narrow(joined(cell.0)), cell.1)))
    }

    /// Into how many pieces the lists fall if two lists that share somebody hang together.
    pub fn pieces(&self) -> usize {
        self.pieces_by(0.0)
    }

    /// The same, where two lists hang together only if they share at least this share of the smaller one.
    pub fn pieces_by(&self, least: f64) -> usize {
        let sizes: Vec<u64> = (0..self.width()).map(|list| self.on_all(1 << list)).collect();
        let mut piece: Vec<usize> = (0..self.width()).collect();
        for (one, size) in sizes.iter().enumerate() {
            for (other, others) in sizes.iter().enumerate().take(one) {
                let both = self.on_all(1 << one | 1 << other);
                if both == 0 || (both as f64) < least * *size.min(others) as f64 {
                    continue;
                }
                let joined = [one, other].map(|list| piece.get(list).copied().unwrap_or(list));
                let [here, there] = joined;
                for of in piece.iter_mut().filter(|of| **of == here) {
                    *of = there;
                }
            }
        }
        piece.sort_unstable();
        piece.dedup();
        piece.len()
    }

    /// The table as text: one line a cell, sorted. Names of lists are left out: the same numbers give the same answer.
    pub fn canonical(&self) -> String {
        let mut text = format!("lists {}\n", self.width());
        for (pattern, count) in &self.cells {
            text.extend((0..self.width()).map(|at| if pattern >> at & 1 == 1 { '1' } else { '0' }));
            text.push_str(&format!(" {count}\n"));
        }
        text
    }

    /// SHA-256 of the canonical text, in hexadecimal digits.
    pub fn sha256(&self) -> String {
        Sha256::digest(self.canonical().as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
    }
}
