//! The tree file: the entry hashes once more, beside the segments (docs/ledger-format.md, "Tree file"). When a frame is
//! damaged its hash is still known here, so that the Merkle tree stays whole. A record proves nothing by itself: it
//! must never make an entry sound, only fill a hash that the signed checkpoint or the device's chain vouches for.

use std::sync::Arc;

use crate::bytes::{Fields, checksum8, sha256};
use crate::errors::{Doing, LedgerError};
use crate::identity::{CasebookId, DeviceId};
use crate::layout::Layout;
use crate::storage::{Promise, Storage, WriteFile};

const MAGIC: &[u8; 8] = b"HBTREE01";
/// Bytes before the first record.
pub(crate) const TREE_HEAD: usize = 32;
/// Bytes of one record.
pub(crate) const TREE_RECORD: usize = 48;

/// What a record says about an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TreeRecord {
    pub hash: [u8; 32],
    /// The first four bytes of the device's public key: a hint, like the sequence number.
    pub device: [u8; 4],
    pub seq: u64,
}

impl TreeRecord {
    pub(crate) fn new(hash: [u8; 32], device: &DeviceId, seq: u64) -> Self {
        Self { hash, device: tag(device), seq }
    }

    /// The record's bytes as that of entry `number`.
    pub(crate) fn encode(&self, number: u64) -> [u8; TREE_RECORD] {
        let mut out = [0; TREE_RECORD];
        let seq = self.seq.to_le_bytes();
        let check = check(number, &self.hash, &self.device, &seq);
        let fields = self.hash.iter().chain(&self.device).chain(&seq).chain(&check);
        for (to, from) in out.iter_mut().zip(fields) {
            *to = *from;
        }
        out
    }

    /// Whether the record is about an entry of this device.
    pub(crate) fn is_of(&self, device: &DeviceId) -> bool {
        self.device == tag(device)
    }
}

fn tag(device: &DeviceId) -> [u8; 4] {
    let [a, b, c, d, ..] = device.0;
    [a, b, c, d]
}

fn check(number: u64, hash: &[u8; 32], device: &[u8; 4], seq: &[u8; 8]) -> [u8; 4] {
    let [a, b, c, d, ..] = sha256(&[&number.to_le_bytes(), hash, device, seq]);
    [a, b, c, d]
}

/// The bytes before the first record.
pub(crate) fn tree_head(casebook: &CasebookId) -> Vec<u8> {
    let mut head = [MAGIC.as_slice(), &casebook.0].concat();
    let check = checksum8(&[&head]);
    head.extend_from_slice(&check);
    head
}

/// The tree file as it was read; empty if there is none.
#[derive(Debug, Default)]
pub(crate) struct TreeFile {
    bytes: Vec<u8>,
    there: bool,
}

impl TreeFile {
    /// Reads the file, if it is there.
    pub(crate) fn read(storage: &dyn Storage, layout: &Layout) -> Result<Self, LedgerError> {
        let path = layout.tree();
        if !storage.exists(&path).doing("look for", &path)? {
            return Ok(Self::default());
        }
        Ok(Self { bytes: storage.read(&path).doing("read", &path)?, there: true })
    }

    /// What is wrong with the file as such.
    pub(crate) fn fault(&self, casebook: Option<&CasebookId>) -> Option<&'static str> {
        let head = self.bytes.get(..TREE_HEAD).unwrap_or_default();
        let stated = head.get(8..24).and_then(|id| id.try_into().ok()).map(CasebookId);
        if !self.there {
            Some("it is missing")
        } else if stated.is_none_or(|stated| head != tree_head(casebook.unwrap_or(&stated))) {
            Some("its head changed, or it belongs to another casebook")
        } else {
            None
        }
    }

    /// How many whole records it has.
    pub(crate) fn len(&self) -> u64 {
        (self.bytes.len().saturating_sub(TREE_HEAD) / TREE_RECORD) as u64
    }

    /// Whether the file ends with its last whole record.
    pub(crate) fn ends_whole(&self) -> bool {
        self.bytes.len() >= TREE_HEAD && (self.bytes.len() - TREE_HEAD).is_multiple_of(TREE_RECORD)
    }

    /// The bytes of a record.
    pub(crate) fn raw(&self, number: u64) -> Option<&[u8]> {
        let index = usize::try_from(number.checked_sub(1)?).ok()?;
        let start = index.checked_mul(TREE_RECORD)?.checked_add(TREE_HEAD)?;
        self.bytes.get(start..start.checked_add(TREE_RECORD)?)
    }

    /// A record, if its check fits.
    pub(crate) fn get(&self, number: u64) -> Option<TreeRecord> {
        let raw = self.raw(number)?;
        let mut fields = Fields::new(raw);
        let record = TreeRecord { hash: *fields.array()?, device: *fields.array()?, seq: fields.u64()? };
        (record.encode(number) == raw).then_some(record)
    }

    /// Where a record lies.
    pub(crate) fn offset(number: u64) -> u64 {
        TREE_HEAD as u64 + number.saturating_sub(1).saturating_mul(TREE_RECORD as u64)
    }
}

/// The tree file that is being written. A record that could not be written waits for the next attempt: entries are
/// durable without it.
pub(crate) struct TreeWriter {
    file: Box<dyn WriteFile>,
    length: u64,
    waiting: Vec<u8>,
    next: u64,
}

impl TreeWriter {
    /// Goes on behind the first `records` records of the existing file.
    pub(crate) fn resume(
        storage: &Arc<dyn Storage>,
        layout: &Layout,
        records: u64,
    ) -> Result<Self, LedgerError> {
        let path = layout.tree();
        let mut file = storage.open_write(&path).doing("open", &path)?;
        let length = TreeFile::offset(records + 1);
        if file.len().doing("open", &path)? > length {
            file.truncate(length).doing("cut", &path)?;
        }
        Ok(Self { file, length, waiting: Vec::new(), next: records + 1 })
    }

    /// Adds the next entry.
    pub(crate) fn push(&mut self, record: &TreeRecord) {
        self.waiting.extend_from_slice(&record.encode(self.next));
        self.next += 1;
    }

    /// Hands what waits to the system.
    pub(crate) fn write(&mut self, layout: &Layout) -> Result<(), LedgerError> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let path = layout.tree();
        if let Err(error) = self.file.append(&self.waiting) {
            // Half a record must not stay in the way.
            self.file.truncate(self.length).doing("cut", &path)?;
            return Err(error).doing("write", &path);
        }
        self.length += self.waiting.len() as u64;
        self.waiting.clear();
        Ok(())
    }

    /// Makes the records durable, before a checkpoint counts on them.
    pub(crate) fn sync(&mut self, layout: &Layout) -> Result<(), LedgerError> {
        self.write(layout)?;
        self.file.sync(Promise::TreeBeforeCheckpoint).doing("make durable", &layout.tree())
    }
}
