//! A file that is being imported: on disk, or in memory when it was handed in by a page. What is handed in is never written
//! to disk in a form that could be read.

use crate::sentence;
use crate::stop::{Kind, Outcome, Refusal, Stop};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A file with its name.
#[derive(Clone)]
pub struct FileInHand {
    name: String,
    from: From,
}

#[derive(Clone)]
enum From {
    Disk(PathBuf),
    Memory(Arc<[u8]>),
}

impl FileInHand {
    /// A file on disk.
    pub fn on_disk(path: &Path) -> Self {
        let name = path
            .file_name()
            .map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
        Self { name, from: From::Disk(path.to_owned()) }
    }

    /// Bytes with the name they were handed in by.
    pub fn in_memory(name: &str, bytes: Arc<[u8]>) -> Self {
        // A browser may send a whole path; only its last part says anything.
        let name = name.rsplit(['/', '\\']).next().unwrap_or_default().trim();
        let name: String = name.chars().filter(|c| !c.is_control()).take(200).collect();
        Self { name, from: From::Memory(bytes) }
    }

    /// What it is called, without its folder.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Bytes that it keeps in memory.
    pub fn held(&self) -> usize {
        match &self.from {
            From::Disk(_) => 0,
            From::Memory(bytes) => bytes.len(),
        }
    }

    /// Opens it at its beginning.
    pub(super) fn open(&self) -> Outcome<Box<dyn Opened>> {
        Ok(match &self.from {
            From::Disk(path) => {
                let file = File::open(path).map_err(|cause| self.unreadable(&cause))?;
                if file.metadata().is_ok_and(|meta| meta.is_dir()) {
                    let say = sentence!("{path} is a directory; name a file.", path = path.display());
                    return Err(Stop::refused("file", say));
                }
                Box::new(file)
            }
            From::Memory(bytes) => Box::new(std::io::Cursor::new(Arc::clone(bytes))),
        })
    }

    /// Its first bytes.
    pub(super) fn head(&self, most: usize) -> Outcome<Vec<u8>> {
        let mut head = Vec::new();
        self.open()?.take(most as u64).read_to_end(&mut head).map_err(|cause| self.unreadable(&cause))?;
        Ok(head)
    }

    /// All of it, if it is no longer than `limit`.
    pub(super) fn whole(&self, limit: u64) -> Outcome<Vec<u8>> {
        let mut bytes = Vec::new();
        self.open()?.take(limit + 1).read_to_end(&mut bytes).map_err(|cause| self.unreadable(&cause))?;
        if bytes.len() as u64 > limit {
            let say = sentence!(
                "{name} is larger than {limit} MB, the most a report may have.",
                name = self.name,
                limit = limit >> 20
            );
            return Err(Stop::refused("file", say)
                .hint(sentence!("Cut it into parts, or import a table as CSV, which is read row by row.")));
        }
        Ok(bytes)
    }

    /// SHA-256 of its bytes in hexadecimal digits, and how many there are.
    pub(super) fn digest(&self) -> Outcome<(String, u64)> {
        let mut file = self.open()?;
        file.seek(SeekFrom::Start(0)).map_err(|cause| self.unreadable(&cause))?;
        let mut hasher = Sha256::new();
        let mut buffer = vec![0; 1 << 20];
        let mut size = 0;
        loop {
            let n = file.read(&mut buffer).map_err(|cause| self.unreadable(&cause))?;
            if n == 0 {
                return Ok((super::hex(hasher.finalize()), size));
            }
            size += n as u64;
            hasher.update(buffer.get(..n).unwrap_or_default());
        }
    }

    fn unreadable(&self, cause: &std::io::Error) -> Stop {
        let kind = if cause.kind() == std::io::ErrorKind::NotFound { Kind::NotFound } else { Kind::Busy };
        let name = match &self.from {
            From::Disk(path) => path.display().to_string(),
            From::Memory(_) => self.name.clone(),
        };
        let say = sentence!("{name} cannot be read: {cause}.", name, cause);
        Stop::Refusal(Refusal { kind, field: Some("file"), say, hint: None })
    }
}

/// What an open file can do.
pub(super) trait Opened: Read + Seek {}

impl<T: Read + Seek> Opened for T {}
