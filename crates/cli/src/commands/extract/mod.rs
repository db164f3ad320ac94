//! Reading reports into drafts, for analysts and their own files: no casebook is opened, nothing is kept, nothing leaves
//! the machine.

mod index;
mod margin;
mod reader;

use crate::args::{Common, ExtractArgs, Format};
use crate::exit::Done;
use crate::print;
use desk::{Outcome, Stop};
use extract::{About, Doubt};
use index::Index;
use intake::reading::document::{read_html, read_plain_text};
use intake::reading::{FileKind, Limits, recognise};
use serde_json::Value;
use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

pub fn run(common: &Common, args: &ExtractArgs) -> Outcome<Done> {
    if args.eval {
        return super::drafts::measure(common);
    }
    let index = args.index.as_deref().map(Index::read).transpose()?.unwrap_or_default();
    let otherwise = About {
        published: args.published.as_deref().map(|text| index::day("published", text)).transpose()?,
        lang: args.language.as_deref().map(|tag| index::lang("language", tag)).transpose()?,
    };
    if let Some(dir) = &args.out {
        let made = std::fs::DirBuilder::new().recursive(true).mode(0o700).create(dir);
        made.map_err(|cause| {
            Stop::refused_in_english("out", format!("{} cannot be made: {cause}.", dir.display()))
        })?;
        // Two reports of one name would be written over each other: said before any is read.
        let mut stems = std::collections::BTreeMap::new();
        for file in &args.files {
            if let Some(other) = stems.insert(stem(file), file) {
                let say = format!(
                    "{} and {} would both become {}.json.",
                    other.display(),
                    file.display(),
                    stem(file)
                );
                return Err(Stop::refused_in_english("file", say).hint_in_english("Rename one of them."));
            }
        }
    }
    let patience = std::time::Duration::from_secs(args.reader_patience);
    let reader = args
        .reader
        .as_ref()
        .map(|address| reader::Reader::new(address, &args.model, args.reader_anywhere, patience))
        .transpose()?;
    let mut done = Done::Well;
    let mut listed = Vec::new();
    for file in &args.files {
        let read = match Report::read(file) {
            Ok(read) => read,
            // One bad file among many stops none of the others.
            Err(stop) if args.files.len() > 1 => {
                print::say(&stop.to_string());
                done = Done::WithProblems;
                continue;
            }
            Err(stop) => return Err(stop),
        };
        let about = index.about(&read.name).unwrap_or(&otherwise).clone();
        let mut reading = extract::read(&read.text, &about);
        if let Some(reader) = reader.as_ref().filter(|_| !read.text.trim().is_empty()) {
            match reader.ask(&read.text) {
                Ok(answer) => {
                    let second = extract::second::facts(&read.text, &about, &answer);
                    if second.dropped > 0 && !common.quiet {
                        let dropped = second.dropped;
                        print::say(&format!(
                            "{}: {dropped} of the second reader's facts are not in the report; dropped",
                            read.name
                        ));
                    }
                    extract::second::join(&mut reading.facts, second.facts);
                }
                // The drafts of the grammar stand without it.
                Err(why) => {
                    print::say(&format!(
                        "{}: the second reader was no help: {}",
                        read.name,
                        print::plain(&why)
                    ));
                    done = Done::WithProblems;
                }
            }
        }
        for doubt in read.doubts.iter().cloned().chain(reading.doubts.iter().map(|doubt| in_words(*doubt))) {
            if !common.quiet {
                print::say(&format!("{}: {doubt}", read.name));
            }
            done = Done::WithProblems;
        }
        let published = about.published.map(extract::gold::iso).unwrap_or_default();
        let drafts =
            || extract::gold::document(&stem(file), reading.lang, &published, &read.text, &reading.facts);
        match (&args.out, common.format) {
            (Some(dir), _) => {
                let json = serde_json::to_string_pretty(&drafts())
                    .map_err(|cause| Stop::fault("writing drafts", cause))?;
                write(dir, &format!("{}.json", stem(file)), &(json + "\n"), args.force)?;
                if !read.is_the_file {
                    // Offsets are of the text that was read, which is not the file: it goes along.
                    write(dir, &format!("{}.txt", stem(file)), &read.text, args.force)?;
                }
            }
            (None, Format::Json) => listed.push(drafts()),
            (None, Format::Csv) => {
                return Err(Stop::refused_in_english("format", "Drafts do not fit into a table.")
                    .hint_in_english(
                        "Take --format json, or --format text to read them beside the report.",
                    ));
            }
            (None, Format::Text) => {
                let many = args.files.len() > 1;
                print::data(&margin::page(&read.name, &read.text, &reading, many))?;
            }
        }
    }
    if args.out.is_none() && common.format == Format::Json {
        // One report is an object, as in its file; several are a list.
        print::json(&match listed.pop() {
            Some(only) if listed.is_empty() && args.files.len() == 1 => only,
            Some(last) => Value::Array(listed.into_iter().chain([last]).collect()),
            None => Value::Array(Vec::new()),
        })?;
    }
    Ok(done)
}

