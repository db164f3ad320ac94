//! Checking a whole ledger: frames, numbering, chains, signatures, sealed bytes, the Merkle root and the checkpoint;
//! with the keys also what the parts open to. A stranger can check it without any key. It must never change a byte,
//! and never pass over a damaged one in silence.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use claims::{RecordId, Tier};
use ed25519_dalek::{Signature, VerifyingKey};
use zeroize::Zeroizing;

use crate::batch::{BAD_SIGNATURE, Batch};
use crate::casebook_key::{self, Unlock};
use crate::checkpoint::Checkpoint;
use crate::device_key;
use crate::devices::{self, small_order, sound_key};
use crate::disk::Disk;
use crate::errors::{Doing, LedgerError};
use crate::finding::{Finding, FindingKind};
use crate::frame::FrameView;
use crate::header::ENTRY_DOMAIN;
use crate::identity::{CasebookId, DeviceId};
use crate::layout::{
    CASEBOOK_KEY, CHECKPOINT, DEVICE_KEY, DEVICES, Layout, RECORD_KEYS, RECOVERY_KEY, SPARE_KEY, segment_name,
};
use crate::leaves::Leaves;
use crate::locked::CasebookKey;
use crate::open::{another_root, impostor, whole_file};
use crate::record_keys::{self, KeyState, RecordKeys};
use crate::recovery_key;
use crate::sealed_part::{PartPlace, open};
use crate::storage::Storage;
use crate::timestamps::{StoredTimestamp, StoredTimestamps, read_timestamps};
use crate::tree_file::TreeFile;
use crate::walk::{Place, Walk, entry_finding};
use crate::wrap::Wrapper;

/// How signatures are checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum VerifyMode {
    /// Many at once: about three times as fast. On keys that were crafted to that end it may differ from `Strict`;
    /// such keys are refused at enrolment.
    #[default]
    Batch,
    /// One by one, refusing every ambiguous encoding: for courts.
    Strict,
}

/// What a check found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VerifyReport {
    /// The casebook; a stranger compares it, and the founding device, with what was published.
    pub casebook: Option<CasebookId>,
    /// The devices whose signatures count; the first founded the casebook.
    pub devices: Vec<DeviceId>,
    /// How many entries could be read and were checked.
    pub entries: u64,
    /// How many parts they hold.
    pub parts: u64,
    /// How many parts were opened; none without keys.
    pub opened: u64,
    /// How many parts are erased: their keys were destroyed by decision.
    pub erased: u64,
    /// The Merkle root over the entries, if none is missing or unreadable.
    pub root: Option<[u8; 32]>,
    /// How many entries the signed checkpoint names, if it is sound.
    pub checkpointed: Option<u64>,
    /// Whether the parts were opened too.
    pub unlocked: bool,
    /// Runs of entries that could not be read: the first's number, and how many.
    pub lost: Vec<(u64, u64)>,
    /// The time-stamps over checkpoints that this ledger continues, their answers unchecked.
    pub timestamps: Vec<StoredTimestamp>,
    /// Everything that is wrong, in the order it was found.
    pub findings: Vec<Finding>,
}

impl VerifyReport {
    /// Whether no damage was found. A torn tail is not damage: it was never acknowledged.
    pub fn is_sound(&self) -> bool {
        self.findings.iter().all(|finding| finding.kind != FindingKind::Damage)
    }

    /// The numbers of all damaged or lost entries, as runs from a first to a last.
    pub fn damaged_entries(&self) -> Vec<(u64, u64)> {
        let damage = self.findings.iter().filter(|finding| finding.kind == FindingKind::Damage);
        let mut runs: Vec<(u64, u64)> = damage.filter_map(|f| f.entry).map(|entry| (entry, entry)).collect();
        let lost = self.lost.iter().filter(|(_, count)| *count > 0);
        runs.extend(lost.map(|(first, count)| (*first, first.saturating_add(count - 1))));
        runs.sort_unstable();
        let mut joined: Vec<(u64, u64)> = Vec::new();
        for (first, last) in runs {
            match joined.last_mut() {
                Some(run) if first <= run.1.saturating_add(1) => run.1 = run.1.max(last),
                _ => joined.push((first, last)),
            }
        }
        joined
    }

