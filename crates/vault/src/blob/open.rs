//! Opening a blob: any range of the file it holds, without reading the rest.

use super::form::{CHUNK, HEAD, MAGIC, PREFIX, TAG, additional, nonce, padded_length, sealed_length};
use super::id::{BlobId, BlobKey};
use crate::errors::VaultError;
use crate::shelf::Shelf;
use chacha20poly1305::aead::inout::InOutBuf;
use chacha20poly1305::{AeadInOut, KeyInit, Tag, XChaCha20Poly1305};
use std::io::Read;
use zeroize::Zeroizing;

/// Chunks fetched from the shelf at once when a blob is read from end to end: 4 MiB.
const AHEAD: u64 = 64;

/// A blob that can be read.
pub struct BlobReader<'a> {
    shelf: &'a dyn Shelf,
    id: BlobId,
    cipher: XChaCha20Poly1305,
    prefix: [u8; PREFIX],
    length: u64,
    chunks: u64,
    padded: u64,
    at: u64,
    ready: Zeroizing<Vec<u8>>,
    ready_from: u64,
}

impl<'a> BlobReader<'a> {
    /// Opens a blob of a file of `length` bytes.
    ///
    /// # Errors
    /// Missing; damaged when its size or beginning is not that of such a blob; storage.
    pub fn open(shelf: &'a dyn Shelf, id: BlobId, key: &BlobKey, length: u64) -> Result<Self, VaultError> {
        let damaged = |place: &str| VaultError::Damaged { id, place: place.to_owned() };
        let (Some(padded), Some(sealed)) = (padded_length(length), sealed_length(length)) else {
            return Err(damaged("as a whole: no blob is that long"));
        };
        let there = shelf.size(&id)?.ok_or(VaultError::Missing(id))?;
        if there != sealed {
            return Err(damaged(&format!("as a whole: {there} bytes lie there instead of {sealed}")));
        }
        let head = shelf.range(&id, 0, HEAD)?;
        let prefix = head.strip_prefix(MAGIC).and_then(|prefix| prefix.try_into().ok());
        let prefix: [u8; PREFIX] = prefix.ok_or_else(|| damaged("at its beginning"))?;
        let chunks = padded.div_ceil(CHUNK as u64);
        let cipher = XChaCha20Poly1305::new((&key.0).into());
        let ready = Zeroizing::new(Vec::new());
        Ok(Self { shelf, id, cipher, prefix, length, chunks, padded, at: 0, ready, ready_from: 0 })
    }

    /// The length of the file, in bytes.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Bytes of the file from `offset` on, `most` at most; fewer at its end.
    ///
    /// # Errors
    /// Damaged, with the bytes that cannot be read; storage.
    pub fn range(&self, offset: u64, most: usize) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let end = self.length.min(offset.saturating_add(most as u64));
        if offset >= end {
            return Ok(Zeroizing::new(Vec::new()));
        }
        let size = CHUNK as u64;
        let (first, last) = (offset / size, (end - 1) / size);
        let mut plain = self.chunks(first, last - first + 1)?;
        plain.truncate(usize::try_from(end - first * size).unwrap_or(usize::MAX));
        let before = usize::try_from(offset - first * size).unwrap_or(usize::MAX).min(plain.len());
        plain.drain(..before);
        Ok(plain)
    }

    /// Opens the chunk that holds only padding, if there is one.
    pub(crate) fn range_padding(&self) -> Result<(), VaultError> {
        self.chunks(self.chunks.saturating_sub(1), 1).map(drop)
    }

    /// Opens `count` chunks from number `first` on.
    fn chunks(&self, first: u64, count: u64) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let size = (CHUNK + TAG) as u64;
        let count = count.min(self.chunks.saturating_sub(first));
        let from = HEAD as u64 + first * size;
        let to = (from + count * size).min(HEAD as u64 + self.padded + self.chunks * TAG as u64);
        let sealed = self.shelf.range(&self.id, from, usize::try_from(to - from).unwrap_or(usize::MAX))?;
        let mut plain = Zeroizing::new(Vec::with_capacity(sealed.len()));
        for (number, chunk) in (first..).zip(sealed.chunks(CHUNK + TAG)) {
            let last = number + 1 == self.chunks;
            let (text, tag) = chunk.split_at(chunk.len().saturating_sub(TAG));
            let tag: [u8; TAG] = tag.try_into().map_err(|_| self.damaged(number))?;
            let start = plain.len();
            plain.extend_from_slice(text);
            let opened = self.cipher.decrypt_inout_detached(
                (&nonce(&self.prefix, number, last)).into(),
                &additional(&self.prefix, number, last),
                InOutBuf::from(plain.get_mut(start..).unwrap_or_default()),
                &Tag::from(tag),
            );
            opened.map_err(|_| self.damaged(number))?;
        }
        let expected = (to - from).saturating_sub(count * TAG as u64);
        if plain.len() as u64 != expected {
            return Err(self.damaged(first + plain.len() as u64 / CHUNK as u64));
        }
        Ok(plain)
    }

    fn damaged(&self, chunk: u64) -> VaultError {
        let from = chunk * CHUNK as u64;
        let to = (from + CHUNK as u64).min(self.padded);
        VaultError::Damaged { id: self.id, place: format!("in bytes {from}–{to} of the file") }
    }
}

impl Read for BlobReader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.at >= self.length || buffer.is_empty() {
            return Ok(0);
        }
        let within = |ready: &[u8], from: u64, at: u64| {
            at.checked_sub(from).and_then(|o| usize::try_from(o).ok()).filter(|o| *o < ready.len())
        };
        if within(&self.ready, self.ready_from, self.at).is_none() {
            let first = self.at / CHUNK as u64;
            self.ready = self.chunks(first, AHEAD).map_err(std::io::Error::other)?;
            self.ready_from = first * CHUNK as u64;
        }
        let from = within(&self.ready, self.ready_from, self.at).unwrap_or(self.ready.len());
        let left = usize::try_from(self.length - self.at).unwrap_or(usize::MAX);
        let rest = self.ready.get(from..).unwrap_or_default();
        let n = rest.len().min(buffer.len()).min(left);
        if let (Some(to), Some(from)) = (buffer.get_mut(..n), rest.get(..n)) {
            to.copy_from_slice(from);
        }
        self.at += n as u64;
        Ok(n)
    }
}