/// A report as it was read.
struct Report {
    name: String,
    text: String,
    /// Whether the text is the file, byte for byte.
    is_the_file: bool,
    doubts: Vec<String>,
}

impl Report {
    fn read(path: &Path) -> Outcome<Self> {
        let name = path
            .file_name()
            .map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
        if path.is_dir() {
            return Err(Stop::refused_in_english("file", format!("{name} is a directory; name a file.")));
        }
        let limits = Limits::default();
        let file = File::open(path)
            .map_err(|cause| Stop::not_found_in_english(format!("{name} cannot be read: {cause}.")))?;
        let mut bytes = Vec::new();
        let most = limits.document_bytes as u64 + 1;
        file.take(most)
            .read_to_end(&mut bytes)
            .map_err(|cause| Stop::not_found_in_english(format!("{name} cannot be read: {cause}.")))?;
        if bytes.is_empty() {
            let doubts = vec!["the file is empty; nothing was drafted".to_owned()];
            return Ok(Self { name, text: String::new(), is_the_file: true, doubts });
        }
        let head = bytes.get(..intake::reading::HEAD_BYTES.min(bytes.len())).unwrap_or(&bytes);
        let document = match recognise(&name, head)? {
            FileKind::Html => read_html(&name, &bytes, &limits)?,
            FileKind::Xlsx | FileKind::Ods => {
                return Err(Stop::refused_in_english("file", format!("{name} is a workbook, not a report."))
                    .hint_in_english("Lists of people are imported: habeas import."));
            }
            _ => read_plain_text(&name, &bytes, &limits)?,
        };
        let mut doubts: Vec<String> = document.doubts.iter().map(|doubt| doubt.kind.to_string()).collect();
        if !document.offsets_are_file_bytes {
            doubts.push("offsets are those of the text that was read, not of the file".to_owned());
        }
        Ok(Self { name, text: document.text, is_the_file: document.offsets_are_file_bytes, doubts })
    }
}

fn stem(path: &Path) -> String {
    path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned())
}

/// Writes a file that only its owner can read, under its name only when it is complete.
fn write(dir: &Path, name: &str, text: &str, force: bool) -> Outcome<()> {
    let path = dir.join(name);
    if path.exists() && !force {
        return Err(Stop::conflict_in_english(format!(
            "{} exists already; it was left as it is.",
            path.display()
        ))
        .hint_in_english("Take another directory, or --force to put new files in the place of old ones."));
    }
    let waiting = dir.join(format!(".{name}.part"));
    let fault = |cause: std::io::Error| Stop::fault("writing drafts", cause);
    let mut file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&waiting)
        .map_err(fault)?;
    file.write_all(text.as_bytes()).map_err(fault)?;
    drop(file);
    std::fs::rename(&waiting, &path).map_err(fault)
}

fn in_words(doubt: Doubt) -> String {
    match doubt {
        Doubt::Empty => "there is nothing to read".to_owned(),
        Doubt::NoKnownLanguage => {
            "it is in no language that can be read (English, Russian, Kazakh)".to_owned()
        }
        Doubt::TooLong { read } => format!("only the first {read} bytes were read"),
        Doubt::TurnsDirection => {
            "marks that turn the direction of writing stand in it; what is seen may not be what is written"
                .to_owned()
        }
        Doubt::MixedScripts => "a word mixes letters of two scripts; a name may be a look-alike".to_owned(),
    }
}