    /// The files in which damage lies that concerns no single entry, sorted.
    pub fn damaged_files(&self) -> Vec<&str> {
        let damage = self.findings.iter().filter(|finding| finding.kind == FindingKind::Damage);
        let mut files: Vec<&str> = damage.filter(|f| f.entry.is_none()).map(|f| f.file.as_str()).collect();
        files.sort_unstable();
        files.dedup();
        files
    }
}

/// Checks the ledger in a casebook's directory. It may be in use; entries saved meanwhile may or may not be seen.
///
/// # Errors
/// `NotACasebook`, the reasons why a passphrase or key file does not open it, `Storage`. Damage is no error: it is
/// in the report.
pub fn verify(dir: &Path, unlock: Option<&Unlock>, mode: VerifyMode) -> Result<VerifyReport, LedgerError> {
    verify_with(&Disk, dir, unlock, mode)
}

/// As `verify`, on another storage.
///
/// # Errors
/// As `verify`.
pub fn verify_with(
    storage: &dyn Storage,
    dir: &Path,
    unlock: Option<&Unlock>,
    mode: VerifyMode,
) -> Result<VerifyReport, LedgerError> {
    let layout = Layout::new(dir);
    if !storage.exists(&layout.ledger).doing("look for", &layout.ledger)? {
        return Err(LedgerError::NotACasebook(dir.to_owned()));
    }
    verify_layout(storage, &layout, true, unlock, mode)
}

/// Checks the ledger that lies there, with or without a look at the keys.
pub(crate) fn verify_layout(
    storage: &dyn Storage,
    layout: &Layout,
    with_keys: bool,
    unlock: Option<&Unlock>,
    mode: VerifyMode,
) -> Result<VerifyReport, LedgerError> {
    let mut report = VerifyReport::default();
    let devices = check_devices(storage, layout, &mut report)?;
    let before_keys = report.findings.len();
    let keys = if with_keys { check_keys(storage, layout, unlock, &mut report)? } else { Keys::None };
    let after_keys = report.findings.len();

    // The checkpoint is read before the entries, which only grow. While the device list cannot be read, it can be
    // held only against the devices the entries name.
    let named = checkpoint_bytes(storage, layout)?;
    let early = match (&named, &devices) {
        (Some(bytes), Some(devices)) => Checkpoint::parse(bytes, devices)
            .ok()
            .filter(|checkpoint| report.casebook.is_none_or(|casebook| casebook == checkpoint.casebook)),
        _ => None,
    };
    // So are the time-stamps. Without a list of devices nobody's signature on their checkpoints counts.
    let mut stamps = match &devices {
        Some(devices) => read_timestamps(storage, layout, devices)?,
        None => StoredTimestamps::default(),
    };
    let mut check = EntryCheck {
        mode,
        enrolled: devices.as_ref().map(|devices| devices.iter().copied().collect()),
        verifying: HashMap::new(),
        batch: Batch::default(),
        leaves: Leaves::new(TreeFile::read(storage, layout)?),
        keys,
        scratch: Zeroizing::new(Vec::new()),
        parts: 0,
        opened: 0,
        erased: 0,
        keyless: 0,
        entries: 0,
    };
    let walk = Walk {
        storage,
        layout,
        casebook: report.casebook,
        acknowledged: early.as_ref().map_or(0, |checkpoint| checkpoint.size),
        every_sealed_byte: true,
    };
    let mut end = walk.run(&mut |frame, place, findings| {
        check.entry(frame, place, findings);
        Ok(())
    })?;
    check.batch.finish(&mut end.findings);
    if let Some(tail) = &end.torn {
        end.findings.retain(|finding| !tail.holds(finding));
    }
    if check.keyless == 0 {
        // A power cut leaves such records; it is damage only where an entry misses its key.
        for finding in report.findings.iter_mut().take(after_keys).skip(before_keys) {
            if finding.what.starts_with(record_keys::UNREADABLE) {
                finding.kind = FindingKind::Warning;
                finding.what.push_str("; no entry needs it");
            }
        }
    }
    report.findings.append(&mut end.findings);
    if let Some(tail) = end.torn {
        report.findings.push(Finding {
            kind: FindingKind::TornTail,
            entry: Some(tail.entry),
            device: None,
            seq: None,
            file: format!("ledger/{}", segment_name(tail.place.segment)),
            offset: tail.place.offset,
            what: format!(
                "the last {} bytes are an entry that was not completely written and never acknowledged; opening the \
                 casebook cuts them off",
                tail.bytes
            ),
        });
    }
    report.entries = check.entries - end.frames_in_torn;
    report.lost.clone_from(&end.lost);
    report.parts = check.parts;
    report.opened = check.opened;
    report.erased = check.erased;
    let known: Vec<DeviceId> = match devices {
        Some(devices) => devices,
        None => end.heads.keys().copied().collect(),
    };
    let checkpoint = check_checkpoint(named.as_deref(), &known, &mut report);
    let settled = check.leaves.settle(&end, report.casebook.as_ref(), checkpoint.as_ref());
    report.findings.extend(settled.impostors.iter().map(|number| impostor(*number)));
    report.findings.extend(settled.findings);
    if let Some(checkpoint) = checkpoint.filter(|_| settled.root_differs) {
        report.findings.push(another_root(&checkpoint));
    }
    if settled.complete && report.lost.is_empty() && end.reached == report.entries {
        report.root = Some(settled.tree.root());
    }
    let known_damage = !report.is_sound();
    stamps.hold_against(&settled.tree, known_damage);
    report.findings.append(&mut stamps.findings);
    report.timestamps = stamps.stored;
    Ok(report)
}

