//! Tests of the room `witness`, read as its manual. The authority is a real one: openssl with certificates made here.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

mod authority;
mod garbage;
mod tokens;
