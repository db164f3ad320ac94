//! Where time-stamps of checkpoints lie: requests, and the answers authorities gave (docs/ledger-format.md,
//! "Time-stamps"). Both are in the clear and can be handed to a stranger. This room keeps the bytes and finds damage in
//! them; whether an answer is worth anything it does not know.
//!
//! The files lie beside the segments, not in a directory of their own: their names then become durable by the same
//! calls as the checkpoint's.

use std::path::Path;

use crate::bytes::{checksum8, hex, sha256, unhex};
use crate::checkpoint::Checkpoint;
use crate::devices;
use crate::disk::Disk;
use crate::errors::{Doing, LedgerError};
use crate::finding::Finding;
use crate::identity::DeviceId;
use crate::layout::Layout;
use crate::open::whole_file;
use crate::replace::replace;
use crate::state::{Ledger, held};
use crate::storage::Storage;
use crate::tree::MerkleTree;

/// The first line of a request.
const FIRST_LINE: &str = "habeas/timestamp-request@v1";
const PREFIX: &str = "timestamp-";
const REQUEST: &str = ".request";
const ANSWER: &str = ".tsr";
/// No answer is longer, in bytes.
pub const ANSWER_LIMIT: usize = 256 << 10;

/// Whether a file in `ledger/` is a request or an answer, by its name.
pub fn is_timestamp(name: &str) -> bool {
    let stem = name.strip_suffix(REQUEST).or_else(|| name.strip_suffix(ANSWER));
    stem.and_then(|stem| stem.strip_prefix(PREFIX)).is_some_and(|stem| {
        stem.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b) || b == b'-')
    })
}

/// What is stamped: a checkpoint with a salt. Its hash goes to the authority, which learns nothing from it, not even
/// when it sees the checkpoint published later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimestampRequest {
    /// The checkpoint.
    pub checkpoint: Checkpoint,
    /// The number the answer must repeat.
    pub nonce: [u8; 8],
    /// All of it, byte for byte: what the authority's hash is over.
    pub bytes: Vec<u8>,
}

impl TimestampRequest {
    /// SHA-256 of the request's bytes: what is sent.
    pub fn imprint(&self) -> [u8; 32] {
        sha256(&[&self.bytes])
    }

    /// The checkpoint's text in it.
    pub fn note(&self) -> String {
        let text = String::from_utf8_lossy(&self.bytes);
        text.split_once("\n\n").map(|(_, note)| note.to_owned()).unwrap_or_default()
    }

    /// Reads a request. Every byte counts.
    ///
    /// # Errors
    /// What is wrong, in words.
    pub fn parse(bytes: &[u8], devices: &[DeviceId]) -> Result<Self, String> {
        let shape = || "it does not have the shape of a request".to_owned();
        let text = std::str::from_utf8(bytes).map_err(|_| shape())?;
        let rest =
            text.strip_prefix(FIRST_LINE).and_then(|rest| rest.strip_prefix("\nsalt ")).ok_or_else(shape)?;
        let (salt, rest) = rest.split_once("\nnonce ").ok_or_else(shape)?;
        let (nonce, note) = rest.split_once("\n\n").ok_or_else(shape)?;
        let _: [u8; 32] = unhex(salt).ok_or_else(shape)?;
        let nonce = unhex(nonce).ok_or_else(shape)?;
        let checkpoint =
            Checkpoint::parse(note.as_bytes(), devices).map_err(|what| format!("its checkpoint: {what}"))?;
        Ok(Self { checkpoint, nonce, bytes: bytes.to_vec() })
    }

    /// The beginning of its files' names: how many entries, and its hash.
    fn stem(&self) -> String {
        format!("{PREFIX}{:08}-{}", self.checkpoint.size, hex(&checksum8(&[&self.bytes])))
    }
}

/// A request with the answers there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredTimestamp {
    /// The request.
    pub request: TimestampRequest,
    /// Its file, relative to the casebook's directory.
    pub file: String,
    /// The answers, unchecked, each with its file.
    pub answers: Vec<(String, Vec<u8>)>,
}

/// The time-stamps of a ledger, and what is wrong with their files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StoredTimestamps {
    /// By the checkpoint's size, then by name.
    pub stored: Vec<StoredTimestamp>,
    /// Damaged files; what they hold is not among `stored`.
    pub findings: Vec<Finding>,
}

impl Ledger {
    /// A request over a checkpoint signed now, kept before anybody is asked.
    ///
    /// # Errors
    /// `ReadOnly` when the ledger is damaged, `Entropy`, `Storage`.
    pub fn new_timestamp_request(&self) -> Result<TimestampRequest, LedgerError> {
        let request = self.draft_timestamp_request()?;
        let name = format!("{}{REQUEST}", request.stem());
        replace(self.storage.as_ref(), &self.layout.ledger, &name, &request.bytes)?;
        Ok(request)
    }

    fn draft_timestamp_request(&self) -> Result<TimestampRequest, LedgerError> {
        let (checkpoint, note) = self.signed_checkpoint()?;
        let (mut salt, mut nonce) = ([0; 32], [0; 8]);
        let mut writer = held(&self.writer);
        writer.entropy.fill(&mut salt)?;
        writer.entropy.fill(&mut nonce)?;
        let text = format!("{FIRST_LINE}\nsalt {}\nnonce {}\n\n{note}", hex(&salt), hex(&nonce));
        Ok(TimestampRequest { checkpoint, nonce, bytes: text.into_bytes() })
    }

