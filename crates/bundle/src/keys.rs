//! The keys of a bundle, written as age writes them (c2sp.org/age, "native X25519"): `age1…` for whom it is sealed,
//! `AGE-SECRET-KEY-1…` for who can open it.

use bech32::{Bech32, Hrp};
use curve25519_dalek::MontgomeryPoint;
use std::fmt;
use zeroize::{Zeroize, Zeroizing};

use crate::errors::BundleError;

const RECIPIENT: &str = "age";
const IDENTITY: &str = "age-secret-key-";

/// For whom a bundle is sealed: an X25519 public key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Recipient(pub(crate) [u8; 32]);

/// Who can open a bundle: an X25519 secret key. Wiped when dropped.
pub struct Identity(pub(crate) Zeroizing<[u8; 32]>);

fn decode(text: &str, prefix: &str) -> Option<Zeroizing<[u8; 32]>> {
    // Bech32 allows all capitals or none, never both.
    let (hrp, bytes) = bech32::decode(text).ok()?;
    let bytes = Zeroizing::new(bytes);
    let fits = hrp.to_lowercase() == prefix;
    // The crate accepts bech32m too; age knows only the first kind, and writing it again tells them apart.
    let again = bech32::encode_lower::<Bech32>(Hrp::parse(prefix).ok()?, &bytes).ok().map(Zeroizing::new)?;
    let same = text.eq_ignore_ascii_case(&again);
    (fits && same).then_some(())?;
    Some(Zeroizing::new(bytes.as_slice().try_into().ok()?))
}

fn encode(bytes: &[u8; 32], prefix: &str) -> String {
    // Neither the prefix nor 32 bytes can be refused.
    Hrp::parse(prefix)
        .ok()
        .and_then(|hrp| bech32::encode_lower::<Bech32>(hrp, bytes).ok())
        .unwrap_or_default()
}

impl Recipient {
    /// From the bytes of a public key.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Reads `age1…`.
    ///
    /// # Errors
    /// `NotARecipient`.
    pub fn parse(text: &str) -> Result<Self, BundleError> {
        decode(text.trim(), RECIPIENT)
            .map(|bytes| Self(*bytes))
            .ok_or_else(|| BundleError::NotARecipient(text.trim().chars().take(80).collect()))
    }
}

impl fmt::Display for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&encode(&self.0, RECIPIENT))
    }
}

impl fmt::Debug for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Identity {
    /// From the bytes of a secret key.
    pub fn from_bytes(bytes: Zeroizing<[u8; 32]>) -> Self {
        Self(bytes)
    }

    /// The public half.
    pub fn recipient(&self) -> Recipient {
        Recipient(MontgomeryPoint::mul_base_clamped(*self.0).to_bytes())
    }

    /// The secret as age writes it, in capitals. It opens every bundle sealed for it.
    pub fn secret(&self) -> Zeroizing<String> {
        let mut lower = encode(&self.0, IDENTITY);
        lower.make_ascii_uppercase();
        Zeroizing::new(lower)
    }

    /// Finds the key in the text of a sheet. Lines with `#` in front are remarks; blanks within the key, as somebody
    /// may type it from paper, do not matter, nor does the size of letters.
    ///
    /// # Errors
    /// `NotAnIdentity`; `of` says where the text came from.
    pub fn find(text: &str, of: &str) -> Result<Self, BundleError> {
        for line in text.lines().filter(|line| !line.trim_start().starts_with('#')) {
            let mut typed: Zeroizing<String> =
                Zeroizing::new(line.chars().filter(|c| !c.is_whitespace()).collect());
            typed.make_ascii_lowercase();
            let found = decode(&typed, IDENTITY);
            typed.zeroize();
            if let Some(bytes) = found {
                return Ok(Self(bytes));
            }
        }
        Err(BundleError::NotAnIdentity(of.to_owned()))
    }
}
