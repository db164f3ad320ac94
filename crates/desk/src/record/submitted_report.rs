//! A report handed in from outside, signed by an admitted reporter: checked, kept byte for byte with what was said about
//! it, as one entry. Nothing else is read out of it. The same report sent again is the same report: its id is made from
//! the reporter's secret and the name that the reporter gave it, so a restart, a copy or a rebuild changes nothing.
//!
//! Checking needs no lock and can be done on any thread; saving takes many at once, under one fsync.

use crate::Sentence;
use crate::actor::Reason;
use crate::desk::{Desk, Draft, Saved};
use crate::reporter::KnownReporter;
use crate::stop::{Kind, Outcome, Refusal, Stop};
use claims::when::When;
use claims::{Claim, ClaimId, Locator, Property, RecordId, Spot, Value, WrittenName};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::HashSet;

/// The largest body of a report, in bytes.
pub const LARGEST_REPORT: usize = 64 * 1024;
/// Begins the message that a reporter signs.
const SIGNED: &[u8; 17] = b"habeas report v1\n";
/// Begins what ids are made from.
const NAMED: &[u8; 22] = b"habeas reporter id v1\n";
/// The longest name that a reporter gives to a report, in characters.
const LONGEST_KEY: usize = 64;
/// The longest of the short fields, in characters.
const LONGEST_FIELD: usize = 500;
/// Why it was saved, unless the entry says more.
const WHY: &str = "handed in by an admitted reporter";

/// A report as it came: the body, and what signs it.
#[derive(Debug, Clone)]
pub struct SignedReport<B = Vec<u8>> {
    /// The reporter's public key.
    pub key: [u8; 32],
    /// Ed25519 over [`signed_message`].
    pub signature: [u8; 64],
    /// The reporter's own name for this report: 1 to 64 visible ASCII characters; the same when it is sent again.
    pub idempotency_key: String,
    /// A JSON object, at most [`LARGEST_REPORT`] bytes.
    pub body: B,
}

/// What a reporter signs: 17 bytes of domain, the casebook's id, SHA-256 of the body, the idempotency key.
pub fn signed_message(casebook: &[u8; 16], body: &[u8], idempotency_key: &str) -> Vec<u8> {
    [SIGNED.as_slice(), casebook, &Sha256::digest(body), idempotency_key.as_bytes()].concat()
}

/// The body's fields. A field that is not one of these is refused, since it would be lost.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fields {
    text: String,
    language: Option<String>,
    received_at: Option<String>,
    source: Option<String>,
    source_type: Option<String>,
    place: Option<String>,
    unit: Option<String>,
    #[serde(rename = "type")]
    report_type: Option<String>,
    id: Option<String>,
}

/// A report that may be saved: signed by an admitted reporter, and readable.
#[derive(Debug)]
pub struct CheckedReport {
    reporter: KnownReporter,
    report: RecordId,
    /// The id of the claim that tells this body from another under the same name.
    proof: ClaimId,
    text: Box<[u8]>,
    report_type: Box<str>,
    language: Option<Box<str>>,
    received: Option<When>,
    source: Option<NamedSource>,
    /// What the sender says of place and unit: kept as written, since what happened there is not said.
    unread: Vec<Box<str>>,
    note: Option<Box<str>>,
}

/// A source as a reporter calls it: known by that name to this reporter only.
#[derive(Debug)]
struct NamedSource {
    record: RecordId,
    claim: ClaimId,
    name: WrittenName,
    sort: Option<Box<str>>,
}

/// A report that is in the casebook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Submitted {
    /// The report record.
    pub report: RecordId,
    /// Its entry's place in the ledger.
    pub position: u64,
    /// Its entry's hash.
    pub entry: [u8; 32],
    /// False when it had been handed in before.
    pub new: bool,
}

/// Takes in one signed report. Returns when it is durable and in the casebook.
///
/// # Errors
/// As [`check_report`] and [`save_reports`].
pub fn submitted_report(desk: &Desk, signed: &SignedReport) -> Outcome<Submitted> {
    let checked = check_report(desk, signed)?;
    save_reports(desk, vec![checked]).pop().unwrap_or_else(|| Err(not_now()))
}

