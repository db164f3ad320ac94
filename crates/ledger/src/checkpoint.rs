//! The signed checkpoint: how many entries there are and their Merkle root, as a C2SP signed note that other tools
//! read (docs/ledger-format.md, "Checkpoint"). A checkpoint must only name entries that are durable.

use ed25519_dalek::{Signature, VerifyingKey};

use crate::base64::{base64, unbase64};
use crate::bytes::{hex, sha256};
use crate::device_key::DeviceSigner;
use crate::header::NUMBER_LIMIT;
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

/// A device's verifier key in the form of C2SP signed notes, by which others can pin it:
/// `NAME+KEYHASH+BASE64(0x01 ‖ public key)`.
pub fn verifier_key(device: &DeviceId) -> String {
    let key = [&[ALGORITHM_ED25519], device.0.as_slice()].concat();
    format!("{}+{}+{}", key_name(device), hex(&key_hash(device)), base64(&key))
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
    pub(crate) fn sign(&self, key: &DeviceSigner) -> String {
        self.with_signature(&key.device(), &key.sign(self.body().as_bytes()).to_bytes())
    }

    /// Reads a note and checks its signature under one of the devices. Every byte counts: a note that is not exactly
    /// what the format writes is refused.
    ///
    /// # Errors
    /// What is wrong, in words.
    pub fn parse(bytes: &[u8], devices: &[DeviceId]) -> Result<Self, String> {
        Self::parse_signed(bytes, devices).map(|(checkpoint, _)| checkpoint)
    }

    /// As `parse`, and says which device signed.
    ///
    /// # Errors
    /// What is wrong, in words.
    pub fn parse_signed(bytes: &[u8], devices: &[DeviceId]) -> Result<(Self, DeviceId), String> {
        let shape = || "it does not have the shape of a checkpoint".to_owned();
        let text = std::str::from_utf8(bytes).map_err(|_| shape())?;
        let mut lines = text.split('\n');
        let mut line = || lines.next().ok_or_else(shape);
        let casebook =
            line()?.strip_prefix("habeas/").and_then(|id| CasebookId::parse(id).ok()).ok_or_else(shape)?;
        let size = line()?.parse::<u64>().ok().filter(|size| *size <= NUMBER_LIMIT).ok_or_else(shape)?;
        let root: [u8; 32] = unbase64(line()?).and_then(|b| b.try_into().ok()).ok_or_else(shape)?;
        let _blank = line()?;
        let blob = line()?.rsplit(' ').next().and_then(unbase64).ok_or_else(shape)?;
        let (hash, signature) = blob.split_first_chunk::<4>().ok_or_else(shape)?;
        let signature: [u8; 64] = signature.try_into().map_err(|_| shape())?;
        let checkpoint = Self { casebook, size, root };
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
        Ok((checkpoint, *device))
    }
}
