//! The vault, met as its users and as those who seize it would. Two other rooms of sealed and attested bytes, `bundle`
//! and `witness`, have their tests in this binary too: each binary is linked for itself.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

mod blobs;
mod bounded;
#[path = "../../../bundle/tests/it/mod.rs"]
mod bundle;
mod folder;
mod pdq;
mod s3;
mod stuff;
#[path = "../../../witness/tests/it/mod.rs"]
mod witness;
