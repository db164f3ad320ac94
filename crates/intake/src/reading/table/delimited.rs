//! Delimited text as rows, streamed: memory stays within one row, and one row within the limits, whatever the file
//! does. The state machine of `csv-core` is driven directly so that a runaway cell is caught while it grows.

use std::io::Read;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::row::{Header, RowBuffer};
use super::{Detected, DoubtKind, Limits, ReadingProblem};
use crate::reading::encoding;

const CHUNK: usize = 64 << 10;

/// A stream of delimited UTF-8 (or bytes that call themselves so).
pub(super) struct Delimited<'a> {
    file: String,
    input: Box<dyn Read + 'a>,
    limits: Limits,
    parser: Reader,
    chunk: Vec<u8>,
    at: usize,
    ended: bool,
    failed: bool,
    /// Bytes taken from the stream in all chunks before this one, the byte order mark included.
    before: u64,
    /// The stream's bytes are the file's own.
    exact: bool,
    /// Some row had letters beyond ASCII in good UTF-8, so bad bytes later are damage and not another encoding.
    seen_utf8: bool,
    /// The last row ended in a carriage return, so a line feed now belongs to it.
    after_return: bool,
    number: u64,
    /// Line feeds skipped between rows, which the parser does not see.
    skipped_lines: u64,
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl<'a> Delimited<'a> {
    pub fn new(
        file: &str,
        input: Box<dyn Read + 'a>,
        detected: Detected,
        separator: u8,
        limits: Limits,
    ) -> Self {
        Self {
            file: file.to_owned(),
            input,
            limits,
            parser: ReaderBuilder::new().delimiter(separator).build(),
            chunk: Vec::new(),
            at: 0,
            ended: false,
            failed: false,
            before: detected.mark as u64,
            exact: detected.encoding == encoding_rs::UTF_8,
            seen_utf8: false,
            after_return: false,
            number: 0,
            skipped_lines: 0,
            bytes: vec![0; 4 << 10],
            ends: vec![0; 64],
        }
    }

    /// Reads the next row; `false` at the end. The header, when known, gives columns their names in messages.
    pub fn read_row(&mut self, row: &mut RowBuffer, header: Option<&Header>) -> Result<bool, ReadingProblem> {
        row.clear();
        if self.failed {
            return Ok(false);
        }
        let outcome = self.read_record(row, header);
        self.failed = outcome.is_err();
        outcome
    }

    fn read_record(&mut self, row: &mut RowBuffer, header: Option<&Header>) -> Result<bool, ReadingProblem> {
        if !self.skip_blank_lines()? {
            return Ok(false);
        }
        self.number += 1;
        row.number = self.number;
        row.offset = self.exact.then(|| self.before + self.at as u64);
        let line = self.parser.line() + self.skipped_lines;
        let (mut written, mut cells, mut quotes) = (0usize, 0usize, 0usize);
        let mut last_byte = b'\n';
        let cut_off;
        loop {
            if self.at >= self.chunk.len() {
                self.fill()?;
            }
            let input = self.chunk.get(self.at..).unwrap_or_default();
            let output = self.bytes.get_mut(written..).unwrap_or_default();
            let ends = self.ends.get_mut(cells..).unwrap_or_default();
            let (result, read, wrote, ended) = self.parser.read_record(input, output, ends);
            let taken = input.get(..read).unwrap_or_default();
            quotes += taken.iter().filter(|byte| **byte == b'"').count();
            last_byte = taken.last().copied().unwrap_or(last_byte);
            self.at += read;
            written += wrote;
            cells += ended;
            let place = Place { row: self.number, line, cells, quotes };
            let growing =
                written - cells.checked_sub(1).and_then(|last| self.ends.get(last)).copied().unwrap_or(0);
            if growing > self.limits.cell_bytes {
                return Err(self.too_long(&place, header));
            }
            if written > self.limits.row_bytes {
                return Err(ReadingProblem::RowTooLong {
                    file: self.file.clone(),
                    row: self.number,
                    limit: self.limits.row_bytes,
                });
            }
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.bytes.resize(self.bytes.len() * 2, 0),
                ReadRecordResult::OutputEndsFull if cells > self.limits.columns => {
                    return Err(self.too_wide());
                }
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                // A row that ends without a byte being taken ends because the file does.
                ReadRecordResult::Record => {
                    cut_off = read == 0;
                    break;
                }
                ReadRecordResult::End => return Ok(false),
            }
        }
        if cells > self.limits.columns {
            return Err(self.too_wide());
        }
        self.after_return = last_byte == b'\r';
        self.check_cells(&Place { row: self.number, line, cells, quotes }, written, cut_off, header)?;
        self.hand_over(row, written, cells, header);
        if cut_off && quotes % 2 == 1 {
            row.doubt(None, DoubtKind::StrayQuote, "");
        }
        Ok(true)
    }

    /// Skips what a spreadsheet shows as empty rows; they count in the numbers. `false` at the end of the file.
    fn skip_blank_lines(&mut self) -> Result<bool, ReadingProblem> {
        loop {
            if self.at >= self.chunk.len() {
                if self.ended {
                    return Ok(false);
                }
                self.fill()?;
                continue;
            }
            match self.chunk.get(self.at) {
                Some(b'\n') if self.after_return => self.after_return = false,
                Some(b'\n') => self.number += 1,
                Some(b'\r') => {
                    self.number += 1;
                    self.after_return = true;
                }
                _ => {
                    self.after_return = false;
                    return Ok(true);
                }
            }
            self.skipped_lines += u64::from(self.chunk.get(self.at) == Some(&b'\n'));
            self.at += 1;
        }
    }

    /// Fetches the next chunk; a NUL byte in it ends the reading before anything is made of it.
    fn fill(&mut self) -> Result<(), ReadingProblem> {
        if self.ended {
            return Ok(());
        }
        self.before += self.chunk.len() as u64;
        self.chunk.resize(CHUNK, 0);
        self.at = 0;
        let read = encoding::read_some(&mut self.input, &mut self.chunk)
            .map_err(|source| ReadingProblem::Io { file: self.file.clone(), source })?;
        self.chunk.truncate(read);
        self.ended = read == 0;
        match self.chunk.iter().position(|byte| *byte == 0) {
            Some(offset) => {
                Err(ReadingProblem::NulByte { file: self.file.clone(), offset: self.before + offset as u64 })
            }
            None => Ok(()),
        }
    }

    /// The cells of a finished row against the limit, and a quotation mark that ran to the end of the file.
    fn check_cells(
        &self,
        place: &Place,
        written: usize,
        cut_off: bool,
        header: Option<&Header>,
    ) -> Result<(), ReadingProblem> {
        let mut start = 0;
        for (index, end) in self.ends.iter().take(place.cells).enumerate() {
            if end - start > self.limits.cell_bytes {
                return Err(self.too_long(&Place { cells: index, ..*place }, header));
            }
            start = *end;
        }
        let last_start =
            place.cells.checked_sub(2).and_then(|index| self.ends.get(index)).copied().unwrap_or_default();
        let last = self.bytes.get(last_start..written).unwrap_or_default();
        if cut_off && place.quotes % 2 == 1 && last.contains(&b'\n') {
            return Err(ReadingProblem::QuoteNeverClosed {
                file: self.file.clone(),
                row: place.row,
                column: column_name(header, place.cells.saturating_sub(1)),
                line: place.line,
            });
        }
        Ok(())
    }

    /// Hands the row over as text: at once when it is UTF-8, cell by cell when it is not.
    fn hand_over(&mut self, row: &mut RowBuffer, written: usize, cells: usize, header: Option<&Header>) {
        let bytes = self.bytes.get(..written).unwrap_or_default();
        let ends = self.ends.get(..cells).unwrap_or_default();
        if let Ok(text) = std::str::from_utf8(bytes) {
            let ascii = text.is_ascii();
            self.seen_utf8 |= !ascii;
            if ascii || ends.iter().all(|end| text.is_char_boundary(*end)) {
                row.text.push_str(text);
                row.ends.extend_from_slice(ends);
                return;
            }
        }
        let mut start = 0;
        for (index, end) in ends.iter().enumerate() {
            let cell = bytes.get(start..*end).unwrap_or_default();
            start = *end;
            match std::str::from_utf8(cell) {
                Ok(text) => row.push_cell(text),
                Err(_) if self.seen_utf8 => row.push_cell(&String::from_utf8_lossy(cell)),
                Err(_) => {
                    let assumed = encoding::guess(cell);
                    let (text, _) = assumed.decode_without_bom_handling(cell);
                    row.push_cell(&text);
                    let kind = DoubtKind::EncodingAssumed(assumed.name());
                    row.doubt(Some(column_name(header, index)), kind, &text);
                }
            }
        }
    }

    fn too_long(&self, place: &Place, header: Option<&Header>) -> ReadingProblem {
        let (file, row, limit) = (self.file.clone(), place.row, self.limits.cell_bytes);
        let column = column_name(header, place.cells);
        if place.quotes % 2 == 1 {
            ReadingProblem::QuoteRunsOn { file, row, column, line: place.line, limit }
        } else {
            ReadingProblem::CellTooLong { file, row, column, limit }
        }
    }

    fn too_wide(&self) -> ReadingProblem {
        ReadingProblem::TooManyColumns {
            file: self.file.clone(),
            row: self.number,
            limit: self.limits.columns,
        }
    }
}

