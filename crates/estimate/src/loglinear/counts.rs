//! What the models read of a table: how many people are on all lists of a set, and which cells are empty.

use crate::OverlapTable;
use crate::table::Pattern;

/// Up to so many lists sets are looked up in one table of sums.
pub const DENSE: usize = 6;

/// A table's counts, or a replicate's.
#[derive(Clone, Debug)]
pub struct Counts {
    width: usize,
    n: u64,
    cells: Vec<(Pattern, u64)>,
    /// Up to six lists: people on all lists of a set. Beyond: of a pair (i, j) at i · width + j.
    sums: Vec<u64>,
    /// Up to six lists: bit x for a cell x with somebody in it.
    positive: u64,
}

impl Counts {
    /// Of a table.
    pub fn of(table: &OverlapTable) -> Self {
        Self::new(table.width(), table.cells().iter().copied())
    }

    /// Of cells; empty ones may be among them, patterns come once each and sorted.
    pub fn new(width: usize, cells: impl Iterator<Item = (Pattern, u64)>) -> Self {
        let mut counts = Self { width, n: 0, cells: Vec::new(), sums: Vec::new(), positive: 0 };
        counts.set(cells);
        counts
    }

    /// The same lists with other cells, in the room that is there already.
    pub fn set(&mut self, cells: impl Iterator<Item = (Pattern, u64)>) {
        self.cells.clear();
        self.cells.extend(cells.filter(|cell| cell.1 > 0));
        self.n = self.cells.iter().map(|cell| cell.1).sum();
        self.positive = 0;
        self.sums.clear();
        if self.width <= DENSE {
            self.sums.resize(1 << self.width, 0);
            for (pattern, count) in &self.cells {
                self.positive |= 1 << pattern;
                if let Some(sum) = self.sums.get_mut(*pattern as usize) {
                    *sum = *count;
                }
            }
            for list in 0..self.width {
                let half = 1 << list;
                for block in self.sums.chunks_exact_mut(2 * half) {
                    let (without, with) = block.split_at_mut(half);
                    without.iter_mut().zip(with).for_each(|(without, with)| *without += *with);
                }
            }
        } else {
            self.sums.resize(self.width * self.width, 0);
            for (pattern, count) in &self.cells {
                for (i, row) in self.sums.chunks_exact_mut(self.width).enumerate() {
                    if pattern >> i & 1 == 1 {
                        for (j, sum) in row.iter_mut().enumerate() {
                            *sum += u64::from(pattern >> j & 1) * count;
                        }
                    }
                }
            }
        }
    }

    /// How many lists.
    pub fn width(&self) -> usize {
        self.width
    }

    /// How many people.
    pub fn n(&self) -> u64 {
        self.n
    }

    /// Cells with somebody in them, by pattern.
    pub fn cells(&self) -> &[(Pattern, u64)] {
        &self.cells
    }

    /// Bit x for a cell x with somebody in it; for up to six lists.
    pub fn positive(&self) -> u64 {
        self.positive
    }

    /// Whether somebody has just this pattern.
    pub fn has(&self, pattern: Pattern) -> bool {
        self.cells.binary_search_by_key(&pattern, |cell| cell.0).is_ok()
    }

    /// People on all lists of a set.
    pub fn on_all(&self, set: Pattern) -> u64 {
        let at = if self.width <= DENSE {
            Some(set as usize)
        } else {
            let low = set.trailing_zeros() as usize;
            let high = (Pattern::BITS - 1).saturating_sub(set.leading_zeros()) as usize;
            ((1..=2).contains(&set.count_ones())).then_some(low * self.width + high)
        };
        match at {
            Some(at) => self.sums.get(at).copied().unwrap_or(0),
            None => self.cells.iter().filter(|cell| cell.0 & set == set).map(|cell| cell.1).sum(),
        }
    }
}
