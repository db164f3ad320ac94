//! The signed header of an entry, as fixed little-endian fields (docs/ledger-format.md, "Header"). Nothing derived
//! from a plaintext without the secret salt may ever be put here.

use claims::{RecordId, Tier};

use crate::bytes::Fields;
use crate::identity::{CasebookId, DeviceId};
use crate::sealed_part::{SEALED_OVERHEAD, bucket};

/// The version this code writes and reads.
pub const FORMAT_VERSION: u16 = 1;
/// The greatest sequence or entry number.
pub const NUMBER_LIMIT: u64 = i64::MAX as u64;
/// Bytes of the header before its parts.
pub const HEADER_FIXED: usize = 100;
/// Bytes per part in the header.
pub const PART_HEAD: usize = 85;
/// What a header's signature is made over, before the header's bytes.
pub const ENTRY_DOMAIN: &[u8; 23] = b"habeas ledger entry v1\n";

/// The clear part of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The casebook.
    pub casebook: CasebookId,
    /// The device that signed.
    pub device: DeviceId,
    /// The entry's number on that device: 1, 2, 3, … without gaps.
    pub seq: u64,
    /// The entry hash of the device's previous entry; zeros before the first.
    pub previous: [u8; 32],
    /// When the device says it was, in seconds since 1970 UTC, rounded down to the minute.
    pub claimed_at: i64,
    /// What is sealed in the entry.
    pub parts: Vec<PartHead>,
}

/// What the header says about one sealed part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartHead {
    /// The record the part is about.
    pub record: RecordId,
    /// Its tier.
    pub tier: Tier,
    /// Length of the sealed bytes: nonce, ciphertext and tag.
    pub sealed_len: u32,
    /// SHA-256 of the sealed bytes.
    pub sealed_hash: [u8; 32],
    /// SHA-256 of salt ‖ plaintext; the salt is inside the sealed bytes.
    pub commitment: [u8; 32],
}

impl Header {
    /// The header's bytes.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(HEADER_FIXED + PART_HEAD * self.parts.len());
        out.extend_from_slice(&FORMAT_VERSION.to_le_bytes());
        out.extend_from_slice(&self.casebook.0);
        out.extend_from_slice(&self.device.0);
        out.extend_from_slice(&self.seq.to_le_bytes());
        out.extend_from_slice(&self.previous);
        out.extend_from_slice(&self.claimed_at.to_le_bytes());
        out.extend_from_slice(&(self.parts.len() as u16).to_le_bytes());
        for part in &self.parts {
            out.extend_from_slice(part.record.as_bytes());
            out.push(part.tier.code());
            out.extend_from_slice(&part.sealed_len.to_le_bytes());
            out.extend_from_slice(&part.sealed_hash);
            out.extend_from_slice(&part.commitment);
        }
        out
    }

    /// Reads a header; anything that `encode` would not have written is refused.
    ///
    /// # Errors
    /// What is wrong, in words.
    pub fn parse(bytes: &[u8]) -> Result<Self, String> {
        let mut fields = Fields::new(bytes);
        let short = || "the header is too short".to_owned();
        let version = fields.u16().ok_or_else(short)?;
        if version != FORMAT_VERSION {
            return Err(format!(
                "the header has format version {version}, this program reads {FORMAT_VERSION}"
            ));
        }
        let casebook = CasebookId(*fields.array().ok_or_else(short)?);
        let device = DeviceId(*fields.array().ok_or_else(short)?);
        let seq = fields.u64().ok_or_else(short)?;
        let previous = *fields.array().ok_or_else(short)?;
        let claimed_at = fields.i64().ok_or_else(short)?;
        let count = usize::from(fields.u16().ok_or_else(short)?);
        if seq == 0 || seq > NUMBER_LIMIT {
            return Err(format!("the header has the impossible sequence number {seq}; numbers begin at 1"));
        }
        if claimed_at.rem_euclid(60) != 0 {
            return Err("the header's time is not a whole minute".to_owned());
        }
        if count == 0 {
            return Err("the header lists no parts".to_owned());
        }
        let mut parts = Vec::with_capacity(count.min(bytes.len() / PART_HEAD));
        for number in 1..=count {
            let record = RecordId::from_bytes(*fields.array().ok_or_else(short)?);
            let code = fields.u8().ok_or_else(short)?;
            let tier = Tier::from_code(code)
                .ok_or_else(|| format!("part {number} has the unknown tier code {code}"))?;
            let sealed_len = fields.u32().ok_or_else(short)?;
            let inside = (sealed_len as usize).checked_sub(SEALED_OVERHEAD);
            if inside.is_none_or(|inside| bucket(inside) != Some(inside)) {
                return Err(format!("part {number} has the length {sealed_len}, which is not a padded size"));
            }
            let sealed_hash = *fields.array().ok_or_else(short)?;
            let commitment = *fields.array().ok_or_else(short)?;
            parts.push(PartHead { record, tier, sealed_len, sealed_hash, commitment });
        }
        if !fields.is_empty() {
            return Err("the header is longer than its parts".to_owned());
        }
        Ok(Self { casebook, device, seq, previous, claimed_at, parts })
    }
}
