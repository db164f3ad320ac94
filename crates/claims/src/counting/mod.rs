//! Counting: from claims that stand to a number with a floor, a ceiling, and everything behind it.
//!
//! The algorithm and the proof sketch that the floor is a lower bound are in docs/counting.md. Nothing here reads a
//! casebook, and nothing is averaged, estimated or guessed.

pub mod cells;
mod difference;
pub mod distinct;
mod index;
mod measure;
mod sheet;
mod tally;

pub use difference::{Change, Reason, difference};
pub use index::{Index, SIGHTING_SLACK, TIME_SLACK};
pub use measure::Measure;
pub use sheet::{Episode, Judgement, LeftOut, Penalties, Sheet, Size, Subject};
pub use tally::{Count, Line, Why, count, count_indexed, events};
