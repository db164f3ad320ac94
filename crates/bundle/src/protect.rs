//! Adding what repairs a file: its sealed stream is cut into shards, each row of pieces is hashed and encoded, and
//! heads, pages and parity are written. A row at a time, so that memory does not grow with the file.

use reed_solomon_simd::ReedSolomonEncoder;
use sha2::{Digest as _, Sha256};
use std::os::unix::fs::FileExt as _;

use crate::Watch;
use crate::errors::{BundleError, Doing};
use crate::geometry::{DATA, Geometry, PARITY, Page, SHARDS};
use crate::part::Part;

/// Adds everything but the payload, which lies in the part from `HEAD` on.
pub(crate) fn protect(part: &Part, geometry: &Geometry, watch: Watch<'_>) -> Result<(), BundleError> {
    let path = &part.path;
    // Behind the payload lie zeros up to the end of the last data shard.
    part.file.set_len(geometry.total()).doing("make room for", path)?;
    let first = geometry.piece(0);
    let mut encoder = encoder(first)?;
    let mut piece = vec![0; first];
    for row in 0..geometry.rows() {
        let length = geometry.piece(row);
        if length != piece.len() {
            encoder.reset(DATA, PARITY, length).map_err(impossible)?;
            piece.resize(length, 0);
        }
        let mut page = Page(Vec::with_capacity(SHARDS));
        for shard in 0..DATA {
            part.file.read_exact_at(&mut piece, geometry.at(shard, row)).doing("read", path)?;
            page.0.push(Sha256::digest(&piece).into());
            encoder.add_original_shard(&piece).map_err(impossible)?;
        }
        let encoded = encoder.encode().map_err(impossible)?;
        for (number, parity) in encoded.recovery_iter().enumerate() {
            page.0.push(Sha256::digest(parity).into());
            part.file.write_all_at(parity, geometry.at(DATA + number, row)).doing("write", path)?;
        }
        let bytes = geometry.page(row, &page);
        for at in geometry.page_at(row) {
            part.file.write_all_at(&bytes, at).doing("write", path)?;
        }
        if !watch(row + 1, geometry.rows()) {
            return Err(BundleError::Stopped);
        }
    }
    let head = geometry.head();
    for at in [0, geometry.total() - head.len() as u64] {
        part.file.write_all_at(&head, at).doing("write", path)?;
    }
    Ok(())
}

fn encoder(piece: usize) -> Result<ReedSolomonEncoder, BundleError> {
    ReedSolomonEncoder::new(DATA, PARITY, piece).map_err(impossible)
}

/// The counts and lengths are ours, so the library has nothing to refuse.
pub(crate) fn impossible(cause: reed_solomon_simd::Error) -> BundleError {
    BundleError::Damaged(format!("the repair data cannot be computed ({cause})"))
}
