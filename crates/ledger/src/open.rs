//! Opening a casebook: the lock, the keys, and a walk over the whole ledger. A tail that was never acknowledged is cut
//! off, kept aside and reported; damage elsewhere is left where it lies and reported, and the ledger goes on behind it.

use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, RwLock};

use crate::append::Queue;
use crate::casebook_key::{self, Unlock};
use crate::checkpoint::Checkpoint;
use crate::device_key;
use crate::devices::{self, Devices};
use crate::errors::{Doing, LedgerError};
use crate::finding::{Finding, FindingKind};
use crate::identity::{CasebookId, DeviceId};
use crate::layout::{CASEBOOK_KEY, CHECKPOINT, DEVICE_KEY, DEVICES, Layout, RECORD_KEYS, TREE, segment_name};
use crate::leaves::{Leaves, Settled};
use crate::record_keys::{self, KeyFault, Loaded, RecordKeys};
use crate::replace::{finish, replace};
use crate::rotate::settle;
use crate::segments::{SEGMENT_HEAD, SegmentWriter};
use crate::state::{FramePlace, Ledger, Settings, View, Writer};
use crate::storage::{Lock, Promise, Storage};
use crate::tree_file::{TreeFile, TreeWriter};
use crate::verify::NO_KEY;
use crate::walk::{Head, Tail, Walk, WalkEnd, entry_finding};
use crate::wrap::Wrapper;

/// What opening a casebook found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OpenReport {
    /// How many entries are there.
    pub entries: u64,
    /// A tail that was cut off, never having been acknowledged.
    pub torn: Option<TornTail>,
    /// Damage. It stays where it is; what is sound can be read, and new entries are taken unless `read_only`.
    pub damage: Vec<Finding>,
    /// Why no entries can be taken, if so: one of the damage findings.
    pub read_only: Option<Finding>,
    /// Not damage, but worth a look; sentences.
    pub warnings: Vec<String>,
}

/// The bytes an interrupted save left at the end of the last segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TornTail {
    /// The number the unfinished entry would have had.
    pub entry: u64,
    /// The segment file, relative to the casebook's directory.
    pub file: String,
    /// Where the tail began.
    pub offset: u64,
    /// How many bytes it had.
    pub bytes: u64,
    /// Where the bytes were put aside, relative to the casebook's directory.
    pub kept_in: String,
}

impl std::fmt::Display for TornTail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "entry {} was not completely written when the program or the power stopped, and was never acknowledged: \
             {} bytes at byte {} of {} were cut off and kept in {}",
            self.entry, self.bytes, self.offset, self.file, self.kept_in
        )
    }
}

/// Takes the exclusive process lock.
pub(crate) fn take_lock(storage: &dyn Storage, layout: &Layout) -> Result<Box<dyn Send + Sync>, LedgerError> {
    let path = layout.lock();
    match storage.lock(&path).doing("lock", &path)? {
        Lock::Taken(lock) => Ok(lock),
        Lock::Held(holder) => {
            let known = !holder.is_empty() && holder.bytes().all(|b| b.is_ascii_digit());
            let holder = if known { holder } else { "unknown".to_owned() };
            Err(LedgerError::InUse { path: layout.root.clone(), holder })
        }
    }
}

