//! A scored pair.

/// Levels of agreement of a pair, four bits for each comparison, so that a million edges stay small.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Levels(pub u64);

impl Levels {
    /// More comparisons do not fit.
    pub const COMPARISONS: usize = 16;
    /// Level number that stands for a missing value.
    pub const MISSING: u8 = 15;

    /// Level number of a comparison, or [`Self::MISSING`].
    #[inline]
    pub fn get(self, comparison: usize) -> u8 {
        (self.0 >> (4 * comparison)) as u8 & 15
    }

    /// Level number of a comparison; `None` when a value was missing.
    pub fn level(self, comparison: usize) -> Option<usize> {
        let level = self.get(comparison);
        (level != Self::MISSING).then_some(usize::from(level))
    }

    /// The same with the level of one comparison set; it must not have been set before.
    #[inline]
    #[must_use]
    pub fn with(self, comparison: usize, level: u8) -> Self {
        Self(self.0 | (u64::from(level & 15) << (4 * comparison)))
    }

    /// The same with the level of one comparison changed.
    #[inline]
    #[must_use]
    pub fn replaced(self, comparison: usize, level: u8) -> Self {
        Self(self.0 & !(15 << (4 * comparison))).with(comparison, level)
    }
}

/// A pair of rows with its weight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// The smaller row.
    pub a: u32,
    /// The larger row.
    pub b: u32,
    /// log2 odds that they are one person.
    pub weight: f32,
    /// The same as a probability.
    pub probability: f32,
    /// Level of each comparison.
    pub levels: Levels,
}
