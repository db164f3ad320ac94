//! How much of one text stands in another: runs of three words, hashed, and of the hashes the lowest few hundred (a
//! bottom-k sketch: Broder 1997, "On the resemblance and containment of documents"). Texts of less than that many runs
//! are compared exactly. Case, marks, emoji and white space do not matter; letters and digits do.

use crate::token::{Made, tokens};

/// Words of a run.
const RUN: usize = 3;
/// Hashes kept of a text.
const KEPT: usize = 512;
/// Bytes of a text that are looked at, at most.
const LONGEST: usize = 400_000;
/// A text of fewer runs is too short to be called a repeat for a part of it.
const SHORT: usize = 10;

/// What is kept of a text to compare it: sorted hashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sketch {
    hashes: Vec<u64>,
    /// Whether these are all runs of the text.
    whole: bool,
    /// Different runs of the text.
    runs: usize,
}

/// What two texts share, in hundredths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shared {
    /// Of all runs of both.
    pub of_both: u32,
    /// Of the runs of the one.
    pub of_this: u32,
    /// Of the runs of the other.
    pub of_other: u32,
    /// Whether either is very short.
    pub short: bool,
}

impl Shared {
    /// Whether this is the other with small edits, or a shorter copy of it.
    pub fn is_repeat(self) -> bool {
        if self.short { self.of_both >= 80 } else { self.of_both >= 50 || self.is_part() }
    }

    /// Whether nearly all of this stands in the other.
    pub fn is_part(self) -> bool {
        !self.short && self.of_this >= 85 && self.of_other < 85
    }

    pub(super) fn nearness(self) -> u32 {
        self.of_both * 101 + self.of_this
    }
}

impl Sketch {
    /// Looks through a text.
    pub fn of(text: &str) -> Self {
        let mut end = text.len().min(LONGEST);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let tokens = tokens(text.get(..end).unwrap_or(""));
        let words: Vec<u64> = tokens
            .iter()
            .filter(|token| matches!(token.made, Made::Word | Made::Number))
            .map(|token| of_bytes(token.folded.as_bytes()))
            .collect();
        let run = RUN.min(words.len()).max(1);
        let mut hashes: Vec<u64> =
            words.windows(run).map(|run| run.iter().fold(SEED, |hash, word| mixed(hash ^ word))).collect();
        hashes.sort_unstable();
        hashes.dedup();
        let runs = hashes.len();
        hashes.truncate(KEPT);
        Self { whole: runs <= KEPT, hashes, runs }
    }

    /// The lowest of its hashes; two texts that share much share one of these.
    pub fn lowest(&self, most: usize) -> &[u64] {
        self.hashes.get(..most.min(self.hashes.len())).unwrap_or(&[])
    }

    /// What the two share.
    pub fn shared(&self, other: &Sketch) -> Shared {
        let top = |sketch: &Sketch| {
            if sketch.whole { u64::MAX } else { sketch.hashes.last().copied().unwrap_or(0) }
        };
        // Below this every hash of both texts is known.
        let known = top(self).min(top(other));
        let below = |sketch: &Sketch| sketch.hashes.partition_point(|hash| *hash <= known);
        let (mine, others) = (below(self), below(other));
        let in_other = self.hashes.iter().take(mine).filter(|hash| other.hashes.binary_search(hash).is_ok());
        let both = in_other.count();
        let part = |of: usize| u32::try_from((both * 100).checked_div(of).unwrap_or(0)).unwrap_or(100);
        Shared {
            of_both: part(mine + others - both),
            of_this: part(mine),
            of_other: part(others),
            short: self.runs.min(other.runs) < SHORT,
        }
    }
}

const SEED: u64 = 0x5851_f42d_4c95_7f2d;

/// FNV-1a, then mixed: the seeds are fixed, so that the same text gives the same chains everywhere.
fn of_bytes(bytes: &[u8]) -> u64 {
    let folded = bytes.iter().fold(0xcbf2_9ce4_8422_2325u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    mixed(folded)
}

/// The finaliser of SplitMix64.
fn mixed(hash: u64) -> u64 {
    let hash = hash.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}
