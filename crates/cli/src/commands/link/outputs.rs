//! Writing results: each file complete or not at all, readable by its owner alone, and nothing that was there before is
//! lost unless asked for.

use super::lists::name_of;
use desk::keep::defused;
use desk::{Kind, Outcome, Refusal, Stop};
use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Files that are made under other names first and get their own when all of them are complete.
pub struct Outputs {
    force: bool,
    waiting: Vec<(PathBuf, PathBuf)>,
}

impl Outputs {
    /// Looks before any work whether the files may be made.
    ///
    /// # Errors
    /// A conflict for a file that exists, without `force`; a refusal for two outputs of one name.
    pub fn plan(paths: &[&Path], force: bool) -> Outcome<Self> {
        for (at, path) in paths.iter().enumerate() {
            if paths.iter().take(at).any(|before| before == path) {
                return Err(Stop::refused_in_english(
                    "out",
                    format!("{} is named for two outputs.", path.display()),
                ));
            }
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
            if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
                return Err(Stop::not_found_in_english(format!("There is no folder {}.", folder.display())));
            }
            if path.is_dir() {
                return Err(Stop::refused_in_english(
                    "out",
                    format!("{} is a directory; name a file.", path.display()),
                ));
            }
            if !force && path.exists() {
                return Err(Stop::conflict_in_english(format!(
                    "{} exists already; nothing was written.",
                    path.display()
                ))
                .hint_in_english("Take another name, or --force to put the new one in its place."));
            }
        }
        Ok(Self { force, waiting: Vec::new() })
    }

    /// Writes one file under a waiting name.
    ///
    /// # Errors
    /// Storage that fails; what was written is removed.
    pub fn write(
        &mut self,
        path: &Path,
        fill: &mut dyn FnMut(&mut dyn Write) -> std::io::Result<()>,
    ) -> Outcome<()> {
        let waiting = path.with_file_name(format!(".{}.{}.part", name_of(path), std::process::id()));
        let stop = |cause: std::io::Error| storage(path, &cause);
        // An interrupted run may have left it.
        let _ = std::fs::remove_file(&waiting);
        let file = private(&waiting).map_err(stop)?;
        self.waiting.push((waiting, path.to_owned()));
        let mut out = BufWriter::with_capacity(1 << 18, file);
        fill(&mut out).and_then(|()| out.flush()).map_err(stop)?;
        out.get_ref().sync_all().map_err(stop)
    }

    /// Gives every file its name.
    ///
    /// # Errors
    /// A file that somebody made meanwhile, or storage that fails.
    pub fn finish(mut self) -> Outcome<()> {
        if !self.force
            && let Some((_, path)) = self.waiting.iter().find(|(_, path)| path.exists())
        {
            return Err(Stop::conflict_in_english(format!(
                "{} was made meanwhile; nothing was written.",
                path.display()
            )));
        }
        for (waiting, path) in std::mem::take(&mut self.waiting) {
            std::fs::rename(&waiting, &path).map_err(|cause| storage(&path, &cause))?;
        }
        Ok(())
    }
}

impl Drop for Outputs {
    fn drop(&mut self) {
        for (waiting, _) in &self.waiting {
            let _ = std::fs::remove_file(waiting);
        }
    }
}

/// A new file that only its owner can read.
fn private(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn storage(path: &Path, cause: &std::io::Error) -> Stop {
    let say = format!("{} cannot be written: {cause}.", path.display());
    Stop::Refusal(Refusal {
        kind: Kind::Busy,
        field: Some("out"),
        say: desk::Sentence::in_english(say),
        hint: None,
    })
}

/// A row of CSV: cells are quoted only where they must be, and what a spreadsheet would take for a formula is not one.
pub fn csv_row<'a>(out: &mut dyn Write, cells: impl IntoIterator<Item = &'a str>) -> std::io::Result<()> {
    for (at, cell) in cells.into_iter().enumerate() {
        if at > 0 {
            out.write_all(b",")?;
        }
        csv_cell(out, cell)?;
    }
    out.write_all(b"\n")
}

fn csv_cell(out: &mut dyn Write, cell: &str) -> std::io::Result<()> {
    let plain =
        |byte: u8| byte.is_ascii_alphanumeric() || byte >= 0x80 || matches!(byte, b'_' | b'.' | b':' | b'/');
    // Most cells are plain words and numbers: those need no second look.
    if cell.bytes().all(plain) && !cell.starts_with(['＝', '＋', '－', '＠']) {
        return out.write_all(cell.as_bytes());
    }
    let cell = defused(cell);
    if cell.contains(['"', ',', '\n', '\r', ';', '\t']) || cell.starts_with(' ') || cell.ends_with(' ') {
        write!(out, "\"{}\"", cell.replace('"', "\"\""))
    } else {
        out.write_all(cell.as_bytes())
    }
}
