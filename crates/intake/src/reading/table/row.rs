//! One row and the header, however the table came. A row is lent: the buffer is used again for the next one.

use std::collections::HashSet;

use super::{Doubt, DoubtKind};
use crate::reading::hidden::is_hidden;

/// The names of a table's columns: unique and never empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Header {
    /// The names in the order of the columns, trimmed; a repeated one is `name (2)`, a missing one `column 3`.
    pub columns: Vec<String>,
    /// The header's own row number, as a spreadsheet numbers rows; 1 unless blank lines come first.
    pub row: u64,
}

impl Header {
    /// The header from the first row with content.
    pub(super) fn of(first: &RowBuffer, doubts: &mut Vec<Doubt>) -> Self {
        let mut taken = HashSet::new();
        let mut columns = Vec::with_capacity(first.len());
        for (index, cell) in first.cells().enumerate() {
            let written = cell.trim();
            let mut name = written.to_owned();
            let mut count = 1usize;
            if written.is_empty() {
                name = format!("column {}", index + 1);
            }
            while !taken.insert(name.clone()) {
                count += 1;
                name = if written.is_empty() {
                    format!("column {} ({count})", index + 1)
                } else {
                    format!("{written} ({count})")
                };
            }
            if written.is_empty() {
                doubts.push(Doubt {
                    row: Some(first.number()),
                    ..Doubt::file(DoubtKind::ColumnNamed(name.clone()), "")
                });
            } else if count > 1 {
                let kind = DoubtKind::ColumnRenamed(name.clone());
                doubts.push(Doubt { row: Some(first.number()), ..Doubt::file(kind, written) });
            }
            columns.push(name);
        }
        Self { columns, row: first.number() }
    }

    /// The position of a column by its name.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }

    /// The name of a column, or its number for one the header does not have.
    pub fn name(&self, index: usize) -> String {
        self.columns.get(index).cloned().unwrap_or_else(|| format!("column {}", index + 1))
    }
}

/// One row of a table. Make one and pass it to [`super::TableReader::next_row`] again and again.
#[derive(Debug, Clone, Default)]
pub struct RowBuffer {
    pub(super) number: u64,
    pub(super) offset: Option<u64>,
    pub(super) text: String,
    /// The end of each cell in `text`.
    pub(super) ends: Vec<usize>,
    pub(super) doubts: Vec<Doubt>,
}

impl RowBuffer {
    /// The row's number as a person sees it in a spreadsheet: the header is row 1, the first data row is row 2.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// Bytes of the file before this row, when the file is delimited UTF-8.
    pub fn offset(&self) -> Option<u64> {
        self.offset
    }

    /// How many cells the row has; at least as many as the header.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether the row has no cells at all.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The cell of a column, as written; empty beyond the last one.
    pub fn cell(&self, index: usize) -> &str {
        let start = match index.checked_sub(1) {
            Some(before) => self.ends.get(before).copied(),
            None => Some(0),
        };
        match (start, self.ends.get(index)) {
            (Some(start), Some(end)) => self.text.get(start..*end).unwrap_or_default(),
            _ => "",
        }
    }

    /// The cells in their order.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len()).map(|index| self.cell(index))
    }

    /// The doubts about this row.
    pub fn doubts(&self) -> &[Doubt] {
        &self.doubts
    }

    pub(super) fn clear(&mut self) {
        self.offset = None;
        self.text.clear();
        self.ends.clear();
        self.doubts.clear();
    }

    pub(super) fn push_cell(&mut self, cell: &str) {
        self.text.push_str(cell);
        self.ends.push(self.text.len());
    }

    pub(super) fn doubt(&mut self, column: Option<String>, kind: DoubtKind, raw: &str) {
        self.doubts.push(Doubt { row: Some(self.number), column, offset: None, kind, raw: raw.to_owned() });
    }

    /// Pads a short row and says so; keeps a long one and says so.
    pub(super) fn fit(&mut self, header: &Header) {
        let (expected, found) = (header.columns.len(), self.ends.len());
        if found < expected {
            self.ends.resize(expected, self.text.len());
            self.doubt(None, DoubtKind::RowTooShort { expected, found }, "");
        } else if found > expected {
            let extra = self.ends.get(expected.wrapping_sub(1)).and_then(|end| self.text.get(*end..));
            let extra = extra.unwrap_or_default().to_owned();
            self.doubt(None, DoubtKind::RowTooLong { expected, found }, &extra);
        }
    }

    /// Doubts about what the cells contain. One look at the bytes of the whole row spares the cells of a clean one.
    pub(super) fn doubt_cells(&mut self, header: &Header) {
        let suspicious = self
            .text
            .bytes()
            .any(|byte| (byte < b' ' && byte != b'\n') || matches!(byte, b'=' | 0x7f | 0xe2 | 0xef));
        if !suspicious {
            return;
        }
        for index in 0..self.ends.len() {
            let cell = self.cell(index);
            let hidden = cell.chars().any(is_hidden);
            let control = cell.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'));
            let replaced = cell.contains('\u{fffd}');
            let formula = cell.starts_with('=') && cell.len() > 1;
            if !(hidden || control || replaced || formula) {
                continue;
            }
            let raw = cell.to_owned();
            for (found, kind) in [
                (hidden, DoubtKind::HiddenCharacters),
                (control, DoubtKind::ControlCharacters),
                (replaced, DoubtKind::BytesNotText),
                (formula, DoubtKind::Formula),
            ] {
                let known = || self.doubts.iter().any(|doubt| doubt.kind == kind && doubt.raw == raw);
                if found && !known() {
                    self.doubt(Some(header.name(index)), kind, &raw);
                }
            }
        }
    }
}
