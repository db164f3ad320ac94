//! What the tests share: files of any size that need no disk, and shelves in memory of nothing but a folder.

use std::io::Read;
use vault::shelf::FolderShelf;
use vault::{Stored, VaultError, store, system_random};

/// Bytes that look like nothing, the same for the same seed.
pub struct Noise {
    state: u64,
    left: u64,
}

impl Noise {
    pub fn new(seed: u64, length: u64) -> Self {
        Self { state: seed | 1, left: length }
    }

    pub fn bytes(seed: u64, length: u64) -> Vec<u8> {
        let mut all = Vec::new();
        Self::new(seed, length).read_to_end(&mut all).unwrap();
        all
    }
}

impl Read for Noise {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let n = buffer.len().min(usize::try_from(self.left).unwrap_or(usize::MAX));
        // Whole words, and an odd rest now and then, as pipes give them.
        for bytes in buffer[..n].chunks_mut(8) {
            self.state ^= self.state << 13;
            self.state ^= self.state >> 7;
            self.state ^= self.state << 17;
            let word = self.state.to_le_bytes();
            bytes.copy_from_slice(&word[..bytes.len()]);
        }
        self.left -= n as u64;
        Ok(n)
    }
}

/// A file that breaks off with an error after some bytes.
pub struct Broken(pub Noise);

impl Read for Broken {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        match self.0.read(buffer)? {
            0 => Err(std::io::Error::other("the stick was pulled out")),
            n => Ok(n),
        }
    }
}

pub fn folder() -> (tempfile::TempDir, FolderShelf) {
    let dir = tempfile::tempdir().unwrap();
    let (shelf, _) = FolderShelf::open(dir.path()).unwrap();
    (dir, shelf)
}

pub fn keep(shelf: &dyn vault::shelf::Shelf, bytes: &[u8]) -> Result<Stored, VaultError> {
    store(shelf, &mut &*bytes, u64::MAX, &system_random)
}

/// Every file under a folder.
pub fn files_under(dir: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { all.extend(files_under(&path)) } else { all.push(path) }
    }
    all.sort();
    all
}
