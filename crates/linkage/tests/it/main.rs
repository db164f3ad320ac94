//! Tests of the linkage room.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

mod against;
mod clusters;
mod dates;
mod double_names;
mod explain;
mod kept;
mod labels;
mod people;
mod replicates;
mod similar;
mod splink;
mod torn;
mod truth;