/// The enrolled devices; `None`, with a finding, if the list cannot be trusted.
fn check_devices(
    storage: &dyn Storage,
    layout: &Layout,
    report: &mut VerifyReport,
) -> Result<Option<Vec<DeviceId>>, LedgerError> {
    let path = layout.devices();
    let file = format!("ledger/{DEVICES}");
    if !storage.exists(&path).doing("look for", &path)? {
        report.findings.push(whole_file(file, 0, "the list of devices is missing".to_owned()));
        return Ok(None);
    }
    match devices::read(&storage.read(&path).doing("read", &path)?) {
        Ok(devices) => {
            report.casebook = Some(devices.casebook);
            report.devices.clone_from(&devices.enrolled);
            Ok(Some(devices.enrolled))
        }
        Err(fault) => {
            report.findings.push(whole_file(file, fault.offset, fault.what));
            Ok(None)
        }
    }
}

fn checkpoint_bytes(storage: &dyn Storage, layout: &Layout) -> Result<Option<Vec<u8>>, LedgerError> {
    let path = layout.checkpoint();
    if !storage.exists(&path).doing("look for", &path)? {
        return Ok(None);
    }
    storage.read(&path).doing("read", &path).map(Some)
}

fn check_checkpoint(
    bytes: Option<&[u8]>,
    devices: &[DeviceId],
    report: &mut VerifyReport,
) -> Option<Checkpoint> {
    let file = format!("ledger/{CHECKPOINT}");
    let parsed = match bytes {
        None => Err("it is missing".to_owned()),
        Some(bytes) => Checkpoint::parse(bytes, devices),
    };
    match parsed {
        Err(what) => {
            report.findings.push(whole_file(file, 0, what));
            None
        }
        Ok(checkpoint) if report.casebook.is_some_and(|casebook| casebook != checkpoint.casebook) => {
            report.findings.push(whole_file(file, 0, "it belongs to another casebook".to_owned()));
            None
        }
        Ok(checkpoint) => {
            report.checkpointed = Some(checkpoint.size);
            Some(checkpoint)
        }
    }
}

