//! Sealed files: bytes kept beside the ledger, such as the casebook's snapshot, encrypted under a key derived from
//! the casebook key (docs/ledger-format.md, "Sealed files"). Nothing readable may reach the disk, and the content
//! that is replaced is overwritten.

use std::path::{Path, PathBuf};

use chacha20poly1305::aead::inout::InOutBuf;
use chacha20poly1305::{AeadInOut, KeyInit, XChaCha20Poly1305};
use zeroize::Zeroizing;

use crate::bytes::sha256;
use crate::entropy::draw;
use crate::errors::{Doing, LedgerError};
use crate::identity::CasebookId;
use crate::layout::ROTATED;
use crate::locked::{LockedKey, scrub_stack};
use crate::replace::replace_erasing;
use crate::state::{Ledger, held};
use crate::storage::{Storage, WriteFile};
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
    fn new(casebook_key: &LockedKey, head: &[u8], name: &str) -> Self {
        let key: Secret = Zeroizing::new(sha256(&[KEY_DOMAIN, casebook_key.bytes(), head]));
        let mut about = head.to_vec();
        about.extend_from_slice(name.as_bytes());
        let key: &[u8; 32] = &key;
        let cipher = XChaCha20Poly1305::new(key.into());
        scrub_stack();
        Self { cipher, about }
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

/// What gives the next piece of content, at most a chunk; `true` with the last.
type NextChunk<'a> = &'a mut dyn FnMut(&mut Vec<u8>) -> Result<bool, LedgerError>;
/// Told of every chunk of content; `true` with the last.
type EachChunk<'a> = &'a mut dyn FnMut(&[u8], bool) -> Result<(), LedgerError>;

/// A sealed file: where, of which casebook, under which name.
pub(crate) struct Sealed<'a> {
    pub casebook: &'a CasebookId,
    pub path: &'a Path,
    pub name: &'a str,
}

impl Sealed<'_> {
    /// Seals content into a file that was just made.
    pub(crate) fn write(
        &self,
        key: &LockedKey,
        salt: &[u8; 32],
        file: &mut dyn WriteFile,
        next: NextChunk<'_>,
    ) -> Result<(), LedgerError> {
        let head = [MAGIC.as_slice(), &self.casebook.0, salt].concat();
        let sealer = Sealer::new(key, &head, self.name);
        let too_large = || LedgerError::TooLarge { what: "part", length: 0, limit: CHUNK as u64 };
        file.append(&head).doing("write", self.path)?;
        let mut buffer = Zeroizing::new(Vec::new());
        for index in 0.. {
            buffer.clear();
            let last = next(&mut buffer)?;
            sealer.seal(index, last, &mut buffer).ok_or_else(too_large)?;
            file.append(&buffer).doing("write", self.path)?;
            if last {
                break;
            }
        }
        Ok(())
    }

    /// Seals the content of another file, which opens under `old`, into a file that was just made.
    pub(crate) fn copy(
        &self,
        storage: &dyn Storage,
        from: &Sealed<'_>,
        old: &LockedKey,
        new: &LockedKey,
        salt: &[u8; 32],
        file: &mut dyn WriteFile,
    ) -> Result<(), LedgerError> {
        let head = [MAGIC.as_slice(), &self.casebook.0, salt].concat();
        let sealer = Sealer::new(new, &head, self.name);
        let too_large = || LedgerError::TooLarge { what: "part", length: 0, limit: CHUNK as u64 };
        file.append(&head).doing("write", self.path)?;
        let mut buffer = Zeroizing::new(Vec::new());
        let mut index = 0;
        from.read(storage, old, &mut |chunk, last| {
            buffer.clear();
            buffer.extend_from_slice(chunk);
            sealer.seal(index, last, &mut buffer).ok_or_else(too_large)?;
            index += 1;
            file.append(&buffer).doing("write", self.path)
        })
    }

    /// Opens a file, chunk by chunk.
    pub(crate) fn read(
        &self,
        storage: &dyn Storage,
        key: &LockedKey,
        each: EachChunk<'_>,
    ) -> Result<(), LedgerError> {
        let path = self.path;
        let damaged = |what: String| LedgerError::DamagedSealedFile { name: self.name.to_owned(), what };
        let file = storage.open_read(path).doing("read", path)?;
        let length = usize::try_from(file.len().doing("read", path)?).unwrap_or(usize::MAX);
        let mut head = [0; HEAD];
        if file.read_at(0, &mut head).doing("read", path)? != HEAD {
            return Err(damaged("it is cut short".to_owned()));
        }
        if !head.starts_with(MAGIC) || head.get(8..24) != Some(self.casebook.0.as_slice()) {
            return Err(damaged("it is not a sealed file of this casebook".to_owned()));
        }
        let sealer = Sealer::new(key, &head, self.name);
        let mut buffer = Zeroizing::new(vec![0; (length - HEAD).min(CHUNK + TAG)]);
        let mut from = HEAD;
        for index in 0.. {
            let fault = || damaged(format!("its chunk {} does not open", index + 1));
            let sealed = buffer.get_mut(..(length - from).min(CHUNK + TAG)).ok_or_else(fault)?;
            if file.read_at(from as u64, sealed).doing("read", path)? != sealed.len() {
                return Err(fault());
            }
            from += sealed.len();
            let last = from == length;
            let (chunk, tag) = sealed.split_last_chunk_mut::<TAG>().ok_or_else(fault)?;
            sealer.open(index, last, chunk, tag).ok_or_else(fault)?;
            each(chunk, last)?;
            if last {
                break;
            }
        }
        Ok(())
    }
}

