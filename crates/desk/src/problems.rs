//! What the rooms below find wrong, as sentences that can be translated. In English each is what the room says itself
//! (`crates/desk/tests/it/sentences.rs` holds one against the other).

use crate::{Sentence, sentence};
use claims::when::WhenProblem;
use claims::{NameProblem, NotCoordinates};
use estimate::Refusal as Table;
use intake::mapping::MappingProblem;
use intake::reading::ReadingProblem;

/// Why the reader of dates (edtf-core 1.2) takes none for one: phrases of its own, which stand inside ours.
pub const OF_THE_READER_OF_DATES: [&str; 62] = [
    "day is out of range for the month",
    "Y-prefixed years require |year| > 9999",
    "year must have exactly four digits (or X)",
    "whitespace is not allowed",
    "unterminated set",
    "unexpected characters after day",
    "time shift must be ±hh or ±hh:mm",
    "time shift must be Z, +hh, +hh:mm or negative",
    "time shift exceeds ±14:00",
    "time shift components must be two digits",
    "time must be hh:mm:ss",
    "time components must be two digits",
    "sub-year groupings cannot carry a day",
    "significant-digit years are year-precision only",
    "significant digits must be 1-4 for a four-digit year",
    "significant digits exceed the year's digit count",
    "significant digits cannot combine with unspecified digits",
    "shift minutes must be 00-59",
    "sets cannot nest",
    "set range endpoints must share precision",
    "set range endpoints cannot contain unspecified digits",
    "set range endpoints cannot carry significant digits",
    "set range endpoints cannot be seasons",
    "set range endpoints cannot be qualified",
    "set range end precedes range start",
    "set must contain at least one element",
    "set element cannot contain multiple '..'",
    "second must be 00-60",
    "number out of supported range",
    "no calendar month matches the unspecified digits",
    "negative zero time shift is not allowed",
    "negative years cannot contain unspecified digits",
    "month must be two digits (or X)",
    "month must be fully specified",
    "month must be 01-12",
    "month must be 01-12 or a sub-year code 21-41",
    "month candidates are 1-12",
    "minute must be 00-59",
    "leading zeros are not allowed in Y-prefixed years",
    "interval requires '/'",
    "interval needs at least one dated endpoint",
    "interval must contain exactly one '/'",
    "interval end precedes interval start",
    "hour must be 00-23 (24 is not allowed)",
    "exponential year significand cannot be zero",
    "exponent out of supported range",
    "expected digits after exponent 'E'",
    "expected digits after 'Y'",
    "expected '-' before month",
    "expected '-' before day",
    "empty set element",
    "empty input",
    "empty date",
    "day must be two digits (or X)",
    "datetime requires 'T'",
    "date-times require a plain all-digit date",
    "date-times require a complete YYYY-MM-DD date",
    "Y-prefixed years are year-precision only",
    "EDTF permits ASCII characters only",
    "'..'-suffixed date is only allowed as interval end",
    "'..'-prefixed date is only allowed as interval start",
    "'..' alone is not a set element",
];

/// One of a room's own fixed phrases: its words are its template.
fn phrase(words: &'static str) -> Sentence {
    Sentence::new(words, Vec::new())
}

