//! Why a file was refused: what, where, and what to do. Never used for evidence that is merely messy.

use std::io;

/// A file that cannot be read, or not safely. `file` is the name the caller gave.
#[derive(Debug, thiserror::Error)]
pub enum ReadingProblem {
    /// The bytes could not be fetched.
    #[error("{file}: the file could not be read to its end.")]
    Io {
        /// The file.
        file: String,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// No bytes, or nothing but blank lines.
    #[error("{file}: the file is empty.")]
    Empty {
        /// The file.
        file: String,
    },
    /// A format this version does not read.
    #[error(
        "{file}: this is {found}. This version reads CSV, TSV, XLSX, ODS, JSON, HTML and plain text; {advice}."
    )]
    NotReadable {
        /// The file.
        file: String,
        /// What it is, with its article.
        found: &'static str,
        /// What to do, as an imperative.
        advice: &'static str,
    },
    /// Read as something it is not, such as a table read as a document.
    #[error("{file}: this is {found}, and it was asked to be read as {asked}.")]
    WrongKind {
        /// The file.
        file: String,
        /// What it is.
        found: &'static str,
        /// What the caller wanted.
        asked: &'static str,
    },
    /// Bytes that no text has.
    #[error(
        "{file}: a NUL byte at byte {offset}. This is not text, or it is UTF-16 without its mark; save it as UTF-8."
    )]
    NulByte {
        /// The file.
        file: String,
        /// Bytes before it, in the file (in UTF-8 when the file is in another encoding).
        offset: u64,
    },
    /// An encoding name nobody knows.
    #[error("{file}: there is no encoding called {name:?}; try utf-8, utf-16, windows-1251 or koi8-r.")]
    UnknownEncoding {
        /// The file.
        file: String,
        /// As asked for.
        name: String,
    },
    /// A cell over the limit.
    #[error(
        "{file}, row {row}, column {column}: a cell longer than {limit} bytes. Split it, or raise the limit."
    )]
    CellTooLong {
        /// The file.
        file: String,
        /// As a spreadsheet numbers rows; the header counts.
        row: u64,
        /// The column's name, or its number when it has none.
        column: String,
        /// Bytes.
        limit: usize,
    },
    /// A row over the limit.
    #[error("{file}, row {row}: a row longer than {limit} bytes. Split it, or raise the limit.")]
    RowTooLong {
        /// The file.
        file: String,
        /// As a spreadsheet numbers rows; the header counts.
        row: u64,
        /// Bytes.
        limit: usize,
    },
    /// A quotation mark that has swallowed more than a cell may hold.
    #[error(
        "{file}, row {row} (from line {line} of the file), column {column}: a quotation mark opens there and is \
         still open after {limit} bytes. Close it, or double it if it belongs to the text."
    )]
    QuoteRunsOn {
        /// The file.
        file: String,
        /// As a spreadsheet numbers rows; the header counts.
        row: u64,
        /// The column's name, or its number when it has none.
        column: String,
        /// The line of the file on which the row begins, from 1.
        line: u64,
        /// Bytes.
        limit: usize,
    },
    /// A quotation mark that swallows the rest of the file.
    #[error(
        "{file}, row {row} (from line {line} of the file), column {column}: a quotation mark opens there and is \
         never closed, so the rest of the file would become one cell. Close it, or double it if it belongs to the \
         text."
    )]
    QuoteNeverClosed {
        /// The file.
        file: String,
        /// As a spreadsheet numbers rows; the header counts.
        row: u64,
        /// The column's name, or its number when it has none.
        column: String,
        /// The line of the file on which the row begins, from 1.
        line: u64,
    },
    /// More columns than a table has.
    #[error("{file}, row {row}: more than {limit} columns. Check the separator, or split the table.")]
    TooManyColumns {
        /// The file.
        file: String,
        /// As a spreadsheet numbers rows.
        row: u64,
        /// Columns.
        limit: usize,
    },
    /// A sheet the workbook does not have.
    #[error("{file}: there is no sheet called {asked:?}; the sheets are {sheets}.")]
    NoSuchSheet {
        /// The file.
        file: String,
        /// As asked for.
        asked: String,
        /// The names, joined.
        sheets: String,
    },
    /// A workbook that is cut short or damaged.
    #[error(
        "{file}: the workbook is damaged or cut short ({what}). Open it in a spreadsheet program and save it again."
    )]
    BrokenWorkbook {
        /// The file.
        file: String,
        /// In the reader's words.
        what: String,
    },
    /// A workbook built to exhaust the machine, or too large for this one.
    #[error(
        "{file}: the workbook {what}, and the limit is {limit}. Save the sheet as CSV, which has no such limit."
    )]
    WorkbookTooLarge {
        /// The file.
        file: String,
        /// What is too large, with its number when known.
        what: String,
        /// The limit, with its unit.
        limit: String,
    },
    /// A report over the limit.
    #[error("{file}: a report of {size} bytes, and the limit is {limit}. Split it.")]
    DocumentTooLarge {
        /// The file.
        file: String,
        /// Bytes.
        size: usize,
        /// Bytes.
        limit: usize,
    },
}
