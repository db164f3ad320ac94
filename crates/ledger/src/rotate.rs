//! Changing the casebook key, and what opens it, without touching the ledger. Everything the old key wraps is written
//! anew beside the old, then the new casebook key takes the place of the old one in one step, then the files follow.
//! At every moment one of the two keys opens everything; the loser's files are overwritten. No key that was destroyed
//! may come back.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError};

use crate::bytes::hex;
use crate::casebook_key::{self, Unlock};
use crate::entropy::draw;
use crate::errors::{Doing, LedgerError};
use crate::identity::CasebookId;
use crate::layout::{CASEBOOK_KEY, Layout, ROTATED, ROTATION};
use crate::locked::LockedKey;
use crate::record_keys::RecordKeys;
use crate::replace::{erase, put_in_place, replace_erasing, write_new};
use crate::sealed_file::{Sealed, chunks_of};
use crate::state::{Ledger, held};
use crate::storage::{Promise, Storage};
use crate::stretching::Stretching;
use crate::wrap::Wrapper;
use crate::wrapped_files::{Passage, WRAPPED_FILES};

/// What a rotation did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rotated {
    /// How many files are under the new key now.
    pub files: u64,
    /// Sealed files that did not open under the old key, and open under none now.
    pub damaged: Vec<String>,
}

impl Ledger {
    /// Lets something else open the casebook from now on: a new passphrase, another key file, other shares. The old
    /// wrapping is overwritten. A key file that is not there is made.
    ///
    /// # Errors
    /// `EmptyPassphrase`, `KeyFileLength`, the reasons why shares do not fit, `Storage`, `Entropy`. After an error
    /// the casebook opens as before, or as asked for.
    pub fn change_unlock(&self, unlock: &Unlock, stretching: Stretching) -> Result<(), LedgerError> {
        let mut writer = held(&self.writer);
        let key = self.casebook_key();
        let entropy = writer.entropy.as_mut();
        let storage = self.storage.as_ref();
        let file = casebook_key::wrap_anew(storage, &self.casebook, &key, unlock, stretching, entropy)?;
        replace_erasing(storage, &self.layout.keys, CASEBOOK_KEY, &mut |to| {
            to.append(&file).doing("write", &self.layout.casebook_key())
        })
    }

    /// Replaces the casebook key by a fresh one, which the same passphrase, key file or shares open. What an old copy
    /// of the key store holds opens under the old key only.
    ///
    /// # Errors
    /// Whatever says that `unlock` does not open the casebook; `DamagedKeys` if a key would be lost; `Storage`,
    /// `Entropy`. After an error the old key is in force, or, if the ledger is then stopped, perhaps the new one.
    pub fn rotate_keys(&self, unlock: &Unlock) -> Result<Rotated, LedgerError> {
        let mut writer = held(&self.writer);
        if let Some(stopped) = &writer.stopped {
            return Err(LedgerError::Stopped(stopped.to_string()));
        }
        let mut current = self.casebook_key.write().unwrap_or_else(PoisonError::into_inner);
        let (storage, layout) = (self.storage.as_ref(), &self.layout);
        let path = layout.casebook_key();
        let present = storage.read(&path).doing("read", &path)?;
        let (casebook, key) = casebook_key::open(storage, &present, unlock)?;
        if casebook != self.casebook || key.bytes() != current.bytes() {
            return Err(LedgerError::DamagedKeys {
                file: format!("keys/{CASEBOOK_KEY}"),
                what: "it holds another key than the one in use".to_owned(),
            });
        }
        let entropy = writer.entropy.as_mut();
        let next = Arc::new(LockedKey::written(|key| entropy.fill(key))?);
        let (old, new) = (Wrapper::new(&key), Wrapper::new(&next));
        let mut passage =
            Passage { casebook: &casebook, old: &old, new: &new, entropy, keyless: self.keyless };
        let prepared = beside(storage, layout, &key, &next, &mut passage).and_then(|rotated| {
            let stretching = casebook_key::stretching(&present)?;
            let entropy = &mut *passage.entropy;
            let file = casebook_key::wrap_anew(storage, &casebook, &next, unlock, stretching, entropy)?;
            Ok((rotated, file))
        });
        let (rotated, file) = match prepared {
            Ok(prepared) => prepared,
            Err(error) => {
                // The old key stays in force. What cannot be burnt now, the next opening burns.
                let _ = burn(storage, layout);
                return Err(error);
            }
        };
        let committed = replace_erasing(storage, &layout.keys, CASEBOOK_KEY, &mut |to| {
            to.append(&file).doing("write", &path)
        });
        let settled = committed.and_then(|()| settle(storage, layout, &casebook, &next)).and_then(|()| {
            let path = layout.record_keys();
            let bytes = storage.read(&path).doing("read", &path)?;
            Ok((
                RecordKeys::load(&bytes, casebook, new).keys,
                storage.open_write(&path).doing("open", &path)?,
            ))
        });
        match settled {
            Ok((keys, key_file)) => {
                writer.key_file = key_file;
                *held(&self.keys) = keys;
                *current = next;
                Ok(rotated)
            }
            Err(error) => {
                // Which key is in force is known to the disk only: nothing more may be written under either.
                writer.stopped = Some(error.clone());
                Err(error)
            }
        }
    }
}

