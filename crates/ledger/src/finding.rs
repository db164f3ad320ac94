//! One thing that is wrong with a ledger, and exactly where. A finding names entries, files and offsets; it must
//! never quote what a part says.

use std::fmt;

use crate::identity::DeviceId;

/// What sort of thing was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FindingKind {
    /// Stored bytes changed, vanished or were put there by someone else.
    Damage,
    /// The last group of entries was not completely written when power or the process went. It was never
    /// acknowledged; opening the ledger cuts it off.
    TornTail,
    /// Not damage, but worth a person's look.
    Warning,
}

/// One thing found wrong, where, and what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What sort.
    pub kind: FindingKind,
    /// The entry's number in local order, from 1, where one is concerned.
    pub entry: Option<u64>,
    /// The device that signed the entry, where the header could be read.
    pub device: Option<DeviceId>,
    /// The entry's sequence number on that device, where the header could be read.
    pub seq: Option<u64>,
    /// The file, relative to the casebook's directory.
    pub file: String,
    /// Where in the file, in bytes from its start.
    pub offset: u64,
    /// What is wrong, in words.
    pub what: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(entry) = self.entry {
            write!(f, "entry {entry}")?;
            if let (Some(device), Some(seq)) = (self.device, self.seq) {
                write!(f, " (device {}, number {seq})", device.short())?;
            }
            write!(f, " in {} at byte {}: {}", self.file, self.offset, self.what)
        } else {
            write!(f, "{} at byte {}: {}", self.file, self.offset, self.what)
        }
    }
}
