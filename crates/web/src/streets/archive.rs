//! A PMTiles file (version 3): which tiles it has and where they lie. It is read by ranges and never whole, and nothing
//! is unpacked beyond a limit, so that a file of any size costs what is looked at.

use super::wire::Wire;
use flate2::read::MultiGzDecoder;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// Bytes of the header.
const HEADER: usize = 127;
/// The most a tile, a directory and the description may be when unpacked.
pub(super) const TILE: u64 = 2 << 20;
const DIRECTORY: u64 = 2 << 20;
const DESCRIPTION: u64 = 4 << 20;
/// How many directories stand between the first one and a tile, at most.
const DEEP: usize = 4;

/// Why a file cannot be used for streets.
#[derive(Debug, thiserror::Error)]
pub enum StreetsProblem {
    /// It cannot be read.
    #[error("it cannot be read ({0})")]
    Unread(#[from] std::io::Error),
    /// Something else.
    #[error("it is not a PMTiles file")]
    NotOne,
    /// An older or newer format.
    #[error("it is a PMTiles file of version {0}, and only version 3 is read")]
    Version(u8),
    /// Tiles of another kind.
    #[error("its tiles are {0}, not vector tiles")]
    NotVectors(&'static str),
    /// A compression that is not read.
    #[error("it is compressed with {0}; only gzip, or none, is read")]
    Compressed(&'static str),
    /// Shorter than its header says.
    #[error("it is cut off: {has} bytes of {needs}")]
    CutOff {
        /// Bytes there are.
        has: u64,
        /// Bytes there should be.
        needs: u64,
    },
    /// A part of it is damaged.
    #[error("its {0} cannot be made out; it is damaged")]
    Damaged(&'static str),
    /// Vector tiles of something else.
    #[error("it has none of the layers that are drawn (roads or transportation, water, buildings, places)")]
    NoLayers,
}

#[derive(Debug, Clone, Copy)]
enum Packing {
    None,
    Gzip,
}

#[derive(Debug, Clone, Copy)]
struct Part {
    offset: u64,
    length: u64,
}

impl Part {
    fn end(self) -> Option<u64> {
        self.offset.checked_add(self.length)
    }
}

/// A run of tiles, or another directory.
#[derive(Debug, Clone, Copy)]
struct Entry {
    id: u64,
    run: u64,
    length: u64,
    offset: u64,
}

/// Tiles and directories by their number, ascending.
#[derive(Debug)]
struct Directory(Vec<Entry>);

/// Directories below the first that were read for one picture, by where they lie.
#[derive(Debug, Default)]
pub(super) struct Leaves(Vec<(u64, Directory)>);

/// An open file of tiles.
#[derive(Debug)]
pub(super) struct Archive {
    file: Mutex<File>,
    inside: Packing,
    packed: Packing,
    leaves: Part,
    tiles: Part,
    root: Directory,
    /// The coarsest and the finest zoom.
    pub zooms: (u8, u8),
    /// What the file says of itself.
    pub description: serde_json::Value,
}

impl Archive {
    /// Opens a file, and reads its header, its first directory and what it says of itself.
    pub fn open(path: &Path) -> Result<Self, StreetsProblem> {
        let file = File::open(path)?;
        if !file.metadata()?.is_file() {
            return Err(StreetsProblem::NotOne);
        }
        let has = file.metadata()?.len();
        let file = Mutex::new(file);
        let start = range(&file, Part { offset: 0, length: has.min(HEADER as u64) })?;
        let Some(version) = start.strip_prefix(b"PMTiles").and_then(|rest| rest.first()) else {
            return Err(match start.strip_prefix(b"PM").and_then(|rest| rest.first()) {
                Some(old @ 1..=2) => StreetsProblem::Version(*old),
                _ => StreetsProblem::NotOne,
            });
        };
        if *version != 3 {
            return Err(StreetsProblem::Version(*version));
        }
        let header = Header(&start);
        let header = header.read().ok_or(StreetsProblem::CutOff { has, needs: HEADER as u64 })?;
        let kind = match header.kind {
            1 => None,
            2 => Some("pictures (PNG)"),
            3 => Some("pictures (JPEG)"),
            4 => Some("pictures (WebP)"),
            5 => Some("pictures (AVIF)"),
            6 => Some("MapLibre tiles"),
            _ => Some("of a kind it does not name"),
        };
        if let Some(kind) = kind {
            return Err(StreetsProblem::NotVectors(kind));
        }
        let (inside, packed) = (packing(header.inside)?, packing(header.packed)?);
        let parts = [header.root, header.description, header.leaves, header.tiles];
        let needs = parts.into_iter().filter(|part| part.length > 0).map(Part::end).max().flatten();
        let needs = needs.ok_or(StreetsProblem::Damaged("header"))?;
        if parts.into_iter().any(|part| part.end().is_none()) {
            return Err(StreetsProblem::Damaged("header"));
        }
        if has < needs {
            return Err(StreetsProblem::CutOff { has, needs });
        }
        let (low, high) = header.zooms;
        if low > high || high > 24 {
            return Err(StreetsProblem::Damaged("header"));
        }
        let root = unpacked(&file, header.root, inside, DIRECTORY)?;
        let root = root.and_then(|bytes| Directory::read(&bytes));
        let root = root.ok_or(StreetsProblem::Damaged("first directory"))?;
        let description = match header.description.length {
            0 => serde_json::Value::Null,
            _ => unpacked(&file, header.description, inside, DESCRIPTION)?
                .and_then(|bytes| serde_json::from_slice(&bytes).ok())
                .ok_or(StreetsProblem::Damaged("description"))?,
        };
        let (leaves, tiles, zooms) = (header.leaves, header.tiles, header.zooms);
        Ok(Self { file, inside, packed, leaves, tiles, root, zooms, description })
    }

    /// A tile, unpacked; none when the file has none there.
    ///
    /// # Errors
    /// When it has one that cannot be read.
    pub fn tile(
        &self,
        zoom: u8,
        column: u32,
        line: u32,
        leaves: &mut Leaves,
    ) -> Result<Option<Vec<u8>>, StreetsProblem> {
        let id = number(zoom, column, line);
        let Some(mut entry) = self.root.find(id) else { return Ok(None) };
        for _ in 0..DEEP {
            if entry.run > 0 {
                let within = inside(self.tiles, entry).ok_or(StreetsProblem::Damaged("tile"))?;
                let tile = unpacked(&self.file, within, self.packed, TILE)?;
                return tile.map(Some).ok_or(StreetsProblem::Damaged("tile"));
            }
            let place = match leaves.0.iter().position(|(offset, _)| *offset == entry.offset) {
                Some(place) => place,
                None => {
                    let within = inside(self.leaves, entry).ok_or(StreetsProblem::Damaged("directory"))?;
                    let leaf = unpacked(&self.file, within, self.inside, DIRECTORY)?;
                    let leaf = leaf.and_then(|bytes| Directory::read(&bytes));
                    leaves.0.push((entry.offset, leaf.ok_or(StreetsProblem::Damaged("directory"))?));
                    leaves.0.len() - 1
                }
            };
            match leaves.0.get(place).and_then(|(_, leaf)| leaf.find(id)) {
                None => return Ok(None),
                Some(next) => entry = next,
            }
        }
        Err(StreetsProblem::Damaged("directory"))
    }
}

/// Where something lies, when all of it is in the part that it must be in.
fn inside(part: Part, entry: Entry) -> Option<Part> {
    let end = entry.offset.checked_add(entry.length)?;
    (end <= part.length)
        .then_some(Part { offset: part.offset.checked_add(entry.offset)?, length: entry.length })
}

fn packing(code: u8) -> Result<Packing, StreetsProblem> {
    match code {
        1 => Ok(Packing::None),
        2 => Ok(Packing::Gzip),
        3 => Err(StreetsProblem::Compressed("brotli")),
        4 => Err(StreetsProblem::Compressed("zstd")),
        _ => Err(StreetsProblem::Compressed("something it does not name")),
    }
}

fn range(file: &Mutex<File>, part: Part) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    // Whoever broke off while holding it left nothing half done: the place is sought anew.
    let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
    file.seek(SeekFrom::Start(part.offset))?;
    (&mut *file).take(part.length).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A part of the file, unpacked; none when it is damaged, or larger than it may be.
fn unpacked(file: &Mutex<File>, part: Part, packing: Packing, most: u64) -> std::io::Result<Option<Vec<u8>>> {
    if part.length > most {
        return Ok(None);
    }
    let bytes = range(file, part)?;
    if bytes.len() as u64 != part.length {
        return Ok(None);
    }
    Ok(match packing {
        Packing::None => Some(bytes),
        Packing::Gzip => {
            let mut out = Vec::new();
            let read = MultiGzDecoder::new(bytes.as_slice()).take(most + 1).read_to_end(&mut out);
            (read.is_ok() && out.len() as u64 <= most).then_some(out)
        }
    })
}

/// The header, as bytes and as what they say.
struct Header<'b>(&'b [u8]);

struct Says {
    root: Part,
    description: Part,
    leaves: Part,
    tiles: Part,
    inside: u8,
    packed: u8,
    kind: u8,
    zooms: (u8, u8),
}

impl Header<'_> {
    fn read(&self) -> Option<Says> {
        self.0.get(..HEADER)?;
        let byte = |at: usize| self.0.get(at).copied();
        let number = |at: usize| Some(u64::from_le_bytes(self.0.get(at..at + 8)?.try_into().ok()?));
        let part = |at: usize| Some(Part { offset: number(at)?, length: number(at + 8)? });
        Some(Says {
            root: part(8)?,
            description: part(24)?,
            leaves: part(40)?,
            tiles: part(56)?,
            inside: byte(97)?,
            packed: byte(98)?,
            kind: byte(99)?,
            zooms: (byte(100)?, byte(101)?),
        })
    }
}

impl Directory {
    /// Columns of numbers: steps of the tiles' numbers, runs, lengths, places.
    fn read(bytes: &[u8]) -> Option<Self> {
        let mut wire = Wire(bytes);
        let many = usize::try_from(wire.number()?).ok()?;
        // Each has four numbers of a byte at least.
        if many == 0 || many > bytes.len() / 4 {
            return None;
        }
        let mut all = Vec::with_capacity(many);
        let mut id = 0u64;
        for _ in 0..many {
            id = id.checked_add(wire.number()?)?;
            all.push(Entry { id, run: 0, length: 0, offset: 0 });
        }
        for entry in &mut all {
            entry.run = wire.number()?;
        }
        for entry in &mut all {
            entry.length = wire.number()?;
        }
        let mut next = 0u64;
        for entry in &mut all {
            entry.offset = match wire.number()? {
                0 => next,
                more => more - 1,
            };
            next = entry.offset.checked_add(entry.length)?;
        }
        Some(Self(all))
    }

    /// The run that holds a tile, or the directory to look into.
    fn find(&self, id: u64) -> Option<Entry> {
        let after = self.0.partition_point(|entry| entry.id <= id);
        let entry = self.0.get(after.checked_sub(1)?)?;
        (entry.run == 0 || id - entry.id < entry.run).then_some(*entry)
    }
}

/// The number of a tile: zoom after zoom, each along the curve of Hilbert.
fn number(zoom: u8, column: u32, line: u32) -> u64 {
    let before = ((1u64 << (2 * u32::from(zoom))) - 1) / 3;
    let (mut x, mut y) = (u64::from(column), u64::from(line));
    let mut along = 0u64;
    for bit in (0..u32::from(zoom)).rev() {
        let side = 1u64 << bit;
        let (right, down) = (u64::from(x & side != 0), u64::from(y & side != 0));
        along += side * side * ((3 * right) ^ down);
        // Within the quarter, turned as the curve enters it.
        (x, y) = (x & (side - 1), y & (side - 1));
        if down == 0 {
            if right == 1 {
                (x, y) = (side - 1 - x, side - 1 - y);
            }
            (x, y) = (y, x);
        }
    }
    before + along
}