impl Ledger {
    /// Opens a casebook.
    ///
    /// # Errors
    /// `NotACasebook`, `InUse`, the reasons why a passphrase or key file does not open it, `DamagedKeys`,
    /// `NotEnrolled`, `Storage`. Damaged entries are no error: they are in the report.
    pub fn open(
        dir: &Path,
        unlock: &Unlock,
        settings: Settings,
    ) -> Result<(Ledger, OpenReport), LedgerError> {
        let Settings { storage, entropy, segment_bytes, checkpoint_every } = settings;
        let layout = Layout::new(dir);
        if !storage.exists(&layout.devices()).doing("look for", &layout.devices())? {
            return Err(LedgerError::NotACasebook(dir.to_owned()));
        }
        let lock = take_lock(storage.as_ref(), &layout)?;
        for path in [&layout.ledger, &layout.keys, &layout.sealed] {
            storage.create_dir(path).doing("make", path)?;
            finish(storage.as_ref(), path)?;
        }
        let mut report = OpenReport::default();
        if let Unlock::KeyFile(path) = unlock
            && let Some(mode) = storage.exists(path).ok().and_then(|_| storage.mode(path).ok().flatten())
            && mode & 0o077 != 0
        {
            report.warnings.push(format!(
                "others on this machine can read the key file {} (mode {mode:04o}); make it yours alone: chmod 600",
                path.display()
            ));
        }

        let read = |path: &Path, file: String| {
            if !storage.exists(path).doing("look for", path)? {
                return Err(LedgerError::DamagedKeys { file, what: "it is missing".to_owned() });
            }
            storage.read(path).doing("read", path)
        };
        let wrapped = read(&layout.casebook_key(), format!("keys/{CASEBOOK_KEY}"))?;
        let (casebook, casebook_key) = casebook_key::open(storage.as_ref(), &wrapped, unlock)?;
        settle(storage.as_ref(), &layout, &casebook, &casebook_key)?;
        let wrapper = Wrapper::new(&casebook_key);
        let device_file = read(&layout.device_key(), format!("keys/{DEVICE_KEY}"))?;
        let signer =
            device_key::open(device_key::DEVICE, &device_file, &casebook, &wrapper).map_err(|what| {
                LedgerError::DamagedKeys { file: format!("keys/{DEVICE_KEY}"), what: what.to_owned() }
            })?;
        if !casebook_key.is_locked() || !signer.is_locked() {
            report.warnings.push(
                "the system does not allow memory to be locked (ulimit -l), so keys may be written to swap space; \
                 encrypt it, or turn it off"
                    .to_owned(),
            );
        }
        let device = signer.device();
        let devices = match devices::read(&storage.read(&layout.devices()).doing("read", &layout.devices())?)
        {
            Ok(devices) if devices.casebook == casebook && devices.enrolled.contains(&device) => devices,
            Ok(_) => return Err(LedgerError::NotEnrolled(device.short())),
            Err(fault) => {
                report.damage.push(whole_file(format!("ledger/{DEVICES}"), fault.offset, fault.what));
                Devices { casebook, enrolled: vec![device] }
            }
        };
        let checkpoint = read_checkpoint(storage.as_ref(), &layout, &devices, &mut report.damage)?;
        let damaged_checkpoint = checkpoint.is_none();
        let acknowledged = checkpoint.as_ref().map_or(0, |checkpoint| checkpoint.size);

        let walk = Walk {
            storage: storage.as_ref(),
            layout: &layout,
            casebook: Some(casebook),
            acknowledged,
            every_sealed_byte: false,
        };
        let (keys, key_faults) = load_keys(storage.as_ref(), &layout, wrapper, casebook)?;
        let mut survey = self::survey(&walk, &keys)?;
        if let Some(tail) = survey.end.torn {
            report.torn = Some(cut(storage.as_ref(), &layout, &casebook, &tail)?);
            survey = self::survey(&walk, &keys)?;
        }
        let Survey { mut end, mut view, mut keyless, leaves } = survey;
        let settled = leaves.settle(&end, Some(&casebook), checkpoint.as_ref());
        let own = own_head(&end, &settled, &devices, &device);
        let (quarantined, warnings): (Vec<Finding>, Vec<Finding>) =
            std::mem::take(&mut end.findings).into_iter().partition(|f| f.kind == FindingKind::Damage);
        report.warnings.extend(warnings.iter().map(ToString::to_string));
        report.damage.extend(quarantined.iter().cloned());
        report.damage.extend(settled.impostors.iter().map(|number| impostor(*number)));
        report.damage.extend(settled.findings.iter().filter(|f| f.kind == FindingKind::Damage).cloned());
        if let Some(checkpoint) = checkpoint.as_ref().filter(|_| settled.root_differs) {
            report.damage.push(another_root(checkpoint));
        }
        report.entries = end.reached;
        if !settled.complete || own.is_none() || end.unproved.is_some() {
            let reason = end.unproved.clone().or_else(|| report.damage.first().cloned());
            report.read_only = reason.or_else(|| {
                Some(whole_file(
                    format!("ledger/{TREE}"),
                    0,
                    "it does not say which entries are lost".to_owned(),
                ))
            });
        }

        for fault in key_faults {
            if keyless.is_empty() {
                report.warnings.push(format!("keys/{RECORD_KEYS}: {}; no entry needs it", fault.what));
            } else {
                report.damage.push(whole_file(format!("keys/{RECORD_KEYS}"), fault.offset, fault.what));
            }
        }
        let without_keys = !keyless.is_empty();
        report.damage.append(&mut keyless);
        let key_path = layout.record_keys();
        let mut key_file = storage.open_write(&key_path).doing("open", &key_path)?;
        key_file.sync(Promise::KeysFound).doing("make durable", &key_path)?;
        let next_entry = end.reached.saturating_add(1);
        let behind_damage = |number: u32| {
            let name = format!("ledger/{}", segment_name(number));
            quarantined.iter().any(|finding| finding.file == name)
        };
        let mut segment = match end.last_segment {
            // Damage is left alone: what comes now goes into a segment of its own.
            Some(number) if report.read_only.is_none() && behind_damage(number) => {
                SegmentWriter::begin(&storage, &layout, &casebook, number + 1, next_entry)?
            }
            Some(number) => SegmentWriter::resume(&storage, &layout, number)?,
            None => SegmentWriter::begin(&storage, &layout, &casebook, 1, next_entry)?,
        };
        // What was cut off must be gone before anything is written in its place. And entries of a program that was
        // stopped may still be on their way to the disk: neither checkpoint nor new entries may run ahead of them.
        segment.sync(&layout, Promise::EntriesFound)?;
        storage
            .sync_dir(&layout.ledger, Promise::NamesFound)
            .doing("make durable the names in", &layout.ledger)?;
        let tree = match &report.read_only {
            None => Some(level_tree(&storage, &layout, &casebook, &settled, acknowledged)?),
            Some(_) => None,
        };
        let head = own.unwrap_or(Head { seq: 0, hash: [0; 32] });
        end.heads.insert(device, head);
        view.heads = end.heads;
        view.tree = settled.tree;
        if report.read_only.is_none() {
            view.places.resize(usize::try_from(end.reached).unwrap_or(usize::MAX), None);
        }
        let ledger = Ledger {
            casebook,
            casebook_key: RwLock::new(casebook_key),
            device,
            segment_bytes,
            checkpoint_every,
            read_only: report.read_only.clone(),
            quarantined,
            keyless: without_keys,
            queue: Mutex::new(Queue::default()),
            queue_moved: Condvar::new(),
            writer: Mutex::new(Writer {
                segment,
                tree,
                key_file,
                signer,
                head,
                entropy,
                next_entry,
                // A checkpoint that is not sound is written again.
                checkpointed: checkpoint.map_or(u64::MAX, |checkpoint| checkpoint.size),
                stopped: None,
            }),
            keys: Mutex::new(keys),
            view: RwLock::new(view),
            layout,
            storage: Arc::clone(&storage),
            _lock: lock,
        };
        if damaged_checkpoint && ledger.read_only.is_none() {
            keep_damaged_checkpoint(storage.as_ref(), &ledger.layout)?;
        }
        ledger.checkpoint()?;
        Ok((ledger, report))
    }
}

