//! The frame of one entry in a segment file (docs/ledger-format.md, "Frame"): local numbering and a checksum around
//! the signed header and the sealed parts. Reading must never panic and never trust a length.

use crate::bytes::{Fields, checksum8, sha256};
use crate::header::{HEADER_FIXED, Header, NUMBER_LIMIT, PART_HEAD, PartHead};
use crate::sealed_part::SEALED_OVERHEAD;

/// The first four bytes of every frame.
pub const FRAME_MAGIC: &[u8; 4] = b"HBE1";
/// Bytes before the header.
pub const FRAME_PREFIX: usize = 24;
/// Bytes of the signature behind the header.
pub const SIGNATURE: usize = 64;
/// Bytes of the checksum that ends a frame.
pub const FRAME_CHECKSUM: usize = 8;
/// The smallest possible frame: one part of the smallest bucket.
pub const FRAME_MIN: usize =
    FRAME_PREFIX + HEADER_FIXED + PART_HEAD + SIGNATURE + 256 + SEALED_OVERHEAD + FRAME_CHECKSUM;
/// The longest frame, in bytes.
pub const FRAME_LIMIT: usize = 512 << 20;

/// Why bytes are not a frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FrameFault {
    /// The bytes end before the frame does.
    Incomplete,
    /// The bytes are not what was written.
    Damaged(String),
}

/// A frame that is whole: its checksum holds and its lengths fit.
#[derive(Debug)]
pub(crate) struct FrameView<'a> {
    /// The entry's number in local order.
    pub number: u64,
    /// The entry's index in the group that was made durable by one fsync.
    pub index_in_group: u32,
    pub header: Header,
    pub header_bytes: &'a [u8],
    pub signature: &'a [u8; 64],
    pub entry_hash: [u8; 32],
    /// Length of the whole frame.
    pub length: usize,
    sealed: &'a [u8],
}

/// The hash a device's next entry and the Merkle tree name an entry by.
pub(crate) fn entry_hash(header: &[u8], signature: &[u8; 64]) -> [u8; 32] {
    sha256(&[header, signature])
}

/// Appends a frame to `out`; `sealed` are the sealed parts in the header's order. Gives the entry hash, or `None`
/// when the frame would pass the limit.
pub(crate) fn write_frame(
    number: u64,
    index_in_group: u32,
    header: &[u8],
    signature: &[u8; 64],
    sealed: &[u8],
    out: &mut Vec<u8>,
) -> Option<[u8; 32]> {
    let length = FRAME_PREFIX + header.len() + SIGNATURE + sealed.len() + FRAME_CHECKSUM;
    if length > FRAME_LIMIT {
        return None;
    }
    let start = out.len();
    out.reserve(length);
    out.extend_from_slice(FRAME_MAGIC);
    out.extend_from_slice(&(length as u32).to_le_bytes());
    out.extend_from_slice(&number.to_le_bytes());
    out.extend_from_slice(&index_in_group.to_le_bytes());
    out.extend_from_slice(&(header.len() as u32).to_le_bytes());
    let hash = entry_hash(header, signature);
    let check = checksum8(&[out.get(start..)?, &hash]);
    out.extend_from_slice(header);
    out.extend_from_slice(signature);
    out.extend_from_slice(sealed);
    out.extend_from_slice(&check);
    Some(hash)
}

/// Reads the frame at the start of `bytes`.
pub(crate) fn read_frame(bytes: &[u8]) -> Result<FrameView<'_>, FrameFault> {
    use FrameFault::{Damaged, Incomplete};
    let mut fields = Fields::new(bytes);
    let magic = fields.array::<4>().ok_or(Incomplete)?;
    if magic != FRAME_MAGIC {
        return Err(Damaged("the frame does not begin with its mark".to_owned()));
    }
    let length = fields.u32().ok_or(Incomplete)? as usize;
    let number = fields.u64().ok_or(Incomplete)?;
    let index_in_group = fields.u32().ok_or(Incomplete)?;
    let header_len = fields.u32().ok_or(Incomplete)? as usize;
    if !(FRAME_MIN..=FRAME_LIMIT).contains(&length) {
        return Err(Damaged(format!("the frame's length {length} is impossible")));
    }
    let around = FRAME_PREFIX + SIGNATURE + FRAME_CHECKSUM;
    if header_len < HEADER_FIXED + PART_HEAD || header_len.saturating_add(around) > length {
        return Err(Damaged(format!("the header's length {header_len} is impossible")));
    }
    if number == 0 || number > NUMBER_LIMIT {
        return Err(Damaged(format!("the entry number {number} is impossible")));
    }
    if bytes.len() < length {
        return Err(Incomplete);
    }
    let header_bytes = fields.take(header_len).ok_or(Incomplete)?;
    let signature = fields.array::<64>().ok_or(Incomplete)?;
    let sealed = fields.take(length - around - header_len).ok_or(Incomplete)?;
    let check = fields.array::<8>().ok_or(Incomplete)?;
    let entry_hash = entry_hash(header_bytes, signature);
    let prefix = bytes.get(..FRAME_PREFIX).ok_or(Incomplete)?;
    if checksum8(&[prefix, &entry_hash]) != *check {
        return Err(Damaged("its header, signature or frame changed: the checksum does not fit".to_owned()));
    }
    let header = Header::parse(header_bytes).map_err(Damaged)?;
    let expected: usize = header.parts.iter().map(|part| part.sealed_len as usize).sum();
    if expected != sealed.len() {
        return Err(Damaged("the sealed parts do not have the signed lengths".to_owned()));
    }
    Ok(FrameView { number, index_in_group, header, header_bytes, signature, entry_hash, length, sealed })
}

impl<'a> FrameView<'a> {
    /// The parts' heads with their sealed bytes.
    pub(crate) fn parts(&self) -> impl Iterator<Item = (&PartHead, &'a [u8])> {
        let mut rest = self.sealed;
        self.header.parts.iter().map_while(move |head| {
            let (sealed, tail) = rest.split_at_checked(head.sealed_len as usize)?;
            rest = tail;
            Some((head, sealed))
        })
    }

    /// The first part whose sealed bytes are not the signed ones, from 1.
    pub(crate) fn changed_part(&self) -> Option<usize> {
        self.parts().position(|(head, sealed)| sha256(&[sealed]) != head.sealed_hash).map(|index| index + 1)
    }
}
