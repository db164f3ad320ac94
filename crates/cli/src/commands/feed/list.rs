//! What is watched: a table beside the settings, readable only to its owner. It names feeds and folders, never people.

use desk::{Outcome, Stop};
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

/// One thing that is watched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watched {
    /// Address or folder.
    pub what: String,
    /// Whose it is.
    pub source: String,
    /// Host and port that may be private; empty for none.
    pub private: String,
}

impl Watched {
    /// Whether it is a feed; otherwise a folder.
    pub fn is_feed(&self) -> bool {
        self.what.starts_with("http://") || self.what.starts_with("https://")
    }
}

fn file(dir: &Path) -> PathBuf {
    dir.join("feeds.tsv")
}

/// All that is watched.
pub fn read(dir: &Path) -> Outcome<Vec<Watched>> {
    let text = match std::fs::read_to_string(file(dir)) {
        Ok(text) => text,
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(cause) => return Err(Stop::fault("reading the list of feeds", cause)),
    };
    let lines = text.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    let of = |cells: &[&str], at: usize| cells.get(at).map_or_else(String::new, |cell| (*cell).to_owned());
    Ok(lines
        .filter(|cells| cells.first().is_some_and(|what| !what.is_empty()))
        .map(|cells| Watched { what: of(&cells, 0), source: of(&cells, 1), private: of(&cells, 2) })
        .collect())
}

/// Writes the list anew; a crash leaves the old one.
pub fn write(dir: &Path, watched: &[Watched]) -> Outcome<()> {
    let fault = |cause: std::io::Error| Stop::fault("writing the list of feeds", cause);
    let waiting = dir.join("feeds.tsv.part");
    let options =
        std::fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&waiting);
    let mut out = options.map_err(fault)?;
    for one in watched {
        writeln!(out, "{}\t{}\t{}", one.what, one.source, one.private).map_err(fault)?;
    }
    out.sync_all().map_err(fault)?;
    std::fs::rename(&waiting, file(dir)).map_err(fault)
}
