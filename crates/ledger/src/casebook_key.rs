//! The casebook key: random, wrapped by a passphrase (Argon2id), a key file, or k of n shares, in `keys/casebook.key`
//! (docs/ledger-format.md, "Casebook key"). It must never reach a disk unwrapped.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use zeroize::Zeroizing;

use crate::bytes::{Fields, checksum8, sha256};
use crate::entropy::{Entropy, draw};
use crate::errors::{Doing, LedgerError};
use crate::identity::CasebookId;
use crate::layout::CASEBOOK_KEY;
use crate::locked::{CasebookKey, LockedKey, scrub_stack};
use crate::replace::replace;
use crate::share::{Share, combine};
use crate::storage::Storage;
use crate::stretching::Stretching;
use crate::wrap::{Secret, WRAPPED, Wrapper};

const MAGIC: &[u8; 8] = b"HBCKEY01";
const KEY_FILE_DOMAIN: &[u8; 19] = b"habeas key file v1\n";
const SHARES_DOMAIN: &[u8; 24] = b"habeas unlock shares v1\n";
const BY_PASSPHRASE: u8 = 1;
const BY_KEY_FILE: u8 = 2;
const BY_SHARES: u8 = 3;
const HEAD: usize = 8 + 16 + 1 + 12 + 32;
const FILE: usize = HEAD + WRAPPED + 8;

/// What opens a casebook.
#[derive(Clone)]
pub enum Unlock {
    /// A file of 32 random bytes. `create` makes it when it is not there.
    KeyFile(PathBuf),
    /// A passphrase, used as its UTF-8 bytes exactly as given.
    Passphrase(Zeroizing<String>),
    /// As many shares of one set as it needs.
    Shares(Vec<Share>),
}

impl std::fmt::Debug for Unlock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Unlock::KeyFile(path) => f.debug_tuple("KeyFile").field(path).finish(),
            Unlock::Passphrase(_) => f.write_str("Passphrase(…)"),
            Unlock::Shares(shares) => f.debug_tuple("Shares").field(shares).finish(),
        }
    }
}

/// How a casebook opens; told without any key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opening {
    /// With a passphrase, stretched so.
    Passphrase(Stretching),
    /// With a key file.
    KeyFile,
    /// With shares.
    Shares {
        /// How many are needed.
        need: u8,
        /// How many there are.
        of: u8,
        /// The set's name, as in the shares: eight hexadecimal digits.
        set: String,
    },
}

/// The wrapping key, and what the file says about how it is found.
struct Wrapping {
    method: u8,
    stretching: Stretching,
    salt: [u8; 32],
    key: LockedKey,
}

impl Wrapping {
    /// For a file to be written. A key file that is not there is made.
    fn new(
        storage: &dyn Storage,
        unlock: &Unlock,
        stretching: Stretching,
        entropy: &mut dyn Entropy,
    ) -> Result<Self, LedgerError> {
        let mut salt: [u8; 32] = draw(entropy)?;
        let (method, stretching, key) = match unlock {
            Unlock::Passphrase(passphrase) if passphrase.is_empty() => {
                return Err(LedgerError::EmptyPassphrase);
            }
            Unlock::Passphrase(passphrase) => {
                (BY_PASSPHRASE, stretching, stretching.stretch(passphrase, &salt)?)
            }
            Unlock::KeyFile(path) => {
                if !storage.exists(path).doing("look for the key file", path)? {
                    write_key_file(storage, path, entropy)?;
                }
                (BY_KEY_FILE, Stretching::NONE, key_from_file(storage, path, &salt)?)
            }
            Unlock::Shares(shares) => {
                let first = shares.first().ok_or(LedgerError::NoShare)?;
                salt.iter_mut().zip(first.set).for_each(|(to, from)| *to = from);
                let counts =
                    Stretching { memory_kib: 0, passes: first.need().into(), lanes: first.of().into() };
                (BY_SHARES, counts, key_from_shares(shares, &salt)?)
            }
        };
        Ok(Self { method, stretching, salt, key })
    }

