//! Choosing by steps, for more lists than all models can be tried for (after Chan, Silverman and Vincent 2021, *JASA* 116:1297):
//! from independent lists on, the pair whose overlap surprises the model most is added, while it surprises enough and the larger
//! model's estimate exists.
//!
//! How much an overlap surprises is the p-value of the exact test of a Poisson mean: with E people expected on both lists, the
//! chance of all numbers that are no likelier than the one found. The paper was not at hand; tests by likelihood and by Wald's
//! statistic miss published values of the method (Korea, the Western United States), this one leads to all that are held, and
//! needs one fit a step.

use super::counts::Counts;
use super::exists::check;
use super::fit::{Fit, Plan, Work};
use super::model::Model;
use libm::{erfc, exp, floor, lgamma, log, log1p, sqrt};

/// Means above it are tested by a normal approximation.
const MANY: f64 = 1e6;

/// The model that steps led to.
#[derive(Clone, Debug, PartialEq)]
pub struct Chosen {
    /// Which.
    pub model: Model,
    /// Its fit.
    pub fit: Fit,
}

/// Logarithm of the p-value of the exact test of a Poisson mean: the chance of all numbers that are no likelier than the one
/// found. As a logarithm, so that of two that are almost impossible the rarer is still told.
fn log_p(found: u64, mean: f64) -> f64 {
    if mean > MANY {
        return log_p_of_many(found as f64, mean);
    }
    let log_mean = log(mean);
    let log_mass = |k: f64| k * log_mean - mean - lgamma(k + 1.0);
    let t = found as f64;
    let at = log_mass(t);
    // As likely but for rounding counts as no likelier.
    let limit = at + 1e-7;
    let near = tail(t, mean, t > mean);
    // On the other side of the mean, by halving: the first number, from the mean on, that is no likelier.
    let far = if t > mean {
        if log_mass(0.0) > limit {
            return at + log(near);
        }
        let (mut low, mut high) = (0.0, floor(mean));
        while low < high {
            let middle = floor((low + high + 1.0) / 2.0);
            if log_mass(middle) <= limit { low = middle } else { high = middle - 1.0 }
        }
        low
    } else {
        let (mut low, mut high) = (floor(mean) + 1.0, 2.0 * mean + 10.0);
        while log_mass(high) > limit {
            high *= 2.0;
        }
        high = floor(high);
        while low < high {
            let middle = floor((low + high) / 2.0);
            if log_mass(middle) <= limit { high = middle } else { low = middle + 1.0 }
        }
        low
    };
    if far == t {
        return 0.0;
    }
    let other = tail(far, mean, t <= mean) * exp(log_mass(far) - at);
    (at + log(near + other)).min(0.0)
}

/// The same where sums would be long, by the signed root of the deviance, which is nearly normal there.
fn log_p_of_many(found: f64, mean: f64) -> f64 {
    let off = (found - mean) / mean;
    // t log(t / mean) − (t − mean), without losing what is small.
    let deviance = if found > 0.0 { 2.0 * mean * ((1.0 + off) * log1p(off) - off) } else { 2.0 * mean };
    let deviance = deviance.max(0.0);
    if deviance < 1000.0 {
        return log(erfc(sqrt(deviance / 2.0)));
    }
    -0.5 * (deviance + log(deviance * std::f64::consts::FRAC_PI_2))
}

/// The Poisson tail from `from` on, upward or downward, as a multiple of its first mass.
fn tail(from: f64, mean: f64, upward: bool) -> f64 {
    let (mut sum, mut term, mut k) = (1.0, 1.0, from);
    // Terms fall by a factor of mean / k upward, k / mean downward: some tens of √mean reach beyond any that counts.
    for _ in 0..1_000_000 {
        if upward {
            k += 1.0;
            term *= mean / k;
        } else {
            term *= k / mean;
            k -= 1.0;
        }
        sum += term;
        if term < 1e-17 * sum || k < 0.0 {
            break;
        }
    }
    sum
}

/// Steps from independent lists; none if not even their estimate exists.
pub fn stepwise(counts: &Counts, p: f64, work: &mut Work) -> Option<Chosen> {
    let width = counts.width();
    let mut model = Model::of(width, []);
    if check(&model, counts).code() != 0 {
        return None;
    }
    let mut plan = Plan::new(&model)?;
    work.a.clear();
    let mut fit = work.fit(&plan, counts, 0.0);
    loop {
        let pairs = (0..width).flat_map(|j| (0..j).map(move |i| 1u32 << i | 1 << j));
        let mut surprises: Vec<(f64, u32)> = pairs
            .filter(|pair| !model.has(*pair))
            .map(|pair| (log_p(counts.on_all(pair), work.expected(&plan, counts, pair)), pair))
            .filter(|surprise| surprise.0 <= log(p))
            .collect();
        surprises.sort_by(|a, b| a.0.total_cmp(&b.0));
        let found = surprises.into_iter().find_map(|(_, pair)| {
            let next = model.with_pair(pair);
            let next_plan = Plan::new(&next)?;
            (check(&next, counts).code() == 0).then_some((pair, next, next_plan))
        });
        let Some((pair, next, next_plan)) = found else { return Some(Chosen { model, fit }) };
        let new = next.terms().iter().position(|term| *term == pair)?;
        work.a.insert(new, 0.0);
        (model, plan) = (next, next_plan);
        fit = work.fit(&plan, counts, 0.0);
    }
}