/// Checks signature and content. Waits for nothing.
///
/// # Errors
/// A refusal on `reporter` (not admitted), `signature`, `json`, or the field of the body that cannot be taken.
pub fn check_report<B: AsRef<[u8]>>(desk: &Desk, signed: &SignedReport<B>) -> Outcome<CheckedReport> {
    let body = signed.body.as_ref();
    let name = &signed.idempotency_key;
    if name.is_empty() || name.len() > LONGEST_KEY || !name.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(Stop::refused_in_english(
            "idempotency_key",
            "Idempotency-Key must be 1 to 64 visible ASCII characters, the same when the report is sent again.",
        ));
    }
    if body.len() > LARGEST_REPORT {
        return Err(Stop::refused_in_english(
            "body",
            format!("A report may have {LARGEST_REPORT} bytes at most."),
        ));
    }
    let reporters = desk.reporters();
    let reporter = reporters.of_key(&signed.key).filter(|reporter| reporter.admitted).ok_or_else(|| {
        Stop::refused_in_english("reporter", "This key is not admitted here.")
            .hint_in_english("Ask the office to admit it: habeas reporter admit.")
    })?;
    let message = signed_message(&desk.casebook_id(), body, name);
    if !reporter.key.signed(&message, &signed.signature) {
        return Err(Stop::refused_in_english(
            "signature",
            "The signature does not fit this body, this Idempotency-Key and this casebook.",
        ));
    }
    let fields = read(body)?;
    checked(desk, reporter, name, body, fields)
}

fn read(body: &[u8]) -> Outcome<Fields> {
    // A list would be taken for the fields in their order.
    if body.trim_ascii_start().first() != Some(&b'{') {
        return Err(Stop::refused_in_english("json", "The body is not a JSON object."));
    }
    serde_json::from_slice(body).map_err(|problem| match problem.classify() {
        serde_json::error::Category::Data => {
            Stop::refused_in_english("fields", format!("The body cannot be taken: {problem}."))
        }
        _ => Stop::refused_in_english("json", format!("The body is not JSON in UTF-8: {problem}.")),
    })
}

fn checked(
    desk: &Desk,
    reporter: &KnownReporter,
    name: &str,
    body: &[u8],
    fields: Fields,
) -> Outcome<CheckedReport> {
    let made = |what: u8, from: &[&[u8]]| id(&reporter.admission.secret, what, from);
    if fields.text.trim().is_empty() {
        return Err(Stop::refused_in_english("text", "The report says nothing: \"text\" is empty."));
    }
    let received = match given("received_at", fields.received_at)? {
        None => None,
        Some(text) => Some(
            When::parse(&text, desk.zone())
                .map_err(|problem| Stop::refused_in_english("received_at", format!("{problem}.")))?,
        ),
    };
    let sort = term("source_type", fields.source_type)?;
    let source = match given("source", fields.source)? {
        None if sort.is_some() => {
            return Err(Stop::refused_in_english(
                "source_type",
                "\"source_type\" needs a \"source\" that it describes; a handle will do.",
            ));
        }
        None => None,
        Some(written) => {
            let written = WrittenName::parse(&written)
                .map_err(|p| Stop::refused_in_english("source", format!("{p}.")))?;
            let folded = names::fold::search_key(written.as_str());
            Some(NamedSource {
                record: RecordId::from_bytes(made(3, &[folded.as_bytes()])),
                claim: ClaimId::from_bytes(made(4, &[folded.as_bytes()])),
                name: written,
                sort,
            })
        }
    };
    let mut unread = Vec::new();
    for (field, value) in [("place", fields.place), ("unit", fields.unit)] {
        unread.extend(
            given(field, value)?.map(|text| format!("{field}, as the sender wrote it: {text}").into()),
        );
    }
    let digest = Sha256::digest(body);
    Ok(CheckedReport {
        reporter: reporter.clone(),
        report: RecordId::from_bytes(made(1, &[name.as_bytes()])),
        proof: ClaimId::from_bytes(made(2, &[&digest, name.as_bytes()])),
        text: fields.text.into_bytes().into(),
        report_type: term("type", fields.report_type)?.unwrap_or_else(|| "message".into()),
        language: term("language", fields.language)?,
        received,
        source,
        unread,
        note: given("id", fields.id)?.map(|id| format!("the sender's id: {id}").into()),
    })
}

