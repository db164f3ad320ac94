//! Replacing small files so that a power cut leaves the old or the new one, never neither; and replacing files whose
//! old content must vanish. Overwriting before unlinking is the best a file system offers: copies in backups, in
//! snapshots or in the spare blocks of a flash disk are beyond it, and the documents say so.

use std::path::Path;

use crate::errors::{Doing, LedgerError};
use crate::storage::{Promise, Storage, WriteFile};

const TEMPORARY: &str = ".tmp";
const NEW: &str = ".new";
const OLD: &str = ".old";

/// Makes a file with content, in the place of a remnant; durable, but its name is not yet.
pub(crate) fn write_new(
    storage: &dyn Storage,
    path: &Path,
    fill: &mut dyn FnMut(&mut dyn WriteFile) -> Result<(), LedgerError>,
) -> Result<(), LedgerError> {
    if storage.exists(path).doing("look for", path)? {
        storage.remove(path).doing("remove", path)?;
    }
    let mut file = storage.create(path).doing("make", path)?;
    fill(file.as_mut())?;
    file.sync(Promise::Replacement).doing("write", path)
}

/// Puts `bytes` in the place of a file, atomically and durably.
pub(crate) fn replace(
    storage: &dyn Storage,
    dir: &Path,
    name: &str,
    bytes: &[u8],
) -> Result<(), LedgerError> {
    let (temporary, path) = (dir.join(format!("{name}{TEMPORARY}")), dir.join(name));
    write_new(storage, &temporary, &mut |file| file.append(bytes).doing("write", &temporary))?;
    storage.rename(&temporary, &path).doing("replace", &path)?;
    storage.sync_dir(dir, Promise::Replaced).doing("make durable the names in", dir)
}

/// Puts new content in the place of a file, and overwrites the old content before letting it go. At every moment one
/// of the two is complete on disk; `finish` completes what a power cut interrupted.
pub(crate) fn replace_erasing(
    storage: &dyn Storage,
    dir: &Path,
    name: &str,
    fill: &mut dyn FnMut(&mut dyn WriteFile) -> Result<(), LedgerError>,
) -> Result<(), LedgerError> {
    let new = dir.join(format!("{name}{NEW}"));
    write_new(storage, &new, fill)?;
    put_in_place(storage, dir, name, &new)
}

/// Puts a file that is durable, with its name, in the place of another, whose content is overwritten. At every moment
/// one of the two is complete on disk, and the new one until it has the name.
pub(crate) fn put_in_place(
    storage: &dyn Storage,
    dir: &Path,
    name: &str,
    new: &Path,
) -> Result<(), LedgerError> {
    let (path, old) = (dir.join(name), dir.join(format!("{name}{OLD}")));
    let replaces = storage.exists(&path).doing("look for", &path)?;
    if replaces {
        storage.rename(&path, &old).doing("put aside", &path)?;
        storage.sync_dir(dir, Promise::OldAside).doing("make durable the names in", dir)?;
    }
    storage.rename(new, &path).doing("replace", &path)?;
    storage.sync_dir(dir, Promise::NewInPlace).doing("make durable the names in", dir)?;
    if replaces { erase(storage, &old) } else { Ok(()) }
}

/// Overwrites a file with zeros, durably, and removes it.
pub(crate) fn erase(storage: &dyn Storage, path: &Path) -> Result<(), LedgerError> {
    let mut file = storage.open_write(path).doing("overwrite", path)?;
    let length = file.len().doing("overwrite", path)?;
    let zeros = vec![0; 1 << 16];
    let mut offset = 0;
    while offset < length {
        let count = (length - offset).min(zeros.len() as u64);
        file.overwrite(offset, zeros.get(..count as usize).unwrap_or_default()).doing("overwrite", path)?;
        offset += count;
    }
    file.sync(Promise::OldOverwritten).doing("overwrite", path)?;
    // Should the name come back after a power cut, it leads to zeros, and is removed again.
    storage.remove(path).doing("remove", path)
}

/// Completes replacements that were interrupted in a directory.
pub(crate) fn finish(storage: &dyn Storage, dir: &Path) -> Result<(), LedgerError> {
    let names = storage.list(dir).doing("list", dir)?;
    for base in names.iter().filter_map(|name| name.strip_suffix(OLD)) {
        let (path, old) = (dir.join(base), dir.join(format!("{base}{OLD}")));
        if !storage.exists(&path).doing("look for", &path)? {
            let new = dir.join(format!("{base}{NEW}"));
            let complete = if storage.exists(&new).doing("look for", &new)? { &new } else { &old };
            storage.rename(complete, &path).doing("replace", &path)?;
        }
        // Also where a program that was stopped had put it in place: that name may still be on its way to the disk.
        storage.sync_dir(dir, Promise::CompletedInPlace).doing("make durable the names in", dir)?;
        if storage.exists(&old).doing("look for", &old)? {
            erase(storage, &old)?;
        }
    }
    for name in names.iter().filter(|name| name.ends_with(TEMPORARY) || name.ends_with(NEW)) {
        let path = dir.join(name);
        if storage.exists(&path).doing("look for", &path)? {
            storage.remove(&path).doing("remove", &path)?;
        }
    }
    Ok(())
}
