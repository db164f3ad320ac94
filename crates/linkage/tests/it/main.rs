//! The tests of the room `linkage`, and with them those of `estimate`: a binary less to link.
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
#[path = "../../../estimate/tests/it/mod.rs"]
mod estimates;
mod explain;
mod kept;
mod labels;
mod people;
mod replicates;
mod similar;
mod splink;
mod torn;
mod truth;
