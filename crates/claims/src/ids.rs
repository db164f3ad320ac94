//! Ids of records and claims, and the tiers a record's parts are sealed in.
//!
//! An id is 128 random bits. It is never derived from what it names: a hash of a name in the clear would be
//! a confession in a seized ledger. This module must never draw the randomness itself.

use std::fmt;
use std::str::FromStr;

/// Text that is not an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an id: {0:?}; an id is 32 hexadecimal digits")]
pub struct NotAnId(pub String);

macro_rules! id_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub struct $name([u8; 16]);

        impl $name {
            /// An id from 16 bytes drawn at the edge.
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(bytes)
            }
            /// The 16 bytes.
            pub const fn as_bytes(&self) -> &[u8; 16] {
                &self.0
            }
            /// The first eight digits, for lists where a person must tell rows apart.
            pub fn short(&self) -> String {
                self.to_string().chars().take(8).collect()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                for byte in self.0 {
                    write!(f, "{byte:02x}")?;
                }
                Ok(())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({self})", stringify!($name))
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                let bad = || NotAnId(text.chars().take(64).collect());
                if text.len() != 32 || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
                    return Err(bad());
                }
                u128::from_str_radix(text, 16).map(|n| Self(n.to_be_bytes())).map_err(|_| bad())
            }
        }
    };
}

id_type! {
    /// A record: what claims are about.
    RecordId
}
id_type! {
    /// One claim.
    ClaimId
}

/// Who needs to read a part. Each record has one key per tier, so that a tier can be withheld or erased alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Tier {
    /// What happened: places, times, units, custody, figures.
    Facts = 1,
    /// Who it happened to: names, birth dates, papers, health.
    Identity = 2,
    /// Who told us, and the words they used: reporters, contacts, authors, raw reports.
    Source = 3,
}

impl Tier {
    /// All tiers, in the order of their codes.
    pub const ALL: [Tier; 3] = [Tier::Facts, Tier::Identity, Tier::Source];

    /// The code written in entry headers.
    pub const fn code(self) -> u8 {
        self as u8
    }

    /// The tier of a code, if this version knows it.
    pub const fn from_code(code: u8) -> Option<Self> {
        match code {
            1 => Some(Tier::Facts),
            2 => Some(Tier::Identity),
            3 => Some(Tier::Source),
            _ => None,
        }
    }

    /// The tier's name in files and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Tier::Facts => "facts",
            Tier::Identity => "identity",
            Tier::Source => "source",
        }
    }
}
