//! What a worker says, line by line of JSON: first what needs no decoding, so that it survives a crash of the decoder.
//! Reading takes only what fits: known names, short texts, numbers within bounds.

use crate::pdq::Pdq;
use serde::{Deserialize, Serialize};

/// The most entries of EXIF that are kept.
pub(super) const ENTRIES: usize = 200;
/// The most characters of one of them, or of a doubt.
pub(super) const LONGEST: usize = 400;
/// The most doubts that are kept.
const DOUBTS: usize = 20;

/// What a picture says of itself, and what was seen in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Look {
    /// EXIF as names and values. The file claims it; it proves nothing.
    pub exif: Vec<(String, String)>,
    /// What was seen, if the picture could be decoded.
    pub seen: Option<Seen>,
    /// What is odd about the file, in sentences.
    pub doubts: Vec<String>,
    /// Walls of the worker that this system cannot build; empty is good.
    pub missing_walls: Vec<String>,
}

/// A decoded picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Pixels across, as stored.
    pub width: u32,
    /// Pixels down, as stored.
    pub height: u32,
    /// Its perceptual hash; none for a picture smaller than 5 × 5.
    pub pdq: Option<Pdq>,
}

/// One line.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum Line {
    /// Walls that could not be built.
    Walls(Vec<String>),
    /// EXIF.
    Exif(Vec<(String, String)>),
    /// Something odd.
    Doubt(String),
    /// The picture.
    Seen { width: u32, height: u32, quality: Option<u8>, hashes: Vec<String> },
    /// Everything was said. A working copy of so many bytes follows.
    End { bytes: u64 },
}

/// Reads the lines of an answer up to its end; says how long a copy follows. None of it is trusted.
pub(super) fn read(lines: &[u8]) -> (Look, Option<u64>) {
    let mut look = Look::default();
    for line in lines.split(|byte| *byte == b'\n') {
        match serde_json::from_slice(line) {
            Ok(Line::Walls(walls)) => look.missing_walls.extend(walls.into_iter().take(9).map(short)),
            Ok(Line::Exif(entries)) => {
                let entries = entries.into_iter().map(|(name, value)| (short(name), short(value)));
                look.exif.extend(entries);
                look.exif.truncate(ENTRIES);
            }
            Ok(Line::Doubt(doubt)) if look.doubts.len() < DOUBTS => look.doubts.push(short(doubt)),
            Ok(Line::Seen { width, height, quality, hashes }) => {
                look.seen = Some(Seen { width, height, pdq: pdq(quality, &hashes) });
            }
            Ok(Line::End { bytes }) => return (look, Some(bytes)),
            Ok(Line::Doubt(_)) | Err(_) => {}
        }
    }
    (look, None)
}

fn pdq(quality: Option<u8>, hashes: &[String]) -> Option<Pdq> {
    let quality = quality.filter(|quality| *quality <= 100)?;
    let hashes: Vec<[u8; 32]> =
        hashes.iter().filter_map(|hash| Some(hash.parse::<crate::BlobId>().ok()?.0)).collect();
    Some(Pdq { quality, hashes: hashes.try_into().ok()? })
}

/// A text of a bounded length on one line, without control characters.
pub(super) fn short(text: String) -> String {
    text.chars().filter(|c| !c.is_control()).take(LONGEST).collect()
}