impl From<&WhenProblem> for Sentence {
    fn from(problem: &WhenProblem) -> Self {
        use WhenProblem as P;
        match problem {
            P::Empty => sentence!("the date is empty"),
            P::TooLong { text } => sentence!("this is too long to be a date: {text}…", text),
            P::NotADate { text, reason } => sentence!(
                "“{text}” cannot be read as a date ({reason}); write a day as 2019-06-09",
                text,
                reason = phrase(reason)
            ),
            P::NoSuchMonth { text, month } => sentence!("“{text}”: there is no month {month}", text, month),
            P::NoSuchDay { text, year, month, day, days } => sentence!(
                "“{text}”: {name} {year} has {days} days, there is no day {day}",
                text,
                name = month_name(*month),
                year,
                days,
                day
            ),
            P::YearOutOfRange { year } => {
                sentence!("the year {year} is outside 1000 to 2200; check whether digits were swapped", year)
            }
            P::NoSuchTime { text, reason } => sentence!(
                "“{text}” is not a clock time ({reason}); write 12:30 or 12:30:05, hours 00 to 23",
                text,
                reason = phrase(reason)
            ),
            P::EndsBeforeStart { text } => sentence!("“{text}” ends before it begins", text),
            P::SaysNothing { text } => {
                sentence!("“{text}” gives neither a beginning nor an end; leave the date out instead", text)
            }
            P::UnknownZone { name } => {
                sentence!("there is no time zone “{name}”; zones are named like Asia/Almaty", name)
            }
            P::OffsetDisagrees { text, zone } => {
                sentence!("“{text}”: {zone} did not use the offset written at that time", text, zone)
            }
            P::Ambiguous { text, day_first, month_first } => sentence!(
                "“{text}” can be {day} or {month}; only the writer knows which",
                text,
                day = day_first,
                month = month_first
            ),
            P::CenturyMissing { text, reading } => sentence!(
                "“{text}” gives the year with two digits; if {reading} is meant, write it so",
                text,
                reading
            ),
            P::YearMissing { text } => sentence!("“{text}” gives no year", text),
            P::WeekdayDisagrees { text, date } => {
                sentence!("“{text}”: {date} was another day of the week; one of the two is wrong", text, date)
            }
        }
    }
}

/// A quotation mark that opens in a cell (file, row, line, column) and does not end where it should.
fn quotation_mark(cell: (&str, u64, u64, &str), and: Sentence) -> Sentence {
    let (file, row, line, column) = cell;
    sentence!(
        "{file}, row {row} (from line {line} of the file), column {column}: a quotation mark opens there and {and}. Close it, or double it if it belongs to the text.",
        file,
        row,
        line,
        column,
        and
    )
}

/// A month by its name.
fn month_name(month: u8) -> Sentence {
    match month {
        1 => sentence!("January"),
        2 => sentence!("February"),
        3 => sentence!("March"),
        4 => sentence!("April"),
        5 => sentence!("May"),
        6 => sentence!("June"),
        7 => sentence!("July"),
        8 => sentence!("August"),
        9 => sentence!("September"),
        10 => sentence!("October"),
        11 => sentence!("November"),
        12 => sentence!("December"),
        _ => sentence!("the month"),
    }
}

impl From<&NameProblem> for Sentence {
    fn from(problem: &NameProblem) -> Self {
        match problem {
            NameProblem::Empty => {
                sentence!("the name is empty; leave the field out when the name is not known")
            }
            NameProblem::TooLong(length) => sentence!(
                "the name has {length} characters; at most 300 are kept, put the rest into a note",
                length
            ),
        }
    }
}

impl From<&NotCoordinates> for Sentence {
    fn from(problem: &NotCoordinates) -> Self {
        match problem {
            NotCoordinates::NotTwo => {
                sentence!("Write two numbers, degrees north and degrees east, such as 43.238, 76.945")
            }
            NotCoordinates::NotANumber => {
                sentence!("Write degrees as decimal numbers with a point, such as 43.238, 76.945")
            }
            NotCoordinates::BeyondPole => {
                sentence!("The first number is degrees north; it lies between -90 and 90")
            }
            NotCoordinates::BeyondHalf => {
                sentence!("The second number is degrees east; it lies between -180 and 180")
            }
        }
    }
}

