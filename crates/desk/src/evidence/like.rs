//! Pictures that look alike: re-uploads, messengers' recompressions, turned and mirrored copies. A hint for a person,
//! never a judgement: crops, captions and screenshots are not found, and an empty picture resembles another.

use crate::desk::Desk;
use crate::stop::{Outcome, Stop};
use claims::{Property, RecordId};
use vault::pdq::{PERHAPS, Pdq, SAME};

/// A picture that resembles another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likeness {
    /// Its record.
    pub record: RecordId,
    /// In how many of 256 bits it differs.
    pub distance: u32,
    /// True up to 31 bits: very likely a copy. Otherwise a candidate that a person must look at.
    pub near: bool,
    /// How much there is to see in it, 0 to 100.
    pub quality: u8,
}

/// Pictures that resemble one, nearest first.
///
/// # Errors
/// Not found when it has no perceptual hash.
pub fn like(desk: &Desk, record: RecordId) -> Outcome<Vec<Likeness>> {
    let known = desk.casebook().bytes_claimed(None, Property::EvidencePdq)?;
    let known: Vec<(RecordId, Pdq)> =
        known.iter().filter_map(|(record, bytes)| Some((*record, read_pdq(bytes)?))).collect();
    let Some((_, this)) = known.iter().find(|(of, _)| *of == record) else {
        return Err(Stop::not_found_in_english(format!("Record {} has no perceptual hash.", record.short()))
            .hint_in_english("Only JPEG, PNG and WebP pictures that could be decoded have one."));
    };
    let mut found: Vec<Likeness> = known
        .iter()
        .filter(|(of, _)| *of != record)
        .map(|(of, pdq)| {
            let distance = this.distance(pdq.upright()).min(pdq.distance(this.upright()));
            Likeness { record: *of, distance, near: distance <= SAME, quality: pdq.quality }
        })
        .filter(|likeness| likeness.distance <= PERHAPS)
        .collect();
    found.sort_by_key(|likeness| (likeness.distance, likeness.record));
    found.dedup_by_key(|likeness| likeness.record);
    Ok(found)
}

/// Quality, then the eight hashes.
pub(super) fn pdq_bytes(pdq: &Pdq) -> Vec<u8> {
    std::iter::once(pdq.quality).chain(pdq.hashes.iter().flatten().copied()).collect()
}

fn read_pdq(bytes: &[u8]) -> Option<Pdq> {
    let (quality, hashes) = bytes.split_first()?;
    let hashes: Vec<[u8; 32]> = hashes.chunks(32).filter_map(|hash| hash.try_into().ok()).collect();
    Some(Pdq { quality: *quality, hashes: hashes.try_into().ok()? })
}
