//! A shelf in a folder: `ab/abcdef….blob`, written beside, made durable, then renamed into place.

use super::incoming::{Incoming, make_private, sync_dir};
use super::{Pieces, Shelf, Tidied};
use crate::blob::BlobId;
use crate::errors::{Doing as _, VaultError};
use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

/// Blobs in a folder.
pub struct FolderShelf {
    dir: PathBuf,
    incoming: Incoming,
}

impl FolderShelf {
    /// Opens the folder, making it if need be, and removes what killed uploads left.
    ///
    /// # Errors
    /// Storage.
    pub fn open(dir: &Path) -> Result<(Self, Tidied), VaultError> {
        make_private(dir)?;
        let (incoming, files) = Incoming::open(dir.join("incoming"))?;
        Ok((Self { dir: dir.to_owned(), incoming }, Tidied { files, uploads: 0 }))
    }

    /// The path of a blob: made of its hexadecimal digits alone.
    fn path(&self, id: &BlobId) -> PathBuf {
        let name = id.to_string();
        let (fan, _) = name.split_at(2);
        self.dir.join(fan).join(format!("{name}.blob"))
    }

    fn open_blob(&self, id: &BlobId) -> Result<Option<File>, VaultError> {
        match File::open(self.path(id)) {
            Ok(file) => Ok(Some(file)),
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(cause) => Err(VaultError::Storage { doing: "open a blob", cause }),
        }
    }
}

impl Shelf for FolderShelf {
    fn put(&self, pieces: &mut dyn Pieces) -> Result<BlobId, VaultError> {
        let waiting = self.incoming.receive(pieces)?;
        let path = self.path(&waiting.id);
        let fan = path.parent().unwrap_or(&self.dir);
        make_private(fan)?;
        std::fs::rename(&waiting.path, &path).doing("put a blob in its place")?;
        sync_dir(fan)?;
        Ok(waiting.id)
    }

    fn range(&self, id: &BlobId, offset: u64, length: usize) -> Result<Vec<u8>, VaultError> {
        let mut file = self.open_blob(id)?.ok_or(VaultError::Missing(*id))?;
        file.seek(SeekFrom::Start(offset)).doing("read a blob")?;
        let mut bytes = Vec::new();
        file.take(length as u64).read_to_end(&mut bytes).doing("read a blob")?;
        Ok(bytes)
    }

    fn size(&self, id: &BlobId) -> Result<Option<u64>, VaultError> {
        match self.open_blob(id)? {
            Some(file) => Ok(Some(file.metadata().doing("weigh a blob")?.len())),
            None => Ok(None),
        }
    }

    fn list(&self) -> Result<Vec<BlobId>, VaultError> {
        let mut found = Vec::new();
        for fan in std::fs::read_dir(&self.dir).doing("list its folder")? {
            let fan = fan.doing("list its folder")?;
            if fan.file_name().len() != 2 || !fan.path().is_dir() {
                continue;
            }
            for blob in std::fs::read_dir(fan.path()).doing("list its folder")? {
                let name = blob.doing("list its folder")?.file_name();
                let id = name.to_str().and_then(|name| name.strip_suffix(".blob")).map(str::parse::<BlobId>);
                found.extend(id.and_then(Result::ok));
            }
        }
        found.sort_unstable();
        Ok(found)
    }

    fn remove(&self, id: &BlobId) -> Result<(), VaultError> {
        let path = self.path(id);
        match std::fs::remove_file(&path) {
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(()),
            removed => {
                removed.doing("remove a blob")?;
                sync_dir(path.parent().unwrap_or(&self.dir))
            }
        }
    }

    fn name(&self) -> String {
        "folder:".to_owned()
    }
}
