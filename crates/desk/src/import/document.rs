//! A report of text or HTML: kept byte for byte, with what is known about it. Its facts are claimed afterwards, by
//! people or as drafts.

use super::{About, ImportChoices, Imported, digest_of, file_that_was_erased};
use crate::Sentence;
use crate::actor::{Actor, Reason};
use crate::desk::Desk;
use crate::stop::{Outcome, Stop};
use claims::when::When;
use claims::{Property, RecordId, Spot, Value};
use intake::mapping::RowDoubt;
use intake::reading::document::{BlockKind, Document, read_html, read_plain_text};
use intake::reading::{FileKind, Limits};

pub(super) fn import(
    desk: &Desk,
    actor: &Actor,
    why: &Reason,
    name: &str,
    bytes: &[u8],
    kind: FileKind,
    choices: &ImportChoices,
) -> Outcome<Imported> {
    let digest = digest_of(bytes);
    let mut out = Imported { kind: kind.words(), ..Imported::default() };
    if let Some(report) = desk.casebook().report_by_digest(&digest)? {
        return Ok(Imported {
            report: Some(report),
            already: true,
            position: desk.position().entries,
            ..out
        });
    }
    if let Some(doubt) = file_that_was_erased(desk, &digest) {
        out.already = true;
        out.doubt(doubt);
        out.position = desk.position().entries;
        return Ok(out);
    }
    let limits = Limits::default();
    let document = match kind {
        FileKind::Html => read_html(name, bytes, &limits)?,
        _ => read_plain_text(name, bytes, &limits)?,
    };
    let report = RecordId::from_bytes(desk.fresh()?);
    let mut about = About::new(desk, report);
    about.say(Property::ReportBytes, Value::Bytes(bytes.into()))?;
    about.say(Property::ReportDigest, Value::Text(digest.into()))?;
    if !name.is_empty() {
        about.say(Property::ReportFile, Value::Text(name.into()))?;
    }
    about
        .say(Property::ReportType, Value::Term(choices.report_type.as_deref().unwrap_or("article").into()))?;
    if let Some(title) = &document.title {
        let block = document.blocks.iter().find(|block| block.kind == BlockKind::Title);
        let spot = match block.filter(|_| document.offsets_are_file_bytes) {
            Some(block) => Spot::Quote { start: block.range.start as u64, end: block.range.end as u64 },
            None => Spot::Whole,
        };
        about.say_at(Property::ReportTitle, Value::Text(title.as_str().into()), spot)?;
    } else if let Some(title) = choices.came.as_ref().and_then(|came| came.title.as_deref()) {
        about.say(Property::ReportTitle, Value::Text(title.into()))?;
    }
    if let Some(language) = &document.language {
        about.say(Property::ReportLanguage, Value::Term(language.code().into()))?;
    }
    if let Some(url) = &choices.url {
        about.say(Property::ReportUrl, Value::Text(url.as_str().into()))?;
    }
    if let Some(published) = &choices.published {
        let when = When::parse(published, desk.zone())
            .map_err(|problem| Stop::refused("published", Sentence::from(&problem)))?;
        about.say(Property::ReportPublished, Value::When(when))?;
    }
    if let Some(source) = &choices.source {
        let source = about.source(source, choices.source_type.as_deref())?;
        about.say(Property::ReportSource, Value::Ref(source))?;
    }
    if document.offsets_are_file_bytes {
        mark_passages(&mut about, &document)?;
    }
    if let Some(came) = &choices.came {
        about.say(Property::ReportSource, Value::Ref(came.source))?;
        about.say(Property::ReportTriage, Value::Text(came.sorted.as_str().into()))?;
    }
    for doubt in &document.doubts {
        about.say(Property::ReportDoubt, Value::Text(doubt.to_string().into()))?;
    }
    let doubts = document.doubts.iter().map(|doubt| RowDoubt {
        row: doubt.row.unwrap_or(0),
        column: doubt.column.clone().unwrap_or_default(),
        says: doubt.kind.to_string(),
        raw: doubt.raw.clone(),
    });
    out.doubts = doubts.collect();
    out.doubt_count = out.doubts.len() as u64;
    out.records = 1;
    out.claims = about.draft.sayings.len() as u64;
    out.report = Some(report);
    if choices.dry_run {
        let claims = about.draft.sayings.iter().filter_map(|saying| match saying {
            claims::Saying::Claim(claim) if claim.property != Property::ReportBytes => {
                Some((None, claim.clone()))
            }
            _ => None,
        });
        out.first = claims.take(24).collect();
    } else {
        desk.save(actor, why, about.draft)?;
    }
    out.position = desk.position().entries;
    Ok(out)
}

/// Marks what is not part of the report's own text, and what it says twice: it stays, and is not read as news.
fn mark_passages(about: &mut About<'_>, document: &Document) -> Outcome<()> {
    for block in &document.blocks {
        let spot = Spot::Quote { start: block.range.start as u64, end: block.range.end as u64 };
        if block.kind == BlockKind::Boilerplate {
            about.say_at(Property::ReportBoilerplate, Value::Text("not part of the text".into()), spot)?;
        } else if let Some(first) = block.repeat_of.and_then(|first| document.blocks.get(first)) {
            let words = format!("repeats bytes {}–{}", first.range.start, first.range.end);
            about.say_at(Property::ReportRepeat, Value::Text(words.into()), spot)?;
        }
    }
    Ok(())
}
