//! Sealed files: bytes kept beside the ledger, such as the casebook's snapshot, encrypted under a key derived from
//! the casebook key (docs/ledger-format.md, "Sealed files"). Nothing readable may reach the disk, and the content
//! that is replaced is overwritten.

use std::path::PathBuf;

use chacha20poly1305::aead::inout::InOutBuf;
use chacha20poly1305::{AeadInOut, KeyInit, XChaCha20Poly1305};
use zeroize::Zeroizing;

use crate::bytes::sha256;
use crate::entropy::draw;
use crate::errors::{Doing, LedgerError};
use crate::replace::replace_erasing;
use crate::state::{Ledger, held};
use crate::wrap::Secret;

const MAGIC: &[u8; 8] = b"HBSEAL01";
const KEY_DOMAIN: &[u8; 22] = b"habeas sealed file v1\n";
const HEAD: usize = 8 + 16 + 32;
/// Bytes of content per chunk; the last may hold fewer.
const CHUNK: usize = 1 << 20;
const TAG: usize = 16;

struct Sealer {
    cipher: XChaCha20Poly1305,
    about: Vec<u8>,
}

impl Sealer {
    fn new(casebook_key: &Secret, head: &[u8], name: &str) -> Self {
        let key: Secret = Zeroizing::new(sha256(&[KEY_DOMAIN, casebook_key.as_slice(), head]));
        let mut about = head.to_vec();
        about.extend_from_slice(name.as_bytes());
        let key: &[u8; 32] = &key;
        Self { cipher: XChaCha20Poly1305::new(key.into()), about }
    }

    /// The nonce of a chunk: the key is used for this file only, so the chunk's number is enough.
    fn nonce(index: u64, last: bool) -> [u8; 24] {
        let mut nonce = [0; 24];
        for (to, from) in nonce.iter_mut().zip(index.to_le_bytes().into_iter().chain([u8::from(last)])) {
            *to = from;
        }
        nonce
    }

    fn seal(&self, index: u64, last: bool, chunk: &mut Vec<u8>) -> Option<()> {
        let nonce = Self::nonce(index, last).into();
        let tag = self
            .cipher
            .encrypt_inout_detached(&nonce, &self.about, InOutBuf::from(chunk.as_mut_slice()))
            .ok()?;
        chunk.extend_from_slice(&tag);
        Some(())
    }

    fn open(&self, index: u64, last: bool, chunk: &mut [u8], tag: &[u8; TAG]) -> Option<()> {
        let nonce = Self::nonce(index, last).into();
        self.cipher.decrypt_inout_detached(&nonce, &self.about, InOutBuf::from(chunk), tag.into()).ok()
    }
}

impl Ledger {
    fn sealed_path(&self, name: &str) -> Result<PathBuf, LedgerError> {
        let fine = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        let reserved = [".tmp", ".new", ".old"].iter().any(|end| name.ends_with(end));
        if name.is_empty() || name.len() > 100 || name.starts_with('.') || reserved || !name.chars().all(fine)
        {
            return Err(LedgerError::BadName(name.to_owned()));
        }
        Ok(self.layout.sealed.join(name))
    }

    /// Seals bytes into a file of that name, replacing and overwriting an earlier one.
    ///
    /// # Errors
    /// `BadName`, `Storage`, `Entropy`. After an error the earlier file is there, or the new one.
    pub fn seal_file(&self, name: &str, content: &[u8]) -> Result<(), LedgerError> {
        let path = self.sealed_path(name)?;
        let salt: [u8; 32] = draw(held(&self.writer).entropy.as_mut())?;
        let head = [MAGIC.as_slice(), &self.casebook.0, &salt].concat();
        let sealer = Sealer::new(&self.casebook_key, &head, name);
        let too_large =
            || LedgerError::TooLarge { what: "part", length: content.len() as u64, limit: CHUNK as u64 };
        replace_erasing(self.storage.as_ref(), &self.layout.sealed, name, &mut |file| {
            file.append(&head).doing("write", &path)?;
            let mut rest = content;
            let mut buffer = Vec::with_capacity(CHUNK + TAG);
            for index in 0.. {
                let (chunk, tail) = rest.split_at(rest.len().min(CHUNK));
                rest = tail;
                buffer.clear();
                buffer.extend_from_slice(chunk);
                sealer.seal(index, rest.is_empty(), &mut buffer).ok_or_else(too_large)?;
                file.append(&buffer).doing("write", &path)?;
                if rest.is_empty() {
                    break;
                }
            }
            Ok(())
        })
    }

    /// Opens a sealed file.
    ///
    /// # Errors
    /// `BadName`, `NoSealedFile`, `DamagedSealedFile` if a byte of it changed, `Storage`.
    pub fn open_file(&self, name: &str) -> Result<Zeroizing<Vec<u8>>, LedgerError> {
        let path = self.sealed_path(name)?;
        if !self.storage.exists(&path).doing("look for", &path)? {
            return Err(LedgerError::NoSealedFile(name.to_owned()));
        }
        let damaged = |what: String| LedgerError::DamagedSealedFile { name: name.to_owned(), what };
        let file = self.storage.open_read(&path).doing("read", &path)?;
        let length = usize::try_from(file.len().doing("read", &path)?).unwrap_or(usize::MAX);
        let mut head = [0; HEAD];
        if file.read_at(0, &mut head).doing("read", &path)? != HEAD {
            return Err(damaged("it is cut short".to_owned()));
        }
        if !head.starts_with(MAGIC) || head.get(8..24) != Some(self.casebook.0.as_slice()) {
            return Err(damaged("it is not a sealed file of this casebook".to_owned()));
        }
        let sealer = Sealer::new(&self.casebook_key, &head, name);
        let mut content = Zeroizing::new(Vec::with_capacity(length - HEAD));
        let mut buffer = Zeroizing::new(vec![0; CHUNK + TAG]);
        let mut from = HEAD;
        for index in 0.. {
            let fault = || damaged(format!("its chunk {} does not open", index + 1));
            let sealed = buffer.get_mut(..(length - from).min(CHUNK + TAG)).ok_or_else(fault)?;
            if file.read_at(from as u64, sealed).doing("read", &path)? != sealed.len() {
                return Err(fault());
            }
            from += sealed.len();
            let last = from == length;
            let (chunk, tag) = sealed.split_last_chunk_mut::<TAG>().ok_or_else(fault)?;
            sealer.open(index, last, chunk, tag).ok_or_else(fault)?;
            content.extend_from_slice(chunk);
            if last {
                break;
            }
        }
        Ok(content)
    }
}
