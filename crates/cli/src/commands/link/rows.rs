//! The rows of the lists as a table for linkage: which column names the records, which are left out, who is who.

use super::lists::{Lists, Oddities, Row};
use crate::args::ListArgs;
use desk::{Outcome, Stop};
use linkage::table::{Builder, Table};
use std::collections::HashMap;

/// A table, and what linkage must not see.
pub struct Rows {
    /// What is compared.
    pub table: Table,
    /// The column of ids as the files call it; `None` when rows are counted.
    pub id: Option<String>,
    /// The true person of each row, numbered; only for measuring.
    pub truth: Option<Vec<u32>>,
    /// What was odd about the files.
    pub odd: Oddities,
    /// The row each record has in its file.
    numbers: Vec<u64>,
    /// The names of the files' lists.
    files: Vec<String>,
    /// The file each record is from.
    file_of: Vec<u16>,
    /// How many records of an earlier run stand before those of the files.
    earlier: u32,
}

impl Rows {
    /// What the ids are called in what is written.
    pub fn id_name(&self) -> &str {
        self.id.as_deref().unwrap_or("row")
    }

    /// The records of an earlier run alone.
    pub fn of_earlier(id: String, table: Table) -> Self {
        let earlier = table.rows();
        Self {
            table,
            id: Some(id),
            truth: None,
            odd: Oddities::default(),
            numbers: Vec::new(),
            files: Vec::new(),
            file_of: Vec::new(),
            earlier,
        }
    }

    /// The same with so many records of an earlier run before those that were taken, of whom nobody says who they are.
    pub fn with_earlier(mut self, table: Table, earlier: u32, taken: &[u32]) -> Self {
        self.table = table;
        if earlier > 0 {
            self.truth = None;
        }
        self.numbers = taken.iter().filter_map(|row| self.numbers.get(*row as usize).copied()).collect();
        self.file_of = taken.iter().filter_map(|row| self.file_of.get(*row as usize).copied()).collect();
        self.earlier = earlier;
        self
    }

    /// Where a record stands, in words.
    pub fn place(&self, record: u32) -> String {
        let Some(record) = record.checked_sub(self.earlier) else {
            return "a record of the earlier run".to_owned();
        };
        let number = self.numbers.get(record as usize).copied().unwrap_or_default();
        let file = self.file_of.get(record as usize).and_then(|at| self.files.get(usize::from(*at)));
        match file {
            Some(file) if self.files.len() > 1 => format!("row {number} of {file}"),
            _ => format!("row {number}"),
        }
    }
}

/// Names of columns that hold the records' own ids, when all their values differ.
const IDS: [&str; 14] = [
    "id",
    "uid",
    "uuid",
    "unique_id",
    "uniqueid",
    "record_id",
    "recordid",
    "rec_id",
    "recid",
    "row_id",
    "person_id",
    "№",
    "ид",
    "nr",
];

/// Reads the lists.
///
/// # Errors
/// A refusal that names the file, the column or the rows.
pub fn read(args: &ListArgs, quiet: bool) -> Outcome<Rows> {
    read_called(args, None, quiet)
}

/// The same; records are called by the column an earlier run called them by, unless another is named.
///
/// # Errors
/// As [`read`].
pub fn read_called(args: &ListArgs, earlier_id: Option<&str>, quiet: bool) -> Outcome<Rows> {
    let lists = Lists::open(&args.files)?;
    let truth = args.truth.as_deref().map(|name| lists.position("truth", name)).transpose()?;
    let mut left_out: Vec<usize> =
        args.ignore.iter().map(|name| lists.position("ignore", name)).collect::<Outcome<_>>()?;
    left_out.extend(truth);
    let known = earlier_id.filter(|id| lists.columns.iter().any(|column| column == id));
    let named = args.id.as_deref().or(known).map(|name| lists.position("id", name)).transpose()?;
    let guessed = named.or_else(|| guess(&lists, &left_out));
    let rows = read_with(&lists, guessed, truth, &left_out, named.is_some())?;
    let rows = match rows.filter(|rows| named.is_some() || check_ids(rows).is_ok()) {
        Some(rows) => rows,
        // A guessed column with a gap or a repeated value is no column of ids.
        None => read_with(&lists, None, truth, &left_out, false)?.ok_or_else(nothing)?,
    };
    if named.is_none() && !quiet {
        let passed_over = guessed.and_then(|at| lists.columns.get(at));
        crate::print::say(&match (&rows.id, passed_over) {
            (Some(id), _) => format!("Records are called by the column {id:?}; say --id to take another."),
            (None, Some(column)) => format!(
                "The column {column:?} is no column of ids, since a cell of it is empty or one value stands twice in a list: \
                 records are called by their row numbers; say --id {column} to see which rows. Row numbers do not survive \
                 a change of the file."
            ),
            (None, None) => "There is no column of ids, so records are called by their row numbers; say --id COLUMN if there \
                     is one. Row numbers do not survive a change of the file."
                .to_owned(),
        });
    }
    Ok(rows)
}

