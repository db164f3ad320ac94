//! Plain text in blocks. The text is the file's own, so that an offset in it is an offset in the evidence; nothing is
//! trimmed, joined or normalised.

use std::borrow::Cow;
use std::ops::Range;

use super::wording;
use super::{Block, BlockKind, Document, MOST_PLACES};
use crate::reading::{Doubt, DoubtKind, ReadingProblem, encoding};

pub(super) fn read(file: &str, bytes: &[u8]) -> Result<Document, ReadingProblem> {
    let detected = encoding::detect(file, bytes)?;
    let mut doubts = Vec::new();
    if detected.assumed {
        doubts.push(Doubt::file(DoubtKind::EncodingAssumed(detected.encoding.name()), ""));
    }
    // A byte order mark stays in the text of a UTF-8 file: offsets are worth more than beauty.
    let (text, exact) = if detected.encoding == encoding_rs::UTF_8 {
        let text = String::from_utf8_lossy(bytes);
        let exact = matches!(text, Cow::Borrowed(_));
        if !exact {
            doubts.extend(broken_places(bytes));
        }
        (text, exact)
    } else {
        (encoding::decode_sample(detected, bytes), false)
    };
    let text = text.into_owned();
    let blocks = blocks(&text);
    if blocks.is_empty() {
        return Err(ReadingProblem::Empty { file: file.to_owned() });
    }
    Ok(Document {
        text,
        encoding: detected.encoding.name(),
        offsets_are_file_bytes: exact,
        blocks,
        title: None,
        language: None,
        doubts,
    })
}

fn broken_places(bytes: &[u8]) -> Vec<Doubt> {
    let mut offset = 0;
    let mut places = Vec::new();
    for chunk in bytes.utf8_chunks() {
        offset += chunk.valid().len();
        if !chunk.invalid().is_empty() && places.len() < MOST_PLACES {
            places.push(Doubt::at(offset, DoubtKind::BytesNotText, ""));
        }
        offset += chunk.invalid().len();
    }
    places
}

/// The blocks: lines between blank lines, or each line by itself in a text that has no blank lines. An item of a
/// list begins a block of its own.
fn blocks(text: &str) -> Vec<Block> {
    let lines = lines(text);
    let inner_blank = {
        let first = lines.iter().position(|line| !line.is_empty());
        let last = lines.iter().rposition(|line| !line.is_empty());
        let (Some(first), Some(last)) = (first, last) else { return Vec::new() };
        lines.get(first..last).unwrap_or_default().iter().any(Range::is_empty)
    };
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut open = false;
    for line in lines {
        let written = text.get(line.clone()).unwrap_or_default();
        if line.is_empty() {
            open = false;
        } else if let Some(last) =
            ranges.last_mut().filter(|_| open && inner_blank && !wording::list_marker(written))
        {
            last.end = line.end;
        } else {
            ranges.push(line);
            open = true;
        }
    }
    let mut blocks: Vec<Block> = Vec::with_capacity(ranges.len());
    // Whether the report itself has begun: its first block can be the title.
    let mut begun = false;
    for range in ranges {
        let written = text.get(range.clone()).unwrap_or_default();
        let mut kind = wording::kind_of(written);
        if !begun
            && matches!(kind, BlockKind::Heading | BlockKind::Paragraph)
            && wording::can_be_title(written)
        {
            kind = BlockKind::Title;
        }
        begun |= kind != BlockKind::Boilerplate;
        blocks.push(Block { range, kind, repeat_of: None });
    }
    blocks
}

/// Each line without the white space around it; a blank line is an empty range.
fn lines(text: &str) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        let blank = |c: char| c.is_whitespace() || c == '\u{feff}';
        let from = start + (line.len() - line.trim_start_matches(blank).len());
        let to = start + line.trim_end_matches(blank).len();
        // The line feed of CR LF is no line of its own.
        if !(line == "\n" && text.get(..start).is_some_and(|before| before.ends_with('\r'))) {
            lines.push(from.min(to)..to.max(from.min(to)));
        }
        start += line.len();
    }
    lines
}
