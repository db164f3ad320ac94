//! The tests of the room `intake`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

mod batches;
mod mapping;
mod reading_cells;
mod reading_documents;
mod reading_kinds;
mod reading_shared_files;
mod reading_tables;
mod reading_workbooks;
mod shared;
mod tiny_zip;
