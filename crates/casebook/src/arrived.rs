//! What the projector takes in: opened entries of the ledger, one after the other. Opening them is not its business.

use claims::Save;

/// One entry of the ledger that arrived here, opened.
#[derive(Debug, Clone, PartialEq)]
pub struct Arrived {
    /// Its place in the local ledger, counted from 1.
    pub position: u64,
    /// Its number on the device that signed it: of two decisions of one second, the later one counts.
    pub seq: u64,
    /// The entry's hash: makes one order of entries that claim the same moment, the same on every machine.
    pub entry: [u8; 32],
    /// What it says. A save whose key was destroyed is absent.
    pub saves: Vec<Save>,
}
