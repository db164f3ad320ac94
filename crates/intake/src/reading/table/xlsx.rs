//! XLSX workbooks by calamine, cell by cell: never as a rectangle, which one cell in a far corner would blow up.
//! A formula comes as what it last showed, with a doubt that holds the formula. Dates come as ISO 8601 text.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, ExcelDateTime, Reader, Xlsx, XlsxFormulaMetadata};

use super::sheet::{Sheet, Workbook};
use super::{DoubtKind, Limits, ReadingProblem};

/// Reads the sheet asked for, or the first with content. The archive has been weighed before.
///
/// # Errors
/// A [`ReadingProblem`] when the workbook is damaged, lacks the sheet, or breaks a limit.
pub(super) fn read(
    file: &str,
    bytes: &[u8],
    wanted: Option<&str>,
    limits: &Limits,
) -> Result<Workbook, ReadingProblem> {
    // The parser is careful, but it is not ours, and a hostile file must not end the program.
    catch_unwind(AssertUnwindSafe(|| read_workbook(file, bytes, wanted, limits)))
        .unwrap_or_else(|_| Err(broken(file, "its content makes no sense")))
}

fn broken(file: &str, what: impl ToString) -> ReadingProblem {
    ReadingProblem::BrokenWorkbook { file: file.to_owned(), what: what.to_string() }
}

fn read_workbook(
    file: &str,
    bytes: &[u8],
    wanted: Option<&str>,
    limits: &Limits,
) -> Result<Workbook, ReadingProblem> {
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|error| broken(file, error))?;
    let sheets = book.sheet_names();
    if let Some(name) = wanted
        && !sheets.iter().any(|sheet| sheet == name)
    {
        return Err(ReadingProblem::NoSuchSheet {
            file: file.to_owned(),
            asked: name.to_owned(),
            sheets: sheets.join(", "),
        });
    }
    let mut chosen: Option<Sheet> = None;
    let mut others = Vec::new();
    for name in &sheets {
        let this_one = wanted.map_or(chosen.is_none(), |wanted| wanted == name);
        if this_one {
            // A chart sheet has no cells, and is passed over unless it was asked for.
            match read_sheet(file, &mut book, name, limits) {
                Ok(sheet) if !sheet.is_empty() || wanted.is_some() => chosen = Some(sheet),
                Ok(_) => {}
                Err(ReadingProblem::BrokenWorkbook { .. }) if wanted.is_none() && sheets.len() > 1 => {
                    others.push(name.clone());
                }
                Err(problem) => return Err(problem),
            }
        } else if has_content(&mut book, name) {
            others.push(name.clone());
        }
    }
    let sheet = chosen.ok_or_else(|| ReadingProblem::Empty { file: file.to_owned() })?;
    Ok(Workbook { sheet, sheets, others, doubts: Vec::new() })
}

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

fn read_sheet(file: &str, book: &mut Book<'_>, name: &str, limits: &Limits) -> Result<Sheet, ReadingProblem> {
    let mut sheet = Sheet::named(name);
    let mut cells = book.worksheet_cells_reader(name).map_err(|error| broken(file, error))?;
    while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(|error| broken(file, error))? {
        let formula = cell.formula.as_ref().map(formula_text);
        if let DataRef::Error(_) = cell.value {
            sheet.doubt(cell.pos, DoubtKind::SpreadsheetError, &cell_text(&cell.value));
        }
        let mut text = cell_text(&cell.value);
        if let Some(formula) = formula {
            sheet.doubt(cell.pos, DoubtKind::Formula, &formula);
            // A formula that never showed anything is shown itself.
            if text.is_empty() {
                text = formula;
            }
        }
        sheet.add(file, cell.pos, &text, limits)?;
    }
    Ok(sheet)
}

/// Whether a sheet has any filled cell. A sheet that cannot be read counts as having one.
fn has_content(book: &mut Book<'_>, name: &str) -> bool {
    let Ok(mut cells) = book.worksheet_cells_reader(name) else { return true };
    loop {
        match cells.next_cell() {
            Ok(Some(cell)) if *cell.get_value() == DataRef::Empty => {}
            Ok(Some(_)) | Err(_) => return true,
            Ok(None) => return false,
        }
    }
}

fn formula_text(formula: &XlsxFormulaMetadata) -> String {
    match formula {
        XlsxFormulaMetadata::Normal { formula } | XlsxFormulaMetadata::Shared { formula, .. } => {
            format!("={formula}")
        }
        _ => "=(the formula of a neighbouring cell)".to_owned(),
    }
}

fn cell_text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        // Shortest form that reads back the same: 12, not 12.0.
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(true) => "TRUE".to_owned(),
        DataRef::Bool(false) => "FALSE".to_owned(),
        DataRef::DateTime(moment) => moment_text(moment),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

/// A day as `2019-06-09`, a day with a time as `2019-06-09T19:30:00`, a time alone as `19:30:00`, a length of time
/// as hours, minutes and seconds.
fn moment_text(moment: &ExcelDateTime) -> String {
    let serial = moment.as_f64();
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    if moment.is_duration() {
        let seconds = (serial * 86_400.0).round() as i64;
        let sign = if seconds < 0 { "-" } else { "" };
        let seconds = seconds.unsigned_abs();
        return format!("{sign}{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
    if (0.0..1.0).contains(&serial) && serial > 0.0 {
        return format!("{hour:02}:{minute:02}:{second:02}");
    }
    if (hour, minute, second) == (0, 0, 0) {
        return format!("{year:04}-{month:02}-{day:02}");
    }
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
}
