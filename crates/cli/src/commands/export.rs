//! Exporting every claim and decision.

use crate::args::{Common, ExportArgs, Format};
use crate::exit::Done;
use crate::{open, print};
use desk::keep::{ExportFor, ExportForm, Secrets, export};
use desk::leave::{Asker, Leaving, agreed_request, ask_to_leave, is_alone, use_up};
use desk::{Outcome, Stop};
use std::io::{BufWriter, Write};
use std::path::Path;

pub fn run(common: &Common, args: &ExportArgs) -> Outcome<Done> {
    if let Some(path) = &args.out {
        outside(path, &open::directory(common)?)?;
    }
    let (desk, settings) = open::desk(common)?;
    let form = if common.format == Format::Csv { ExportForm::Csv } else { ExportForm::JsonLines };
    let of = if args.facts { ExportFor::facts() } else { ExportFor::Holder };
    let what = Leaving::Export(form, of.clone());
    if args.ask {
        let (actor, why) = (open::actor(&settings)?, open::reason(args.why.as_ref(), None)?);
        let asked = ask_to_leave(&desk, Asker::Owner, &actor, &why, &what)?;
        print::data(&asked.to_string())?;
        print::say(
            "It waits for a member, who agrees on the page “Export” within a day; then the same command without --ask takes it, once.",
        );
        desk.close()?;
        return Ok(Done::Well);
    }
    let agreed = match of.names_people() && !is_alone(&desk) {
        true if args.with_secrets => {
            return Err(Stop::conflict_in_english("Where two or more members work, what is secret of the house leaves in no export.")
                .hint_in_english("A backup has everything, sealed: habeas backup."));
        }
        true => Some(agreed_request(&desk, Asker::Owner, &what).map_err(|stop| {
            stop.hint_in_english("Ask with --ask --why …; a member agrees on the page “Export”. Without names it needs nobody: --facts.")
        })?),
        false => None,
    };
    let mut out: Box<dyn Write> = match &args.out {
        Some(path) => {
            let file = private(path).map_err(|cause| {
                Stop::conflict_in_english(format!("{} cannot be made: {cause}.", path.display()))
            })?;
            Box::new(BufWriter::new(file))
        }
        None => Box::new(BufWriter::new(std::io::stdout())),
    };
    // Written down before the first line leaves.
    if let Some(asked) = agreed {
        use_up(&desk, Asker::Owner, asked)?;
    }
    let secrets = if args.with_secrets { Secrets::Written } else { Secrets::LeftOut };
    let lines = export(&desk, form, &of, secrets, &mut out)?;
    if !common.quiet {
        print::say(&format!(
            "{lines} lines were written. They are readable by anyone who has them: keep them as you keep names."
        ));
        if of.names_people() && agreed.is_none() {
            print::say("Nobody else was asked: fewer than two members work in this casebook.");
        }
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
