//! Printing the recovery sheet.

use crate::args::{Common, Format};
use crate::exit::Done;
use crate::{open, print};
use clap::Args as ClapArgs;
use desk::keep::{recovery_sheet, renew_recovery_key};
use desk::{Outcome, Stop};
use serde_json::json;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Arguments of `keys recovery`.
#[derive(ClapArgs)]
pub struct RecoveryArgs {
    /// Write the sheet into this new file instead of printing it.
    #[arg(long, value_name = "SHEET")]
    pub out: Option<PathBuf>,
    /// Make a new recovery key first: the sheet of the old one was lost, or seen. Old backups need the old sheet.
    #[arg(long)]
    pub renew: bool,
    /// Check that the casebook opens, and print and change nothing.
    #[arg(long)]
    pub dry_run: bool,
}

pub fn run(common: &Common, dir: &Path, args: &RecoveryArgs) -> Outcome<Done> {
    let unlock = open::unlock(dir, &open::settings(common)?)?;
    if let Some(out) = args.out.as_ref().filter(|out| out.exists()) {
        return Err(Stop::conflict_in_english(format!(
            "There is a file {} already; choose another name.",
            out.display()
        )));
    }
    if args.dry_run {
        recovery_sheet(dir, &unlock)?;
        print::say("The casebook opens; nothing was printed.");
        return Ok(Done::Well);
    }
    if args.renew {
        renew_recovery_key(dir, &unlock)?;
    }
    let sheet = recovery_sheet(dir, &unlock)?;
    match &args.out {
        Some(out) => {
            use std::os::unix::fs::OpenOptionsExt as _;
            let mut options = std::fs::OpenOptions::new();
            let write = options.write(true).create_new(true).mode(0o600).open(out).and_then(|mut file| {
                file.write_all(sheet.as_bytes())?;
                file.sync_all()
            });
            write.map_err(|cause| {
                Stop::conflict_in_english(format!("{} cannot be written: {cause}.", out.display()))
            })?;
            if common.format == Format::Json {
                print::json(&json!({ "sheet": out.display().to_string() }))?;
            }
        }
        None => print::data(&sheet)?,
    }
    if !common.quiet {
        print::say(
            "Whoever has this sheet, a backup, and what opens the casebook, has everything in it. Keep the sheet on paper, \
             apart from this machine and apart from the backups; then delete the file.",
        );
    }
    Ok(Done::Well)
}
