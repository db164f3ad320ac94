//! Results on disk: one file a scenario, one line a population, in the order of their numbers, so that a run that was stopped goes on where
//! it was and leaves the same file as one that was not.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// A scenario's file, open at its end.
#[derive(Debug)]
pub struct Kept {
    file: File,
    /// How many lines are in it.
    pub done: u64,
    early: BTreeMap<u64, String>,
}

/// The file of a name.
pub fn path(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}.tsv"))
}

impl Kept {
    /// Opens or begins the file of a name. What is torn at its end is cut off; a file that was made otherwise is refused.
    pub fn open(folder: &Path, name: &str, head: &str) -> Result<Self, String> {
        let path = path(folder, name);
        let told = |cause: std::io::Error| format!("{}: {cause}", path.display());
        let mut text = std::fs::read_to_string(&path).unwrap_or_default();
        let whole = text.rfind('\n').map_or(0, |at| at + 1);
        text.truncate(whole);
        let head = format!("{head}\n");
        if text.is_empty() || head.starts_with(&text) {
            std::fs::write(&path, &head).map_err(told)?;
            text.clone_from(&head);
        }
        let Some(lines) = text.strip_prefix(&head) else {
            return Err(format!(
                "{} was made with another seed, version or effort; name another folder, or remove it.",
                path.display()
            ));
        };
        let done = lines.lines().count() as u64;
        let file = OpenOptions::new().write(true).open(&path).map_err(told)?;
        file.set_len(text.len() as u64).map_err(told)?;
        drop(file);
        let file = OpenOptions::new().append(true).open(&path).map_err(told)?;
        Ok(Self { file, done, early: BTreeMap::new() })
    }

    /// Takes line `number`, and writes what has its turn.
    pub fn take(&mut self, number: u64, line: String) -> std::io::Result<()> {
        self.early.insert(number, line);
        while let Some(line) = self.early.remove(&self.done) {
            self.file.write_all(format!("{line}\n").as_bytes())?;
            self.done += 1;
        }
        Ok(())
    }
}

/// The lines of a file without its head: empty if there is none.
pub fn lines(folder: &Path, name: &str, head: &str) -> Vec<String> {
    let text = std::fs::read_to_string(path(folder, name)).unwrap_or_default();
    let text = text.get(..text.rfind('\n').map_or(0, |at| at + 1)).unwrap_or_default();
    text.lines().skip(head.lines().count()).map(str::to_owned).collect()
}
