//! Finding one's way in a file that may be damaged: its shape from either head or from any page, and its pieces where
//! they belong or, if a stretch was cut out or put in, where they moved to.

use sha2::{Digest as _, Sha256};
use std::fs::File;
use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};

use crate::errors::{BundleError, Doing};
use crate::geometry::{Geometry, HEAD, PAGE, PAGE_MARK, Page, SHARDS};

/// A bundle that is being read.
pub struct Bundle {
    pub(crate) file: File,
    pub(crate) path: PathBuf,
    pub(crate) geometry: Geometry,
    /// By how much what lies behind a cut or an insertion moved; 0 if the length is right.
    pub(crate) shift: i64,
    /// How many of the two heads are damaged.
    pub(crate) bad_heads: u32,
}

impl Bundle {
    /// Opens a file, and finds out its shape.
    ///
    /// # Errors
    /// `NotABundle`, storage.
    pub fn open(path: &Path) -> Result<Self, BundleError> {
        let file = File::open(path).doing("open", path)?;
        let meta = file.metadata().doing("open", path)?;
        if !meta.is_file() {
            return Err(BundleError::NotABundle(path.to_owned()));
        }
        let length = meta.len();
        let mut bytes = vec![0; HEAD];
        let mut heads = Vec::new();
        for at in [Some(0), length.checked_sub(HEAD as u64)].into_iter().flatten() {
            if read_at(&file, &mut bytes, at).doing("read", path)? {
                heads.extend(Geometry::read_head(&bytes));
            }
        }
        let geometry = match heads.first() {
            Some(geometry) => *geometry,
            None => scan(&file, path)?.ok_or_else(|| BundleError::NotABundle(path.to_owned()))?,
        };
        let bad_heads = 2 - heads.len().min(2) as u32;
        // The shape bounds every length, so the difference fits.
        let shift = i64::try_from(length).unwrap_or(i64::MAX) - geometry.total() as i64;
        Ok(Self { file, path: path.to_owned(), geometry, shift, bad_heads })
    }

    /// Bytes of the sealed stream, which an ordinary age program opens.
    pub fn payload_length(&self) -> u64 {
        self.geometry.payload
    }

    /// Reads a stretch where it belongs, and where it may have moved, until one is `right`. Returns by how much it
    /// had moved.
    pub(crate) fn find(
        &self,
        buffer: &mut [u8],
        at: u64,
        right: impl Fn(&[u8]) -> bool,
    ) -> Result<Option<i64>, BundleError> {
        let moved = if self.shift == 0 { None } else { Some(self.shift) };
        for shift in [Some(0), moved].into_iter().flatten() {
            let Some(at) = at.checked_add_signed(shift) else { continue };
            if read_at(&self.file, buffer, at).doing("read", &self.path)? && right(buffer) {
                return Ok(Some(shift));
            }
        }
        Ok(None)
    }

    /// A row's checksums, and how many of their two copies are damaged.
    pub(crate) fn page(&self, row: u64) -> Result<(Option<Page>, u32), BundleError> {
        let mut bytes = vec![0; PAGE];
        let (mut found, mut bad) = (None, 0);
        for at in self.geometry.page_at(row) {
            let right = |bytes: &[u8]| {
                Geometry::read_page(bytes)
                    .is_some_and(|(geometry, of, _)| geometry == self.geometry && of == row)
            };
            match self.find(&mut bytes, at, right)? {
                Some(_) => found = Geometry::read_page(&bytes).map(|(_, _, page)| page),
                None => bad += 1,
            }
        }
        Ok((found, bad))
    }

    /// Reads all pieces of a row into `pieces`; for each by how much it had moved, `None` if it is lost.
    pub(crate) fn row(
        &self,
        row: u64,
        page: &Page,
        pieces: &mut [Vec<u8>],
    ) -> Result<Vec<Option<i64>>, BundleError> {
        let length = self.geometry.piece(row);
        let mut found = Vec::with_capacity(SHARDS);
        for (shard, (piece, hash)) in pieces.iter_mut().zip(&page.0).enumerate() {
            piece.resize(length, 0);
            let right = |bytes: &[u8]| Sha256::digest(bytes).as_slice() == hash;
            found.push(self.find(piece, self.geometry.at(shard, row), right)?);
        }
        Ok(found)
    }
}

/// Fills the buffer from an offset; `false` if the file ends before.
pub(crate) fn read_at(file: &File, buffer: &mut [u8], at: u64) -> std::io::Result<bool> {
    match file.read_exact_at(buffer, at) {
        Ok(()) => Ok(true),
        Err(cause) if cause.kind() == std::io::ErrorKind::UnexpectedEof => Ok(false),
        Err(cause) => Err(cause),
    }
}

/// Looks for a sound page anywhere.
fn scan(file: &File, path: &Path) -> Result<Option<Geometry>, BundleError> {
    const STEP: usize = 1 << 20;
    let mut buffer = vec![0; STEP + PAGE];
    let mut at = 0;
    loop {
        let mut filled = 0;
        while let Some(rest) = buffer.get_mut(filled..).filter(|rest| !rest.is_empty()) {
            match file.read_at(rest, at + filled as u64).doing("read", path)? {
                0 => break,
                count => filled += count,
            }
        }
        let bytes = buffer.get(..filled).unwrap_or_default();
        let mut from = 0;
        while let Some(found) =
            bytes.get(from..).and_then(|rest| rest.windows(8).position(|window| window == PAGE_MARK))
        {
            let start = from + found;
            let page = bytes.get(start..start + PAGE).and_then(Geometry::read_page);
            if let Some((geometry, _, _)) = page {
                return Ok(Some(geometry));
            }
            from = start + 1;
        }
        if filled < buffer.len() {
            return Ok(None);
        }
        at += STEP as u64;
    }
}
