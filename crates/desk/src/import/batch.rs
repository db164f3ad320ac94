//! A batch of claims written by a person or another program, about a report that is already here or that it brings.

use super::{About, ImportChoices, Imported, digest_of, document, file_that_was_erased};
use crate::actor::{Actor, Reason};
use crate::desk::{Desk, Draft};
use crate::stop::{Outcome, Stop};
use claims::{Property, RecordId, Value};
use intake::batch;
use intake::reading::FileKind;

pub(super) fn import(
    desk: &Desk,
    actor: &Actor,
    why: &Reason,
    name: &str,
    bytes: &[u8],
    choices: &ImportChoices,
) -> Outcome<Imported> {
    let batch = batch::parse(bytes)
        .map_err(|problem| Stop::refused_in_english("batch", format!("{name}: {problem}")))?;
    let digest = digest_of(bytes);
    let mut out = Imported { kind: "a claim batch", ..Imported::default() };
    if let Some(report) = desk.casebook().report_by_digest(&digest)? {
        return Ok(Imported {
            report: Some(report),
            already: true,
            position: desk.position().entries,
            ..out
        });
    }
    let of_report = batch.report.sha256.as_deref().and_then(|sha256| file_that_was_erased(desk, sha256));
    if let Some(doubt) = file_that_was_erased(desk, &digest).or(of_report) {
        out.already = true;
        out.doubt(doubt);
        out.position = desk.position().entries;
        return Ok(out);
    }
    let (report, text) = match (&batch.report.sha256, &batch.report.text) {
        (Some(sha256), _) => {
            let report = desk.casebook().report_by_digest(sha256)?.ok_or_else(|| {
                Stop::not_found_in_english(format!(
                    "{name} speaks of a report that is not here (SHA-256 {sha256})."
                ))
                .hint_in_english("Import that report first; the batch quotes it by byte offsets.")
            })?;
            let text = desk.casebook().report_bytes(report)?.unwrap_or_default();
            (report, text)
        }
        (None, Some(text)) => {
            let title = batch.report.title.as_deref().unwrap_or(name);
            let made = document::import(desk, actor, why, title, text.as_bytes(), FileKind::Text, choices)?;
            let report = made.report.unwrap_or_default();
            out.records += made.records;
            out.claims += made.claims;
            (report, text.as_bytes().to_vec())
        }
        (None, None) => {
            return Err(Stop::refused_in_english(
                "batch",
                format!("{name}: report needs a sha256 (of an imported report) or a text."),
            ));
        }
    };
    let mut failed = None;
    let mut ids = || match desk.fresh() {
        Ok(id) => id,
        Err(stop) => {
            failed = Some(stop);
            [0; 16]
        }
    };
    let resolved = batch::resolve(&batch, report, &text, &mut ids).map_err(|problem| {
        Stop::refused_in_english("batch", format!("{name}: {problem}; nothing of the batch was recorded"))
    })?;
    if let Some(stop) = failed {
        return Err(stop);
    }
    // The batch itself is kept, so that it is known again.
    let mut about = About::new(desk, RecordId::from_bytes(desk.fresh()?));
    about.say(Property::ReportType, Value::Term("batch".into()))?;
    about.say(Property::ReportDigest, Value::Text(digest.into()))?;
    about.say(Property::ReportFile, Value::Text(name.into()))?;
    about.say(Property::ReportBytes, Value::Bytes(bytes.into()))?;
    out.report = Some(about.record);
    out.records += resolved.records.len() as u64;
    out.claims += resolved.claims.len() as u64;
    out.decisions = resolved.decisions.len() as u64;
    if choices.dry_run {
        let line = |claim: &claims::Claim| format!("{} of {}", claim.property.name(), claim.about.short());
        out.sample = resolved.claims.iter().take(24).map(line).collect();
        out.first = resolved.claims.iter().take(24).map(|claim| (None, claim.clone())).collect();
    } else {
        let mut draft = about.draft;
        for claim in resolved.claims {
            draft.claim(claim);
        }
        // One entry, so that no decision is missing beside its claims; each has a reason of its own.
        let mut drafts = vec![(why.clone(), draft)];
        for (decision, reason) in resolved.decisions {
            let mut draft = Draft::default();
            draft.decision(decision);
            drafts.push((Reason::parse(&reason)?, draft));
        }
        desk.save_together(actor, drafts)?;
    }
    out.position = desk.position().entries;
    Ok(out)
}
