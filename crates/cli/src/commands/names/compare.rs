//! Comparing pairs of names: the table comes back as it was, with three columns more.

use super::{in_words, listed, open};
use crate::args::{Common, Format, NamesCompareArgs};
use crate::exit::Done;
use crate::print;
use desk::keep::defused;
use desk::{Outcome, Stop};
use intake::reading::table::{Choices, Header, RowBuffer, TableReader, read_table};
use intake::reading::{DoubtKind, Limits};
use serde_json::{Map, Value, json};
use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// The columns that are added.
const ADDED: [&str; 3] = ["score", "verdict", "reasons"];

pub fn run(common: &Common, args: &NamesCompareArgs) -> Outcome<Done> {
    let (name, file) = open(&args.pairs)?;
    let choices = Choices { encoding: args.encoding.clone(), ..Choices::default() };
    let mut table = read_table(&name, file, &choices, &Limits::default())?;
    let header = table.header().clone();
    let columns = (column(&name, &header, &args.a)?, column(&name, &header, &args.b)?);
    if let Some(taken) = ADDED.iter().find(|added| header.position(added).is_some()) {
        let say = format!("{name} has a column {taken:?} already, and its own would be added.");
        return Err(
            Stop::refused_in_english("pairs", say).hint_in_english("Rename that column, or leave it out.")
        );
    }
    let target = args.out.as_deref().map(|path| Target::plan(path, args.force)).transpose()?;
    let mut odd = Odd::default();
    match target {
        None => {
            let out = BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
            write(common, &mut table, columns, out, &mut odd, "writing to stdout")?;
        }
        Some(target) => {
            let out = BufWriter::with_capacity(1 << 16, target.make()?);
            write(common, &mut table, columns, out, &mut odd, "writing the result")?;
            target.finish()?;
        }
    }
    odd.said(&name, common.quiet);
    Ok(if odd.any() { Done::WithProblems } else { Done::Well })
}

fn column(file: &str, header: &Header, name: &str) -> Outcome<usize> {
    header.position(name).ok_or_else(|| {
        let say = format!("{file} has no column {name:?}; its columns are {}.", listed(&header.columns));
        Stop::refused_in_english("pairs", say)
            .hint_in_english("Name the columns of the two names with --a and --b.")
    })
}

/// Rows that were compared all the same, but should be looked at.
#[derive(Default)]
struct Odd {
    rows: u64,
    empty: u64,
    ragged: u64,
    broken: u64,
    first: Option<u64>,
}

impl Odd {
    fn note(&mut self, row: &RowBuffer, a: &str, b: &str) {
        self.rows += 1;
        let empty = a.trim().is_empty() || b.trim().is_empty();
        let has = |wanted: fn(&DoubtKind) -> bool| row.doubts().iter().any(|doubt| wanted(&doubt.kind));
        let ragged = has(|kind| matches!(kind, DoubtKind::RowTooShort { .. } | DoubtKind::RowTooLong { .. }));
        let broken = has(|kind| matches!(kind, DoubtKind::BytesNotText));
        self.empty += u64::from(empty);
        self.ragged += u64::from(ragged);
        self.broken += u64::from(broken);
        if empty || ragged || broken {
            self.first.get_or_insert(row.number());
        }
    }

    fn any(&self) -> bool {
        self.first.is_some()
    }

    fn said(&self, file: &str, quiet: bool) {
        let Some(first) = self.first else {
            if !quiet && self.rows == 0 {
                print::say(&format!("{file} has a header and no pairs below it."));
            }
            return;
        };
        let count = |count: u64, what: &str| (count > 0).then(|| format!("{count} {what}"));
        let said = [
            count(self.empty, "without one of the names"),
            count(self.ragged, "with more or fewer cells than the header"),
            count(self.broken, "with bytes that are no text"),
        ];
        let said: Vec<String> = said.into_iter().flatten().collect();
        print::say(&format!("{file}: of {} rows, {}; the first is row {first}.", self.rows, said.join(", ")));
    }
}

fn write(
    common: &Common,
    table: &mut TableReader<'_>,
    columns: (usize, usize),
    out: impl Write,
    odd: &mut Odd,
    doing: &'static str,
) -> Outcome<()> {
    match common.format {
        Format::Json => write_json(table, columns, out, odd, doing),
        Format::Text | Format::Csv => write_csv(table, columns, out, odd, doing),
    }
}

