//! Room `ledger`: a signed, append-only log that is the truth of a casebook.
//!
//! An entry is one save: a clear header, signed by a device, and sealed parts, each under the key of its record and
//! tier. The room keeps entries, keys and checkpoints, erases by destroying keys, and verifies. It never knows what a
//! part means, and it never puts anything derived from a text in the clear. The bytes on disk are specified in
//! `docs/ledger-format.md`.

mod append;
mod base64;
mod batch;
mod bytes;
mod casebook_key;
mod checkpoint;
mod create;
mod device_key;
mod devices;
mod disk;
pub mod entropy;
mod errors;
mod finding;
mod forget;
mod frame;
mod header;
mod holder;
mod identity;
mod key_status;
mod layout;
mod leaves;
mod live_copy;
mod locked;
mod open;
mod overlay;
pub mod proof;
mod proof_file;
mod provide;
mod read;
mod record_keys;
mod recovery_key;
mod repair;
mod repair_keys;
mod repair_segments;
mod replace;
mod restore;
mod rotate;
mod sealed_file;
mod sealed_part;
mod segments;
mod share;
mod state;
pub mod storage;
mod stretching;
mod timestamps;
mod tree;
mod tree_file;
mod verify;
mod walk;
mod wrap;
mod wrapped_files;

pub use append::{EntryDraft, PartDraft, Receipt};
pub use casebook_key::{Opening, Unlock};
pub use checkpoint::{Checkpoint, verifier_key};
pub use create::NewCasebook;
pub use disk::Disk;
pub use entropy::{Entropy, NoEntropy};
pub use errors::LedgerError;
pub use finding::{Finding, FindingKind};
pub use header::{Header, PartHead};
pub use holder::holder;
pub use identity::{CasebookId, DeviceId};
pub use key_status::{KeyStatus, key_status, opening};
pub use live_copy::{LiveCopy, TakeFile};
pub use open::{OpenReport, TornTail};
pub use proof_file::{EntryHead, Expected, Proven, ProvenEntry, ProvenThing, verify_proof};
pub use provide::{Provided, recovery_secret};
pub use read::{Entries, OpenedEntry, OpenedPart};
pub use repair::{RepairReport, repair, repair_with};
pub use restore::{Renewed, renew_device};
pub use rotate::Rotated;
pub use sealed_part::{PART_LIMIT, bucket};
pub use share::Share;
pub use state::{Ledger, Position, Settings};
pub use stretching::Stretching;
pub use timestamps::{StoredTimestamp, StoredTimestamps, TimestampRequest, is_timestamp, timestamps};
pub use tree::{MerkleTree, leaf_hash};
pub use verify::{VerifyMode, VerifyReport, verify, verify_with};
