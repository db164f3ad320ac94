//! Exporting every claim and decision.

use crate::args::{Common, ExportArgs, Format};
use crate::exit::Done;
use crate::{open, print};
use desk::keep::{ExportFor, ExportForm, export};
use desk::{Outcome, Stop};
use std::io::{BufWriter, Write};
use std::path::Path;

pub fn run(common: &Common, args: &ExportArgs) -> Outcome<Done> {
    if let Some(path) = &args.out {
        outside(path, &open::directory(common)?)?;
    }
    let (desk, _) = open::desk(common)?;
    let form = if common.format == Format::Csv { ExportForm::Csv } else { ExportForm::JsonLines };
    let mut out: Box<dyn Write> = match &args.out {
        Some(path) => {
            let file = private(path).map_err(|cause| {
                Stop::conflict_in_english(format!("{} cannot be made: {cause}.", path.display()))
            })?;
            Box::new(BufWriter::new(file))
        }
        None => Box::new(BufWriter::new(std::io::stdout())),
    };
    let lines = export(&desk, form, &ExportFor::Holder, &mut out)?;
    if !common.quiet {
        print::say(&format!(
            "{lines} lines were written. They are readable by anyone who has them: keep them as you keep names."
        ));
    }
    Ok(Done::Well)
}

/// A new file that only its owner can read; an existing one is never written over.
fn private(path: &Path) -> std::io::Result<std::fs::File> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Refuses a file inside the casebook's directory: there everything is sealed, and an erasure would not reach it.
fn outside(path: &Path, casebook: &Path) -> Outcome<()> {
    // Links are followed; a directory that is not there cannot be the casebook's.
    let dir = path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let real = |dir: &Path| std::fs::canonicalize(dir).ok();
    match (real(dir), real(casebook)) {
        (Some(dir), Some(casebook)) if dir.starts_with(&casebook) => Err(Stop::refused_in_english(
            "out",
            format!(
                "{} lies in the casebook's directory, where nothing readable may lie: an erasure would not reach it.",
                path.display()
            ),
        )
        .hint_in_english("Name a file elsewhere, best on an encrypted medium.")),
        _ => Ok(()),
    }
}
