//! This device's signing key, wrapped by the casebook key, in `keys/device.key` (docs/ledger-format.md, "Device
//! key"). Keep it out of backups: a restored copy must sign with a new key, or two devices are one.

use ed25519_dalek::SigningKey;

use crate::bytes::{Fields, checksum8};
use crate::entropy::{Entropy, NoEntropy};
use crate::identity::CasebookId;
use crate::wrap::{Secret, WRAPPED, Wrapper};

const MAGIC: &[u8; 8] = b"HBDKEY01";
const HEAD: usize = 8 + 16 + 32;
const FILE: usize = HEAD + WRAPPED + 8;

/// The bytes of the file.
pub(crate) fn encode(
    casebook: &CasebookId,
    seed: &Secret,
    wrapper: &Wrapper,
    entropy: &mut dyn Entropy,
) -> Result<Vec<u8>, NoEntropy> {
    let public = SigningKey::from_bytes(seed).verifying_key().to_bytes();
    let mut file = Vec::with_capacity(FILE);
    file.extend_from_slice(MAGIC);
    file.extend_from_slice(&casebook.0);
    file.extend_from_slice(&public);
    let wrapped = wrapper.wrap(seed, &file, entropy)?;
    file.extend_from_slice(&wrapped);
    let check = checksum8(&[&file]);
    file.extend_from_slice(&check);
    Ok(file)
}

/// What is wrong with the file's bytes, without unlocking.
pub(crate) fn fault(bytes: &[u8]) -> Option<&'static str> {
    let Some((body, check)) = bytes.split_last_chunk::<8>() else { return Some("it is cut short") };
    if bytes.len() != FILE {
        return Some("it does not have the length of a device key");
    }
    if checksum8(&[body]) != *check {
        return Some("its checksum does not fit");
    }
    (!body.starts_with(MAGIC)).then_some("it does not begin with the mark of a device key")
}

/// The signing key, from the bytes of the file.
pub(crate) fn open(
    bytes: &[u8],
    casebook: &CasebookId,
    wrapper: &Wrapper,
) -> Result<SigningKey, &'static str> {
    if let Some(what) = fault(bytes) {
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
    let seed = wrapper.unwrap(wrapped, about).ok_or("it does not open under the casebook key")?;
    let key = SigningKey::from_bytes(&seed);
    if key.verifying_key().to_bytes() != *public {
        return Err("its secret and its public half do not belong together");
    }
    Ok(key)
}