/// What gives the chunks of a whole content.
pub(crate) fn chunks_of(mut rest: &[u8]) -> impl FnMut(&mut Vec<u8>) -> Result<bool, LedgerError> {
    move |buffer| {
        let (chunk, tail) = rest.split_at(rest.len().min(CHUNK));
        buffer.extend_from_slice(chunk);
        rest = tail;
        Ok(rest.is_empty())
    }
}

impl Ledger {
    fn sealed_path(&self, name: &str) -> Result<PathBuf, LedgerError> {
        let fine = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        let reserved = [".tmp", ".new", ".old", ROTATED].iter().any(|end| name.ends_with(end));
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
        let salt: [u8; 32] = {
            let mut writer = held(&self.writer);
            if let Some(stopped) = &writer.stopped {
                // After a rotation that failed it is not known which key is in force.
                return Err(LedgerError::Stopped(stopped.to_string()));
            }
            draw(writer.entropy.as_mut())?
        };
        let key = self.casebook_key();
        let sealed = Sealed { casebook: &self.casebook, path: &path, name };
        replace_erasing(self.storage.as_ref(), &self.layout.sealed, name, &mut |file| {
            sealed.write(&key, &salt, file, &mut chunks_of(content))
        })
    }

    /// Opens a sealed file.
    ///
    /// # Errors
    /// `BadName`, `NoSealedFile`, `DamagedSealedFile` if a byte of it changed, `Storage`.
    pub fn open_file(&self, name: &str) -> Result<Zeroizing<Vec<u8>>, LedgerError> {
        let path = self.sealed_path(name)?;
        let key = self.casebook_key();
        if !self.storage.exists(&path).doing("look for", &path)? {
            return Err(LedgerError::NoSealedFile(name.to_owned()));
        }
        // As long as the file, so that what is read is never moved, and wiped only where it lies at the end.
        let length = self.storage.open_read(&path).and_then(|file| file.len()).doing("read", &path)?;
        let mut content = Zeroizing::new(Vec::with_capacity(usize::try_from(length).unwrap_or_default()));
        let sealed = Sealed { casebook: &self.casebook, path: &path, name };
        sealed.read(self.storage.as_ref(), &key, &mut |chunk, _| {
            content.extend_from_slice(chunk);
            Ok(())
        })?;
        Ok(content)
    }
}