/// What a walk over all segments gave.
struct Survey {
    end: WalkEnd,
    view: View,
    /// Parts whose keys got lost: damage to the keys, not to the ledger, which goes on.
    keyless: Vec<Finding>,
    leaves: Leaves,
}

/// The finding about an entry in whose place another one stands.
pub(crate) fn impostor(number: u64) -> Finding {
    Finding {
        kind: FindingKind::Damage,
        entry: Some(number),
        device: None,
        seq: None,
        file: format!("ledger/{TREE}"),
        offset: TreeFile::offset(number),
        what: "another entry stands in its place than the one the checkpoint and the tree file name"
            .to_owned(),
    }
}

/// The finding about a checkpoint that does not fit the entries.
pub(crate) fn another_root(checkpoint: &Checkpoint) -> Finding {
    let what = format!("the Merkle root over the first {} entries is another one", checkpoint.size);
    whole_file(format!("ledger/{CHECKPOINT}"), 0, what)
}

/// Where this device's chain stands, lost entries counted; `None` if what is known of them does not fit it.
fn own_head(end: &WalkEnd, settled: &Settled, devices: &Devices, device: &DeviceId) -> Option<Head> {
    let mut heads = end.heads.clone();
    for record in settled.lost.values() {
        let of = devices.enrolled.iter().find(|enrolled| record.is_of(enrolled))?;
        let head = heads.entry(*of).or_insert(Head { seq: 0, hash: [0; 32] });
        if record.seq > head.seq {
            if record.seq != head.seq + 1 {
                return None;
            }
            *head = Head { seq: record.seq, hash: record.hash };
        }
    }
    Some(heads.get(device).copied().unwrap_or(Head { seq: 0, hash: [0; 32] }))
}

