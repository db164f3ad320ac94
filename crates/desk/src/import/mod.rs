//! Importing files: a table, a report, or a batch of claims. Everything is read and checked before anything is saved,
//! and the same file imported twice adds nothing.

mod batch;
mod document;
mod known;
mod table;

use crate::actor::{Actor, Reason};
use crate::desk::{Desk, Draft};
use crate::erase::erased_file;
use crate::stop::{Kind, Outcome, Refusal, Stop};
use claims::{Claim, ClaimId, Locator, Property, RecordId, Spot, Value, WrittenName};
use intake::mapping::{Mapping, RowDoubt};
use intake::reading::{FileKind, HEAD_BYTES, Limits, recognise};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

/// What can be said about a file beside its content.
#[derive(Debug, Clone, Default)]
pub struct ImportChoices {
    /// The mapping of a table; otherwise it is recognised by its header.
    pub mapping: Option<Mapping>,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// The encoding of a table of text.
    pub encoding: Option<String>,
    /// Who made a report.
    pub source: Option<String>,
    /// What sort of source.
    pub source_type: Option<String>,
    /// When a report was published.
    pub published: Option<String>,
    /// Where it was found.
    pub url: Option<String>,
    /// What sort of report: article, post, call, photo…
    pub report_type: Option<String>,
    /// By which feed a report came in; then it names its source.
    pub came: Option<CameBy>,
    /// Only say what would be recorded.
    pub dry_run: bool,
}

/// How a report came in by itself.
#[derive(Debug, Clone)]
pub struct CameBy {
    /// The source whose feed it is.
    pub source: RecordId,
    /// What its feed calls it; used where the text has no title of its own.
    pub(crate) title: Option<String>,
    /// What sorting made of it.
    pub(crate) sorted: String,
}

/// What an import did, or would do.
#[derive(Debug, Clone, Default)]
pub struct Imported {
    /// The report record of the file.
    pub report: Option<RecordId>,
    /// What the file is, in words.
    pub kind: &'static str,
    /// The mapping used.
    pub mapping: Option<String>,
    /// Rows read.
    pub rows: u64,
    /// Rows that had been imported before.
    pub rows_before: u64,
    /// Records made.
    pub records: u64,
    /// Claims made.
    pub claims: u64,
    /// Decisions made.
    pub decisions: u64,
    /// What could not be read plainly, at most [`DOUBTS_SHOWN`].
    pub doubts: Vec<RowDoubt>,
    /// How many doubts there are.
    pub doubt_count: u64,
    /// Doubts about the file as a whole.
    pub file_doubts: Vec<String>,
    /// The first claims, for a dry run to show.
    pub sample: Vec<String>,
    /// True when nothing was saved since the file was there already.
    pub already: bool,
    /// Rows left out since they describe what was erased here.
    pub rows_erased: u64,
    /// The ledger position afterwards.
    pub position: u64,
}

/// Doubts listed in a result; all of them are kept with the report.
pub const DOUBTS_SHOWN: usize = 200;

/// Rows done, and bytes read of how many.
pub type Progress<'p> = &'p mut dyn FnMut(u64, u64, u64);

/// Imports a file.
///
/// # Errors
/// A refusal that names file, row and column. Nothing is then recorded.
pub fn import_file(
    desk: &Desk,
    actor: &Actor,
    why: &Reason,
    path: &Path,
    choices: &ImportChoices,
    progress: Progress<'_>,
) -> Outcome<Imported> {
    let name = path
        .file_name()
        .map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
    let mut file = File::open(path).map_err(|cause| unreadable(path, &cause))?;
    if file.metadata().is_ok_and(|meta| meta.is_dir()) {
        return Err(Stop::refused("file", format!("{} is a directory; name a file.", path.display())));
    }
    let mut head = Vec::new();
    file.by_ref().take(HEAD_BYTES as u64).read_to_end(&mut head).map_err(|cause| unreadable(path, &cause))?;
    if head.is_empty() {
        return Err(Stop::refused("file", format!("{name} is empty; nothing was recorded.")));
    }
    let kind = recognise(&name, &head)?;
    file.seek(SeekFrom::Start(0)).map_err(|cause| unreadable(path, &cause))?;
    let whole = |file: &mut File| -> Outcome<Vec<u8>> {
        let limit = Limits::default().document_bytes as u64;
        let mut bytes = Vec::new();
        file.take(limit + 1).read_to_end(&mut bytes).map_err(|cause| unreadable(path, &cause))?;
        if bytes.len() as u64 > limit {
            return Err(Stop::refused(
                "file",
                format!("{name} is larger than {} MB, the most a report may have.", limit >> 20),
            )
            .hint("Cut it into parts, or import a table as CSV, which is read row by row."));
        }
        Ok(bytes)
    };
    match kind {
        FileKind::Csv | FileKind::Tsv | FileKind::Xlsx | FileKind::Ods => {
            table::import(desk, actor, why, path, &name, kind, choices, progress)
        }
        FileKind::Json => batch::import(desk, actor, why, &name, &whole(&mut file)?, choices),
        FileKind::JsonLines => {
            Err(Stop::refused("file", format!("{name} holds JSON lines; an export cannot be imported yet."))
                .hint("A claim batch is one JSON object with \"form\": \"habeas-claims-1\"."))
        }
        FileKind::Html | FileKind::Text => {
            document::import(desk, actor, why, &name, &whole(&mut file)?, kind, choices)
        }
    }
}

