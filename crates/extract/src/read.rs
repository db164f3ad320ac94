//! From a text to drafts: cut, tag, recognise, fit frames, put together. The text is never changed, and a fact that cannot
//! quote it is not made.

use crate::document::{About, Document};
use crate::fact::Fact;
use crate::facts;
use crate::items;
use crate::lang::Lang;

/// What reading a text gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The main language.
    pub lang: Lang,
    /// Drafts, in the order in which the text gives them.
    pub facts: Vec<Fact>,
    /// What a reader should know.
    pub doubts: Vec<Doubt>,
}

/// Something odd about a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// There is nothing to read.
    Empty,
    /// It is in no language that can be read.
    NoKnownLanguage,
    /// Only the first part was read.
    TooLong {
        /// Bytes that were read.
        read: usize,
    },
    /// Marks that turn the direction of writing stand in it; what is seen may not be what is written.
    TurnsDirection,
    /// A word mixes letters of two scripts.
    MixedScripts,
}

/// Bytes of a text that are read, at most.
pub const LONGEST: usize = 2_000_000;

/// Reads a text.
pub fn read(text: &str, about: &About) -> Reading {
    let mut doubts = Vec::new();
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    if end < text.len() {
        doubts.push(Doubt::TooLong { read: end });
    }
    let text = text.get(..end).unwrap_or("");
    if text.trim().is_empty() {
        return Reading {
            lang: about.lang.unwrap_or_default(),
            facts: Vec::new(),
            doubts: vec![Doubt::Empty],
        };
    }
    if text.contains(['\u{202a}', '\u{202b}', '\u{202d}', '\u{202e}', '\u{2066}', '\u{2067}', '\u{2068}']) {
        doubts.push(Doubt::TurnsDirection);
    }
    if about.lang.is_none() && crate::lang::of(text).is_none() {
        doubts.push(Doubt::NoKnownLanguage);
    }
    let document = Document::of(text, about);
    let things = items::recognise(&document);
    let mut facts = facts::draft(&document, &things);
    // The last gate: whatever a rule did, only what stands in the text leaves.
    facts.retain(|fact| fact.evidence.is_of(text));
    Reading { lang: document.lang, facts, doubts }
}
