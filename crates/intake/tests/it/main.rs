//! The tests of the room `intake`, and with them those of `extract` and `testkit`: two binaries less to link.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

mod batches;
#[path = "../../../extract/tests/it/mod.rs"]
mod extract;
mod feeds;
mod mapping;
mod reading_cells;
mod reading_documents;
mod reading_kinds;
mod reading_shared_files;
mod reading_tables;
mod reading_workbooks;
mod shared;
#[path = "../../../testkit/tests/it/mod.rs"]
mod testkit;
mod tiny_zip;
