//! Bringing a casebook back from a backup.

use crate::args::{Common, Format};
use crate::exit::Done;
use crate::interrupt::Interrupt;
use crate::progress::Steps;
use crate::{ask, open, print};
use bundle::Identity;
use clap::Args as ClapArgs;
use desk::keep::{Restored, check_backup, read_sheet, restore};
use desk::{Outcome, Stop};
use ledger::Unlock;
use serde_json::json;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

/// Arguments of `restore`.
#[derive(ClapArgs)]
pub struct RestoreArgs {
    /// The backup.
    pub file: PathBuf,
    /// The recovery sheet; without it the key is asked for, to be typed from paper.
    #[arg(long, value_name = "SHEET")]
    pub recovery_key_file: Option<PathBuf>,
    /// Check the backup with the recovery key and say what would be restored, and restore nothing.
    #[arg(long)]
    pub dry_run: bool,
}

pub fn run(common: &Common, args: &RestoreArgs) -> Outcome<Done> {
    let into = open::directory(common)?;
    let identity = match &args.recovery_key_file {
        Some(path) => read_sheet(path)?,
        None => Identity::find(&ask::recovery_key()?, "what was typed")?,
    };
    let mut steps = Steps::new(common.quiet, Interrupt::listen());
    if args.dry_run {
        let checked =
            check_backup(&args.file, Some(&identity), &mut |step, done, of| steps.show(step, done, of));
        steps.end();
        return would(common, &into, checked?.contents.map(|contents| contents.report.entries));
    }
    let settings = open::settings(common)?;
    let given = ["key_file", "passphrase", "share_files"].iter().any(|name| !settings.get(name).is_empty());
    let mut unlock = |dir: &Path| -> Outcome<Unlock> {
        if given || !std::io::stdin().is_terminal() {
            return open::unlock(dir, &settings);
        }
        // Somebody types on a bad day: three times.
        for _ in 0..2 {
            let unlock = open::unlock(dir, &settings)?;
            match ledger::recovery_secret(&ledger::Disk, dir, &unlock) {
                Ok(_) => return Ok(unlock),
                Err(error) => print::say(&format!("{error}.")),
            }
        }
        open::unlock(dir, &settings)
    };
    let restored =
        restore(&args.file, &into, &identity, &mut unlock, &mut |step, done, of| steps.show(step, done, of));
    steps.end();
    say(common, &into, &restored?)
}

fn would(common: &Common, into: &Path, entries: Option<u64>) -> Outcome<Done> {
    let Some(entries) = entries else {
        return Err(Stop::refused_in_english(
            "file",
            "The backup is damaged beyond repair; take another copy.",
        ));
    };
    if common.format == Format::Json {
        print::json(
            &json!({ "dry_run": true, "casebook": into.display().to_string(), "position": entries }),
        )?;
    } else {
        print::data(&format!("{entries} entries would be restored into {}", into.display()))?;
    }
    Ok(Done::Well)
}

fn say(common: &Common, into: &Path, restored: &Restored) -> Outcome<Done> {
    let report = &restored.report;
    let findings: Vec<String> = report.findings.iter().map(ToString::to_string).collect();
    let of = |name: &str| {
        restored.about.iter().find(|(about, _)| about == name).map(|(_, value)| value.as_str()).unwrap_or("?")
    };
    if common.format == Format::Json {
        print::json(&json!({
            "casebook": into.display().to_string(), "position": report.entries, "made": of("made"),
            "device": restored.device, "mended": restored.mended, "sound": report.is_sound(),
            "evidence": of("evidence"), "findings": findings,
        }))?;
    } else {
        print::data(&format!("{} entries restored into {}", report.entries, into.display()))?;
        for finding in &findings {
            print::data(&format!("  {finding}"))?;
        }
    }
    if !common.quiet {
        if restored.mended > 0 {
            print::say(&format!(
                "The backup was damaged: {} pieces were brought back. Make a new one.",
                restored.mended
            ));
        }
        print::say(&format!(
            "The casebook is as it was at position {}, when the backup was made ({}). What was saved after that is not in \
             it.\nThis is a new device, {}: the old one's key was not in the backup. If the old machine turns up, do not go \
             on saving on both.\nEvidence: {}.",
            report.entries,
            of("made"),
            restored.device.chars().take(8).collect::<String>(),
            of("evidence"),
        ));
    }
    Ok(if report.is_sound() { Done::Well } else { Done::WithProblems })
}
