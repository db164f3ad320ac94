//! One record: every value with the claims it rests on, each with its quote, its source and how it stands; what was
//! decided and by whom; the custody timeline; what refers to it. Nothing is hidden for being withdrawn.

mod claim;
mod erasure;
mod evidence;
mod knew;
mod photos;
mod relations;
mod timeline;

use super::{is_about_somebody, position_of, record_in_path};
use crate::app::{App, Page, Scene, html};
use crate::say::{Arg, Moment, Say, Shown, Target, user};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use casebook::{JudgementView, PropertyView, RecordView, Relation, RulingView, Standing, UsedBy};
use claim::{Claim, claim};
use claims::{Property, RecordId, RecordKind, Ruling, Tier};
use desk::sentence;
use desk::time::TimeBracket;
use desk::{Outcome, Stop};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use timeline::{Timeline, timeline};

/// Claims of one property on a page; a table of a thousand rows stays readable.
const CLAIMS: usize = 100;
/// Detentions whose custody is drawn on a person's page.
const TIMELINES: usize = 6;
/// Records listed per property that refers to this one.
const USED_BY: usize = 50;

#[derive(Serialize)]
struct Record {
    id: String,
    kind: String,
    label: String,
    /// The position asked for, when the page shows an earlier state.
    position: Option<u64>,
    now: String,
    /// The report's own page, when this is a report.
    text: Option<String>,
    unit_board: Option<String>,
    knew: knew::Knew,
    timelines: Vec<Timeline>,
    /// Where a detention's lawyer and interventions are.
    aid: Option<String>,
    around: Vec<relations::Around>,
    photos: Vec<photos::Photo>,
    evidence: Option<evidence::Evidence>,
    properties: Vec<Property_>,
    judgements: Vec<Judgement>,
    used_by: Vec<Used>,
    unknown: Option<String>,
    erasure: Vec<erasure::Word>,
    contested: u64,
    history: Vec<Decision>,
}

#[derive(Serialize)]
struct Property_ {
    name: String,
    code: &'static str,
    /// `agreed`, `several`, `accepted`, `contested`, `unknown`.
    standing: &'static str,
    standing_words: String,
    value: Option<Shown>,
    accepted: Option<String>,
    claims: Vec<Claim>,
    more: Option<String>,
}

#[derive(Serialize)]
struct Judgement {
    other: Target,
    verdict: String,
    history: Vec<Decision>,
}

/// A decision in one sentence.
#[derive(Clone, Serialize)]
pub(super) struct Decision {
    pub words: String,
    pub why: String,
    pub at: Moment,
    pub undone: bool,
}

#[derive(Serialize)]
struct Used {
    property: String,
    count: String,
    records: Vec<Target>,
    more: Option<String>,
}

pub(crate) async fn record(State(app): State<Arc<App>>, scene: Scene, Path(id): Path<String>) -> Response {
    app.make(scene, move |scene| look(scene, &id)).await
}

/// A record of which nothing is left but that it was erased.
#[derive(Serialize)]
struct Gone {
    id: String,
    erasure: Vec<erasure::Word>,
}

fn look(scene: &Scene, id: &str) -> Outcome<Response> {
    let record = record_in_path(scene, id)?;
    if let Some(there) = knew::turned(scene, record)? {
        return Ok(Redirect::to(&there).into_response());
    }
    let position = position_of(scene, "position")?;
    let kind = scene.app.desk.casebook().kind(record)?;
    if !told_to(scene, kind) {
        return Err(Stop::not_found(sentence!("There is no record {record}.", record)));
    }
    scene.looked_at(&[record]);
    let shown = desk::look::show_with_erasure(&scene.app.desk, record, position)?;
    let erasure = erasure::erasure(scene, record, &shown.erasure);
    // A record that only decisions still name has nothing to show.
    let left = |view: &RecordView| {
        !view.properties.is_empty() || !view.used_by.is_empty() || !view.judgements.is_empty()
    };
    let gone = !shown.erasure.gone.is_empty();
    let shown_view = shown.view.map(|view| as_seen(scene, view)).transpose()?;
    let Some(view) = shown_view.filter(|view| !gone || left(view)) else {
        let title = scene.say.the("erased-title");
        let page = Page { title, view: Gone { id: record.to_string(), erasure } };
        return Ok(html(StatusCode::GONE, scene.app.render(scene, "erased.html", page)?));
    };
    let page = page(scene, position, &view, erasure)?;
    Ok(html(StatusCode::OK, scene.app.render(scene, "record.html", page)?))
}

