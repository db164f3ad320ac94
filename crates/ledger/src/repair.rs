//! Repair from an intact copy. Damaged entries are fetched from the copy, and everything is put together and verified
//! in memory before a byte is written; then each damaged file is put aside as evidence and replaced. Nothing sound is
//! ever exchanged, nothing is taken from a copy that contradicts a sound entry, and no destroyed key comes back.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use crate::bytes::{hex, sha256};
use crate::checkpoint::Checkpoint;
use crate::devices;
use crate::disk::Disk;
use crate::errors::{Doing, LedgerError};
use crate::finding::FindingKind;
use crate::identity::{CasebookId, DeviceId};
use crate::layout::{CHECKPOINT, Layout, segment_name};
use crate::leaves::{Leaves, Settled};
use crate::open::take_lock;
use crate::overlay::Overlay;
use crate::repair_keys::mend_keys;
use crate::repair_segments::{Stock, mend_segments};
use crate::replace::{finish, replace, replace_erasing};
use crate::storage::Storage;
use crate::tree_file::TreeFile;
use crate::verify::{VerifyMode, VerifyReport, verify_layout};
use crate::walk::{Walk, WalkEnd};

/// What a repair did, or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RepairReport {
    /// What was wrong before.
    pub before: VerifyReport,
    /// What is wrong now; on a dry run, what would be.
    pub after: VerifyReport,
    /// The numbers of the entries that came back, in order.
    pub entries: Vec<u64>,
    /// The files that were written anew, relative to the casebook's directory.
    pub files: Vec<String>,
    /// Where the damaged files were kept, relative to the casebook's directory.
    pub kept: Vec<String>,
    /// Sentences: what was not taken, and why.
    pub left: Vec<String>,
    /// How many entries the copy holds that are not here. They are not taken: that is for the exchange of copies.
    pub only_there: u64,
}

/// Repairs the ledger of a casebook that is closed from a copy: a casebook's directory, or only its ledger directory.
/// The copy is only read. `dry_run` says what would be done.
///
/// # Errors
/// `NotACasebook`, `NotACopy`, `InUse`, `ForeignCopy`, `ForkedCopy` and `UnfitCopy` if nothing may be taken from the
/// copy, `Storage`. What cannot be repaired is no error: it is in the report.
pub fn repair(dir: &Path, copy: &Path, dry_run: bool) -> Result<RepairReport, LedgerError> {
    repair_with(&Disk, dir, copy, dry_run)
}

/// As `repair`, on another storage.
///
/// # Errors
/// As `repair`.
pub fn repair_with(
    storage: &dyn Storage,
    dir: &Path,
    copy: &Path,
    dry_run: bool,
) -> Result<RepairReport, LedgerError> {
    let ours = Layout::new(dir);
    if !storage.exists(&ours.ledger).doing("look for", &ours.ledger)? {
        return Err(LedgerError::NotACasebook(dir.to_owned()));
    }
    let theirs = copy_at(storage, copy)?;
    let _lock = take_lock(storage, &ours)?;
    if !dry_run {
        finish(storage, &ours.ledger)?;
    }
    let mut report = RepairReport {
        before: verify_layout(storage, &ours, true, None, VerifyMode::Strict)?,
        ..RepairReport::default()
    };
    let mine = Side::look(storage, &ours)?;
    let other = Side::look(storage, &theirs)?;
    same_casebook(&mine, &other, copy)?;
    no_fork(&mine, &other)?;
    report.only_there = mine.missing_of(&other);

    let mut overlay = Overlay { base: storage, files: BTreeMap::new() };
    mend_devices(storage, &ours, &theirs, &mine, &mut overlay, &mut report)?;
    let casebook = mine.casebook.or(other.casebook).unwrap_or(CasebookId([0; 16]));
    mend_segments(storage, &ours, &theirs, &casebook, &mine, &other, &mut overlay, &mut report)?;
    mend_checkpoint(storage, &ours, &theirs, &mut overlay, &mut report)?;
    mend_tree(&ours, &casebook, &mut overlay)?;
    mend_keys(storage, &ours, &theirs, &casebook, &mut overlay, &mut report.left)?;
    report.after = verify_layout(&overlay, &ours, true, None, VerifyMode::Strict)?;
    if worse(&report.before, &report.after) {
        return Err(LedgerError::UnfitCopy(copy.to_owned()));
    }
    let name = |path: &Path| relative(&ours, path);
    report.files = overlay.files.keys().map(|path| name(path)).collect();
    if dry_run {
        return Ok(report);
    }
    let Overlay { files, .. } = overlay;
    for (path, bytes) in in_order(&ours, files) {
        put(storage, &ours, &path, &bytes, &mut report.kept)?;
    }
    report.after = verify_layout(storage, &ours, true, None, VerifyMode::Strict)?;
    Ok(report)
}

