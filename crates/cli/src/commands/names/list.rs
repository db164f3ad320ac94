//! A list of names from a file: one name a line, or a column of a table.

use super::{listed, open};
use desk::{Outcome, Stop};
use intake::reading::table::{Choices, Header, RowBuffer, read_table};
use intake::reading::{DoubtKind, FileKind, HEAD_BYTES, Limits, recognise};
use std::io::{Cursor, Read};
use std::path::Path;

/// Names of columns that hold names, as people head them.
const NAME_COLUMNS: [&str; 16] = [
    "name",
    "names",
    "full_name",
    "fullname",
    "full name",
    "written_name",
    "person",
    "person_name",
    "label",
    "имя",
    "имена",
    "фио",
    "ф.и.о.",
    "аты-жөні",
    "есімі",
    "піб",
];

/// Names with the number of their line or row.
pub struct List {
    pub names: Vec<String>,
    pub rows: Vec<u64>,
}

/// Reads a list. Empty lines and cells are left out.
pub fn read(path: &Path, column: Option<&str>, encoding: Option<&str>) -> Outcome<List> {
    let (name, mut file) = open(path)?;
    let mut head = Vec::new();
    let fault =
        |cause: std::io::Error| Stop::not_found_in_english(format!("{name} cannot be read: {cause}."));
    file.by_ref().take(HEAD_BYTES as u64).read_to_end(&mut head).map_err(fault)?;
    let kind = recognise(&name, &head)?;
    let mut list = List { names: Vec::new(), rows: Vec::new() };
    let lines = kind == FileKind::Text && column.is_none();
    let mut bytes = head;
    if lines {
        file.read_to_end(&mut bytes).map_err(fault)?;
        if encoding.is_none()
            && let Ok(text) = std::str::from_utf8(&bytes)
        {
            list.push_lines(text);
            return list.checked(&name);
        }
    }
    // Lines in another encoding are read as a table of one column, so that its encoding is found as that of a table;
    // names do not hold the separator, a control character.
    let choices =
        Choices { encoding: encoding.map(str::to_owned), separator: lines.then_some(0x1f), sheet: None };
    let mut table = read_table(&name, Cursor::new(bytes).chain(file), &choices, &Limits::default())?;
    let header = table.header().clone();
    let at = if lines { 0 } else { position(&name, &header, column)? };
    // What looks like a header is the first name, when there is one column and its head is none we know.
    let unnamed = table.doubts().iter().any(|doubt| matches!(doubt.kind, DoubtKind::ColumnNamed(_)));
    let alone = column.is_none() && header.columns.len() == 1;
    if alone && !unnamed && !is_name_column(&header.name(0)) {
        list.push(&header.name(0), header.row);
    }
    let mut row = RowBuffer::default();
    while table.next_row(&mut row)? {
        list.push(row.cell(at), row.number());
    }
    list.checked(&name)
}

impl List {
    fn push_lines(&mut self, text: &str) {
        let lines = text.trim_start_matches('\u{feff}').lines();
        // A list may have a head like a table's.
        let headed = lines.clone().next().is_some_and(is_name_column);
        for (line, row) in lines.zip(1..).skip(usize::from(headed)) {
            self.push(line, row);
        }
    }

    fn checked(self, file: &str) -> Outcome<List> {
        if self.names.is_empty() {
            return Err(Stop::refused_in_english("names", format!("{file} holds no names.")));
        }
        Ok(self)
    }

    fn push(&mut self, name: &str, row: u64) {
        if !name.trim().is_empty() {
            self.names.push(name.trim().to_owned());
            self.rows.push(row);
        }
    }
}

fn is_name_column(column: &str) -> bool {
    NAME_COLUMNS.contains(&column.trim().to_lowercase().as_str())
}

fn position(file: &str, header: &Header, column: Option<&str>) -> Outcome<usize> {
    if let Some(column) = column {
        return header.position(column).ok_or_else(|| {
            let say =
                format!("{file} has no column {column:?}; its columns are {}.", listed(&header.columns));
            Stop::refused_in_english("column", say)
        });
    }
    let known: Vec<usize> =
        (0..header.columns.len()).filter(|at| is_name_column(&header.name(*at))).collect();
    match (known.as_slice(), header.columns.len()) {
        ([at], _) => Ok(*at),
        ([], 1) => Ok(0),
        _ => {
            let say = format!(
                "Which column of {file} holds the names is not clear; its columns are {}.",
                listed(&header.columns)
            );
            Err(Stop::refused_in_english("column", say).hint_in_english("Say it with --column."))
        }
    }
}
