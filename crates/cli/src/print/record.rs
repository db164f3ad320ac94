//! One record as text: every property, what its claims amount to, each claim with its quote.

use super::plain;
use casebook::{ClaimState, ClaimView, PropertyView, RecordView, RulingView, Standing};
use claims::{Polarity, Ruling, Value};
use desk::keep::as_json::{in_words, spot_in_words};
use desk::time::TimeBracket;
use std::collections::BTreeMap;

/// Prints a record.
pub fn record(view: &RecordView, times: &BTreeMap<u64, TimeBracket>) -> String {
    let kind = view.kind.map_or("record", claims::RecordKind::name);
    let mut out = vec![format!("{kind} {}  {}", view.record, plain(&view.label)), String::new()];
    for property in &view.properties {
        out.push(format!("{}: {}", property.property.name(), standing(property)));
        out.extend(property.claims.iter().flat_map(|of| claim(of, times.get(&of.position))));
    }
    for judgement in &view.judgements {
        let verdict = judgement.verdict.map_or("undecided (undone)", claims::Verdict::name);
        out.push(format!("judged {verdict}: {} ({})", plain(&judgement.other.label), judgement.other.record));
        out.extend(judgement.history.iter().map(|ruling| format!("    {}", ruled(ruling))));
    }
    for used in &view.used_by {
        let records: Vec<String> = used
            .records
            .iter()
            .map(|named| format!("{} ({})", plain(&named.label), named.record.short()))
            .collect();
        let more = if used.total > used.records.len() as u64 {
            format!(" … {} in all", used.total)
        } else {
            String::new()
        };
        out.push(format!("named by {}: {}{more}", used.property.name(), records.join(", ")));
    }
    if view.unknown > 0 {
        out.push(format!("{} sayings of a newer version are kept unread", view.unknown));
    }
    out.join("\n")
}

fn standing(view: &PropertyView) -> String {
    match &view.standing {
        Standing::Unknown => "nothing stands".to_owned(),
        Standing::Settled(value) => plain(&worded(view, value)),
        Standing::Several => "several".to_owned(),
        Standing::Accepted { value, author, why, .. } => {
            format!("{} — accepted by {}: {}", plain(&worded(view, value)), plain(author), plain(why))
        }
        Standing::Contested => {
            "CONTESTED: the sources contradict each other, and nobody has decided".to_owned()
        }
    }
}

/// A value, with the label of the record it points to.
fn worded(view: &PropertyView, value: &Value) -> String {
    let named =
        view.claims.iter().find(|claim| claim.value == *value).and_then(|claim| claim.refers_to.as_ref());
    match named {
        Some(named) => format!("{} ({})", named.label, named.record.short()),
        None => in_words(value),
    }
}

fn claim(view: &ClaimView, time: Option<&TimeBracket>) -> Vec<String> {
    let mut marks: Vec<String> = Vec::new();
    marks.extend((view.polarity == Polarity::Denied).then(|| "DENIED".to_owned()));
    marks.extend((view.modality != claims::Modality::Stated).then(|| view.modality.name().to_owned()));
    match &view.state {
        ClaimState::Stands if view.accepted => marks.push("accepted".to_owned()),
        ClaimState::Stands => {}
        ClaimState::Draft => marks.push("draft".to_owned()),
        ClaimState::Retracted { by, why, .. } => marks.push(format!("withdrawn by {by}: {why}")),
    }
    marks.extend(view.credibility.map(|grade| format!("credibility {}", grade.digit())));
    let value = match &view.refers_to {
        Some(named) => format!("{} ({})", named.label, named.record.short()),
        None => in_words(&view.value),
    };
    let marks = if marks.is_empty() { String::new() } else { format!("  [{}]", marks.join("; ")) };
    let mut out = vec![format!("    {}  {}{marks}", view.id.short(), plain(&value))];
    if let Some(source) = &view.source {
        let grade = source.reliability.map(|grade| format!(" ({})", grade.letter())).unwrap_or_default();
        let chain: String = source.chain.iter().map(|named| format!(" ← {}", named.label)).collect();
        out.push(format!("        source: {}{grade}{}", plain(&source.source.label), plain(&chain)));
    }
    if let (Some(locator), Some(report)) = (&view.locator, &view.report) {
        let quote = view.quote.as_deref().map(|quote| format!(" “{}”", plain(quote))).unwrap_or_default();
        out.push(format!("        in {}, {}{quote}", plain(&report.label), spot_in_words(&locator.spot)));
    }
    if let Some(said_at) = &view.said_at {
        out.push(format!("        said {}", said_at.written()));
    }
    if let Some(note) = &view.note {
        out.push(format!("        note: {}", plain(note)));
    }
    out.push(format!(
        "        recorded {} by {}: {} (position {}; {})",
        view.recorded_at,
        plain(&view.author),
        plain(&view.why),
        view.position,
        time.map_or_else(|| "not timestamped".to_owned(), TimeBracket::in_words)
    ));
    out.extend(view.history.iter().map(|ruling| format!("        {}", ruled(ruling))));
    out
}

fn ruled(view: &RulingView) -> String {
    let what = match &view.ruling {
        Ruling::Accept(_) => "accepted".to_owned(),
        Ruling::Retract(_) => "withdrawn".to_owned(),
        Ruling::Seen(_) => "looked at and left as it is".to_owned(),
        Ruling::Undo(_) => "undone".to_owned(),
        Ruling::Judge { verdict, .. } => format!("judged {}", verdict.name()),
        Ruling::GradeSource(grade) => format!("graded {}", grade.letter()),
        Ruling::GradeClaim(_, grade) => format!("graded {}", grade.digit()),
        Ruling::Beacon(beacon) => format!("beacon {} of {}", beacon.kind.name(), beacon.at),
        Ruling::Attest(of) => {
            let words = [(of.closure, "closure"), (of.scope, "scope"), (of.linkage, "linkage")];
            let words: Vec<&str> = words.into_iter().filter(|word| word.0).map(|word| word.1).collect();
            format!("answered for {} of {} lists", words.join(", "), of.lists.len())
        }
        Ruling::Withdraw(_) => "withdrew all that the report says".to_owned(),
        Ruling::SignPack(of) => format!("signed the legal pack {}", of.pack),
        Ruling::Set(of) => format!("set {}", of.name),
        Ruling::Access(_) => "a decision about who works here".to_owned(),
        Ruling::AdmitReporter(_) => "admitted as a reporter".to_owned(),
        Ruling::AskErasure(_) => "asked to erase".to_owned(),
        Ruling::ConfirmErasure(_) => "confirmed the erasure".to_owned(),
        Ruling::Hold(_) => "put on hold".to_owned(),
        Ruling::Erased(_) => "erased".to_owned(),
    };
    let undone = if view.undone { " — undone" } else { "" };
    format!(
        "{what} {} by {}: {} (decision {}){undone}",
        view.at,
        plain(&view.author),
        plain(&view.why),
        view.id.short()
    )
}