    /// Takes a request back that got no answer and was given to nobody to carry.
    ///
    /// # Errors
    /// `Storage`.
    pub fn drop_timestamp_request(&self, request: &TimestampRequest) -> Result<(), LedgerError> {
        let path = self.layout.ledger.join(format!("{}{REQUEST}", request.stem()));
        self.storage.remove(&path).doing("remove", &path)
    }

    /// Keeps an answer beside its request. The caller has checked it.
    ///
    /// # Errors
    /// `TooLarge`, `Storage`.
    pub fn keep_timestamp(&self, request: &TimestampRequest, answer: &[u8]) -> Result<(), LedgerError> {
        if answer.len() > ANSWER_LIMIT {
            let (length, limit) = (answer.len() as u64, ANSWER_LIMIT as u64);
            return Err(LedgerError::TooLarge { what: "time-stamp", length, limit });
        }
        let name = format!("{}-{}{ANSWER}", request.stem(), hex(&checksum8(&[answer])));
        replace(self.storage.as_ref(), &self.layout.ledger, &name, answer)
    }

    /// The time-stamps of this ledger. Those whose checkpoint it does not continue are among the findings.
    ///
    /// # Errors
    /// `Storage`.
    pub fn timestamps(&self) -> Result<StoredTimestamps, LedgerError> {
        let mut found = timestamps_with(self.storage.as_ref(), self.path())?;
        found.hold_against(&self.view().tree, self.read_only.is_some());
        Ok(found)
    }
}

/// The time-stamps in a casebook's directory, with nothing but the clear files.
///
/// # Errors
/// `Storage`.
pub fn timestamps(dir: &Path) -> Result<StoredTimestamps, LedgerError> {
    timestamps_with(&Disk, dir)
}

pub(crate) fn timestamps_with(storage: &dyn Storage, dir: &Path) -> Result<StoredTimestamps, LedgerError> {
    let layout = Layout::new(dir);
    let list = storage.read(&layout.devices()).doing("read", &layout.devices())?;
    let devices = devices::read(&list).map(|list| list.enrolled).unwrap_or_default();
    read_timestamps(storage, &layout, &devices)
}

pub(crate) fn read_timestamps(
    storage: &dyn Storage,
    layout: &Layout,
    devices: &[DeviceId],
) -> Result<StoredTimestamps, LedgerError> {
    let mut found = StoredTimestamps::default();
    let names = storage.list(&layout.ledger).doing("list", &layout.ledger)?;
    let ours = |name: &&String| name.starts_with(PREFIX);
    for name in names.iter().filter(ours).filter(|name| name.ends_with(REQUEST)) {
        let path = layout.ledger.join(name);
        let file = format!("ledger/{name}");
        match TimestampRequest::parse(&storage.read(&path).doing("read", &path)?, devices) {
            Err(what) => found.findings.push(whole_file(file, 0, what)),
            Ok(request) if format!("{}{REQUEST}", request.stem()) != *name => {
                found.findings.push(whole_file(
                    file,
                    0,
                    "its bytes are not those it is named after".to_owned(),
                ));
            }
            Ok(request) => found.stored.push(StoredTimestamp { request, file, answers: Vec::new() }),
        }
    }
    for name in names.iter().filter(ours).filter(|name| name.ends_with(ANSWER)) {
        let path = layout.ledger.join(name);
        let file = format!("ledger/{name}");
        let answer = storage.read(&path).doing("read", &path)?;
        let end = format!("-{}{ANSWER}", hex(&checksum8(&[&answer])));
        let Some(stem) = name.strip_suffix(end.as_str()) else {
            found.findings.push(whole_file(file, 0, "its bytes are not those it is named after".to_owned()));
            continue;
        };
        match found.stored.iter_mut().find(|stored| stored.request.stem() == stem) {
            Some(stored) => stored.answers.push((file, answer)),
            None => found.findings.push(whole_file(file, 0, "its request is missing or damaged".to_owned())),
        }
    }
    for name in names.iter().filter(ours).filter(|name| !name.ends_with(REQUEST) && !name.ends_with(ANSWER)) {
        if !name.ends_with(".tmp") {
            let what = "its name is neither that of a request nor that of an answer".to_owned();
            found.findings.push(whole_file(format!("ledger/{name}"), 0, what));
        }
    }
    Ok(found)
}

impl StoredTimestamps {
    /// Sets aside the time-stamps whose checkpoint the ledger does not continue: it lost entries, or they were changed.
    /// Where damage `is_known`, a tree that is too short for a checkpoint is no news.
    pub(crate) fn hold_against(&mut self, tree: &MerkleTree, is_known: bool) {
        for stored in std::mem::take(&mut self.stored) {
            let checkpoint = &stored.request.checkpoint;
            let size = checkpoint.size;
            let what = match tree.root_at(size) {
                Some(root) if root == checkpoint.root => {
                    self.stored.push(stored);
                    continue;
                }
                Some(_) => {
                    format!("the Merkle root over the first {size} entries was another one when it was made")
                }
                None if is_known => continue,
                None => format!("it was made over {size} entries, and the ledger has {}", tree.len()),
            };
            self.findings.push(whole_file(stored.file, 0, what));
        }
    }
}
