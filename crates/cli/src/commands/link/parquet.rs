//! Reading Parquet: columns and rows as text, one row at a time. Nested columns are refused by name, since a cell must
//! be one value.

use super::lists::{name_of, unreadable};
use ::parquet::file::reader::{FileReader, SerializedFileReader};
use ::parquet::record::Field;
use desk::{Outcome, Stop};
use std::fs::File;
use std::path::Path;

/// The longest cell, as for any other table.
const CELL_BYTES: usize = 1 << 20;

/// The names of the columns.
pub fn columns(path: &Path) -> Outcome<Vec<String>> {
    let reader = open(path)?;
    let schema = reader.metadata().file_metadata().schema_descr_ptr();
    let root = schema.root_schema();
    let nested = root.get_fields().iter().find(|field| !field.is_primitive());
    if let Some(nested) = nested {
        return Err(Stop::refused_in_english(
            "file",
            format!(
                "{}: the column {:?} holds lists or records, not single values.",
                name_of(path),
                nested.name()
            ),
        )
        .hint_in_english("Write that column as text, or leave it out."));
    }
    Ok(root.get_fields().iter().map(|field| field.name().to_owned()).collect())
}

/// Lends every row as text; the first row after the names is number 2, as in a spreadsheet.
pub fn read(path: &Path, take: &mut dyn FnMut(u64, &[String]) -> Outcome<()>) -> Outcome<()> {
    let reader = open(path)?;
    let rows = reader.get_row_iter(None).map_err(|cause| broken(path, &cause))?;
    let mut cells: Vec<String> = Vec::new();
    for (number, row) in (2u64..).zip(rows) {
        let row = row.map_err(|cause| broken(path, &cause))?;
        cells.clear();
        cells.extend(row.get_column_iter().map(|(_, field)| text(field)));
        if let Some(at) = cells.iter().position(|cell| cell.len() > CELL_BYTES) {
            return Err(Stop::refused_in_english(
                "file",
                format!(
                    "{}, row {number}, column {}: a cell longer than {CELL_BYTES} bytes.",
                    name_of(path),
                    at + 1
                ),
            ));
        }
        take(number, &cells)?;
    }
    Ok(())
}

fn open(path: &Path) -> Outcome<SerializedFileReader<File>> {
    let file = File::open(path).map_err(|cause| unreadable(path, &cause))?;
    SerializedFileReader::new(file).map_err(|cause| broken(path, &cause))
}

fn broken(path: &Path, cause: &::parquet::errors::ParquetError) -> Stop {
    let words: String = cause.to_string().chars().take(200).collect();
    Stop::refused_in_english("file", format!("{}: the Parquet file cannot be read ({words}).", name_of(path)))
        .hint_in_english(
            "It may be cut short, or packed in a way this version does not read: save it as CSV.",
        )
}

/// A value as it would be written in a CSV.
fn text(field: &Field) -> String {
    match field {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        Field::Bytes(bytes) => String::from_utf8_lossy(bytes.data()).into_owned(),
        Field::Bool(value) => value.to_string(),
        other => other.to_string(),
    }
}
