//! Who may be one person: two records side by side, why they are proposed, and three buttons. What was judged can be
//! undone on the same page. A proposal joins nobody; only a person's judgement does.

use super::form::{Fields, by_and_why, field, see_other};
use super::import::Problem;
use crate::app::{App, Page, Scene, html, link};
use crate::say::{Arg, Say, Target, cut, user};
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::Response;
use casebook::PersonCase;
use claims::when::ZoneId;
use claims::{ClaimId, Verdict};
use desk::review::{
    Component, NameReason, NameVerdict, Proposal, Sign, StepOf, find_claim, judge, proposals_ready, retract,
    undoable,
};
use desk::sentence;
use desk::{Outcome, Stop};
use serde::Serialize;
use std::sync::Arc;

/// Pairs on a page.
const PAIRS: usize = 20;
/// What weighs less than this, in bits, stands in the table of steps alone.
const TELLING: f32 = 1.0;
/// Detentions shown of one person.
const DETENTIONS: usize = 5;
/// Pairs among which one of the queue is looked for.
const PROPOSED: usize = 100;
const PATH: &str = "/review/duplicates";

#[derive(Serialize)]
struct Duplicates {
    count: String,
    passed_over: Option<String>,
    looking: bool,
    /// What was judged just now, and how to undo it.
    judged: Option<Judged>,
    pairs: Vec<Pair>,
    by: String,
    /// What was typed into the form of which pair when it was refused, and why it was.
    typed: Typed,
    next: Option<String>,
    before: Option<String>,
    /// Where on the list, kept by the forms.
    skip: String,
    report: String,
}

#[derive(Serialize, Default)]
struct Typed {
    a: String,
    b: String,
    why: String,
    problem: Option<Problem>,
}

#[derive(Serialize)]
struct Judged {
    words: String,
    decision: String,
    a: Target,
    b: Target,
}

#[derive(Serialize)]
pub(super) struct Pair {
    a: Side,
    b: Side,
    likeness: String,
    reasons: Vec<Why>,
    steps: Vec<StepView>,
    weight: String,
    /// The head of the table of steps.
    weighed: String,
}

/// A line of the table that shows how the weight comes about.
#[derive(Serialize)]
struct StepView {
    words: String,
    bits: String,
}

#[derive(Serialize)]
struct Why {
    words: String,
    /// It speaks against.
    against: bool,
}

#[derive(Serialize)]
struct Side {
    id: String,
    to: Target,
    written: String,
    other_names: Vec<String>,
    births: Vec<String>,
    /// Ages, sexes and nationalities, as said.
    beside: Vec<String>,
    detentions: Vec<Detained>,
    more: u64,
}

#[derive(Serialize)]
struct Detained {
    href: String,
    when: Vec<String>,
    places: Vec<String>,
    units: Vec<Target>,
}

pub(crate) async fn duplicates(State(app): State<Arc<App>>, scene: Scene) -> Response {
    app.page(scene, "duplicates.html", |scene| {
        let asked = |name: &str| scene.asked.query.get(name).unwrap_or_default();
        look(scene, &At { skip: asked("skip"), report: asked("report"), by: asked("by") }, Typed::default())
    })
    .await
}

/// Where on the list, and who looks: from the address, or from a form that was refused.
struct At<'q> {
    skip: &'q str,
    report: &'q str,
    by: &'q str,
}

fn look(scene: &Scene, of: &At<'_>, typed: Typed) -> Outcome<Page<Duplicates>> {
    let say = &scene.say;
    let skip = match of.skip {
        "" => 0,
        text => text
            .parse::<usize>()
            .map_err(|_| Stop::refused("skip", sentence!("{text:?} is not a whole number", text)))?,
    };
    let report = match of.report {
        "" => None,
        report => Some(super::record_in_path(scene, report)?),
    };
    let found = proposals_ready(&scene.app.desk, report, skip, PAIRS)?;
    let list = scene.seen(found.list, |of| of.a.named.record)?;
    let list = scene.seen(list, |of| of.b.named.record)?;
    scene.looked_at(&list.iter().flat_map(|of| [of.a.named.record, of.b.named.record]).collect::<Vec<_>>());
    let at = |skip: usize| {
        let skip = skip.to_string();
        let fields = [("skip", skip.as_str()), ("report", of.report), ("by", of.by)];
        link(PATH, fields.into_iter().filter(|(_, value)| !value.is_empty()))
    };
    let view = Duplicates {
        count: say.text("duplicates-count", &[("number", Arg::Number(found.total as u64))]),
        passed_over: (found.passed_over > 0)
            .then(|| say.text("duplicates-passed-over", &[("number", Arg::Number(found.passed_over))])),
        looking: found.looking,
        judged: judged_just_now(scene)?,
        pairs: list.iter().map(|proposal| pair(say, scene.app.desk.zone(), proposal)).collect(),
        by: of.by.to_owned(),
        typed,
        skip: of.skip.to_owned(),
        report: of.report.to_owned(),
        next: (found.total > skip + PAIRS).then(|| at(skip + PAIRS)),
        before: (skip > 0).then(|| at(skip.saturating_sub(PAIRS))),
    };
    Ok(Page { title: say.the("duplicates-title"), view })
}

