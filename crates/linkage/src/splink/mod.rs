//! Splink's settings and models (versions 4 and 5): read, scored natively exactly as Splink scores them, and written.
//!
//! The conditions of the levels are SQL. The part of SQL that Splink's own comparisons use is parsed into a typed tree
//! and evaluated here; anything else is refused by naming the comparison, the level and the place in the text, since a
//! guess would change what a weight means. Nothing here trains a model.

mod bind;
mod block;
mod distance;
mod eval;
mod export;
mod expr;
mod link;
mod model;
mod parse;
mod portable;
mod score;
mod settings;
mod time;
mod words;

pub use bind::Bound;
pub use distance::{damerau_levenshtein, jaccard, jaro, jaro_winkler, levenshtein};
pub use export::{Exported, export};
pub use model::{Level, SplinkModel};
pub use portable::{Portable, portable};
pub use score::Scored;
pub use settings::{Comparison, Probability, Rule, Settings, SettingsLevel};

/// Why Splink settings cannot be used, in the user's words.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum SplinkRefusal {
    /// Not the JSON that Splink saves.
    #[error("the Splink settings cannot be read: {0}")]
    Json(String),
    /// A condition outside the SQL that is known here.
    #[error("{place}: character {position} of {sql}: {says}")]
    Sql {
        /// Comparison and level, or blocking rule.
        place: String,
        /// Counted in characters from 1.
        position: usize,
        /// The condition.
        sql: String,
        /// What is wrong there.
        says: String,
    },
    /// A probability that is none, or a level that cannot be scored.
    #[error("{place}: {says}")]
    Level {
        /// Comparison and level.
        place: String,
        /// What is wrong.
        says: String,
    },
    /// More comparisons or levels than fit.
    #[error("{0}")]
    TooMany(String),
    /// The table lacks a column of the model.
    #[error("the Splink model reads the column \"{0}\", which is not in the table")]
    NoSuchColumn(String),
    /// A blocking rule that makes too many pairs.
    #[error("blocking rule {number} ({rule}) makes {pairs} pairs; give it an equality on a rarer value")]
    TooManyPairs {
        /// Counted from 1.
        number: usize,
        /// The rule.
        rule: String,
        /// How many, or more.
        pairs: u64,
    },
}
