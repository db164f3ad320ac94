//! What can go wrong with a bundle, in words that say what to do. Messages must never contain a key.

use std::io;
use std::path::{Path, PathBuf};

/// Why a bundle could not be made, read or mended.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// The storage failed.
    #[error("could not {doing} {}; check the disk and try again", path.display())]
    Storage {
        /// What was being done, as a verb phrase.
        doing: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// There is a file of that name.
    #[error("there is a file {} already; choose another name", .0.display())]
    AlreadyThere(PathBuf),
    /// Neither head nor any page of checksums was found.
    #[error("{} is not a backup: none of its marks are in it", .0.display())]
    NotABundle(PathBuf),
    /// More is lost than the parity can bring back.
    #[error(
        "the backup is damaged beyond repair: {worst} of {shards} pieces of one row are lost, and {parity} can be \
         brought back; take another copy"
    )]
    BeyondRepair {
        /// The most pieces lost in one row.
        worst: u32,
        /// How many pieces a row has.
        shards: u32,
        /// How many of them can be brought back.
        parity: u32,
    },
    /// The key is not one the bundle was sealed for.
    #[error(
        "this recovery key does not open the backup: the backup is of another casebook, or was made before or after \
         the keys were changed; look for the sheet that was printed at the time"
    )]
    WrongKey,
    /// Not a public key.
    #[error("{0:?} is not a recovery recipient; it begins with age1 and has 62 characters")]
    NotARecipient(String),
    /// No secret key in what should be a recovery sheet.
    #[error(
        "there is no recovery key in {0}: it is the line that begins with AGE-SECRET-KEY-1; check every letter"
    )]
    NotAnIdentity(String),
    /// The content is not what was sealed.
    #[error("the content of the backup is damaged: {0}")]
    Damaged(String),
    /// A name that cannot stand in the archive.
    #[error("{0:?} cannot be the name of a file in a backup")]
    BadName(String),
    /// A member was added whose content does not have the length that was said.
    #[error("{0} changed while it was read; try again")]
    Changed(String),
    /// The watcher stopped the work.
    #[error("stopped; nothing was left half-made")]
    Stopped,
    /// No randomness.
    #[error("the system gave no random bytes; nothing was written, try again")]
    NoRandomness,
}

/// Names the action and the path of a failed storage call.
pub(crate) trait Doing<T> {
    fn doing(self, doing: &'static str, path: &Path) -> Result<T, BundleError>;
}

impl<T> Doing<T> for io::Result<T> {
    fn doing(self, doing: &'static str, path: &Path) -> Result<T, BundleError> {
        self.map_err(|source| match wrapped(source) {
            Ok(inner) => inner,
            Err(source) => BundleError::Storage { doing, path: path.to_owned(), source },
        })
    }
}

/// A `BundleError` that travelled through a reader as an `io::Error`.
fn wrapped(error: io::Error) -> Result<BundleError, io::Error> {
    if error.get_ref().is_some_and(|inner| inner.is::<BundleError>()) {
        let inner = error.into_inner().and_then(|inner| inner.downcast::<BundleError>().ok());
        return inner.map(|inner| *inner).ok_or_else(|| io::Error::other("an error without a cause"));
    }
    Err(error)
}

/// Sends a `BundleError` through a reader.
pub(crate) fn through(error: BundleError) -> io::Error {
    io::Error::other(error)
}
