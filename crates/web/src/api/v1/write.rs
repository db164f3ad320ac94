//! What programs save: calls, claims and decisions. Each is saved under the token's name, by the same function of the desk
//! as on the pages.

use super::call::{Answered, Call, id, refused, told};
use super::etag;
use super::rows::Row;
use super::shape::{Id, wire};
use crate::api::problem::Problem;
use axum::http::StatusCode;
use claims::{ClaimId, Property, RecordId, Verdict};
use desk::check::{CheckNote, log_check};
use desk::record::{CallNote, ClaimNote, record_call, record_claim};
use desk::{Saved, review};

/// Addresses whose answers say more than where something was saved.
const CALLS: &str = "/api/v1/calls";
const CLAIMS: &str = "/api/v1/claims";
const CHECKS: &str = "/api/v1/checks";

wire! {
    /// A call as it was told; every field may be left out, but something must be said.
    asked CallIn {
        /// The note, kept byte for byte.
        text: Option<String>,
        /// call, message or visit; call unless said.
        report_type: Option<String>,
        /// The language of the note: kk, ru, en…
        language: Option<String>,
        /// Who tells it.
        source: Option<String>,
        /// What they are to the detained: relative, lawyer, eyewitness…
        source_type: Option<String>,
        /// Name of the detained.
        name: Option<String>,
        /// How many, when it is not one person: about ten.
        people: Option<String>,
        /// When liberty was taken: RFC 3339, EDTF, or as people write dates.
        when: Option<String>,
        /// Where.
        place: Option<String>,
        /// To which unit.
        unit: Option<String>,
        /// The custody state now: at_police, in_court, released…
        state: Option<String>,
        /// How that is known: relative, lawyer, witness…
        how: Option<String>,
        /// Who detained.
        force: Option<String>,
        /// Role at the time: protester, journalist…
        role: Option<String>,
        /// minor, ill, pregnant, injured, disabled, elderly.
        risk: Option<String>,
        /// none, assigned, on_the_way, admitted, refused.
        lawyer: Option<String>,
        /// The article of law.
        charge: Option<String>,
        /// The report of an earlier call by the same caller: this one has the same source.
        same_caller: Option<Id>,
        /// The report of an earlier call to which this one adds: it has the same receipt code.
        adds_to: Option<Id>,
        /// Why it is saved; a usual sentence unless said.
        why: Option<String>,
    }
    /// What a call made.
    out RecordedOut {
        /// The note.
        report: Id,
        /// The person, when one was told of.
        person: Option<Id>,
        /// The detention, when one was told of.
        detention: Option<Id>,
        /// What the caller writes down, to add to it later.
        receipt: String,
        /// How many claims.
        claims: u64,
        /// The entry's place in the ledger.
        position: u64,
        /// The hash that names it.
        entry: String,
    }
    /// One claim.
    asked ClaimIn {
        /// The record it is about; a fresh one unless said.
        about: Option<Id>,
        /// The property, such as detention.place.
        property: String,
        /// The value, in words.
        value: String,
        /// Who says it: a source record.
        source: Option<Id>,
        /// The report it rests on.
        report: Option<Id>,
        /// First byte of the quote.
        quote_start: Option<u64>,
        /// The byte after its last.
        quote_end: Option<u64>,
        /// When the source said it.
        said_at: Option<String>,
        /// True when it is said not to be so.
        denied: Option<bool>,
        /// stated, relayed, pattern, opinion or inferred.
        modality: Option<String>,
        /// A remark.
        note: Option<String>,
        /// Why it is saved.
        why: String,
    }
    /// A claim as it was saved.
    out ClaimedOut {
        /// The claim.
        claim: Id,
        /// The record it is about.
        record: Id,
        /// The entry's place in the ledger.
        position: u64,
        /// The hash that names it.
        entry: String,
    }
    /// A unit was asked, and what it answered.
    asked CheckIn {
        /// The unit.
        unit: Id,
        /// People, groups or detentions that were asked about; nobody for everybody.
        about: Option<Vec<Id>>,
        /// When; now unless said.
        when: Option<String>,
        /// held, not_held, no_answer, refused, released, moved or other.
        answer: Option<String>,
        /// What was said.
        words: Option<String>,
        /// Who asked; the token's name unless said.
        asked_by: Option<String>,
        /// Why it is saved; a usual sentence unless said.
        why: Option<String>,
    }
    /// A check as it was saved.
    out CheckedOut {
        /// The check.
        check: Id,
        /// How many detentions the answer is the last word on.
        confirms: u64,
        /// The entry's place in the ledger.
        position: u64,
        /// The hash that names it.
        entry: String,
    }
    /// Whether two records are the same.
    asked JudgementIn {
        /// One record.
        a: Id,
        /// The other.
        b: Id,
        /// same, different or unsure.
        verdict: String,
        /// Why.
        why: String,
    }
    /// One of several contradicting claims is taken, or a draft is.
    asked AcceptIn {
        /// The claim.
        claim: Id,
        /// Why.
        why: String,
    }
    /// A claim is withdrawn, or a decision undone.
    asked RetractIn {
        /// The claim or the decision.
        id: Id,
        /// Why.
        why: String,
    }
    /// What was saved.
    out SavedOut {
        /// The entry's place in the ledger.
        position: u64,
        /// The hash that names it.
        entry: String,
    }
}

