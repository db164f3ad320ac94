//! Repairing a closed casebook from an intact copy.

use crate::args::{Common, Format};
use crate::exit::Done;
use crate::print;
use desk::Outcome;
use desk::keep::repair;
use serde_json::json;
use std::path::Path;

pub fn run(common: &Common, dir: &Path, copy: &Path, dry_run: bool) -> Outcome<Done> {
    let report = repair(dir, copy, dry_run)?;
    let sound = report.after.is_sound();
    match common.format {
        Format::Json => print::json(&json!({
            "sound": sound,
            "dry_run": dry_run,
            "before": report.before.findings.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "findings": report.after.findings.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "repaired_entries": report.entries,
            "written_files": report.files,
            "kept_damaged": report.kept,
            "not_taken": report.left,
            "only_in_copy": report.only_there,
        }))?,
        Format::Csv => {
            let mut rows: Vec<Vec<String>> = Vec::new();
            rows.extend(report.entries.iter().map(|entry| vec!["entry".to_owned(), entry.to_string()]));
            rows.extend(report.files.iter().map(|file| vec!["file".to_owned(), file.clone()]));
            rows.extend(report.left.iter().map(|said| vec!["not taken".to_owned(), said.clone()]));
            print::data(&print::csv(&["repaired", "what"], &rows)?)?;
        }
        Format::Text => {
            for finding in &report.before.findings {
                print::data(&format!("  {finding}"))?;
            }
            let (came, written) = if dry_run {
                ("would come back", "would be written anew")
            } else {
                ("came back", "was written anew")
            };
            for entry in &report.entries {
                print::data(&format!("entry {entry} {came} from the copy"))?;
            }
            for file in &report.files {
                print::data(&format!("{file} {written}"))?;
            }
            for kept in &report.kept {
                print::data(&format!("the damaged file is kept in {kept}"))?;
            }
            for said in &report.left {
                print::data(said)?;
            }
            if report.only_there > 0 {
                let n = report.only_there;
                print::data(&format!(
                    "the copy holds {n} entries that are not here; they are not taken over by a repair"
                ))?;
            }
            for finding in &report.after.findings {
                print::data(&format!("still: {finding}"))?;
            }
            print::data(if sound { "sound" } else { "DAMAGED" })?;
        }
    }
    Ok(if sound { Done::Well } else { Done::WithProblems })
}
