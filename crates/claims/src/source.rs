//! Source chains: who repeats whom. Independence is a property of the chain, not of the outlet: two outlets copying
//! one post are one source.

use crate::RecordId;
use std::collections::{BTreeMap, BTreeSet};

/// Which source repeats which. An outlet may repeat several.
#[derive(Debug, Clone, Default)]
pub struct Chains {
    relays: BTreeMap<RecordId, BTreeSet<RecordId>>,
}

impl Chains {
    /// Records that `outlet` repeats `origin`.
    pub fn relay(&mut self, outlet: RecordId, origin: RecordId) {
        if outlet != origin {
            self.relays.entry(outlet).or_default().insert(origin);
        }
    }

    /// Where a source's words come from in the end: the sources that repeat nobody. A ring of sources that only
    /// repeat each other counts as one origin, its least id.
    pub fn origins(&self, source: RecordId) -> BTreeSet<RecordId> {
        let mut seen = BTreeSet::from([source]);
        let mut open = vec![source];
        let mut ends = BTreeSet::new();
        while let Some(at) = open.pop() {
            match self.relays.get(&at) {
                Some(next) if !next.is_empty() => {
                    open.extend(next.iter().copied().filter(|origin| seen.insert(*origin)));
                }
                _ => {
                    ends.insert(at);
                }
            }
        }
        if ends.is_empty() { seen.first().copied().into_iter().collect() } else { ends }
    }

    /// The chain from a source to its origins, nearest first, each once.
    pub fn path(&self, source: RecordId) -> Vec<RecordId> {
        let mut path = vec![source];
        let mut next = 0;
        while let Some(at) = path.get(next).copied() {
            next += 1;
            for origin in self.relays.get(&at).into_iter().flatten() {
                if !path.contains(origin) {
                    path.push(*origin);
                }
            }
        }
        path
    }

    /// True when two sources share an origin, so that the second confirms nothing.
    pub fn dependent(&self, a: RecordId, b: RecordId) -> bool {
        !self.origins(a).is_disjoint(&self.origins(b))
    }

    /// How many independent voices speak among these sources: the number of groups that share no origin.
    pub fn independent(&self, sources: impl IntoIterator<Item = RecordId>) -> usize {
        let mut voices: Vec<BTreeSet<RecordId>> = Vec::new();
        for source in sources {
            let mut origins = self.origins(source);
            voices.retain(|voice| {
                let shares = !voice.is_disjoint(&origins);
                if shares {
                    origins.extend(voice.iter().copied());
                }
                !shares
            });
            voices.push(origins);
        }
        voices.len()
    }
}
