//! Showing one record.

use crate::args::{Common, Format, ShowArgs};
use crate::exit::Done;
use crate::{open, print};
use casebook::{ClaimState, ClaimView, RecordView, Standing};
use desk::Outcome;
use desk::keep::as_json;
use desk::look::{find_record, show};
use desk::time::{TimeBracket, brackets_of};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

pub fn run(common: &Common, args: &ShowArgs) -> Outcome<Done> {
    let (desk, _) = open::desk(common)?;
    let record = find_record(&desk, &args.record)?;
    let view = show(&desk, record, args.at.position)?;
    let times = brackets_of(&desk, &view)?;
    match common.format {
        Format::Json => print::json(&as_json_view(&view, &times))?,
        Format::Text => {
            print::data(&print::record(&view, &times))?;
            for line in erasure(&desk, record) {
                print::data(&line)?;
            }
        }
        Format::Csv => {
            let rows: Vec<Vec<String>> = view
                .properties
                .iter()
                .flat_map(|p| &p.claims)
                .map(|claim| {
                    vec![
                        claim.id.to_string(),
                        claim.property.name().to_owned(),
                        as_json::in_words(&claim.value),
                        claim.source.as_ref().map_or_else(String::new, |s| s.source.label.to_string()),
                        claim.quote.clone().unwrap_or_default(),
                        state(claim).to_owned(),
                    ]
                })
                .collect();
            print::data(&print::csv(&["claim", "property", "value", "source", "quote", "state"], &rows)?)?;
        }
    }
    Ok(Done::Well)
}

/// What of the record is gone, waits to be erased, or is held.
fn erasure(desk: &desk::Desk, record: claims::RecordId) -> Vec<String> {
    let of = desk.casebook().record_erasure(record, desk.now());
    let gone = of.gone.iter().map(|gone| {
        format!("erased on {}: {}, {} parts: {}", gone.at, gone.tiers.words(), gone.parts, gone.why)
    });
    let asked = of.requests.iter().map(|request| {
        let due = request.state.due().map(|due| format!(", due {due}")).unwrap_or_default();
        format!("asked to be erased ({}): {}{due}", request.tiers.words(), request.state.name())
    });
    let held = of.holds.iter().map(|(on, by)| format!("held by {} on {on}: {}", by.author, by.why));
    gone.chain(asked).chain(held).collect()
}

fn state(claim: &ClaimView) -> &'static str {
    match &claim.state {
        ClaimState::Stands if claim.accepted => "accepted",
        ClaimState::Stands => "stands",
        ClaimState::Draft => "draft",
        ClaimState::Retracted { .. } => "retracted",
    }
}

fn as_json_view(view: &RecordView, times: &BTreeMap<u64, TimeBracket>) -> Json {
    let properties: Vec<Json> = view
        .properties
        .iter()
        .map(|property| {
            let (standing, value) = match &property.standing {
                Standing::Unknown => ("unknown", None),
                Standing::Settled(value) => ("settled", Some(value)),
                Standing::Several => ("several", None),
                Standing::Accepted { value, .. } => ("accepted", Some(value)),
                Standing::Contested => ("contested", None),
            };
            json!({
                "property": property.property.name(),
                "standing": standing,
                "value": value.map(as_json::value),
                "claims": property.claims.iter().map(|of| claim(of, times.get(&of.position))).collect::<Vec<_>>(),
            })
        })
        .collect();
    json!({
        "record": view.record.to_string(),
        "kind": view.kind.map(claims::RecordKind::name),
        "label": &*view.label,
        "properties": properties,
        "judgements": view.judgements.iter().map(|judgement| json!({
            "other": judgement.other.record.to_string(),
            "label": &*judgement.other.label,
            "verdict": judgement.verdict.map(claims::Verdict::name),
            "decisions": judgement.history.iter().map(|ruling| json!({
                "id": ruling.id.to_string(), "author": ruling.author, "why": ruling.why,
                "at": ruling.at.to_string(), "undone": ruling.undone,
            })).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "used_by": view.used_by.iter().map(|used| json!({
            "property": used.property.name(),
            "total": used.total,
            "records": used.records.iter().map(|named| json!({"record": named.record.to_string(), "label": &*named.label})).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "unknown_sayings": view.unknown,
    })
}

fn claim(view: &ClaimView, time: Option<&TimeBracket>) -> Json {
    json!({
        "id": view.id.to_string(),
        "value": as_json::value(&view.value),
        "words": view.refers_to.as_ref().map_or_else(|| as_json::in_words(&view.value), |named| named.label.to_string()),
        "quote": view.quote,
        "locator": view.locator.as_ref().map(as_json::locator),
        "source": view.source.as_ref().map(|source| json!({
            "record": source.source.record.to_string(),
            "label": &*source.source.label,
            "reliability": source.reliability.map(|grade| grade.letter().to_string()),
            "chain": source.chain.iter().map(|named| named.label.to_string()).collect::<Vec<_>>(),
        })),
        "credibility": view.credibility.map(|grade| grade.digit().to_string()),
        "said_at": view.said_at.as_ref().map(|when| when.written().to_owned()),
        "denied": view.polarity == claims::Polarity::Denied,
        "modality": view.modality.name(),
        "state": state(view),
        "note": view.note,
        "author": view.author,
        "why": view.why,
        "recorded_at": view.recorded_at.to_string(),
        "position": view.position,
        "time": time.map(print::bracket),
    })
}
