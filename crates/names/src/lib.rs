//! Personal names in any script: folding for search, and comparison of two written names. Pure: no IO, no clock, no
//! randomness. A folded key or a blocking key is for finding candidates only; a score says how often two such spellings
//! are one *name*; neither ever decides that two people are one.

pub mod compare;
pub mod fold;
mod keys;
mod letters;
pub mod lexicon;
mod phones;
mod reading;
pub mod schemes;
pub mod search;

pub use compare::{Comparison, LIKELY, Reason, SAME, Verdict, compare, score};
pub use keys::Key;
pub use reading::{Component, Reading, read};