/// Who told it stands there for those alone whose role needs to know, and what is limited to others is not there.
fn as_seen(scene: &Scene, mut view: RecordView) -> Outcome<RecordView> {
    view.properties.retain(|of| match (of.property, of.property.tier(), of.property.kind()) {
        // How somebody is reached is for whoever may have to reach them; what opens the house to a program is for nobody.
        (Property::SourceContact, ..) => scene.may("contact.see"),
        (Property::SourceToken, ..) => false,
        (_, Tier::Source, RecordKind::Source) => scene.may("source.see"),
        (_, Tier::Source, RecordKind::Report) => scene.may("report.see"),
        (_, Tier::Source, RecordKind::Enquiry) => scene.may("family.ask"),
        (_, Tier::Identity, _) => scene.may("identity.see"),
        _ => true,
    });
    if !scene.may("source.see") {
        for claim in view.properties.iter_mut().flat_map(|of| &mut of.claims) {
            claim.source = None;
        }
    }
    for used in &mut view.used_by {
        let all = used.records.len();
        used.records.retain(|named| told_to(scene, named.kind));
        used.records = unhidden(scene, std::mem::take(&mut used.records), |named| named.record)?;
        used.total -= (all - used.records.len()) as u64;
        let shown = used.records.iter().take(USED_BY).filter(|named| is_about_somebody(named.kind));
        scene.looked_at(&shown.map(|named| named.record).collect::<Vec<_>>());
    }
    view.used_by.retain(|used| used.total > 0);
    view.judgements = unhidden(scene, view.judgements, |of| of.other.record)?;
    Ok(view)
}

/// False for a record that says who told something, or what a report says, for whoever does not need to know.
fn told_to(scene: &Scene, kind: Option<RecordKind>) -> bool {
    match kind {
        Some(RecordKind::Source) => scene.may("source.see"),
        Some(RecordKind::Report) => scene.may("report.see"),
        _ => true,
    }
}

/// What stands around a record, without what is limited to others.
fn around(scene: &Scene, record: RecordId, position: Option<u64>) -> Outcome<Vec<Relation>> {
    let mut all = desk::look::relations(&scene.app.desk, record, position)?;
    for relation in &mut all {
        let listed = relation.lines.len();
        relation.lines.retain(|line| told_to(scene, line.named.kind));
        relation.lines = unhidden(scene, std::mem::take(&mut relation.lines), |line| line.named.record)?;
        relation.total -= (listed - relation.lines.len()) as u64;
        let shown = relation.lines.iter().filter(|line| is_about_somebody(line.named.kind));
        scene.looked_at(&shown.map(|line| line.named.record).collect::<Vec<_>>());
    }
    all.retain(|relation| relation.total > 0);
    Ok(all)
}

/// Those of a list that are not limited to groups of others.
fn unhidden<T>(scene: &Scene, all: Vec<T>, record: impl Fn(&T) -> RecordId) -> Outcome<Vec<T>> {
    let mut seen = Vec::with_capacity(all.len());
    for one in all {
        if !scene.hides(record(&one))? {
            seen.push(one);
        }
    }
    Ok(seen)
}

