//! Tables of any kind as rows of text cells: delimited text is streamed with flat memory, workbooks are weighed
//! before they are parsed. Cells come as they were written; nothing is trimmed, added up or understood here.

mod archive;
mod delimited;
mod ods;
mod row;
mod sheet;
mod xlsx;

use std::io::{Cursor, Read};

use self::delimited::Delimited;
use self::sheet::{Sheet, Workbook};
use super::encoding::{self, Detected};
use super::{Doubt, DoubtKind, FileKind, HEAD_BYTES, Limits, ReadingProblem, recognise};

pub use row::{Header, RowBuffer};

/// What a person can say about a table when the file itself does not. The default says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices {
    /// The encoding of delimited text, such as `windows-1251`.
    pub encoding: Option<String>,
    /// The separator of delimited text.
    pub separator: Option<u8>,
    /// The sheet of a workbook; otherwise the first with content.
    pub sheet: Option<String>,
}

/// How a table was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HowRead {
    /// The format.
    pub kind: FileKind,
    /// The encoding of delimited text.
    pub encoding: Option<&'static str>,
    /// The separator of delimited text.
    pub separator: Option<u8>,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// The sheets of a workbook, in their order.
    pub sheets: Vec<String>,
}

/// A table being read. Its rows are lent one at a time into a [`RowBuffer`].
pub struct TableReader<'a> {
    body: Body<'a>,
    header: Header,
    doubts: Vec<Doubt>,
    how: HowRead,
}

enum Body<'a> {
    Delimited(Box<Delimited<'a>>),
    Sheet(Sheet),
}

impl TableReader<'_> {
    /// The names of the columns.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// Doubts about the table as a whole: its encoding, its header, its other sheets. Doubts about rows come with
    /// the rows.
    pub fn doubts(&self) -> &[Doubt] {
        &self.doubts
    }

    /// How the table was read.
    pub fn how(&self) -> &HowRead {
        &self.how
    }

    /// The next row, or `false` after the last one. Blank lines are not rows, but they count in the numbers.
    ///
    /// # Errors
    /// A [`ReadingProblem`] that names the row. After an error no more rows come.
    pub fn next_row(&mut self, row: &mut RowBuffer) -> Result<bool, ReadingProblem> {
        let more = match &mut self.body {
            Body::Delimited(table) => table.read_row(row, Some(&self.header))?,
            Body::Sheet(sheet) => sheet.read_row(row, Some(&self.header)),
        };
        if more {
            row.fit(&self.header);
            row.doubt_cells(&self.header);
        }
        Ok(more)
    }
}

/// Opens a table: recognises the file, finds its encoding and separator, and reads its header row.
///
/// # Errors
/// A [`ReadingProblem`] when the file is no table, is empty, or breaks a limit.
pub fn read_table<'a>(
    file: &str,
    mut input: impl Read + 'a,
    choices: &Choices,
    limits: &Limits,
) -> Result<TableReader<'a>, ReadingProblem> {
    let head = read_up_to(file, &mut input, HEAD_BYTES)?;
    let kind = match (&choices.encoding, head.starts_with(b"PK\x03\x04")) {
        (Some(_), false) if !head.is_empty() => FileKind::Csv,
        _ => recognise(file, &head)?,
    };
    match kind {
        FileKind::Csv | FileKind::Tsv => open_delimited(file, head, input, kind, choices, limits),
        FileKind::Text if choices.separator.is_some() => {
            open_delimited(file, head, input, FileKind::Csv, choices, limits)
        }
        FileKind::Xlsx | FileKind::Ods => open_workbook(file, head, input, kind, choices, limits),
        other => {
            Err(ReadingProblem::WrongKind { file: file.to_owned(), found: other.words(), asked: "a table" })
        }
    }
}

