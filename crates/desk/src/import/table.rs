//! A table, row by row. The first pass reads and checks everything and records nothing; the second records the rows
//! that are not here yet, so that an interrupted import is simply run again.

use super::known::InCasebook;
use super::{About, FileInHand, ImportChoices, Imported, Progress, file_that_was_erased};
use crate::actor::{Actor, Reason};
use crate::desk::{Desk, Draft};
use crate::sentence;
use crate::stop::{Outcome, Stop};
use claims::{Claim, ClaimId, Locator, Property, RecordId, Spot, Value};
use intake::mapping::{Applied, Applier, Ids, Mapping, RowDoubt, recognise};
use intake::reading::table::{Choices, RowBuffer, TableReader, read_table};
use intake::reading::{FileKind, Limits};
use std::collections::HashSet;

/// Rows in one entry.
const ROWS_PER_ENTRY: usize = 200;
/// Entries made durable together.
const ENTRIES_PER_SAVE: usize = 16;
/// A table up to this size is kept byte for byte beside its rows.
const KEPT_WHOLE: u64 = 8 << 20;

#[allow(clippy::too_many_arguments)]
pub(super) fn import(
    desk: &Desk,
    actor: &Actor,
    why: &Reason,
    file: &FileInHand,
    kind: FileKind,
    choices: &ImportChoices,
    progress: Progress<'_>,
) -> Outcome<Imported> {
    let (digest, size) = file.digest()?;
    let before = desk.casebook().report_by_digest(&digest)?;
    let done = match before {
        Some(report) => desk.casebook().rows_recorded(report)?,
        None => HashSet::new(),
    };
    let report = match before {
        Some(report) => report,
        None => RecordId::from_bytes(desk.fresh()?),
    };
    let mut out = Imported { report: Some(report), kind: kind.words(), ..Imported::default() };
    if before.is_none()
        && let Some(doubt) = file_that_was_erased(desk, &digest)
    {
        out.report = None;
        out.already = true;
        out.doubt(doubt);
        out.position = desk.position().entries;
        return Ok(out);
    }
    let mapping = mapping_for(file, choices)?;
    out.mapping = Some(mapping.name.clone());
    rehearse(desk, file, choices, &mapping, report, &done, &mut out, size, progress)?;
    out.already = out.rows > 0 && out.rows_before + out.rows_erased == out.rows;
    if choices.dry_run || out.already || out.stopped {
        out.position = desk.position().entries;
        return Ok(out);
    }
    let made = record(
        desk,
        actor,
        why,
        file,
        choices,
        &mapping,
        report,
        before.is_some(),
        &done,
        &digest,
        size,
        progress,
    )?;
    out.records = made.records;
    out.claims = made.claims;
    out.stopped = made.stopped;
    out.position = desk.position().entries;
    Ok(out)
}

fn open<'a>(file: &FileInHand, choices: &ImportChoices) -> Outcome<TableReader<'a>> {
    let how = Choices { encoding: choices.encoding.clone(), separator: None, sheet: choices.sheet.clone() };
    Ok(read_table(file.name(), file.open()?, &how, &Limits::default())?)
}

fn mapping_for(file: &FileInHand, choices: &ImportChoices) -> Outcome<Mapping> {
    if let Some(mapping) = &choices.mapping {
        return Ok(mapping.clone());
    }
    let table = open(file, choices)?;
    recognise(&table.header().columns)?.ok_or_else(|| {
        Stop::refused(
            "mapping",
            sentence!(
                "{file} has a header that no shipped mapping knows: {columns}.",
                file = file.name(),
                columns = table.header().columns.join(", ")
            ),
        )
        .hint_in_english("habeas import --suggest drafts a mapping; mend it and pass it with --mapping.")
    })
}