/// Which keys the check of entries may use.
enum Keys {
    /// A stranger's copy: the ledger alone.
    None,
    /// The key store, locked: for whom there is a key, and (`false`) whose was destroyed.
    Locked(HashMap<(RecordId, Tier), bool>),
    Unlocked(Box<RecordKeys>),
}

/// Checks the files in `keys/` as far as possible, and opens the key store if it may.
fn check_keys(
    storage: &dyn Storage,
    layout: &Layout,
    unlock: Option<&Unlock>,
    report: &mut VerifyReport,
) -> Result<Keys, LedgerError> {
    let read = |path: &Path| {
        if storage.exists(path).doing("look for", path)? {
            storage.read(path).doing("read", path).map(Some)
        } else {
            Ok(None)
        }
    };
    let mut locked = HashMap::new();
    if unlock.is_none() && !storage.exists(&layout.keys).doing("look for", &layout.keys)? {
        return Ok(Keys::None);
    }
    let findings = &mut report.findings;
    let mut note = |file: &str, offset: u64, what: &str| {
        findings.push(whole_file(format!("keys/{file}"), offset, what.to_owned()));
    };

    let mut opened: Option<(CasebookId, CasebookKey)> = None;
    match read(&layout.casebook_key())? {
        None => note(CASEBOOK_KEY, 0, "it is missing"),
        Some(bytes) => match (casebook_key::fault(&bytes), unlock) {
            (Some(what), _) => note(CASEBOOK_KEY, 0, what),
            (None, None) => {}
            (None, Some(unlock)) => opened = Some(casebook_key::open(storage, &bytes, unlock)?),
        },
    }
    for (name, mark) in [(DEVICE_KEY, device_key::DEVICE), (SPARE_KEY, device_key::SPARE)] {
        let fault = match (read(&layout.keys.join(name))?, &opened) {
            (None, _) if name == SPARE_KEY => None,
            (None, _) => Some("it is missing"),
            (Some(bytes), None) => device_key::fault(mark, &bytes),
            (Some(bytes), Some((casebook, key))) => {
                device_key::open(mark, &bytes, casebook, &Wrapper::new(key)).err()
            }
        };
        if let Some(what) = fault {
            note(name, 0, what);
        }
    }
    if let Some(bytes) = read(&layout.keys.join(RECOVERY_KEY))? {
        let fault = match &opened {
            None => recovery_key::fault(&bytes),
            Some((casebook, key)) => recovery_key::open(&bytes, casebook, &Wrapper::new(key)).err(),
        };
        if let Some(what) = fault {
            note(RECOVERY_KEY, 0, what);
        }
    }
    let Some(bytes) = read(&layout.record_keys())? else {
        note(RECORD_KEYS, 0, "it is missing");
        return Ok(Keys::None);
    };
    let faults;
    let torn;
    let keys = match (&opened, report.casebook) {
        (Some((casebook, key)), _) => {
            let loaded = RecordKeys::load(&bytes, *casebook, Wrapper::new(key));
            (faults, torn) = (loaded.faults, loaded.torn);
            for (record, tier) in loaded.keys.unopenable() {
                let tier = tier.name();
                note(RECORD_KEYS, 0, &format!("the key of record {record}, tier {tier}, does not open"));
            }
            report.unlocked = true;
            Keys::Unlocked(Box::new(loaded.keys))
        }
        (None, casebook) => {
            // With a damaged device list the casebook's id is believed from the key store itself.
            let casebook = casebook
                .or_else(|| bytes.get(8..24).and_then(|id| id.try_into().ok()).map(CasebookId))
                .unwrap_or(CasebookId([0; 16]));
            (faults, torn) = record_keys::scan(&bytes, &casebook, &mut |record, tier, wrapped| {
                // An erasure outdoes any key.
                *locked.entry((record, tier)).or_insert(true) &= wrapped.is_some();
            });
            Keys::Locked(locked)
        }
    };
    for fault in faults {
        note(RECORD_KEYS, fault.offset, &fault.what);
    }
    if torn > 0 {
        let what = format!("{}, the last, is not complete", record_keys::UNREADABLE);
        note(RECORD_KEYS, (bytes.len() - torn) as u64, &what);
    }
    Ok(keys)
}

