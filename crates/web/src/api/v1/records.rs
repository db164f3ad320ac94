//! `GET /api/v1/records/{id}`: one record with every claim, quote and decision the token may see.

use super::call::{Answered, Call, told};
use super::eyes::Eyes;
use super::shape::{Edtf, Id, Moment, wire};
use super::value::{LocatorOut, ValueOut, locator, moment, written};
use axum::http::StatusCode;
use casebook::{ClaimState, ClaimView, PropertyView, RecordView, RulingView, Standing};
use claims::{Polarity, Ruling};
use desk::keep::as_json::in_words;

wire! {
    /// One record with everything said of it.
    out RecordOut {
        /// The record.
        record: Id,
        /// Its kind: person, detention, unit…; none when it is only referred to.
        kind: Option<&'static str>,
        /// What to call it.
        label: String,
        /// What is said of it, by property.
        properties: Vec<PropertyOut>,
        /// What was judged about it and others.
        judgements: Vec<JudgementOut>,
        /// Records that refer to it.
        used_by: Vec<UsedByOut>,
        /// Sayings of a newer version that are kept unread.
        unknown_sayings: u64,
    }
    /// One property with all its claims.
    out PropertyOut {
        /// Its name, such as detention.place.
        property: &'static str,
        /// unknown, settled, several, accepted or contested.
        standing: &'static str,
        /// What they amount to, when they do.
        value: Option<ValueOut>,
        /// Every claim, drafts and withdrawn ones too.
        claims: Vec<ClaimOut>,
    }
    /// One claim.
    out ClaimOut {
        /// Its id.
        id: Id,
        /// Its value; none when the record it points to is not for this token.
        value: ValueOut,
        /// The value in words.
        words: String,
        /// The words it rests on, byte for byte; none without report.see.
        quote: Option<String>,
        /// Where they stand.
        locator: Option<LocatorOut>,
        /// Who says it; none without source.see.
        source: Option<SourceOut>,
        /// How credible it is, 1 to 6, when graded.
        credibility: Option<String>,
        /// When the source said it.
        said_at: Option<Edtf>,
        /// True when it is said not to be so.
        denied: bool,
        /// stated, relayed, pattern, opinion or inferred.
        modality: &'static str,
        /// stands, accepted, draft or retracted.
        state: &'static str,
        /// A remark; none without identity.see.
        note: Option<String>,
        /// Who recorded it.
        author: String,
        /// Why; none without identity.see.
        why: Option<String>,
        /// When.
        recorded_at: Moment,
        /// Its place in the ledger.
        position: u64,
        /// Everything ever decided on it.
        decisions: Vec<DecisionOut>,
    }
    /// Who says something.
    out SourceOut {
        /// The source.
        record: Id,
        /// What it is called.
        label: String,
        /// How far it can be relied on, A to F, when graded.
        reliability: Option<String>,
        /// The sources it repeats, the nearest first.
        chain: Vec<String>,
    }
    /// A decision.
    out DecisionOut {
        /// Its id, by which it is undone.
        id: Id,
        /// accept, retract, judge, grade…
        what: &'static str,
        /// The verdict or grade.
        verdict: Option<String>,
        /// Who decided.
        author: String,
        /// Why; none without identity.see.
        why: Option<String>,
        /// When.
        at: Moment,
        /// True when it was undone.
        undone: bool,
    }
    /// What was judged about this record and another.
    out JudgementOut {
        /// The other.
        other: Id,
        /// What it is called.
        label: String,
        /// same, different or unsure; none when all was undone.
        verdict: Option<&'static str>,
        /// Every judgement, the oldest first.
        decisions: Vec<DecisionOut>,
    }
    /// Records that refer to this one by one property.
    out UsedByOut {
        /// The property.
        property: &'static str,
        /// How many.
        total: u64,
        /// The first of them.
        records: Vec<NamedOut>,
    }
    /// A record with what it is called.
    out NamedOut {
        /// The record.
        record: Id,
        /// Its kind.
        kind: Option<&'static str>,
        /// What it is called.
        label: String,
    }
}

pub(super) fn record(call: &Call) -> Answered {
    let (record, position) = (call.named_record()?, call.number("position")?);
    let view = desk::look::show(&call.app.desk, record, position).map_err(|stop| call.stopped(&stop))?;
    call.looked_at(&[record]);
    let mut answer = told(StatusCode::OK, &RecordOut::of(&view, Eyes::of(call)))?;
    answer.etag = Some(super::etag::of_record(&view, call.app.desk.position().entries));
    Ok(answer)
}

