//! The pages as a reader and an attacker meet them: a real server over a real casebook, spoken to over sockets.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

mod board;
mod door;
mod duplicates;
mod erasure;
mod hostile;
mod house;
mod live;
mod messages;
mod pages;
mod reports;
mod slow;
