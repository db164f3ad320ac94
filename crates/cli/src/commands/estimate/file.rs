//! The table's file.

use crate::args::EstimateArgs;
use crate::commands::names::open;
use desk::{Outcome, Stop};
use estimate::OverlapTable;
use estimate::reading::{Reading, Row, Wanted, read as read_rows};
use intake::reading::Limits;
use intake::reading::table::{Choices, RowBuffer, read_table};
use std::path::Path;

/// Rows at most: people of record-level files; a table of 25 lists that is worth estimating has far fewer.
const MOST_ROWS: usize = 20_000_000;

/// Reads the table, or the strata, of a file.
///
/// # Errors
/// A refusal that says row, column and what to do.
pub fn read(path: &Path, args: &EstimateArgs) -> Outcome<Reading> {
    let (name, file) = open(path)?;
    let choices = Choices { encoding: args.encoding.clone(), ..Choices::default() };
    let mut table = read_table(&name, file, &choices, &Limits::default())?;
    let header = table.header().columns.clone();
    let mut rows = Vec::new();
    let mut row = RowBuffer::default();
    while table.next_row(&mut row)? {
        if rows.len() >= MOST_ROWS {
            let say = format!("{name} has more than {MOST_ROWS} rows; count the patterns first.");
            return Err(Stop::refused_in_english("table", say));
        }
        rows.push(Row { number: row.number(), cells: row.cells().map(str::to_owned).collect() });
    }
    let wanted = Wanted {
        lists: args.lists.clone(),
        count: args.count.clone(),
        strata: args.strata.clone(),
        derived: derived(&args.derived)?,
    };
    read_rows(&header, &rows, &wanted).map_err(|refusal| {
        let say = format!("{name}: {refusal}").trim_end_matches('.').to_owned() + ".";
        Stop::refused_in_english("table", say)
    })
}

/// A table of another linkage.
///
/// # Errors
/// As [`read`].
pub fn replicate(path: &Path, args: &EstimateArgs) -> Outcome<OverlapTable> {
    let mut strata = read(path, args)?.strata;
    match (strata.pop(), strata.is_empty()) {
        (Some((None, table)), true) => Ok(table),
        _ => {
            Err(Stop::refused_in_english("replicates", format!("{} holds no single table.", path.display())))
        }
    }
}

fn derived(words: &[String]) -> Outcome<Vec<Vec<String>>> {
    words
        .iter()
        .map(|word| {
            let same: Vec<String> = word.split('=').map(|list| list.trim().to_owned()).collect();
            if same.len() < 2 || same.iter().any(String::is_empty) {
                let say = format!("{word:?} names no two lists; write --derived LIST=LIST.");
                return Err(Stop::refused_in_english("derived", say));
            }
            Ok(same)
        })
        .collect()
}
