//! A disk in memory that loses power: what was not synced may be there, be missing, or be there in pieces of 512
//! bytes, in any combination; names in a directory, and directories themselves, likewise. It can be told to ignore
//! the syncs that one promise asks for, so that a test can show what they are for.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ledger::storage::{Lock, Promise, ReadAt, Storage, WriteFile};

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

/// A name leads to a file, or says that there is a directory.
#[derive(Clone, Copy)]
enum Named {
    File(usize),
    Directory,
}

#[derive(Clone)]
enum Naming {
    Link(PathBuf, Named),
    Unlink(PathBuf),
    Rename(PathBuf, PathBuf),
}

impl Naming {
    fn directory(&self) -> Option<&Path> {
        match self {
            Naming::Link(path, _) | Naming::Unlink(path) | Naming::Rename(path, _) => path.parent(),
        }
    }
}

type Names = BTreeMap<PathBuf, Named>;

/// The disk at one moment, with what was promised up to then.
#[derive(Clone, Default)]
pub struct Moment<P> {
    inodes: Vec<Inode>,
    now: Names,
    durable: Names,
    unsynced: Vec<Naming>,
    /// What was promised.
    pub promised: P,
    /// Whether a sync was ignored before this moment.
    pub robbed: bool,
}

fn apply(names: &mut Names, naming: &Naming) {
    match naming {
        Naming::Link(path, named) => drop(names.insert(path.clone(), *named)),
        Naming::Unlink(path) => drop(names.remove(path)),
        Naming::Rename(from, to) => {
            if let Some(named) = names.remove(from) {
                names.insert(to.clone(), named);
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

impl<P: Clone + Default> Moment<P> {
    /// An empty disk with these directories, durably there.
    pub fn with_directories(paths: &[&str]) -> Self {
        let names: Names = paths.iter().map(|path| (PathBuf::from(path), Named::Directory)).collect();
        Moment { now: names.clone(), durable: names, ..Moment::default() }
    }
}

impl<P: Clone> Moment<P> {
    /// What is on the disk when power comes back.
    pub fn after_cut(&self, chance: &mut dyn FnMut() -> bool) -> Self {
        let mut names = self.durable.clone();
        for naming in &self.unsynced {
            if chance() {
                match naming {
                    // A rename can only move what is there.
                    Naming::Rename(from, to) if !names.contains_key(from) => {
                        if let Some(named) = self.now.get(to) {
                            names.insert(to.clone(), *named);
                        }
                    }
                    naming => apply(&mut names, naming),
                }
            }
        }
        // What lies in a directory that is not there is not there.
        let there =
            |path: &Path| path.parent().is_none_or(|up| up == Path::new("/") || names.contains_key(up));
        let lost: Vec<PathBuf> = names.keys().filter(|path| !path.ancestors().all(there)).cloned().collect();
        for path in lost {
            names.remove(&path);
        }
        let mut inodes = self.inodes.clone();
        for inode in &mut inodes {
            if inode.unsynced.is_empty() {
                continue;
            }
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
        Moment {
            inodes,
            now: names.clone(),
            durable: names,
            unsynced: Vec::new(),
            promised: self.promised.clone(),
            robbed: self.robbed,
        }
    }

    /// Whether these bytes lie anywhere on the disk, be it in blocks that no name leads to.
    pub fn holds(&self, bytes: &[u8]) -> bool {
        self.inodes.iter().any(|inode| inode.now.windows(bytes.len()).any(|window| window == bytes))
    }

    /// The bytes of every file that has a name.
    pub fn files(&self) -> impl Iterator<Item = (&Path, &[u8])> {
        self.now.iter().filter_map(|(path, named)| match named {
            Named::File(inode) => Some((path.as_path(), self.inodes[*inode].now.as_slice())),
            Named::Directory => None,
        })
    }
}

/// The disk. `P` is what the test notes as promised, kept with every moment.
#[derive(Clone)]
pub struct MemoryDisk<P> {
    state: Arc<Mutex<Moment<P>>>,
    /// The state before every operation, when asked for.
    history: Option<Arc<Mutex<Vec<Moment<P>>>>>,
    /// The promise whose syncs do nothing.
    without: Option<Promise>,
}

impl<P: Clone + Send + 'static> MemoryDisk<P> {
    /// A disk that goes on from a moment, ignoring the syncs of one promise if asked to.
    pub fn from(moment: Moment<P>, recorded: bool, without: Option<Promise>) -> Self {
        let history = recorded.then(Arc::default);
        Self { state: Arc::new(Mutex::new(moment)), history, without }
    }

    pub fn state(&self) -> MutexGuard<'_, Moment<P>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Every moment so far at which power may have gone; the record begins anew.
    pub fn moments(&self) -> Vec<Moment<P>> {
        self.history.as_ref().map(|history| std::mem::take(&mut *history.lock().unwrap())).unwrap_or_default()
    }

    /// A moment at which power may go.
    fn moment(&self) -> MutexGuard<'_, Moment<P>> {
        let state = self.state();
        if let Some(history) = &self.history {
            history.lock().unwrap().push(state.clone());
        }
        state
    }

    fn find(&self, path: &Path) -> io::Result<usize> {
        match self.state().now.get(path) {
            Some(Named::File(inode)) => Ok(*inode),
            _ => Err(io::ErrorKind::NotFound.into()),
        }
    }

    fn name(&self, naming: Naming) {
        let mut state = self.moment();
        apply(&mut state.now, &naming);
        state.unsynced.push(naming);
    }
}

struct MemoryFile<P> {
    disk: MemoryDisk<P>,
    inode: usize,
}

impl<P: Clone + Send + 'static> MemoryFile<P> {
    fn change(&self, what: Change) {
        let mut state = self.disk.moment();
        let inode = &mut state.inodes[self.inode];
        change(&mut inode.now, &what);
        inode.unsynced.push(what);
    }
}

impl<P: Clone + Send + 'static> WriteFile for MemoryFile<P> {
    fn len(&self) -> io::Result<u64> {
        Ok(self.disk.state().inodes[self.inode].now.len() as u64)
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
    fn sync(&mut self, promise: Promise) -> io::Result<()> {
        let mut state = self.disk.moment();
        if self.disk.without == Some(promise) {
            state.robbed = true;
            return Ok(());
        }
        let inode = &mut state.inodes[self.inode];
        inode.durable.clone_from(&inode.now);
        inode.unsynced.clear();
        Ok(())
    }
}

impl<P: Clone + Send + 'static> ReadAt for MemoryFile<P> {
    fn len(&self) -> io::Result<u64> {
        WriteFile::len(self)
    }
    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let state = self.disk.state();
        let bytes = &state.inodes[self.inode].now;
        let from = (offset as usize).min(bytes.len());
        let count = buffer.len().min(bytes.len() - from);
        buffer[..count].copy_from_slice(&bytes[from..from + count]);
        Ok(count)
    }
}

