//! A table as CSV (RFC 4180, UTF-8 with its mark, so that spreadsheets read every script): the table, an empty line, the
//! receipt. No cell can be taken for a formula.

use super::{Cell, Sheet};

pub(super) fn written(of: &Sheet) -> String {
    let mut out = String::from('\u{feff}');
    let [part, floor, ceiling] = &of.head;
    line(&mut out, &[part, floor, ceiling]);
    for row in &of.rows {
        line(&mut out, &[&row.label, &cell(&row.floor), &cell(&row.ceiling)]);
    }
    out.push_str("\r\n");
    line(&mut out, &[&of.receipt_title, &of.title]);
    for (name, value) in &of.receipt {
        line(&mut out, &[name, value]);
    }
    for note in &of.notes {
        line(&mut out, &[note]);
    }
    out
}

fn cell(of: &Cell) -> String {
    match of {
        Cell::Number(number) => number.to_string(),
        Cell::Words(words) => words.clone(),
    }
}

fn line(out: &mut String, cells: &[&str]) {
    for (at, cell) in cells.iter().enumerate() {
        out.push_str(if at > 0 { ",\"" } else { "\"" });
        out.push_str(&defused(cell).replace('"', "\"\""));
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
