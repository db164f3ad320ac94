//! A first look at a file: what it is, and of a table what its columns hold and what a mapping makes of them. Nothing is
//! recorded.

use super::{FileInHand, ImportChoices, kind_of};
use crate::desk::Desk;
use crate::stop::Outcome;
use intake::mapping::{Mapping, Meaning, meanings_of, recognise, suggest};
use intake::reading::table::{Choices, HowRead, RowBuffer, read_table};
use intake::reading::{FileKind, Limits};
use std::path::Path;

/// Rows that are looked at for a guess.
const ROWS: usize = 200;
/// Cells shown of a column.
const SAMPLES: usize = 3;

/// What a file is.
#[derive(Debug, Clone)]
pub struct Looked {
    /// Its kind.
    pub kind: FileKind,
    /// What is in it, when it is a table.
    pub table: Option<TableSeen>,
}

/// What is in a table.
#[derive(Debug, Clone)]
pub struct TableSeen {
    /// How it was read.
    pub how: HowRead,
    /// Its columns, in order.
    pub columns: Vec<ColumnSeen>,
    /// The mapping that is used, or would be.
    pub mapping: Mapping,
    /// True when it comes with the program and knows this table by its header.
    pub shipped: bool,
    /// What each column holds by that mapping, when a form can say it.
    pub meanings: Option<Vec<Option<Meaning>>>,
}

/// A column.
#[derive(Debug, Clone)]
pub struct ColumnSeen {
    /// Its name.
    pub name: String,
    /// Some of what it holds: the first different cells that are not empty.
    pub samples: Vec<String>,
}

/// Looks into a file.
///
/// # Errors
/// A refusal when it cannot be read, is of no kind that is read, or the mapping does not fit it.
pub fn look_into(desk: &Desk, file: &FileInHand, choices: &ImportChoices) -> Outcome<Looked> {
    let kind = kind_of(file)?;
    let is_table = matches!(kind, FileKind::Csv | FileKind::Tsv | FileKind::Xlsx | FileKind::Ods);
    let table = if is_table { Some(look_into_table(desk, file, choices)?) } else { None };
    Ok(Looked { kind, table })
}

fn look_into_table(desk: &Desk, file: &FileInHand, choices: &ImportChoices) -> Outcome<TableSeen> {
    let how = Choices { encoding: choices.encoding.clone(), separator: None, sheet: choices.sheet.clone() };
    let mut table = read_table(file.name(), file.open()?, &how, &Limits::default())?;
    let names = table.header().columns.clone();
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut row = RowBuffer::default();
    while rows.len() < ROWS && table.next_row(&mut row)? {
        rows.push(row.cells().map(str::to_owned).collect());
    }
    let (mapping, shipped) = match (&choices.mapping, recognise(&names)?) {
        (Some(mapping), _) => (mapping.clone(), false),
        (None, Some(mapping)) => (mapping, true),
        (None, None) => {
            let stem = Path::new(file.name()).file_stem().unwrap_or_default().to_string_lossy();
            (Mapping::parse(&suggest(&stem, &names, &rows, desk.zone()))?, false)
        }
    };
    let columns = names.iter().enumerate().map(|(at, name)| {
        let mut samples: Vec<String> = Vec::new();
        for cell in rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.trim()) {
            if samples.len() < SAMPLES && !cell.is_empty() && !samples.iter().any(|known| known == cell) {
                samples.push(cell.to_owned());
            }
        }
        ColumnSeen { name: name.clone(), samples }
    });
    Ok(TableSeen {
        how: table.how().clone(),
        columns: columns.collect(),
        meanings: meanings_of(&mapping, &names),
        mapping,
        shipped,
    })
}
