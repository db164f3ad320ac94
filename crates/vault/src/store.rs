//! Storing a file on a shelf, and weighing what lies there against what it should be.

use crate::blob::{BlobId, BlobKey, BlobReader, Sealing, hex};
use crate::errors::VaultError;
use crate::shelf::Shelf;
use sha2::{Digest, Sha256};
use std::io::Read;
use zeroize::Zeroizing;

/// Fills a buffer with fresh random bytes; false when there are none.
pub type Random<'a> = &'a dyn Fn(&mut [u8]) -> bool;

/// What is known of a file once it lies on a shelf. Everything but the blob's id belongs under seal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// The blob's name on the shelf.
    pub blob: BlobId,
    /// The key that opens it.
    pub key: BlobKey,
    /// SHA-256 of the file.
    pub sha256: [u8; 32],
    /// Bytes of the file.
    pub length: u64,
}

/// The operating system's random bytes.
pub fn system_random(buffer: &mut [u8]) -> bool {
    getrandom::fill(buffer).is_ok()
}

/// Seals a file onto a shelf while it streams in. Uses a few hundred KiB of memory, whatever the file's size (an S3
/// shelf: one part of 8 MiB, more for files above 70 GiB).
///
/// # Errors
/// Too large, unreadable, storage, network: nothing is then on the shelf.
pub fn store(
    shelf: &dyn Shelf,
    file: &mut dyn Read,
    limit: u64,
    random: Random<'_>,
) -> Result<Stored, VaultError> {
    let mut drawn = Zeroizing::new([0; 47]);
    if !random(drawn.as_mut_slice()) {
        return Err(VaultError::NoEntropy);
    }
    let mut sealing = Sealing::new(file, limit, &drawn);
    let blob = shelf.put(&mut sealing)?;
    let (key, sha256, length) = sealing.end();
    Ok(Stored { blob, key, sha256, length })
}

/// Checks a blob: that what lies on the shelf has the hash that names it, and that the file in it is the one stored.
///
/// # Errors
/// Missing; damaged, and where; storage or network.
pub fn check(shelf: &dyn Shelf, stored: &Stored) -> Result<(), VaultError> {
    const STEP: usize = 4 << 20;
    let mut hash = Sha256::new();
    let mut offset = 0;
    let there = shelf.size(&stored.blob)?.ok_or(VaultError::Missing(stored.blob))?;
    while offset < there {
        let bytes = shelf.range(&stored.blob, offset, STEP)?;
        if bytes.is_empty() {
            break;
        }
        hash.update(&bytes);
        offset += bytes.len() as u64;
    }
    let named_right = hex(&hash.finalize()) == stored.blob.to_string();
    // Opening it as well tells where the damage is, and that the key is the right one.
    let reader = BlobReader::open(shelf, stored.blob, &stored.key, stored.length)?;
    let mut plain = Sha256::new();
    let mut offset = 0;
    while offset < reader.length() {
        let bytes = reader.range(offset, STEP)?;
        plain.update(&bytes);
        offset += bytes.len() as u64;
    }
    let whole = |place: &str| VaultError::Damaged { id: stored.blob, place: place.to_owned() };
    if !named_right {
        // Every byte of a blob is authenticated, so this is the padding's last chunk or a wrong name.
        reader.range_padding()?;
        return Err(whole("as a whole: its hash is not its name"));
    }
    if plain.finalize().as_slice() != stored.sha256 {
        return Err(whole("as a whole: the file in it is not the one that was stored"));
    }
    Ok(())
}
