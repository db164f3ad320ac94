//! How often values occurred among the records a model was learnt from. Rarity, and whether a rare spelling may be a slip
//! for a usual one, are judged by this census and by nothing else when records come later: what a pair weighs must not
//! change with those that happen to stand beside it.

use super::forms;
use crate::model::Model;
use crate::refusal::Refusal;
use crate::table::Table;
use rustc_hash::FxHashMap;

/// The counts of every comparison of a model.
#[derive(Debug, Clone, Default)]
pub struct Census {
    pub(super) fields: Vec<Counted>,
}

/// The counts of one comparison.
#[derive(Debug, Clone, Default)]
pub(super) struct Counted {
    /// Records with a value.
    pub filled: u32,
    /// Records with each value; with each word, where whole names are compared.
    pub counts: FxHashMap<Box<str>, u32>,
    /// The same for what sounds alike.
    pub sounds: FxHashMap<u32, u32>,
    /// Whether the order of the names tells who is who.
    pub in_line: bool,
}

/// Where counts come from.
#[derive(Debug)]
pub(super) enum Counting<'c> {
    /// The rows at hand.
    Here,
    /// The rows at hand, and they are written down.
    Note(&'c mut Counted),
    /// An earlier census.
    Then(&'c Counted),
}

impl Census {
    /// Counts the rows of a table for the comparisons of a model.
    ///
    /// # Errors
    /// A table that lacks a column of the model.
    pub fn of(model: &Model, table: &Table) -> Result<Self, Refusal> {
        let planned = model.planned();
        let mut census = Self { fields: vec![Counted::default(); planned.len()] };
        let counting = census.fields.iter_mut().map(Counting::Note).collect();
        forms::prepare(table, &planned, counting)?;
        Ok(census)
    }
}

impl Counted {
    /// How often a value occurred.
    pub fn of(&self, key: &str) -> u32 {
        self.counts.get(key).copied().unwrap_or(0)
    }

    fn sound(&self, sound: u32) -> u32 {
        self.sounds.get(&sound).copied().unwrap_or(0)
    }
}

impl Counting<'_> {
    /// The counts that are to be used in the place of those of the rows at hand, by number of value; how many records
    /// had one. `key`: what names a value in every census.
    pub fn settle(&mut self, counts: &mut [u32], filled: &mut u32, key: impl Fn(u32) -> String) {
        match self {
            Self::Here => {}
            Self::Note(note) => {
                note.filled = *filled;
                for (value, count) in (0u32..).zip(&*counts).filter(|(_, count)| **count > 0) {
                    *note.counts.entry(key(value).into()).or_default() += count;
                }
            }
            Self::Then(known) => {
                *filled = known.filled;
                for (value, count) in (0u32..).zip(counts) {
                    *count = known.of(&key(value));
                }
            }
        }
    }

    /// The same for sounds.
    pub fn sounds(&mut self, here: FxHashMap<u32, u32>) -> FxHashMap<u32, u32> {
        match self {
            Self::Here => here,
            Self::Note(note) => {
                note.sounds.clone_from(&here);
                here
            }
            Self::Then(known) => here.into_keys().map(|sound| (sound, known.sound(sound))).collect(),
        }
    }

    /// Whether a word is known; `here` says it for the rows at hand.
    pub fn knows(&self, word: &str, here: impl Fn(&str) -> bool) -> bool {
        match self {
            Self::Here | Self::Note(_) => here(word),
            Self::Then(known) => known.of(word) > 0,
        }
    }

    /// The same for the order of names.
    pub fn in_line(&mut self, here: bool) -> bool {
        match self {
            Self::Here => here,
            Self::Note(note) => {
                note.in_line = here;
                here
            }
            Self::Then(known) => known.in_line,
        }
    }

    /// Whether nothing is looked up or written down.
    pub fn is_here(&self) -> bool {
        matches!(self, Self::Here)
    }

    /// Whether another census is looked up, so that each pair must be judged alone.
    pub fn is_then(&self) -> bool {
        matches!(self, Self::Then(_))
    }
}
