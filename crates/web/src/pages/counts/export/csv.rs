//! A table as CSV (RFC 4180, UTF-8 with its mark, so that spreadsheets read every script): the table, an empty line, the
//! receipt. No cell can be taken for a formula.

use super::{Cell, Sheet};

pub(super) fn written(of: &Sheet) -> String {
    let mut out = String::from('\u{feff}');
    let head: Vec<String> = of.head.iter().map(|name| defused(name)).collect();
    line(&mut out, &head);
    for row in &of.rows {
        let cells: Vec<String> =
            std::iter::once(defused(&row.label)).chain(row.cells.iter().map(cell)).collect();
        line(&mut out, &cells);
    }
    out.push_str("\r\n");
    line(&mut out, &[defused(&of.receipt_title), defused(&of.title)]);
    for (name, value) in &of.receipt {
        line(&mut out, &[defused(name), defused(value)]);
    }
    for note in &of.notes {
        line(&mut out, &[defused(note)]);
    }
    out
}

/// A cell that no spreadsheet reckons: a number with its sign is a number in any case.
fn cell(of: &Cell) -> String {
    match of {
        Cell::Number(number) => number.to_string(),
        Cell::Change(by) => by.to_string(),
        Cell::Words(words) => defused(words),
    }
}

fn line(out: &mut String, cells: &[String]) {
    for (at, cell) in cells.iter().enumerate() {
        out.push_str(if at > 0 { ",\"" } else { "\"" });
        out.push_str(&cell.replace('"', "\"\""));
        out.push('"');
    }
    out.push_str("\r\n");
}

/// A text that no spreadsheet reckons: one that begins as a formula does gets an apostrophe before it.
fn defused(text: &str) -> String {
    match text.trim_start().chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r') => format!("'{text}"),
        _ => text.to_owned(),
    }
}
