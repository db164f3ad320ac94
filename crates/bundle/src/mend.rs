//! Mending: what is lost is computed from what is left, into a scratch file; the sealed stream is then read as if the
//! file had never been damaged. The file itself is never written to.

use reed_solomon_simd::ReedSolomonDecoder;
use sha2::{Digest as _, Sha256};
use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek as _, SeekFrom};
use std::os::unix::fs::FileExt as _;
use std::path::Path;

use crate::Watch;
use crate::age::Opener;
use crate::errors::{BundleError, Doing};
use crate::geometry::{DATA, Geometry, HEAD, PARITY, SHARDS};
use crate::keys::Identity;
use crate::part::Part;
use crate::protect::{impossible, protect};
use crate::search::Bundle;

/// The sealed stream of a bundle, mended.
pub struct Payload {
    bundle: Bundle,
    scratch: File,
    /// By row and data shard: whether the piece moved. One bit for 64 KiB.
    moved: Vec<u64>,
    /// By row and data shard: where in the scratch file a piece lies that was lost.
    mended: HashMap<u64, u64>,
    at: u64,
}

/// Goes through the whole file, and computes every piece of the sealed stream that is lost into `scratch`, an empty
/// file for reading and writing. Only ciphertext gets there.
///
/// # Errors
/// `BeyondRepair`, storage, `Stopped`.
pub fn mend(bundle: Bundle, mut scratch: File, watch: Watch<'_>) -> Result<Payload, BundleError> {
    let geometry = bundle.geometry;
    let beyond = |worst: usize| BundleError::BeyondRepair {
        worst: worst as u32,
        shards: SHARDS as u32,
        parity: PARITY as u32,
    };
    let mut pieces = vec![Vec::new(); SHARDS];
    let mut mended = HashMap::new();
    let (mut moved, mut end) = (Vec::new(), 0u64);
    scratch.seek(SeekFrom::Start(0)).doing("write", &bundle.path)?;
    for row in 0..geometry.rows() {
        let (page, _) = bundle.page(row)?;
        let page = page.ok_or_else(|| beyond(SHARDS))?;
        let found = bundle.row(row, &page, &mut pieces)?;
        let lost = found.iter().filter(|found| found.is_none()).count();
        if lost > PARITY {
            return Err(beyond(lost));
        }
        for (shard, _) in
            found.iter().take(DATA).enumerate().filter(|(_, found)| found.is_some_and(|s| s != 0))
        {
            let bit = number(row, shard);
            let word = (bit / 64) as usize;
            if moved.len() <= word {
                moved.resize(word + 1, 0);
            }
            if let Some(word) = moved.get_mut(word) {
                *word |= 1 << (bit % 64);
            }
        }
        if found.iter().take(DATA).any(Option::is_none) {
            let mut decoder =
                ReedSolomonDecoder::new(DATA, PARITY, geometry.piece(row)).map_err(impossible)?;
            for (shard, (piece, _)) in
                pieces.iter().zip(&found).enumerate().filter(|(_, (_, found))| found.is_some())
            {
                match shard.checked_sub(DATA) {
                    None => decoder.add_original_shard(shard, piece),
                    Some(parity) => decoder.add_recovery_shard(parity, piece),
                }
                .map_err(impossible)?;
            }
            for (shard, piece) in decoder.decode().map_err(impossible)?.restored_original_iter() {
                if page.0.get(shard).is_none_or(|hash| Sha256::digest(piece).as_slice() != hash) {
                    return Err(BundleError::Damaged("its checksums contradict each other".to_owned()));
                }
                scratch.write_all_at(piece, end).doing("write what was repaired of", &bundle.path)?;
                mended.insert(number(row, shard), end);
                end += piece.len() as u64;
            }
        }
        if !watch(row + 1, geometry.rows()) {
            return Err(BundleError::Stopped);
        }
    }
    Ok(Payload { bundle, scratch, moved, mended, at: 0 })
}

fn number(row: u64, shard: usize) -> u64 {
    row * DATA as u64 + shard as u64
}

impl Payload {
    /// How many pieces were mended.
    pub fn mended(&self) -> u64 {
        self.mended.len() as u64
    }

    /// Opens the sealed stream: what is read from it is the archive (`read_archive`).
    ///
    /// # Errors
    /// `WrongKey`; `Damaged`.
    pub fn open(self, identity: &Identity) -> Result<Box<dyn Read>, BundleError> {
        let path = self.bundle.path.clone();
        let opener = Opener::begin(BufReader::with_capacity(1 << 20, self), identity).doing("read", &path)?;
        Ok(Box::new(opener))
    }
}

impl Read for Payload {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let geometry = &self.bundle.geometry;
        let left = geometry.payload - self.at;
        let shard = (self.at / geometry.shard()) as usize;
        let (row, within) = Geometry::place(self.at % geometry.shard());
        // Up to the end of the piece.
        let count =
            (geometry.piece(row) - within).min(buffer.len()).min(usize::try_from(left).unwrap_or(usize::MAX));
        let buffer = buffer.get_mut(..count).unwrap_or_default();
        if buffer.is_empty() {
            return Ok(0);
        }
        let bit = number(row, shard);
        if let Some(at) = self.mended.get(&bit) {
            self.scratch.read_exact_at(buffer, at + within as u64)?;
        } else {
            let has_moved =
                self.moved.get((bit / 64) as usize).is_some_and(|word| word >> (bit % 64) & 1 == 1);
            let shift = if has_moved { self.bundle.shift } else { 0 };
            let at = (geometry.at(shard, row) + within as u64).checked_add_signed(shift).unwrap_or(u64::MAX);
            self.bundle.file.read_exact_at(buffer, at)?;
        }
        self.at += count as u64;
        Ok(count)
    }
}

/// Writes a mended bundle to a new file: byte for byte what it was before it was damaged.
///
/// # Errors
/// As `mend`; `AlreadyThere`.
pub fn repair(mut payload: Payload, to: &Path, replace: bool, watch: Watch<'_>) -> Result<(), BundleError> {
    let mut part = Part::create(to, replace)?;
    part.file.seek(SeekFrom::Start(HEAD as u64)).doing("write", &part.path)?;
    io::copy(&mut payload, &mut part.file).doing("copy the payload to", &part.path)?;
    protect(&part, &payload.bundle.geometry, watch)?;
    part.keep()
}
