//! Limits by bootstrap, bias-corrected and accelerated (Efron 1987, *JASA* 82:171): people are drawn again from the patterns
//! seen, and the *choice of model is made again each time*, since limits that forget the choice are too narrow.

use super::counts::Counts;
use super::fit::Work;
use crate::chance::Chance;
use crate::diagnose::{normal_below, normal_quantile};
use crate::summary::quantile;
use crate::table::Pattern;
use libm::{fabs, sqrt};
use rayon::prelude::*;

/// 95 % limits, and what they were made from.
#[derive(Clone, Debug, PartialEq)]
pub struct Limits {
    /// 2.5 %.
    pub lower95: f64,
    /// 97.5 %.
    pub upper95: f64,
    /// Correction for bias: Φ⁻¹ of the share of replicates below the estimate.
    pub bias: f64,
    /// Acceleration.
    pub acceleration: f64,
    /// Totals of the replicates, in order of their number.
    pub replicates: Vec<f64>,
    /// Replicates for which no model could be estimated; they are not among the totals.
    pub failed: usize,
}

/// Replicates a thread takes at a time.
const PIECE: usize = 25;

/// Limits for an estimate. `choose` chooses a model for other counts of the same lists and gives its total.
pub fn limits(
    counts: &Counts,
    estimate: f64,
    replicates: usize,
    seed: u64,
    choose: &(dyn Fn(&Counts, &mut Work) -> Option<f64> + Sync),
) -> Limits {
    let shares: Vec<f64> = counts.cells().iter().map(|cell| cell.1 as f64).collect();
    let room = || (Work::default(), counts.clone(), vec![0u64; shares.len()]);
    let numbers: Vec<u64> = (0..replicates as u64).collect();
    let drawn: Vec<Option<f64>> = numbers
        .par_chunks(PIECE)
        .map_init(room, |(work, again, parts), numbers| {
            let mut totals = Vec::with_capacity(numbers.len());
            for number in numbers {
                // A stream for each replicate: the same draws on any number of threads.
                Chance::of(seed, *number).share(counts.n(), &shares, parts);
                again.set(patterns(counts).zip(parts.iter().copied()));
                totals.push(choose(again, work).filter(|total| total.is_finite()));
            }
            totals
        })
        .flatten_iter()
        .collect();
    let totals: Vec<f64> = drawn.iter().copied().flatten().collect();
    let failed = drawn.len() - totals.len();
    let acceleration = acceleration(counts, choose);
    let mut sorted = totals.clone();
    sorted.sort_by(f64::total_cmp);
    let size = sorted.len().max(1) as f64;
    let below = sorted.iter().filter(|total| **total < estimate).count() as f64 / size;
    // All on one side: as if half a replicate stood on the other.
    let bias = normal_quantile(below.clamp(0.5 / size, 1.0 - 0.5 / size));
    let limit = |alpha: f64| {
        let at = bias + normal_quantile(alpha);
        quantile(&sorted, normal_below(bias + at / (1.0 - acceleration * at)))
    };
    Limits { lower95: limit(0.025), upper95: limit(0.975), bias, acceleration, replicates: totals, failed }
}

fn patterns(counts: &Counts) -> impl Iterator<Item = Pattern> {
    counts.cells().iter().map(|cell| cell.0)
}

/// By leaving out one person of each pattern: a = Σ n_x r_x³ / (6 (Σ n_x r_x²)^{3/2}), r_x the weighted mean of such estimates
/// less that without x. Patterns without which nothing can be estimated are left out.
fn acceleration(counts: &Counts, choose: &(dyn Fn(&Counts, &mut Work) -> Option<f64> + Sync)) -> f64 {
    let left_out: Vec<(f64, f64)> = counts
        .cells()
        .par_iter()
        .map(|(pattern, people)| {
            let fewer = counts.cells().iter().map(|cell| (cell.0, cell.1 - u64::from(cell.0 == *pattern)));
            let again = Counts::new(counts.width(), fewer);
            choose(&again, &mut Work::default()).map(|total| (*people as f64, total))
        })
        .collect::<Vec<_>>()
        .into_iter()
        .flatten()
        .collect();
    let people: f64 = left_out.iter().map(|(people, _)| people).sum();
    let mean = left_out.iter().map(|(people, total)| people * total).sum::<f64>() / people;
    let sum = |power: i32| -> f64 {
        let term = |r: f64| if power == 2 { r * r } else { r * r * r };
        left_out.iter().map(|(people, total)| people * term(mean - total)).sum()
    };
    let scale = sum(2);
    if scale > 0.0 && fabs(scale).is_finite() { sum(3) / (6.0 * scale * sqrt(scale)) } else { 0.0 }
}
