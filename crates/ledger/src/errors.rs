//! What can go wrong in the ledger, in words a monitor can act on. Messages must never contain what a part says.

use std::path::PathBuf;
use std::sync::Arc;

use claims::{RecordId, Tier};

use crate::entropy::NoEntropy;
use crate::finding::Finding;

/// Why the ledger could not do what was asked.
#[derive(Debug, Clone, thiserror::Error)]
pub enum LedgerError {
    /// The storage failed. Nothing that was not acknowledged may be relied on.
    #[error("could not {doing} {}; check the disk and try again", path.display())]
    Storage {
        /// What was being done, as a verb phrase.
        doing: &'static str,
        /// The file or directory.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: Arc<std::io::Error>,
    },
    /// An earlier write failed; what reached the disk is not known.
    #[error(
        "an earlier save failed, so the ledger takes no more entries until it is opened again ({0}); saves that were \
         acknowledged are safe"
    )]
    Stopped(String),
    /// `create` on a directory that holds a casebook.
    #[error("there is a casebook in {} already; choose another directory", .0.display())]
    AlreadyThere(PathBuf),
    /// `open` on a directory without one.
    #[error("there is no casebook in {}; create one first, or name the right directory", .0.display())]
    NotACasebook(PathBuf),
    /// What is to be repaired from is no copy.
    #[error("there is no ledger in {}; name the directory of a casebook, or its ledger directory", .0.display())]
    NotACopy(PathBuf),
    /// The copy is of another casebook.
    #[error("the copy in {} is of another casebook; nothing was taken from it", .0.display())]
    ForeignCopy(PathBuf),
    /// The copy has another entry in the place of a sound one.
    #[error(
        "FORK: device {device} signed two different entries with its number {seq}: entry {here} here, entry {there} in \
         the copy. Either the casebook was written to in two places, or the device's key is in other hands. Nothing was \
         taken from the copy; keep both, and find out before anything else is published"
    )]
    ForkedCopy {
        /// The device, shortened.
        device: String,
        /// Its sequence number.
        seq: u64,
        /// The number of the entry here.
        here: u64,
        /// Its number in the copy.
        there: u64,
    },
    /// With what the copy holds, something would be damaged that was not.
    #[error("what the copy in {} holds does not fit the rest of this ledger; nothing was taken from it", .0.display())]
    UnfitCopy(PathBuf),
    /// Another process works with the casebook.
    #[error("the casebook in {} is in use by process {holder}; close it there first", path.display())]
    InUse {
        /// The casebook's directory.
        path: PathBuf,
        /// The holder's process id, or "unknown".
        holder: String,
    },
    /// The passphrase is not the one the casebook was created with.
    #[error(
        "the passphrase does not open this casebook; check the spelling, the keyboard layout and capital letters"
    )]
    WrongPassphrase,
    /// The key file is not the one the casebook was created with.
    #[error("the key file {} does not open this casebook; it belongs to another one", .0.display())]
    WrongKeyFile(PathBuf),
    /// Something else was given, a passphrase is needed.
    #[error("this casebook opens with a passphrase, not with {0}")]
    NeedsPassphrase(&'static str),
    /// Something else was given, a key file is needed.
    #[error("this casebook opens with a key file, not with {0}")]
    NeedsKeyFile(&'static str),
    /// Something else was given, shares are needed.
    #[error("this casebook opens with {need} of its {of} shares, and with nothing else")]
    NeedsShares {
        /// How many are needed.
        need: u8,
        /// How many there are.
        of: u8,
    },
    /// Fewer shares than are needed.
    #[error("{have} of the {need} shares that are needed are here; bring {} more", need.saturating_sub(*have))]
    NotEnoughShares {
        /// How many different ones are here.
        have: u8,
        /// How many are needed.
        need: u8,
    },
    /// A share of another set.
    #[error(
        "share {0} belongs to another set than the others or the casebook: it was made for another casebook, or before the \
         shares were made anew"
    )]
    ForeignShare(u8),
    /// Shares that fit together and yet do not open the casebook.
    #[error(
        "the shares do not open this casebook, though each is written correctly; one of them was tampered with"
    )]
    WrongShares,
    /// A text without a share.
    #[error("there is no share in it; a share stands in lines that begin with hs1")]
    NoShare,
    /// A group of a share that does not fit its check letter.
    #[error("the share is mistyped in line {line}, group {group}; compare those five letters")]
    MistypedShare {
        /// The line, from 1.
        line: usize,
        /// The group in the line, from 1.
        group: usize,
    },
    /// A share that ends too early.
    #[error("the share ends too early: {missing} groups of five letters are missing after line {line}")]
    ShortShare {
        /// The last line with groups.
        line: usize,
        /// How many groups are missing.
        missing: usize,
    },
    /// A number of shares that makes no sense.
    #[error(
        "{need} of {of} shares cannot be made: at least 2 must be needed, and at most as many as there are, up to 255"
    )]
    ShareCounts {
        /// How many are needed.
        need: u8,
        /// How many there are.
        of: u8,
    },
    /// The key file is not where it was said to be.
    #[error("there is no key file at {}; bring the file that was made with the casebook", .0.display())]
    KeyFileMissing(PathBuf),
    /// The key file has the wrong length.
    #[error("the key file {} holds {length} bytes, but a key file holds 32; it is damaged or not a key file", path.display())]
    KeyFileLength {
        /// The key file.
        path: PathBuf,
        /// Its length in bytes.
        length: u64,
    },
    /// The path cannot name a file.
    #[error("{} cannot name a key file; give the path of a file", .0.display())]
    KeyFileName(PathBuf),
    /// An empty passphrase.
    #[error("the passphrase is empty; choose one, or use a key file")]
    EmptyPassphrase,
    /// Key stretching below the floor.
    #[error("the key stretching is too weak: at least 64 MiB of memory, 3 passes and 1 lane are needed")]
    WeakStretching,
    /// Key stretching the machine cannot do.
    #[error(
        "the key stretching parameters ({0}) cannot be used on this machine; the casebook key file may be damaged"
    )]
    ImpossibleStretching(String),
    /// A key file of the casebook is damaged.
    #[error("{file} is damaged: {what}; bring that file back from a copy")]
    DamagedKeys {
        /// The file, relative to the casebook's directory.
        file: String,
        /// What is wrong with it.
        what: String,
    },
    /// A device key on which forged signatures are possible.
    #[error("the device key {0} is weak (a point of small order) and cannot be enrolled")]
    WeakDeviceKey(String),
    /// The device key in `keys/` is not enrolled in this ledger.
    #[error(
        "the device key {0} is not enrolled in this ledger; ledger and keys belong to different casebooks"
    )]
    NotEnrolled(String),
    /// A backup of a casebook that has no spare key yet.
    #[error(
        "the casebook in {} has no spare key and no recovery key yet; open it once with this version of the program, \
         for example with habeas doctor",
        .0.display()
    )]
    NoSpare(PathBuf),
    /// The spare key is not enrolled.
    #[error("the spare key {0} is not enrolled in this ledger, so no new device can be signed in with it")]
    SpareNotEnrolled(String),
    /// An entry cannot be read.
    #[error("{0}")]
    Damaged(Box<Finding>),
    /// The ledger is damaged so that its Merkle tree or this device's chain cannot go on.
    #[error(
        "the ledger takes no more entries, because what a damaged entry was is not known; reading still works. Repair it from \
         an intact copy: habeas verify --against COPY. {0}"
    )]
    ReadOnly(Box<Finding>),
    /// A new part for a record and tier whose key was destroyed.
    #[error("record {record} was erased in the tier \"{}\"; what is learned now belongs to a new record", tier.name())]
    Erased {
        /// The record.
        record: RecordId,
        /// The tier.
        tier: Tier,
    },
    /// A draft without parts.
    #[error("an entry needs at least one part and at most 65,535; this one has {0}")]
    PartCount(usize),
    /// A part or entry above the limit.
    #[error(
        "the {what} has {length} bytes, but at most {limit} fit into one entry; split it, or keep it in the vault"
    )]
    TooLarge {
        /// "part" or "entry".
        what: &'static str,
        /// Its length in bytes.
        length: u64,
        /// The limit in bytes.
        limit: u64,
    },
    /// An entry's number that is not in the ledger, or whose bytes are damaged.
    #[error("there is no readable entry {number}; the ledger has {entries}, from 1")]
    NoSuchEntry {
        /// The number asked for.
        number: u64,
        /// How many there are.
        entries: u64,
    },
    /// A checkpoint brought from elsewhere that is not of this ledger.
    #[error("the checkpoint cannot be used: {0}")]
    NotOurCheckpoint(String),
    /// An earlier checkpoint of this casebook names entries that this ledger does not have.
    #[error(
        "this ledger does not continue that checkpoint: over the first {earlier} of its {now} entries it has another \
         root, or fewer entries. Entries were changed or taken away since, or this is another copy; keep both"
    )]
    Forked {
        /// How many entries the earlier checkpoint names.
        earlier: u64,
        /// How many there are now.
        now: u64,
    },
    /// A sealed file's name with anything but letters, digits, `-`, `_` and `.`.
    #[error("{0:?} cannot name a sealed file: use letters, digits, \"-\", \"_\" and \".\"")]
    BadName(String),
    /// No such sealed file.
    #[error("there is no sealed file {0:?}")]
    NoSealedFile(String),
    /// A sealed file that does not open.
    #[error("the sealed file {name:?} is damaged: {what}")]
    DamagedSealedFile {
        /// Its name.
        name: String,
        /// What is wrong with it.
        what: String,
    },
    /// No randomness.
    #[error(transparent)]
    Entropy(#[from] NoEntropy),
}

/// Names the action and the path of a failed storage call.
pub(crate) trait Doing<T> {
    fn doing(self, doing: &'static str, path: &std::path::Path) -> Result<T, LedgerError>;
}

impl<T> Doing<T> for std::io::Result<T> {
    fn doing(self, doing: &'static str, path: &std::path::Path) -> Result<T, LedgerError> {
        self.map_err(|e| LedgerError::Storage { doing, path: path.to_owned(), source: Arc::new(e) })
    }
}
