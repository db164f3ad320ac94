//! Tests of the room `bundle`, read as its manual.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

mod age;
mod archive;
mod damage;
mod desk;
mod garbage;
