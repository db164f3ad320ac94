//! The vault: evidence as sealed blobs on a shelf, and pictures looked at from a distance. A file streams in, is sealed
//! in chunks under a key of its own, and lies on a shelf under the hash of its sealed bytes (docs/evidence.md).
//!
//! It must never know whom a file is about, never write a key, a file's name, its hash or its length on a shelf, and
//! never decode a picture in the process that holds the casebook.

pub mod blob;
mod canary;
pub mod decode;
mod errors;
pub mod kind;
pub mod pdq;
pub mod shelf;
mod store;
pub mod walls;

pub use blob::{BlobId, BlobKey, BlobReader};
pub use canary::escape;
pub use errors::VaultError;
pub use store::{Random, Stored, check, store, system_random};
