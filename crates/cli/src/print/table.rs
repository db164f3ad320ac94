//! Tables as aligned text, as CSV and as JSON.

use desk::keep::defused;
use serde_json::{Map, Value, json};

/// Aligned columns; the last is not padded.
pub fn text_table(header: &[&str], rows: &[Vec<String>]) -> String {
    let rows: Vec<Vec<String>> =
        rows.iter().map(|row| row.iter().map(|cell| one_line(cell)).collect()).collect();
    let width = |at: usize| {
        let cells = rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.chars().count());
        cells.chain(header.get(at).map(|name| name.chars().count())).max().unwrap_or(0).min(60)
    };
    let widths: Vec<usize> = (0..header.len()).map(width).collect();
    let line = |cells: Vec<&str>| {
        let mut out = String::new();
        for (at, cell) in cells.iter().enumerate() {
            out.push_str(cell);
            if at + 1 < cells.len() {
                let pad = widths.get(at).copied().unwrap_or(0).saturating_sub(cell.chars().count()) + 2;
                out.extend(std::iter::repeat_n(' ', pad));
            }
        }
        out.trim_end().to_owned()
    };
    let mut lines = vec![line(header.to_vec())];
    lines.extend(rows.iter().map(|row| line(row.iter().map(String::as_str).collect())));
    lines.join("\n")
}

/// CSV with every cell quoted and formulas defused.
pub fn csv(header: &[&str], rows: &[Vec<String>]) -> desk::Outcome<String> {
    let mut writer = csv::WriterBuilder::new().quote_style(csv::QuoteStyle::Always).from_writer(Vec::new());
    let fault = |cause: csv::Error| desk::Stop::fault("writing CSV", cause);
    writer.write_record(header).map_err(fault)?;
    for row in rows {
        writer.write_record(row.iter().map(|cell| defused(cell))).map_err(fault)?;
    }
    let bytes = writer.into_inner().map_err(|cause| desk::Stop::fault("writing CSV", cause.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Rows as JSON objects: each cell under the name of its column.
pub fn objects(header: &[&str], rows: &[Vec<String>]) -> Vec<Map<String, Value>> {
    let named = |row: &Vec<String>| {
        let cells = header.iter().zip(row).map(|(name, cell)| (name.replace(' ', "_"), json!(cell)));
        cells.collect()
    };
    rows.iter().map(named).collect()
}

fn one_line(cell: &str) -> String {
    let flat: String = super::plain(cell).split_whitespace().collect::<Vec<_>>().join(" ");
    if flat.chars().count() > 100 { flat.chars().take(99).chain(['…']).collect() } else { flat }
}
