//! What people decided about pairs, from CSV files: the same, or different. The ids in them must be in the lists.

use super::lists::{Lists, Row, name_of};
use super::rows::Rows;
use desk::{Outcome, Stop};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// Finds records by their ids, and by their lists where ids alone do not tell.
pub struct Finder<'r> {
    rows: &'r Rows,
    by_id: HashMap<&'r str, Vec<u32>>,
}

impl<'r> Finder<'r> {
    /// Over all records.
    pub fn new(rows: &'r Rows) -> Self {
        let mut by_id: HashMap<&str, Vec<u32>> = HashMap::with_capacity(rows.table.rows() as usize);
        for (record, id) in (0u32..).zip(rows.table.ids.iter()) {
            by_id.entry(id).or_default().push(record);
        }
        Self { rows, by_id }
    }

    /// The record of that id in that list; an empty list means any, if only one has it.
    ///
    /// # Errors
    /// What is wrong, as the second half of a sentence.
    pub fn find(&self, list: &str, id: &str) -> Result<u32, String> {
        let id = id.trim();
        let table = &self.rows.table;
        let list_name =
            |record: u32| table.lists.get(usize::from(table.list(record))).map_or("", String::as_str);
        // What was written as no formula comes back with its apostrophe.
        let bare = id.strip_prefix('\'').unwrap_or(id);
        let found =
            self.by_id.get(id).or_else(|| self.by_id.get(bare)).map(Vec::as_slice).unwrap_or_default();
        let mut here = found.iter().copied().filter(|record| list.is_empty() || list_name(*record) == list);
        match (here.next(), here.next()) {
            (Some(record), None) => Ok(record),
            (Some(_), Some(_)) => {
                Err(format!("the id {id:?} is in several lists; add the columns list_a and list_b"))
            }
            (None, _) if list.is_empty() => Err(format!("there is no record {id:?}")),
            (None, _) => Err(format!("there is no record {id:?} in the list {list:?}")),
        }
    }
}

/// The columns of a file of pairs.
pub struct PairColumns {
    /// List (if told) and id of the first record.
    pub a: (Option<usize>, usize),
    /// List (if told) and id of the second.
    pub b: (Option<usize>, usize),
}

impl PairColumns {
    /// Columns called `id_a` and `id_b`, or the list's own id column with `_a` and `_b` (as edges are written); otherwise
    /// the first two.
    pub fn of(columns: &[String], id: &str) -> Option<Self> {
        let at = |name: &str| columns.iter().position(|column| column == name);
        let ends = |stem: &str| at(&format!("{stem}_a")).zip(at(&format!("{stem}_b")));
        let (list_a, list_b) = (at("list_a"), at("list_b"));
        let rest: Vec<usize> =
            (0..columns.len()).filter(|at| Some(*at) != list_a && Some(*at) != list_b).collect();
        let first = || rest.first().copied().zip(rest.get(1).copied());
        let (a, b) = ends("id").or_else(|| ends(id)).or_else(first)?;
        Some(Self { a: (list_a, a), b: (list_b, b) })
    }

    /// The two records of a row.
    pub fn find(&self, row: &Row<'_>, finder: &Finder<'_>) -> Result<(u32, u32), String> {
        let one = |(list, id): (Option<usize>, usize)| {
            finder.find(list.map(|at| row.cell(at).trim()).unwrap_or_default(), row.cell(id))
        };
        let (a, b) = (one(self.a)?, one(self.b)?);
        if a == b { Err("both ids are one record".to_owned()) } else { Ok((a.min(b), a.max(b))) }
    }
}

/// The pairs of some files.
///
/// # Errors
/// A refusal that names file and row.
pub fn pairs(field: &'static str, paths: &[PathBuf], rows: &Rows) -> Outcome<Vec<(u32, u32)>> {
    if paths.is_empty() {
        return Ok(Vec::new());
    }
    let finder = Finder::new(rows);
    let mut pairs = Vec::new();
    for path in paths {
        let lists = Lists::open(std::slice::from_ref(path))?;
        let columns =
            PairColumns::of(&lists.columns, rows.id_name()).ok_or_else(|| too_narrow(field, path))?;
        lists.read(&mut |row| {
            let pair = columns.find(row, &finder).map_err(|problem| {
                Stop::refused_in_english(field, format!("{}, row {}: {problem}.", name_of(path), row.number))
            })?;
            pairs.push(pair);
            Ok(())
        })?;
    }
    pairs.sort_unstable();
    pairs.dedup();
    Ok(pairs)
}

fn too_narrow(field: &'static str, path: &Path) -> Stop {
    Stop::refused_in_english(field, format!("{}: a file of pairs needs two columns of ids.", name_of(path)))
}

/// Refuses a pair that is said to be both.
///
/// # Errors
/// A refusal that names both ids.
pub fn check(must: &[(u32, u32)], cannot: &[(u32, u32)], rows: &Rows) -> Outcome<()> {
    match must.iter().find(|pair| cannot.binary_search(pair).is_ok()) {
        Some((a, b)) => {
            let id = |record: u32| rows.table.ids.get(record).to_owned();
            Err(Stop::refused_in_english(
                "must-link",
                format!("{:?} and {:?} are said to be the same and to be different.", id(*a), id(*b)),
            )
            .hint_in_english("Take one of the two back."))
        }
        None => Ok(()),
    }
}