impl<P: Clone + Send + Sync + 'static> Storage for MemoryDisk<P> {
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        let missing: Vec<PathBuf> = path
            .ancestors()
            .filter(|up| *up != Path::new("/") && !self.state().now.contains_key(*up))
            .map(Path::to_owned)
            .collect();
        for path in missing.into_iter().rev() {
            self.name(Naming::Link(path, Named::Directory));
        }
        Ok(())
    }
    fn list(&self, path: &Path) -> io::Result<Vec<String>> {
        let state = self.state();
        let inside = state.files().filter(|(file, _)| file.parent() == Some(path));
        Ok(inside.map(|(file, _)| file.file_name().unwrap().to_string_lossy().into_owned()).collect())
    }
    fn exists(&self, path: &Path) -> io::Result<bool> {
        Ok(self.state().now.contains_key(path))
    }
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let inode = self.find(path)?;
        Ok(self.state().inodes[inode].now.clone())
    }
    fn open_read(&self, path: &Path) -> io::Result<Box<dyn ReadAt>> {
        Ok(Box::new(MemoryFile { inode: self.find(path)?, disk: self.clone() }))
    }
    fn create(&self, path: &Path) -> io::Result<Box<dyn WriteFile>> {
        if self.exists(path)? {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        if !self.exists(path.parent().unwrap())? {
            return Err(io::ErrorKind::NotFound.into());
        }
        let inode = {
            let mut state = self.state();
            state.inodes.push(Inode::default());
            state.inodes.len() - 1
        };
        self.name(Naming::Link(path.to_owned(), Named::File(inode)));
        Ok(Box::new(MemoryFile { disk: self.clone(), inode }))
    }
    fn open_write(&self, path: &Path) -> io::Result<Box<dyn WriteFile>> {
        Ok(Box::new(MemoryFile { inode: self.find(path)?, disk: self.clone() }))
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.find(from)?;
        self.name(Naming::Rename(from.to_owned(), to.to_owned()));
        Ok(())
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        self.find(path)?;
        self.name(Naming::Unlink(path.to_owned()));
        Ok(())
    }
    fn sync_dir(&self, path: &Path, promise: Promise) -> io::Result<()> {
        let mut state = self.moment();
        if self.without == Some(promise) {
            state.robbed = true;
            return Ok(());
        }
        let (synced, rest): (Vec<_>, _) = std::mem::take(&mut state.unsynced)
            .into_iter()
            .partition(|naming| naming.directory() == Some(path));
        state.unsynced = rest;
        for naming in &synced {
            apply(&mut state.durable, naming);
        }
        Ok(())
    }
    fn lock(&self, path: &Path) -> io::Result<Lock> {
        if !self.exists(path.parent().unwrap())? {
            return Err(io::ErrorKind::NotFound.into());
        }
        Ok(Lock::Taken(Box::new(())))
    }
    fn mode(&self, _: &Path) -> io::Result<Option<u32>> {
        Ok(None)
    }
}
