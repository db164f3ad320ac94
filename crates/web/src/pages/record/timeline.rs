//! The custody timeline: the steps that stand, in the order in which they began.

use crate::app::Scene;
use crate::say::{Moment, Target};
use casebook::{ClaimState, PropertyView};
use claims::when::Instant;
use claims::{Polarity, Value};
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Step {
    /// In words, without the unit.
    words: String,
    unit: Option<Target>,
    /// The moment it is sorted by.
    at: Option<Moment>,
    /// The claim it rests on, on this page.
    claim: String,
    source: Option<String>,
}

pub(super) fn timeline(scene: &Scene, of: &PropertyView) -> Vec<Step> {
    let say = &scene.say;
    let mut steps: Vec<(Option<Instant>, Step)> = Vec::new();
    for claim in &of.claims {
        let Value::Custody(step) = &claim.value else { continue };
        if claim.state != ClaimState::Stands
            || claim.polarity == Polarity::Denied
            || !claim.modality.asserts()
        {
            continue;
        }
        let known = [&step.from, &step.confirmed, &claim.said_at]
            .into_iter()
            .flatten()
            .find_map(|when| when.start().earliest.or(when.start().latest));
        steps.push((
            known,
            Step {
                words: say.custody(step),
                unit: claim.refers_to.as_ref().map(|unit| Target::to(say, unit)),
                at: known.map(|at| say.moment(at, scene.zone())),
                claim: claim.id.to_string(),
                source: claim.source.as_ref().map(|source| crate::say::user(&source.source.label)),
            },
        ));
    }
    // What has no time of its own comes last.
    steps.sort_by_key(|(at, _)| (at.is_none(), *at));
    steps.into_iter().map(|(_, step)| step).collect()
}