/// The copy's places: a casebook's directory, or its ledger directory alone.
fn copy_at(storage: &dyn Storage, copy: &Path) -> Result<Layout, LedgerError> {
    let mut layout = Layout::new(copy);
    if !storage.exists(&layout.ledger).doing("look for", &layout.ledger)? {
        layout.ledger = copy.to_owned();
        layout.keys = copy.join("no keys come with a ledger");
    }
    let there = storage.exists(&layout.ledger).doing("look for", &layout.ledger)?
        && (storage.list(&layout.ledger).doing("list", &layout.ledger)?.iter())
            .any(|name| crate::layout::segment_number(name).is_some());
    if there { Ok(layout) } else { Err(LedgerError::NotACopy(copy.to_owned())) }
}

/// What one of the two ledgers holds.
pub(crate) struct Side {
    pub casebook: Option<CasebookId>,
    pub report: VerifyReport,
    pub stock: Stock,
    pub end: WalkEnd,
    pub settled: Settled,
}

impl Side {
    fn look(storage: &dyn Storage, layout: &Layout) -> Result<Self, LedgerError> {
        let report = verify_layout(storage, layout, false, None, VerifyMode::Strict)?;
        let mut leaves = Leaves::new(TreeFile::read(storage, layout)?);
        let mut stock = Stock::new(&report);
        let walk = Walk {
            storage,
            layout,
            casebook: report.casebook,
            acknowledged: report.checkpointed.unwrap_or(0),
            every_sealed_byte: false,
        };
        let end = walk.run(&mut |frame, place, _| {
            leaves.note(frame);
            stock.note(frame, place);
            Ok(())
        })?;
        stock.conclude(&end);
        let checkpoint = checkpoint_of(storage, layout, &report.devices)?;
        let settled = leaves.settle(&end, report.casebook.as_ref(), checkpoint.as_ref());
        let casebook = report.casebook.or(stock.casebook);
        Ok(Self { casebook, report, stock, end, settled })
    }

    /// How many sound entries of the other are not here at all.
    fn missing_of(&self, other: &Self) -> u64 {
        let lost: Vec<[u8; 32]> = self.settled.lost.values().map(|record| record.hash).collect();
        let known = |hash: &[u8; 32]| self.stock.any_hash.contains(hash) || lost.contains(hash);
        let extra = other.stock.sound.iter().filter(|(number, held)| {
            // What the numbers say is lost here is about to be fetched.
            !known(&held.hash)
                && !self.end.lost.iter().any(|(first, count)| (*first..first + count).contains(number))
        });
        extra.count() as u64
    }
}

fn checkpoint_of(
    storage: &dyn Storage,
    layout: &Layout,
    devices: &[DeviceId],
) -> Result<Option<Checkpoint>, LedgerError> {
    let path = layout.checkpoint();
    if !storage.exists(&path).doing("look for", &path)? {
        return Ok(None);
    }
    Ok(Checkpoint::parse(&storage.read(&path).doing("read", &path)?, devices).ok())
}

fn same_casebook(mine: &Side, other: &Side, copy: &Path) -> Result<(), LedgerError> {
    match (mine.casebook, other.casebook) {
        (Some(ours), Some(theirs)) if ours == theirs => Ok(()),
        _ => Err(LedgerError::ForeignCopy(copy.to_owned())),
    }
}

/// Two sound entries of one device with one number and different content: somebody wrote to a copy, or has the key.
fn no_fork(mine: &Side, other: &Side) -> Result<(), LedgerError> {
    let theirs: HashMap<(DeviceId, u64), ([u8; 32], u64)> = (other.stock.sound.iter())
        .map(|(number, held)| ((held.device, held.seq), (held.hash, *number)))
        .collect();
    for (number, held) in &mine.stock.sound {
        if let Some((hash, there)) = theirs.get(&(held.device, held.seq))
            && *hash != held.hash
        {
            return Err(LedgerError::ForkedCopy {
                device: held.device.short(),
                seq: held.seq,
                here: *number,
                there: *there,
            });
        }
    }
    Ok(())
}

fn mend_devices(
    storage: &dyn Storage,
    ours: &Layout,
    theirs: &Layout,
    mine: &Side,
    overlay: &mut Overlay<'_>,
    report: &mut RepairReport,
) -> Result<(), LedgerError> {
    if !mine.report.devices.is_empty() {
        return Ok(());
    }
    let path = theirs.devices();
    let bytes = match storage.exists(&path).doing("look for", &path)? {
        true => storage.read(&path).doing("read", &path)?,
        false => Vec::new(),
    };
    // The list must name every device that signed what is sound here: an older list would disown entries.
    let fits = devices::read(&bytes).is_ok_and(|list| {
        Some(list.casebook) == mine.casebook
            && mine.stock.sound.values().all(|held| list.enrolled.contains(&held.device))
    });
    if fits {
        overlay.files.insert(ours.devices(), bytes);
    } else {
        report.left.push(
            "the copy's list of devices is damaged too, or does not name every device that signed here"
                .into(),
        );
    }
    Ok(())
}