/// The check of one entry after the other.
struct EntryCheck {
    mode: VerifyMode,
    /// `None` when the device list cannot be trusted: then signatures are held against the keys the entries name.
    enrolled: Option<HashSet<DeviceId>>,
    verifying: HashMap<DeviceId, Option<VerifyingKey>>,
    batch: Batch,
    leaves: Leaves,
    keys: Keys,
    scratch: Zeroizing<Vec<u8>>,
    entries: u64,
    parts: u64,
    opened: u64,
    erased: u64,
    /// Parts without a key and without a note that it was destroyed.
    keyless: u64,
}

impl EntryCheck {
    fn entry(&mut self, frame: &FrameView<'_>, place: Place, findings: &mut Vec<Finding>) {
        self.entries += 1;
        self.leaves.note(frame);
        self.signature(frame, place, findings);
        for (index, (head, sealed)) in frame.parts().enumerate() {
            self.parts += 1;
            let state = match &mut self.keys {
                Keys::None => continue,
                Keys::Locked(keys) => match keys.get(&(head.record, head.tier)) {
                    Some(true) => continue,
                    Some(false) => KeyState::Erased,
                    None => KeyState::Missing,
                },
                Keys::Unlocked(keys) => keys.get(head.record, head.tier),
            };
            let header = &frame.header;
            let fault = match state {
                KeyState::Erased => {
                    self.erased += 1;
                    continue;
                }
                // Reported with the key store.
                KeyState::Unopenable => continue,
                KeyState::Missing => {
                    self.keyless += 1;
                    NO_KEY
                }
                KeyState::Held(key) => {
                    let part = PartPlace {
                        casebook: header.casebook,
                        device: header.device,
                        seq: header.seq,
                        index: index as u16,
                        record: head.record,
                        tier: head.tier,
                    };
                    match open(&key, &part, sealed, &head.commitment, &mut self.scratch) {
                        Ok(_) => {
                            self.opened += 1;
                            continue;
                        }
                        Err(what) => what,
                    }
                }
            };
            findings.push(entry_finding(frame, place, format!("part {}: {fault}", index + 1)));
        }
    }

    fn signature(&mut self, frame: &FrameView<'_>, place: Place, findings: &mut Vec<Finding>) {
        let device = frame.header.device;
        if self.enrolled.as_ref().is_some_and(|enrolled| !enrolled.contains(&device)) {
            let what = format!("it is signed by the device {}, which is not on the list", device.short());
            findings.push(entry_finding(frame, place, what));
            return;
        }
        let key = *self.verifying.entry(device).or_insert_with(|| sound_key(&device));
        let Some(key) = key else {
            findings.push(entry_finding(frame, place, "its device has a weak or impossible key".to_owned()));
            return;
        };
        if small_order(frame.signature) {
            findings.push(entry_finding(frame, place, BAD_SIGNATURE.to_owned()));
            return;
        }
        match self.mode {
            VerifyMode::Strict => {
                let signature = Signature::from_bytes(frame.signature);
                let message = [ENTRY_DOMAIN.as_slice(), frame.header_bytes].concat();
                if key.verify_strict(&message, &signature).is_err() {
                    findings.push(entry_finding(frame, place, BAD_SIGNATURE.to_owned()));
                }
            }
            VerifyMode::Batch => self.batch.add(frame, place, key, findings),
        }
    }
}

/// Said of a part whose key got lost.
pub(crate) const NO_KEY: &str = "its key is missing, and no note says that it was destroyed";
