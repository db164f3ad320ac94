//! The few storage operations the ledger stands on. Everything the room writes goes through this interface, so that
//! a simulator of power cuts can be put under it. An operation returns when it was handed to the system, not when it
//! is durable: durability comes only from `sync` on a file and `sync_dir` on its directory.

use std::io;
use std::path::Path;

/// A place where files live.
pub trait Storage: Send + Sync {
    /// Makes a directory for the owner alone; fine if it exists.
    fn create_dir(&self, path: &Path) -> io::Result<()>;
    /// The names of the files in a directory, sorted.
    fn list(&self, path: &Path) -> io::Result<Vec<String>>;
    /// Whether a file or directory is there.
    fn exists(&self, path: &Path) -> io::Result<bool>;
    /// A file's whole content.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// Opens a file for reading at offsets.
    fn open_read(&self, path: &Path) -> io::Result<Box<dyn ReadAt>>;
    /// Makes a file for the owner alone; an existing one is an error.
    fn create(&self, path: &Path) -> io::Result<Box<dyn WriteFile>>;
    /// Opens an existing file for writing.
    fn open_write(&self, path: &Path) -> io::Result<Box<dyn WriteFile>>;
    /// Gives a file another name, replacing a file of that name.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Makes the names in a directory durable, for the sake of a promise.
    fn sync_dir(&self, path: &Path, promise: Promise) -> io::Result<()>;
    /// Takes the exclusive lock that lies in a file, and writes this process's id into it.
    fn lock(&self, path: &Path) -> io::Result<Lock>;
    /// The permission bits of a file, where the system has such.
    fn mode(&self, path: &Path) -> io::Result<Option<u32>>;
}

/// What a call of `sync` or `sync_dir` promises: each stands in exactly one place of the room, and for each there is a
/// test of power cuts that fails when that one call does nothing (`tests/it/teeth.rs`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Promise {
    /// A group of entries is durable before it is acknowledged.
    Frames,
    /// A full segment is durable before the next one is begun.
    FullSegment,
    /// Keys are durable before the first entry that needs them.
    KeysBeforeFrames,
    /// A new segment's head is durable before entries follow it.
    SegmentHead,
    /// A new segment's name is durable before entries in it are acknowledged.
    SegmentName,
    /// A replacement is complete before it takes its place.
    Replacement,
    /// A replaced file stays replaced.
    Replaced,
    /// The old file's other name is durable before the replacement takes its place: it must be found to be overwritten.
    OldAside,
    /// The replacement is in place before the old content is overwritten.
    NewInPlace,
    /// What stands under the next casebook key has its names before that key comes into force.
    NextKeyNames,
    /// Overwritten content is gone.
    OldOverwritten,
    /// A replacement that recovery completes is in place before the old content is overwritten.
    CompletedInPlace,
    /// The tree file's records are durable before a checkpoint counts on them.
    TreeBeforeCheckpoint,
    /// Keys read at opening are durable before entries are sealed under them.
    KeysFound,
    /// Entries read at opening are durable before a checkpoint names them or others follow.
    EntriesFound,
    /// The names of segments read at opening are durable likewise.
    NamesFound,
    /// The founded casebook's directories stay.
    Directories,
    /// The founded casebook's own directory stays.
    Home,
}

/// What became of an attempt to take the lock.
pub enum Lock {
    /// Taken; given back when the value is dropped.
    Taken(Box<dyn Send + Sync>),
    /// Another process has it; what its holder wrote into the file.
    Held(String),
}

/// A file open for writing.
pub trait WriteFile: Send {
    /// Its length in bytes.
    fn len(&self) -> io::Result<u64>;
    /// Writes all bytes at the end.
    fn append(&mut self, bytes: &[u8]) -> io::Result<()>;
    /// Writes all bytes over existing ones.
    fn overwrite(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()>;
    /// Cuts the file to a length.
    fn truncate(&mut self, length: u64) -> io::Result<()>;
    /// Makes everything written so far durable, for the sake of a promise.
    fn sync(&mut self, promise: Promise) -> io::Result<()>;
    /// Whether it is empty.
    fn is_empty(&self) -> io::Result<bool> {
        self.len().map(|length| length == 0)
    }
}

/// A file open for reading.
pub trait ReadAt: Send {
    /// Its length in bytes.
    fn len(&self) -> io::Result<u64>;
    /// Whether it is empty.
    fn is_empty(&self) -> io::Result<bool> {
        self.len().map(|length| length == 0)
    }
    /// Reads up to the buffer's length from an offset; fewer bytes only at the end of the file.
    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize>;
}