    /// The bytes of the file.
    fn wrap(
        self,
        casebook: &CasebookId,
        key: &LockedKey,
        entropy: &mut dyn Entropy,
    ) -> Result<Vec<u8>, LedgerError> {
        let mut file = Vec::with_capacity(FILE);
        file.extend_from_slice(MAGIC);
        file.extend_from_slice(&casebook.0);
        file.push(self.method);
        file.extend_from_slice(&self.stretching.memory_kib.to_le_bytes());
        file.extend_from_slice(&self.stretching.passes.to_le_bytes());
        file.extend_from_slice(&self.stretching.lanes.to_le_bytes());
        file.extend_from_slice(&self.salt);
        let wrapped = Wrapper::new(&Arc::new(self.key)).wrap(key.bytes(), &file, entropy)?;
        file.extend_from_slice(&wrapped);
        let check = checksum8(&[&file]);
        file.extend_from_slice(&check);
        Ok(file)
    }
}

fn key_from_file(storage: &dyn Storage, path: &Path, salt: &[u8; 32]) -> Result<LockedKey, LedgerError> {
    if !storage.exists(path).doing("look for the key file", path)? {
        return Err(LedgerError::KeyFileMissing(path.to_owned()));
    }
    let bytes = Zeroizing::new(storage.read(path).doing("read the key file", path)?);
    if bytes.len() != 32 {
        return Err(LedgerError::KeyFileLength { path: path.to_owned(), length: bytes.len() as u64 });
    }
    Ok(hashed(&[KEY_FILE_DOMAIN, salt, &bytes]))
}

fn key_from_shares(shares: &[Share], salt: &[u8; 32]) -> Result<LockedKey, LedgerError> {
    let secret = combine(shares)?;
    Ok(hashed(&[SHARES_DOMAIN, salt, secret.bytes()]))
}

fn hashed(pieces: &[&[u8]]) -> LockedKey {
    let written = LockedKey::written(|key| {
        key.copy_from_slice(Zeroizing::new(sha256(pieces)).as_slice());
        Ok::<(), std::convert::Infallible>(())
    });
    scrub_stack();
    match written {
        Ok(key) => key,
        Err(never) => match never {},
    }
}

/// Makes the casebook key and the bytes of `keys/casebook.key`.
pub(crate) fn create(
    storage: &dyn Storage,
    casebook: &CasebookId,
    unlock: &Unlock,
    stretching: Stretching,
    entropy: &mut dyn Entropy,
) -> Result<(CasebookKey, Vec<u8>), LedgerError> {
    let wrapping = Wrapping::new(storage, unlock, stretching, entropy)?;
    let key = LockedKey::written(|key| entropy.fill(key))?;
    let file = wrapping.wrap(casebook, &key, entropy)?;
    Ok((Arc::new(key), file))
}

/// The bytes of `keys/casebook.key` for a key there is, to be opened by something else from now on.
pub(crate) fn wrap_anew(
    storage: &dyn Storage,
    casebook: &CasebookId,
    key: &LockedKey,
    unlock: &Unlock,
    stretching: Stretching,
    entropy: &mut dyn Entropy,
) -> Result<Vec<u8>, LedgerError> {
    Wrapping::new(storage, unlock, stretching, entropy)?.wrap(casebook, key, entropy)
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

/// What the file says in the clear.
struct Clear<'a> {
    casebook: CasebookId,
    method: u8,
    stretching: Stretching,
    salt: &'a [u8; 32],
    wrapped: &'a [u8; WRAPPED],
    about: &'a [u8],
}

fn damaged(what: &str) -> LedgerError {
    LedgerError::DamagedKeys { file: format!("keys/{CASEBOOK_KEY}"), what: what.to_owned() }
}

