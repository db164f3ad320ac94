//! An open ledger: what is in memory, who may touch it, and where the ledger stands. Locks are taken in the order
//! queue, writer, keys, view, so that no two threads wait for each other.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use crate::append::Queue;
use crate::checkpoint::Checkpoint;
use crate::device_key::DeviceSigner;
use crate::disk::Disk;
use crate::entropy::{Entropy, os};
use crate::errors::LedgerError;
use crate::finding::Finding;
use crate::identity::{CasebookId, DeviceId};
use crate::layout::{CHECKPOINT, Layout};
use crate::locked::CasebookKey;
use crate::record_keys::RecordKeys;
use crate::replace::replace;
use crate::segments::SegmentWriter;
use crate::storage::{Storage, WriteFile};
use crate::tree::MerkleTree;
use crate::tree_file::TreeWriter;
use crate::walk::Head;

/// What a ledger stands on and how it is paced.
pub struct Settings {
    /// Where the files live.
    pub storage: Arc<dyn Storage>,
    /// Where random bytes come from.
    pub entropy: Box<dyn Entropy>,
    /// A new segment is begun when the current one has reached this many bytes.
    pub segment_bytes: u64,
    /// A checkpoint is written after this many entries, and on closing.
    pub checkpoint_every: u64,
}

impl Default for Settings {
    /// This machine's disk and randomness, segments of 64 MiB, a checkpoint every 1,024 entries.
    fn default() -> Self {
        Self { storage: Arc::new(Disk), entropy: os(), segment_bytes: 64 << 20, checkpoint_every: 1024 }
    }
}

/// Where a ledger stands: named in the receipt of every count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Position {
    /// How many entries.
    pub entries: u64,
    /// The Merkle root over them (RFC 6962).
    pub root: [u8; 32],
}

/// An open ledger. All methods take `&self` and may be called from many threads; only one process at a time can
/// have a casebook open.
pub struct Ledger {
    pub(crate) storage: Arc<dyn Storage>,
    pub(crate) layout: Layout,
    pub(crate) casebook: CasebookId,
    /// Held for the length of sealing or opening a file; taken after the writer, before the record keys.
    pub(crate) casebook_key: RwLock<CasebookKey>,
    pub(crate) device: DeviceId,
    pub(crate) segment_bytes: u64,
    pub(crate) checkpoint_every: u64,
    /// Why no entries are taken: what the Merkle tree or this device's chain would have to hold is not known.
    pub(crate) read_only: Option<Finding>,
    /// The damage to entries that was found on opening.
    pub(crate) quarantined: Vec<Finding>,
    /// Whether an entry missed its key on opening.
    pub(crate) keyless: bool,
    pub(crate) queue: Mutex<Queue>,
    pub(crate) queue_moved: Condvar,
    pub(crate) writer: Mutex<Writer>,
    pub(crate) keys: Mutex<RecordKeys>,
    pub(crate) view: RwLock<View>,
    /// Held until the ledger is dropped.
    pub(crate) _lock: Box<dyn Send + Sync>,
}

/// What the thread that writes needs.
pub(crate) struct Writer {
    pub segment: SegmentWriter,
    /// `None` on a ledger that takes no entries.
    pub tree: Option<TreeWriter>,
    pub key_file: Box<dyn WriteFile>,
    pub signer: DeviceSigner,
    pub head: Head,
    pub entropy: Box<dyn Entropy>,
    pub next_entry: u64,
    /// How many entries the checkpoint on disk names.
    pub checkpointed: u64,
    /// Set when a write failed: what reached the disk is then unknown.
    pub stopped: Option<LedgerError>,
}

/// Where an entry's frame begins.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FramePlace {
    pub segment: u32,
    pub offset: u32,
}

/// What is durable.
#[derive(Default)]
pub(crate) struct View {
    /// Over all entries, unreadable ones too; on a ledger that takes no entries, over those before the first gap.
    pub tree: MerkleTree,
    /// By entry number less one; `None` where an entry cannot be read.
    pub places: Vec<Option<FramePlace>>,
    pub heads: HashMap<DeviceId, Head>,
}

