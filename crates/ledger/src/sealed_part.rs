//! Sealing one part: salt ‖ length ‖ plaintext ‖ zeros up to a size bucket, under the key of its record and tier
//! (docs/ledger-format.md, "Sealed part"). The plaintext must never leave here except to the caller who holds the key.

use chacha20poly1305::aead::inout::InOutBuf;
use chacha20poly1305::{AeadInOut, KeyInit, XChaCha20Poly1305};
use claims::{RecordId, Tier};
use zeroize::{Zeroize, Zeroizing};

use crate::bytes::{Fields, sha256};
use crate::header::PartHead;
use crate::identity::{CasebookId, DeviceId};

/// Bytes of the nonce before and the tag behind the ciphertext.
pub const SEALED_OVERHEAD: usize = 24 + 16;
/// Bytes of salt and length before the plaintext.
pub const PAYLOAD_OVERHEAD: usize = 32 + 4;
/// The longest plaintext of one part, in bytes.
pub const PART_LIMIT: usize = 64 << 20;
/// Begins the additional authenticated data of every part.
pub const PART_DOMAIN: &[u8; 22] = b"habeas ledger part v1\n";

/// Which part of which entry is sealed: the additional authenticated data.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PartPlace {
    pub casebook: CasebookId,
    pub device: DeviceId,
    pub seq: u64,
    pub index: u16,
    pub record: RecordId,
    pub tier: Tier,
}

const AAD_LEN: usize = 22 + 16 + 32 + 8 + 2 + 16 + 1;

impl PartPlace {
    fn aad(&self) -> [u8; AAD_LEN] {
        let mut aad = [0; AAD_LEN];
        let fields: [&[u8]; 7] = [
            PART_DOMAIN,
            &self.casebook.0,
            &self.device.0,
            &self.seq.to_le_bytes(),
            &self.index.to_le_bytes(),
            self.record.as_bytes(),
            &[self.tier.code()],
        ];
        for (to, from) in aad.iter_mut().zip(fields.into_iter().flatten()) {
            *to = *from;
        }
        aad
    }
}

/// The size a payload is padded to: 256 bytes, then powers of two with three steps between. `None` above 2^30.
pub fn bucket(payload: usize) -> Option<usize> {
    if payload <= 256 {
        return Some(256);
    }
    if payload > 1 << 30 {
        return None;
    }
    let above = payload.next_power_of_two() / 2;
    let step = above / 4;
    Some(above + (payload - above).div_ceil(step) * step)
}

/// Seals a plaintext, appends nonce ‖ ciphertext ‖ tag to `out`, and says what the header must say about it.
/// `random` is 32 bytes of salt and 24 of nonce.
pub(crate) fn seal(
    key: &[u8; 32],
    place: &PartPlace,
    plaintext: &[u8],
    random: &[u8; 56],
    out: &mut Vec<u8>,
) -> Option<PartHead> {
    let (salt, nonce) = random.split_first_chunk::<32>()?;
    let size = bucket(PAYLOAD_OVERHEAD + plaintext.len())?;
    let start = out.len();
    out.reserve(size + SEALED_OVERHEAD);
    out.extend_from_slice(nonce);
    out.extend_from_slice(salt);
    out.extend_from_slice(&(plaintext.len() as u32).to_le_bytes());
    out.extend_from_slice(plaintext);
    out.resize(start + 24 + size, 0);
    let cipher = XChaCha20Poly1305::new(key.into());
    let payload = out.get_mut(start + 24..)?;
    let Ok(tag) =
        cipher.encrypt_inout_detached(nonce.try_into().ok()?, &place.aad(), InOutBuf::from(payload))
    else {
        out.truncate(start);
        return None;
    };
    out.extend_from_slice(&tag);
    Some(PartHead {
        record: place.record,
        tier: place.tier,
        sealed_len: (size + SEALED_OVERHEAD) as u32,
        sealed_hash: sha256(&[out.get(start..)?]),
        commitment: sha256(&[salt, plaintext]),
    })
}

/// Opens a sealed part and checks its padding and its commitment. `scratch` is wiped before it is used again.
///
/// # Errors
/// What is wrong, in words.
pub(crate) fn open(
    key: &[u8; 32],
    place: &PartPlace,
    sealed: &[u8],
    commitment: &[u8; 32],
    scratch: &mut Zeroizing<Vec<u8>>,
) -> Result<Zeroizing<Vec<u8>>, &'static str> {
    const SHORT: &str = "its sealed bytes are too short";
    let (nonce, rest) = sealed.split_first_chunk::<24>().ok_or(SHORT)?;
    let (ciphertext, tag) = rest.split_last_chunk::<16>().ok_or(SHORT)?;
    scratch.clear();
    scratch.extend_from_slice(ciphertext);
    let cipher = XChaCha20Poly1305::new(key.into());
    cipher
        .decrypt_inout_detached(
            nonce.into(),
            &place.aad(),
            InOutBuf::from(scratch.as_mut_slice()),
            tag.into(),
        )
        .map_err(|_| "its sealed bytes do not open under the record's key")?;
    let opened = unpack(scratch, commitment);
    scratch.as_mut_slice().zeroize();
    opened
}

fn unpack(payload: &[u8], commitment: &[u8; 32]) -> Result<Zeroizing<Vec<u8>>, &'static str> {
    const SHAPE: &str = "its payload does not have the shape of this format";
    let mut fields = Fields::new(payload);
    let salt = fields.take(32).ok_or(SHAPE)?;
    let length = fields.u32().ok_or(SHAPE)? as usize;
    let plaintext = fields.take(length).ok_or(SHAPE)?;
    if bucket(PAYLOAD_OVERHEAD + length) != Some(payload.len()) {
        return Err(SHAPE);
    }
    if payload.iter().skip(PAYLOAD_OVERHEAD + length).any(|byte| *byte != 0) {
        return Err("its padding is not zeros");
    }
    if sha256(&[salt, plaintext]) != *commitment {
        return Err("it opens to a text other than the one that was signed");
    }
    Ok(Zeroizing::new(plaintext.to_vec()))
}
