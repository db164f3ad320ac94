//! A disk in memory that loses power: what was not synced may be there, be missing, or be there in pieces of 512
//! bytes, in any combination; names in a directory likewise. After every cut, what was acknowledged is there, what
//! was erased is gone, and nothing is called damaged.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use claims::Tier;
use ledger::storage::{Lock, Promise, ReadAt, Storage, WriteFile};
use ledger::{Ledger, LedgerError, NewCasebook, Settings, Stretching, Unlock, VerifyMode, verify_with};

use crate::desk::{contains, entry, part, record, seeded};

#[derive(Clone, Default)]
struct Inode {
    durable: Vec<u8>,
    now: Vec<u8>,
    unsynced: Vec<Change>,
}

#[derive(Clone)]
enum Change {
    Write(usize, Vec<u8>),
    Truncate(usize),
}

#[derive(Clone)]
enum Naming {
    Link(PathBuf, usize),
    Unlink(PathBuf),
    Rename(PathBuf, PathBuf),
}

/// What was promised so far.
#[derive(Clone, Default)]
struct Promised {
    founded: bool,
    texts: Vec<String>,
    /// Erasures that were asked for, and those acknowledged.
    erasing: Vec<u8>,
    erased: Vec<u8>,
    /// The wrapped keys that must be gone.
    gone: Vec<Vec<u8>>,
    /// What the sealed file may hold.
    sealed: Vec<Vec<u8>>,
}

#[derive(Clone, Default)]
struct State {
    inodes: Vec<Inode>,
    now: BTreeMap<PathBuf, usize>,
    durable: BTreeMap<PathBuf, usize>,
    unsynced: Vec<Naming>,
    promised: Promised,
}

fn rename(names: &mut BTreeMap<PathBuf, usize>, naming: &Naming) {
    match naming {
        Naming::Link(path, inode) => drop(names.insert(path.clone(), *inode)),
        Naming::Unlink(path) => drop(names.remove(path)),
        Naming::Rename(from, to) => {
            if let Some(inode) = names.remove(from) {
                names.insert(to.clone(), inode);
            }
        }
    }
}

fn change(bytes: &mut Vec<u8>, change: &Change) {
    match change {
        Change::Write(at, new) => {
            if bytes.len() < at + new.len() {
                bytes.resize(at + new.len(), 0);
            }
            bytes[*at..at + new.len()].copy_from_slice(new);
        }
        Change::Truncate(length) => bytes.truncate(*length),
    }
}

impl State {
    /// What is on the disk when power comes back.
    fn after_cut(&self, chance: &mut dyn FnMut() -> bool) -> State {
        let mut names = self.durable.clone();
        for naming in &self.unsynced {
            if chance() {
                // A rename can only move what is there.
                match naming {
                    Naming::Rename(from, to) if !names.contains_key(from) => {
                        if let Some(inode) = self.now.get(to) {
                            names.insert(to.clone(), *inode);
                        }
                    }
                    naming => rename(&mut names, naming),
                }
            }
        }
        let mut inodes = self.inodes.clone();
        for inode in &mut inodes {
            let mut bytes = std::mem::take(&mut inode.durable);
            for unsynced in &inode.unsynced {
                match unsynced {
                    Change::Truncate(_) => {
                        if chance() {
                            change(&mut bytes, unsynced);
                        }
                    }
                    Change::Write(at, new) => {
                        // Sectors of the disk, not of the write.
                        let mut from = 0;
                        while from < new.len() {
                            let to = ((at + from) / 512 * 512 + 512 - at).min(new.len());
                            if chance() {
                                change(&mut bytes, &Change::Write(at + from, new[from..to].to_vec()));
                            }
                            from = to;
                        }
                    }
                }
            }
            *inode = Inode { durable: bytes.clone(), now: bytes, unsynced: Vec::new() };
        }
        State {
            inodes,
            now: names.clone(),
            durable: names,
            unsynced: Vec::new(),
            promised: self.promised.clone(),
        }
    }
}

#[derive(Clone, Default)]
struct Memory {
    state: Arc<Mutex<State>>,
    /// The state before every operation, when asked for.
    history: Option<Arc<Mutex<Vec<State>>>>,
}

