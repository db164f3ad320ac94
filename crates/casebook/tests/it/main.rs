//! The tests of the room `casebook`. All people are synthetic.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

mod alike;
mod heard;
mod look;
mod order;
mod sheet;
mod standing;
mod story;
mod views;
