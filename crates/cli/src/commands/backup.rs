//! Making, checking and mending a backup. No key of the casebook is needed for any of it.

use crate::args::{Common, Format};
use crate::exit::Done;
use crate::interrupt::Interrupt;
use crate::progress::Steps;
use crate::{open, print};
use bundle::{Identity, Survey, Verdict};
use clap::Args as ClapArgs;
use desk::keep::{
    BackedUp, CheckedBackup, EvidenceIn, Wanted, backup, check_backup, read_sheet, repair_backup,
};
use desk::{Edges, Outcome};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Arguments of `backup`.
#[derive(ClapArgs)]
pub struct BackupArgs {
    /// The backup file: to be made, or with --check or --repair to be read.
    pub file: PathBuf,
    /// Check this backup instead of making one: is it damaged, can it be repaired?
    #[arg(long, conflicts_with_all = ["repair", "to", "replace", "dry_run"])]
    pub check: bool,
    /// Write a mended copy of this backup to OUT.
    #[arg(long, value_name = "OUT", conflicts_with_all = ["to", "dry_run"])]
    pub repair: Option<PathBuf>,
    /// With --check: the recovery sheet, to look into the backup as well.
    #[arg(long, value_name = "SHEET", requires = "check")]
    pub recovery_key_file: Option<PathBuf>,
    /// Somebody else who can open it, besides whoever has the recovery sheet; may be repeated.
    #[arg(long, value_name = "age1…")]
    pub to: Vec<String>,
    /// Put it in the place of an existing file, once it is complete.
    #[arg(long)]
    pub replace: bool,
    /// Say what would be backed up, and write nothing.
    #[arg(long)]
    pub dry_run: bool,
}

pub fn run(common: &Common, args: &BackupArgs) -> Outcome<Done> {
    if args.check {
        let identity = args.recovery_key_file.as_deref().map(read_sheet).transpose()?;
        return check(common, &args.file, identity.as_ref());
    }
    if let Some(to) = &args.repair {
        return repair(common, args, to);
    }
    let dir = open::directory(common)?;
    open::present(&dir)?;
    let settings = open::settings(common)?;
    let now = (Edges::system().now)();
    let wanted =
        Wanted { to: &args.file, replace: args.replace, others: &args.to, dry_run: args.dry_run, now };
    let mut steps = Steps::new(common.quiet, Interrupt::listen());
    let made = backup(&dir, &settings, &wanted, &mut |step, done, of| steps.show(step, done, of));
    steps.end();
    say_made(common, args, &made?)
}

fn say_made(common: &Common, args: &BackupArgs, made: &BackedUp) -> Outcome<Done> {
    let file = args.file.display().to_string();
    let evidence = match &made.evidence {
        EvidenceIn::Backup(files, bytes) => json!({ "in_backup": true, "files": files, "bytes": bytes }),
        EvidenceIn::Elsewhere(shelf) => json!({ "in_backup": false, "shelf": shelf }),
    };
    let damage: Vec<String> = made.damage.iter().map(ToString::to_string).collect();
    if common.format == Format::Json {
        print::json(&json!({
            "file": file, "dry_run": args.dry_run, "entries": made.entries, "files": made.files,
            "bytes": made.bytes, "evidence": evidence, "opens_for": made.recipients, "damage": damage,
        }))?;
    } else if common.format == Format::Csv {
        let row = [file, made.entries.to_string(), made.files.to_string(), made.bytes.to_string()];
        print::data(&print::csv(&["file", "entries", "files", "bytes"], &[row.to_vec()])?)?;
    } else if args.dry_run {
        print::data(&format!("{} entries, about {} MB", made.entries, made.bytes.div_ceil(1_000_000)))?;
    } else {
        print::data(&file)?;
    }
    if !common.quiet {
        if let EvidenceIn::Elsewhere(shelf) = &made.evidence {
            print::say(&format!(
                "The evidence files are on the shelf {shelf} and NOT in this backup: back them up there."
            ));
        }
        if !args.dry_run {
            print::say(&format!(
                "Backed up {} entries. It opens only with the recovery sheet (habeas keys recovery prints it) and with \
                 what opens the casebook. Keep sheet and backup apart; after a change of the casebook key, make another.",
                made.entries
            ));
        }
    }
    for finding in &damage {
        print::say(&format!("habeas: the casebook is damaged, and was copied as it is: {finding}"));
    }
    Ok(if damage.is_empty() { Done::Well } else { Done::WithProblems })
}

