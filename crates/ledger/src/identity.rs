//! Who a ledger and its entries belong to: the casebook and the devices that sign. Ids are random or public keys;
//! they must never be derived from a person or a place.

use std::fmt;

use crate::bytes::{hex, unhex};

/// A casebook: 16 random bytes chosen when it is created.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CasebookId(pub [u8; 16]);

impl CasebookId {
    /// Reads an id as it is written: 32 lower-case hexadecimal digits.
    ///
    /// # Errors
    /// A sentence for whom typed it.
    pub fn parse(text: &str) -> Result<Self, String> {
        unhex(text)
            .map(Self)
            .ok_or_else(|| format!("{text:?} is not a casebook's id: 32 digits of 0–9 and a–f"))
    }
}

impl fmt::Display for CasebookId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

impl fmt::Debug for CasebookId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CasebookId({self})")
    }
}

/// A device that signs entries: its Ed25519 public key, so that a stranger can check a signature with the entry alone.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DeviceId(pub [u8; 32]);

impl DeviceId {
    /// Reads a device as it is written: 64 lower-case hexadecimal digits.
    ///
    /// # Errors
    /// A sentence for whom typed it.
    pub fn parse(text: &str) -> Result<Self, String> {
        unhex(text).map(Self).ok_or_else(|| format!("{text:?} is not a device: 64 digits of 0–9 and a–f"))
    }

    /// The first eight hexadecimal digits, for lists and key names.
    pub fn short(&self) -> String {
        self.to_string().chars().take(8).collect()
    }
}

impl fmt::Display for DeviceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

impl fmt::Debug for DeviceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DeviceId({self})")
    }
}
