//! Stories that drive the real binary, as a monitor would, the rules of the house, and the pages of the room
//! `web` (its tests are linked with these: both need everything).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

#[path = "../../../witness/tests/it/authority.rs"]
#[allow(dead_code)]
mod authority;
mod backup;
mod canaries;
mod checks;
mod demo;
mod drafts;
mod duplicates;
mod duplicates_kept;
mod erase;
mod erase_random;
mod estimate;
mod estimate_book;
mod estimate_page;
mod evidence;
mod evidence_bombs;
mod evidence_pages;
mod evidence_seized;
mod feed;
mod fetching;
mod habeas;
mod hostile;
mod keys;
mod link;
mod link_splink;
mod lock;
mod names;
mod pictures;
mod proofs;
mod real;
mod reporter;
mod rooms;
mod second_reader;
mod seizure;
mod served;
mod stories;
mod streets;
mod time;
#[path = "../../../intake/tests/it/tiny_zip.rs"]
#[allow(dead_code)]
mod tiny_zip;
mod token;
#[path = "../../../web/tests/it/mod.rs"]
mod web;
