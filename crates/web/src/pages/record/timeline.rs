//! The custody timeline: when liberty was taken and the steps that stand, in the order in which they began, as a list and
//! as a drawing. Steps that contradict each other stand side by side and say so.

use crate::app::Scene;
use crate::draw;
use crate::say::{Arg, Moment, Target, cut, user};
use casebook::{ClaimState, ClaimView, RecordView, Standing};
use claims::when::Instant;
use claims::{CustodyStep, Ended, Polarity, Property, Stay, Value, stays};
use serde::Serialize;

/// Characters of a unit's name in a drawing.
const NAMED: usize = 48;

/// One custody.
#[derive(Serialize)]
pub(super) struct Timeline {
    /// The detention, on the page of somebody else.
    of: Option<Target>,
    drawing: Option<String>,
    steps: Vec<Step>,
}

#[derive(Serialize)]
struct Step {
    number: usize,
    /// In words, without the unit.
    words: String,
    unit: Option<Target>,
    /// The moment it is sorted by.
    at: Option<Moment>,
    /// How it ended, when it is not the words that say so.
    ended: Option<String>,
    /// The steps it contradicts.
    against: Option<String>,
    /// The claim it rests on.
    claim: String,
    source: Option<String>,
}

/// The timeline of a detention; none when nothing is known of when and where.
pub(super) fn timeline(scene: &Scene, of: &RecordView, own_page: bool) -> Option<Timeline> {
    let (say, zone) = (&scene.say, scene.zone());
    let taken = steps_of(of, Property::DetentionWhen);
    let custody = steps_of(of, Property::DetentionCustody);
    let contested =
        of.property(Property::DetentionWhen).is_some_and(|when| when.standing == Standing::Contested);
    let told: Vec<(&CustodyStep, Option<Instant>)> = custody
        .iter()
        .filter_map(|claim| match &claim.value {
            Value::Custody(step) => Some((&**step, Some(said_by(claim)))),
            _ => None,
        })
        .collect();
    let places = taken.len();
    let began: Vec<(&ClaimView, Stay)> = taken
        .iter()
        .enumerate()
        .filter_map(|(place, claim)| {
            let Value::When(when) = &claim.value else { return None };
            let against = (0..places).filter(|other| contested && *other != place).collect();
            let began = when.start();
            Some((*claim, Stay { began, known_until: began.latest, ended: Ended::Final, against }))
        })
        .collect();
    let steps = custody.iter().copied().zip(stays(&told).into_iter().map(|mut stay| {
        stay.against.iter_mut().for_each(|place| *place += places);
        stay
    }));
    let mut all: Vec<(usize, (&ClaimView, Stay))> = began.into_iter().chain(steps).enumerate().collect();
    if all.is_empty() {
        return None;
    }
    // What has no time of its own comes last.
    let key = |stay: &Stay| stay.began.earliest.or(stay.began.latest).or(stay.known_until);
    all.sort_by_key(|(place, (_, stay))| (key(stay).is_none(), key(stay), *place));
    let number = |place: usize| all.iter().position(|(of, _)| *of == place).map_or(0, |at| at + 1);
    let first = taken.iter().filter_map(|claim| match &claim.value {
        Value::When(when) => when.start().earliest,
        _ => None,
    });
    let first = first.min();
    let mut lines = Vec::with_capacity(all.len());
    let mut list = Vec::with_capacity(all.len());
    for (at, (_, (claim, stay))) in all.iter().enumerate() {
        let unit = claim.refers_to.as_ref();
        let (words, short) = match &claim.value {
            Value::Custody(step) => (say.custody(step), say.state(step.state)),
            Value::When(when) => {
                (say.text("knew-taken", &[("when", Arg::Ours(say.when(when)))]), say.the("knew-taken-short"))
            }
            _ => continue,
        };
        let drawn = match unit {
            Some(unit) => format!("{short} — {}", draw::short(&user(cut(&unit.label, 300).0), NAMED)),
            None => short,
        };
        // Nobody says since when: some time after liberty was taken.
        let mut shown = stay.clone();
        shown.began.earliest =
            shown.began.earliest.or(first.filter(|first| Some(*first) <= shown.began.latest));
        lines.push(draw::Line { number: at + 1, words: drawn, stay: shown });
        let against: Vec<String> = stay.against.iter().map(|place| number(*place).to_string()).collect();
        list.push(Step {
            number: at + 1,
            words,
            unit: unit.map(|unit| Target::to(say, unit)),
            at: key(stay).map(|at| say.moment(at, zone)),
            ended: ended(scene, claim, stay),
            against: (!against.is_empty())
                .then(|| say.text("knew-against", &[("steps", Arg::Ours(against.join(", ")))])),
            claim: if own_page {
                format!("#c-{}", claim.id)
            } else {
                format!("/record/{}#c-{}", of.record, claim.id)
            },
            source: claim.source.as_ref().map(|source| user(&source.source.label)),
        });
    }
    let label = say.the("knew-drawing");
    Some(Timeline {
        of: (!own_page).then(|| Target {
            href: format!("/record/{}", of.record),
            label: user(cut(&of.label, 300).0),
            kind: say.kind(of.kind),
        }),
        drawing: draw::custody(&lines, say, zone, &label),
        steps: list,
    })
}

/// The claims on a property that say something happened.
fn steps_of(of: &RecordView, property: Property) -> Vec<&ClaimView> {
    let says = |claim: &&ClaimView| {
        claim.state == ClaimState::Stands && claim.polarity == Polarity::Affirmed && claim.modality.asserts()
    };
    of.property(property).into_iter().flat_map(|of| &of.claims).filter(says).collect()
}

/// The moment by which a claim had been said.
fn said_by(claim: &ClaimView) -> Instant {
    let said = claim.said_at.as_ref().and_then(|when| when.bounds().latest);
    said.map_or(claim.recorded_at, |said| said.min(claim.recorded_at))
}

/// What the words of a step leave open about its end.
fn ended(scene: &Scene, claim: &ClaimView, stay: &Stay) -> Option<String> {
    let say = &scene.say;
    if !matches!(claim.value, Value::Custody(_)) {
        return None;
    }
    match stay.ended {
        Ended::By(by) => {
            let by = say.moment(by, scene.zone()).words;
            Some(say.text("knew-end-by", &[("when", Arg::Ours(by))]))
        }
        Ended::Unknown => Some(say.the("knew-end-unknown")),
        Ended::Known(_) | Ended::Going | Ended::Final => None,
    }
}
