//! A folder into which reports are dropped. A file is read once, when it is complete, and then moved into `done` or `failed`
//! beside it. Links are not followed.

use super::look::{Looking, Post};
use super::watch::Watched;
use crate::stop::Outcome;
use intake::reading::Limits;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A file that was written to within this time may not be complete.
const QUIET: Duration = Duration::from_secs(2);

/// Looks once.
pub(super) fn look(looking: &mut Looking<'_>, one: &Watched) -> Outcome<()> {
    let folder = Path::new(&one.what);
    let Ok(entries) = std::fs::read_dir(folder) else {
        looking.problem(format!("{}: this folder cannot be read.", one.what));
        return Ok(());
    };
    let mut files: Vec<PathBuf> =
        entries.flatten().map(|entry| entry.path()).filter(|path| is_complete(path)).collect();
    files.sort();
    for path in files {
        if !looking.goes_on() {
            return Ok(());
        }
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let limit = Limits::default().document_bytes as u64;
        let mut bytes = Vec::new();
        let taken = std::fs::File::open(&path).and_then(|file| file.take(limit + 1).read_to_end(&mut bytes));
        let problems = looking.problems();
        match taken {
            Ok(0) => looking.problem(format!("{name}: it is empty.")),
            Ok(_) if bytes.len() as u64 > limit => {
                looking.problem(format!("{name}: it is larger than {} MB.", limit >> 20));
            }
            Ok(_) => looking.take(one, Post { name: &name, bytes: &bytes, ..Post::default() })?,
            Err(cause) => looking.problem(format!("{name}: it cannot be read: {cause}.")),
        }
        let well = looking.problems() == problems;
        if let Err(cause) = put_away(&path, &folder.join(if well { "done" } else { "failed" })) {
            looking.problem(format!("{name}: it could not be put away: {cause}."));
        }
    }
    Ok(())
}

/// A plain file under its final name that nobody has written to for a while.
fn is_complete(path: &Path) -> bool {
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().to_lowercase());
    let unfinished = [".part", ".tmp", ".crdownload", ".partial", "~"];
    if name.starts_with('.') || unfinished.iter().any(|end| name.ends_with(end)) {
        return false;
    }
    let Ok(meta) = std::fs::symlink_metadata(path) else { return false };
    // A clock that was put back makes a file of the future; it is complete all the same.
    meta.is_file() && meta.modified().is_ok_and(|at| at.elapsed().map_or(true, |age| age >= QUIET))
}

/// Moves a file without writing over another.
fn put_away(path: &Path, into: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(into)?;
    let name = path.file_name().unwrap_or_default();
    let mut to = into.join(name);
    let mut number = 1;
    while to.symlink_metadata().is_ok() {
        number += 1;
        to = into.join(format!("{number}-{}", name.to_string_lossy()));
    }
    std::fs::rename(path, to)
}
