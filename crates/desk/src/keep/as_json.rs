//! Claims and decisions as JSON, for export and for the command line. Nothing is left out, so that what is written here
//! could be read back into the same bytes, but for what members sign in with, and what lets programs and reporters in unless it is
//! asked for.

use super::export::Secrets;
use claims::{
    Access, Amount, Claim, CustodyStep, Decision, Locator, Polarity, Ruling, Save, Saying, Spot, Tier, Value,
};
use serde_json::{Value as Json, json};

/// One saying with its save.
pub(super) fn saying(saying: &Saying, save: &Save, position: u64, tier: Tier, secrets: Secrets) -> Json {
    let mut line = match saying {
        Saying::Claim(claim) => json!({ "claim": self::claim(claim) }),
        Saying::Decision(decision) => json!({ "decision": self::decision(decision, secrets) }),
        // It may be a secret of a later version.
        Saying::Unknown(raw) if secrets == Secrets::LeftOut => {
            json!({ "unknown": { "record": save.record.to_string(), "bytes": raw.len() } })
        }
        Saying::Unknown(raw) => json!({ "unknown": { "record": save.record.to_string(), "cbor": hex(raw) } }),
    };
    if let Some(object) = line.as_object_mut() {
        object.insert("author".to_owned(), json!(save.author));
        object.insert("why".to_owned(), json!(save.why));
        object.insert("recorded_at".to_owned(), json!(save.at.to_string()));
        object.insert("tier".to_owned(), json!(tier.name()));
        object.insert("position".to_owned(), json!(position));
    }
    line
}

/// Takes out of a line what is not for everybody: free words, in which a name may stand, and who said it.
pub(super) fn without(line: &mut Json, words: bool, sources: bool) {
    let leave_out = |of: Option<&mut Json>, names: &[&str]| {
        if let Some(of) = of.and_then(Json::as_object_mut) {
            for (_, value) in of.iter_mut().filter(|(name, _)| names.contains(&name.as_str())) {
                *value = Json::Null;
            }
        }
    };
    if words {
        leave_out(Some(line), &["why"]);
        leave_out(line.get_mut("claim"), &["note"]);
    }
    if sources {
        leave_out(line.get_mut("claim"), &["source"]);
    }
}

fn claim(claim: &Claim) -> Json {
    json!({
        "id": claim.id.to_string(),
        "about": claim.about.to_string(),
        "kind": claim.property.kind().name(),
        "property": claim.property.name(),
        "value": value(&claim.value),
        "source": claim.source.map(|source| source.to_string()),
        "locator": claim.locator.as_ref().map(locator),
        "said_at": claim.said_at.as_ref().map(when),
        "denied": claim.polarity == Polarity::Denied,
        "modality": claim.modality.name(),
        "draft": claim.draft,
        "note": claim.note,
    })
}

fn when(when: &claims::when::When) -> Json {
    json!({ "written": when.written(), "zone": when.zone().name() })
}

/// A value with its shape.
pub fn value(value: &Value) -> Json {
    match value {
        Value::Text(text) => json!({ "text": text }),
        Value::Name(name) => json!({ "name": name.as_str() }),
        Value::When(at) => json!({ "when": when(at) }),
        Value::Number(number) => json!({ "number": number }),
        Value::Amount(amount) => json!({ "amount": self::amount(amount) }),
        Value::Ref(record) => json!({ "record": record.to_string() }),
        Value::Term(term) => json!({ "term": term }),
        Value::Custody(step) => json!({ "custody": custody(step) }),
        Value::Bytes(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => json!({ "bytes_utf8": text }),
            Err(_) => json!({ "bytes_hex": hex(bytes) }),
        },
    }
}

/// How many, with the word.
pub fn amount(amount: &Amount) -> Json {
    json!({ "word": amount.word, "low": amount.low, "high": amount.high, "label": amount.label })
}

fn custody(step: &CustodyStep) -> Json {
    json!({
        "state": step.state.name(),
        "unit": step.unit.map(|unit| unit.to_string()),
        "from": step.from.as_ref().map(when),
        "to": step.to.as_ref().map(when),
        "how": step.how.name(),
        "confirmed": step.confirmed.as_ref().map(when),
        "release": step.release.map(|mode| mode.name()),
    })
}

/// A place in a report.
pub fn locator(locator: &Locator) -> Json {
    let report = locator.report.to_string();
    match &locator.spot {
        Spot::Whole => json!({ "report": report }),
        Spot::Quote { start, end } => json!({ "report": report, "start": start, "end": end }),
        Spot::Row { row, column } => json!({ "report": report, "row": row, "column": column }),
        Spot::Page(page) => json!({ "report": report, "page": page }),
        Spot::Timecode(ms) => json!({ "report": report, "milliseconds": ms }),
    }
}