/// Reads everything once without recording, so that a refusal comes before the first save.
#[allow(clippy::too_many_arguments)]
fn rehearse(
    desk: &Desk,
    file: &FileInHand,
    choices: &ImportChoices,
    mapping: &Mapping,
    report: RecordId,
    done: &HashSet<u64>,
    out: &mut Imported,
    size: u64,
    progress: Progress<'_>,
) -> Outcome<()> {
    let mut table = open(file, choices)?;
    let mut applier = Applier::new(mapping, table.header(), report)?;
    let mut counter = 0u128;
    let mut ids = || {
        counter += 1;
        counter.to_be_bytes()
    };
    let mut row = RowBuffer::default();
    out.file_doubts = table.doubts().iter().map(ToString::to_string).collect();
    let erased = desk.casebook().erased_rows(report);
    while table.next_row(&mut row)? {
        out.rows += 1;
        if erased.contains(&row.number()) {
            out.rows_erased += 1;
            out.doubt(RowDoubt {
                row: row.number(),
                column: String::new(),
                says: "describes a record that was erased here; it was left out".to_owned(),
                raw: String::new(),
            });
            continue;
        }
        if done.contains(&row.number()) {
            out.rows_before += 1;
            continue;
        }
        let applied = applier.row(&row, &mut ids, &InCasebook(desk));
        out.records += applied.records.len() as u64;
        out.claims += applied.claims.len() as u64;
        if choices.dry_run && out.sample.len() < 24 {
            let line = |claim: &Claim| {
                format!("row {}: {} = {}", row.number(), claim.property.name(), in_short(&claim.value))
            };
            out.sample.extend(applied.claims.iter().map(line));
            out.first.extend(applied.claims.iter().map(|claim| (Some(row.number()), claim.clone())));
        }
        for doubt in doubts_of(&row, &applied) {
            out.doubt(doubt);
        }
        if out.rows.is_multiple_of(1000) && progress(out.rows, row.offset().unwrap_or(0) / 2, size).is_break()
        {
            out.stopped = true;
            return Ok(());
        }
    }
    Ok(())
}

fn doubts_of(row: &RowBuffer, applied: &Applied) -> Vec<RowDoubt> {
    let reading = row.doubts().iter().map(|doubt| RowDoubt {
        row: row.number(),
        column: doubt.column.clone().unwrap_or_default(),
        says: doubt.kind.to_string(),
        raw: doubt.raw.clone(),
    });
    reading.chain(applied.doubts.iter().cloned()).collect()
}