fn page(
    scene: &Scene,
    position: Option<u64>,
    view: &RecordView,
    erasure: Vec<erasure::Word>,
) -> Outcome<Page<Record>> {
    let (say, record) = (&scene.say, view.record);
    let times = desk::time::brackets_of(&scene.app.desk, view)?;
    let is = |kind: RecordKind| view.kind == Some(kind);
    let properties: Vec<Property_> = view.properties.iter().map(|of| property(scene, of, &times)).collect();
    let mut history: Vec<(&RulingView, Property)> = view
        .properties
        .iter()
        .flat_map(|of| of.claims.iter().flat_map(|claim| claim.history.iter().map(|r| (r, of.property))))
        .collect();
    history.sort_by_key(|(ruling, _)| (ruling.at, ruling.id));
    history.dedup_by_key(|(ruling, _)| ruling.id);
    let around = around(scene, record, position)?;
    let page = Record {
        id: view.record.to_string(),
        kind: say.kind(view.kind),
        label: user(crate::say::cut(&view.label, 300).0),
        position,
        now: format!("/record/{}", view.record),
        text: is(RecordKind::Report).then(|| format!("/report/{}", view.record)),
        aid: (is(RecordKind::Detention) && scene.may("check.see")).then(|| format!("/aid/{}", view.record)),
        unit_board: is(RecordKind::Unit).then(|| format!("/?unit={}", view.record)),
        knew: knew::knew(scene, record, position, position_of(scene, "since")?)?,
        timelines: timelines(scene, view, position)?,
        around: relations::around(scene, &around),
        photos: photos::photos(scene, &around, view, position.is_none())?,
        evidence: evidence::evidence(scene, view.record, view.kind, position)?,
        erasure,
        contested: properties.iter().filter(|of| of.standing == "contested").count() as u64,
        properties,
        judgements: view.judgements.iter().map(|of| judgement(scene, of)).collect(),
        used_by: view.used_by.iter().map(|of| used(scene, of)).collect(),
        unknown: (view.unknown > 0)
            .then(|| say.text("record-unknown", &[("number", Arg::Number(view.unknown))])),
        history: history
            .into_iter()
            .map(|(ruling, of)| {
                let mut decision = decision(scene, ruling);
                decision.words = format!("{}: {}", say.property(of), decision.words);
                decision
            })
            .collect(),
    };
    Ok(Page {
        title: say.text(
            "record-title",
            &[("kind", Arg::Ours(say.kind(view.kind))), ("id", Arg::Ours(record.short()))],
        ),
        view: page,
    })
}

/// The custody of a detention, or of every detention of a person or group.
fn timelines(scene: &Scene, view: &RecordView, position: Option<u64>) -> Outcome<Vec<Timeline>> {
    match view.kind {
        Some(RecordKind::Detention) => Ok(timeline(scene, view, true).into_iter().collect()),
        Some(RecordKind::Person | RecordKind::Group) => {
            let of = view.used_by.iter().filter(|used| used.property == Property::DetentionOf);
            let mut found = Vec::new();
            for named in of.flat_map(|used| &used.records).take(TIMELINES) {
                let detention = desk::look::show(&scene.app.desk, named.record, position)?;
                let detention = as_seen(scene, detention)?;
                found.extend(timeline(scene, &detention, false));
            }
            Ok(found)
        }
        _ => Ok(Vec::new()),
    }
}