/// A poisoned lock only says that another thread stopped; the data is whole at every point where that can happen.
pub(crate) fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Ledger {
    /// The casebook's id.
    pub fn casebook(&self) -> CasebookId {
        self.casebook
    }

    /// This device.
    pub fn device(&self) -> DeviceId {
        self.device
    }

    /// The casebook's directory.
    pub fn path(&self) -> &Path {
        &self.layout.root
    }

    /// What was found damaged on opening and concerns entries. It is left where it lies, reading passes over it, and
    /// the rest goes on; `repair` brings it back from an intact copy.
    pub fn quarantined(&self) -> &[Finding] {
        &self.quarantined
    }

    /// Why the ledger takes no entries, if it does not: the hash of a damaged entry is known neither from the tree
    /// file nor from its device's chain. Reading still works.
    pub fn read_only(&self) -> Option<&Finding> {
        self.read_only.as_ref()
    }

    /// How many entries are durable, damaged ones counted, and the root over them. On a ledger that takes no entries:
    /// those before the first whose hash is not known.
    pub fn position(&self) -> Position {
        let view = self.view();
        Position { entries: view.tree.len(), root: view.tree.root() }
    }

    /// The position at an earlier size; `None` if the ledger has never been that long.
    pub fn position_at(&self, entries: u64) -> Option<Position> {
        self.view().tree.root_at(entries).map(|root| Position { entries, root })
    }

    /// Each device's last sequence number and entry hash, sorted by device.
    pub fn frontier(&self) -> Vec<(DeviceId, u64, [u8; 32])> {
        let mut heads: Vec<_> =
            self.view().heads.iter().map(|(device, head)| (*device, head.seq, head.hash)).collect();
        heads.sort_unstable();
        heads
    }

    /// Writes a signed checkpoint over all durable entries now.
    ///
    /// # Errors
    /// `Storage` if it cannot be written; the entries are safe all the same.
    pub fn checkpoint(&self) -> Result<Position, LedgerError> {
        let mut writer = held(&self.writer);
        self.checkpoint_by(&mut writer)
    }

    pub(crate) fn checkpoint_by(&self, writer: &mut Writer) -> Result<Position, LedgerError> {
        let position = self.position();
        if self.read_only.is_none() && position.entries != writer.checkpointed {
            if let Some(tree) = &mut writer.tree {
                tree.sync(&self.layout)?;
            }
            let note = Checkpoint { casebook: self.casebook, size: position.entries, root: position.root };
            let text = note.sign(&writer.signer);
            replace(self.storage.as_ref(), &self.layout.ledger, CHECKPOINT, text.as_bytes())?;
            writer.checkpointed = position.entries;
        }
        Ok(position)
    }

    /// Closes the ledger, with a checkpoint over everything. Dropping it does the same, but cannot say what failed.
    ///
    /// # Errors
    /// `Storage` if the checkpoint cannot be written; the entries are safe all the same.
    pub fn close(self) -> Result<Position, LedgerError> {
        self.checkpoint()
    }

    /// The casebook key, held while it is used: it does not change under the caller.
    pub(crate) fn casebook_key(&self) -> RwLockReadGuard<'_, CasebookKey> {
        self.casebook_key.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn view(&self) -> RwLockReadGuard<'_, View> {
        self.view.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn view_mut(&self) -> RwLockWriteGuard<'_, View> {
        self.view.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Ledger {
    fn drop(&mut self) {
        let mut writer = held(&self.writer);
        if writer.stopped.is_none() {
            // A missing checkpoint loses no entry; `close` is there for who wants to know.
            let _ = self.checkpoint_by(&mut writer);
        }
        drop(writer);
        crate::locked::scrub_stack();
    }
}

impl std::fmt::Debug for Ledger {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Ledger")
            .field("path", &self.layout.root)
            .field("casebook", &self.casebook)
            .finish_non_exhaustive()
    }
}
