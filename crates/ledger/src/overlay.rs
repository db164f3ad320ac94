//! A storage on which some files have another content, in memory only: what a repair would make is looked at here
//! before a byte of it is written. It must never write.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use crate::storage::{Lock, Promise, ReadAt, Storage, WriteFile};

/// The files of `base`, with others in the place of some.
pub(crate) struct Overlay<'a> {
    pub base: &'a dyn Storage,
    pub files: BTreeMap<PathBuf, Vec<u8>>,
}

fn read_only<T>() -> io::Result<T> {
    Err(io::Error::new(io::ErrorKind::PermissionDenied, "what a repair would make is only looked at"))
}

impl Storage for Overlay<'_> {
    fn create_dir(&self, _: &Path) -> io::Result<()> {
        read_only()
    }

    fn list(&self, path: &Path) -> io::Result<Vec<String>> {
        let mut names = self.base.list(path)?;
        let ours = self.files.keys().filter(|file| file.parent() == Some(path));
        names.extend(ours.filter_map(|file| Some(file.file_name()?.to_str()?.to_owned())));
        names.sort();
        names.dedup();
        Ok(names)
    }

    fn exists(&self, path: &Path) -> io::Result<bool> {
        if self.files.contains_key(path) { Ok(true) } else { self.base.exists(path) }
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        match self.files.get(path) {
            Some(bytes) => Ok(bytes.clone()),
            None => self.base.read(path),
        }
    }

    fn open_read(&self, path: &Path) -> io::Result<Box<dyn ReadAt>> {
        if self.files.contains_key(path) { read_only() } else { self.base.open_read(path) }
    }

    fn create(&self, _: &Path) -> io::Result<Box<dyn WriteFile>> {
        read_only()
    }

    fn open_write(&self, _: &Path) -> io::Result<Box<dyn WriteFile>> {
        read_only()
    }

    fn rename(&self, _: &Path, _: &Path) -> io::Result<()> {
        read_only()
    }

    fn remove(&self, _: &Path) -> io::Result<()> {
        read_only()
    }

    fn sync_dir(&self, _: &Path, _: Promise) -> io::Result<()> {
        read_only()
    }

    fn lock(&self, _: &Path) -> io::Result<Lock> {
        read_only()
    }

    fn mode(&self, path: &Path) -> io::Result<Option<u32>> {
        self.base.mode(path)
    }
}
