//! What was odd in a file that was read all the same: where, what, and the raw text. A doubt never replaces the
//! thing it is about, and never stops the reading.

use std::fmt;

/// One doubt about what was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// The row as a spreadsheet numbers it (the header counts); `None` for the file as a whole.
    pub row: Option<u64>,
    /// The column's name, when the doubt is about one cell.
    pub column: Option<String>,
    /// Bytes before the doubtful place: in the file or text for documents, in the cell for cells.
    pub offset: Option<u64>,
    /// What is doubtful.
    pub kind: DoubtKind,
    /// The text in question as it stood, or empty when there is none to show.
    pub raw: String,
}

impl Doubt {
    /// A doubt about the whole file.
    pub fn file(kind: DoubtKind, raw: impl Into<String>) -> Self {
        Self { row: None, column: None, offset: None, kind, raw: raw.into() }
    }

    /// A doubt about a place in a text or a cell.
    pub fn at(offset: usize, kind: DoubtKind, raw: impl Into<String>) -> Self {
        Self { row: None, column: None, offset: Some(offset as u64), kind, raw: raw.into() }
    }
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.row, &self.column) {
            (Some(row), Some(column)) => write!(f, "row {row}, column {column}: ")?,
            (Some(row), None) => write!(f, "row {row}: ")?,
            (None, Some(column)) => write!(f, "column {column}: ")?,
            (None, None) => {}
        }
        write!(f, "{}", self.kind)?;
        if !self.raw.is_empty() {
            write!(f, ": {:?}", self.raw)?;
        }
        Ok(())
    }
}

/// The kinds of doubt of the reading layer.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum DoubtKind {
    /// The file names no encoding and is not UTF-8; this one was assumed from its letters.
    EncodingAssumed(&'static str),
    /// A few bytes are not text in the encoding of the rest and are shown as the replacement character.
    BytesNotText,
    /// Two columns of one name; the later one was renamed to this.
    ColumnRenamed(String),
    /// A column without a name; it goes by this.
    ColumnNamed(String),
    /// Fewer cells than the header; the missing ones are empty.
    RowTooShort {
        /// Columns of the header.
        expected: usize,
        /// Cells of the row.
        found: usize,
    },
    /// More cells than the header; the extra ones are kept after the others.
    RowTooLong {
        /// Columns of the header.
        expected: usize,
        /// Cells of the row.
        found: usize,
    },
    /// An odd number of quotation marks in the last row.
    StrayQuote,
    /// Invisible characters that change the direction or the look of the text; kept.
    HiddenCharacters,
    /// Control characters inside the text; kept.
    ControlCharacters,
    /// The cell is a formula; what it last showed was read, and the formula is this doubt's raw text.
    Formula,
    /// The cell shows an error of the spreadsheet program.
    SpreadsheetError,
    /// The workbook has other sheets with content, which were not read.
    OtherSheets,
    /// A repeated cell or row that the file writes once, longer than anyone types; read once.
    RepeatNotFollowed,
    /// Text the page hides from its readers was left out; the number is its length in characters.
    HiddenText(usize),
    /// The page nests deeper than is followed; its text was read, its structure only in part.
    TooDeep,
    /// A question mark or another sign of the writer's own doubt.
    WriterUnsure,
    /// A remark in brackets beside the value.
    Remark,
    /// A sum that the writer left open; it was not added up, and this is the possible total.
    NotAddedUp(u64),
    /// A word or sign makes the number approximate or a bound.
    Approximate,
    /// A number in a form that can be read in two ways.
    NumberUnclear,
    /// A dash with words on both sides: a person and a place, or one name.
    DashUnclear,
    /// A comma that may separate two names or belong to one.
    CommaUnclear,
    /// An opening bracket without its closing one, or the other way round.
    BracketUnbalanced,
}

impl fmt::Display for DoubtKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EncodingAssumed(name) => write!(f, "the encoding is not stated; {name} was assumed"),
            Self::BytesNotText => f.write_str("some bytes are not text and are shown as \u{fffd}"),
            Self::ColumnRenamed(name) => {
                write!(f, "two columns have this name; the later one is called {name:?}")
            }
            Self::ColumnNamed(name) => write!(f, "a column has no name; it is called {name:?}"),
            Self::RowTooShort { expected, found } => {
                write!(f, "the row has {found} cells where the header has {expected}; the rest is empty")
            }
            Self::RowTooLong { expected, found } => {
                write!(
                    f,
                    "the row has {found} cells where the header has {expected}; the extra ones are kept"
                )
            }
            Self::StrayQuote => f.write_str("an odd number of quotation marks"),
            Self::HiddenCharacters => {
                f.write_str("invisible characters that can change how the text looks; kept")
            }
            Self::ControlCharacters => f.write_str("control characters inside the text; kept"),
            Self::Formula => f.write_str("a formula; what it last showed was read"),
            Self::SpreadsheetError => f.write_str("the spreadsheet shows an error here"),
            Self::OtherSheets => f.write_str("other sheets have content and were not read"),
            Self::RepeatNotFollowed => f.write_str("repeated more often than anyone types; read once"),
            Self::HiddenText(characters) => {
                write!(f, "{characters} characters that the page hides from readers were left out")
            }
            Self::TooDeep => {
                f.write_str("the page nests too deeply; its text was read, its structure only in part")
            }
            Self::WriterUnsure => f.write_str("the writer was not sure"),
            Self::Remark => f.write_str("a remark beside the value"),
            Self::NotAddedUp(total) => write!(f, "a sum left open; not added up (it would be {total})"),
            Self::Approximate => f.write_str("an approximate number or a bound"),
            Self::NumberUnclear => f.write_str("a number that can be read in two ways"),
            Self::DashUnclear => f.write_str("a dash between words: two things, or one name"),
            Self::CommaUnclear => f.write_str("a comma that may separate two names or belong to one"),
            Self::BracketUnbalanced => f.write_str("a bracket without its partner"),
        }
    }
}
