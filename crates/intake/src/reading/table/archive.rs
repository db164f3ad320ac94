//! Weighs a workbook before anything parses it: a few kilobytes can unpack to more than the machine has, and the
//! sizes a file states about itself may be lies. So the list of packed files is judged first, then every packed
//! file is unpacked once into nothing while its bytes are counted. Never keeps what it unpacks.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::{Limits, ReadingProblem};

/// The signature that ends every zip file's directory, and how far from the end it may stand.
const END_OF_DIRECTORY: &[u8] = b"PK\x05\x06";
const END_WINDOW: usize = 65_557;

/// A number of strings no sheet within the limits can hold; the parser would set memory aside for it.
const MOST_STRINGS: u64 = 20_000_000;

/// Refuses an archive that is broken, or that would unpack to more than the limits.
///
/// # Errors
/// [`ReadingProblem::WorkbookTooLarge`] and [`ReadingProblem::BrokenWorkbook`].
pub(super) fn weigh(file: &str, bytes: &[u8], limits: &Limits) -> Result<(), ReadingProblem> {
    let too_large =
        |what: String, limit: String| ReadingProblem::WorkbookTooLarge { file: file.to_owned(), what, limit };
    let broken = |what: String| ReadingProblem::BrokenWorkbook { file: file.to_owned(), what };

    let stated = stated_entries(bytes).ok_or_else(|| broken("its directory is missing".to_owned()))?;
    let most = limits.workbook_entries;
    if stated > most {
        return Err(too_large(format!("is packed from {stated} files"), format!("{most} files")));
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(error.to_string()))?;
    if archive.len() > most {
        return Err(too_large(format!("is packed from {} files", archive.len()), format!("{most} files")));
    }
    // First what the directory states: the honest bomb is refused before a byte is unpacked.
    let mut total = 0u64;
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(|error| broken(error.to_string()))?;
        if entry.encrypted() {
            return Err(ReadingProblem::NotReadable {
                file: file.to_owned(),
                found: "a workbook locked with a password",
                advice: "save it without the password",
            });
        }
        total = total.saturating_add(entry.size());
        if total > limits.unpacked_bytes {
            return Err(too_large(unpacks_to(total), format!("{} bytes", limits.unpacked_bytes)));
        }
        if entry.size() > limits.ratio_from
            && entry.size() / entry.compressed_size().max(1) > limits.unpacked_ratio
        {
            return Err(too_large(grows(entry.size(), entry.compressed_size()), times(limits)));
        }
    }
    // Then what really comes out.
    let mut total = 0u64;
    let mut piece = vec![0; 64 << 10];
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).map_err(|error| broken(error.to_string()))?;
        let packed = entry.compressed_size();
        let markup = is_markup(&entry.name().map_err(|error| broken(error.to_string()))?);
        let mut scan = MarkupScan::default();
        let mut unpacked = 0u64;
        loop {
            let read = entry.read(&mut piece).map_err(|error| broken(error.to_string()))?;
            if read == 0 {
                break;
            }
            unpacked += read as u64;
            total += read as u64;
            if total > limits.unpacked_bytes {
                return Err(too_large(unpacks_to(total), format!("{} bytes", limits.unpacked_bytes)));
            }
            if unpacked > limits.ratio_from && unpacked / packed.max(1) > limits.unpacked_ratio {
                return Err(too_large(grows(unpacked, packed), times(limits)));
            }
            if markup && !scan.accepts(piece.get(..read).unwrap_or_default()) {
                return Err(broken("it states sizes that no workbook has".to_owned()));
            }
        }
    }
    Ok(())
}

fn unpacks_to(total: u64) -> String {
    format!("unpacks to {total} bytes or more")
}

fn grows(unpacked: u64, packed: u64) -> String {
    format!("unpacks {packed} bytes into {unpacked} or more")
}

fn times(limits: &Limits) -> String {
    format!("{} times", limits.unpacked_ratio)
}

fn is_markup(name: &str) -> bool {
    let name = name.to_lowercase();
    name.ends_with(".xml") || name.ends_with(".rels")
}

/// How many files the end of the directory states. More than 65,534 needs another format, which no workbook uses.
fn stated_entries(bytes: &[u8]) -> Option<usize> {
    let window = bytes.get(bytes.len().saturating_sub(END_WINDOW)..)?;
    let at = window.windows(END_OF_DIRECTORY.len()).rposition(|window| window == END_OF_DIRECTORY)?;
    let field = window.get(at + 10..at + 12)?;
    Some(usize::from(u16::from_le_bytes(field.try_into().ok()?)))
}

/// Looks through markup for what would make the parser set aside memory before it has seen any content: a stated
/// number of strings beyond reason. Markup with NUL bytes (UTF-16) could hide it, and no program writes that.
#[derive(Default)]
struct MarkupScan {
    tail: Vec<u8>,
}

impl MarkupScan {
    const WORD: &'static [u8] = b"uniqueCount";
    /// Room for the word, an equals sign with spaces around it, a quotation mark and twenty digits.
    const OVERLAP: usize = 64;

    fn accepts(&mut self, piece: &[u8]) -> bool {
        if piece.contains(&0) {
            return false;
        }
        self.tail.extend_from_slice(piece);
        let mut rest = self.tail.as_slice();
        while let Some(at) = rest.windows(Self::WORD.len()).position(|window| window == Self::WORD) {
            rest = rest.get(at + Self::WORD.len()..).unwrap_or_default();
            let value = rest
                .iter()
                .skip_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b'=' | b'"' | b'\''));
            let digits: String =
                value.take_while(|byte| byte.is_ascii_digit()).map(|byte| char::from(*byte)).collect();
            if digits.trim_start_matches('0').len() > 19
                || digits.parse::<u64>().is_ok_and(|count| count > MOST_STRINGS)
            {
                return false;
            }
        }
        let keep = self.tail.len().saturating_sub(Self::OVERLAP);
        self.tail.drain(..keep);
        true
    }
}
