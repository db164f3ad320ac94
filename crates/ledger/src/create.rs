//! Founding a casebook: its directories, keys, device and empty ledger. It must never write over an existing one.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Condvar, Mutex, RwLock};

use crate::append::Queue;
use crate::bytes::sha256;
use crate::casebook_key::{self, Unlock};
use crate::checkpoint::Checkpoint;
use crate::device_key::DeviceSigner;
use crate::entropy::draw;
use crate::errors::{Doing, LedgerError};
use crate::identity::CasebookId;
use crate::layout::{CASEBOOK_KEY, CHECKPOINT, DEVICE_KEY, DEVICES, Layout, RECORD_KEYS, TREE};
use crate::open::take_lock;
use crate::record_keys::RecordKeys;
use crate::replace::replace;
use crate::segments::SegmentWriter;
use crate::state::{Ledger, Settings, View, Writer};
use crate::storage::Promise;
use crate::stretching::Stretching;
use crate::tree_file::{TreeWriter, tree_head};
use crate::walk::Head;
use crate::wrap::Wrapper;
use crate::{device_key, devices, record_keys};

/// How to found a casebook.
pub struct NewCasebook {
    /// What will open it. A key file that is not there is made.
    pub unlock: Unlock,
    /// How a passphrase is stretched; without meaning for a key file.
    pub stretching: Stretching,
    /// What the ledger stands on.
    pub settings: Settings,
}

impl NewCasebook {
    /// With the usual settings.
    pub fn new(unlock: Unlock) -> Self {
        Self { unlock, stretching: Stretching::default(), settings: Settings::default() }
    }
}

impl Ledger {
    /// Founds a casebook in a directory, which is made if it is not there, and opens it.
    ///
    /// # Errors
    /// `AlreadyThere`, `InUse`, `EmptyPassphrase`, `KeyFileLength`, `Storage`, `Entropy`.
    pub fn create(dir: &Path, new: NewCasebook) -> Result<Ledger, LedgerError> {
        let NewCasebook { unlock, stretching, settings } = new;
        let Settings { storage, mut entropy, segment_bytes, checkpoint_every } = settings;
        let layout = Layout::new(dir);
        storage.create_dir(&layout.root).doing("make", &layout.root)?;
        let lock = take_lock(storage.as_ref(), &layout)?;
        let founded = storage.exists(&layout.devices()).doing("look for", &layout.devices())?
            || key_store_in_use(storage.as_ref(), &layout)?;
        if founded {
            return Err(LedgerError::AlreadyThere(dir.to_owned()));
        }
        for path in [&layout.ledger, &layout.keys, &layout.sealed] {
            storage.create_dir(path).doing("make", path)?;
        }
        // Before anything lies in them: a device list without its keys would be a casebook that cannot be opened.
        storage
            .sync_dir(&layout.root, Promise::Directories)
            .doing("make durable the names in", &layout.root)?;
        if let Some(parent) = dir.parent().filter(|parent| !parent.as_os_str().is_empty()) {
            storage.sync_dir(parent, Promise::Home).doing("make durable the names in", parent)?;
        }
        let casebook = CasebookId(draw(entropy.as_mut())?);
        let (casebook_key, key_file) =
            casebook_key::create(storage.as_ref(), &casebook, &unlock, stretching, entropy.as_mut())?;
        let wrapper = Wrapper::new(&casebook_key);
        let signer = DeviceSigner::draw(entropy.as_mut())?;
        let device = signer.device();
        let device_file =
            device_key::encode(device_key::DEVICE, &casebook, &signer, &wrapper, entropy.as_mut())?;
        let device_list = devices::found(&casebook, &signer)?;

        let store = |dir: &Path, name: &str, bytes: &[u8]| replace(storage.as_ref(), dir, name, bytes);
        store(&layout.keys, CASEBOOK_KEY, &key_file)?;
        store(&layout.keys, DEVICE_KEY, &device_file)?;
        let keys_head = record_keys::head(&casebook);
        store(&layout.keys, RECORD_KEYS, &keys_head)?;
        let first = layout.segment(1);
        if storage.exists(&first).doing("look for", &first)? {
            // Left by a founding that was interrupted: without the device list no entry can have been written.
            storage.remove(&first).doing("remove", &first)?;
        }
        let segment = SegmentWriter::begin(&storage, &layout, &casebook, 1, 1)?;
        store(&layout.ledger, TREE, &tree_head(&casebook))?;
        let tree = TreeWriter::resume(&storage, &layout, 0)?;
        let empty = Checkpoint { casebook, size: 0, root: sha256(&[]) };
        store(&layout.ledger, CHECKPOINT, empty.sign(&signer).as_bytes())?;
        // The device list comes last: with it the casebook is founded.
        store(&layout.ledger, DEVICES, &device_list)?;

        let keys = RecordKeys::load(&keys_head, casebook, wrapper).keys;
        let key_path = layout.record_keys();
        let key_file = storage.open_write(&key_path).doing("open", &key_path)?;
        Ok(Ledger {
            casebook,
            casebook_key: RwLock::new(casebook_key),
            device,
            segment_bytes,
            checkpoint_every,
            read_only: None,
            quarantined: Vec::new(),
            keyless: false,
            queue: Mutex::new(Queue::default()),
            queue_moved: Condvar::new(),
            writer: Mutex::new(Writer {
                segment,
                tree: Some(tree),
                key_file,
                signer,
                head: Head { seq: 0, hash: [0; 32] },
                entropy,
                next_entry: 1,
                checkpointed: 0,
                stopped: None,
            }),
            keys: Mutex::new(keys),
            view: RwLock::new(View { heads: HashMap::new(), ..View::default() }),
            layout,
            storage,
            _lock: lock,
        })
    }
}

/// Keys without their ledger must not be written over: a copy of the ledger may still turn up.
fn key_store_in_use(storage: &dyn crate::storage::Storage, layout: &Layout) -> Result<bool, LedgerError> {
    let path = layout.record_keys();
    if !storage.exists(&path).doing("look for", &path)? {
        return Ok(false);
    }
    let bytes = storage.read(&path).doing("read", &path)?;
    Ok(bytes.len() > record_keys::HEAD)
}
