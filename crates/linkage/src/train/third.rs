//! What third records say of a pair, and from that what weights are worth.
//!
//! If two records are one person, and one of them is surely the same as a third, then the third should be like the other
//! too. So three things can be seen of a pair without asking anybody: that neither record has a sure partner, that one has
//! and the partner bears the pair out, that one has and it does not. How often each is seen is known for pairs that are
//! surely one person and for pairs that surely are not; how they mix at each weight between tells how many pairs of that
//! weight are one person. The weights are moved along a straight line to where that is likeliest (after Platt 1999, the
//! labels being hidden). Where persons have one or two records and strangers have none, nothing is seen and nothing moved.
//!
//! It never reads truth, and sums are taken over counts, so that no order of edges changes a bit.

use super::doubt::{Answers, doubt};
use crate::edge::Edge;
use crate::model::{Calibration, Model};
use crate::score::probability;
use rustc_hash::FxHashMap;

/// From this weight a partner is sure.
const SURE: f32 = 8.0;
/// A partner bears a pair out from this weight, and from so much more than the pair's own; [`SURE`] is always enough.
const BEARS_OUT: f32 = 5.0;
const MORE: f32 = 3.0;
/// Weights at which pairs are hardly ever one person.
const STRANGERS: (f32, f32) = (-9.0, -5.0);
/// Weights at which pairs are nearly always one person.
const PERSONS: (f32, f32) = (5.0, 8.0);
/// Weights to which the line is fitted, and how many parts a bit is counted in.
const FITTED: (f32, f32) = (-6.0, 8.0);
const PARTS: f32 = 4.0;
/// Pairs of persons and of strangers that must have been seen for their rates to be known.
const KNOWN: f64 = 30.0;
/// Strangers are borne out less often than persons, but for chance; where it is not so, weights mean something else.
const BESIDE: f64 = 0.05;
/// How far shift and slope may be from 0 and 1 before what is seen must insist: one standard deviation.
const SHIFT_SPREAD: f64 = 2.0;
const SLOPE_SPREAD: f64 = 0.4;

/// Neither record has a sure partner; one has, which does not bear the pair out; one has, which does.
type Seen = [f64; 3];

/// The line from weights that were learnt to weights that third records bear out. `edges` hold every pair from
/// [`FAINT`] on, in the order of rows, with weights that were not moved yet.
fn calibration(edges: &[Edge]) -> Calibration {
    let counts = look(edges);
    let rates = |from: f32, until: f32| -> Option<Seen> {
        let mut sum = [1.0; 3];
        for (part, seen) in &counts {
            let weight = *part as f32 / PARTS;
            if weight >= from && weight < until {
                sum.iter_mut().zip(seen).for_each(|(sum, seen)| *sum += seen);
            }
        }
        let all: f64 = sum.iter().sum();
        (all - 3.0 >= KNOWN).then(|| sum.map(|count| count / all))
    };
    let (Some(others), Some(same)) = (rates(STRANGERS.0, STRANGERS.1), rates(PERSONS.0, PERSONS.1)) else {
        return Calibration::default();
    };
    let borne_out = |rates: &Seen| rates.last().copied().unwrap_or(0.0);
    if borne_out(&same) + BESIDE < borne_out(&others) {
        return Calibration::default();
    }
    let bins: Vec<(f64, Seen)> = counts
        .iter()
        .map(|(part, seen)| ((*part as f32 + 0.5) / PARTS, *seen))
        .filter(|(weight, _)| *weight >= FITTED.0 && *weight < FITTED.1)
        .map(|(weight, seen)| (f64::from(weight), seen))
        .collect();
    let mut line = fit(&bins, &same, &others);
    // What was too faint to be looked at must stay too faint to be shown.
    line.shift = line.shift.min(-line.slope * f64::from(FAINT) - 6.7);
    line
}

/// Moves the weights of a model and of its edges to where third records bear them out, leaves out what is then not worth a
/// look, chooses where to cut unless the configuration says, and says so if no cut is good.
pub(crate) fn settle(model: &mut Model, edges: &mut Vec<Edge>, faintest: f32) {
    let line = calibration(edges);
    model.calibration = line;
    for edge in edges.iter_mut() {
        let weight = line.apply(f64::from(edge.weight));
        edge.weight = weight as f32;
        edge.probability = probability(weight) as f32;
    }
    edges.retain(|edge| edge.probability >= faintest);
    let promised = best_f1(edges);
    // That is half of the best F1, since every pair that is likelier raises it (Lipton, Elkan, Naryanaswamy 2014).
    let best_cut = ((promised / 2.0).max(LEAST) * 1_000.0).round() / 1_000.0;
    model.threshold = model.config.threshold.unwrap_or(best_cut);
    model.training.doubt = doubt(edges, model.threshold, promised, Answers::default());
}

