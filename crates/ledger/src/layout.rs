//! Where the files of a casebook lie under its directory. Names only; it never touches a file.

use std::path::{Path, PathBuf};

/// The paths of one casebook.
#[derive(Debug, Clone)]
pub(crate) struct Layout {
    pub root: PathBuf,
    pub ledger: PathBuf,
    pub keys: PathBuf,
    pub sealed: PathBuf,
}

pub(crate) const DEVICES: &str = "devices";
pub(crate) const CHECKPOINT: &str = "checkpoint";
pub(crate) const TREE: &str = "tree";
pub(crate) const CASEBOOK_KEY: &str = "casebook.key";
pub(crate) const DEVICE_KEY: &str = "device.key";
pub(crate) const SPARE_KEY: &str = "spare.key";
pub(crate) const RECOVERY_KEY: &str = "recovery.key";
pub(crate) const RECORD_KEYS: &str = "records.keys";
/// The list of what a rotation wrote; there only while one goes on.
pub(crate) const ROTATION: &str = "rotation";
/// What the name of a file under the next casebook key ends in, beside the one under the present.
pub(crate) const ROTATED: &str = ".rotated";

impl Layout {
    pub(crate) fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            ledger: root.join("ledger"),
            keys: root.join("keys"),
            sealed: root.join("sealed"),
        }
    }

    pub(crate) fn lock(&self) -> PathBuf {
        self.root.join("lock")
    }

    pub(crate) fn devices(&self) -> PathBuf {
        self.ledger.join(DEVICES)
    }

    pub(crate) fn checkpoint(&self) -> PathBuf {
        self.ledger.join(CHECKPOINT)
    }

    pub(crate) fn tree(&self) -> PathBuf {
        self.ledger.join(TREE)
    }

    pub(crate) fn casebook_key(&self) -> PathBuf {
        self.keys.join(CASEBOOK_KEY)
    }

    pub(crate) fn device_key(&self) -> PathBuf {
        self.keys.join(DEVICE_KEY)
    }

    pub(crate) fn record_keys(&self) -> PathBuf {
        self.keys.join(RECORD_KEYS)
    }

    pub(crate) fn segment(&self, number: u32) -> PathBuf {
        self.ledger.join(segment_name(number))
    }
}

/// A segment's file name.
pub(crate) fn segment_name(number: u32) -> String {
    format!("seg-{number:08}.hbl")
}

/// The number in a segment's file name.
pub(crate) fn segment_number(name: &str) -> Option<u32> {
    let digits = name.strip_prefix("seg-")?.strip_suffix(".hbl")?;
    let number: u32 = digits.parse().ok()?;
    (segment_name(number) == name).then_some(number)
}