/// Brings the tree file level with the entries, which are the truth.
fn level_tree(
    storage: &Arc<dyn Storage>,
    layout: &Layout,
    casebook: &CasebookId,
    settled: &Settled,
    acknowledged: u64,
) -> Result<TreeWriter, LedgerError> {
    let entries = settled.tree.len();
    let Some(from) = settled.rewrite_from else { return TreeWriter::resume(storage, layout, entries) };
    if from <= acknowledged {
        // A checkpoint counts on these records.
        if let Some(bytes) = settled.mended(casebook) {
            replace(storage.as_ref(), &layout.ledger, TREE, &bytes)?;
        }
        return TreeWriter::resume(storage, layout, entries);
    }
    let mut tree = TreeWriter::resume(storage, layout, from - 1)?;
    (from..=entries).filter_map(|number| settled.record(number)).for_each(|record| tree.push(&record));
    tree.write(layout)?;
    Ok(tree)
}

/// Walks all segments.
fn survey(walk: &Walk<'_>, keys: &RecordKeys) -> Result<Survey, LedgerError> {
    let mut view = View::default();
    let mut keyless = Vec::new();
    let mut leaves = Leaves::new(TreeFile::read(walk.storage, walk.layout)?);
    let end = walk.run(&mut |frame, place, _| {
        for (index, head) in frame.header.parts.iter().enumerate() {
            if !keys.knows(head.record, head.tier) {
                keyless.push(entry_finding(frame, place, format!("part {}: {NO_KEY}", index + 1)));
            }
        }
        leaves.note(frame);
        let index =
            frame.number.checked_sub(1).and_then(|index| usize::try_from(index).ok()).unwrap_or(usize::MAX);
        // A number far beyond the end of what was read is a forgery the walk has reported; it gets no place.
        if index <= view.places.len() + (1 << 24) {
            if view.places.len() <= index {
                view.places.resize(index + 1, None);
            }
            if let Some(slot) = view.places.get_mut(index).filter(|slot| slot.is_none()) {
                *slot = u32::try_from(place.offset)
                    .ok()
                    .map(|offset| FramePlace { segment: place.segment, offset });
            }
        }
        Ok(())
    })?;
    Ok(Survey { end, view, keyless, leaves })
}

