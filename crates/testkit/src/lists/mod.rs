//! Synthetic lists for record linkage, with planted truth: a register in the manner of FEBRL, detention lists in two
//! scripts, dated lists of Arabic names, testimony records with Spanish double surnames. The column `cluster` says who is
//! the same person. Nobody here exists; nothing here is taken from a real list. The same seed gives the same rows.

mod arabic;
mod detention;
mod pools;
mod register;
mod spanish;
mod typing;

pub use arabic::arabic_lists;
pub use detention::detention_lists;
pub use pools::{Pool, Pools};
pub use register::register;
pub use spanish::testimony_list;

use crate::chance::Chance;

/// A table of text cells. Every list has `unique_id` and `cluster`; the latter is the truth and must be kept from a linker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// What the list is called: the name of its file without the ending.
    pub name: String,
    /// The names of the columns.
    pub columns: Vec<&'static str>,
    /// The rows, each as long as `columns`; an empty cell is a missing value.
    pub rows: Vec<Box<[Box<str>]>>,
}

impl List {
    /// The list as CSV with a header line.
    pub fn to_csv(&self) -> String {
        let mut out = self.columns.join(",");
        out.push('\n');
        for row in &self.rows {
            for (at, cell) in row.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                let quoted = cell.contains([',', '"', '\n', '\r']);
                if quoted {
                    out.push('"');
                    out.push_str(&cell.replace('"', "\"\""));
                    out.push('"');
                } else {
                    out.push_str(cell);
                }
            }
            out.push('\n');
        }
        out
    }
}

/// Puts the rows in another order and numbers them, so that neither order nor number tells who is the same.
fn dealt(name: &str, columns: &[&'static str], mut rows: Vec<Box<[Box<str>]>>, chance: &mut Chance) -> List {
    chance.shuffle(&mut rows);
    for (at, row) in rows.iter_mut().enumerate() {
        if let Some(id) = row.first_mut() {
            *id = format!("{name}-{}", at + 1).into();
        }
    }
    List { name: name.to_owned(), columns: columns.to_vec(), rows }
}

/// A row of cells.
fn row<const N: usize>(cells: [String; N]) -> Box<[Box<str>]> {
    cells.into_iter().map(String::into_boxed_str).collect()
}