/// One pair's answer: score, verdict, reasons.
fn answer(row: &RowBuffer, columns: (usize, usize), odd: &mut Odd) -> (f32, String, String) {
    let (a, b) = (row.cell(columns.0), row.cell(columns.1));
    odd.note(row, a, b);
    let comparison = names::compare(&names::read(a), &names::read(b));
    (comparison.score, comparison.verdict.to_string(), in_words(&comparison.reasons))
}

fn write_csv(
    table: &mut TableReader<'_>,
    columns: (usize, usize),
    out: impl Write,
    odd: &mut Odd,
    doing: &'static str,
) -> Outcome<()> {
    let fault = |cause: csv::Error| match cause.into_kind() {
        csv::ErrorKind::Io(cause) => Stop::fault(doing, cause),
        other => Stop::fault(doing, std::io::Error::other(format!("{other:?}"))),
    };
    // As every table habeas writes: each cell quoted, formulas defused.
    let mut writer =
        csv::WriterBuilder::new().quote_style(csv::QuoteStyle::Always).flexible(true).from_writer(out);
    let names = table.header().columns.iter().map(|name| defused(name));
    writer.write_record(names.chain(ADDED.map(str::to_owned))).map_err(fault)?;
    let width = table.header().columns.len();
    let mut row = RowBuffer::default();
    while table.next_row(&mut row)? {
        let (score, verdict, reasons) = answer(&row, columns, odd);
        // Cells beyond the header would push the answer out of its columns; they come after it.
        for cell in row.cells().take(width) {
            writer.write_field(defused(cell)).map_err(fault)?;
        }
        writer.write_field(format!("{score:.4}")).map_err(fault)?;
        writer.write_field(&verdict).map_err(fault)?;
        writer.write_field(defused(&reasons)).map_err(fault)?;
        for cell in row.cells().skip(width) {
            writer.write_field(defused(cell)).map_err(fault)?;
        }
        writer.write_record(None::<&[u8]>).map_err(fault)?;
    }
    writer.flush().map_err(|cause| Stop::fault(doing, cause))
}

fn write_json(
    table: &mut TableReader<'_>,
    columns: (usize, usize),
    mut out: impl Write,
    odd: &mut Odd,
    doing: &'static str,
) -> Outcome<()> {
    let fault = |cause: std::io::Error| Stop::fault(doing, cause);
    let header = table.header().clone();
    let mut row = RowBuffer::default();
    let mut between = "[";
    while table.next_row(&mut row)? {
        let (score, verdict, reasons) = answer(&row, columns, odd);
        let cells = row.cells().enumerate().map(|(at, cell)| (header.name(at), Value::from(cell)));
        let mut object: Map<String, Value> = cells.collect();
        object.insert("score".to_owned(), json!((f64::from(score) * 1e4).round() / 1e4));
        object.insert("verdict".to_owned(), Value::from(verdict));
        object.insert("reasons".to_owned(), Value::from(reasons));
        write!(out, "{between}\n{}", Value::Object(object)).map_err(fault)?;
        between = ",";
    }
    let end = if between == "[" { "[]\n" } else { "\n]\n" };
    out.write_all(end.as_bytes()).and_then(|()| out.flush()).map_err(fault)
}

/// A file that gets its name only when it is complete.
struct Target {
    path: PathBuf,
    waiting: PathBuf,
}

impl Target {
    fn plan(path: &Path, force: bool) -> Outcome<Self> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
            return Err(Stop::not_found_in_english(format!("There is no folder {}.", folder.display())));
        }
        let Some(name) = path.file_name().filter(|_| !path.is_dir()) else {
            return Err(Stop::refused_in_english(
                "out",
                format!("{} is a directory; name a file.", path.display()),
            ));
        };
        if path.exists() && !force {
            return Err(Stop::conflict_in_english(format!(
                "{} exists already; nothing was written.",
                path.display()
            ))
            .hint_in_english("Take another name, or --force to put the new one in its place."));
        }
        let waiting = path.with_file_name(format!(".{}.{}.part", name.to_string_lossy(), std::process::id()));
        Ok(Self { path: path.to_owned(), waiting })
    }

    fn make(&self) -> Outcome<File> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(&self.waiting).map_err(|cause| {
            Stop::conflict_in_english(format!("{} cannot be made: {cause}.", self.path.display()))
        })
    }

    fn finish(&self) -> Outcome<()> {
        std::fs::rename(&self.waiting, &self.path).map_err(|cause| Stop::fault("writing the result", cause))
    }
}

impl Drop for Target {
    fn drop(&mut self) {
        // After a failure nothing half-written stays; after success it is not there any more.
        let _ = std::fs::remove_file(&self.waiting);
    }
}
