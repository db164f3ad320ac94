//! Results kept by the hash of what was asked, so that the same question is not reckoned twice. A folder holds one only when all of
//! it is written. It is kept only where somebody names a folder: what was asked stays on the disk in the clear.

use super::Rendered;
use crate::args::EstimateArgs;
use desk::{Kind, Outcome, Refusal, Stop};
use estimate::reading::Reading;
use estimate::{OverlapTable, Question};
use sha2::{Digest as _, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// The hash of a question: tables, names of lists, settings, seed and version.
pub fn key(
    reading: &Reading,
    replicates: &[OverlapTable],
    args: &EstimateArgs,
    question: &Question,
) -> String {
    let mut hash = Sha256::new();
    let mut add = |part: String| {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    };
    add(format!(
        "habeas {} {question:?} {:?}",
        env!("CARGO_PKG_VERSION"),
        args.table.as_deref().and_then(Path::file_name)
    ));
    for (name, table) in &reading.strata {
        add(format!("{name:?} {:?} {}", table.lists(), table.canonical()));
    }
    for note in &reading.notes {
        add(note.clone());
    }
    for table in replicates {
        add(format!("{:?} {}", table.lists(), table.canonical()));
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Where a result is kept.
pub struct Kept(PathBuf);

const DONE: &str = "done";

impl Kept {
    /// The folder of one question; made if need be.
    ///
    /// # Errors
    /// A folder that cannot be made.
    pub fn open(folder: &Path, key: &str) -> Outcome<Self> {
        let here = folder.join(key);
        private_folder(&here).map_err(|cause| storage(&here, &cause))?;
        Ok(Self(here))
    }

    /// What is kept, if all of it is there.
    pub fn read(&self) -> Option<Rendered> {
        let text = |name: &str| fs::read_to_string(self.0.join(name)).ok();
        let done = text(DONE)?;
        Some(Rendered {
            json: text("answer.json")?,
            text: text("answer.txt")?,
            csv: text("answer.csv")?,
            draws: text("draws.csv")?,
            report: text("report.html")?,
            clean: done.trim() == "clean",
        })
    }

    /// Keeps it; the mark that it is whole comes last.
    ///
    /// # Errors
    /// Storage that fails.
    pub fn write(&self, of: &Rendered) -> Outcome<()> {
        let done = if of.clean { "clean" } else { "warned" };
        let files = [
            ("answer.json", of.json.as_str()),
            ("answer.txt", &of.text),
            ("answer.csv", &of.csv),
            ("draws.csv", &of.draws),
            ("report.html", &of.report),
            (DONE, done),
        ];
        for (name, text) in files {
            let path = self.0.join(name);
            let waiting = self.0.join(format!(".{name}.{}.part", std::process::id()));
            fs::write(&waiting, text)
                .and_then(|()| fs::rename(&waiting, &path))
                .map_err(|cause| storage(&path, &cause))?;
        }
        Ok(())
    }
}

fn private_folder(path: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

fn storage(path: &Path, cause: &std::io::Error) -> Stop {
    let say = format!("{} cannot be written: {cause}.", path.display());
    Stop::Refusal(Refusal {
        kind: Kind::Busy,
        field: Some("cache"),
        say: desk::Sentence::in_english(say),
        hint: None,
    })
}