pub(super) fn call(call: &Call) -> Answered {
    let body: CallIn = call.read()?;
    let why = body.why.unwrap_or_else(|| format!("sent by {}", call.token.actor.handle()));
    let (actor, why) = call.by_and_why(&why)?;
    let note = CallNote {
        text: body.text.unwrap_or_default(),
        report_type: body.report_type,
        language: body.language,
        source: body.source,
        source_type: body.source_type,
        name: body.name,
        people: body.people,
        when: body.when,
        place: body.place,
        unit: body.unit,
        state: body.state,
        how: body.how,
        force: body.force,
        role: body.role,
        risk: body.risk,
        lawyer: body.lawyer,
        charge: body.charge,
        same_caller: body.same_caller.map(|Id(text)| id("same_caller", &text)).transpose()?,
        adds_to: body.adds_to.map(|Id(text)| id("adds_to", &text)).transpose()?,
        key: call.key_of_call(),
        ..CallNote::default()
    };
    let made = record_call(&call.app.desk, &actor, &why, &note).map_err(|stop| call.stopped(&stop))?;
    let out = RecordedOut {
        report: Id(made.report.to_string()),
        person: made.person.map(|record| Id(record.to_string())),
        detention: made.detention.map(|record| Id(record.to_string())),
        receipt: made.receipt.to_string(),
        claims: made.claims as u64,
        position: made.saved.position,
        entry: crate::door::hex(&made.saved.entry),
    };
    told(StatusCode::CREATED, &out)
}

pub(super) fn claim(call: &Call) -> Answered {
    let body: ClaimIn = call.read()?;
    let (actor, why) = call.by_and_why(&body.why)?;
    let record = |name: &'static str, of: &Option<Id>| -> Result<Option<RecordId>, Problem> {
        let Some(Id(text)) = of else { return Ok(None) };
        let record: RecordId = id(name, text)?;
        if call.app.desk.casebook().kind(record).map_err(|cause| call.stopped(&cause.into()))?.is_none() {
            return Err(refused(name, format!("There is no record {record}.")));
        }
        Ok(Some(record))
    };
    let quote = match (body.quote_start, body.quote_end) {
        (Some(start), Some(end)) => Some((start, end)),
        (None, None) => None,
        _ => return Err(refused("quote_start", "A quote needs both its ends.")),
    };
    let note = ClaimNote {
        about: record("about", &body.about)?,
        property: body.property,
        value: body.value,
        source: record("source", &body.source)?,
        report: record("report", &body.report)?,
        quote,
        said_at: body.said_at,
        denied: body.denied.unwrap_or_default(),
        modality: body.modality,
        note: body.note,
    };
    let touched: Vec<RecordId> = note.about.into_iter().collect();
    etag::unchanged(call, &touched)?;
    let (saved, about, claim) =
        record_claim(&call.app.desk, &actor, &why, &note).map_err(|stop| call.stopped(&stop))?;
    let out = ClaimedOut {
        claim: Id(claim.to_string()),
        record: Id(about.to_string()),
        position: saved.position,
        entry: crate::door::hex(&saved.entry),
    };
    told(StatusCode::CREATED, &out)
}

