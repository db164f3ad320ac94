//! The recovery key: the X25519 key that backups are sealed for, in `keys/recovery.key` (docs/ledger-format.md,
//! "Recovery key"). The public half lies open, so that a backup needs no unlocking; the secret half is wrapped by the
//! casebook key, and is meant to be kept on paper elsewhere. A rotation makes a new one and destroys this.

use curve25519_dalek::MontgomeryPoint;
use zeroize::Zeroizing;

use crate::bytes::{Fields, checksum8};
use crate::entropy::{Entropy, NoEntropy};
use crate::errors::LedgerError;
use crate::identity::CasebookId;
use crate::locked::scrub_stack;
use crate::wrap::{Secret, WRAPPED, Wrapper};
use crate::wrapped_files::Passage;

const MAGIC: &[u8; 8] = b"HBBKEY01";
const HEAD: usize = 8 + 16 + 32;
const FILE: usize = HEAD + WRAPPED + 8;

fn public(secret: &Secret) -> [u8; 32] {
    let public = MontgomeryPoint::mul_base_clamped(**secret).to_bytes();
    scrub_stack();
    public
}

/// The bytes of a file with a fresh key.
pub(crate) fn fresh(
    casebook: &CasebookId,
    wrapper: &Wrapper,
    entropy: &mut dyn Entropy,
) -> Result<Vec<u8>, NoEntropy> {
    let mut secret: Secret = Zeroizing::new([0; 32]);
    entropy.fill(secret.as_mut_slice())?;
    let mut file = Vec::with_capacity(FILE);
    file.extend_from_slice(MAGIC);
    file.extend_from_slice(&casebook.0);
    file.extend_from_slice(&public(&secret));
    let wrapped = wrapper.wrap(&secret, &file, entropy)?;
    file.extend_from_slice(&wrapped);
    let check = checksum8(&[&file]);
    file.extend_from_slice(&check);
    Ok(file)
}

/// Under another casebook key there is another recovery key: from then on, nothing here opens the old backups.
pub(crate) fn anew(_: &[u8], passage: &mut Passage<'_>) -> Result<Vec<u8>, LedgerError> {
    Ok(fresh(passage.casebook, passage.new, passage.entropy)?)
}

/// What is wrong with the file's bytes, without unlocking.
pub(crate) fn fault(bytes: &[u8]) -> Option<&'static str> {
    let Some((body, check)) = bytes.split_last_chunk::<8>() else { return Some("it is cut short") };
    if bytes.len() != FILE {
        return Some("it does not have the length of a recovery key");
    }
    if checksum8(&[body]) != *check {
        return Some("its checksum does not fit");
    }
    (!body.starts_with(MAGIC)).then_some("it does not begin with the mark of a recovery key")
}

/// The public half.
pub(crate) fn recipient(bytes: &[u8]) -> Result<[u8; 32], &'static str> {
    if let Some(what) = fault(bytes) {
        return Err(what);
    }
    bytes.get(24..HEAD).and_then(|public| public.try_into().ok()).ok_or("it is cut short")
}

/// The secret half.
pub(crate) fn open(bytes: &[u8], casebook: &CasebookId, wrapper: &Wrapper) -> Result<Secret, &'static str> {
    let stated = recipient(bytes)?;
    let mut fields = Fields::new(bytes);
    let parsed = (|| {
        let _magic = fields.take(8)?;
        let owner = fields.array::<16>()?;
        let _public = fields.take(32)?;
        Some((owner, fields.array::<WRAPPED>()?, bytes.get(..HEAD)?))
    })();
    let (owner, wrapped, about) = parsed.ok_or("it is cut short")?;
    if *owner != casebook.0 {
        return Err("it belongs to another casebook");
    }
    let secret = wrapper.unwrap(wrapped, about).ok_or("it does not open under the casebook key")?;
    if public(&secret) != stated {
        return Err("its secret and its public half do not belong together");
    }
    Ok(secret)
}
