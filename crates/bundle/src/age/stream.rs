//! The stream of an age file: chunks of 64 KiB, each with its tag; the last is marked, so that a cut is noticed.

use chacha20poly1305::{AeadInOut, ChaCha20Poly1305, KeyInit};
use std::io::{self, BufRead, Read, Write};
use zeroize::Zeroizing;

use super::{head, hkdf};
use crate::Random;
use crate::errors::{BundleError, through};
use crate::keys::{Identity, Recipient};

const CHUNK: usize = 64 << 10;
const TAG: usize = 16;

fn nonce(index: u64, last: bool) -> chacha20poly1305::Nonce {
    let mut nonce = [0; 12];
    for (to, from) in nonce.iter_mut().skip(3).zip(index.to_be_bytes().into_iter().chain([u8::from(last)])) {
        *to = from;
    }
    nonce.into()
}

/// Seals what is written to it.
pub(crate) struct Sealer<W: Write> {
    out: W,
    cipher: ChaCha20Poly1305,
    index: u64,
    chunk: Zeroizing<Vec<u8>>,
}

impl<W: Write> Sealer<W> {
    /// Writes the head.
    pub(crate) fn begin(mut out: W, recipients: &[Recipient], random: Random<'_>) -> io::Result<Self> {
        let mut key: head::FileKey = Zeroizing::new([0; 16]);
        let mut salt = [0; 16];
        if !random(key.as_mut_slice()) || !random(&mut salt) {
            return Err(through(BundleError::NoRandomness));
        }
        out.write_all(&head::write(recipients, &key, random).map_err(through)?)?;
        out.write_all(&salt)?;
        let payload = hkdf(key.as_slice(), &salt, b"payload").ok_or_else(|| io::Error::other("no key"))?;
        let cipher = ChaCha20Poly1305::new((&*payload).into());
        Ok(Self { out, cipher, index: 0, chunk: Zeroizing::new(Vec::with_capacity(CHUNK + TAG)) })
    }

    fn seal(&mut self, last: bool) -> io::Result<()> {
        let nonce = nonce(self.index, last);
        let tag = self
            .cipher
            .encrypt_inout_detached(&nonce, b"", self.chunk.as_mut_slice().into())
            .map_err(|_| io::Error::other("the cipher refused a chunk"))?;
        self.chunk.extend_from_slice(&tag);
        self.out.write_all(&self.chunk)?;
        self.chunk.clear();
        self.index += 1;
        Ok(())
    }

    /// Seals the last chunk. Without it the stream cannot be opened.
    pub(crate) fn finish(mut self) -> io::Result<W> {
        self.seal(true)?;
        self.out.flush()?;
        Ok(self.out)
    }
}

impl<W: Write> Write for Sealer<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.chunk.len() == CHUNK {
            // Only now is it known that another follows.
            self.seal(false)?;
        }
        let taken = bytes.len().min(CHUNK - self.chunk.len());
        self.chunk.extend_from_slice(bytes.get(..taken).unwrap_or_default());
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Opens a sealed stream.
pub(crate) struct Opener<R: BufRead> {
    input: R,
    cipher: ChaCha20Poly1305,
    index: u64,
    chunk: Zeroizing<Vec<u8>>,
    given: usize,
    ended: bool,
}

impl<R: BufRead> Opener<R> {
    /// Reads the head.
    pub(crate) fn begin(mut input: R, identity: &Identity) -> io::Result<Self> {
        let key = head::read(&mut input, identity)?;
        let mut salt = [0; 16];
        input.read_exact(&mut salt)?;
        let payload = hkdf(key.as_slice(), &salt, b"payload").ok_or_else(|| io::Error::other("no key"))?;
        let cipher = ChaCha20Poly1305::new((&*payload).into());
        let chunk = Zeroizing::new(Vec::with_capacity(CHUNK + TAG));
        Ok(Self { input, cipher, index: 0, chunk, given: 0, ended: false })
    }

    fn open(&mut self) -> io::Result<()> {
        let damaged = |what: &str| through(BundleError::Damaged(what.to_owned()));
        self.chunk.clear();
        self.given = 0;
        self.input.by_ref().take((CHUNK + TAG) as u64).read_to_end(&mut self.chunk)?;
        let last = self.input.fill_buf()?.is_empty();
        let length =
            self.chunk.len().checked_sub(TAG).ok_or_else(|| damaged("its encrypted stream is cut short"))?;
        if length == 0 && self.index > 0 {
            return Err(damaged("its encrypted stream ends in an empty piece"));
        }
        let tag = self.chunk.split_off(length);
        let tag: [u8; TAG] = tag.try_into().map_err(|_| damaged("its encrypted stream is cut short"))?;
        let opened = self.cipher.decrypt_inout_detached(
            &nonce(self.index, last),
            b"",
            self.chunk.as_mut_slice().into(),
            &tag.into(),
        );
        if opened.is_err() {
            self.chunk.clear();
            return Err(damaged(&format!(
                "piece {} of its encrypted stream changed or was cut",
                self.index + 1
            )));
        }
        self.index += 1;
        self.ended = last;
        Ok(())
    }
}

impl<R: BufRead> Read for Opener<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.chunk.len() {
            if self.ended {
                return Ok(0);
            }
            self.open()?;
        }
        let rest = self.chunk.get(self.given..).unwrap_or_default();
        let count = rest.len().min(buffer.len());
        for (to, from) in buffer.iter_mut().zip(rest.iter().take(count)) {
            *to = *from;
        }
        self.given += count;
        Ok(count)
    }
}
