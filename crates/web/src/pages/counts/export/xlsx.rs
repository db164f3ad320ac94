//! A table as a workbook of two sheets: the table, and its receipt. Texts are inline strings, which are never formulas;
//! numbers are numbers.

use super::{Cell, Sheet};
use desk::{Outcome, Stop};
use std::fmt::Write as _;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

const TYPES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
<Default Extension=\"xml\" ContentType=\"application/xml\"/>\
<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>\
<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>\
<Override PartName=\"/xl/worksheets/sheet2.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>\
</Types>";
const RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/>\
</Relationships>";
const SHEETS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet2.xml\"/>\
</Relationships>";
const BEGIN: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><cols><col min=\"1\" max=\"1\" width=\"44\" \
customWidth=\"1\"/><col min=\"2\" max=\"4\" width=\"18\" customWidth=\"1\"/><col min=\"5\" max=\"5\" width=\"44\" customWidth=\"1\"/></cols><sheetData>";
const END: &str = "</sheetData></worksheet>";

pub(super) fn written(of: &Sheet) -> Outcome<Vec<u8>> {
    let fault = |cause: zip::result::ZipError| Stop::fault("writing a workbook", cause);
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    // Always the same moment: the same number gives the same bytes.
    let plain = SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    let parts: [(&str, String); 6] = [
        ("[Content_Types].xml", TYPES.to_owned()),
        ("_rels/.rels", RELATIONS.to_owned()),
        ("xl/workbook.xml", workbook(of)),
        ("xl/_rels/workbook.xml.rels", SHEETS.to_owned()),
        ("xl/worksheets/sheet1.xml", table(of)),
        ("xl/worksheets/sheet2.xml", receipt(of)),
    ];
    for (name, text) in parts {
        zip.start_file(name, plain).map_err(fault)?;
        zip.write_all(text.as_bytes()).map_err(|cause| Stop::fault("writing a workbook", cause))?;
    }
    Ok(zip.finish().map_err(fault)?.into_inner())
}

fn workbook(of: &Sheet) -> String {
    let name = |text: &str, otherwise: &str| {
        // Names of sheets are short and without some marks.
        let name: String = text.chars().filter(|c| !"[]:*?/\\'".contains(*c)).take(31).collect();
        escaped(if name.trim().is_empty() { otherwise } else { name.trim() })
    };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
         <workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>\
         <sheet name=\"{}\" sheetId=\"1\" r:id=\"rId1\"/><sheet name=\"{} \" sheetId=\"2\" r:id=\"rId2\"/></sheets></workbook>",
        name(&of.title, "Counts"),
        name(&of.receipt_title, "Receipt")
    )
    .replace(" \" sheetId", "\" sheetId")
}

fn table(of: &Sheet) -> String {
    let mut out = String::from(BEGIN);
    let head: Vec<String> = of.head.iter().map(|name| text(name)).collect();
    row(&mut out, 1, &head);
    for (at, line) in (2..).zip(&of.rows) {
        let cells: Vec<String> =
            std::iter::once(text(&line.label)).chain(line.cells.iter().map(value)).collect();
        row(&mut out, at, &cells);
    }
    out + END
}

fn receipt(of: &Sheet) -> String {
    let mut out = String::from(BEGIN);
    row(&mut out, 1, &[text(&of.title)]);
    let notes = of.notes.iter().map(|note| (note.as_str(), ""));
    let lines = of.receipt.iter().map(|(name, value)| (name.as_str(), value.as_str())).chain(notes);
    for (at, (name, value)) in (2..).zip(lines) {
        row(&mut out, at, &[text(name), text(value)]);
    }
    out + END
}

/// A row of cells, each what stands between `r="A1"` and the end.
fn row(out: &mut String, number: usize, cells: &[String]) {
    let _ = write!(out, "<row r=\"{number}\">");
    for (column, cell) in ('A'..='Z').zip(cells) {
        let _ = write!(out, "<c r=\"{column}{number}\"{cell}</c>");
    }
    out.push_str("</row>");
}

fn text(text: &str) -> String {
    format!(" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is>", escaped(text))
}

fn value(of: &Cell) -> String {
    match of {
        Cell::Number(number) => format!("><v>{number}</v>"),
        Cell::Change(by) => format!("><v>{by}</v>"),
        Cell::Words(words) => text(words),
    }
}

/// XML knows no control characters but these three; others are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(c),
            c if u32::from(c) < 0x20 || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}
