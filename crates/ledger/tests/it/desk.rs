//! What the tests share: a casebook in a temporary directory, deterministic randomness, drafts.

use std::path::{Path, PathBuf};

use claims::{RecordId, Tier};
use ledger::{Entropy, EntryDraft, Ledger, NewCasebook, OpenReport, PartDraft, Settings, Stretching, Unlock};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// Random-looking bytes that are the same in every run: SHA-256(seed ‖ counter), counters from 0, little-endian.
pub fn seeded(seed: &'static str) -> Box<dyn Entropy> {
    let mut counter = 0u64;
    let mut pool: Vec<u8> = Vec::new();
    Box::new(move |buffer: &mut [u8]| {
        for byte in buffer {
            if pool.is_empty() {
                pool = Sha256::digest([seed.as_bytes(), &counter.to_le_bytes()].concat()).to_vec();
                pool.reverse();
                counter += 1;
            }
            *byte = pool.pop().unwrap();
        }
        Ok(())
    })
}

pub fn record(n: u8) -> RecordId {
    RecordId::from_bytes([n; 16])
}

pub fn part(n: u8, tier: Tier, text: &str) -> PartDraft {
    PartDraft { record: record(n), tier, plaintext: text.as_bytes().to_vec() }
}

pub fn entry(parts: Vec<PartDraft>) -> EntryDraft {
    EntryDraft { claimed_at: 1_560_067_261, parts }
}

pub fn passphrase(text: &str) -> Unlock {
    Unlock::Passphrase(Zeroizing::new(text.to_owned()))
}

/// A temporary directory, in memory where the system offers that: these tests sync thousands of times, and what
/// they look at is the order of calls and the bytes, not the disk.
pub fn scratch() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir()
        && let Ok(dir) = tempfile::tempdir_in(memory)
    {
        return dir;
    }
    tempfile::tempdir().unwrap()
}

/// A casebook directory that vanishes with the value, opened with a key file beside it.
pub struct Casebook {
    pub temp: tempfile::TempDir,
    pub unlock: Unlock,
}

impl Casebook {
    pub fn new() -> (Self, Ledger) {
        Self::with(Settings::default())
    }

    pub fn with(settings: Settings) -> (Self, Ledger) {
        let temp = scratch();
        let unlock = Unlock::KeyFile(temp.path().join("casebook.keyfile"));
        let new = NewCasebook { unlock: unlock.clone(), stretching: Stretching::default(), settings };
        let ledger = Ledger::create(&temp.path().join("case"), new).unwrap();
        (Self { temp, unlock }, ledger)
    }

    pub fn dir(&self) -> PathBuf {
        self.temp.path().join("case")
    }

    pub fn open(&self) -> (Ledger, OpenReport) {
        Ledger::open(&self.dir(), &self.unlock, Settings::default()).unwrap()
    }
}

/// The texts of all entries, by entry and part; "—" for an erased part.
pub fn texts(ledger: &Ledger) -> Vec<Vec<String>> {
    let text = |part: ledger::OpenedPart| match part.plaintext {
        Some(plaintext) => String::from_utf8(plaintext.to_vec()).unwrap(),
        None => "—".to_owned(),
    };
    ledger.read_from(1).map(|entry| entry.unwrap().parts.into_iter().map(text).collect()).collect()
}

/// All files below a directory with their bytes, sorted by path.
pub fn files(dir: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push((path.clone(), std::fs::read(&path).unwrap()));
        }
    }
    found.sort();
    found
}

/// Copies a casebook's directory.
pub fn copy(from: &Path, to: &Path) {
    for (path, bytes) in files(from) {
        let target = to.join(path.strip_prefix(from).unwrap());
        std::fs::create_dir_all(target.parent().unwrap()).unwrap();
        std::fs::write(target, bytes).unwrap();
    }
}

pub fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle)
}