/// Reads and checks the checkpoint; `None`, with a finding, when there is no sound one.
fn read_checkpoint(
    storage: &dyn Storage,
    layout: &Layout,
    devices: &Devices,
    damage: &mut Vec<Finding>,
) -> Result<Option<Checkpoint>, LedgerError> {
    let path = layout.checkpoint();
    let parsed = if storage.exists(&path).doing("look for", &path)? {
        let bytes = storage.read(&path).doing("read", &path)?;
        Checkpoint::parse(&bytes, &devices.enrolled).and_then(|checkpoint| {
            if checkpoint.casebook == devices.casebook {
                Ok(checkpoint)
            } else {
                Err("it belongs to another casebook".to_owned())
            }
        })
    } else {
        Err("it is missing".to_owned())
    };
    match parsed {
        Ok(checkpoint) => Ok(Some(checkpoint)),
        Err(what) => {
            damage.push(whole_file(format!("ledger/{CHECKPOINT}"), 0, what));
            Ok(None)
        }
    }
}

pub(crate) fn whole_file(file: String, offset: u64, what: String) -> Finding {
    Finding { kind: FindingKind::Damage, entry: None, device: None, seq: None, file, offset, what }
}

fn keep_damaged_checkpoint(storage: &dyn Storage, layout: &Layout) -> Result<(), LedgerError> {
    let path = layout.checkpoint();
    if !storage.exists(&path).doing("look for", &path)? {
        return Ok(());
    }
    let aside = layout.ledger.join(format!("{CHECKPOINT}.damaged"));
    storage.rename(&path, &aside).doing("put aside", &path)
}

/// Puts an unacknowledged tail aside and cuts it off its segment, which is made durable before it is written again.
fn cut(
    storage: &dyn Storage,
    layout: &Layout,
    casebook: &CasebookId,
    tail: &Tail,
) -> Result<TornTail, LedgerError> {
    let path = layout.segment(tail.place.segment);
    let bytes = storage.read(&path).doing("read", &path)?;
    let name = format!("cut-{:08}-{}.bin", tail.place.segment, tail.place.offset);
    let start = usize::try_from(tail.place.offset).unwrap_or(usize::MAX);
    replace(storage, &layout.ledger, &name, bytes.get(start..).unwrap_or_default())?;
    let mut file = storage.open_write(&path).doing("open", &path)?;
    file.truncate(tail.place.offset).doing("cut", &path)?;
    if tail.place.offset < SEGMENT_HEAD as u64 {
        // The segment was just being begun.
        file.truncate(0).doing("cut", &path)?;
        let head = crate::segments::segment_head(casebook, tail.place.segment, tail.entry);
        file.append(&head).doing("write", &path)?;
    }
    let segment = crate::layout::segment_name(tail.place.segment);
    Ok(TornTail {
        entry: tail.entry,
        file: format!("ledger/{segment}"),
        offset: tail.place.offset,
        bytes: tail.bytes,
        kept_in: format!("ledger/{name}"),
    })
}

/// Loads the record keys, with what is wrong with them. An interrupted last record is cut off: the next must not be
/// written behind it.
fn load_keys(
    storage: &dyn Storage,
    layout: &Layout,
    wrapper: Wrapper,
    casebook: CasebookId,
) -> Result<(RecordKeys, Vec<KeyFault>), LedgerError> {
    let path = layout.record_keys();
    let damaged =
        |what: &str| LedgerError::DamagedKeys { file: format!("keys/{RECORD_KEYS}"), what: what.to_owned() };
    if !storage.exists(&path).doing("look for", &path)? {
        return Err(damaged("it is missing, and without it no part can be opened"));
    }
    let bytes = zeroize::Zeroizing::new(storage.read(&path).doing("read", &path)?);
    if !bytes.starts_with(&record_keys::head(&casebook)) {
        return Err(damaged("its head changed, or it belongs to another casebook"));
    }
    let Loaded { keys, mut faults, torn } = RecordKeys::load(&bytes, casebook, wrapper);
    if torn > 0 {
        let offset = (bytes.len() - torn) as u64;
        let mut file = storage.open_write(&path).doing("open", &path)?;
        file.truncate(offset).doing("cut", &path)?;
        let what = format!("{}, the last, was not complete and was cut off", record_keys::UNREADABLE);
        faults.push(KeyFault { offset, what });
    }
    Ok((keys, faults))
}
