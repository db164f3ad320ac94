//! The form of a blob on the shelf: lengths, nonces and additional data of its chunks (docs/evidence.md, "A blob").

/// Bytes of the padded file in one chunk; the last chunk may have fewer.
pub const CHUNK: usize = 64 * 1024;
/// Bytes of the tag behind each chunk.
pub(super) const TAG: usize = 16;
/// Begins every blob.
pub(super) const MAGIC: &[u8; 8] = b"HBLBLOB1";
/// Bytes before the first chunk: the magic and the beginning of every nonce.
pub(super) const HEAD: usize = 8 + PREFIX;
/// Random bytes that begin every nonce of a blob.
pub(super) const PREFIX: usize = 15;
/// Begins the additional authenticated data of every chunk.
const DOMAIN: &[u8; 21] = b"habeas blob chunk v1\n";
/// The least a file is padded to.
const LEAST: u64 = 4096;

/// The length a file is padded to, so that its exact length cannot be told from the shelf: Padmé (Nikitin et al.,
/// PETS 2019, §4), at least 4 KiB. Adds at most 12 %, and 1.6 % above 4 GiB. `None` above 2^60 bytes.
pub fn padded_length(length: u64) -> Option<u64> {
    if length <= LEAST {
        return Some(LEAST);
    }
    if length > 1 << 60 {
        return None;
    }
    let exponent = length.ilog2();
    let kept = exponent.ilog2() + 1;
    let mask = (1_u64 << (exponent - kept)) - 1;
    Some((length + mask) & !mask)
}

/// How many bytes lie on the shelf for a file of this length. `None` above 2^60 bytes.
pub fn sealed_length(length: u64) -> Option<u64> {
    let padded = padded_length(length)?;
    Some(HEAD as u64 + padded + padded.div_ceil(CHUNK as u64) * TAG as u64)
}

/// The nonce of a chunk: the blob's prefix, the chunk's number from 0, and whether it is the last.
pub(super) fn nonce(prefix: &[u8; PREFIX], chunk: u64, last: bool) -> [u8; 24] {
    let mut nonce = [0; 24];
    let fields = prefix.iter().copied().chain(chunk.to_le_bytes()).chain([u8::from(last)]);
    nonce.iter_mut().zip(fields).for_each(|(to, from)| *to = from);
    nonce
}

/// The additional authenticated data of a chunk.
pub(super) fn additional(prefix: &[u8; PREFIX], chunk: u64, last: bool) -> [u8; 21 + HEAD + 9] {
    let mut aad = [0; 21 + HEAD + 9];
    let fields = DOMAIN.iter().chain(MAGIC).chain(prefix).copied();
    let fields = fields.chain(chunk.to_le_bytes()).chain([u8::from(last)]);
    aad.iter_mut().zip(fields).for_each(|(to, from)| *to = from);
    aad
}
