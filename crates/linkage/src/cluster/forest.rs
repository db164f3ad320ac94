//! Which records hang together at all: a forest of disjoint sets. It knows nothing of weights.

/// Disjoint sets over the numbers `0..n`.
pub(crate) struct Forest {
    parent: Vec<u32>,
}

impl Forest {
    /// Every number alone.
    pub(crate) fn new(n: usize) -> Self {
        Self { parent: (0..n).map(|at| u32::try_from(at).unwrap_or(u32::MAX)).collect() }
    }

    /// The number that stands for the set of `at`.
    pub(crate) fn root(&mut self, mut at: u32) -> u32 {
        while let Some(&up) = self.parent.get(at as usize) {
            if up == at {
                break;
            }
            // Halving the path keeps the trees flat without a second pass.
            let over = self.parent.get(up as usize).copied().unwrap_or(up);
            if let Some(slot) = self.parent.get_mut(at as usize) {
                *slot = over;
            }
            at = over;
        }
        at
    }

    /// Joins two sets; the smaller number stands for both, so that the result does not depend on the order of joins.
    pub(crate) fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        let (low, high) = (a.min(b), a.max(b));
        if let Some(slot) = self.parent.get_mut(high as usize) {
            *slot = low;
        }
    }
}
