//! Answering whether pairs are the same, at the terminal or from a pipe: both records side by side, what each field says,
//! one letter for an answer. Every answer is on the disk before the next question is asked.

use super::decisions::{Finder, PairColumns};
use super::edges::list;
use super::lists::{Lists, name_of, unreadable};
use super::outputs::{Outputs, csv_row};
use super::rows::{self, Rows};
use super::{against, config, constraints, in_threads, refused};
use crate::args::{Common, Format, LabelArgs};
use crate::exit::Done;
use crate::print;
use desk::{Kind, Outcome, Refusal, Stop};
use linkage::cluster::marks;
use linkage::label::{Answer, Question, Session};
use linkage::score::Scorer;
use linkage::{Linkage, Model};
use serde_json::json;
use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{BufRead, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::Path;

/// What an answer is called that was taken back.
const TAKEN_BACK: &str = "withdrawn";

pub fn run(common: &Common, args: &LabelArgs) -> Outcome<Done> {
    let planned: Vec<&Path> = args.model.iter().map(AsRef::as_ref).collect();
    let mut outputs = Outputs::plan(&planned, args.force)?;
    let (rows, before, linkage) = match args.lists.files.as_slice() {
        [model] if is_model(model)? => of_model(args, model)?,
        _ => of_lists(common, args)?,
    };
    let marks = marks(&rows.table);
    let mut session = Session::begin(&linkage.model, &rows.table, &linkage.edges, &marks).map_err(refused)?;
    let known = before.len();
    session.remember(before);
    let mut file = LabelFile::open(&args.labels, &rows)?;
    let asked = ask(common, args, &rows, &linkage.model, &mut session, &mut file)?;
    if let Some(path) = &args.model {
        let text = session.model().write().map_err(refused)? + "\n";
        outputs.write(path, &mut |to| to.write_all(text.as_bytes()))?;
    }
    outputs.finish()?;
    say(common, &session, known, asked)
}

type Begun = (Rows, BTreeMap<(u32, u32), Answer>, Linkage);

/// The lists, linked as they would be without answers.
fn of_lists(common: &Common, args: &LabelArgs) -> Outcome<Begun> {
    let mut rows = rows::read(&args.lists, common.quiet)?;
    let config = config(&args.lists, &mut rows)?;
    rows::check_ids(&rows)?;
    let before = read(&args.labels, &rows)?;
    let constraints = constraints(&args.lists, &config, &rows, &BTreeMap::new())?;
    let linkage = in_threads(args.lists.threads, || {
        linkage::link(&rows.table, &config, &constraints, config.seed).map_err(refused)
    })??;
    Ok((rows, before, linkage))
}

/// The records of an earlier run, under its model.
fn of_model(args: &LabelArgs, model: &Path) -> Outcome<Begun> {
    let earlier = against::read(model)?;
    let rows = Rows::of_earlier(earlier.kept.id_name, earlier.kept.table);
    let before = read(&args.labels, &rows)?;
    let constraints = constraints(&args.lists, &earlier.model.config, &rows, &BTreeMap::new())?;
    let linkage = in_threads(args.lists.threads, || {
        linkage::link_again(&earlier.model, &rows.table, &constraints).map_err(refused)
    })??;
    Ok((rows, before, linkage))
}

/// Whether the file is the model of an earlier run and no list.
fn is_model(path: &Path) -> Outcome<bool> {
    let mut head = [0; 64];
    let mut file = File::open(path).map_err(|cause| unreadable(path, &cause))?;
    let read = file.read(&mut head).map_err(|cause| unreadable(path, &cause))?;
    Ok(head.get(..read).is_some_and(|head| head.trim_ascii_start().starts_with(b"{")))
}

fn say(common: &Common, session: &Session<'_>, known: usize, asked: usize) -> Outcome<Done> {
    let count = |wanted| session.answers().values().filter(|answer| **answer == wanted).count();
    let (same, different, unsure) = (count(Answer::Same), count(Answer::Different), count(Answer::Unsure));
    match common.format {
        Format::Json => print::json(&json!({
            "answers": session.answers().len(), "before": known, "given": asked,
            "same": same, "different": different, "unsure": unsure,
        }))?,
        _ => print::data(&format!(
            "{asked} answers given, {} in all: {same} same, {different} different, {unsure} unsure",
            session.answers().len()
        ))?,
    }
    Ok(Done::Well)
}

/// Asks until there is nothing to ask, nobody to answer, or enough was answered. How many answers were given.
fn ask(
    common: &Common,
    args: &LabelArgs,
    rows: &Rows,
    model: &Model,
    session: &mut Session<'_>,
    file: &mut LabelFile,
) -> Outcome<usize> {
    let scorer = Scorer::new(model, &rows.table).map_err(refused)?;
    let mut input = std::io::stdin().lock();
    let mut given: Vec<(u32, u32)> = Vec::new();
    let mut again: Option<Question> = None;
    let enough = args.count.unwrap_or(usize::MAX);
    if !common.quiet {
        print::say("s same · d different · u unsure · b back · q quit; then Enter");
    }
    while given.len() < enough {
        let Some(question) = again.take().or_else(|| session.next()) else {
            print::say("Every close pair has its answer.");
            break;
        };
        print::say(&shown(rows, model, &scorer, &question, given.len() + 1));
        let answer = loop {
            let mut line = String::new();
            let read = input.read_line(&mut line);
            match (read, line.trim().to_lowercase().as_str()) {
                // The end of the input, or input that is no text: what was answered so far is kept.
                (Err(_) | Ok(0), _) | (_, "q" | "quit") => return Ok(given.len()),
                (_, "s" | "same") => break Some(Answer::Same),
                (_, "d" | "different") => break Some(Answer::Different),
                (_, "u" | "unsure") => break Some(Answer::Unsure),
                (_, "b" | "back") => break None,
                (_, other) => print::say(&format!(
                    "{:?} is none of s, d, u, b, q.",
                    other.chars().take(20).collect::<String>()
                )),
            }
        };
        match answer {
            Some(answer) => {
                file.add(rows, question.a, question.b, answer.name())?;
                session.answer(question.a, question.b, answer);
                given.push((question.a, question.b));
            }
            None => match given.pop() {
                Some((a, b)) => {
                    file.add(rows, a, b, TAKEN_BACK)?;
                    session.take_back(a, b);
                    again = Some(Question { a, b, weight: scorer.edge(a, b).weight.into() });
                }
                None => {
                    print::say("There is no answer to go back to.");
                    again = Some(question);
                }
            },
        }
    }
    Ok(given.len())
}

/// Both records side by side, and what each field says.
fn shown(rows: &Rows, model: &Model, scorer: &Scorer<'_>, question: &Question, number: usize) -> String {
    let parts = scorer.parts(question.a, question.b);
    let id = |row: u32| match list(rows, row) {
        "" => rows.table.ids.get(row).to_owned(),
        list if rows.table.lists.len() > 1 => format!("{} ({list})", rows.table.ids.get(row)),
        _ => rows.table.ids.get(row).to_owned(),
    };
    let mut table: Vec<Vec<String>> = Vec::new();
    let mut said: BTreeMap<&str, (String, String)> = BTreeMap::new();
    for (comparison, part) in model.comparisons.iter().zip(&parts.fields) {
        let level = part.level.and_then(|level| comparison.levels.get(level));
        let words = level.map_or("missing", |level| level.label.as_str()).to_owned();
        for column in &comparison.columns {
            said.entry(column)
                .or_insert_with(|| (words.clone(), format!("{:+.1}", part.weight + part.rarity)));
        }
    }
    for column in &rows.table.columns {
        let cell = |row: u32| column.written(row).unwrap_or_default().to_owned();
        let (words, weight) = said.get(column.name.as_str()).cloned().unwrap_or_default();
        table.push(vec![column.name.clone(), cell(question.a), cell(question.b), words, weight]);
    }
    let (a, b) = (id(question.a), id(question.b));
    format!(
        "\n{number}. the same? probability {:.2}\n{}",
        question.probability(),
        print::text_table(&["", &a, &b, "agreement", "weight"], &table)
    )
}

/// The file of answers, to which each one is added.
struct LabelFile {
    file: File,
    path: std::path::PathBuf,
    several: bool,
}

impl LabelFile {
    fn open(path: &Path, rows: &Rows) -> Outcome<Self> {
        let mut options = OpenOptions::new();
        options.create(true).append(true).read(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(path).map_err(|cause| storage(path, &cause))?;
        let mut opened = Self { file, path: path.to_owned(), several: rows.table.lists.len() > 1 };
        let length = opened.file.seek(SeekFrom::End(0)).map_err(|cause| storage(path, &cause))?;
        if length == 0 {
            let header: &[&str] = match opened.several {
                true => &["list_a", "id_a", "list_b", "id_b", "label"],
                false => &["id_a", "id_b", "label"],
            };
            opened.line(header)?;
        }
        Ok(opened)
    }

    fn add(&mut self, rows: &Rows, a: u32, b: u32, answer: &str) -> Outcome<()> {
        let ids = (rows.table.ids.get(a), rows.table.ids.get(b));
        if self.several {
            self.line(&[list(rows, a), ids.0, list(rows, b), ids.1, answer])
        } else {
            self.line(&[ids.0, ids.1, answer])
        }
    }

    fn line(&mut self, cells: &[&str]) -> Outcome<()> {
        let mut line = Vec::new();
        csv_row(&mut line, cells.iter().copied())
            .and_then(|()| self.file.write_all(&line))
            .and_then(|()| self.file.sync_data())
            .map_err(|cause| storage(&self.path, &cause))
    }
}

fn storage(path: &Path, cause: &std::io::Error) -> Stop {
    let say = format!("{} cannot be written: {cause}.", path.display());
    Stop::Refusal(Refusal {
        kind: Kind::Busy,
        field: Some("labels"),
        say: desk::Sentence::in_english(say),
        hint: None,
    })
}

/// The answers in a file, the last one about each pair; none when there is no such file yet.
///
/// # Errors
/// A refusal that names file and row.
pub fn read(path: &Path, rows: &Rows) -> Outcome<BTreeMap<(u32, u32), Answer>> {
    let mut answers = BTreeMap::new();
    match std::fs::metadata(path) {
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => return Ok(answers),
        Err(cause) => return Err(unreadable(path, &cause)),
        Ok(meta) if meta.len() == 0 => return Ok(answers),
        Ok(_) => {}
    }
    let lists = Lists::open(&[path.to_owned()])?;
    let label = lists.position("labels", "label")?;
    let columns = PairColumns::of(&lists.columns, rows.id_name()).ok_or_else(|| {
        Stop::refused_in_english("labels", format!("{}: there are no columns id_a and id_b.", name_of(path)))
    })?;
    let finder = Finder::new(rows);
    lists.read(&mut |row| {
        let refuse = |problem: String| {
            Stop::refused_in_english("labels", format!("{}, row {}: {problem}.", name_of(path), row.number))
        };
        let pair = columns.find(row, &finder).map_err(refuse)?;
        match row.cell(label).trim() {
            TAKEN_BACK => {
                answers.remove(&pair);
            }
            word => {
                let answer = Answer::parse(word)
                    .ok_or_else(|| refuse(format!("{word:?} is none of same, different, unsure")))?;
                answers.insert(pair, answer);
            }
        }
        Ok(())
    })?;
    Ok(answers)
}
