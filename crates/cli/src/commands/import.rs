//! Importing files.

use crate::args::{Common, Format, ImportArgs};
use crate::exit::Done;
use crate::progress::Progress;
use crate::{open, print};
use desk::import::{ImportChoices, Imported, import_file};
use desk::review::drafts;
use desk::{Desk, Outcome, Stop};
use intake::mapping::{Mapping, suggest};
use intake::reading::Limits;
use intake::reading::table::{Choices, RowBuffer, read_table};
use serde_json::json;
use std::path::Path;

pub fn run(common: &Common, args: &ImportArgs) -> Outcome<Done> {
    if args.suggest {
        for file in &args.files {
            draft(common, args, file)?;
        }
        return Ok(Done::Well);
    }
    let mapping = match &args.mapping {
        Some(path) => Some(read_mapping(path)?),
        None => None,
    };
    let (desk, settings) = open::desk(common)?;
    let actor = open::actor(&settings)?;
    let choices = ImportChoices {
        mapping,
        sheet: args.sheet.clone(),
        encoding: args.encoding.clone(),
        source: args.source.clone(),
        source_type: args.source_type.clone(),
        published: args.published.clone(),
        url: args.url.clone(),
        report_type: args.report_type.clone(),
        came: None,
        dry_run: args.why.dry_run,
    };
    let mut all = Vec::new();
    let mut stopped = None;
    for file in &args.files {
        let name = file
            .file_name()
            .map_or_else(|| file.display().to_string(), |name| name.to_string_lossy().into_owned());
        let why = open::reason(args.why.why.as_ref(), Some(&format!("imported from {name}")))?;
        let mut progress = Progress::new(&name, common.quiet);
        let outcome = import_file(&desk, &actor, &why, file, &choices, &mut |rows, done, of| {
            progress.show(rows, done, of);
            std::ops::ControlFlow::Continue(())
        });
        progress.end();
        match outcome {
            Ok(imported) => all.push((name, imported)),
            // What was imported before stays; the rest of the files is not tried.
            Err(stop) => {
                stopped = Some(stop);
                break;
            }
        }
    }
    let problems = all.iter().any(|(_, imported)| imported.doubt_count > 0);
    let waiting = if args.why.dry_run { Vec::new() } else { drafts_waiting(&desk, &all)? };
    show(common, args, &all, &waiting)?;
    desk.close()?;
    match stopped {
        Some(stop) => Err(stop),
        None if problems => Ok(Done::WithProblems),
        None => Ok(Done::Well),
    }
}

/// How many drafts of each report wait for a person; none for what is no report.
fn drafts_waiting(desk: &Desk, all: &[(String, Imported)]) -> Outcome<Vec<Option<usize>>> {
    let of = |imported: &Imported| match imported.report {
        Some(report) if matches!(imported.kind, "plain text" | "a web page") => {
            Ok(Some(drafts(desk, report)?.open().count()))
        }
        _ => Ok(None),
    };
    all.iter().map(|(_, imported)| of(imported)).collect()
}

fn show(
    common: &Common,
    args: &ImportArgs,
    all: &[(String, Imported)],
    waiting: &[Option<usize>],
) -> Outcome<()> {
    let waiting = waiting.iter().copied().chain(std::iter::repeat(None));
    match common.format {
        Format::Json => {
            let list: Vec<_> = all
                .iter()
                .zip(waiting)
                .map(|((name, imported), drafts)| as_json(name, imported, args.why.dry_run, drafts))
                .collect();
            print::json(&json!(list))
        }
        Format::Csv => {
            let rows: Vec<Vec<String>> = all
                .iter()
                .flat_map(|(name, imported)| {
                    imported.doubts.iter().map(|d| {
                        vec![name.clone(), d.row.to_string(), d.column.clone(), d.says.clone(), d.raw.clone()]
                    })
                })
                .collect();
            print::data(&print::csv(&["file", "row", "column", "doubt", "raw"], &rows)?)
        }
        Format::Text => {
            for ((name, imported), drafts) in all.iter().zip(waiting) {
                print::data(&in_words(name, imported, args.why.dry_run))?;
                if let (Some(drafts @ 1..), Some(report)) = (drafts, imported.report) {
                    print::data(&format!(
                        "  drafts that wait for a person: {drafts} (habeas review drafts {report})"
                    ))?;
                }
            }
            Ok(())
        }
    }
}

