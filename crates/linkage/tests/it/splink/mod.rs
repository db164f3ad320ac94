//! Splink's models: the SQL that is read, what is refused, and weights pair by pair against Splink itself.

mod functions;
mod pairs;
mod reading;

use linkage::Table;
use linkage::table::Builder;
use std::path::{Path, PathBuf};

/// The golden files: `tools/splink_reference.py` made them from 400 synthetic rows (testkit's `lists` example, seed 11).
fn golden(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/data/splink").join(name)
}

/// A table of a CSV file with `unique_id`; `cluster` is left out.
fn table(path: &Path) -> Table {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let header = reader.headers().unwrap().clone();
    let compared: Vec<usize> =
        (0..header.len()).filter(|at| !["unique_id", "cluster"].contains(&&header[*at])).collect();
    let id = header.iter().position(|name| name == "unique_id").unwrap();
    let mut builder = Builder::new(compared.iter().map(|at| &header[*at]));
    let list = builder.list("people");
    for record in reader.records() {
        let record = record.unwrap();
        builder.row(&record[id], list, compared.iter().map(|at| &record[*at]));
    }
    builder.finish()
}

/// A table of these rows; ids are 1, 2, …
fn rows(columns: &[&str], rows: &[&[&str]]) -> Table {
    let mut builder = Builder::new(columns.iter().copied());
    let list = builder.list("people");
    for (at, row) in rows.iter().enumerate() {
        builder.row(&(at + 1).to_string(), list, row.iter().copied());
    }
    builder.finish()
}

/// Settings with one comparison of these conditions (and ELSE), m = .9, u = .1 each.
fn one_comparison(conditions: &[&str]) -> String {
    let levels: Vec<serde_json::Value> = conditions
        .iter()
        .chain(&["ELSE"])
        .map(|sql| {
            serde_json::json!({
                "sql_condition": sql, "label_for_charts": format!("as {sql}"), "m_probability": 0.9, "u_probability": 0.1,
            })
        })
        .collect();
    serde_json::json!({
        "link_type": "dedupe_only",
        "probability_two_random_records_match": 0.5,
        "comparisons": [{"output_column_name": "name", "comparison_levels": levels}],
        "blocking_rules_to_generate_predictions": [],
    })
    .to_string()
}