impl Memory {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A moment at which power may go.
    fn moment(&self) -> MutexGuard<'_, State> {
        let state = self.state();
        if let Some(history) = &self.history {
            history.lock().unwrap().push(state.clone());
        }
        state
    }

    fn find(&self, path: &Path) -> io::Result<usize> {
        self.state().now.get(path).copied().ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
    }
}

struct MemoryFile {
    memory: Memory,
    inode: usize,
}

impl MemoryFile {
    fn change(&self, what: Change) {
        let mut state = self.memory.moment();
        let inode = &mut state.inodes[self.inode];
        change(&mut inode.now, &what);
        inode.unsynced.push(what);
    }
}

impl WriteFile for MemoryFile {
    fn len(&self) -> io::Result<u64> {
        Ok(self.memory.state().inodes[self.inode].now.len() as u64)
    }
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        let end = WriteFile::len(self)? as usize;
        self.change(Change::Write(end, bytes.to_vec()));
        Ok(())
    }
    fn overwrite(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        self.change(Change::Write(offset as usize, bytes.to_vec()));
        Ok(())
    }
    fn truncate(&mut self, length: u64) -> io::Result<()> {
        self.change(Change::Truncate(length as usize));
        Ok(())
    }
    fn sync(&mut self, _: Promise) -> io::Result<()> {
        let mut state = self.memory.moment();
        let inode = &mut state.inodes[self.inode];
        inode.durable.clone_from(&inode.now);
        inode.unsynced.clear();
        Ok(())
    }
}

impl ReadAt for MemoryFile {
    fn len(&self) -> io::Result<u64> {
        WriteFile::len(self)
    }
    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let state = self.memory.state();
        let bytes = &state.inodes[self.inode].now;
        let from = (offset as usize).min(bytes.len());
        let count = buffer.len().min(bytes.len() - from);
        buffer[..count].copy_from_slice(&bytes[from..from + count]);
        Ok(count)
    }
}

impl Storage for Memory {
    fn create_dir(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }
    fn list(&self, path: &Path) -> io::Result<Vec<String>> {
        let name = |p: &PathBuf| p.file_name().unwrap().to_string_lossy().into_owned();
        Ok(self.state().now.keys().filter(|p| p.parent() == Some(path)).map(name).collect())
    }
    fn exists(&self, path: &Path) -> io::Result<bool> {
        Ok(self.state().now.keys().any(|p| p.starts_with(path)))
    }
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let inode = self.find(path)?;
        Ok(self.state().inodes[inode].now.clone())
    }
    fn open_read(&self, path: &Path) -> io::Result<Box<dyn ReadAt>> {
        Ok(Box::new(MemoryFile { memory: self.clone(), inode: self.find(path)? }))
    }
    fn create(&self, path: &Path) -> io::Result<Box<dyn WriteFile>> {
        if self.find(path).is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let mut state = self.moment();
        let inode = state.inodes.len();
        state.inodes.push(Inode::default());
        let naming = Naming::Link(path.to_owned(), inode);
        rename(&mut state.now, &naming);
        state.unsynced.push(naming);
        Ok(Box::new(MemoryFile { memory: self.clone(), inode }))
    }
    fn open_write(&self, path: &Path) -> io::Result<Box<dyn WriteFile>> {
        Ok(Box::new(MemoryFile { memory: self.clone(), inode: self.find(path)? }))
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.find(from)?;
        let mut state = self.moment();
        let naming = Naming::Rename(from.to_owned(), to.to_owned());
        rename(&mut state.now, &naming);
        state.unsynced.push(naming);
        Ok(())
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        self.find(path)?;
        let mut state = self.moment();
        let naming = Naming::Unlink(path.to_owned());
        rename(&mut state.now, &naming);
        state.unsynced.push(naming);
        Ok(())
    }
    fn sync_dir(&self, path: &Path, _: Promise) -> io::Result<()> {
        let mut state = self.moment();
        let inside = |p: &PathBuf| p.parent() == Some(path);
        let (synced, rest) =
            std::mem::take(&mut state.unsynced).into_iter().partition(|naming| match naming {
                Naming::Link(p, _) | Naming::Unlink(p) | Naming::Rename(p, _) => inside(p),
            });
        state.unsynced = rest;
        let synced: Vec<Naming> = synced;
        for naming in &synced {
            rename(&mut state.durable, naming);
        }
        Ok(())
    }
    fn lock(&self, _: &Path) -> io::Result<Lock> {
        Ok(Lock::Taken(Box::new(())))
    }
    fn mode(&self, _: &Path) -> io::Result<Option<u32>> {
        Ok(None)
    }
}

