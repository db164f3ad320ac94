//! Where everything lies in the file (docs/backup-format.md): a readable head, the sealed stream in shards of equal
//! length, pages of checksums, the parity shards, the pages again, and the head again. Nothing here touches a file.

use sha2::{Digest as _, Sha256};

/// Data shards.
pub(crate) const DATA: usize = 200;
/// Parity shards: so many pieces of one row can be lost. A contiguous tenth of the file touches at most as many.
pub(crate) const PARITY: usize = 26;
/// All shards.
pub(crate) const SHARDS: usize = DATA + PARITY;
/// Bytes of the head, at both ends.
pub(crate) const HEAD: usize = 4096;
/// The longest piece of a shard that is encoded at once: a row of all shards takes 15 MB of memory.
const PIECE: u64 = 64 << 10;
/// The shortest shard: below it, heads and pages would outweigh the parity.
const SHORTEST: u64 = 1024;
/// More than any disk holds: a head that says so is not one.
const LONGEST: u64 = 1 << 50;

/// The mark at the beginning of a page.
pub(crate) const PAGE_MARK: &[u8; 8] = b"HBKPAGE1";
/// Bytes of a page before its checksums: mark, payload length, row.
const PAGE_HEAD: usize = 24;
/// Bytes of a page.
pub(crate) const PAGE: usize = PAGE_HEAD + 32 * SHARDS + 32;

/// The shape of a file, which follows from the length of its sealed stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Geometry {
    /// Bytes of the sealed stream.
    pub payload: u64,
}

/// The checksums of one row.
#[derive(Clone)]
pub(crate) struct Page(pub Vec<[u8; 32]>);

impl Geometry {
    /// `None` if no file can be so long.
    pub(crate) fn of(payload: u64) -> Option<Self> {
        (payload <= LONGEST).then_some(Self { payload })
    }

    /// Bytes of each shard.
    pub(crate) fn shard(&self) -> u64 {
        self.payload.div_ceil(DATA as u64).next_multiple_of(64).max(SHORTEST)
    }

    /// How many rows.
    pub(crate) fn rows(&self) -> u64 {
        self.shard().div_ceil(PIECE)
    }

    /// Bytes of each piece in a row.
    pub(crate) fn piece(&self, row: u64) -> usize {
        (self.shard() - row * PIECE).min(PIECE) as usize
    }

    /// The row a byte of a shard lies in, and its place there.
    pub(crate) fn place(offset: u64) -> (u64, usize) {
        (offset / PIECE, (offset % PIECE) as usize)
    }

    fn pages(&self) -> u64 {
        self.rows() * PAGE as u64
    }

    /// Where a row's piece of a shard lies; data shards first, then parity.
    pub(crate) fn at(&self, shard: usize, row: u64) -> u64 {
        let gap = if shard < DATA { 0 } else { self.pages() };
        HEAD as u64 + shard as u64 * self.shard() + gap + row * PIECE
    }

    /// Where a row's page lies, in both copies.
    pub(crate) fn page_at(&self, row: u64) -> [u64; 2] {
        let first = HEAD as u64 + DATA as u64 * self.shard();
        let second = first + self.pages() + PARITY as u64 * self.shard();
        [first, second].map(|start| start + row * PAGE as u64)
    }

    /// Bytes of the whole file.
    pub(crate) fn total(&self) -> u64 {
        2 * HEAD as u64 + SHARDS as u64 * self.shard() + 2 * self.pages()
    }

    /// The head's bytes: words for whoever finds the file, and the same for the program.
    pub(crate) fn head(&self) -> Vec<u8> {
        let mut text = format!(
            "habeas backup 1\n\n\
             This is a backup of a casebook, encrypted, with repair data behind it.\n\
             To restore it:   habeas restore FILE --recovery-key-file SHEET --casebook NEW-DIRECTORY\n\
             To check it:     habeas backup --check FILE\n\
             Without habeas:  tail -c +{} FILE | head -c {} | age -d -i SHEET | tar -xf -\n\n\
             payload-offset {HEAD}\npayload-length {}\ndata-shards {DATA}\nparity-shards {PARITY}\nshard-length {}\n",
            HEAD + 1,
            self.payload,
            self.payload,
            self.shard(),
        );
        let hash = Sha256::digest(text.as_bytes());
        text.push_str("sha256 ");
        for byte in hash {
            text.push_str(&format!("{byte:02x}"));
        }
        text.push('\n');
        let mut bytes = text.into_bytes();
        bytes.resize(HEAD, b'\n');
        bytes
    }

    /// From a head's bytes; every byte counts.
    pub(crate) fn read_head(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        let length = text.lines().find_map(|line| line.strip_prefix("payload-length "))?;
        let geometry = Self::of(length.parse().ok()?)?;
        (geometry.head() == bytes).then_some(geometry)
    }

    /// A page's bytes.
    pub(crate) fn page(&self, row: u64, page: &Page) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(PAGE);
        bytes.extend_from_slice(PAGE_MARK);
        bytes.extend_from_slice(&self.payload.to_le_bytes());
        bytes.extend_from_slice(&row.to_le_bytes());
        for hash in &page.0 {
            bytes.extend_from_slice(hash);
        }
        let hash = Sha256::digest(&bytes);
        bytes.extend_from_slice(&hash);
        bytes
    }

    /// Geometry, row and checksums from a page's bytes.
    pub(crate) fn read_page(bytes: &[u8]) -> Option<(Self, u64, Page)> {
        let (body, hash) = bytes.split_last_chunk::<32>()?;
        if bytes.len() != PAGE || !body.starts_with(PAGE_MARK) || Sha256::digest(body).as_slice() != hash {
            return None;
        }
        let number = |at: usize| body.get(at..at + 8)?.try_into().ok().map(u64::from_le_bytes);
        let (geometry, row) = (Self::of(number(8)?)?, number(16)?);
        let (hashes, _) = body.get(PAGE_HEAD..)?.as_chunks::<32>();
        (row < geometry.rows()).then(|| (geometry, row, Page(hashes.to_vec())))
    }
}