#[allow(clippy::too_many_arguments)]
fn record(
    desk: &Desk,
    actor: &Actor,
    why: &Reason,
    file: &FileInHand,
    choices: &ImportChoices,
    mapping: &Mapping,
    report: RecordId,
    known: bool,
    done: &HashSet<u64>,
    digest: &str,
    size: u64,
    progress: Progress<'_>,
) -> Outcome<Imported> {
    let mut out = Imported::default();
    let mut table = open(file, choices)?;
    let mut applier = Applier::new(mapping, table.header(), report)?;
    let mut waiting: Vec<Draft> = Vec::new();
    let mut draft = Draft::default();
    if !known {
        draft = about_the_table(
            desk,
            file,
            report,
            digest,
            size,
            choices,
            table.header().columns.as_slice(),
            table.doubts(),
        )?;
    }
    out.claims += draft.sayings.len() as u64;
    out.records += 1;
    let mut failed = None;
    let mut ids = || match desk.fresh() {
        Ok(id) => id,
        Err(stop) => {
            failed = Some(stop);
            [0; 16]
        }
    };
    let mut row = RowBuffer::default();
    let (mut rows, mut in_draft) = (0u64, 0usize);
    let erased = desk.casebook().erased_rows(report);
    while table.next_row(&mut row)? {
        rows += 1;
        // What was erased must not come back by importing the same file again; the first pass has said so.
        if erased.contains(&row.number()) || done.contains(&row.number()) {
            continue;
        }
        let applied = applier.row(&row, &mut ids, &InCasebook(desk));
        let raw = serde_json::Value::from_iter(row.cells()).to_string();
        let doubts = doubts_of(&row, &applied);
        out.records += applied.records.len() as u64;
        draft.claim(about_row(&mut ids, report, &row, Property::ReportRow, raw));
        for doubt in doubts {
            let says =
                if doubt.raw.is_empty() { doubt.says } else { format!("{}: {}", doubt.says, doubt.raw) };
            let mut claim = about_row(&mut ids, report, &row, Property::ReportDoubt, says);
            let column = Some(doubt.column).filter(|column| !column.is_empty()).map(Into::into);
            claim.locator = Some(Locator { report, spot: Spot::Row { row: row.number(), column } });
            draft.claim(claim);
        }
        for claim in applied.claims {
            draft.claim(claim);
        }
        in_draft += 1;
        if in_draft >= ROWS_PER_ENTRY {
            out.claims += draft.sayings.len() as u64;
            waiting.push(std::mem::take(&mut draft));
            in_draft = 0;
        }
        if waiting.len() >= ENTRIES_PER_SAVE {
            desk.save_all(actor, why, std::mem::take(&mut waiting))?;
            desk.keep_snapshot_if_due()?;
            if progress(rows, size / 2 + row.offset().unwrap_or(0) / 2, size).is_break() {
                out.stopped = true;
                break;
            }
        }
    }
    if !draft.sayings.is_empty() && !out.stopped {
        out.claims += draft.sayings.len() as u64;
        waiting.push(draft);
    }
    if let Some(stop) = failed {
        return Err(stop);
    }
    desk.save_all(actor, why, waiting)?;
    // The last word: there is nothing left to end.
    let _ = progress(rows, size, size);
    Ok(out)
}

fn about_row(
    ids: &mut dyn Ids,
    report: RecordId,
    row: &RowBuffer,
    property: Property,
    text: String,
) -> Claim {
    let mut claim = Claim::new(ClaimId::from_bytes(ids.fresh()), report, property, Value::Text(text.into()));
    claim.locator = Some(Locator { report, spot: Spot::Row { row: row.number(), column: None } });
    claim
}

#[allow(clippy::too_many_arguments)]
fn about_the_table(
    desk: &Desk,
    file: &FileInHand,
    report: RecordId,
    digest: &str,
    size: u64,
    choices: &ImportChoices,
    columns: &[String],
    doubts: &[intake::reading::Doubt],
) -> Outcome<Draft> {
    let mut about = About::new(desk, report);
    about.say(Property::ReportType, Value::Term("table".into()))?;
    about.say(Property::ReportTitle, Value::Text(file.name().into()))?;
    about.say(Property::ReportFile, Value::Text(file.name().into()))?;
    about.say(Property::ReportDigest, Value::Text(digest.into()))?;
    let header = serde_json::Value::from_iter(columns.iter().map(String::as_str)).to_string();
    about.say_at(Property::ReportRow, Value::Text(header.into()), Spot::Row { row: 1, column: None })?;
    if let Some(url) = &choices.url {
        about.say(Property::ReportUrl, Value::Text(url.as_str().into()))?;
    }
    if size <= KEPT_WHOLE {
        let bytes = file.whole(KEPT_WHOLE)?;
        about.say(Property::ReportBytes, Value::Bytes(bytes.into()))?;
    }
    for doubt in doubts {
        about.say(Property::ReportDoubt, Value::Text(doubt.to_string().into()))?;
    }
    Ok(about.draft)
}

fn in_short(value: &Value) -> String {
    match value {
        Value::Text(text) | Value::Term(text) => text.chars().take(80).collect(),
        Value::Name(name) => name.to_string(),
        Value::When(when) => when.written().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Amount(amount) => amount.word.to_string(),
        Value::Ref(_) => "→ a record of this row or a known one".to_owned(),
        Value::Custody(step) => step.state.name().to_owned(),
        Value::Bytes(bytes) => format!("{} bytes", bytes.len()),
    }
}
