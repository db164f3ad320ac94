//! The keys: how the casebook opens, opening it with something else, and replacing the casebook key.

use crate::args::{Common, Format};
use crate::exit::Done;
use crate::{ask, open, print};
use claims::when::Instant;
use clap::{Args as ClapArgs, Subcommand};
use desk::keep::{
    Settings, change_opening, keys_say, rotate_keys, stretching_for_this_machine, write_shares,
};
use desk::{Outcome, Stop};
use ledger::{OpenReport, Opening, Share, Stretching, Unlock, entropy};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Arguments of `keys`.
#[derive(ClapArgs)]
pub struct KeysArgs {
    /// What to do with the keys.
    #[command(subcommand)]
    pub what: KeysCommand,
}

/// What can be done with the keys.
#[derive(Subcommand)]
pub enum KeysCommand {
    /// How the casebook opens, and how many keys it has; needs no key.
    Status,
    /// Open it with a new passphrase from now on (HABEAS_NEW_PASSPHRASE_FILE, or asked for).
    Passphrase(Dry),
    /// Open it with a key file from now on; one that is not there is made.
    File {
        /// The key file.
        path: PathBuf,
        /// Whether to do it.
        #[command(flatten)]
        dry: Dry,
    },
    /// Open it with shares from now on: so many of so many, each kept by somebody else.
    Split {
        /// How many shares there are.
        #[arg(long, value_name = "N")]
        shares: u8,
        /// How many of them are needed.
        #[arg(long, value_name = "K")]
        need: u8,
        /// The directory the share files are written into.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// Whether to do it.
        #[command(flatten)]
        dry: Dry,
    },
    /// Print the recovery sheet, which opens backups: for paper, apart from this machine.
    Recovery(super::recovery::RecoveryArgs),
    /// Replace the casebook key: an old copy of the keys opens nothing that comes after.
    Rotate(Dry),
}

/// Whether to do it.
#[derive(ClapArgs, Clone, Copy)]
pub struct Dry {
    /// Check that the casebook opens and say what would be done, and change nothing.
    #[arg(long)]
    pub dry_run: bool,
}

pub fn run(common: &Common, args: &KeysArgs) -> Outcome<Done> {
    let dir = open::directory(common)?;
    open::present(&dir)?;
    match &args.what {
        KeysCommand::Status => status(common, &dir),
        KeysCommand::Passphrase(dry) => passphrase(common, &dir, dry.dry_run),
        KeysCommand::File { path, dry } => file(common, &dir, path, dry.dry_run),
        KeysCommand::Split { shares, need, out, dry } => {
            split(common, &dir, (*need, *shares), out, dry.dry_run)
        }
        KeysCommand::Recovery(args) => super::recovery::run(common, &dir, args),
        KeysCommand::Rotate(dry) => rotate(common, &dir, dry.dry_run),
    }
}

/// What opens the casebook, in words.
pub fn in_words(opening: &Opening) -> String {
    match opening {
        Opening::Passphrase(stretching) => format!("a passphrase, stretched with {stretching} (Argon2id)"),
        Opening::KeyFile => "a key file".to_owned(),
        Opening::Shares { need, of, set } => format!("{need} of {of} shares, set {set}"),
    }
}

fn status(common: &Common, dir: &Path) -> Outcome<Done> {
    let says = keys_say(dir)?;
    let date = |time: Option<SystemTime>| {
        let since = time?.duration_since(SystemTime::UNIX_EPOCH).ok()?;
        Some(Instant::from_unix(i64::try_from(since.as_secs()).ok()?).to_string())
    };
    let (changed, rotated) = (date(says.changed), date(says.rotated));
    let status = &says.status;
    let (kind, details) = match &status.opening {
        Opening::Passphrase(stretching) => {
            let (memory_kib, passes, lanes) = stretching.costs();
            ("passphrase", json!({ "memory_kib": memory_kib, "passes": passes, "lanes": lanes }))
        }
        Opening::KeyFile => ("key file", json!({})),
        Opening::Shares { need, of, set } => ("shares", json!({ "need": need, "of": of, "set": set })),
    };
    match common.format {
        Format::Json => print::json(&json!({
            "opens_with": kind, "details": details, "keys": status.held, "destroyed": status.destroyed,
            "changed": changed, "rotated": rotated,
        }))?,
        Format::Csv => {
            let row = vec![
                kind.to_owned(),
                status.held.to_string(),
                status.destroyed.to_string(),
                changed.unwrap_or_default(),
                rotated.unwrap_or_default(),
            ];
            print::data(&print::csv(&["opens_with", "keys", "destroyed", "changed", "rotated"], &[row])?)?;
        }
        Format::Text => {
            let unknown = || "unknown".to_owned();
            print::data(&format!("The casebook opens with {}.", in_words(&status.opening)))?;
            print::data(&format!("{} keys, {} destroyed.", status.held, status.destroyed))?;
            print::data(&format!(
                "What opens it: since {}. The casebook key: since {}. (By the dates of the files.)",
                changed.unwrap_or_else(unknown),
                rotated.unwrap_or_else(unknown)
            ))?;
        }
    }
    Ok(Done::Well)
}

