//! This device's signing key, wrapped by the casebook key, in `keys/device.key` (docs/ledger-format.md, "Device
//! key"). Keep it out of backups: a restored copy must sign with a new key, or two devices are one.

use ed25519_dalek::hazmat::{ExpandedSecretKey, raw_sign};
use ed25519_dalek::{Signature, SigningKey, VerifyingKey};
use sha2::Sha512;

use crate::bytes::{Fields, checksum8};
use crate::entropy::{Entropy, NoEntropy};
use crate::errors::LedgerError;
use crate::identity::{CasebookId, DeviceId};
use crate::layout::{DEVICE_KEY, SPARE_KEY};
use crate::locked::{LockedKey, scrub_stack};
use crate::wrap::{WRAPPED, Wrapper};
use crate::wrapped_files::Passage;

/// The mark of the key that signs entries here.
pub(crate) const DEVICE: &[u8; 8] = b"HBDKEY01";
/// The mark of the spare key: enrolled, but it signs nothing until a restored copy enrols its own device with it.
pub(crate) const SPARE: &[u8; 8] = b"HBPKEY01";
const HEAD: usize = 8 + 16 + 32;
const FILE: usize = HEAD + WRAPPED + 8;

/// The device's signing key. The seed stays in its locked page and is expanded for each signature; the public half is
/// derived from it once, and from nothing else (a signature under another public half would give the key away).
pub(crate) struct DeviceSigner {
    seed: LockedKey,
    public: VerifyingKey,
}

impl DeviceSigner {
    pub(crate) fn new(seed: LockedKey) -> Self {
        let public = SigningKey::from_bytes(seed.bytes()).verifying_key();
        scrub_stack();
        Self { seed, public }
    }

    /// A fresh one.
    pub(crate) fn draw(entropy: &mut dyn Entropy) -> Result<Self, NoEntropy> {
        Ok(Self::new(LockedKey::written(|seed| entropy.fill(seed))?))
    }

    /// The public half, by which the device is known.
    pub(crate) fn device(&self) -> DeviceId {
        DeviceId(self.public.to_bytes())
    }

    /// Signs (RFC 8032, pure Ed25519).
    pub(crate) fn sign(&self, message: &[u8]) -> Signature {
        let signature =
            raw_sign::<Sha512>(&ExpandedSecretKey::from(self.seed.bytes()), message, &self.public);
        scrub_stack();
        signature
    }

    /// Whether the seed is kept out of swap.
    pub(crate) fn is_locked(&self) -> bool {
        self.seed.is_locked()
    }
}

/// The bytes of the file.
pub(crate) fn encode(
    mark: &[u8; 8],
    casebook: &CasebookId,
    signer: &DeviceSigner,
    wrapper: &Wrapper,
    entropy: &mut dyn Entropy,
) -> Result<Vec<u8>, NoEntropy> {
    let mut file = Vec::with_capacity(FILE);
    file.extend_from_slice(mark);
    file.extend_from_slice(&casebook.0);
    file.extend_from_slice(&signer.device().0);
    let wrapped = wrapper.wrap(signer.seed.bytes(), &file, entropy)?;
    file.extend_from_slice(&wrapped);
    let check = checksum8(&[&file]);
    file.extend_from_slice(&check);
    Ok(file)
}

/// The file's bytes under another casebook key.
pub(crate) fn anew(bytes: &[u8], passage: &mut Passage<'_>) -> Result<Vec<u8>, LedgerError> {
    anew_as(DEVICE, DEVICE_KEY, bytes, passage)
}

/// The spare key's bytes under another casebook key.
pub(crate) fn anew_spare(bytes: &[u8], passage: &mut Passage<'_>) -> Result<Vec<u8>, LedgerError> {
    anew_as(SPARE, SPARE_KEY, bytes, passage)
}

fn anew_as(
    mark: &[u8; 8],
    file: &str,
    bytes: &[u8],
    passage: &mut Passage<'_>,
) -> Result<Vec<u8>, LedgerError> {
    let signer = open(mark, bytes, passage.casebook, passage.old)
        .map_err(|what| LedgerError::DamagedKeys { file: format!("keys/{file}"), what: what.to_owned() })?;
    Ok(encode(mark, passage.casebook, &signer, passage.new, passage.entropy)?)
}

/// What is wrong with the file's bytes, without unlocking.
pub(crate) fn fault(mark: &[u8; 8], bytes: &[u8]) -> Option<&'static str> {
    let Some((body, check)) = bytes.split_last_chunk::<8>() else { return Some("it is cut short") };
    if bytes.len() != FILE {
        return Some("it does not have the length of a device key");
    }
    if checksum8(&[body]) != *check {
        return Some("its checksum does not fit");
    }
    (!body.starts_with(mark)).then_some("it does not begin with the mark of a device key")
}

/// The signing key, from the bytes of the file.
pub(crate) fn open(
    mark: &[u8; 8],
    bytes: &[u8],
    casebook: &CasebookId,
    wrapper: &Wrapper,
) -> Result<DeviceSigner, &'static str> {
    if let Some(what) = fault(mark, bytes) {
        return Err(what);
    }
    let mut fields = Fields::new(bytes);
    let parsed = (|| {
        let _magic = fields.take(8)?;
        Some((fields.array::<16>()?, fields.array::<32>()?, fields.array::<WRAPPED>()?, bytes.get(..HEAD)?))
    })();
    let (owner, public, wrapped, about) = parsed.ok_or("it is cut short")?;
    if *owner != casebook.0 {
        return Err("it belongs to another casebook");
    }
    let seed = LockedKey::written(|seed| {
        wrapper.unwrap_into(wrapped, about, seed).ok_or("it does not open under the casebook key")
    })?;
    let signer = DeviceSigner::new(seed);
    if signer.device().0 != *public {
        return Err("its secret and its public half do not belong together");
    }
    Ok(signer)
}
