//! A hierarchical log-linear model: which lists depend on each other. With a term, every smaller one inside it is in the model.

use crate::table::Pattern;
use std::collections::BTreeSet;

/// Its terms, without the constant.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Model {
    width: usize,
    /// By size, then by value; closed: with a set of lists every smaller one but the empty.
    terms: Vec<Pattern>,
}

impl Model {
    /// The model of these generators and of each list alone.
    pub fn of(width: usize, generators: impl IntoIterator<Item = Pattern>) -> Self {
        let all = 1u32.checked_shl(width as u32).map_or(u32::MAX, |bit| bit - 1);
        let mut terms: BTreeSet<Pattern> = (0..width).map(|list| 1 << list).collect();
        for generator in generators {
            let generator = generator & all;
            // Every non-empty subset, by counting down within the bits.
            let mut part = generator;
            while part != 0 {
                terms.insert(part);
                part = (part - 1) & generator;
            }
        }
        Self::closed(width, terms.into_iter().collect())
    }

    /// The model of terms that are closed already.
    pub(crate) fn closed(width: usize, mut terms: Vec<Pattern>) -> Self {
        terms.sort_unstable_by_key(|term| (term.count_ones(), *term));
        Self { width, terms }
    }

    /// How many lists it is about.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Its terms, by size, then by value; the constant is not among them.
    pub fn terms(&self) -> &[Pattern] {
        &self.terms
    }

    /// Parameters, with the constant and those fitted at −∞.
    pub fn parameters(&self) -> usize {
        self.terms.len() + 1
    }

    /// Whether it has this term.
    pub fn has(&self, term: Pattern) -> bool {
        self.terms.binary_search_by_key(&(term.count_ones(), term), |term| (term.count_ones(), *term)).is_ok()
    }

    /// Terms that are in no other.
    pub fn generators(&self) -> Vec<Pattern> {
        let inside = |term: Pattern| self.terms.iter().any(|other| *other != term && other & term == term);
        let mut found: Vec<Pattern> = self.terms.iter().copied().filter(|term| !inside(*term)).collect();
        found.sort_by_key(|term| digits(*term));
        found
    }

    /// The name that papers give it: `[12,3]`; from ten lists on `[1.10,2]`.
    pub fn name(&self) -> String {
        let joint = if self.width > 9 { "." } else { "" };
        let names: Vec<String> = self
            .generators()
            .into_iter()
            .map(|term| digits(term).iter().map(u32::to_string).collect::<Vec<_>>().join(joint))
            .collect();
        format!("[{}]", names.join(","))
    }

    /// The model with one more pair of lists.
    pub(crate) fn with_pair(&self, pair: Pattern) -> Self {
        let mut terms = self.terms.clone();
        terms.push(pair);
        Self::closed(self.width, terms)
    }
}

fn digits(term: Pattern) -> Vec<u32> {
    (0..Pattern::BITS).filter(|list| term >> list & 1 == 1).map(|list| list + 1).collect()
}