/// Sixteen bytes that look random to whoever lacks the secret. Every use has a number of its own.
fn id(secret: &[u8; 32], what: u8, from: &[&[u8]]) -> [u8; 16] {
    let mut inner = Sha256::new();
    from.iter().for_each(|part| inner.update(part));
    let mut outer = Sha256::new();
    outer.update(NAMED);
    outer.update(secret);
    outer.update([what]);
    outer.update(inner.finalize());
    let mut id = [0; 16];
    for (to, from) in id.iter_mut().zip(outer.finalize()) {
        *to = from;
    }
    id
}

fn given(field: &'static str, value: Option<String>) -> Outcome<Option<String>> {
    let Some(value) = value.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    if value.chars().count() > LONGEST_FIELD {
        return Err(Stop::refused_in_english(
            field,
            format!("\"{field}\" is longer than {LONGEST_FIELD} characters; put it into \"text\"."),
        ));
    }
    Ok(Some(value))
}

fn term(field: &'static str, value: Option<String>) -> Outcome<Option<Box<str>>> {
    let Some(value) = given(field, value)? else { return Ok(None) };
    let word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '-';
    if value.len() > 40 || !value.chars().all(word) {
        return Err(Stop::refused_in_english(
            field,
            format!("\"{field}\" is one word of small letters, such as \"kk\" or \"relative\"."),
        ));
    }
    Ok(Some(value.into()))
}

/// Saves checked reports, each as an entry of its own, under one fsync. What was handed in before is answered from the
/// casebook. One answer for each, in order.
pub fn save_reports(desk: &Desk, checked: Vec<CheckedReport>) -> Vec<Outcome<Submitted>> {
    let mut answers: Vec<Option<Outcome<Submitted>>> = Vec::with_capacity(checked.len());
    let mut saving: Vec<usize> = Vec::new();
    let mut drafts = Vec::new();
    {
        let casebook = desk.casebook();
        // Within this group: reports that come twice, and sources that are named for the first time.
        let mut reports = HashSet::new();
        let mut sources = HashSet::new();
        for (at, one) in checked.iter().enumerate() {
            let answer = known(&casebook, one);
            if matches!(answer, Ok(None)) && reports.insert(one.report) {
                let named = one
                    .source
                    .as_ref()
                    .is_some_and(|source| !casebook.knows(source.record) && sources.insert(source.record));
                match draft(desk, one, named) {
                    Ok(draft) => {
                        saving.push(at);
                        drafts.push(draft);
                        answers.push(None);
                    }
                    Err(stop) => answers.push(Some(Err(stop))),
                }
            } else {
                answers.push(answer.transpose());
            }
        }
    }
    for (at, saved) in saving.iter().zip(save(desk, &checked, &saving, drafts)) {
        if let Some(slot) = answers.get_mut(*at) {
            *slot = Some(saved);
        }
    }
    // What is left came twice in this group: the first of them is there now, or failed.
    let casebook = desk.casebook();
    let late = |one: &CheckedReport| match known(&casebook, one) {
        Ok(Some(there)) => Ok(there),
        Ok(None) => Err(not_now()),
        Err(stop) => Err(stop),
    };
    answers.into_iter().zip(&checked).map(|(answer, one)| answer.unwrap_or_else(|| late(one))).collect()
}

/// The report if it is here; a conflict if another body is here under its name.
fn known(casebook: &casebook::Casebook, one: &CheckedReport) -> Outcome<Option<Submitted>> {
    if !casebook.knows(one.report) {
        return Ok(None);
    }
    match casebook.where_is(one.proof)? {
        Some(held) => {
            let (position, entry) = (held.position, held.entry);
            Ok(Some(Submitted { report: one.report, position, entry, new: false }))
        }
        None => Err(Stop::conflict_in_english(
            "Another report was handed in under this Idempotency-Key; give this one a key of its own.",
        )),
    }
}

fn not_now() -> Stop {
    Stop::Refusal(Refusal {
        kind: Kind::Busy,
        field: None,
        say: Sentence::in_english(
            "The report could not be saved now; send it again with the same Idempotency-Key.",
        ),
        hint: None,
    })
}

