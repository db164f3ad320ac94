//! From what a person types to a record: an id, the beginning of one, or a row of an imported table.

use crate::desk::Desk;
use crate::sentence;
use crate::stop::{Outcome, Stop};
use claims::{RecordId, RecordKind};

/// Finds a record by
/// - its id (32 digits) or the beginning of it (4 or more), when only one record begins so;
/// - `FILE#ROW:KIND`: the record of that kind made from that row of an imported table (rows as a spreadsheet shows
///   them, the header is row 1); `:KIND` may be left out when the row made only one record;
/// - `FILE`: an imported report.
///
/// # Errors
/// Not found, or a refusal that lists the candidates.
pub fn find_record(desk: &Desk, reference: &str) -> Outcome<RecordId> {
    let reference = reference.trim();
    let casebook = desk.casebook();
    if let Ok(id) = reference.parse::<RecordId>() {
        return match casebook.kind(id)? {
            Some(_) => Ok(id),
            None if !casebook.gone(id).is_empty() => Ok(id),
            None => Err(Stop::not_found(sentence!("There is no record {record}.", record = reference))),
        };
    }
    if let Some((file, rest)) = reference.rsplit_once('#') {
        let (row, kind) = rest.split_once(':').unwrap_or((rest, ""));
        let kind = match kind {
            "" => None,
            name => Some(RecordKind::from_name(name).ok_or_else(|| {
                Stop::refused(
                    "record",
                    sentence!("{name:?} is not a kind of record; write person, detention, group…", name),
                )
            })?),
        };
        let row: u64 = row.parse().map_err(|_| {
            Stop::refused(
                "record",
                sentence!("{row:?} is not a row number in {reference:?}.", row, reference),
            )
        })?;
        let report = report_of_file(&casebook, file)?;
        let made: Vec<(RecordId, RecordKind)> = casebook
            .made_from_row(report, row)?
            .into_iter()
            .filter(|(_, of)| kind.is_none_or(|kind| kind == *of))
            .filter(|(_, of)| kind.is_some() || *of != RecordKind::Report)
            .collect();
        return match made.as_slice() {
            [(id, _)] => Ok(*id),
            [] => Err(Stop::not_found(sentence!(
                "No record was made from row {row} of {file} ({reference}).",
                row,
                file,
                reference
            ))),
            several => {
                let kinds: Vec<&str> = several.iter().map(|(_, kind)| kind.name()).collect();
                Err(Stop::refused(
                    "record",
                    sentence!(
                        "Row {row} of {file} made several records: {kinds}. Name the kind: {file}#{row}:person.",
                        row,
                        file,
                        kinds = kinds.join(", ")
                    ),
                ))
            }
        };
    }
    let hexadecimal = reference.len() >= 4 && reference.bytes().all(|b| b.is_ascii_hexdigit());
    if hexadecimal {
        match casebook.by_prefix(reference, 6).as_slice() {
            [id] => return Ok(*id),
            [] => {}
            several => {
                let list: Vec<String> = several.iter().map(ToString::to_string).collect();
                return Err(Stop::refused(
                    "record",
                    sentence!(
                        "Several records begin with {reference}: {list}.",
                        reference,
                        list = list.join(", ")
                    ),
                ));
            }
        }
    }
    report_of_file(&casebook, reference)
}

fn report_of_file(casebook: &casebook::Casebook, file: &str) -> Outcome<RecordId> {
    // A report is known by its file's name; where the file lay is nobody's business.
    let file = file.rsplit(['/', '\\']).next().unwrap_or(file);
    match casebook.reports_of_file(file)?.as_slice() {
        [report] => Ok(*report),
        [] => Err(Stop::not_found(sentence!(
            "There is no record {file:?}, and no imported file of that name.",
            file
        ))),
        several => {
            let list: Vec<String> = several.iter().map(ToString::to_string).collect();
            Err(Stop::refused(
                "record",
                sentence!("Several reports came from a file {file:?}: {list}.", file, list = list.join(", ")),
            ))
        }
    }
}