impl From<&ReadingProblem> for Sentence {
    fn from(problem: &ReadingProblem) -> Self {
        use ReadingProblem as P;
        match problem {
            P::Io { file, .. } => sentence!("{file}: the file could not be read to its end.", file),
            P::Empty { file } => sentence!("{file}: the file is empty.", file),
            P::NotReadable { file, found, advice } => sentence!(
                "{file}: this is {found}. This version reads CSV, TSV, XLSX, ODS, JSON, HTML and plain text; {advice}.",
                file,
                found = phrase(found),
                advice = phrase(advice)
            ),
            P::WrongKind { file, found, asked } => sentence!(
                "{file}: this is {found}, and it was asked to be read as {asked}.",
                file,
                found = phrase(found),
                asked = phrase(asked)
            ),
            P::NulByte { file, offset } => sentence!(
                "{file}: a NUL byte at byte {offset}. This is not text, or it is UTF-16 without its mark; save it as UTF-8.",
                file,
                offset
            ),
            P::UnknownEncoding { file, name } => sentence!(
                "{file}: there is no encoding called {name:?}; try utf-8, utf-16, windows-1251 or koi8-r.",
                file,
                name
            ),
            P::CellTooLong { file, row, column, limit } => sentence!(
                "{file}, row {row}, column {column}: a cell longer than {limit} bytes. Split it, or raise the limit.",
                file,
                row,
                column,
                limit
            ),
            P::RowTooLong { file, row, limit } => sentence!(
                "{file}, row {row}: a row longer than {limit} bytes. Split it, or raise the limit.",
                file,
                row,
                limit
            ),
            P::QuoteRunsOn { file, row, column, line, limit } => quotation_mark(
                (file, *row, *line, column),
                sentence!("is still open after {limit} bytes", limit),
            ),
            P::QuoteNeverClosed { file, row, column, line } => quotation_mark(
                (file, *row, *line, column),
                sentence!("is never closed, so the rest of the file would become one cell"),
            ),
            P::TooManyColumns { file, row, limit } => sentence!(
                "{file}, row {row}: more than {limit} columns. Check the separator, or split the table.",
                file,
                row,
                limit
            ),
            P::NoSuchSheet { file, asked, sheets } => sentence!(
                "{file}: there is no sheet called {asked:?}; the sheets are {sheets}.",
                file,
                asked,
                sheets
            ),
            P::BrokenWorkbook { file, what } => sentence!(
                "{file}: the workbook is damaged or cut short ({what}). Open it in a spreadsheet program and save it again.",
                file,
                what
            ),
            P::WorkbookTooLarge { file, what, limit } => sentence!(
                "{file}: the workbook {what}, and the limit is {limit}. Save the sheet as CSV, which has no such limit.",
                file,
                what,
                limit
            ),
            P::DocumentTooLarge { file, size, limit } => sentence!(
                "{file}: a report of {size} bytes, and the limit is {limit}. Split it.",
                file,
                size,
                limit
            ),
        }
    }
}

impl From<&MappingProblem> for Sentence {
    fn from(problem: &MappingProblem) -> Self {
        match problem {
            MappingProblem::NoColumn { mapping, column, columns } => sentence!(
                "mapping {mapping}: the table has no column {column:?}; its columns are: {columns}",
                mapping,
                column,
                columns
            ),
            // Of a file that somebody wrote for the command line; pages make their own.
            _ => Self::in_english(problem.to_string()),
        }
    }
}

impl From<&Table> for Sentence {
    fn from(refusal: &Table) -> Self {
        match refusal {
            Table::TooFewLists { found } => sentence!(
                "the table has {found} list column(s) of zeros and ones; two lists are the least, three for an estimate",
                found
            ),
            Table::TooManyLists { found, most } => sentence!(
                "the table has {found} lists; at most {most} can be read. Merge lists that come from one source",
                found,
                most
            ),
            Table::Empty => sentence!("the table holds nobody: every count is zero"),
            Table::MethodLists { method, most, found } => {
                sentence!("{method} takes at most {most} lists, the table has {found}", method, most, found)
            }
            Table::TooMany { most } => sentence!("the counts add up to more than {most}", most),
            Table::NoModel => sentence!(
                "no log-linear model of this table has an estimate: the lists share too few people to tell how many were not seen"
            ),
            Table::BoundOnly => {
                sentence!("a lower bound says how many there are at least, and nothing of how many more")
            }
            Table::Beyond { most } => sentence!(
                "averaged graphs try up to {most} unseen people, and more than that are likely here; take latent classes (lcmcr)",
                most
            ),
            // Of a table that somebody wrote for the command line.
            _ => Self::in_english(refusal.to_string()),
        }
    }
}
