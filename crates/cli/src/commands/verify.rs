//! Checking the ledger.

use super::{prove, repair};
use crate::args::{Common, Format, VerifyArgs};
use crate::exit::Done;
use crate::{open, print};
use desk::Outcome;
use desk::keep::verify;
use desk::time::{TimeSettings, read_certificates, stamps_of};
use ledger::{FindingKind, verifier_key};
use serde_json::json;

pub fn run(common: &Common, args: &VerifyArgs) -> Outcome<Done> {
    if let Some(proof) = &args.proof {
        return prove::check(common, args, proof);
    }
    let dir = open::directory(common)?;
    if let Some(copy) = &args.against {
        return repair::run(common, &dir, copy, args.dry_run);
    }
    let settings = open::settings(common)?;
    let given = ["key_file", "passphrase", "share_files"].iter().any(|name| !settings.get(name).is_empty());
    // A stranger has no key, and is not asked for one.
    let unlock = if args.no_key || !given { None } else { Some(open::unlock(&dir, &settings)?) };
    let report = verify(&dir, unlock.as_ref(), args.strict)?;
    // Authorities that cannot be read are a problem, but none that keeps the ledger from being checked.
    let trusted = TimeSettings::read(&settings, &dir);
    let settled = trusted.is_ok();
    let mut authorities = trusted.map_or_else(
        |stop| {
            print::say(&format!("habeas: {stop}"));
            Vec::new()
        },
        |time| time.authorities,
    );
    for file in &args.ca {
        let path = std::path::absolute(file).unwrap_or_else(|_| file.clone());
        authorities.extend(read_certificates(&path)?);
    }
    let stamps = stamps_of(&report.timestamps, &authorities);
    let well = report.is_sound() && settled && !stamps.fails();
    match common.format {
        Format::Json => print::json(&json!({
            "sound": report.is_sound(),
            "entries": report.entries,
            "torn": report.findings.iter().any(|finding| finding.kind == FindingKind::TornTail),
            "damaged_entries": report.damaged_entries(),
            "damaged_files": report.damaged_files(),
            "findings": report.findings.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "with_key": unlock.is_some(),
            "casebook": report.casebook.map(|casebook| casebook.to_string()),
            "devices": report.devices.iter().map(verifier_key).collect::<Vec<_>>(),
            "checkpointed": report.checkpointed,
            "time": {
                "authorities": stamps.authorities,
                "timestamped_entries": stamps.covered().min(report.entries),
                "timestamps": stamps.good.iter().map(print::stamp).collect::<Vec<_>>(),
                "unproven": stamps.unproven.iter().map(|(file, why)| json!({ "file": file, "why": why })).collect::<Vec<_>>(),
                "waiting": stamps.open,
            },
        }))?,
        Format::Csv => {
            let rows: Vec<Vec<String>> =
                report.findings.iter().map(|finding| vec![finding.to_string()]).collect();
            print::data(&print::csv(&["finding"], &rows)?)?;
        }
        Format::Text => {
            let how = if unlock.is_some() {
                "with the key"
            } else {
                "without a key: structure, signatures and hashes"
            };
            print::data(&format!("{} entries checked {how}", report.entries))?;
            if let (Some(casebook), Some(founder)) = (report.casebook, report.devices.first()) {
                print::data(&format!("casebook {casebook}, founded by {}", verifier_key(founder)))?;
            }
            for finding in &report.findings {
                print::data(&format!("  {finding}"))?;
            }
            for line in stamps.in_words(report.entries) {
                print::data(&line)?;
            }
            print::data(if report.is_sound() { "sound" } else { "DAMAGED" })?;
        }
    }
    Ok(if well { Done::Well } else { Done::WithProblems })
}