pub(super) fn check(call: &Call) -> Answered {
    let body: CheckIn = call.read()?;
    let why = body.why.unwrap_or_else(|| format!("sent by {}", call.token.actor.handle()));
    let (actor, why) = call.by_and_why(&why)?;
    let unit = id("unit", &body.unit.0)?;
    let about = body.about.unwrap_or_default();
    let about = about.iter().map(|Id(text)| id("about", text)).collect::<Result<Vec<RecordId>, _>>()?;
    for record in std::iter::once(&unit).chain(&about) {
        call.not_hidden(*record)?;
        desk::look::find_record(&call.app.desk, &record.to_string()).map_err(|stop| call.stopped(&stop))?;
    }
    let note =
        CheckNote { about, when: body.when, answer: body.answer, words: body.words, asked_by: body.asked_by };
    let logged = log_check(&call.app.desk, &actor, &why, unit, &note).map_err(|stop| call.stopped(&stop))?;
    let out = CheckedOut {
        check: Id(logged.check.to_string()),
        confirms: logged.confirms as u64,
        position: logged.saved.position,
        entry: crate::door::hex(&logged.saved.entry),
    };
    told(StatusCode::CREATED, &out)
}

pub(super) fn judgement(call: &Call) -> Answered {
    let body: JudgementIn = call.read()?;
    let (actor, why) = call.by_and_why(&body.why)?;
    let (a, b): (RecordId, RecordId) = (id("a", &body.a.0)?, id("b", &body.b.0)?);
    let verdict = Verdict::from_name(&body.verdict)
        .ok_or_else(|| refused("verdict", format!("{:?} is not same, different or unsure.", body.verdict)))?;
    etag::unchanged(call, &[a, b])?;
    saved(call, review::judge(&call.app.desk, &actor, &why, verdict, a, b))
}

pub(super) fn accept(call: &Call) -> Answered {
    let body: AcceptIn = call.read()?;
    let (actor, why) = call.by_and_why(&body.why)?;
    let claim: ClaimId = id("claim", &body.claim.0)?;
    of_claim(call, claim)?;
    saved(call, review::accept(&call.app.desk, &actor, &why, claim))
}

pub(super) fn retract(call: &Call) -> Answered {
    let body: RetractIn = call.read()?;
    let (actor, why) = call.by_and_why(&body.why)?;
    let what: ClaimId = id("id", &body.id.0)?;
    of_claim(call, what)?;
    saved(call, review::retract(&call.app.desk, &actor, &why, what))
}

/// Looks whether the record of a claim or decision is still as it was seen.
fn of_claim(call: &Call, id: ClaimId) -> Result<(), Problem> {
    let record = review::decided_about(&call.app.desk, id).map_err(|stop| call.stopped(&stop))?;
    etag::unchanged(call, record.as_slice())
}

fn saved(call: &Call, saved: desk::Outcome<Saved>) -> Answered {
    let saved = saved.map_err(|stop| call.stopped(&stop))?;
    told(StatusCode::CREATED, &SavedOut { position: saved.position, entry: crate::door::hex(&saved.entry) })
}

/// The answer to a call that was carried out before the server started, made anew from what it saved.
pub(super) fn again(row: &Row, call: &Call, position: u64) -> Answered {
    if row.path == CALLS {
        // The desk itself knows a call by its key, for good.
        return (row.run)(call);
    }
    let saved = desk::token::saved_then(&call.app.desk, position).map_err(|stop| call.stopped(&stop))?;
    let Some(saved) = saved else {
        let says = "This call was carried out, and what it saved can no longer be read.";
        return Err(Problem::new(StatusCode::CONFLICT, "another-call", says));
    };
    let entry = crate::door::hex(&saved.entry);
    match row.path {
        CLAIMS => {
            let claim = saved.claims.first().ok_or_else(super::call::nothing_here)?;
            let (claim, record) = (Id(claim.id.to_string()), Id(claim.about.to_string()));
            told(StatusCode::CREATED, &ClaimedOut { claim, record, position, entry })
        }
        CHECKS => {
            let of = |property| saved.claims.iter().filter(move |claim| claim.property == property);
            let check = of(Property::CheckUnit).next().ok_or_else(super::call::nothing_here)?;
            let confirms = of(Property::CheckConfirms).count() as u64;
            told(
                StatusCode::CREATED,
                &CheckedOut { check: Id(check.about.to_string()), confirms, position, entry },
            )
        }
        _ => told(StatusCode::CREATED, &SavedOut { position, entry }),
    }
}