/// Records a report from bytes in hand: what was typed, piped in, or posted.
///
/// # Errors
/// As [`import_file`].
pub fn import_text(
    desk: &Desk,
    actor: &Actor,
    why: &Reason,
    name: &str,
    bytes: &[u8],
    choices: &ImportChoices,
) -> Outcome<Imported> {
    if bytes.is_empty() {
        return Err(Stop::refused("text", "There is no text; nothing was recorded."));
    }
    let kind = recognise(name, bytes).unwrap_or(FileKind::Text);
    let kind = if kind == FileKind::Html { kind } else { FileKind::Text };
    document::import(desk, actor, why, name, bytes, kind, choices)
}

fn unreadable(path: &Path, cause: &std::io::Error) -> Stop {
    let kind = if cause.kind() == std::io::ErrorKind::NotFound { Kind::NotFound } else { Kind::Busy };
    let say = format!("{} cannot be read: {cause}.", path.display());
    Stop::Refusal(Refusal { kind, field: Some("file"), say, hint: None })
}

/// SHA-256 in hexadecimal digits.
fn hex(digest: impl AsRef<[u8]>) -> String {
    digest.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn digest_of(bytes: &[u8]) -> String {
    hex(Sha256::digest(bytes))
}

fn digest_of_file(path: &Path) -> Outcome<(String, u64)> {
    let mut file = File::open(path).map_err(|cause| unreadable(path, &cause))?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 20];
    let mut size = 0;
    loop {
        let n = file.read(&mut buffer).map_err(|cause| unreadable(path, &cause))?;
        if n == 0 {
            return Ok((hex(hasher.finalize()), size));
        }
        size += n as u64;
        hasher.update(buffer.get(..n).unwrap_or_default());
    }
}

/// Builds claims about one report record.
struct About<'d> {
    desk: &'d Desk,
    draft: Draft,
    record: RecordId,
}

impl<'d> About<'d> {
    fn new(desk: &'d Desk, record: RecordId) -> Self {
        Self { desk, draft: Draft::default(), record }
    }

    fn say(&mut self, property: Property, value: Value) -> Outcome<()> {
        self.say_at(property, value, Spot::Whole)
    }

    fn say_at(&mut self, property: Property, value: Value, spot: Spot) -> Outcome<()> {
        let mut claim = Claim::new(ClaimId::from_bytes(self.desk.fresh()?), self.record, property, value);
        claim.locator = Some(Locator { report: self.record, spot });
        self.draft.claim(claim);
        Ok(())
    }

    /// The source of that name, made if it is not known.
    fn source(&mut self, name: &str, kind: Option<&str>) -> Outcome<RecordId> {
        source_named(self.desk, &mut self.draft, name, kind)
    }
}

/// The source of that name; `draft` says who it is when it is not known.
///
/// # Errors
/// A refusal when it is no name.
pub(crate) fn source_named(
    desk: &Desk,
    draft: &mut Draft,
    name: &str,
    kind: Option<&str>,
) -> Outcome<RecordId> {
    let folded = names::fold::search_key(name);
    if let Some(source) = desk.casebook().known_as(claims::RecordKind::Source, &folded)? {
        return Ok(source);
    }
    let source = RecordId::from_bytes(desk.fresh()?);
    let name = WrittenName::parse(name).map_err(|problem| Stop::refused("source", problem.to_string()))?;
    let id = ClaimId::from_bytes(desk.fresh()?);
    draft.claim(Claim::new(id, source, Property::SourceName, Value::Name(name)));
    if let Some(kind) = kind {
        let id = ClaimId::from_bytes(desk.fresh()?);
        draft.claim(Claim::new(id, source, Property::SourceType, Value::Term(kind.into())));
    }
    Ok(source)
}

/// A doubt for a file that was erased here, and is left out whole.
fn file_that_was_erased(desk: &Desk, digest: &str) -> Option<RowDoubt> {
    erased_file(desk, digest).map(|gone| RowDoubt {
        row: 0,
        column: String::new(),
        says: format!("this file was erased here on {} ({}); all of it was left out", gone.at, gone.why),
        raw: String::new(),
    })
}

impl Imported {
    /// Adds a doubt; the first of them are listed.
    fn doubt(&mut self, doubt: RowDoubt) {
        self.doubt_count += 1;
        if self.doubts.len() < DOUBTS_SHOWN {
            self.doubts.push(doubt);
        }
    }
}
