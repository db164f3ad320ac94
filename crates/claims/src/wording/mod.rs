//! Numbers as people say them. [`read_quantity`] finds them in a phrase and keeps the words; numbers for the words
//! come only from a [`Convention`] named by whoever asks. “Hundreds” is never a number here.
//!
//! The words live in `data/wording/*.toml`, one file a language, so that a speaker can mend them.

mod bounds;
mod lexicon;
mod read;
mod something_else;
mod tokens;

pub use bounds::{Convention, NumberBounds, bounds, strict};
pub use lexicon::{Lang, Lexicon, WordingProblem};
pub use read::read_quantity;

use std::ops::Range;

/// A number as somebody said it, with its place in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// Bytes of the text, half-open, qualifiers included.
    pub span: Range<usize>,
    /// Those bytes, as written.
    pub word: String,
    /// How the number is meant.
    pub kind: Kind,
    /// The number; for [`Kind::Vague`] the unit when one is named (“several hundred”: 100); for a range its
    /// lower end.
    pub n: Option<u64>,
    /// The upper end of a range.
    pub m: Option<u64>,
}

/// How a number is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Just the number.
    Exact,
    /// Not fewer than.
    AtLeast,
    /// More than.
    MoreThan,
    /// About, some, of the order of.
    About,
    /// Nearly, almost.
    Nearly,
    /// Up to, not more than.
    UpTo,
    /// Fewer than.
    FewerThan,
    /// From so many to so many.
    Range,
    /// Already so many: a count in progress.
    Already,
    /// A word that stands for no number.
    Vague(VagueWord),
    /// Many, mass: more than one.
    Many,
}

/// Words that stand for no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum VagueWord {
    /// A couple.
    Couple,
    /// Several, a few.
    Several,
    /// Tens.
    Tens,
    /// Dozens.
    Dozens,
    /// Scores.
    Scores,
    /// Hundreds.
    Hundreds,
    /// Thousands.
    Thousands,
}

impl Kind {
    /// The word in files and data: `at_least`, `vague:hundreds`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::AtLeast => "at_least",
            Self::MoreThan => "more_than",
            Self::About => "about",
            Self::Nearly => "nearly",
            Self::UpTo => "up_to",
            Self::FewerThan => "fewer_than",
            Self::Range => "range",
            Self::Already => "already",
            Self::Vague(VagueWord::Couple) => "vague:couple",
            Self::Vague(VagueWord::Several) => "vague:several",
            Self::Vague(VagueWord::Tens) => "vague:tens",
            Self::Vague(VagueWord::Dozens) => "vague:dozens",
            Self::Vague(VagueWord::Scores) => "vague:scores",
            Self::Vague(VagueWord::Hundreds) => "vague:hundreds",
            Self::Vague(VagueWord::Thousands) => "vague:thousands",
            Self::Many => "many",
        }
    }
}
