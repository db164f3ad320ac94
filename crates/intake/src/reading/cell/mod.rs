//! Cells whose writers were in doubt: counts and lists of units as monitors really type them. Reads what is certain
//! and names what is not; never adds up, rounds or picks one of two readings.

mod count;
mod units;

pub use count::{CellCount, WhyUnclear, read_count_cell};
pub use units::{UnitMention, split_units_cell};
