//! The reading layer: raw bytes to typed rows or text, keeping everything, with doubts. Nothing here knows what a
//! person, a station or a detention is; the mapping rules on top do. A problem (`Err`) means the file cannot be
//! read safely; anything merely odd is a doubt beside what was read.

pub mod cell;
pub mod document;
mod doubt;
mod encoding;
mod hidden;
mod kind;
mod limits;
mod problem;
pub mod table;

pub use doubt::{Doubt, DoubtKind};
pub use kind::{FileKind, HEAD_BYTES, recognise};
pub use limits::Limits;
pub use problem::ReadingProblem;
