//! Where sealed bytes wait until their hash, and so their name, is known. Files here are held under a lock while they
//! are written; a file that nobody holds was left by a process that was killed, and is removed.

use super::Pieces;
use crate::blob::{BlobId, hex};
use crate::errors::{Doing as _, VaultError};
use rustix::fs::{FlockOperation, flock};
use sha2::{Digest, Sha256};
use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// A folder of files on their way.
pub(super) struct Incoming {
    dir: PathBuf,
}

/// A file that is wholly there and durable, still under a name of no meaning; removed when dropped unless it was moved.
pub(super) struct Waiting {
    pub path: PathBuf,
    pub file: File,
    pub id: BlobId,
    pub length: u64,
}

impl Drop for Waiting {
    fn drop(&mut self) {
        // Moved away already, or removed at the next opening.
        let _ = std::fs::remove_file(&self.path);
    }
}

impl Incoming {
    /// Opens the folder and removes what nobody is writing any more; says how many files that were.
    pub fn open(dir: PathBuf) -> Result<(Self, u64), VaultError> {
        make_private(&dir)?;
        let mut removed = 0;
        for entry in std::fs::read_dir(&dir).doing("read its folder of incoming files")? {
            let entry = entry.doing("read its folder of incoming files")?;
            if entry.path().extension().is_none_or(|e| e != "part") {
                continue;
            }
            let Ok(file) = File::open(entry.path()) else { continue };
            if flock(&file, FlockOperation::NonBlockingLockExclusive).is_ok() {
                std::fs::remove_file(entry.path()).doing("remove what a killed upload left")?;
                removed += 1;
            }
        }
        Ok((Self { dir }, removed))
    }

    /// The folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Writes everything that comes, durably.
    pub fn receive(&self, pieces: &mut dyn Pieces) -> Result<Waiting, VaultError> {
        let mut name = [0; 16];
        getrandom::fill(&mut name).map_err(|_| VaultError::NoEntropy)?;
        let path = self.dir.join(format!("{}.part", hex(&name)));
        let file = private(&path).doing("begin a blob")?;
        flock(&file, FlockOperation::NonBlockingLockExclusive).doing("lock a blob that comes in")?;
        let mut waiting = Waiting { path, file, id: BlobId([0; 32]), length: 0 };
        let mut hash = Sha256::new();
        while let Some(piece) = pieces.next_piece()? {
            hash.update(piece);
            waiting.file.write_all(piece).doing("write a blob")?;
            waiting.length += piece.len() as u64;
        }
        waiting.file.sync_all().doing("make a blob durable")?;
        waiting.id = BlobId(hash.finalize().into());
        Ok(waiting)
    }
}

/// A new file that only its owner can read.
fn private(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// A folder that only its owner can enter, durable in its parent.
pub(super) fn make_private(dir: &Path) -> Result<(), VaultError> {
    if dir.is_dir() {
        return Ok(());
    }
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir).doing("make its folder")?;
    match dir.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => sync_dir(parent),
        _ => Ok(()),
    }
}

/// Makes the names in a folder durable.
pub(super) fn sync_dir(dir: &Path) -> Result<(), VaultError> {
    File::open(dir).and_then(|dir| dir.sync_all()).doing("make its folder durable")
}
