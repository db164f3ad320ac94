//! Counting.
pub mod distinct;