fn passphrase(common: &Common, dir: &Path, dry_run: bool) -> Outcome<Done> {
    let unlock = open::unlock(dir, &open::settings(common)?)?;
    let stretching = stretching_for_this_machine()?;
    let next = Opening::Passphrase(stretching);
    if dry_run {
        return would(common, dir, &unlock, &in_words(&next));
    }
    let new = Unlock::Passphrase(ask::new_passphrase()?);
    let report = change_opening(dir, &unlock, &new, stretching)?;
    forget_key_file(dir)?;
    changed(common, &report, &next, &[])?;
    Ok(Done::Well)
}

fn file(common: &Common, dir: &Path, path: &Path, dry_run: bool) -> Outcome<Done> {
    let unlock = open::unlock(dir, &open::settings(common)?)?;
    if dry_run {
        return would(common, dir, &unlock, &format!("the key file {}", path.display()));
    }
    let report = change_opening(dir, &unlock, &Unlock::KeyFile(path.to_owned()), Stretching::default())?;
    forget_key_file(dir)?;
    changed(common, &report, &Opening::KeyFile, &[path.to_owned()])?;
    Ok(Done::Well)
}

fn split(common: &Common, dir: &Path, (need, of): (u8, u8), out: &Path, dry_run: bool) -> Outcome<Done> {
    let unlock = open::unlock(dir, &open::settings(common)?)?;
    let shares = Share::split(need, of, entropy::os().as_mut())?;
    let set = shares.first().map(Share::set).unwrap_or_default();
    if dry_run {
        return would(
            common,
            dir,
            &unlock,
            &format!("{need} of {of} shares, written into {}", out.display()),
        );
    }
    // The shares are on the disk before the casebook needs them.
    let files = write_shares(out, &shares)?;
    match change_opening(dir, &unlock, &Unlock::Shares(shares), Stretching::default()) {
        Ok(report) => {
            forget_key_file(dir)?;
            changed(common, &report, &Opening::Shares { need, of, set }, &files)?;
            Ok(Done::Well)
        }
        Err(stop) => Err(stop.hint_in_english(format!(
            "The shares in {} open nothing; delete them. habeas keys status says how the casebook opens.",
            out.display()
        ))),
    }
}

fn rotate(common: &Common, dir: &Path, dry_run: bool) -> Outcome<Done> {
    let unlock = open::unlock(dir, &open::settings(common)?)?;
    if dry_run {
        return would(common, dir, &unlock, "the same, under a fresh casebook key");
    }
    let (report, rotated) = rotate_keys(dir, &unlock)?;
    warn(common, &report);
    if common.format == Format::Json {
        print::json(&json!({ "files": rotated.files, "damaged": rotated.damaged }))?;
    } else if !common.quiet {
        print::say(&format!(
            "The casebook key was replaced; {} files are under the new one, and the ledger did not change. Old copies of \
             the keys still open old copies of the ledger: destroy those you can reach. There is a new recovery key: print \
             it (habeas keys recovery), make a new backup, and destroy the old sheet and the old backups.",
            rotated.files
        ));
    }
    for name in &rotated.damaged {
        print::say(&format!("habeas: the sealed file {name} was damaged before and opens no more."));
    }
    Ok(if rotated.damaged.is_empty() { Done::Well } else { Done::WithProblems })
}

/// Checks that the casebook opens, and says what would be done.
fn would(common: &Common, dir: &Path, unlock: &Unlock, next: &str) -> Outcome<Done> {
    let (ledger, report) = ledger::Ledger::open(dir, unlock, ledger::Settings::default())?;
    ledger.close()?;
    warn(common, &report);
    print::say(&format!("The casebook opens. It would open with {next}; nothing was changed."));
    Ok(Done::Well)
}

/// A key file that opens the casebook no more must not be remembered as the one that does.
fn forget_key_file(dir: &Path) -> Outcome<()> {
    let kept = Settings::read(dir, &|_| None, &[])?;
    if kept.get("key_file").is_empty() { Ok(()) } else { Settings::keep(dir, "key_file", "") }
}

fn changed(common: &Common, report: &OpenReport, next: &Opening, files: &[PathBuf]) -> Outcome<()> {
    warn(common, report);
    let files: Vec<String> = files.iter().map(|path| path.display().to_string()).collect();
    if common.format == Format::Json {
        print::json(&json!({ "opens_with": in_words(next), "files": files }))?;
    } else if !common.quiet {
        print::say(&format!("The casebook opens with {} now, and with nothing else.", in_words(next)));
        shares_say(next, &files);
        print::say(
            "Copies of the keys that were made before still open as before: if what opened it is known to others, \
             run habeas keys rotate too.",
        );
    }
    Ok(())
}

/// Says where the files are, and what to do with shares.
pub fn shares_say(opening: &Opening, files: &[String]) {
    if let Opening::Shares { .. } = opening {
        print::say(&format!(
            "The shares are in {}. Give each to somebody else, best one of them abroad, and delete the files: whoever has \
             enough of them reads everything, and without enough of them nobody ever reads it again.",
            files.join(", ")
        ));
    }
}

fn warn(common: &Common, report: &OpenReport) {
    for line in report.torn.iter().map(ToString::to_string).chain(report.warnings.clone()) {
        if !common.quiet {
            print::say(&format!("habeas: {line}"));
        }
    }
}

/// Writes the shares of a new casebook.
pub fn fresh_shares(need: u8, of: u8, out: &Path) -> Outcome<(Vec<Share>, Vec<PathBuf>)> {
    let shares = Share::split(need, of, entropy::os().as_mut())
        .map_err(|problem| Stop::refused_in_english("shares", format!("{problem}.")))?;
    let files = write_shares(out, &shares)?;
    Ok((shares, files))
}
