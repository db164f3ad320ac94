//! What a file is, by its content first and its name second. Formats this version does not read are refused with
//! what they are and what to do. Looks at the head of the file only and parses nothing.

use super::encoding;
use super::problem::ReadingProblem;

/// How many bytes from the start of a file are enough for [`recognise`].
pub const HEAD_BYTES: usize = 64 << 10;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// Comma-separated text, or another separator that is not a tab.
    Csv,
    /// Tab-separated text.
    Tsv,
    /// An Office Open XML workbook.
    Xlsx,
    /// An OpenDocument spreadsheet.
    Ods,
    /// One JSON value.
    Json,
    /// One JSON value per line.
    JsonLines,
    /// A web page.
    Html,
    /// Plain text.
    Text,
}

impl FileKind {
    /// In words, with an article.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Csv => "a CSV table",
            Self::Tsv => "a tab-separated table",
            Self::Xlsx => "an XLSX workbook",
            Self::Ods => "an ODS spreadsheet",
            Self::Json => "a JSON file",
            Self::JsonLines => "a file of JSON lines",
            Self::Html => "a web page",
            Self::Text => "plain text",
        }
    }
}

/// Signatures of formats that are refused, as (offset, bytes, what it is, what to do).
const REFUSED: &[(usize, &[u8], &str, &str)] = &[
    (
        0,
        b"%PDF",
        "a PDF file",
        "copy the text out of it, or save the original document as plain text or HTML",
    ),
    (0, b"\x89PNG", "an image (PNG)", "keep it as evidence and type what it shows"),
    (0, b"\xff\xd8\xff", "an image (JPEG)", "keep it as evidence and type what it shows"),
    (0, b"GIF8", "an image (GIF)", "keep it as evidence and type what it shows"),
    (0, b"BM", "an image (BMP)", "keep it as evidence and type what it shows"),
    (0, b"II*\0", "an image (TIFF)", "keep it as evidence and type what it shows"),
    (0, b"MM\0*", "an image (TIFF)", "keep it as evidence and type what it shows"),
    (8, b"WEBP", "an image (WebP)", "keep it as evidence and type what it shows"),
    (8, b"WAVE", "a sound recording", "keep it as evidence and type what is said"),
    (4, b"ftyp", "a video, sound or HEIC file", "keep it as evidence and type what it shows"),
    (0, b"ID3", "a sound recording", "keep it as evidence and type what is said"),
    (0, b"OggS", "a sound or video recording", "keep it as evidence and type what is said"),
    (0, b"\xd0\xcf\x11\xe0", "an old Office file (XLS, DOC)", "save it as XLSX, or a document as plain text"),
    (0, b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (0, b"7z\xbc\xaf", "a 7z archive", "unpack it first"),
    (0, b"Rar!", "a RAR archive", "unpack it first"),
    (0, b"BZh", "a bzip2 archive", "unpack it first"),
    (0, b"\xfd7zXZ", "an xz archive", "unpack it first"),
    (0, b"SQLite format 3", "an SQLite database", "export the table as CSV"),
    (0, b"{\\rtf", "an RTF document", "save it as plain text or HTML"),
    (0, b"PAR1", "a Parquet file", "export the table as CSV"),
];

/// Recognises a file by its first bytes ([`HEAD_BYTES`] of them, or all there are) and its name.
///
/// # Errors
/// [`ReadingProblem::Empty`], [`ReadingProblem::NotReadable`] or [`ReadingProblem::NulByte`].
pub fn recognise(name: &str, head: &[u8]) -> Result<FileKind, ReadingProblem> {
    let file = || name.to_owned();
    if head.is_empty() {
        return Err(ReadingProblem::Empty { file: file() });
    }
    let extension = extension(name);
    if head.starts_with(b"PK\x03\x04") {
        return zip_kind(name, head, &extension);
    }
    for (offset, signature, found, advice) in REFUSED {
        // Two plain letters are a signature only when the rest is not text.
        let weak = signature.len() < 3 && !head.contains(&0);
        if !weak && head.get(*offset..).is_some_and(|rest| rest.starts_with(signature)) {
            return Err(ReadingProblem::NotReadable { file: file(), found, advice });
        }
    }
    let sample = encoding::sample_text(name, head)?;
    Ok(text_kind(&sample, &extension)).and_then(|kind| {
        kind.ok_or(ReadingProblem::NotReadable {
            file: file(),
            found: "an XML file",
            advice: "save it as CSV, HTML or plain text",
        })
    })
}

fn zip_kind(name: &str, head: &[u8], extension: &str) -> Result<FileKind, ReadingProblem> {
    let has = |needle: &[u8]| head.windows(needle.len()).any(|window| window == needle);
    let refused = |found, advice| Err(ReadingProblem::NotReadable { file: name.to_owned(), found, advice });
    if has(b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet") {
        return Ok(FileKind::Ods);
    }
    if has(b"mimetypeapplication/vnd.oasis.opendocument.text") {
        return refused("an ODT document", "save it as plain text or HTML");
    }
    if has(b"word/") || extension == "docx" {
        return refused("a Word document (DOCX)", "save it as plain text or HTML");
    }
    if has(b"ppt/") || extension == "pptx" {
        return refused("a presentation (PPTX)", "save its text as plain text");
    }
    if has(b"xl/workbook.bin") || extension == "xlsb" {
        return refused("a binary workbook (XLSB)", "save it as XLSX");
    }
    if has(b"xl/") || matches!(extension, "xlsx" | "xlsm") {
        return Ok(FileKind::Xlsx);
    }
    if extension == "ods" {
        return Ok(FileKind::Ods);
    }
    refused("a zip archive", "unpack it first")
}

/// The kind of a text, or `None` for XML that is not a web page.
fn text_kind(sample: &str, extension: &str) -> Option<FileKind> {
    let start = sample.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    let first_kib: String = start.chars().take(1024).collect::<String>().to_lowercase();
    let page = ["<!doctype html", "<html", "<head", "<body", "<article", "<div", "<p>", "<p ", "<h1"]
        .iter()
        .any(|tag| first_kib.starts_with(tag))
        || (first_kib.starts_with('<') && first_kib.contains("<html"));
    if page || (matches!(extension, "html" | "htm" | "xhtml") && first_kib.contains('<')) {
        return Some(FileKind::Html);
    }
    if first_kib.starts_with("<?xml") || first_kib.starts_with("<rss") || first_kib.starts_with("<feed") {
        return None;
    }
    match extension {
        "csv" => return Some(if separator_is_tab(start) { FileKind::Tsv } else { FileKind::Csv }),
        "tsv" | "tab" => return Some(FileKind::Tsv),
        "jsonl" | "ndjson" => return Some(FileKind::JsonLines),
        "json" => return Some(FileKind::Json),
        _ => {}
    }
    if start.starts_with('{') || start.starts_with('[') {
        let objects =
            start.lines().take(3).filter(|line| line.starts_with('{') && line.trim_end().ends_with('}'));
        return Some(if objects.count() >= 2 { FileKind::JsonLines } else { json_or_text(start) });
    }
    if extension.is_empty() || extension == "txt" {
        if consistent(start, '\t') {
            return Some(FileKind::Tsv);
        }
        if extension.is_empty() && (consistent(start, ',') || consistent(start, ';')) {
            return Some(FileKind::Csv);
        }
    }
    Some(FileKind::Text)
}

/// "[Photo] Police …" opens with a bracket and is no JSON.
fn json_or_text(start: &str) -> FileKind {
    let next = start.chars().skip(1).find(|c| !c.is_whitespace());
    match next {
        Some('"' | '{' | '[' | ']' | '}' | '-' | '0'..='9') => FileKind::Json,
        Some('t' | 'f' | 'n') if start.starts_with('[') && start.contains(',') => FileKind::Json,
        _ => FileKind::Text,
    }
}

fn separator_is_tab(text: &str) -> bool {
    let header = text.lines().next().unwrap_or_default();
    header.contains('\t') && !header.contains(',') && !header.contains(';')
}

/// At least three lines with the same, non-zero number of this separator, and none without.
fn consistent(text: &str, separator: char) -> bool {
    let mut lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(20).collect();
    if lines.len() > 3 {
        // The head may end in the middle of a line.
        lines.pop();
    }
    let count = |line: &&str| line.matches(separator).count();
    let Some(first) = lines.first().map(count) else { return false };
    // Prose has commas too, but not the same number on each line, and not without a space after them.
    let tight = |line: &&str| separator == '\t' || !line.contains(&format!("{separator} "));
    first > 0 && lines.len() >= 3 && lines.iter().all(|line| count(line) == first && tight(line))
}

fn extension(name: &str) -> String {
    name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase()).unwrap_or_default()
}
