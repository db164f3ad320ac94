//! Room `bundle`: one sealed, self-repairing file. Inside, a tar archive with a list of checksums; around it, an
//! age-encrypted stream that the ordinary age tool opens; around that, Reed–Solomon parity from which any contiguous
//! tenth of the file can be lost and mended. The bytes are specified in `docs/backup-format.md`. The room does not
//! know what it carries, and must never put anything readable outside the encrypted stream.

mod age;
mod archive;
mod errors;
mod geometry;
mod keys;
mod make;
mod mend;
mod part;
mod protect;
mod search;
mod survey;
mod tar;

pub use archive::{Member, Take, read_archive};
pub use errors::BundleError;
pub use keys::{Identity, Recipient};
pub use make::{Draft, Protected, Sealed};
pub use mend::{Payload, mend, repair};
pub use search::Bundle;
pub use survey::{Survey, Verdict, survey};

/// Where random bytes come from: fills the buffer, or says that there are none.
pub type Random<'a> = &'a mut dyn FnMut(&mut [u8]) -> bool;

/// Told how far the work is, in bytes done and bytes in all; `false` stops it and leaves nothing half-made.
pub type Watch<'a> = &'a mut dyn FnMut(u64, u64) -> bool;
