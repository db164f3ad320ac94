//! A consistent copy of a casebook that may be in use meanwhile: without its lock and without any key. The copy is a
//! prefix: every entry that was acknowledged before it began is in it, whole, with its key. Keys that were destroyed
//! or changed before it was finished must not be in it: `is_still_true` tells, and the copy is then begun again. The
//! device's own key is never copied: a restored copy signs with another.

use std::io::{self, Read};
use std::path::Path;

use crate::bytes::sha256;
use crate::devices;
use crate::errors::{Doing, LedgerError};
use crate::frame::FRAME_MAGIC;
use crate::layout::{
    CASEBOOK_KEY, CHECKPOINT, DEVICES, Layout, RECORD_KEYS, RECOVERY_KEY, SPARE_KEY, TREE, segment_name,
    segment_number,
};
use crate::record_keys::{HEAD as KEYS_HEAD, RECORD, scan};
use crate::recovery_key;
use crate::segments::SEGMENT_HEAD;
use crate::storage::{ReadAt, Storage};
use crate::timestamps::is_timestamp;
use crate::tree_file::{TREE_HEAD, TREE_RECORD};

/// Attempts to read a file that is just being replaced, and how long to wait between them.
const ATTEMPTS: u32 = 20;
const WAIT: std::time::Duration = std::time::Duration::from_millis(25);

/// Is given each file: its name relative to the casebook's directory, its length in bytes, and its content.
pub type TakeFile<'a, E> = &'a mut dyn FnMut(&str, u64, &mut dyn Read) -> Result<(), E>;

/// A copy that is being made.
pub struct LiveCopy<'a> {
    storage: &'a dyn Storage,
    layout: Layout,
    /// The wrapped keys, as they were in the beginning.
    keys: Vec<(&'static str, Vec<u8>)>,
    checkpoint: Option<Vec<u8>>,
    /// Requests for time-stamps and their answers, with their names.
    timestamps: Vec<(String, Vec<u8>)>,
    segments: Vec<(u32, u64)>,
    entries: u64,
    /// How many records of the tree file are copied: as many as there are entries, if that is known.
    records: u64,
    /// Length and hash of the record keys that were copied.
    record_keys: Option<(u64, [u8; 32])>,
}

impl<'a> LiveCopy<'a> {
    /// Notes what is there now. Entries that are saved from here on are not in the copy.
    ///
    /// # Errors
    /// `NotACasebook`; `NoSpare` on a casebook that no newer program has opened yet; `Storage`.
    pub fn begin(storage: &'a dyn Storage, dir: &Path) -> Result<Self, LedgerError> {
        let layout = Layout::new(dir);
        if !storage.exists(&layout.devices()).doing("look for", &layout.devices())? {
            return Err(LedgerError::NotACasebook(dir.to_owned()));
        }
        let mut keys = Vec::new();
        for name in [CASEBOOK_KEY, SPARE_KEY, RECOVERY_KEY] {
            let path = layout.keys.join(name);
            let bytes = patient(storage, &path, &|bytes| !bytes.is_empty())?;
            keys.push((name, bytes.ok_or_else(|| LedgerError::NoSpare(dir.to_owned()))?));
        }
        // The checkpoint first: it must name no more entries than are copied.
        let checkpoint = patient(storage, &layout.checkpoint(), &|bytes| !bytes.is_empty())?;
        let names = storage.list(&layout.ledger).doing("list", &layout.ledger)?;
        // So must the time-stamps. Their files never change once they are there.
        let mut timestamps = Vec::new();
        for name in names.iter().filter(|name| is_timestamp(name)) {
            let path = layout.ledger.join(name);
            timestamps.push((name.clone(), storage.read(&path).doing("read", &path)?));
        }
        let mut numbers: Vec<u32> = names.iter().filter_map(|name| segment_number(name)).collect();
        numbers.sort_unstable();
        let mut copy = Self {
            storage,
            layout,
            keys,
            checkpoint,
            timestamps,
            segments: Vec::new(),
            entries: 0,
            records: 0,
            record_keys: None,
        };
        let last = numbers.last().copied();
        for number in numbers {
            let path = copy.layout.segment(number);
            let file = storage.open_read(&path).doing("read", &path)?;
            let mut length = file.len().doing("read", &path)?;
            if Some(number) == last {
                let (whole, entries, sound) = whole_frames(file.as_ref(), length).doing("read", &path)?;
                (length, copy.entries) = (whole, entries);
                copy.records = if sound { entries } else { u64::MAX };
            }
            // One that was just being begun holds nothing.
            if length >= SEGMENT_HEAD as u64 {
                copy.segments.push((number, length));
            }
        }
        Ok(copy)
    }

    /// How many entries are in it, if none is damaged.
    pub fn entries(&self) -> u64 {
        self.entries
    }

