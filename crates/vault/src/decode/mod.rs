//! Looking into pictures from behind a wall. A file from outside is decoded only in a process of its own that this
//! binary starts of itself: without files, network, environment or much memory, one process a file. What it answers is
//! read as if an enemy had written it. A crash is a doubt about the file, never a problem of ours.

mod answer;
mod ask;
mod picture;
mod work;

pub use answer::{Look, Seen};
pub use ask::{NotDecoded, Worker};
pub use work::{Task, work};

/// The most bytes of a file that is looked into.
pub const LARGEST: u64 = 48 << 20;
/// Address space of a worker, in bytes.
pub const MEMORY: u64 = 256 << 20;
/// Computing time of a worker, in seconds.
pub const SECONDS: u64 = 5;
/// The longest a worker may take by the clock: it may have to wait for its turn.
pub const PATIENCE: std::time::Duration = std::time::Duration::from_secs(60);
/// The most bytes of what a worker says of a picture.
pub(crate) const WORDS: usize = 256 * 1024;
/// The most bytes of a working copy.
pub(crate) const COPY: usize = 64 << 20;
