//! The casebook key: random, wrapped by a passphrase (Argon2id) or a key file, in `keys/casebook.key`
//! (docs/ledger-format.md, "Casebook key"). It must never reach a disk unwrapped.

use std::path::{Path, PathBuf};

use argon2::{Algorithm, Argon2, Params, Version};
use zeroize::Zeroizing;

use crate::bytes::{Fields, checksum8};
use crate::entropy::{Entropy, draw};
use crate::errors::{Doing, LedgerError};
use crate::identity::CasebookId;
use crate::layout::CASEBOOK_KEY;
use crate::replace::replace;
use crate::storage::Storage;
use crate::wrap::{Secret, WRAPPED, Wrapper};

const MAGIC: &[u8; 8] = b"HBCKEY01";
const KEY_FILE_DOMAIN: &[u8; 19] = b"habeas key file v1\n";
const BY_PASSPHRASE: u8 = 1;
const BY_KEY_FILE: u8 = 2;
const HEAD: usize = 8 + 16 + 1 + 12 + 32;
const FILE: usize = HEAD + WRAPPED + 8;

/// What opens a casebook.
#[derive(Clone)]
pub enum Unlock {
    /// A file of 32 random bytes. `create` makes it when it is not there.
    KeyFile(PathBuf),
    /// A passphrase, used as its UTF-8 bytes exactly as given.
    Passphrase(Zeroizing<String>),
}

impl std::fmt::Debug for Unlock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Unlock::KeyFile(path) => f.debug_tuple("KeyFile").field(path).finish(),
            Unlock::Passphrase(_) => f.write_str("Passphrase(…)"),
        }
    }
}

/// How a passphrase is stretched: Argon2id version 1.3.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretching {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

impl Default for Stretching {
    /// The floor: 64 MiB, three passes, one lane.
    fn default() -> Self {
        Self { memory_kib: 64 << 10, passes: 3, lanes: 1 }
    }
}

impl Stretching {
    /// Stronger stretching; memory in KiB.
    ///
    /// # Errors
    /// `WeakStretching` below 64 MiB, 3 passes, 1 lane; `ImpossibleStretching` above what Argon2 allows.
    pub fn new(memory_kib: u32, passes: u32, lanes: u32) -> Result<Self, LedgerError> {
        let floor = Self::default();
        if memory_kib < floor.memory_kib || passes < floor.passes || lanes < floor.lanes {
            return Err(LedgerError::WeakStretching);
        }
        let stretching = Self { memory_kib, passes, lanes };
        stretching.params()?;
        Ok(stretching)
    }

    /// Almost none. For tests and throw-away casebooks only: a passphrase behind it can be guessed.
    pub fn for_tests_only() -> Self {
        Self { memory_kib: 64, passes: 1, lanes: 1 }
    }

    fn params(self) -> Result<Params, LedgerError> {
        // More than 4 GiB, 64 passes or 64 lanes is a damaged file, not a wish.
        if self.memory_kib > 4 << 20 || self.passes > 64 || self.lanes > 64 {
            return Err(LedgerError::ImpossibleStretching(self.describe()));
        }
        Params::new(self.memory_kib, self.passes, self.lanes, Some(32))
            .map_err(|_| LedgerError::ImpossibleStretching(self.describe()))
    }

    fn describe(self) -> String {
        format!("{} KiB, {} passes, {} lanes", self.memory_kib, self.passes, self.lanes)
    }
}

fn key_from_passphrase(
    passphrase: &str,
    salt: &[u8; 32],
    stretching: Stretching,
) -> Result<Secret, LedgerError> {
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, stretching.params()?);
    let mut key: Secret = Zeroizing::new([0; 32]);
    argon
        .hash_password_into(passphrase.as_bytes(), salt, key.as_mut_slice())
        .map_err(|_| LedgerError::ImpossibleStretching(stretching.describe()))?;
    Ok(key)
}

fn key_from_file(storage: &dyn Storage, path: &Path, salt: &[u8; 32]) -> Result<Secret, LedgerError> {
    if !storage.exists(path).doing("look for the key file", path)? {
        return Err(LedgerError::KeyFileMissing(path.to_owned()));
    }
    let bytes = Zeroizing::new(storage.read(path).doing("read the key file", path)?);
    if bytes.len() != 32 {
        return Err(LedgerError::KeyFileLength { path: path.to_owned(), length: bytes.len() as u64 });
    }
    Ok(Zeroizing::new(crate::bytes::sha256(&[KEY_FILE_DOMAIN, salt, &bytes])))
}