    /// About how many bytes are to be copied.
    pub fn bytes(&self) -> u64 {
        let keys = self.layout.record_keys();
        let keys = self.storage.open_read(&keys).and_then(|file| file.len()).unwrap_or(0);
        self.segments.iter().map(|(_, length)| length).sum::<u64>() + keys
    }

    /// For whom a backup is sealed: the public half of the recovery key (X25519).
    ///
    /// # Errors
    /// `DamagedKeys`.
    pub fn recovery_recipient(&self) -> Result<[u8; 32], LedgerError> {
        let bytes =
            self.keys.iter().find(|(name, _)| *name == RECOVERY_KEY).map(|(_, bytes)| bytes.as_slice());
        recovery_key::recipient(bytes.unwrap_or_default()).map_err(|what| LedgerError::DamagedKeys {
            file: format!("keys/{RECOVERY_KEY}"),
            what: what.to_owned(),
        })
    }

    /// Hands out the wrapped keys but those of records.
    ///
    /// # Errors
    /// Whatever `take` returns.
    pub fn keys<E>(&self, take: TakeFile<'_, E>) -> Result<(), E> {
        for (name, bytes) in &self.keys {
            take(&format!("keys/{name}"), bytes.len() as u64, &mut bytes.as_slice())?;
        }
        Ok(())
    }

    /// Hands out the ledger.
    ///
    /// # Errors
    /// `DamagedKeys` if the device list lacks the spare key; `Storage`; whatever `take` returns.
    pub fn ledger<E: From<LedgerError>>(&self, take: TakeFile<'_, E>) -> Result<(), E> {
        if let Some(bytes) = &self.checkpoint {
            take(&format!("ledger/{CHECKPOINT}"), bytes.len() as u64, &mut bytes.as_slice())?;
        }
        for (name, bytes) in &self.timestamps {
            take(&format!("ledger/{name}"), bytes.len() as u64, &mut bytes.as_slice())?;
        }
        for (number, length) in &self.segments {
            let path = self.layout.segment(*number);
            let file = self.storage.open_read(&path).doing("read", &path)?;
            take(
                &format!("ledger/{}", segment_name(*number)),
                *length,
                &mut Prefix { file, at: 0, end: *length },
            )?;
        }
        self.tree(take)?;
        // After the entries: whoever signed one was on the list by then.
        let path = self.layout.devices();
        let listed = |bytes: &[u8]| devices::read(bytes).is_ok();
        let bytes = patient(self.storage, &path, &listed)?
            .ok_or_else(|| LedgerError::NotACasebook(self.layout.root.clone()))?;
        take(&format!("ledger/{DEVICES}"), bytes.len() as u64, &mut bytes.as_slice())
    }

    /// The tree file, with no more records than there are entries. Whoever saves writes an entry first and its record a moment
    /// later, so the last may still be to come; if nobody is saving it may be missing for good: opening writes it again.
    fn tree<E: From<LedgerError>>(&self, take: TakeFile<'_, E>) -> Result<(), E> {
        let path = self.layout.tree();
        if !self.storage.exists(&path).doing("look for", &path)? {
            return Ok(());
        }
        let file = self.storage.open_read(&path).doing("read", &path)?;
        let whole = || -> Result<u64, LedgerError> {
            let length = file.len().doing("read", &path)?;
            Ok(length.saturating_sub(TREE_HEAD as u64) / TREE_RECORD as u64)
        };
        let mut records = whole()?;
        // If a segment is damaged nobody knows how many entries there are.
        let awaited = if self.records == u64::MAX { 0 } else { self.records };
        for _ in 1..ATTEMPTS {
            if records >= awaited {
                break;
            }
            std::thread::sleep(WAIT);
            records = whole()?;
        }
        let end = TREE_HEAD as u64 + records.min(self.records) * TREE_RECORD as u64;
        take(&format!("ledger/{TREE}"), end, &mut Prefix { file, at: 0, end })
    }

    /// Hands out the sealed files, but those that are to be left out. One that is replaced again and again is too.
    ///
    /// # Errors
    /// `Storage`; whatever `take` returns.
    pub fn sealed<E: From<LedgerError>>(&self, leave_out: &[&str], take: TakeFile<'_, E>) -> Result<(), E> {
        let dir = &self.layout.sealed;
        if !self.storage.exists(dir).doing("look for", dir)? {
            return Ok(());
        }
        for name in self.storage.list(dir).doing("list", dir)? {
            let passing = [".tmp", ".new", ".old", ".rotated"].iter().any(|end| name.ends_with(end));
            if passing || leave_out.contains(&name.as_str()) {
                continue;
            }
            let path = dir.join(&name);
            // Read twice: while a file is replaced, its old content is overwritten.
            let twice = |bytes: &[u8]| self.storage.read(&path).is_ok_and(|again| again == bytes);
            if let Some(bytes) = patient(self.storage, &path, &twice)? {
                take(&format!("sealed/{name}"), bytes.len() as u64, &mut bytes.as_slice())?;
            }
        }
        Ok(())
    }