/// Writes everything the old key wraps under the new one beside it, and a list of it, durably.
fn beside(
    storage: &dyn Storage,
    layout: &Layout,
    old: &LockedKey,
    new: &LockedKey,
    passage: &mut Passage<'_>,
) -> Result<Rotated, LedgerError> {
    let casebook = passage.casebook;
    let mut rotated = Rotated::default();
    let mut list = String::new();
    let mut listed = |dir: &str, name: &str, hash: &[u8; 32]| {
        list.push_str(&format!("{dir}/{name} {}\n", hex(hash)));
        rotated.files += 1;
    };
    for file in WRAPPED_FILES {
        let path = layout.keys.join(file.name);
        if !storage.exists(&path).doing("look for", &path)? {
            continue;
        }
        let bytes = (file.anew)(&storage.read(&path).doing("read", &path)?, passage)?;
        let beside = rotated_path(&layout.keys, file.name);
        write_new(storage, &beside, &mut |to| to.append(&bytes).doing("write", &beside))?;
        listed("keys", file.name, &hash_of(storage, &beside)?);
    }
    let names = storage.list(&layout.sealed).doing("list", &layout.sealed)?;
    let mut damaged = Vec::new();
    for name in names.iter().filter(|name| !is_passing(name)) {
        let (path, beside) = (layout.sealed.join(name), rotated_path(&layout.sealed, name));
        let salt: [u8; 32] = draw(passage.entropy)?;
        let from = Sealed { casebook, path: &path, name };
        // Read once before, so that a damaged file is not half written.
        match from.read(storage, old, &mut |_, _| Ok(())) {
            Ok(()) => {}
            Err(LedgerError::DamagedSealedFile { name, .. }) => {
                damaged.push(name);
                continue;
            }
            Err(error) => return Err(error),
        }
        write_new(storage, &beside, &mut |to| {
            let sealed = Sealed { casebook, path: &beside, name };
            sealed.copy(storage, &from, old, new, &salt, to)
        })?;
        listed("sealed", name, &hash_of(storage, &beside)?);
    }
    let path = layout.keys.join(ROTATION);
    let salt: [u8; 32] = draw(passage.entropy)?;
    let sealed = Sealed { casebook, path: &path, name: ROTATION };
    write_new(storage, &path, &mut |to| sealed.write(new, &salt, to, &mut chunks_of(list.as_bytes())))?;
    for dir in [&layout.sealed, &layout.keys] {
        storage.sync_dir(dir, Promise::NextKeyNames).doing("make durable the names in", dir)?;
    }
    rotated.damaged = damaged;
    Ok(rotated)
}

/// Completes or undoes a rotation: if its list opens under the casebook key that is in force, the files on it are put
/// in place; all others are burnt.
pub(crate) fn settle(
    storage: &dyn Storage,
    layout: &Layout,
    casebook: &CasebookId,
    key: &LockedKey,
) -> Result<(), LedgerError> {
    let path = layout.keys.join(ROTATION);
    if storage.exists(&path).doing("look for", &path)? {
        let mut list = Vec::new();
        let sealed = Sealed { casebook, path: &path, name: ROTATION };
        let opened = sealed.read(storage, key, &mut |chunk, _| {
            list.extend_from_slice(chunk);
            Ok(())
        });
        match opened {
            Ok(()) => place(storage, layout, &String::from_utf8_lossy(&list))?,
            // Written for a key that did not come into force.
            Err(LedgerError::DamagedSealedFile { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    burn(storage, layout)
}

fn place(storage: &dyn Storage, layout: &Layout, list: &str) -> Result<(), LedgerError> {
    for line in list.lines() {
        let parsed = line.split_once(' ').and_then(|(file, hash)| Some((file.split_once('/')?, hash)));
        let Some(((dir, name), hash)) = parsed else { continue };
        let dir = if dir == "keys" { &layout.keys } else { &layout.sealed };
        let beside = rotated_path(dir, name);
        if !storage.exists(&beside).doing("look for", &beside)? {
            // Put in place before the power went.
            continue;
        }
        if hex(&hash_of(storage, &beside)?) == hash {
            put_in_place(storage, dir, name, &beside)?;
        } else if dir == &layout.keys {
            return Err(LedgerError::DamagedKeys {
                file: format!("keys/{name}{ROTATED}"),
                what: "it changed after it was written".to_owned(),
            });
        }
    }
    Ok(())
}

/// Overwrites and removes what a rotation left beside.
fn burn(storage: &dyn Storage, layout: &Layout) -> Result<(), LedgerError> {
    for dir in [&layout.sealed, &layout.keys] {
        for name in storage.list(dir).doing("list", dir)? {
            if name.ends_with(ROTATED) {
                erase(storage, &dir.join(name))?;
            }
        }
    }
    let list = layout.keys.join(ROTATION);
    if storage.exists(&list).doing("look for", &list)? {
        erase(storage, &list)?;
    }
    Ok(())
}

fn rotated_path(dir: &Path, name: &str) -> PathBuf {
    dir.join(format!("{name}{ROTATED}"))
}

/// Whether a name is that of a replacement that was not finished.
fn is_passing(name: &str) -> bool {
    [".tmp", ".new", ".old", ROTATED].iter().any(|end| name.ends_with(end))
}

/// SHA-256 of a file as it lies there.
fn hash_of(storage: &dyn Storage, path: &Path) -> Result<[u8; 32], LedgerError> {
    use sha2::{Digest, Sha256};
    let file = storage.open_read(path).doing("read", path)?;
    let (mut hash, mut buffer, mut at) = (Sha256::new(), vec![0; 1 << 16], 0);
    loop {
        let count = file.read_at(at, &mut buffer).doing("read", path)?;
        if count == 0 {
            return Ok(hash.finalize().into());
        }
        hash.update(buffer.get(..count).unwrap_or_default());
        at += count as u64;
    }
}
