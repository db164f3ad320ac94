//! Shelves: where blobs lie. A shelf sees only sealed bytes and names made of hexadecimal digits; no name given by a
//! person, and no path that came from outside, ever reaches it.

mod folder;
mod incoming;
mod s3;
mod wire;

pub use folder::FolderShelf;
pub use s3::{S3Access, S3Shelf};

use crate::blob::BlobId;
use crate::errors::VaultError;

/// Sealed bytes on their way to a shelf, piece by piece.
pub trait Pieces {
    /// The next piece; none after the last.
    ///
    /// # Errors
    /// The source could not be read, or is too large.
    fn next_piece(&mut self) -> Result<Option<&[u8]>, VaultError>;
}

/// What opening a shelf removed or met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tidied {
    /// Files of uploads that never ended, removed.
    pub files: u64,
    /// Multipart uploads that never ended, aborted.
    pub uploads: u64,
}

/// A place for blobs.
pub trait Shelf: Send + Sync {
    /// Keeps what comes and names it by its hash. When it returns, the blob is durable; when it fails or is killed,
    /// nothing is on the shelf, and what lies beside it is removed at the next opening.
    ///
    /// # Errors
    /// Storage, network, or what the source says.
    fn put(&self, pieces: &mut dyn Pieces) -> Result<BlobId, VaultError>;

    /// `length` bytes from `offset` on; fewer only at the end of the blob.
    ///
    /// # Errors
    /// Missing; storage or network.
    fn range(&self, id: &BlobId, offset: u64, length: usize) -> Result<Vec<u8>, VaultError>;

    /// How many bytes lie there; none when there is no such blob.
    ///
    /// # Errors
    /// Storage or network.
    fn size(&self, id: &BlobId) -> Result<Option<u64>, VaultError>;

    /// Every blob, in the order of names.
    ///
    /// # Errors
    /// Storage or network.
    fn list(&self) -> Result<Vec<BlobId>, VaultError>;

    /// Takes a blob away; taking away what is not there is no error.
    ///
    /// # Errors
    /// Storage or network.
    fn remove(&self, id: &BlobId) -> Result<(), VaultError>;

    /// The shelf in a few words, for messages: `folder:` or `s3://bucket/prefix`.
    fn name(&self) -> String;
}