    /// Hands out the record keys: last, so that every entry has its keys, and no key that was destroyed until now is
    /// among them.
    ///
    /// # Errors
    /// `DamagedKeys` if the file is not there; `Storage`; whatever `take` returns.
    pub fn record_keys<E: From<LedgerError>>(&mut self, take: TakeFile<'_, E>) -> Result<(), E> {
        let path = self.layout.record_keys();
        // Damage that stays is copied: what can still be read of it is worth keeping.
        let sound = |bytes: &[u8]| {
            bytes.get(8..24).and_then(|id| id.try_into().ok()).is_some_and(|id: [u8; 16]| {
                scan(bytes, &crate::identity::CasebookId(id), &mut |_, _, _| {}).0.is_empty()
            })
        };
        let mut bytes = patient(self.storage, &path, &sound)?.ok_or_else(|| LedgerError::DamagedKeys {
            file: format!("keys/{RECORD_KEYS}"),
            what: "it is missing".to_owned(),
        })?;
        // A record that is just being written is of no entry here.
        let whole = bytes.len() - bytes.len().saturating_sub(KEYS_HEAD) % RECORD;
        bytes.truncate(whole);
        self.record_keys = Some((whole as u64, sha256(&[&bytes])));
        take(&format!("keys/{RECORD_KEYS}"), whole as u64, &mut bytes.as_slice())
    }

    /// Whether no key was destroyed or changed since it was copied. Otherwise the copy must be thrown away.
    ///
    /// # Errors
    /// `Storage`.
    pub fn is_still_true(&self) -> Result<bool, LedgerError> {
        for (name, bytes) in &self.keys {
            let now = patient(self.storage, &self.layout.keys.join(name), &|now| now == bytes.as_slice())?;
            if now.as_ref() != Some(bytes) {
                return Ok(false);
            }
        }
        let Some((length, hash)) = self.record_keys else { return Ok(true) };
        let path = self.layout.record_keys();
        // New keys are only ever written behind the old ones.
        let same = |bytes: &[u8]| bytes.get(..length as usize).is_some_and(|start| sha256(&[start]) == hash);
        Ok(patient(self.storage, &path, &same)?.is_some_and(|bytes| same(&bytes)))
    }
}

/// Reads a small file that may just be replaced: waits a little until it is there and `fine`; then takes it as it is,
/// `None` if it is not there.
fn patient(
    storage: &dyn Storage,
    path: &Path,
    fine: &dyn Fn(&[u8]) -> bool,
) -> Result<Option<Vec<u8>>, LedgerError> {
    for attempt in 1.. {
        let read = match storage.read(path) {
            Ok(bytes) if fine(&bytes) => return Ok(Some(bytes)),
            Ok(bytes) => Some(bytes),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => None,
            Err(cause) => return Err(cause).doing("read", path),
        };
        if attempt == ATTEMPTS {
            return Ok(read);
        }
        std::thread::sleep(WAIT);
    }
    Ok(None)
}

/// Up to where a segment's frames are whole, and the number of the last of them. Where something else than a frame
/// lies (`false`), all of it is copied: it is for a person to look at.
fn whole_frames(file: &dyn ReadAt, length: u64) -> io::Result<(u64, u64, bool)> {
    let mut head = [0; SEGMENT_HEAD];
    if file.read_at(0, &mut head)? < SEGMENT_HEAD {
        return Ok((0, 0, true));
    }
    let first = head.get(28..36).and_then(|bytes| bytes.try_into().ok()).map_or(1, u64::from_le_bytes);
    let (mut at, mut entries) = (SEGMENT_HEAD as u64, first.saturating_sub(1));
    loop {
        let mut start = [0; 8];
        if file.read_at(at, &mut start)? < start.len() {
            return Ok((at, entries, true));
        }
        let (mark, size) = start.split_at(4);
        let size = size.try_into().ok().map_or(0, u32::from_le_bytes);
        if mark != FRAME_MAGIC || size == 0 {
            return Ok((length, entries, false));
        }
        if at + u64::from(size) > length {
            return Ok((at, entries, true));
        }
        at += u64::from(size);
        entries += 1;
    }
}

/// The beginning of a file that grows.
struct Prefix {
    file: Box<dyn ReadAt>,
    at: u64,
    end: u64,
}

impl Read for Prefix {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let want = usize::try_from(self.end - self.at).unwrap_or(usize::MAX).min(buffer.len());
        let count = self.file.read_at(self.at, buffer.get_mut(..want).unwrap_or_default())?;
        self.at += count as u64;
        Ok(count)
    }
}