/// Where the reading stands inside a row.
#[derive(Clone, Copy)]
struct Place {
    row: u64,
    line: u64,
    /// Finished cells, so also the index of the one being read.
    cells: usize,
    quotes: usize,
}

fn column_name(header: Option<&Header>, index: usize) -> String {
    header.map_or_else(|| (index + 1).to_string(), |header| header.name(index))
}

/// The separator of a sample: the one that splits the header and agrees with the rows below it. A comma when
/// nothing splits at all, which makes a table of one column.
pub(super) fn separator_of(sample: &str) -> u8 {
    let mut best = (b',', (0usize, 0usize));
    for candidate in [b',', b';', b'\t', b'|'] {
        let widths = widths(sample, candidate);
        let Some((header, rows)) = widths.split_first() else { continue };
        if *header < 2 {
            continue;
        }
        // Rows that agree with the header, in hundredths, then columns.
        let agreeing = rows.iter().filter(|width| *width == header).count();
        let score = ((agreeing * 100).checked_div(rows.len()).unwrap_or(100), *header);
        if score > best.1 {
            best = (candidate, score);
        }
    }
    best.0
}

/// Cells per row of the first rows, by one separator.
fn widths(sample: &str, separator: u8) -> Vec<usize> {
    let mut parser = ReaderBuilder::new().delimiter(separator).build();
    let mut input = sample.as_bytes();
    let (mut output, mut ends) = (vec![0; sample.len() + 1], vec![0; sample.len() + 2]);
    let mut widths = Vec::new();
    let mut width = 0;
    while widths.len() < 50 {
        let (result, read, _, cells) = parser.read_record(input, &mut output, &mut ends);
        input = input.get(read..).unwrap_or_default();
        width += cells;
        match result {
            ReadRecordResult::Record => widths.push(std::mem::take(&mut width)),
            // The sample may end inside a row: that row says nothing, unless it is the only one.
            _ => break,
        }
    }
    if widths.is_empty() {
        let (_, _, _, cells) = parser.read_record(&[], &mut output, &mut ends);
        widths.push(width + cells);
    }
    widths
}
