//! How many rules must give a pair of a table for which every rule is used.
//!
//! Where records say much, two of one person are brought together by dozens of rules, and pairs that one or two give are
//! chance. How many rules give the pairs that look like one person is seen from some rows; half of what nearly all of them
//! have is asked for. Where some of them are given by one or two rules, every pair is looked at.

use super::keys::mixed;
use super::{Candidates, Likely};

/// Pairs that are looked at, about, and rows, at least and at most.
const LOOKED_AT: u64 = 10_000;
const ROWS: std::ops::RangeInclusive<u64> = 500..=2_000;
/// From this probability a pair counts, with its probability.
const COUNTS: f64 = 0.001;
/// Pairs that must look like one person, all probabilities taken together: fewer show nothing.
const SEEN: f64 = 30.0;
/// The share of them that may have less than twice the support that is asked for.
const LESS: f64 = 0.001;
/// Rules that are asked for, at most, and counted.
const MOST: u32 = 4;
const COUNTED: u32 = 255;

/// How many rules gave that row, seen from the row that was last looked from.
#[inline]
pub(super) fn rules(met: &[u32], other: u32) -> u32 {
    met.get(other as usize).map_or(0, |met| met & COUNTED)
}

impl Candidates<'_> {
    /// The later rows that some rule brings together with this one; `met` then tells by how many ([`rules`]). It must have
    /// been filled by this function alone.
    pub(super) fn supported(&self, row: u32, met: &mut [u32], others: &mut Vec<u32>) {
        others.clear();
        for index in self.indexes.iter().filter(|index| index.pairs > 0) {
            index.later(row, |other| {
                let Some(met) = met.get_mut(other as usize) else { return };
                if *met >> 8 != row {
                    *met = row << 8 | 1;
                    others.push(other);
                } else if *met & COUNTED < COUNTED {
                    *met += 1;
                }
            });
        }
    }

    /// How many rules may be asked of a pair so that hardly any likely pair is lost.
    pub(super) fn support_of_likely(&self, likely: &Likely) -> u32 {
        let rows = u64::from(self.rows);
        // Row and count share 32 bits.
        if rows >= 1 << 23 {
            return 1;
        }
        let wanted = (rows * LOOKED_AT / self.given().max(1)).clamp(*ROWS.start(), *ROWS.end());
        let of = (rows / wanted).max(1);
        let mut met = vec![u32::MAX; self.rows as usize];
        let mut others = Vec::new();
        let mut at_support = [0.0; 2 * MOST as usize + 1];
        for row in (0..self.rows).filter(|row| u64::from(mixed(u64::from(*row))).is_multiple_of(of)) {
            self.supported(row, &mut met, &mut others);
            self.keep_apart(row, &mut others);
            for &other in &others {
                let at = rules(&met, other).min(2 * MOST) as usize;
                let probability = likely(row, other);
                if let Some(sum) = at_support.get_mut(at)
                    && probability >= COUNTS
                {
                    *sum += probability;
                }
            }
        }
        let all: f64 = at_support.iter().sum();
        if all < SEEN {
            return 1;
        }
        let mut less = 0.0;
        let enough = at_support.iter().take_while(|sum| {
            less += **sum;
            less <= LESS * all
        });
        (enough.count() as u32 / 2).max(1)
    }
}
