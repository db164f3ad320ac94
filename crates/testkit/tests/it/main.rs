//! The tests of the testkit: what it plants must be there, be cited to the byte, and count true.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

mod bulk;
mod counts;
mod day;
mod lists;
mod quotes;
