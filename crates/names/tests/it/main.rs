//! The tests of the room `names`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

mod compare;
mod fold;
mod lexicon;
mod schemes;
mod search;
mod synthetic;
