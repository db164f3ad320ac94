//! The vault, met as its users and as those who seize it would.
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
mod folder;
mod pdq;
mod s3;
mod stuff;