/// The pair of two records, while it waits.
pub(super) fn pair_of(scene: &Scene, a: claims::RecordId, b: claims::RecordId) -> Outcome<Option<Pair>> {
    let found = proposals_ready(&scene.app.desk, None, 0, PROPOSED)?;
    let is_it = |of: &&Proposal| {
        let (one, other) = (of.a.named.record, of.b.named.record);
        (one, other) == (a, b) || (one, other) == (b, a)
    };
    Ok(found.list.iter().find(is_it).map(|of| pair(&scene.say, scene.app.desk.zone(), of)))
}

fn judged_just_now(scene: &Scene) -> Outcome<Option<Judged>> {
    let Some(id) = scene.asked.query.get("judged").and_then(|text| text.parse::<ClaimId>().ok()) else {
        return Ok(None);
    };
    Ok(undoable(&scene.app.desk, id)?.map(|(a, b, verdict)| Judged {
        words: scene.say.verdict(Some(verdict)),
        decision: id.to_string(),
        a: Target::to(&scene.say, &a),
        b: Target::to(&scene.say, &b),
    }))
}

fn pair(say: &Say, zone: &ZoneId, proposal: &Proposal) -> Pair {
    let names = proposal.name.reasons.iter().map(|reason| reason_in_words(say, reason));
    let of_sign = |sign: Sign| say.the(&format!("sign-{}", sign.name().replace('_', "-")));
    let told = proposal.signs().filter(|sign| sign.bits().abs() >= TELLING);
    let signs = told.map(|sign| Why { words: of_sign(sign), against: sign.bits() < 0.0 });
    let steps = proposal.steps.iter().map(|step| StepView {
        words: match &step.of {
            StepOf::Before { sharing } => {
                say.text("step-before", &[("sharing", Arg::Number(*sharing as u64))])
            }
            StepOf::Names => say.the("step-names"),
            StepOf::Beside(sign, _) => of_sign(*sign),
        },
        bits: bits(step.bits),
    });
    let likeness = match proposal.name.verdict {
        NameVerdict::Same => "likeness-same",
        NameVerdict::Likely => "likeness-likely",
        NameVerdict::Unsure | NameVerdict::Different => "likeness-unsure",
    };
    Pair {
        a: side(say, zone, &proposal.a, &proposal.written.0),
        b: side(say, zone, &proposal.b, &proposal.written.1),
        likeness: say.the(likeness),
        reasons: names.chain(signs).collect(),
        steps: steps.collect(),
        weighed: say.text("duplicates-weight", &[("weight", Arg::Ours(bits(proposal.weight)))]),
        weight: bits(proposal.weight),
    }
}

/// Bits with a sign, a real minus among them.
fn bits(bits: f32) -> String {
    format!("{bits:+.1}").replace('-', "−")
}

fn side(say: &Say, zone: &ZoneId, person: &PersonCase, written: &str) -> Side {
    let shown = |text: &str| user(cut(text, 300).0);
    let detentions = person.detentions.iter().take(DETENTIONS);
    Side {
        id: person.named.record.to_string(),
        to: Target::to(say, &person.named),
        written: shown(written),
        other_names: person.names.iter().filter(|name| *name != written).map(|name| shown(name)).collect(),
        beside: beside(say, person),
        births: person.births.iter().map(|(written, _)| shown(written)).collect(),
        detentions: detentions
            .map(|of| Detained {
                href: format!("/record/{}", of.record),
                // In the reader's words; as written where it bounds nothing.
                when: match say.bounds(of.start, zone) {
                    Some(words) => vec![words],
                    None => of.when.iter().map(|when| shown(when)).collect(),
                },
                places: of.places.iter().map(|place| shown(place)).collect(),
                units: of.units.iter().map(|unit| Target::to(say, unit)).collect(),
            })
            .collect(),
        more: person.detentions.len().saturating_sub(DETENTIONS) as u64,
    }
}

/// What else is said of a person and was compared.
fn beside(say: &Say, person: &PersonCase) -> Vec<String> {
    let ages = person.ages.iter().filter_map(|age| u64::try_from(*age).ok());
    let ages = ages.map(|age| say.text("duplicates-age", &[("age", Arg::Number(age))]));
    let sexes = person.sexes.iter().filter_map(|sex| match sex.as_str() {
        "female" => Some(say.the("duplicates-female")),
        "male" => Some(say.the("duplicates-male")),
        _ => None,
    });
    let nationalities = person.nationalities.iter().map(|of| user(cut(of, 100).0));
    ages.chain(sexes).chain(nationalities).collect()
}