fn open_delimited<'a>(
    file: &str,
    head: Vec<u8>,
    input: impl Read + 'a,
    kind: FileKind,
    choices: &Choices,
    limits: &Limits,
) -> Result<TableReader<'a>, ReadingProblem> {
    let detected = match &choices.encoding {
        Some(name) => encoding::named(file, name, &head)?,
        None => encoding::detect(file, &head)?,
    };
    let mut doubts = Vec::new();
    if detected.assumed {
        doubts.push(Doubt::file(DoubtKind::EncodingAssumed(detected.encoding.name()), ""));
    }
    let separator = match (choices.separator, kind) {
        (Some(separator), _) => separator,
        (None, FileKind::Tsv) => b'\t',
        (None, _) => delimited::separator_of(&encoding::decode_sample(detected, &head)),
    };
    let mut table =
        Delimited::new(file, open_stream(head, input, detected), detected, separator, limits.clone());
    let mut first = RowBuffer::default();
    if !table.read_row(&mut first, None)? {
        return Err(ReadingProblem::Empty { file: file.to_owned() });
    }
    let header = Header::of(&first, &mut doubts);
    first.doubt_cells(&header);
    doubts.append(&mut first.doubts);
    let how = HowRead {
        kind: if separator == b'\t' { FileKind::Tsv } else { FileKind::Csv },
        encoding: Some(detected.encoding.name()),
        separator: Some(separator),
        sheet: None,
        sheets: Vec::new(),
    };
    Ok(TableReader { body: Body::Delimited(Box::new(table)), header, doubts, how })
}

/// The stream as UTF-8, without its byte order mark.
fn open_stream<'a>(head: Vec<u8>, input: impl Read + 'a, detected: Detected) -> Box<dyn Read + 'a> {
    let mut start = Cursor::new(head);
    start.set_position(detected.mark as u64);
    let whole = start.chain(input);
    if detected.encoding == encoding_rs::UTF_8 {
        Box::new(whole)
    } else {
        Box::new(encoding::Transcoder::new(whole, detected.encoding))
    }
}

fn open_workbook<'a>(
    file: &str,
    head: Vec<u8>,
    input: impl Read + 'a,
    kind: FileKind,
    choices: &Choices,
    limits: &Limits,
) -> Result<TableReader<'a>, ReadingProblem> {
    let mut bytes = head;
    let room = limits.workbook_bytes.saturating_add(1).saturating_sub(bytes.len() as u64);
    input
        .take(room)
        .read_to_end(&mut bytes)
        .map_err(|source| ReadingProblem::Io { file: file.to_owned(), source })?;
    if bytes.len() as u64 > limits.workbook_bytes {
        return Err(ReadingProblem::WorkbookTooLarge {
            file: file.to_owned(),
            what: "is too large a file".to_owned(),
            limit: format!("{} bytes", limits.workbook_bytes),
        });
    }
    archive::weigh(file, &bytes, limits)?;
    let wanted = choices.sheet.as_deref();
    let Workbook { mut sheet, sheets, others, mut doubts } = match kind {
        FileKind::Ods => ods::read(file, &bytes, wanted, limits)?,
        _ => xlsx::read(file, &bytes, wanted, limits)?,
    };
    if !others.is_empty() {
        doubts.push(Doubt::file(DoubtKind::OtherSheets, others.join(", ")));
    }
    let mut first = RowBuffer::default();
    if !sheet.read_row(&mut first, None) {
        return Err(ReadingProblem::Empty { file: file.to_owned() });
    }
    let header = Header::of(&first, &mut doubts);
    first.doubt_cells(&header);
    doubts.append(&mut first.doubts);
    let how = HowRead { kind, encoding: None, separator: None, sheet: Some(sheet.name.clone()), sheets };
    Ok(TableReader { body: Body::Sheet(sheet), header, doubts, how })
}

fn read_up_to(file: &str, input: &mut impl Read, most: usize) -> Result<Vec<u8>, ReadingProblem> {
    let mut head = Vec::new();
    input
        .take(most as u64)
        .read_to_end(&mut head)
        .map_err(|source| ReadingProblem::Io { file: file.to_owned(), source })?;
    Ok(head)
}
