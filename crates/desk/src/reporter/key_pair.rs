//! The keys of reporters: read in the forms in which people pass them on, and made for a reporter that has none. The
//! private half is written in the form OpenSSL reads (PKCS#8), so that a reporter needs no habeas to sign.

use crate::stop::{Outcome, Stop};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signer as _, SigningKey, VerifyingKey};
use std::fmt;
use zeroize::Zeroizing;

/// What stands before the 32 bytes of a private key in PKCS#8 (RFC 8410), and before those of a public one.
const PRIVATE: [u8; 16] =
    [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];
const PUBLIC: [u8; 12] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];

/// A reporter's public key: a point of the curve that is not weak.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PublicKey(VerifyingKey);

impl PublicKey {
    /// Reads a key: base64 or hexadecimal digits of its 32 bytes, or base64 of the 44 bytes that OpenSSL writes.
    ///
    /// # Errors
    /// A refusal on `key` when it is none, or a weak one under which many messages have one signature.
    pub fn parse(text: &str) -> Outcome<Self> {
        let text = text.trim();
        let openssl = || {
            let bytes: [u8; 44] = read_bytes(text)?;
            bytes.strip_prefix(PUBLIC.as_slice())?.try_into().ok()
        };
        let bytes = read_bytes(text).or_else(openssl).ok_or_else(|| {
            Stop::refused_in_english("key", "This is not a public key: 32 bytes are wanted, as 44 characters of base64 or 64 hexadecimal digits.")
                .hint_in_english("habeas reporter key FILE makes a pair of keys and prints the public one.")
        })?;
        Self::of(&bytes)
    }

    /// Reads the 32 bytes of a key.
    ///
    /// # Errors
    /// As [`PublicKey::parse`].
    pub fn of(bytes: &[u8; 32]) -> Outcome<Self> {
        let key = VerifyingKey::from_bytes(bytes).map_err(|_| {
            Stop::refused_in_english(
                "key",
                "This is not a public key: no point of the curve has these bytes.",
            )
        })?;
        if key.is_weak() {
            return Err(Stop::refused_in_english(
                "key",
                "This key is weak: anybody could sign under it. Make another.",
            ));
        }
        Ok(Self(key))
    }

    /// Its bytes.
    pub fn bytes(&self) -> [u8; 32] {
        self.0.to_bytes()
    }

    /// True when this signature over this message is the key's own.
    pub fn signed(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        self.0.verify_strict(message, &ed25519_dalek::Signature::from_bytes(signature)).is_ok()
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&STANDARD.encode(self.bytes()))
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({self})")
    }
}

/// Both halves of a reporter's key.
pub struct KeyPair(SigningKey);

impl KeyPair {
    /// A new pair.
    ///
    /// # Errors
    /// A fault when the system has no randomness to give.
    pub fn fresh() -> Outcome<Self> {
        let mut seed = Zeroizing::new([0; 32]);
        getrandom::fill(seed.as_mut_slice()).map_err(|_| Stop::fault("drawing a key", ledger::NoEntropy))?;
        Ok(Self::of(&seed))
    }

    /// The pair of 32 secret bytes.
    pub fn of(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    /// The public half.
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key())
    }

    /// Signs a message.
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign(message).to_bytes()
    }

    /// The private half as OpenSSL reads it.
    pub fn to_pem(&self) -> Zeroizing<String> {
        let mut der = Zeroizing::new(PRIVATE.to_vec());
        der.extend_from_slice(self.0.as_bytes());
        let body = Zeroizing::new(STANDARD.encode(&*der));
        Zeroizing::new(format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", *body))
    }

    /// Reads what [`KeyPair::to_pem`] or OpenSSL wrote.
    ///
    /// # Errors
    /// A refusal on `key`.
    pub fn from_pem(text: &str) -> Outcome<Self> {
        let body: Zeroizing<String> =
            Zeroizing::new(text.lines().map(str::trim).filter(|line| !line.starts_with("-----")).collect());
        let der = Zeroizing::new(STANDARD.decode(body.as_bytes()).unwrap_or_default());
        let seed: Option<&[u8; 32]> =
            der.strip_prefix(PRIVATE.as_slice()).and_then(|seed| seed.try_into().ok());
        seed.map(Self::of)
            .ok_or_else(|| Stop::refused_in_english("key", "This is not an Ed25519 private key in PEM form."))
    }
}

/// Reads so many bytes, written in base64 or hexadecimal digits.
pub fn read_bytes<const N: usize>(text: &str) -> Option<[u8; N]> {
    if text.len() != N * 2 {
        return STANDARD.decode(text).ok()?.try_into().ok();
    }
    let mut bytes = [0; N];
    let mut digits = text.chars().map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok()));
    for byte in &mut bytes {
        *byte = digits.next()?? << 4 | digits.next()??;
    }
    Some(bytes)
}