fn repair(common: &Common, args: &BackupArgs, to: &Path) -> Outcome<Done> {
    let mut steps = Steps::new(common.quiet, Interrupt::listen());
    let mended =
        repair_backup(&args.file, to, args.replace, &mut |step, done, of| steps.show(step, done, of));
    steps.end();
    let mended = mended?;
    if common.format == Format::Json {
        print::json(&json!({ "file": to.display().to_string(), "mended": mended }))?;
    } else {
        print::data(&to.display().to_string())?;
        if !common.quiet {
            print::say(&format!("{mended} pieces were brought back. The damaged file was left as it is."));
        }
    }
    Ok(Done::Well)
}

fn check(common: &Common, file: &Path, identity: Option<&Identity>) -> Outcome<Done> {
    let mut steps = Steps::new(common.quiet, Interrupt::listen());
    let checked = check_backup(file, identity, &mut |step, done, of| steps.show(step, done, of));
    steps.end();
    let checked = checked?;
    let sound_inside = checked.contents.as_ref().is_none_or(|contents| contents.report.is_sound());
    match common.format {
        Format::Json => print::json(&as_json(&checked))?,
        Format::Csv => {
            let survey = &checked.survey;
            let row = [
                word(survey).to_owned(),
                survey.pieces.to_string(),
                survey.lost.to_string(),
                survey.moved.to_string(),
            ];
            print::data(&print::csv(&["verdict", "pieces", "lost", "moved"], &[row.to_vec()])?)?;
        }
        Format::Text => in_words(&checked, file)?,
    }
    let well = checked.survey.verdict() == Verdict::Sound && sound_inside;
    Ok(if well { Done::Well } else { Done::WithProblems })
}

fn word(survey: &Survey) -> &'static str {
    match survey.verdict() {
        Verdict::Sound => "sound",
        Verdict::Repairable => "repairable",
        Verdict::BeyondRepair => "beyond repair",
    }
}

fn as_json(checked: &CheckedBackup) -> Value {
    let survey = &checked.survey;
    let contents = checked.contents.as_ref().map(|contents| {
        json!({
            "about": contents.about.iter().cloned().collect::<std::collections::BTreeMap<_, _>>(),
            "files": contents.files,
            "entries": contents.report.entries,
            "sound": contents.report.is_sound(),
            "findings": contents.report.findings.iter().map(ToString::to_string).collect::<Vec<_>>(),
        })
    });
    json!({
        "verdict": word(survey), "bytes": survey.length, "expected_bytes": survey.expected,
        "pieces": survey.pieces, "lost": survey.lost, "moved": survey.moved, "worst_row": survey.worst,
        "row_can_lose": survey.can_lose, "contents": contents,
    })
}

fn in_words(checked: &CheckedBackup, file: &Path) -> Outcome<()> {
    let survey = &checked.survey;
    let damage = format!(
        "{} of {} pieces are lost and {} have moved; the file has {} bytes and should have {}",
        survey.lost, survey.pieces, survey.moved, survey.length, survey.expected
    );
    print::data(&match survey.verdict() {
        Verdict::Sound => format!("sound: all {} pieces are as they were written", survey.pieces),
        Verdict::Repairable => format!(
            "DAMAGED, but nothing is lost: {damage}. It can be restored as it is; to mend it: habeas backup {} --repair \
             NEW-FILE",
            file.display()
        ),
        Verdict::BeyondRepair => format!("DAMAGED beyond repair: {damage}. Take another copy."),
    })?;
    match &checked.contents {
        None => print::say("The file was checked, not what is in it: that needs --recovery-key-file."),
        Some(contents) => {
            for (name, value) in &contents.about {
                print::data(&format!("  {name}: {value}"))?;
            }
            let verdict = if contents.report.is_sound() { "sound" } else { "DAMAGED" };
            print::data(&format!(
                "  {} files, each with its checksum; ledger of {} entries: {verdict}",
                contents.files, contents.report.entries
            ))?;
            for finding in &contents.report.findings {
                print::data(&format!("  {finding}"))?;
            }
        }
    }
    Ok(())
}
