//! Reports as text in blocks: plain text and web pages. Everything a reader would see is kept; what is not report
//! (navigation, appeals for donations, labels) is marked, not removed. Scripts are never run and nothing is fetched.

mod html;
mod language;
mod plain;
mod wording;

use std::collections::HashMap;
use std::ops::Range;

use super::hidden::is_hidden;
use super::{Doubt, DoubtKind, FileKind, HEAD_BYTES, Limits, ReadingProblem, recognise};

pub use language::Language;

/// A report as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The text. For plain text in UTF-8 it is the file, byte for byte; for a web page the visible text.
    pub text: String,
    /// The encoding of the file.
    pub encoding: &'static str,
    /// Whether offsets in `text` are also offsets in the file.
    pub offsets_are_file_bytes: bool,
    /// The blocks in their order, without gaps in meaning: what lies between them is white space.
    pub blocks: Vec<Block>,
    /// The title, from the text or from the page's own title.
    pub title: Option<String>,
    /// The language, when letters and common words leave no doubt among those known.
    pub language: Option<Language>,
    /// What was odd.
    pub doubts: Vec<Doubt>,
}

/// A stretch of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Bytes of [`Document::text`], without white space around.
    pub range: Range<usize>,
    /// What it is.
    pub kind: BlockKind,
    /// The earlier block with the very same text, when there is one: a caption printed twice is one photograph.
    pub repeat_of: Option<usize>,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// The report's title; at most one.
    Title,
    /// A subtitle or the title of a section.
    Heading,
    /// Text.
    Paragraph,
    /// The caption or credit of a picture.
    Caption,
    /// An item of a list.
    ListItem,
    /// Not the report: navigation, appeals, labels, notices.
    Boilerplate,
}

impl Document {
    /// The text of a block.
    pub fn block_text(&self, block: &Block) -> &str {
        self.text.get(block.range.clone()).unwrap_or_default()
    }
}

/// Reads a report: a web page or plain text, by its content.
///
/// # Errors
/// A [`ReadingProblem`] when it is neither, is empty, or is over the limit.
pub fn read_document(file: &str, bytes: &[u8], limits: &Limits) -> Result<Document, ReadingProblem> {
    match recognise(file, bytes.get(..HEAD_BYTES).unwrap_or(bytes))? {
        FileKind::Html => read_html(file, bytes, limits),
        FileKind::Text => read_plain_text(file, bytes, limits),
        other => {
            Err(ReadingProblem::WrongKind { file: file.to_owned(), found: other.words(), asked: "a report" })
        }
    }
}

/// Reads plain text, whatever it looks like.
///
/// # Errors
/// A [`ReadingProblem`] when it is no text, is empty, or is over the limit.
pub fn read_plain_text(file: &str, bytes: &[u8], limits: &Limits) -> Result<Document, ReadingProblem> {
    check_size(file, bytes, limits)?;
    plain::read(file, bytes).map(finished)
}

/// Reads a web page, whatever it looks like.
///
/// # Errors
/// A [`ReadingProblem`] when it is no text, has no visible text, or is over the limit.
pub fn read_html(file: &str, bytes: &[u8], limits: &Limits) -> Result<Document, ReadingProblem> {
    check_size(file, bytes, limits)?;
    html::read(file, bytes, limits).map(finished)
}

fn check_size(file: &str, bytes: &[u8], limits: &Limits) -> Result<(), ReadingProblem> {
    if bytes.len() > limits.document_bytes {
        return Err(ReadingProblem::DocumentTooLarge {
            file: file.to_owned(),
            size: bytes.len(),
            limit: limits.document_bytes,
        });
    }
    Ok(())
}

/// How many places of one kind are listed one by one.
const MOST_PLACES: usize = 20;

/// Marks repeats and hidden characters, and finds the title and the language.
fn finished(mut document: Document) -> Document {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for index in 0..document.blocks.len() {
        let Some(block) = document.blocks.get(index) else { continue };
        let text = document.block_text(block).split_whitespace().collect::<Vec<_>>().join(" ");
        let first = *seen.entry(text).or_insert(index);
        if let Some(block) = document.blocks.get_mut(index).filter(|_| first != index) {
            block.repeat_of = Some(first);
        }
    }
    // The byte order mark at the very start is no surprise.
    let hidden = document.text.char_indices().filter(|(at, c)| is_hidden(*c) && *at > 0);
    let hidden: Vec<Doubt> = hidden
        .take(MOST_PLACES)
        .map(|(at, c)| Doubt::at(at, DoubtKind::HiddenCharacters, c.to_string()))
        .collect();
    document.doubts.extend(hidden);
    let title = document.blocks.iter().find(|block| block.kind == BlockKind::Title);
    if let Some(title) = title.map(|block| document.block_text(block).to_owned()) {
        document.title = Some(title);
    }
    let report: Vec<&str> = document
        .blocks
        .iter()
        .filter(|block| block.kind != BlockKind::Boilerplate)
        .map(|block| document.block_text(block))
        .collect();
    document.language = language::of(&report.join("\n"));
    document
}
