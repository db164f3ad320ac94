//! Reading lists: every file as rows of cells under one set of columns, in the order of the files. Rows are lent, so
//! that a file of a million rows costs no more memory than one row.

use super::parquet;
use desk::{Kind, Outcome, Refusal, Stop};
use intake::reading::table::{Choices, RowBuffer, TableReader, read_table};
use intake::reading::{Doubt, DoubtKind, Limits};
use std::collections::HashMap;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// Which files, what they are called, and which columns they have together.
pub struct Lists {
    /// The columns of all files, in the order in which they are met.
    pub columns: Vec<String>,
    /// The files.
    pub files: Vec<ListFile>,
}

/// One file.
pub struct ListFile {
    /// Where it is.
    path: PathBuf,
    /// What its list is called: the file's name without its ending.
    pub name: String,
    /// The place of each of its columns among all of them.
    places: Vec<usize>,
    parquet: bool,
}

/// What was odd about the lists.
#[derive(Default)]
pub struct Oddities {
    /// In words, with file and row; the first ones.
    pub said: Vec<String>,
    /// How many there are.
    pub count: u64,
    /// How many are damage: cells too few or too many, bytes that are not text.
    pub damage: u64,
}

/// Oddities kept in words.
const SAID: usize = 20;

/// One row under the columns of all files.
pub struct Row<'a> {
    /// Which file, from 0.
    pub file: usize,
    /// Its number in the file, as a spreadsheet shows it.
    pub number: u64,
    cells: Cells<'a>,
    places: &'a [Option<usize>],
}

enum Cells<'a> {
    Lent(&'a RowBuffer),
    Own(&'a [String]),
}

impl Row<'_> {
    /// The cell of a column, as written; empty where the file has no such column.
    pub fn cell(&self, column: usize) -> &str {
        let Some(place) = self.places.get(column).copied().flatten() else { return "" };
        match self.cells {
            Cells::Lent(row) => row.cell(place),
            Cells::Own(cells) => cells.get(place).map(String::as_str).unwrap_or_default(),
        }
    }
}

impl Lists {
    /// Looks at the headers of all files.
    ///
    /// # Errors
    /// A refusal that names the file.
    pub fn open(paths: &[PathBuf]) -> Outcome<Self> {
        let mut lists = Self { columns: Vec::new(), files: Vec::new() };
        let mut place_of: HashMap<String, usize> = HashMap::new();
        for path in paths {
            let parquet = is_parquet(path)?;
            let header = if parquet {
                parquet::columns(path)?
            } else {
                let (name, file) = open(path)?;
                read_table(&name, file, &Choices::default(), &Limits::default())?.header().columns.clone()
            };
            let places = header
                .into_iter()
                .map(|column| {
                    *place_of.entry(column).or_insert_with_key(|column| {
                        lists.columns.push(column.clone());
                        lists.columns.len() - 1
                    })
                })
                .collect();
            let name = lists.name_for(path);
            lists.files.push(ListFile { path: path.clone(), name, places, parquet });
        }
        Ok(lists)
    }

    /// A file's name without its ending; with a number behind it when another list has that name.
    fn name_for(&self, path: &Path) -> String {
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let taken = |name: &str| self.files.iter().any(|file| file.name == name);
        let numbered = (2..).map(|n| format!("{stem} ({n})")).find(|name| !taken(name));
        if taken(&stem) { numbered.unwrap_or(stem) } else { stem }
    }

    /// The position of a column, or a refusal that names those there are.
    pub fn position(&self, field: &'static str, name: &str) -> Outcome<usize> {
        let name = name.trim();
        self.columns.iter().position(|column| column == name).ok_or_else(|| {
            let known = self.columns.join(", ");
            Stop::refused_in_english(field, format!("There is no column {name:?}; the columns are {known}."))
        })
    }

    /// Lends every row of every file to `take`.
    ///
    /// # Errors
    /// A refusal that names file and row, or what `take` refuses.
    pub fn read(&self, take: &mut dyn FnMut(&Row<'_>) -> Outcome<()>) -> Outcome<Oddities> {
        let mut odd = Oddities::default();
        for (at, file) in self.files.iter().enumerate() {
            let mut places = vec![None; self.columns.len()];
            for (own, place) in file.places.iter().enumerate() {
                if let Some(slot) = places.get_mut(*place) {
                    *slot = Some(own);
                }
            }
            if file.parquet {
                parquet::read(&file.path, &mut |number, cells| {
                    take(&Row { file: at, number, cells: Cells::Own(cells), places: &places })
                })?;
                continue;
            }
            let (name, input) = open(&file.path)?;
            let mut table = read_table(&name, input, &Choices::default(), &Limits::default())?;
            odd.note(&name, table.doubts());
            each_row(&mut table, &mut |row| {
                odd.note(&name, row.doubts());
                take(&Row { file: at, number: row.number(), cells: Cells::Lent(row), places: &places })
            })?;
        }
        Ok(odd)
    }
}

fn each_row(table: &mut TableReader<'_>, take: &mut dyn FnMut(&RowBuffer) -> Outcome<()>) -> Outcome<()> {
    let mut row = RowBuffer::default();
    while table.next_row(&mut row)? {
        take(&row)?;
    }
    Ok(())
}

impl Oddities {
    fn note(&mut self, file: &str, doubts: &[Doubt]) {
        for doubt in doubts {
            self.count += 1;
            self.damage += u64::from(matches!(
                doubt.kind,
                DoubtKind::RowTooShort { .. }
                    | DoubtKind::RowTooLong { .. }
                    | DoubtKind::BytesNotText
                    | DoubtKind::StrayQuote
            ));
            if self.said.len() < SAID {
                let words: String = doubt.to_string().chars().take(300).collect();
                self.said.push(format!("{file}, {words}"));
            }
        }
    }
}

/// What the file is called, and the file.
fn open(path: &Path) -> Outcome<(String, File)> {
    let name = name_of(path);
    let file = File::open(path).map_err(|cause| unreadable(path, &cause))?;
    if file.metadata().is_ok_and(|meta| meta.is_dir()) {
        return Err(Stop::refused_in_english(
            "file",
            format!("{} is a directory; name a file.", path.display()),
        ));
    }
    Ok((name, file))
}

fn is_parquet(path: &Path) -> Outcome<bool> {
    let (_, mut file) = open(path)?;
    let mut head = [0; 4];
    // A file shorter than that is no Parquet file; what it is instead, the table reader says.
    Ok(file.read_exact(&mut head).is_ok() && &head == b"PAR1")
}

/// The last part of a path, for messages.
pub fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// A file that is not there, or cannot be read.
pub fn unreadable(path: &Path, cause: &std::io::Error) -> Stop {
    let kind = if cause.kind() == std::io::ErrorKind::NotFound { Kind::NotFound } else { Kind::Busy };
    let say = format!("{} cannot be read: {cause}.", path.display());
    Stop::Refusal(Refusal { kind, field: Some("file"), say: desk::Sentence::in_english(say), hint: None })
}
