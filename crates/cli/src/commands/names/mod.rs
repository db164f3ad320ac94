//! Comparing and searching names, for analysts and their own files: no casebook is opened, nothing is kept.

mod compare;
mod list;
mod search;

use crate::args::{Common, NamesArgs, NamesCommand};
use crate::exit::Done;
use desk::{Outcome, Stop};
use names::Reason;
use std::fs::File;
use std::path::Path;

pub fn run(common: &Common, args: &NamesArgs) -> Outcome<Done> {
    match &args.command {
        NamesCommand::Compare(of) => compare::run(common, of),
        NamesCommand::Search(of) => search::run(common, of),
    }
}

/// Opens a file of the user's, with its name for messages.
pub fn open(path: &Path) -> Outcome<(String, File)> {
    let name = path
        .file_name()
        .map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
    if path.is_dir() {
        return Err(Stop::refused_in_english("file", format!("{name} is a directory; name a file.")));
    }
    let file = File::open(path)
        .map_err(|cause| Stop::not_found_in_english(format!("{name} cannot be read: {cause}.")))?;
    Ok((name, file))
}

/// The columns of a table in a sentence.
fn listed(columns: &[String]) -> String {
    let mut named: Vec<String> = columns.iter().take(20).map(|column| format!("{column:?}")).collect();
    if columns.len() > named.len() {
        named.push(format!("and {} more", columns.len() - named.len()));
    }
    named.join(", ")
}

fn in_words(reasons: &[Reason]) -> String {
    reasons.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}
