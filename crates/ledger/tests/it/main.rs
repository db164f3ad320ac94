//! Tests of the room `ledger`, read as its manual.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

mod acknowledgement;
mod agree;
mod desk;
mod devices;
mod erasure;
mod flips;
mod garbage;
mod live_copy;
mod lock;
mod loss;
mod memory;
mod memory_disk;
mod merkle;
mod mutant;
mod power_cut;
mod proofs;
mod repair;
mod rotation;
mod round_trip;
mod sealed_files;
mod secrecy;
mod sentences;
mod shares;
mod teeth;
mod timestamps;
mod torn_tail;
mod vectors;