fn as_json(name: &str, imported: &Imported, dry_run: bool, drafts: Option<usize>) -> serde_json::Value {
    json!({
        "file": name,
        "kind": imported.kind,
        "dry_run": dry_run,
        "report": imported.report.map(|report| report.to_string()),
        "mapping": imported.mapping,
        "rows": imported.rows,
        "rows_imported_before": imported.rows_before,
        "rows_erased": imported.rows_erased,
        "records": imported.records,
        "claims": imported.claims,
        "decisions": imported.decisions,
        "drafts_waiting": drafts,
        "already_imported": imported.already,
        "doubts": imported.doubt_count,
        "doubt_list": imported.doubts.iter().map(|d| json!({"row": d.row, "column": d.column, "doubt": d.says, "raw": d.raw})).collect::<Vec<_>>(),
        "file_doubts": imported.file_doubts,
        "sample": imported.sample,
        "position": imported.position,
    })
}

fn in_words(name: &str, imported: &Imported, dry_run: bool) -> String {
    let mut out = Vec::new();
    if imported.already {
        let word = if imported.doubt_count > 0 { "imported before, or erased" } else { "imported before" };
        out.push(format!("{name}: {word}; nothing was added"));
        out.extend(doubts(imported, "left out"));
        return out.join("\n");
    }
    let verb = if dry_run { "would record" } else { "recorded" };
    let by =
        imported.mapping.as_ref().map(|mapping| format!(" by the mapping {mapping}")).unwrap_or_default();
    let rows = if imported.rows > 0 { format!("{} rows{by}, ", imported.rows) } else { String::new() };
    out.push(format!(
        "{name}: {}; {rows}{verb} claims: {}, records: {}, decisions: {}",
        imported.kind, imported.claims, imported.records, imported.decisions
    ));
    if imported.rows_before > 0 {
        out.push(format!("  {} rows had been imported before", imported.rows_before));
    }
    if let Some(report) = imported.report.filter(|_| !dry_run) {
        out.push(format!("  report {report}, position {}", imported.position));
    }
    out.extend(imported.sample.iter().map(|line| format!("  {}", print::plain(line))));
    out.extend(imported.file_doubts.iter().map(|doubt| format!("  doubt: {}", print::plain(doubt))));
    out.extend(doubts(imported, "kept with the report"));
    out.join("\n")
}

/// The doubts, a line each; `what` becomes of them.
fn doubts(imported: &Imported, what: &str) -> Vec<String> {
    let mut out = Vec::new();
    if imported.doubt_count > 0 {
        out.push(format!("  {} doubts, {what}:", imported.doubt_count));
        out.extend(imported.doubts.iter().take(40).map(|doubt| {
            let raw: String = print::plain(&doubt.raw).replace('\n', " ⏎ ").chars().take(80).collect();
            let column = if doubt.column.is_empty() { "" } else { ", " };
            let raw = if raw.is_empty() { raw } else { format!(" — {raw}") };
            format!("    row {}{column}{}: {}{raw}", doubt.row, doubt.column, doubt.says)
        }));
        if imported.doubt_count > 40 {
            out.push("    … (--format csv lists them)".to_owned());
        }
    }
    out
}

fn read_mapping(path: &Path) -> Outcome<Mapping> {
    let text = std::fs::read_to_string(path).map_err(|cause| {
        Stop::not_found_in_english(format!("The mapping {} cannot be read: {cause}.", path.display()))
    })?;
    Ok(Mapping::parse(&text)?)
}

fn draft(common: &Common, args: &ImportArgs, file: &Path) -> Outcome<()> {
    let name = file
        .file_name()
        .map_or_else(|| file.display().to_string(), |name| name.to_string_lossy().into_owned());
    let input = std::fs::File::open(file)
        .map_err(|cause| Stop::not_found_in_english(format!("{name} cannot be read: {cause}.")))?;
    let choices = Choices { encoding: args.encoding.clone(), separator: None, sheet: args.sheet.clone() };
    let mut table = read_table(&name, input, &choices, &Limits::default())?;
    let mut rows = Vec::new();
    let mut row = RowBuffer::default();
    while rows.len() < 200 && table.next_row(&mut row)? {
        rows.push(row.cells().map(str::to_owned).collect::<Vec<_>>());
    }
    let stem =
        Path::new(&name).file_stem().map_or_else(|| name.clone(), |stem| stem.to_string_lossy().into_owned());
    let zone = open::zone(&open::settings(common)?)?;
    print::data(&suggest(&stem, &table.header().columns, &rows, &zone))
}