fn nothing() -> Stop {
    Stop::refused_in_english("file", "There are no rows below the header, so there is nothing to link.")
}

fn guess(lists: &Lists, left_out: &[usize]) -> Option<usize> {
    IDS.iter().find_map(|id| {
        let is = |column: &String| column.trim().to_lowercase().replace([' ', '-'], "_") == *id;
        lists.columns.iter().position(is).filter(|at| !left_out.contains(at))
    })
}

/// Reads all rows; `None` when the column of ids was guessed and turns out to be none.
fn read_with(
    lists: &Lists,
    id: Option<usize>,
    truth: Option<usize>,
    left_out: &[usize],
    id_named: bool,
) -> Outcome<Option<Rows>> {
    let compared: Vec<usize> =
        (0..lists.columns.len()).filter(|at| Some(*at) != id && !left_out.contains(at)).collect();
    let names = compared.iter().filter_map(|at| lists.columns.get(*at)).map(String::as_str);
    let mut builder = Builder::new(names);
    let list_of_file: Vec<u16> = lists.files.iter().map(|file| builder.list(&file.name)).collect();
    let mut persons: HashMap<String, u32> = HashMap::new();
    let mut truths: Vec<u32> = Vec::new();
    let (mut numbers, mut file_of) = (Vec::new(), Vec::new());
    let mut empty_id = None;
    let odd = lists.read(&mut |row: &Row<'_>| {
        let list = list_of_file.get(row.file).copied().unwrap_or_default();
        let number;
        let name = match id {
            Some(id) => row.cell(id).trim(),
            None => {
                number = row.number.to_string();
                &number
            }
        };
        if name.is_empty() && empty_id.is_none() {
            empty_id = Some((row.file, row.number));
        }
        builder.row(name, list, compared.iter().map(|column| row.cell(*column)));
        numbers.push(row.number);
        file_of.push(row.file as u16);
        if let Some(truth) = truth {
            // A record of whom nobody knows who it is, is nobody else.
            let who = row.cell(truth).trim();
            let next = (persons.len() + truths.len()) as u32;
            let person = if who.is_empty() { next } else { *persons.entry(who.to_owned()).or_insert(next) };
            truths.push(person);
        }
        Ok(())
    })?;
    let id = id.and_then(|at| lists.columns.get(at)).cloned();
    if let (Some((file, number)), Some(id)) = (empty_id, &id) {
        if !id_named {
            return Ok(None);
        }
        let file = lists.files.get(file).map(|file| file.name.as_str()).unwrap_or_default();
        return Err(Stop::refused_in_english(
            "id",
            format!("{file}, row {number}: the column {id:?} of ids is empty."),
        )
        .hint_in_english("Every record needs an id; leave --id out to call records by their row numbers."));
    }
    let rows = Rows {
        table: builder.finish(),
        truth: truth.map(|_| truths),
        id,
        odd,
        numbers,
        files: lists.files.iter().map(|file| file.name.clone()).collect(),
        file_of,
        earlier: 0,
    };
    if rows.table.rows() == 0 {
        return Err(nothing());
    }
    Ok(Some(rows))
}

/// Refuses ids that two records of one list share; to be asked once it is known which lists there are.
///
/// # Errors
/// A refusal that names the rows.
pub fn check_ids(rows: &Rows) -> Outcome<()> {
    let Some(id) = &rows.id else { return Ok(()) };
    let mut seen: HashMap<(u16, &str), u32> = HashMap::with_capacity(rows.table.rows() as usize);
    for (record, name) in (0u32..).zip(rows.table.ids.iter()) {
        if let Some(first) = seen.insert((rows.table.list(record), name), record) {
            let (one, other) = (rows.place(first), rows.place(record));
            let places = match (one.strip_prefix("row "), other.strip_prefix("row ")) {
                (Some(one), Some(other)) if rows.files.len() == 1 => format!("rows {one} and {other}"),
                _ => format!("{one} and {other}"),
            };
            return Err(Stop::refused_in_english(
                "id",
                format!("The id {name:?} (column {id:?}) stands in {places}."),
            )
            .hint_in_english(
                "Ids must differ within a list; leave --id out to call records by their row numbers.",
            ));
        }
    }
    Ok(())
}