fn mend_checkpoint(
    storage: &dyn Storage,
    ours: &Layout,
    theirs: &Layout,
    overlay: &mut Overlay<'_>,
    report: &mut RepairReport,
) -> Result<(), LedgerError> {
    let seen = verify_layout(overlay, ours, false, None, VerifyMode::Batch)?;
    if seen.checkpointed.is_some() || seen.devices.is_empty() {
        return Ok(());
    }
    let Some(checkpoint) = checkpoint_of(storage, theirs, &seen.devices)? else {
        report.left.push("the copy has no sound checkpoint; opening the casebook writes one".to_owned());
        return Ok(());
    };
    let path = theirs.checkpoint();
    let bytes = storage.read(&path).doing("read", &path)?;
    let before = overlay.files.insert(ours.checkpoint(), bytes);
    let with = verify_layout(overlay, ours, false, None, VerifyMode::Batch)?;
    let fits = with.damaged_files().iter().all(|file| *file != format!("ledger/{CHECKPOINT}"))
        && with.damaged_entries() == seen.damaged_entries();
    if !fits {
        overlay.files.remove(&ours.checkpoint());
        overlay.files.extend(before.map(|bytes| (ours.checkpoint(), bytes)));
        report.left.push(format!(
            "the copy's checkpoint, over {} entries, does not fit the entries here; opening the casebook writes one",
            checkpoint.size
        ));
    }
    Ok(())
}

/// The tree file is made of the entries, once they are whole.
fn mend_tree(ours: &Layout, casebook: &CasebookId, overlay: &mut Overlay<'_>) -> Result<(), LedgerError> {
    let side = Side::look(overlay, ours)?;
    let damaged = side.settled.findings.iter().any(|finding| finding.kind == FindingKind::Damage);
    if damaged
        && side.settled.complete
        && let Some(bytes) = side.settled.mended(casebook)
    {
        overlay.files.insert(ours.tree(), bytes);
    }
    Ok(())
}

/// Whether something is damaged after that was not before.
fn worse(before: &VerifyReport, after: &VerifyReport) -> bool {
    let was = before.damaged_entries();
    let entries = after
        .damaged_entries()
        .into_iter()
        .any(|(first, last)| !was.iter().any(|(from, to)| *from <= first && last <= *to));
    let files = before.damaged_files();
    entries
        || after.damaged_files().iter().any(|file| !files.contains(file))
        || after.entries < before.entries
}

fn relative(layout: &Layout, path: &Path) -> String {
    path.strip_prefix(&layout.root).unwrap_or(path).to_string_lossy().into_owned()
}

/// Entries first, then what speaks of them.
fn in_order(layout: &Layout, files: BTreeMap<PathBuf, Vec<u8>>) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files: Vec<_> = files.into_iter().collect();
    let last = [layout.tree(), layout.checkpoint(), layout.devices()];
    files.sort_by_key(|(path, _)| last.iter().position(|name| name == path).map_or(0, |at| at + 1));
    files
}

/// Keeps the damaged file and puts the mended one in its place. A damaged key file is not kept but overwritten: it
/// may hold keys that are to be destroyed one day.
fn put(
    storage: &dyn Storage,
    layout: &Layout,
    path: &Path,
    bytes: &[u8],
    kept: &mut Vec<String>,
) -> Result<(), LedgerError> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if path.starts_with(&layout.keys) {
        return replace_erasing(storage, &layout.keys, &name, &mut |file| {
            file.append(bytes).doing("write", path)
        });
    }
    if storage.exists(path).doing("look for", path)? {
        let old = storage.read(path).doing("read", path)?;
        let aside = layout.ledger.join("damaged");
        storage.create_dir(&aside).doing("make", &aside)?;
        let mark = sha256(&[&old]);
        let aside_name = format!("{name}.{}", hex(mark.get(..4).unwrap_or_default()));
        replace(storage, &aside, &aside_name, &old)?;
        kept.push(relative(layout, &aside.join(aside_name)));
    }
    replace(storage, &layout.ledger, &name, bytes)
}

/// The path of a segment.
pub(crate) fn segment_path(layout: &Layout, number: u32) -> PathBuf {
    layout.ledger.join(segment_name(number))
}