/// Makes the casebook key and the bytes of `keys/casebook.key`.
pub(crate) fn create(
    storage: &dyn Storage,
    casebook: &CasebookId,
    unlock: &Unlock,
    stretching: Stretching,
    entropy: &mut dyn Entropy,
) -> Result<(Secret, Vec<u8>), LedgerError> {
    let salt: [u8; 32] = draw(entropy)?;
    let (method, stretching, wrapping) = match unlock {
        Unlock::Passphrase(passphrase) if passphrase.is_empty() => return Err(LedgerError::EmptyPassphrase),
        Unlock::Passphrase(passphrase) => {
            (BY_PASSPHRASE, stretching, key_from_passphrase(passphrase, &salt, stretching)?)
        }
        Unlock::KeyFile(path) => {
            if !storage.exists(path).doing("look for the key file", path)? {
                write_key_file(storage, path, entropy)?;
            }
            let none = Stretching { memory_kib: 0, passes: 0, lanes: 0 };
            (BY_KEY_FILE, none, key_from_file(storage, path, &salt)?)
        }
    };
    let key: Secret = Zeroizing::new(draw(entropy)?);
    let mut file = Vec::with_capacity(FILE);
    file.extend_from_slice(MAGIC);
    file.extend_from_slice(&casebook.0);
    file.push(method);
    file.extend_from_slice(&stretching.memory_kib.to_le_bytes());
    file.extend_from_slice(&stretching.passes.to_le_bytes());
    file.extend_from_slice(&stretching.lanes.to_le_bytes());
    file.extend_from_slice(&salt);
    let wrapped = Wrapper::new(&wrapping).wrap(&key, &file, entropy)?;
    file.extend_from_slice(&wrapped);
    let check = checksum8(&[&file]);
    file.extend_from_slice(&check);
    Ok((key, file))
}

/// Makes a key file, whole or not at all.
fn write_key_file(storage: &dyn Storage, path: &Path, entropy: &mut dyn Entropy) -> Result<(), LedgerError> {
    let secret: Secret = Zeroizing::new(draw(entropy)?);
    let name = path
        .file_name()
        .and_then(|name| name.to_str())
        .ok_or_else(|| LedgerError::KeyFileName(path.to_owned()))?;
    let parent = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    replace(storage, parent, name, secret.as_slice())
}

/// What is wrong with the file's bytes, without unlocking.
pub(crate) fn fault(bytes: &[u8]) -> Option<&'static str> {
    let Some((body, check)) = bytes.split_last_chunk::<8>() else { return Some("it is cut short") };
    if bytes.len() != FILE {
        return Some("it does not have the length of a casebook key");
    }
    if checksum8(&[body]) != *check {
        return Some("its checksum does not fit");
    }
    (!body.starts_with(MAGIC)).then_some("it does not begin with the mark of a casebook key")
}

/// The casebook and its key, from the bytes of `keys/casebook.key`.
pub(crate) fn open(
    storage: &dyn Storage,
    bytes: &[u8],
    unlock: &Unlock,
) -> Result<(CasebookId, Secret), LedgerError> {
    let damaged =
        |what: &str| LedgerError::DamagedKeys { file: format!("keys/{CASEBOOK_KEY}"), what: what.to_owned() };
    if let Some(what) = fault(bytes) {
        return Err(damaged(what));
    }
    let mut fields = Fields::new(bytes);
    let parsed = (|| {
        let _magic = fields.take(8)?;
        let casebook = CasebookId(*fields.array()?);
        let method = fields.u8()?;
        let stretching =
            Stretching { memory_kib: fields.u32()?, passes: fields.u32()?, lanes: fields.u32()? };
        Some((
            casebook,
            method,
            stretching,
            fields.array::<32>()?,
            fields.array::<WRAPPED>()?,
            bytes.get(..HEAD)?,
        ))
    })();
    let (casebook, method, stretching, salt, wrapped, about) =
        parsed.ok_or_else(|| damaged("it is cut short"))?;
    let (wrapping, wrong) = match (method, unlock) {
        (BY_PASSPHRASE, Unlock::Passphrase(passphrase)) => {
            (key_from_passphrase(passphrase, salt, stretching)?, LedgerError::WrongPassphrase)
        }
        (BY_KEY_FILE, Unlock::KeyFile(path)) => {
            (key_from_file(storage, path, salt)?, LedgerError::WrongKeyFile(path.clone()))
        }
        (BY_PASSPHRASE, Unlock::KeyFile(_)) => return Err(LedgerError::NeedsPassphrase),
        (BY_KEY_FILE, Unlock::Passphrase(_)) => return Err(LedgerError::NeedsKeyFile),
        _ => return Err(damaged("it is wrapped in a way this program does not know")),
    };
    let key = Wrapper::new(&wrapping).unwrap(wrapped, about).ok_or(wrong)?;
    Ok((casebook, key))
}
