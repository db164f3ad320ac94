//! Importing files: a table, a report, or a batch of claims. Everything is read and checked before anything is saved,
//! and the same file imported twice adds nothing.

mod batch;
mod document;
mod file;
mod known;
mod link_report;
mod look;
mod table;
mod tray;
mod undo;

pub use file::FileInHand;
pub use intake::mapping::{Mapping, Meaning, RowDoubt, plain_mapping};
pub use intake::reading::FileKind;
pub use link_report::{Linked, compare_report, linked};
pub use look::{ColumnSeen, Looked, TableSeen, look_into};
pub(crate) use tray::Tray;
pub use tray::{
    Slip, SlipState, Ticket, discard, hand_in, map_by, mapping, rehearse, run, slip, slips, start, stop,
};
pub use undo::{bring_back, handed_in, undo};

use crate::actor::{Actor, Reason};
use crate::desk::{Desk, Draft};
use crate::erase::erased_file;
use crate::stop::{Outcome, Stop};
use crate::{Sentence, sentence};
use claims::{Claim, ClaimId, Locator, Property, RecordId, Spot, Value, WrittenName};
use intake::reading::{HEAD_BYTES, Limits, recognise};
use sha2::{Digest, Sha256};
use std::ops::ControlFlow;
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
    /// The same as claims, each with its row.
    pub first: Vec<(Option<u64>, Claim)>,
    /// True when it was ended before the last row.
    pub stopped: bool,
    /// True when nothing was saved since the file was there already.
    pub already: bool,
    /// Rows left out since they describe what was erased here.
    pub rows_erased: u64,
    /// The ledger position afterwards.
    pub position: u64,
}

/// Doubts listed in a result; all of them are kept with the report.
pub const DOUBTS_SHOWN: usize = 200;

/// Told now and then: rows done, and bytes read of how many. Whoever answers `Break` ends it; what is saved by then stays,
/// and the same file imported again goes on.
pub type Progress<'p> = &'p mut dyn FnMut(u64, u64, u64) -> ControlFlow<()>;

/// Imports a file on disk.
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
    import(desk, actor, why, &FileInHand::on_disk(path), choices, progress)
}

/// Imports a file.
///
/// # Errors
/// As [`import_file`].
pub fn import(
    desk: &Desk,
    actor: &Actor,
    why: &Reason,
    file: &FileInHand,
    choices: &ImportChoices,
    progress: Progress<'_>,
) -> Outcome<Imported> {
    let name = file.name();
    let kind = kind_of(file)?;
    let whole = || file.whole(Limits::default().document_bytes as u64);
    match kind {
        FileKind::Csv | FileKind::Tsv | FileKind::Xlsx | FileKind::Ods => {
            table::import(desk, actor, why, file, kind, choices, progress)
        }
        FileKind::Json => batch::import(desk, actor, why, name, &whole()?, choices),
        FileKind::JsonLines => Err(Stop::refused(
            "file",
            sentence!("{name} holds JSON lines; an export cannot be imported yet.", name),
        )
        .hint(sentence!("A claim batch is one JSON object with \"form\": \"habeas-claims-1\"."))),
        FileKind::Html | FileKind::Text => document::import(desk, actor, why, name, &whole()?, kind, choices),
    }
}

/// What a file is, by its first bytes.
fn kind_of(file: &FileInHand) -> Outcome<FileKind> {
    let head = file.head(HEAD_BYTES)?;
    if head.is_empty() {
        return Err(Stop::refused(
            "file",
            sentence!("{file} is empty; nothing was recorded.", file = file.name()),
        ));
    }
    Ok(recognise(file.name(), &head)?)
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
        return Err(Stop::refused("text", sentence!("There is no text; nothing was recorded.")));
    }
    let kind = recognise(name, bytes).unwrap_or(FileKind::Text);
    let kind = if kind == FileKind::Html { kind } else { FileKind::Text };
    document::import(desk, actor, why, name, bytes, kind, choices)
}

/// SHA-256 in hexadecimal digits.
fn hex(digest: impl AsRef<[u8]>) -> String {
    digest.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn digest_of(bytes: &[u8]) -> String {
    hex(Sha256::digest(bytes))
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
    let name =
        WrittenName::parse(name).map_err(|problem| Stop::refused("source", Sentence::from(&problem)))?;
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
