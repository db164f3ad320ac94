//! For now a binary of its own; it moves into that of `linkage`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod loglinear;
