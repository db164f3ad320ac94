//! Reading reports: tables of sentences and what is drafted from them, and laws that hold for any text.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod data;
mod english;
mod kazakh;
mod law;
mod mutate;
mod second;
mod triage;
