//! Reporters: admit, list, dismiss, and make a pair of keys for one.

use crate::args::{Common, Format, ReporterAction, ReporterArgs, Why};
use crate::exit::Done;
use crate::{open, print};
use desk::reporter::{KeyPair, PublicKey, admit_reporter, dismiss_reporter, list_reporters};
use desk::{Outcome, Stop};
use serde_json::json;
use std::path::Path;

pub fn run(common: &Common, args: &ReporterArgs) -> Outcome<Done> {
    match &args.action {
        ReporterAction::Admit { name, key, why } => admit(common, name, key, why),
        ReporterAction::List => list(common),
        ReporterAction::Dismiss { name, why } => dismiss(common, name, why),
        ReporterAction::Key { out } => key(common, out),
    }
}

fn admit(common: &Common, name: &str, key: &str, why: &Why) -> Outcome<Done> {
    let key = PublicKey::parse(key)?;
    let reason = open::reason(why.why.as_ref(), None)?;
    let (desk, settings) = open::desk(common)?;
    let actor = open::actor(&settings)?;
    if why.dry_run {
        print::say("Nothing was recorded (--dry-run).");
        return Ok(Done::Well);
    }
    let admitted = admit_reporter(&desk, &actor, &reason, name, &key)?;
    let casebook = hex(&admitted.casebook);
    match common.format {
        Format::Json => print::json(&json!({
            "name": name,
            "key": key.to_string(),
            "source": admitted.source.to_string(),
            "casebook": casebook,
            "position": admitted.saved.position,
        }))?,
        _ => {
            print::data(&format!("admitted {name}; position {}", admitted.saved.position))?;
            print::data(&format!("  key       {key}"))?;
            print::data(&format!("  casebook  {casebook}"))?;
        }
    }
    desk.close()?;
    Ok(Done::Well)
}

fn list(common: &Common) -> Outcome<Done> {
    let (desk, _) = open::desk(common)?;
    let reporters = list_reporters(&desk)?;
    let head = ["name", "admitted", "key", "since", "by", "why"];
    let mut rows = Vec::with_capacity(reporters.len());
    for reporter in &reporters {
        rows.push(vec![
            reporter.name.clone(),
            if reporter.admitted { "yes" } else { "dismissed" }.to_owned(),
            PublicKey::of(&reporter.admission.key)?.to_string(),
            reporter.at.to_string(),
            reporter.by.clone(),
            reporter.why.clone(),
        ]);
    }
    match common.format {
        Format::Json => {
            print::json(
                &json!({ "casebook": hex(&desk.casebook_id()), "reporters": print::objects(&head, &rows) }),
            )?;
        }
        Format::Csv => print::data(print::csv(&head, &rows)?.trim_end())?,
        Format::Text => {
            print::data(&print::text_table(&head, &rows))?;
            print::data(&format!("casebook {}", hex(&desk.casebook_id())))?;
        }
    }
    desk.close()?;
    Ok(Done::Well)
}

fn dismiss(common: &Common, name: &str, why: &Why) -> Outcome<Done> {
    let reason = open::reason(why.why.as_ref(), None)?;
    let (desk, settings) = open::desk(common)?;
    let actor = open::actor(&settings)?;
    if why.dry_run {
        print::say("Nothing was recorded (--dry-run).");
        return Ok(Done::Well);
    }
    let saved = dismiss_reporter(&desk, &actor, &reason, name)?;
    match common.format {
        Format::Json => print::json(&json!({ "position": saved.position }))?,
        _ => print::data(&format!("dismissed {name}; position {}", saved.position))?,
    }
    desk.close()?;
    Ok(Done::Well)
}

/// Makes a pair of keys; the private half goes into a file that only its owner can read. Needs no casebook.
fn key(common: &Common, out: &Path) -> Outcome<Done> {
    let pair = KeyPair::fresh()?;
    write_new(out, pair.to_pem().as_bytes()).map_err(|cause| {
        let says = format!("{} cannot be written: {cause}.", out.display());
        match cause.kind() {
            std::io::ErrorKind::AlreadyExists => Stop::conflict_in_english(says),
            _ => Stop::refused_in_english("out", says),
        }
    })?;
    match common.format {
        Format::Json => print::json(&json!({ "public": pair.public().to_string() }))?,
        _ => print::data(&pair.public().to_string())?,
    }
    print::say(&format!(
        "The private key is in {}; keep it where the reports are written. Give the line above to the office.",
        out.display()
    ));
    Ok(Done::Well)
}

/// Writes a file that must not exist yet and that only its owner can read.
fn write_new(path: &Path, content: &[u8]) -> std::io::Result<()> {
    use std::io::Write as _;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(content)?;
    file.sync_all()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