/// Why two names may be one name, or may not.
fn reason_in_words(say: &Say, reason: &NameReason) -> Why {
    let part = |of: &Component| {
        Arg::Ours(say.the(match of {
            Component::Given => "name-given",
            Component::Patronymic => "name-patronymic",
            Component::Family => "name-family",
            Component::Initial => "name-initial",
            Component::Unknown => "name-word",
        }))
    };
    let two = |id: &str, of: Option<&Component>, first: &str, second: &str| {
        let (first, second) = (user(first), user(second));
        let mut gaps = vec![("first", Arg::Theirs(&first)), ("second", Arg::Theirs(&second))];
        gaps.extend(of.map(|of| ("part", part(of))));
        say.text(id, &gaps)
    };
    let (words, against) = match reason {
        NameReason::Equal { component, first, second } => {
            (two("reason-equal", Some(component), first, second), false)
        }
        // The names of schemes are terms of offices, not of readers: the command line gives them.
        NameReason::Spelling { component, first, second, scheme: _ } => {
            (two("reason-spelling", Some(component), first, second), false)
        }
        NameReason::Form { first, second } => (two("reason-form", None, first, second), false),
        NameReason::Ending { component, first, second } => {
            (two("reason-ending", Some(component), first, second), false)
        }
        NameReason::Initial { first, second, fits: true, form: None } => {
            (two("reason-initial-fits", None, first, second), false)
        }
        NameReason::Initial { first, second, fits: true, form: Some(form) } => {
            let (first, second, form) = (user(first), user(second), user(form));
            let gaps = [
                ("first", Arg::Theirs(&first)),
                ("second", Arg::Theirs(&second)),
                ("form", Arg::Theirs(&form)),
            ];
            (say.text("reason-initial-form", &gaps), false)
        }
        NameReason::Initial { first, second, fits: false, .. } => {
            (two("reason-initial-differs", None, first, second), true)
        }
        NameReason::Differ { component, first, second } => {
            (two("reason-differ", Some(component), first, second), true)
        }
        NameReason::Missing { component, word } => {
            let word = user(word);
            let gaps = [("part", part(component)), ("word", Arg::Theirs(&word))];
            (say.text("reason-missing", &gaps), false)
        }
        NameReason::NothingToCompare => (say.the("reason-nothing"), true),
    };
    Why { words, against }
}

pub(crate) async fn judge_pair(
    State(app): State<Arc<App>>,
    scene: Scene,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| {
        let desk = &scene.app.desk;
        let word = field(&fields, "verdict");
        let verdict = Verdict::from_name(word).ok_or_else(|| {
            Stop::refused("verdict", sentence!("{word:?} is not a verdict: same, different or unsure.", word))
        })?;
        let pair = |name| super::record_in_path(scene, field(&fields, name));
        let (a, b) = (pair("a")?, pair("b")?);
        let judged =
            by_and_why(scene, &fields).and_then(|(actor, why)| judge(desk, &actor, &why, verdict, a, b));
        if let Err(Stop::Refusal(refusal)) = &judged
            && refusal.kind == desk::Kind::Refused
        {
            // The list again, with what was typed into the form of this pair.
            let of = |name: &str| field(&fields, name);
            let at = At { skip: of("skip"), report: of("report"), by: of("by") };
            let typed = Typed {
                a: a.to_string(),
                b: b.to_string(),
                why: of("why").to_owned(),
                problem: Some(Problem::of(&scene.say, refusal)),
            };
            let page = look(scene, &at, typed)?;
            return Ok(html(StatusCode::BAD_REQUEST, scene.app.render(scene, "duplicates.html", page)?));
        }
        judged?;
        let id = desk.casebook().judgement_that_holds(a, b).map(|(id, _)| id.to_string());
        Ok(back(field(&fields, "by"), id.as_deref()))
    })
    .await
}

pub(crate) async fn undo_judgement(
    State(app): State<Arc<App>>,
    scene: Scene,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| {
        let desk = &scene.app.desk;
        let id = find_claim(desk, field(&fields, "decision"))?;
        if undoable(desk, id)?.is_none() {
            return Err(Stop::conflict(sentence!(
                "This is no judgement that holds; it may have been undone already."
            )));
        }
        let (actor, why) = by_and_why(scene, &fields)?;
        retract(desk, &actor, &why, id)?;
        Ok(back(field(&fields, "by"), None))
    })
    .await
}

/// Back to the list, with the handle kept for the next judgement.
fn back(by: &str, judged: Option<&str>) -> Response {
    let fields = [("by", by)].into_iter().chain(judged.map(|id| ("judged", id)));
    see_other(&link(PATH, fields))
}