fn property(scene: &Scene, of: &PropertyView, times: &BTreeMap<u64, TimeBracket>) -> Property_ {
    let say = &scene.say;
    let refers = |value: &claims::Value| {
        of.claims.iter().find(|claim| claim.value == *value).and_then(|claim| claim.refers_to.as_ref())
    };
    let (standing, value, accepted) = match &of.standing {
        Standing::Unknown => ("unknown", None, None),
        Standing::Settled(value) => ("agreed", Some(say.value(value, refers(value))), None),
        Standing::Several => ("several", None, None),
        Standing::Contested => ("contested", None, None),
        Standing::Accepted { value, author, why, at, .. } => {
            let at = say.moment(*at, scene.zone()).words;
            let (author, why) = (user(author), user(why));
            let words = say.text(
                "accepted-by",
                &[("who", Arg::Theirs(&author)), ("when", Arg::Ours(at)), ("why", Arg::Theirs(&why))],
            );
            ("accepted", Some(say.value(value, refers(value))), Some(words))
        }
    };
    let left = of.claims.len().saturating_sub(CLAIMS) as u64;
    Property_ {
        name: say.property(of.property),
        code: of.property.name(),
        standing,
        standing_words: say.the(&format!("standing-{standing}")),
        value,
        accepted,
        claims: of.claims.iter().take(CLAIMS).map(|of| claim(scene, of, times)).collect(),
        more: (left > 0).then(|| say.text("record-more-claims", &[("number", Arg::Number(left))])),
    }
}

fn judgement(scene: &Scene, of: &JudgementView) -> Judgement {
    Judgement {
        other: Target::to(&scene.say, &of.other),
        verdict: scene.say.verdict(of.verdict),
        history: of.history.iter().map(|ruling| decision(scene, ruling)).collect(),
    }
}

/// A decision: what, by whom, why, when, and whether it was undone.
pub(super) fn decision(scene: &Scene, ruling: &RulingView) -> Decision {
    let say = &scene.say;
    let what = ruling_words(say, &ruling.ruling);
    let author = user(&ruling.author);
    Decision {
        words: say.text("ruling-by", &[("what", Arg::Ours(what)), ("who", Arg::Theirs(&author))]),
        why: user(&ruling.why),
        at: say.moment(ruling.at, scene.zone()),
        undone: ruling.undone,
    }
}

/// What a decision decides, in words.
pub(super) fn ruling_words(say: &Say, ruling: &Ruling) -> String {
    match ruling {
        Ruling::Accept(_) => say.the("ruling-accept"),
        Ruling::Retract(_) => say.the("ruling-retract"),
        Ruling::Undo(_) => say.the("ruling-undo"),
        Ruling::Seen(_) => say.the("ruling-seen"),
        Ruling::Beacon(_) => say.the("ruling-beacon"),
        Ruling::Attest(_) => say.the("ruling-attest"),
        Ruling::Withdraw(_) => say.the("ruling-withdraw"),
        Ruling::SignPack(_) => say.the("ruling-sign-pack"),
        Ruling::Set(_) => say.the("ruling-set"),
        Ruling::Access(_) => say.the("ruling-access"),
        Ruling::AdmitReporter(_) => say.the("ruling-admit-reporter"),
        Ruling::Judge { verdict, .. } => say.verdict(Some(*verdict)),
        Ruling::GradeSource(grade) => {
            say.text("ruling-grade", &[("grade", Arg::Ours(say.reliability(*grade)))])
        }
        Ruling::GradeClaim(_, grade) => {
            say.text("ruling-grade", &[("grade", Arg::Ours(say.credibility(*grade)))])
        }
        Ruling::AskErasure(_) => say.the("ruling-ask-erasure"),
        Ruling::ConfirmErasure(_) => say.the("ruling-confirm-erasure"),
        Ruling::Hold(_) => say.the("ruling-hold"),
        Ruling::Erased(_) => say.the("ruling-erased"),
    }
}

fn used(scene: &Scene, of: &UsedBy) -> Used {
    let say = &scene.say;
    let left = of.total.saturating_sub(of.records.len().min(USED_BY) as u64);
    Used {
        property: say.property(of.property),
        count: say.text("used-by-count", &[("number", Arg::Number(of.total))]),
        records: of.records.iter().take(USED_BY).map(|named| Target::to(say, named)).collect(),
        more: (left > 0).then(|| say.text("used-by-more", &[("number", Arg::Number(left))])),
    }
}