const DIR: &str = "/case";

fn unlock() -> Unlock {
    Unlock::KeyFile(PathBuf::from("/stick/casebook.key"))
}

fn settings(memory: &Memory) -> Settings {
    Settings {
        storage: Arc::new(memory.clone()),
        entropy: seeded("power cut"),
        segment_bytes: 2500,
        checkpoint_every: 3,
    }
}

/// A day's work, each promise noted as soon as it is given.
fn work(memory: &Memory) {
    let new = NewCasebook { unlock: unlock(), stretching: Stretching::default(), settings: settings(memory) };
    let ledger = Ledger::create(Path::new(DIR), new).unwrap();
    memory.state().promised.founded = true;
    let save = |texts: &[String]| {
        let drafts = texts.iter().map(|text| {
            let n = text.len() as u8 + texts.len() as u8;
            entry(vec![part(n, Tier::Facts, text), part(n, Tier::Identity, "a name")])
        });
        ledger.append_batch(drafts.collect()).unwrap();
        memory.state().promised.texts.extend_from_slice(texts);
    };
    let seal = |content: &[u8]| {
        memory.state().promised.sealed.push(content.to_vec());
        ledger.seal_file("snapshot", content).unwrap();
        memory.state().promised.sealed = vec![content.to_vec()];
    };
    let forget = |n: u8| {
        let keys = memory.read(Path::new("/case/keys/records.keys")).unwrap();
        let wrapped =
            keys[32..].chunks(96).find(|r| r[0] == 1 && r[1] == 2 && r[4] == n).unwrap()[44..76].to_vec();
        memory.state().promised.erasing.push(n);
        assert!(ledger.forget(record(n), Tier::Identity).unwrap());
        let mut state = memory.state();
        state.promised.erased.push(n);
        state.promised.gone.push(wrapped);
    };
    let text = |n: usize| format!("{n} {}", "x".repeat(n * 37 % 400));
    (0..3).for_each(|n| save(&[text(n)]));
    save(&(3..6).map(text).collect::<Vec<_>>());
    seal(b"first snapshot");
    forget(text(1).len() as u8 + 1);
    save(&[text(6)]);
    seal(&[7; 3000]);
    forget(text(2).len() as u8 + 1);
    save(&(7..9).map(text).collect::<Vec<_>>());
    ledger.close().unwrap();
}

/// How often power goes again.
#[derive(Clone, Copy, PartialEq)]
enum Again {
    No,
    /// After recovery, before and after the next save.
    Once,
    /// At every moment of recovery, too.
    Throughout,
}