type Drafted = (crate::Actor, Reason, Draft);

/// Saves the group; if it holds something that the ledger refuses, one by one, so that nobody suffers for another.
fn save(
    desk: &Desk,
    checked: &[CheckedReport],
    which: &[usize],
    drafts: Vec<Drafted>,
) -> Vec<Outcome<Submitted>> {
    let reports: Vec<&CheckedReport> = which.iter().filter_map(|at| checked.get(*at)).collect();
    let told = |one: &CheckedReport, saved: Saved| Submitted {
        report: one.report,
        position: saved.position,
        entry: saved.entry,
        new: true,
    };
    let again = if drafts.len() > 1 { drafts.clone() } else { Vec::new() };
    match desk.save_each(drafts) {
        Ok(saved) => reports.into_iter().zip(saved).map(|(one, saved)| Ok(told(one, saved))).collect(),
        Err(Stop::Refusal(refusal)) if refusal.kind == Kind::Refused && !again.is_empty() => {
            let alone = again.into_iter().map(|draft| desk.save_each(vec![draft])?.pop().ok_or_else(not_now));
            reports.into_iter().zip(alone).map(|(one, saved)| Ok(told(one, saved?))).collect()
        }
        Err(Stop::Refusal(refusal)) => reports.iter().map(|_| Err(Stop::Refusal(refusal.clone()))).collect(),
        Err(fault) => after_fault(desk, &reports, fault),
    }
}

/// After a fault the entries may be durable already. Whoever's is must hear so; the fault itself is told once.
fn after_fault(desk: &Desk, reports: &[&CheckedReport], fault: Stop) -> Vec<Outcome<Submitted>> {
    let mut fault = Some(fault);
    let caught_up = desk.catch_up(&mut desk.casebook()).is_ok();
    let casebook = desk.casebook();
    let mut answer = |one: &&CheckedReport| match known(&casebook, one) {
        Ok(Some(there)) if caught_up => Ok(Submitted { new: true, ..there }),
        _ => Err(fault.take().unwrap_or_else(not_now)),
    };
    reports.iter().map(&mut answer).collect()
}

fn draft(desk: &Desk, one: &CheckedReport, source_is_new: bool) -> Outcome<Drafted> {
    let mut draft = Draft::default();
    let source = one.source.as_ref().map_or(one.reporter.source, |source| source.record);
    let mut say =
        |id: Option<ClaimId>, about: RecordId, property: Property, value: Value, note: Option<&str>| {
            let id = match id {
                Some(id) => id,
                None => ClaimId::from_bytes(desk.fresh()?),
            };
            let mut claim = Claim::new(id, about, property, value);
            claim.source = Some(source).filter(|source| *source != about);
            claim.locator = Some(Locator { report: one.report, spot: Spot::Whole });
            claim.said_at.clone_from(&one.received);
            claim.note = note.map(Into::into);
            draft.claim(claim);
            Outcome::Ok(())
        };
    let report = one.report;
    say(Some(one.proof), report, Property::ReportType, Value::Term(one.report_type.clone()), None)?;
    if let Some(received) = &one.received {
        say(None, report, Property::ReportPublished, Value::When(received.clone()), None)?;
    }
    if let Some(language) = &one.language {
        say(None, report, Property::ReportLanguage, Value::Term(language.clone()), None)?;
    }
    for words in &one.unread {
        say(None, report, Property::ReportDoubt, Value::Text(words.clone()), None)?;
    }
    say(None, report, Property::ReportBytes, Value::Bytes((&*one.text).into()), None)?;
    say(None, report, Property::ReportSource, Value::Ref(source), one.note.as_deref())?;
    if let Some(named) = one.source.as_ref().filter(|_| source_is_new) {
        say(Some(named.claim), named.record, Property::SourceName, Value::Name(named.name.clone()), None)?;
        if let Some(sort) = &named.sort {
            say(None, named.record, Property::SourceType, Value::Term(sort.clone()), None)?;
        }
    }
    let why = Reason::parse(WHY)?;
    Ok((one.reporter.actor.clone(), why, draft))
}
