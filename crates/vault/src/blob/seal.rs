//! Sealing a file while it streams in: chunk by chunk, with never more than two chunks in memory.

use super::form::{CHUNK, HEAD, MAGIC, PREFIX, TAG, additional, nonce, padded_length};
use super::id::BlobKey;
use crate::errors::VaultError;
use crate::shelf::Pieces;
use chacha20poly1305::aead::inout::InOutBuf;
use chacha20poly1305::{AeadInOut, KeyInit, XChaCha20Poly1305};
use sha2::{Digest, Sha256};
use std::io::Read;
use zeroize::Zeroizing;

/// A file on its way to a shelf.
pub struct Sealing<'a> {
    file: &'a mut dyn Read,
    limit: u64,
    key: BlobKey,
    cipher: XChaCha20Poly1305,
    prefix: [u8; PREFIX],
    plain: Sha256,
    length: u64,
    /// The length to pad to, once the file has ended.
    padded: Option<u64>,
    /// How much of the padded file was taken.
    taken: u64,
    /// The chunk that is sealed next; the one behind it must be seen first, to know whether this is the last.
    waiting: Option<Zeroizing<Vec<u8>>>,
    number: u64,
    out: Vec<u8>,
    begun: bool,
}

impl<'a> Sealing<'a> {
    /// Begins. `random` is the blob's key and the beginning of its nonces, and must be used for no other blob.
    pub fn new(file: &'a mut dyn Read, limit: u64, random: &Zeroizing<[u8; 32 + PREFIX]>) -> Self {
        let (mut key, mut prefix) = ([0; 32], [0; PREFIX]);
        key.iter_mut().chain(prefix.iter_mut()).zip(random.iter()).for_each(|(to, from)| *to = *from);
        let cipher = XChaCha20Poly1305::new((&key).into());
        Self {
            file,
            limit,
            key: BlobKey(key),
            cipher,
            prefix,
            plain: Sha256::new(),
            length: 0,
            padded: None,
            taken: 0,
            waiting: None,
            number: 0,
            out: Vec::with_capacity(CHUNK + TAG),
            begun: false,
        }
    }

    /// After the last piece: the key, SHA-256 of the file, and its length in bytes.
    pub fn end(self) -> (BlobKey, [u8; 32], u64) {
        (self.key, self.plain.finalize().into(), self.length)
    }

    /// The next chunk of the padded file; none after its end.
    fn take(&mut self) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
        let mut chunk = Zeroizing::new(vec![0; CHUNK]);
        let mut filled = 0;
        while self.padded.is_none()
            && let Some(room) = chunk.get_mut(filled..)
            && !room.is_empty()
        {
            let got = match self.file.read(room) {
                Ok(got) => got,
                Err(cause) if cause.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(cause) => return Err(VaultError::Source(cause)),
            };
            self.plain.update(room.get(..got).unwrap_or_default());
            self.length += got as u64;
            filled += got;
            let too_large = VaultError::TooLarge { limit: self.limit };
            if self.length > self.limit {
                return Err(too_large);
            }
            if got == 0 {
                self.padded = Some(padded_length(self.length).ok_or(too_large)?);
            }
        }
        if let Some(padded) = self.padded {
            let left = padded.saturating_sub(self.taken);
            filled = usize::try_from(left).unwrap_or(CHUNK).min(CHUNK);
            chunk.truncate(filled);
        }
        self.taken += filled as u64;
        Ok((filled > 0).then_some(chunk))
    }
}

impl Pieces for Sealing<'_> {
    fn next_piece(&mut self) -> Result<Option<&[u8]>, VaultError> {
        self.out.clear();
        if !self.begun {
            self.begun = true;
            self.waiting = self.take()?;
            self.out.reserve(HEAD);
            self.out.extend_from_slice(MAGIC);
            self.out.extend_from_slice(&self.prefix);
            return Ok(Some(&self.out));
        }
        let Some(chunk) = self.waiting.take() else { return Ok(None) };
        self.waiting = self.take()?;
        let last = self.waiting.is_none();
        self.out.extend_from_slice(&chunk);
        let tag = self
            .cipher
            .encrypt_inout_detached(
                (&nonce(&self.prefix, self.number, last)).into(),
                &additional(&self.prefix, self.number, last),
                InOutBuf::from(self.out.as_mut_slice()),
            )
            // The only reason to fail is a chunk of more than 256 GiB.
            .map_err(|_| VaultError::TooLarge { limit: CHUNK as u64 })?;
        self.out.extend_from_slice(&tag);
        self.number += 1;
        Ok(Some(&self.out))
    }
}
