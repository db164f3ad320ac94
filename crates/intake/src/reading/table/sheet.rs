//! One sheet of a workbook in memory: only its filled cells, in one string, so that a cell in a far corner costs
//! nothing. Knows nothing of the format it came from.

use super::row::{Header, RowBuffer};
use super::{Doubt, DoubtKind, Limits, ReadingProblem};

/// What a workbook reader hands over.
pub(super) struct Workbook {
    /// The sheet that was read.
    pub sheet: Sheet,
    /// All sheets, in their order.
    pub sheets: Vec<String>,
    /// Sheets with content that were not read.
    pub others: Vec<String>,
    /// Doubts about the workbook as a whole.
    pub doubts: Vec<Doubt>,
}

/// A sheet's filled cells.
#[derive(Default)]
pub(super) struct Sheet {
    /// Its name.
    pub name: String,
    text: String,
    cells: Vec<Filled>,
    /// Doubts by (row, column), in the order they were met.
    doubts: Vec<(u32, u32, DoubtKind, String)>,
    next: usize,
    next_doubt: usize,
    sorted: bool,
}

/// A filled cell: zero-based row and column, and its place in the text.
struct Filled {
    row: u32,
    column: u32,
    start: usize,
    end: usize,
}

impl Sheet {
    pub fn named(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// Adds a cell at a zero-based position; an empty one is not kept.
    pub fn add(
        &mut self,
        file: &str,
        (row, column): (u32, u32),
        value: &str,
        limits: &Limits,
    ) -> Result<(), ReadingProblem> {
        if value.is_empty() {
            return Ok(());
        }
        if column as usize >= limits.columns {
            return Err(ReadingProblem::TooManyColumns {
                file: file.to_owned(),
                row: u64::from(row) + 1,
                limit: limits.columns,
            });
        }
        if value.len() > limits.cell_bytes {
            return Err(ReadingProblem::CellTooLong {
                file: file.to_owned(),
                row: u64::from(row) + 1,
                column: (column + 1).to_string(),
                limit: limits.cell_bytes,
            });
        }
        if self.cells.len() >= limits.workbook_cells || self.text.len() as u64 > limits.unpacked_bytes {
            return Err(ReadingProblem::WorkbookTooLarge {
                file: file.to_owned(),
                what: format!("has more than {} filled cells in one sheet", self.cells.len()),
                limit: format!("{} cells", limits.workbook_cells),
            });
        }
        let start = self.text.len();
        self.text.push_str(value);
        self.cells.push(Filled { row, column, start, end: self.text.len() });
        Ok(())
    }

    /// Adds a doubt about a cell.
    pub fn doubt(&mut self, (row, column): (u32, u32), kind: DoubtKind, raw: &str) {
        self.doubts.push((row, column, kind, raw.to_owned()));
    }

    /// The next row with content; its number is the one the spreadsheet program shows. The header, when known,
    /// gives the columns in doubts their names.
    pub fn read_row(&mut self, row: &mut RowBuffer, header: Option<&Header>) -> bool {
        row.clear();
        if !self.sorted {
            self.cells.sort_by_key(|cell| (cell.row, cell.column));
            self.doubts.sort_by_key(|(row, column, ..)| (*row, *column));
            self.sorted = true;
        }
        let Some(first) = self.cells.get(self.next) else { return false };
        let at = first.row;
        row.number = u64::from(at) + 1;
        while let Some(cell) = self.cells.get(self.next).filter(|cell| cell.row == at) {
            while row.len() < cell.column as usize {
                row.push_cell("");
            }
            // A file that fills one cell twice keeps both values side by side in the cell.
            let again = row.len() > cell.column as usize;
            let value = self.text.get(cell.start..cell.end).unwrap_or_default();
            if again {
                row.text.push('\n');
                row.text.push_str(value);
                if let Some(end) = row.ends.last_mut() {
                    *end = row.text.len();
                }
            } else {
                row.push_cell(value);
            }
            self.next += 1;
        }
        while let Some((doubt_row, column, kind, raw)) =
            self.doubts.get(self.next_doubt).filter(|doubt| doubt.0 <= at)
        {
            let index = *column as usize;
            let column = header.map_or_else(|| (index + 1).to_string(), |header| header.name(index));
            row.doubts.push(Doubt {
                row: Some(u64::from(*doubt_row) + 1),
                column: Some(column),
                offset: None,
                kind: kind.clone(),
                raw: raw.clone(),
            });
            self.next_doubt += 1;
        }
        true
    }
}