/// Pairs are looked at from this weight on; moved along any line that is allowed they stay below one in a hundred.
pub(crate) const FAINT: f32 = -12.0;

/// How often each is seen, for each part of a bit of weight, in order.
fn look(edges: &[Edge]) -> Vec<(i32, Seen)> {
    let weight_of: FxHashMap<u64, f32> = edges
        .iter()
        .filter(|edge| edge.weight >= BEARS_OUT)
        .map(|edge| (u64::from(edge.a) << 32 | u64::from(edge.b), edge.weight))
        .collect();
    let mut partners: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for edge in edges.iter().filter(|edge| edge.weight >= SURE) {
        partners.entry(edge.a).or_default().push(edge.b);
        partners.entry(edge.b).or_default().push(edge.a);
    }
    let mut counts: std::collections::BTreeMap<i32, Seen> = std::collections::BTreeMap::new();
    for edge in edges.iter().filter(|edge| edge.weight >= STRANGERS.0 && edge.weight < FITTED.1) {
        let enough = (edge.weight + MORE).clamp(BEARS_OUT, SURE);
        let mut partner = false;
        let mut borne_out = false;
        for (one, other) in [(edge.a, edge.b), (edge.b, edge.a)] {
            for third in partners.get(&one).into_iter().flatten().filter(|third| **third != other) {
                partner = true;
                let key = u64::from(other.min(*third)) << 32 | u64::from(other.max(*third));
                borne_out |= weight_of.get(&key).is_some_and(|weight| *weight >= enough);
            }
        }
        let seen = counts.entry((edge.weight * PARTS).floor() as i32).or_default();
        if let Some(count) = seen.get_mut(usize::from(partner) + usize::from(borne_out)) {
            *count += 1.0;
        }
    }
    counts.into_iter().collect()
}

/// The likeliest line, by a search from coarse to fine: two numbers, a smooth hill, and no step that could go astray.
fn fit(bins: &[(f64, Seen)], same: &Seen, others: &Seen) -> Calibration {
    let worth = |slope: f64, shift: f64| -> f64 {
        let mut sum = -(shift / SHIFT_SPREAD).powi(2) / 2.0 - ((slope - 1.0) / SLOPE_SPREAD).powi(2) / 2.0;
        for (weight, seen) in bins {
            let p = probability(slope * weight + shift);
            for ((count, same), others) in seen.iter().zip(same).zip(others) {
                sum += count * (p * same + (1.0 - p) * others).ln();
            }
        }
        sum
    };
    let mut best = (1.0, 0.0, worth(1.0, 0.0));
    let mut step = (0.4, 2.0);
    for _ in 0..12 {
        loop {
            let (slope, shift, before) = best;
            for (along, up) in [
                (-1.0, 0.0),
                (1.0, 0.0),
                (0.0, -1.0),
                (0.0, 1.0),
                (1.0, -1.0),
                (-1.0, 1.0),
                (1.0, 1.0),
                (-1.0, -1.0),
            ] {
                let tried = (slope + along * step.0, shift + up * step.1);
                if !(0.4..=2.5).contains(&tried.0) || !(-6.0..=4.0).contains(&tried.1) {
                    continue;
                }
                let worth = worth(tried.0, tried.1);
                if worth > best.2 {
                    best = (tried.0, tried.1, worth);
                }
            }
            if best.2 <= before {
                break;
            }
        }
        step = (step.0 / 2.0, step.1 / 2.0);
    }
    Calibration { slope: best.0, shift: best.1 }
}

/// Pairs less likely than this are never proposed as one person, even where nothing better can be hoped for.
const LEAST: f64 = 0.3;

/// The best F1 that linking from some probability on promises, if the probabilities are right.
pub(crate) fn best_f1(edges: &[Edge]) -> f64 {
    const FINE: usize = 1_000;
    let mut bins = vec![0u32; FINE + 1];
    for edge in edges {
        if let Some(pairs) = bins.get_mut((edge.probability * FINE as f32) as usize) {
            *pairs += 1;
        }
    }
    let bins = bins.iter().enumerate().map(|(at, pairs)| {
        let p = (at as f64 + 0.5).min(FINE as f64) / FINE as f64;
        (f64::from(*pairs), f64::from(*pairs) * p)
    });
    let all: f64 = bins.clone().map(|(_, same)| same).sum();
    let (mut best, mut found, mut hits) = (0.0, 0.0, 0.0);
    for (pairs, same) in bins.rev() {
        found += pairs;
        hits += same;
        best = f64::max(best, 2.0 * hits / f64::max(found + all, 1e-9));
    }
    best
}
