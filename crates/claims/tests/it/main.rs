//! The tests of the claims room: tables that read like the manual, and laws as property tests.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

mod cells;
mod counting;
mod erasure;
mod legal;
mod when;
mod wire;
mod wording;
mod words;
mod worlds;