/// Opens what a cut left and holds it against what was promised.
fn check(state: State, again: Again, what: &str) {
    let promised = state.promised.clone();
    let history = (again == Again::Throughout).then(Default::default);
    let mut memory = Memory { state: Arc::new(Mutex::new(state)), history };
    let opened = Ledger::open(Path::new(DIR), &unlock(), settings(&memory));
    let (ledger, report) = match opened {
        Ok(opened) => opened,
        Err(LedgerError::NotACasebook(_)) if !promised.founded => {
            // Founding was interrupted: it can be done again.
            let new = NewCasebook {
                unlock: unlock(),
                stretching: Stretching::default(),
                settings: settings(&memory),
            };
            drop(Ledger::create(Path::new(DIR), new).unwrap_or_else(|e| panic!("{what}: {e}")));
            return;
        }
        Err(error) => panic!("{what}: {error}"),
    };
    assert_eq!(report.damage, vec![], "{what}: nothing was damaged");
    let mut read = Vec::new();
    for entry in ledger.read_from(1) {
        let entry = entry.unwrap_or_else(|e| panic!("{what}: {e}"));
        let n = entry.parts[0].record.as_bytes()[0];
        let erased = entry.parts.get(1).is_some_and(|name| name.plaintext.is_none());
        assert!(!erased || promised.erasing.contains(&n), "{what}: the name of {n} was lost");
        assert!(
            erased || entry.parts.len() == 1 || !promised.erased.contains(&n),
            "{what}: the name of {n} is still there"
        );
        read.push(String::from_utf8(entry.parts[0].plaintext.as_ref().unwrap().to_vec()).unwrap());
    }
    assert!(read.len() >= promised.texts.len(), "{what}: {} of {} saves", read.len(), promised.texts.len());
    assert_eq!(read[..promised.texts.len()], promised.texts, "{what}");
    if let Some(newest) = promised.sealed.last() {
        match ledger.open_file("snapshot") {
            Ok(content) => assert!(promised.sealed.contains(&content), "{what}"),
            Err(error) => {
                assert!(promised.sealed.len() == 1 && newest == b"first snapshot", "{what}: {error}")
            }
        }
    }
    let now = memory.state().clone();
    for wrapped in &promised.gone {
        for inode in now.now.values() {
            assert!(!contains(&now.inodes[*inode].now, wrapped), "{what}: an erased key is still there");
        }
    }
    if again == Again::No {
        return;
    }
    // What was read once is there the next time.
    memory.state().promised.texts.clone_from(&read);
    check(memory.state().after_cut(&mut || false), Again::No, &format!("{what}, and again after recovery"));
    // The next save uses the newest key there is, which may be one that no entry has used yet.
    let keys = memory.read(Path::new("/case/keys/records.keys")).unwrap();
    let newest = keys[32..].chunks(96).next_back().filter(|r| r[0] == 1);
    let (n, tier) =
        newest.map_or((200, Tier::Facts), |r| (r[4], Tier::from_code(r[1]).unwrap_or(Tier::Facts)));
    let saved = ledger.append(entry(vec![part(n, tier, "work goes on")]));
    saved.unwrap_or_else(|e| panic!("{what}: {e}"));
    read.push("work goes on".to_owned());
    memory.state().promised.texts = read;
    check(
        memory.state().after_cut(&mut || false),
        Again::No,
        &format!("{what}, and again after the next save"),
    );
    drop(ledger);
    if let Some(history) = memory.history.take() {
        for (number, moment) in std::mem::take(&mut *history.lock().unwrap()).iter().enumerate() {
            let what = format!("{what}, and again at moment {number} of recovery");
            // By turns everything is lost, and every other thing.
            for first in [number % 2 == 0, true] {
                let mut lost = !first;
                let mut every_other = || {
                    lost = !lost;
                    !lost
                };
                check(moment.after_cut(&mut every_other), Again::No, &what);
            }
        }
    }
    let report = verify_with(&memory, Path::new(DIR), Some(&unlock()), VerifyMode::Batch).unwrap();
    assert!(report.is_sound(), "{what}: {:?}", report.findings);
}

#[test]
fn what_was_promised_outlives_a_power_cut_at_any_moment() {
    let history = Arc::new(Mutex::new(Vec::new()));
    let memory = Memory { history: Some(history.clone()), ..Memory::default() };
    work(&memory);
    let mut moments = std::mem::take(&mut *history.lock().unwrap());
    moments.push(memory.state().clone());
    assert!(moments.len() > 120, "{}", moments.len());
    let mut random = seeded("which writes survive");
    for (number, moment) in moments.iter().enumerate() {
        // The program is stopped, but not the machine; everything unsynced lost; everything kept; mixtures.
        check(moment.clone(), Again::Once, &format!("moment {number}, stopped"));
        check(moment.after_cut(&mut || false), Again::Once, &format!("moment {number}, nothing kept"));
        check(
            moment.after_cut(&mut || true),
            Again::Throughout,
            &format!("moment {number}, everything kept"),
        );
        for mixture in 0..2 {
            let mut chance = || {
                let mut byte = [0];
                random.fill(&mut byte).unwrap();
                byte[0] % 2 == 0
            };
            check(moment.after_cut(&mut chance), Again::Once, &format!("moment {number}, mixture {mixture}"));
        }
    }
}
