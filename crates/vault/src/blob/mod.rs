//! Blobs: files as they lie on a shelf, sealed in chunks under a key of their own and named by the hash of what lies
//! there (docs/evidence.md). A name on a shelf must never be a function of the file itself: whoever seizes the shelf
//! could otherwise confirm that a known picture is in it.

mod form;
mod id;
mod open;
mod seal;

pub use form::{CHUNK, padded_length, sealed_length};
pub use id::{BlobId, BlobKey, hex};
pub use open::BlobReader;
pub use seal::Sealing;
