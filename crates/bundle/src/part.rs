//! A file in the making: `FILE.part`, for the owner alone, which takes its name only when it is whole and durable, and
//! is removed if it never becomes so.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use crate::errors::{BundleError, Doing};

pub(crate) struct Part {
    pub file: File,
    pub path: PathBuf,
    target: PathBuf,
    replace: bool,
    kept: bool,
}

impl Part {
    /// Makes the file. A remnant of an earlier attempt is removed.
    pub(crate) fn create(target: &Path, replace: bool) -> Result<Self, BundleError> {
        if !replace && target.try_exists().doing("look for", target)? {
            return Err(BundleError::AlreadyThere(target.to_owned()));
        }
        let mut name = target.as_os_str().to_owned();
        name.push(".part");
        let path = PathBuf::from(name);
        match std::fs::remove_file(&path) {
            Err(cause) if cause.kind() != io::ErrorKind::NotFound => {
                return Err(cause).doing("remove the remnant", &path);
            }
            _ => {}
        }
        let mut options = OpenOptions::new();
        options.read(true).write(true).create_new(true).mode(0o600);
        let file = options.open(&path).doing("make", &path)?;
        Ok(Self { file, path, target: target.to_owned(), replace, kept: false })
    }

    /// Makes the file durable and gives it its name.
    pub(crate) fn keep(mut self) -> Result<(), BundleError> {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        self.file.sync_all().doing("make durable", &self.path)?;
        let flags = if self.replace { RenameFlags::empty() } else { RenameFlags::NOREPLACE };
        match renameat_with(CWD, &self.path, CWD, &self.target, flags) {
            Ok(()) => {}
            Err(rustix::io::Errno::EXIST) => return Err(BundleError::AlreadyThere(self.target.clone())),
            // Sticks with simple file systems do not know the flag.
            Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS) => {
                if !self.replace && self.target.try_exists().doing("look for", &self.target)? {
                    return Err(BundleError::AlreadyThere(self.target.clone()));
                }
                std::fs::rename(&self.path, &self.target).doing("name", &self.target)?;
            }
            Err(cause) => return Err(io::Error::from(cause)).doing("name", &self.target),
        }
        self.kept = true;
        let parent = self.target.parent().filter(|parent| !parent.as_os_str().is_empty());
        let parent = parent.unwrap_or(Path::new("."));
        File::open(parent).and_then(|dir| dir.sync_all()).doing("make durable the names in", parent)
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        if !self.kept {
            // It is under a name of its own, so that nobody takes it for the whole if this fails.
            let _ = std::fs::remove_file(&self.path);
        }
    }
}