fn clear(bytes: &[u8]) -> Result<Clear<'_>, LedgerError> {
    if let Some(what) = fault(bytes) {
        return Err(damaged(what));
    }
    let mut fields = Fields::new(bytes);
    let parsed = (|| {
        let _magic = fields.take(8)?;
        Some(Clear {
            casebook: CasebookId(*fields.array()?),
            method: fields.u8()?,
            stretching: Stretching { memory_kib: fields.u32()?, passes: fields.u32()?, lanes: fields.u32()? },
            salt: fields.array()?,
            wrapped: fields.array()?,
            about: bytes.get(..HEAD)?,
        })
    })();
    parsed.ok_or_else(|| damaged("it is cut short"))
}

/// How the casebook opens, from the bytes of `keys/casebook.key`.
pub(crate) fn opening(bytes: &[u8]) -> Result<Opening, LedgerError> {
    let clear = clear(bytes)?;
    match clear.method {
        BY_PASSPHRASE => Ok(Opening::Passphrase(clear.stretching)),
        BY_KEY_FILE => Ok(Opening::KeyFile),
        BY_SHARES => {
            let counts = (u8::try_from(clear.stretching.passes), u8::try_from(clear.stretching.lanes));
            let (Ok(need), Ok(of)) = counts else { return Err(damaged("its share counts make no sense")) };
            let set = clear.salt.first_chunk::<4>().copied().unwrap_or_default();
            Ok(Opening::Shares { need, of, set: crate::bytes::hex(&set) })
        }
        _ => Err(damaged("it is wrapped in a way this program does not know")),
    }
}

/// Whose key it is.
pub(crate) fn casebook(bytes: &[u8]) -> Result<CasebookId, LedgerError> {
    Ok(clear(bytes)?.casebook)
}

/// How a passphrase is stretched now; the floor if none is.
pub(crate) fn stretching(bytes: &[u8]) -> Result<Stretching, LedgerError> {
    Ok(match opening(bytes)? {
        Opening::Passphrase(stretching) => stretching,
        _ => Stretching::default(),
    })
}

/// The casebook and its key, from the bytes of `keys/casebook.key`.
pub(crate) fn open(
    storage: &dyn Storage,
    bytes: &[u8],
    unlock: &Unlock,
) -> Result<(CasebookId, CasebookKey), LedgerError> {
    let clear = clear(bytes)?;
    let (wrapping, wrong) = match (opening(bytes)?, unlock) {
        (Opening::Passphrase(stretching), Unlock::Passphrase(passphrase)) => {
            (stretching.stretch(passphrase, clear.salt)?, LedgerError::WrongPassphrase)
        }
        (Opening::KeyFile, Unlock::KeyFile(path)) => {
            (key_from_file(storage, path, clear.salt)?, LedgerError::WrongKeyFile(path.clone()))
        }
        (Opening::Shares { need, of, set }, Unlock::Shares(shares)) => {
            if let Some(share) = shares.iter().find(|share| share.set() != set) {
                return Err(LedgerError::ForeignShare(share.index()));
            }
            if shares.is_empty() {
                return Err(LedgerError::NeedsShares { need, of });
            }
            (key_from_shares(shares, clear.salt)?, LedgerError::WrongShares)
        }
        (Opening::Passphrase(_), _) => return Err(LedgerError::NeedsPassphrase(given(unlock))),
        (Opening::KeyFile, _) => return Err(LedgerError::NeedsKeyFile(given(unlock))),
        (Opening::Shares { need, of, .. }, _) => return Err(LedgerError::NeedsShares { need, of }),
    };
    let wrapper = Wrapper::new(&Arc::new(wrapping));
    let key =
        LockedKey::written(|place| wrapper.unwrap_into(clear.wrapped, clear.about, place).ok_or(wrong))?;
    Ok((clear.casebook, Arc::new(key)))
}

fn given(unlock: &Unlock) -> &'static str {
    match unlock {
        Unlock::KeyFile(_) => "a key file",
        Unlock::Passphrase(_) => "a passphrase",
        Unlock::Shares(_) => "shares",
    }
}
