//! What can go wrong in the vault, in its own words. A message never holds a file's name or content, a key or a secret.

use crate::blob::BlobId;

/// Why the vault could not do something.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// The shelf has no such blob.
    #[error("The shelf has no blob {0}. If the shelf was moved, say where with the setting shelf.")]
    Missing(BlobId),
    /// A blob is not what was stored.
    #[error("Blob {id} is damaged {place}. Its original can be brought back from a copy of the shelf.")]
    Damaged {
        /// The blob.
        id: BlobId,
        /// Where: a range of bytes of the file it holds, or the blob as a whole.
        place: String,
    },
    /// The file is larger than the setting allows.
    #[error(
        "The file is larger than {limit} bytes; nothing was kept. The setting evidence_max_bytes raises the limit."
    )]
    TooLarge {
        /// The most that is taken, in bytes.
        limit: u64,
    },
    /// The incoming file stopped being readable.
    #[error("The file could not be read to its end: {0}. Nothing was kept.")]
    Source(#[source] std::io::Error),
    /// The shelf's storage failed.
    #[error("The shelf could not {doing} ({cause}). Free some space or wait, and try again.")]
    Storage {
        /// What it was doing: "write a blob".
        doing: &'static str,
        /// Why it failed.
        cause: std::io::Error,
    },
    /// The S3 endpoint did not answer as it should.
    #[error(
        "The S3 shelf could not {doing}: {says}. What was not finished is removed at the next opening; try again."
    )]
    Network {
        /// What it was doing.
        doing: &'static str,
        /// What came back.
        says: String,
    },
    /// A setting of the shelf that cannot be used.
    #[error("{0}")]
    Setting(String),
    /// There were no random bytes for a key.
    #[error("The system gave no random bytes; nothing was kept, try again.")]
    NoEntropy,
}

/// Names what the storage was doing when it failed.
pub(crate) trait Doing<T> {
    fn doing(self, doing: &'static str) -> Result<T, VaultError>;
}

impl<T> Doing<T> for std::io::Result<T> {
    fn doing(self, doing: &'static str) -> Result<T, VaultError> {
        self.map_err(|cause| VaultError::Storage { doing, cause })
    }
}

impl<T> Doing<T> for rustix::io::Result<T> {
    fn doing(self, doing: &'static str) -> Result<T, VaultError> {
        self.map_err(|cause| VaultError::Storage { doing, cause: cause.into() })
    }
}
