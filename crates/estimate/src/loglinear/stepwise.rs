//! Choosing by steps, for more lists than all models can be tried for (Chan, Silverman and Vincent 2021, *JASA* 116:1297): from
//! independent lists on, the pair that explains most is added while its p-value is small and its estimate exists.

use super::counts::Counts;
use super::exists::check;
use super::fit::{Fit, Plan, Work};
use super::model::Model;
use libm::{erfc, sqrt};

/// The model that steps led to.
#[derive(Clone, Debug, PartialEq)]
pub struct Chosen {
    /// Which.
    pub model: Model,
    /// Its fit.
    pub fit: Fit,
}

/// The share of a χ² with one degree of freedom that lies above.
fn above(square: f64) -> f64 {
    erfc(sqrt(square.max(0.0) / 2.0))
}

/// Steps from independent lists; none if not even their estimate exists.
pub fn stepwise(counts: &Counts, p: f64, work: &mut Work) -> Option<Chosen> {
    let width = counts.width();
    let mut model = Model::of(width, []);
    if check(&model, counts).code() != 0 {
        return None;
    }
    work.a.clear();
    let mut fit = work.fit(&Plan::new(&model)?, counts, 0.0);
    let mut at: Vec<f64> = work.a.clone();
    loop {
        let pairs = (0..width).flat_map(|j| (0..j).map(move |i| 1u32 << i | 1 << j));
        let mut tried: Vec<(f64, Model, Fit, Vec<f64>)> = Vec::new();
        for pair in pairs.filter(|pair| !model.has(*pair)) {
            let next = model.with_pair(pair);
            let Some(plan) = Plan::new(&next) else { continue };
            let new = next.terms().iter().position(|term| *term == pair).unwrap_or(0);
            work.a.clear();
            work.a.extend(at.iter().take(new));
            work.a.push(0.0);
            work.a.extend(at.iter().skip(new));
            let next_fit = work.fit(&plan, counts, 0.0);
            let square = 2.0 * (next_fit.log_likelihood - fit.log_likelihood);
            if above(square) <= p {
                tried.push((square, next, next_fit, work.a.clone()));
            }
        }
        tried.sort_by(|a, b| b.0.total_cmp(&a.0));
        let found = tried.into_iter().find(|(_, next, _, _)| check(next, counts).code() == 0);
        let Some((_, next, next_fit, next_at)) = found else {
            return Some(Chosen { model, fit });
        };
        (model, fit, at) = (next, next_fit, next_at);
    }
}