impl RecordOut {
    fn of(view: &RecordView, eyes: Eyes<'_>) -> Self {
        Self {
            record: Id(view.record.to_string()),
            kind: view.kind.map(claims::RecordKind::name),
            label: eyes.label(view.record, view.kind, &view.label),
            properties: view
                .properties
                .iter()
                .filter(|property| eyes.see(property.property))
                .map(|of| property(of, eyes))
                .collect(),
            judgements: view
                .judgements
                .iter()
                .map(|judgement| JudgementOut {
                    other: Id(judgement.other.record.to_string()),
                    label: eyes.named(&judgement.other),
                    verdict: judgement.verdict.map(claims::Verdict::name),
                    decisions: judgement.history.iter().map(|of| decision(of, eyes)).collect(),
                })
                .collect(),
            used_by: view
                .used_by
                .iter()
                .filter(|used| eyes.see(used.property))
                .map(|used| UsedByOut {
                    property: used.property.name(),
                    total: used.total,
                    records: used.records.iter().map(|of| named(of, eyes)).collect(),
                })
                .collect(),
            unknown_sayings: view.unknown,
        }
    }
}

pub(super) fn named(of: &casebook::Named, eyes: Eyes<'_>) -> NamedOut {
    NamedOut {
        record: Id(of.record.to_string()),
        kind: of.kind.map(claims::RecordKind::name),
        label: eyes.named(of),
    }
}

fn property(view: &PropertyView, eyes: Eyes<'_>) -> PropertyOut {
    let (standing, value) = match &view.standing {
        Standing::Unknown => ("unknown", None),
        Standing::Settled(value) => ("settled", Some(value)),
        Standing::Several => ("several", None),
        Standing::Accepted { value, .. } => ("accepted", Some(value)),
        Standing::Contested => ("contested", None),
    };
    PropertyOut {
        property: view.property.name(),
        standing,
        value: value.map(ValueOut::of),
        claims: view.claims.iter().map(|of| claim(of, eyes)).collect(),
    }
}

/// How a claim stands, in a word.
pub(super) fn state(view: &ClaimView) -> &'static str {
    match &view.state {
        ClaimState::Stands if view.accepted => "accepted",
        ClaimState::Stands => "stands",
        ClaimState::Draft => "draft",
        ClaimState::Retracted { .. } => "retracted",
    }
}

pub(super) fn claim(view: &ClaimView, eyes: Eyes<'_>) -> ClaimOut {
    ClaimOut {
        id: Id(view.id.to_string()),
        value: ValueOut::of(&view.value),
        words: view.refers_to.as_ref().map_or_else(|| in_words(&view.value), |named| eyes.named(named)),
        quote: eyes.quote(view),
        locator: view.locator.as_ref().map(locator),
        source: view.source.as_ref().filter(|_| eyes.source).map(|of| SourceOut {
            record: Id(of.source.record.to_string()),
            label: of.source.label.to_string(),
            reliability: of.reliability.map(|grade| grade.letter().to_string()),
            chain: of.chain.iter().map(|named| named.label.to_string()).collect(),
        }),
        credibility: view.credibility.map(|grade| grade.digit().to_string()),
        said_at: written(view.said_at.as_ref()),
        denied: view.polarity == Polarity::Denied,
        modality: view.modality.name(),
        state: state(view),
        note: view.note.as_deref().and_then(|note| eyes.free(note)),
        author: view.author.to_string(),
        why: eyes.free(&view.why),
        recorded_at: moment(view.recorded_at),
        position: view.position,
        decisions: view.history.iter().map(|of| decision(of, eyes)).collect(),
    }
}

/// A ruling in a word, with its verdict.
pub(super) fn ruling_word(ruling: &Ruling) -> (&'static str, Option<String>) {
    match ruling {
        Ruling::Accept(_) => ("accept", None),
        Ruling::Retract(_) => ("retract", None),
        Ruling::Undo(_) => ("undo", None),
        Ruling::Judge { verdict, .. } => ("judge", Some(verdict.name().to_owned())),
        Ruling::GradeSource(grade) => ("grade_source", Some(grade.letter().to_string())),
        Ruling::GradeClaim(_, grade) => ("grade_claim", Some(grade.digit().to_string())),
        Ruling::AskErasure(_) => ("ask_erasure", None),
        Ruling::ConfirmErasure(_) => ("confirm_erasure", None),
        Ruling::Hold(_) => ("hold", None),
        Ruling::Erased(_) => ("erased", None),
        _ => ("other", None),
    }
}

pub(super) fn decision(of: &RulingView, eyes: Eyes<'_>) -> DecisionOut {
    let (what, verdict) = ruling_word(&of.ruling);
    DecisionOut {
        id: Id(of.id.to_string()),
        what,
        verdict,
        author: of.author.to_string(),
        why: eyes.free(&of.why),
        at: moment(of.at),
        undone: of.undone,
    }
}
