//! How alike two strings of bytes are. Values are cut to 64 bytes; nothing here allocates.

mod edits;
mod jaro;

pub use edits::{osa, within_one};
pub use jaro::jaro_winkler;

/// Only the first bytes are compared.
pub const LONGEST: usize = 64;

fn cut(bytes: &[u8]) -> &[u8] {
    bytes.get(..LONGEST).unwrap_or(bytes)
}
