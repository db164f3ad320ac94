//! Sorting what comes in: whether a text tells of detentions at all, and whether it repeats one that is here already. Ten
//! reposts are one source chain. Nothing is thrown away: noise and repeats are folded away, and a repeat that brings
//! anything new is shown like a new text.

mod alike;
mod weight;

pub use alike::{Shared, Sketch};
pub use weight::{Relevance, Weight, weigh};

use crate::eval::names_match;
use crate::fact::{Fact, Kind, Outcome};
use crate::read::Reading;
use std::collections::BTreeMap;

/// What was made of one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Triage {
    /// What it is about.
    pub weight: Weight,
    /// An earlier text of which it is a repeat, if there is one.
    pub like: Option<Like>,
}

impl Triage {
    /// Whether a person should be shown it without asking: it matters, and it is no mere repeat. A changed copy always is: one
    /// that says "not detained" weighs nothing by itself, and takes back what the first said.
    pub fn is_news(&self) -> bool {
        self.like.map_or(self.weight.relevance == Relevance::Relevant, |like| like.changed)
    }
}

/// A text that is nearly another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Like {
    /// Number of the text that is nearest to it, from 0, in the order in which they were laid down.
    pub nearest: usize,
    /// Number of the text with which its chain begins.
    pub first: usize,
    /// Whether it says anything that the nearest does not, or no longer says what that said: an update or a correction,
    /// not a repeat.
    pub changed: bool,
}

/// The lowest hashes by which a text is found again.
const KEYS: usize = 64;
/// Texts kept under one hash; a phrase that every outlet uses tells nothing.
const UNDER_ONE: usize = 64;

struct Kept {
    sketch: Sketch,
    says: Vec<Saying>,
    first: usize,
}

/// What has come in so far. The same texts in the same order give the same chains.
#[derive(Default)]
pub struct Pile {
    kept: Vec<Kept>,
    by_hash: BTreeMap<u64, Vec<usize>>,
}

impl Pile {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many texts were laid down.
    pub fn len(&self) -> usize {
        self.kept.len()
    }

    /// Whether none was.
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// Lays one more text down; `reading` is what [`crate::read()`] made of it.
    pub fn lay(&mut self, text: &str, reading: &Reading) -> Triage {
        let sketch = Sketch::of(text);
        let says: Vec<Saying> = reading.facts.iter().filter_map(Saying::of).collect();
        let mut near: Vec<usize> =
            sketch.lowest(KEYS).iter().filter_map(|hash| self.by_hash.get(hash)).flatten().copied().collect();
        near.sort_unstable();
        near.dedup();
        // The nearest, and of two equally near the earlier.
        let mut best: Option<(u32, usize, Shared)> = None;
        for number in near {
            let Some(kept) = self.kept.get(number) else { continue };
            let shared = sketch.shared(&kept.sketch);
            if shared.is_repeat() && best.is_none_or(|(nearness, _, _)| shared.nearness() > nearness) {
                best = Some((shared.nearness(), number, shared));
            }
        }
        let like = best.and_then(|(_, nearest, shared)| {
            let other = self.kept.get(nearest)?;
            let new = says.iter().any(|says| !other.says.iter().any(|known| known.same(says)));
            // A shorter copy leaves things out; any other text without them takes them back.
            let gone =
                !shared.is_part() && other.says.iter().any(|known| !says.iter().any(|s| s.same(known)));
            Some(Like { nearest, first: other.first, changed: new || gone })
        });
        let number = self.kept.len();
        let first = like.map_or(number, |like| like.first);
        // A mere repeat needs not be found again: whatever is like it is like its original.
        if like.is_none_or(|like| like.changed) {
            for hash in sketch.lowest(KEYS) {
                let under = self.by_hash.entry(*hash).or_default();
                if under.len() < UNDER_ONE {
                    under.push(number);
                }
            }
        }
        self.kept.push(Kept { sketch, says, first });
        Triage { weight: weigh(text, reading), like }
    }
}

/// What a fact says, without where it stands: enough to see that another text says the same.
enum Saying {
    Detained { name: String, named: bool, outcome: Outcome },
    Counted { of: String, min: Option<u64>, max: Option<u64> },
    Other(String),
}

impl Saying {
    fn of(fact: &Fact) -> Option<Self> {
        match &fact.kind {
            Kind::Detention(of) => {
                Some(Saying::Detained { name: of.name.clone(), named: of.named, outcome: of.outcome })
            }
            Kind::Count(of) => Some(Saying::Counted { of: of.of.clone(), min: of.min, max: of.max }),
            Kind::Harm(of) => Some(Saying::Other(format!("{} {}", of.victim, of.kind))),
            Kind::Property(of) => Some(Saying::Other(format!("{} {}", of.victim, of.item.value))),
            Kind::Intervention(_) | Kind::Statement(_) => None,
        }
    }

    fn same(&self, other: &Saying) -> bool {
        match (self, other) {
            (
                Saying::Detained { name: a, named: true, outcome: of_a },
                Saying::Detained { name: b, named: true, outcome: of_b },
            ) => of_a == of_b && names_match(a, b),
            (
                Saying::Detained { name: a, named: false, outcome: of_a },
                Saying::Detained { name: b, named: false, outcome: of_b },
            ) => of_a == of_b && a == b,
            (Saying::Counted { of: a, min: al, max: ah }, Saying::Counted { of: b, min: bl, max: bh }) => {
                a == b && al == bl && ah == bh
            }
            (Saying::Other(a), Saying::Other(b)) => a == b,
            _ => false,
        }
    }
}
