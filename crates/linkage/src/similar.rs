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

/// Which bytes occur, one bit for each (bytes that are alike in their last six bits share one).
pub fn letters_in(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |set, byte| set | 1 << (byte & 63))
}

/// Fewest edits that lie between strings with these letters: each edit can bring in or take away one letter.
#[inline]
pub fn edits_at_least(one: u64, other: u64) -> u32 {
    (one & !other).count_ones().max((other & !one).count_ones())
}

/// Whether the Jaro–Winkler similarity may reach a bound, as far as lengths and letters tell.
#[inline]
pub fn may_be_alike(one: (&[u8], u64), other: (&[u8], u64), bound: f32) -> bool {
    let prefix = one.0.iter().zip(other.0).take(4).take_while(|(x, y)| x == y).count();
    may_begin_alike((one.0.len() as u32, other.0.len() as u32), (one.1, other.1), prefix as u32, bound)
}

/// The same for strings of these lengths, with these letters, that begin with so many signs in common (four at most).
#[inline]
pub fn may_begin_alike(lengths: (u32, u32), letters: (u64, u64), prefix: u32, bound: f32) -> bool {
    let common = lengths
        .0
        .saturating_sub((letters.0 & !letters.1).count_ones())
        .min(lengths.1.saturating_sub((letters.1 & !letters.0).count_ones()));
    if common == 0 {
        return false;
    }
    let common = common as f32;
    let jaro = (common / lengths.0 as f32 + common / lengths.1 as f32 + 1.0) / 3.0;
    jaro + 0.1 * prefix as f32 * (1.0 - jaro) >= bound
}