fn decision(decision: &Decision, secrets: Secrets) -> Json {
    let ruling = match &decision.ruling {
        Ruling::Accept(claim) => json!({ "accept": claim.to_string() }),
        Ruling::Retract(claim) => json!({ "retract": claim.to_string() }),
        Ruling::Undo(id) => json!({ "undo": id.to_string() }),
        Ruling::Judge { a, b, verdict } => {
            json!({ "judge": { "a": a.to_string(), "b": b.to_string(), "verdict": verdict.name() } })
        }
        Ruling::GradeSource(grade) => json!({ "grade_source": grade.letter().to_string() }),
        Ruling::GradeClaim(claim, grade) => {
            json!({ "grade_claim": { "claim": claim.to_string(), "credibility": grade.digit().to_string() } })
        }
        Ruling::Seen(claim) => json!({ "seen": claim.to_string() }),
        Ruling::Beacon(beacon) => json!({ "beacon": {
            "kind": beacon.kind.name(), "value": &*beacon.value, "at": beacon.at.to_string(), "where": &*beacon.place,
        } }),
        Ruling::Attest(of) => json!({ "attest": {
            "closure": of.closure, "scope": of.scope, "linkage": of.linkage, "question": &*of.question,
            "lists": of.lists.iter().map(ToString::to_string).collect::<Vec<_>>(),
        } }),
        Ruling::Withdraw(report) => json!({ "withdraw": report.to_string() }),
        Ruling::SignPack(of) => json!({ "sign_pack": {
            "pack": &*of.pack, "sha256": hex(&of.digest), "name": &*of.name, "on": &*of.on,
        } }),
        Ruling::Set(of) => {
            json!({ "set": { "name": &*of.name, "value": &*of.value, "before": &*of.before } })
        }
        Ruling::Access(access) => access_as_json(access),
        Ruling::AdmitReporter(admission) if secrets == Secrets::LeftOut => {
            json!({ "admit_reporter": { "key": hex(&admission.key) } })
        }
        Ruling::AdmitReporter(admission) => {
            json!({ "admit_reporter": { "key": hex(&admission.key), "secret": hex(&admission.secret) } })
        }
        Ruling::AskErasure(ask) => json!({ "ask_erasure": {
            "records": ask.records.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "tiers": tiers(ask.tiers),
            "delay_seconds": ask.delay,
        } }),
        Ruling::ConfirmErasure(request) => json!({ "confirm_erasure": request.to_string() }),
        Ruling::Hold(record) => json!({ "hold": record.to_string() }),
        Ruling::Erased(erased) => json!({ "erased": {
            "request": erased.request.to_string(),
            "records": erased.records.iter().map(|of| json!({
                "record": of.record.to_string(),
                "kind": of.kind.map(claims::RecordKind::name),
                "tiers": tiers(of.tiers),
                "parts": of.parts,
            })).collect::<Vec<_>>(),
            "rows": erased.rows.iter().map(|row| json!({
                "report": row.report.to_string(), "row": row.row,
            })).collect::<Vec<_>>(),
        } }),
    };
    json!({ "id": decision.id.to_string(), "about": decision.about.to_string(), "ruling": ruling })
}

/// What a way in is made of is no part of an export: with it, anybody could try passwords at leisure.
fn access_as_json(access: &Access) -> serde_json::Value {
    match access {
        Access::Member(of) => {
            json!({ "member": { "handle": of.handle, "roles": of.roles, "groups": of.groups, "active": of.active } })
        }
        Access::Credential(of) => json!({ "way_in": {
            "kind": of.kind.name(), "note": of.note, "until": of.until.map(|until| until.to_string()),
        } }),
        Access::Ask(what) => json!({ "ask": what.name() }),
        Access::Agree(asked) => json!({ "agree": asked.to_string() }),
        Access::Looked(records) => {
            json!({ "looked_at": records.iter().map(ToString::to_string).collect::<Vec<_>>() })
        }
        Access::AskLeave(leave) => {
            json!({ "ask_leave": { "kind": leave.kind.name(), "terms": leave.terms } })
        }
        Access::Used(asked) => json!({ "used": asked.to_string() }),
        Access::Done(done) => json!({ "done": { "key": hex(&done.key), "call": hex(&done.call) } }),
        Access::Limit(groups) => json!({ "limited_to": groups }),
    }
}

/// Tiers by their names.
pub fn tiers(tiers: claims::Tiers) -> Vec<&'static str> {
    tiers.each().map(Tier::name).collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A value in one line of words.
pub fn in_words(value: &Value) -> String {
    match value {
        Value::Text(text) | Value::Term(text) => text.to_string(),
        Value::Name(name) => name.to_string(),
        Value::When(when) => when.written().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Amount(amount) => match &amount.label {
            Some(label) => format!("{label}: {}", amount.word),
            None => amount.word.to_string(),
        },
        Value::Ref(record) => record.to_string(),
        Value::Custody(step) => custody_in_words(step),
        Value::Bytes(bytes) => format!("{} bytes", bytes.len()),
    }
}

fn custody_in_words(step: &CustodyStep) -> String {
    let mut words = vec![step.state.name().replace('_', " ")];
    words.extend(step.unit.map(|unit| format!("at {}", unit.short())));
    words.extend(step.from.as_ref().map(|from| format!("from {}", from.written())));
    words.extend(step.to.as_ref().map(|to| format!("to {}", to.written())));
    words.extend(
        step.confirmed.as_ref().map(|at| format!("confirmed {} by {}", at.written(), step.how.name())),
    );
    words.extend(step.release.map(|mode| mode.name().replace('_', " ")));
    words.join(", ")
}

/// A place in a report, in words.
pub fn spot_in_words(spot: &Spot) -> String {
    match spot {
        Spot::Whole => "the whole report".to_owned(),
        Spot::Quote { start, end } => format!("bytes {start}–{end}"),
        Spot::Row { row, column: Some(column) } => format!("row {row}, column {column}"),
        Spot::Row { row, column: None } => format!("row {row}"),
        Spot::Page(page) => format!("page {page}"),
        Spot::Timecode(ms) => format!("{}:{:02}", ms / 60_000, ms / 1000 % 60),
    }
}
