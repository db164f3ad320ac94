//! Reports of any kind into claims and doubts. Pure: bytes come in as arguments, nothing is stored, nothing is sent.
//! It must never touch the ledger, and never drop what it could not understand.

pub mod batch;
pub mod feeds;
pub mod mapping;
pub mod reading;
