//! An acknowledgement means: on the disk, with its keys. Never earlier, and never for what may be lost.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use claims::Tier;
use ledger::storage::{Lock, Promise, ReadAt, Storage, WriteFile};
use ledger::{Disk, Ledger, LedgerError, Settings};

use crate::desk::{Casebook, copy, entry, part, texts};

/// The disk, with a record of what was done in which order, and a switch that makes fsync fail.
#[derive(Clone, Default)]
struct Watched {
    done: Arc<Mutex<Vec<String>>>,
    broken: Arc<AtomicBool>,
}

struct WatchedFile {
    name: String,
    watched: Watched,
    file: Box<dyn WriteFile>,
}

impl Watched {
    fn note(&self, what: &str, path: &Path) {
        self.done.lock().unwrap().push(format!("{what} {}", path.file_name().unwrap().to_string_lossy()));
    }

    fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.done.lock().unwrap())
    }

    fn wrap(&self, path: &Path, file: Box<dyn WriteFile>) -> Box<dyn WriteFile> {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        Box::new(WatchedFile { name, watched: self.clone(), file })
    }
}

impl WriteFile for WatchedFile {
    fn len(&self) -> io::Result<u64> {
        self.file.len()
    }
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.watched.note("append", Path::new(&self.name));
        self.file.append(bytes)
    }
    fn overwrite(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        self.watched.note("overwrite", Path::new(&self.name));
        self.file.overwrite(offset, bytes)
    }
    fn truncate(&mut self, length: u64) -> io::Result<()> {
        self.watched.note("truncate", Path::new(&self.name));
        self.file.truncate(length)
    }
    fn sync(&mut self, promise: Promise) -> io::Result<()> {
        if self.watched.broken.load(Ordering::SeqCst) {
            return Err(io::Error::other("the disk is gone"));
        }
        self.file.sync(promise)?;
        self.watched.note("sync", Path::new(&self.name));
        Ok(())
    }
}

impl Storage for Watched {
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        Disk.create_dir(path)
    }
    fn list(&self, path: &Path) -> io::Result<Vec<String>> {
        Disk.list(path)
    }
    fn exists(&self, path: &Path) -> io::Result<bool> {
        Disk.exists(path)
    }
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        Disk.read(path)
    }
    fn open_read(&self, path: &Path) -> io::Result<Box<dyn ReadAt>> {
        Disk.open_read(path)
    }
    fn create(&self, path: &Path) -> io::Result<Box<dyn WriteFile>> {
        self.note("create", path);
        Ok(self.wrap(path, Disk.create(path)?))
    }
    fn open_write(&self, path: &Path) -> io::Result<Box<dyn WriteFile>> {
        Ok(self.wrap(path, Disk.open_write(path)?))
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.note("rename", from);
        Disk.rename(from, to)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        self.note("remove", path);
        Disk.remove(path)
    }
    fn sync_dir(&self, path: &Path, promise: Promise) -> io::Result<()> {
        Disk.sync_dir(path, promise)?;
        self.note("sync_dir", path);
        Ok(())
    }
    fn lock(&self, path: &Path) -> io::Result<Lock> {
        Disk.lock(path)
    }
    fn mode(&self, path: &Path) -> io::Result<Option<u32>> {
        Disk.mode(path)
    }
}

fn watched(settings: Settings) -> (Watched, Casebook, Ledger) {
    let watched = Watched::default();
    let (casebook, ledger) = Casebook::with(Settings { storage: Arc::new(watched.clone()), ..settings });
    watched.take();
    (watched, casebook, ledger)
}

#[test]
fn keys_are_durable_before_entries_and_both_before_the_acknowledgement() {
    let (watched, _casebook, ledger) = watched(Settings::default());
    ledger.append(entry(vec![part(1, Tier::Facts, "new key")])).unwrap();
    assert_eq!(
        watched.take(),
        [
            "append records.keys",
            "sync records.keys",
            "append seg-00000001.hbl",
            "sync seg-00000001.hbl",
            "append tree"
        ]
    );
    ledger.append(entry(vec![part(1, Tier::Facts, "known key")])).unwrap();
    assert_eq!(watched.take(), ["append seg-00000001.hbl", "sync seg-00000001.hbl", "append tree"]);
    let batch = (0..100).map(|_| entry(vec![part(1, Tier::Facts, "batch")])).collect();
    ledger.append_batch(batch).unwrap();
    assert_eq!(watched.take(), ["append seg-00000001.hbl", "sync seg-00000001.hbl", "append tree"]);
}

#[test]
fn a_new_segment_and_its_name_are_durable_before_it_is_used() {
    let (watched, _casebook, ledger) = watched(Settings { segment_bytes: 100, ..Settings::default() });
    ledger.append(entry(vec![part(1, Tier::Facts, "fills the segment")])).unwrap();
    watched.take();
    ledger.append(entry(vec![part(1, Tier::Facts, "begins the next")])).unwrap();
    assert_eq!(
        watched.take(),
        [
            "sync seg-00000001.hbl",
            "create seg-00000002.hbl",
            "append seg-00000002.hbl",
            "sync seg-00000002.hbl",
            "sync_dir ledger",
            "append seg-00000002.hbl",
            "sync seg-00000002.hbl",
            "append tree",
        ]
    );
}

