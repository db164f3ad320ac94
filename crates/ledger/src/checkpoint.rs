//! The signed checkpoint: how many entries there are and their Merkle root, as a C2SP signed note that other tools
//! read (docs/ledger-format.md, "Checkpoint"). A checkpoint must only name entries that are durable.

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};

use crate::bytes::sha256;
use crate::identity::{CasebookId, DeviceId};

/// What a checkpoint says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// The casebook.
    pub casebook: CasebookId,
    /// How many entries there were.
    pub size: u64,
    /// The Merkle root over them.
    pub root: [u8; 32],
}

const ALGORITHM_ED25519: u8 = 1;

/// The key name of a device in notes.
fn key_name(device: &DeviceId) -> String {
    format!("habeas-device-{}", device.short())
}

fn key_hash(device: &DeviceId) -> [u8; 4] {
    let [a, b, c, d, ..] = sha256(&[key_name(device).as_bytes(), b"\n", &[ALGORITHM_ED25519], &device.0]);
    [a, b, c, d]
}

impl Checkpoint {
    fn body(&self) -> String {
        format!("habeas/{}\n{}\n{}\n", self.casebook, self.size, base64(&self.root))
    }

    fn with_signature(&self, device: &DeviceId, signature: &[u8; 64]) -> String {
        let mut blob = key_hash(device).to_vec();
        blob.extend_from_slice(signature);
        format!("{}\n\u{2014} {} {}\n", self.body(), key_name(device), base64(&blob))
    }

    /// The note's text, signed.
    pub(crate) fn sign(&self, key: &SigningKey) -> String {
        let device = DeviceId(key.verifying_key().to_bytes());
        self.with_signature(&device, &key.sign(self.body().as_bytes()).to_bytes())
    }

    /// Reads a note and checks its signature under one of the devices. Every byte counts: a note that is not exactly
    /// what the format writes is refused.
    ///
    /// # Errors
    /// What is wrong, in words.
    pub fn parse(bytes: &[u8], devices: &[DeviceId]) -> Result<Self, String> {
        let shape = || "it does not have the shape of a checkpoint".to_owned();
        let text = std::str::from_utf8(bytes).map_err(|_| shape())?;
        let mut lines = text.split('\n');
        let mut line = || lines.next().ok_or_else(shape);
        let casebook = line()?.strip_prefix("habeas/").and_then(unhex16).ok_or_else(shape)?;
        let size = line()?.parse::<u64>().map_err(|_| shape())?;
        let root: [u8; 32] = unbase64(line()?).and_then(|b| b.try_into().ok()).ok_or_else(shape)?;
        let _blank = line()?;
        let blob = line()?.rsplit(' ').next().and_then(unbase64).ok_or_else(shape)?;
        let (hash, signature) = blob.split_first_chunk::<4>().ok_or_else(shape)?;
        let signature: [u8; 64] = signature.try_into().map_err(|_| shape())?;
        let checkpoint = Self { casebook: CasebookId(casebook), size, root };
        let device = devices
            .iter()
            .find(|device| key_hash(device) == *hash)
            .ok_or_else(|| "it is not signed by a device of this ledger".to_owned())?;
        if checkpoint.with_signature(device, &signature).as_bytes() != bytes {
            return Err("it is not written exactly as the format says".to_owned());
        }
        VerifyingKey::from_bytes(&device.0)
            .and_then(|key| {
                key.verify_strict(checkpoint.body().as_bytes(), &Signature::from_bytes(&signature))
            })
            .map_err(|_| "its signature does not fit its text".to_owned())?;
        Ok(checkpoint)
    }
}

fn unhex16(text: &str) -> Option<[u8; 16]> {
    if text.len() != 32 || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    u128::from_str_radix(text, 16).ok().map(u128::to_be_bytes)
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Standard base64 with padding (RFC 4648 §4).
fn base64(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let mut word = [0u8; 4];
        for (to, from) in word.iter_mut().skip(1).zip(chunk) {
            *to = *from;
        }
        let word = u32::from_be_bytes(word);
        for place in 0..4 {
            let digit = ALPHABET.get((word >> (18 - 6 * place)) as usize & 63).copied().unwrap_or(b'=');
            out.push(if place <= chunk.len() { char::from(digit) } else { '=' });
        }
    }
    out
}

/// Reads base64; other spellings of the same bytes are caught by writing them again.
fn unbase64(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    for chunk in text.as_bytes().chunks(4) {
        let digits: Vec<u8> = chunk.iter().copied().filter(|b| *b != b'=').collect();
        if chunk.len() != 4 || digits.len() < 2 {
            return None;
        }
        let mut word = 0u32;
        for place in 0..4 {
            let value = match digits.get(place) {
                Some(digit) => ALPHABET.iter().position(|a| a == digit)?,
                None => 0,
            };
            word = word << 6 | value as u32;
        }
        let [_, bytes @ ..] = word.to_be_bytes();
        out.extend(bytes.iter().take(digits.len() - 1));
    }
    (base64(&out) == text).then_some(out)
}