#[test]
fn a_checkpoint_is_replaced_atomically_and_only_over_durable_entries() {
    let (watched, _casebook, ledger) = watched(Settings { checkpoint_every: 2, ..Settings::default() });
    ledger.append(entry(vec![part(1, Tier::Facts, "one")])).unwrap();
    watched.take();
    ledger.append(entry(vec![part(1, Tier::Facts, "two")])).unwrap();
    assert_eq!(
        watched.take(),
        [
            "append seg-00000001.hbl",
            "sync seg-00000001.hbl",
            "append tree",
            "sync tree",
            "create checkpoint.tmp",
            "append checkpoint.tmp",
            "sync checkpoint.tmp",
            "rename checkpoint.tmp",
            "sync_dir ledger",
        ]
    );
}

#[test]
fn an_erased_key_is_replaced_then_overwritten_then_unlinked() {
    let (watched, _casebook, ledger) = watched(Settings::default());
    ledger.append(entry(vec![part(1, Tier::Identity, "gone soon")])).unwrap();
    watched.take();
    ledger.forget(crate::desk::record(1), Tier::Identity).unwrap();
    assert_eq!(
        watched.take(),
        [
            "create records.keys.new",
            "append records.keys.new",
            "sync records.keys.new",
            "rename records.keys",
            "sync_dir keys",
            "rename records.keys.new",
            "sync_dir keys",
            "overwrite records.keys.old",
            "sync records.keys.old",
            "remove records.keys.old",
        ]
    );
}

#[test]
fn a_failed_fsync_acknowledges_nothing_and_stops_the_ledger_until_it_is_opened_again() {
    let (watched, casebook, ledger) = watched(Settings::default());
    ledger.append(entry(vec![part(1, Tier::Facts, "safe")])).unwrap();
    let before = ledger.position();
    watched.broken.store(true, Ordering::SeqCst);
    let failed = ledger.append(entry(vec![part(1, Tier::Facts, "unsure")])).unwrap_err();
    assert!(matches!(failed, LedgerError::Storage { .. }), "{failed}");
    watched.broken.store(false, Ordering::SeqCst);
    let refused = ledger.append(entry(vec![part(1, Tier::Facts, "after")])).unwrap_err();
    assert!(
        refused.to_string().starts_with("an earlier save failed, so the ledger takes no more entries"),
        "{refused}"
    );
    assert_eq!(ledger.position(), before, "what was not acknowledged is not shown");
    drop(ledger);
    let (ledger, report) = casebook.open();
    assert_eq!(report.damage, vec![]);
    assert_eq!(texts(&ledger)[0], vec!["safe".to_owned()]);
    ledger.append(entry(vec![part(1, Tier::Facts, "after")])).unwrap();
}

#[test]
fn what_many_threads_were_acknowledged_is_there_after_the_process_is_gone() {
    let (casebook, ledger) = Casebook::with(Settings { checkpoint_every: 50, ..Settings::default() });
    let acknowledged = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for thread in 0..12u8 {
            let (ledger, acknowledged) = (&ledger, &acknowledged);
            scope.spawn(move || {
                for n in 0..20 {
                    let text = format!("thread {thread}, save {n}");
                    let receipt = ledger.append(entry(vec![part(thread, Tier::Facts, &text)])).unwrap();
                    acknowledged.lock().unwrap().push((receipt, text));
                }
            });
        }
    });
    // The process vanishes: the files as they are now, without closing.
    let gone: PathBuf = casebook.temp.path().join("copy");
    copy(&casebook.dir(), &gone);
    let (again, report) = Ledger::open(&gone, &casebook.unlock, Settings::default()).unwrap();
    assert_eq!((report.entries, report.torn, report.damage), (240, None, vec![]));
    assert_eq!(again.position(), ledger.position());
    let mut positions = Vec::new();
    for (receipt, text) in acknowledged.into_inner().unwrap() {
        let found = again.entry(receipt.position).unwrap().unwrap();
        assert_eq!((found.seq, found.entry_hash), (receipt.seq, receipt.entry_hash));
        assert_eq!(found.parts[0].plaintext.as_ref().unwrap().as_slice(), text.as_bytes());
        positions.push(receipt.position);
    }
    positions.sort_unstable();
    assert_eq!(positions, (1..=240).collect::<Vec<_>>(), "no two saves share a position");
}

#[test]
fn one_refused_draft_refuses_its_batch_and_nothing_else() {
    let (_casebook, ledger) = Casebook::new();
    ledger.append(entry(vec![part(1, Tier::Identity, "first")])).unwrap();
    ledger.forget(crate::desk::record(1), Tier::Identity).unwrap();
    let batch =
        vec![entry(vec![part(2, Tier::Facts, "fine")]), entry(vec![part(1, Tier::Identity, "erased")])];
    assert!(matches!(ledger.append_batch(batch), Err(LedgerError::Erased { .. })));
    assert_eq!(ledger.position().entries, 1);
    assert_eq!(ledger.append(entry(vec![part(1, Tier::Facts, "another tier")])).unwrap().position, 2);
    assert!(matches!(ledger.append(entry(vec![])), Err(LedgerError::PartCount(0))));
    assert_eq!(ledger.append_batch(vec![]).unwrap(), vec![]);
}
