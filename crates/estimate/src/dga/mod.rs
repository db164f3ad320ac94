//! Averaging over decomposable graphs (Madigan and York 1997, *Biometrika* 84:19): every way in which lists may depend on
//! each other that factors into cliques, each weighed by how well it explains the table, for each number of unseen people.
//! Exact sums, no chance.
//!
//! With hyper-Dirichlet weight δ a cell, a set A of lists has δ_A = δ 2^(J − |A|) a marginal cell, and
//!
//!   log p(n | G, n0) = log N! − Σ_x log n_x! + Σ_cliques h(C) − Σ_separators h(S),
//!   h(A) = log Γ(δ 2^J) − log Γ(δ 2^J + N) + Σ_cells of A [log Γ(δ_A + n_A) − log Γ(δ_A)].
//!
//! Of each set only the marginal cell of nobody depends on n0.

pub mod graphs;

use crate::exponential::exponential;
use crate::{OverlapTable, Refusal};
use graphs::{Graph, decomposable};
use libm::{exp, lgamma, log};
use std::collections::BTreeMap;

/// Lists at most.
pub const MOST_LISTS: usize = 6;
/// Numbers of unseen people that are tried, at most.
const MOST_UNSEEN: usize = 4_000_000;
const HALF_LOG_TWO_PI: f64 = 0.918_938_533_204_672_8;
/// How far below the highest a graph weighs nothing, in logarithms: e^−40 times 18,154 graphs is 10^−13.
const BELOW: f64 = 40.0;

/// What is believed of the total beforehand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Prior {
    /// p(N) ∝ 1/N.
    OverTotal,
    /// p(n0) ∝ 1/n0.
    OverUnseen,
    /// Poisson totals whose mean is gamma with shape and rate (Madigan and York 1997).
    Gamma {
        /// Shape.
        shape: f64,
        /// Rate.
        rate: f64,
    },
}

/// How it is reckoned.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// Weight of a cell; 2^−J if none is given.
    pub delta: Option<f64>,
    /// Prior on the total.
    pub prior: Prior,
    /// Largest number of unseen people; found from the table if none is given.
    pub most_unseen: Option<usize>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { delta: None, prior: Prior::OverTotal, most_unseen: None }
    }
}

/// What is believed afterwards.
#[derive(Clone, Debug, PartialEq)]
pub struct Posterior {
    /// People on any list.
    pub n: u64,
    /// Mass of 1, 2, 3 … unseen people; adds to one.
    pub masses: Vec<f64>,
    /// Graphs with their mass, heaviest first.
    pub graphs: Vec<(Graph, f64)>,
}

impl Posterior {
    /// The first total with at least a share `q` of the mass at or below it.
    pub fn quantile(&self, q: f64) -> u64 {
        let mut sum = 0.0;
        let at = self.masses.iter().position(|mass| {
            sum += mass;
            sum >= q
        });
        self.n + at.map_or(self.masses.len(), |at| at + 1) as u64
    }

    /// Mean of the total.
    pub fn mean(&self) -> f64 {
        let unseen: f64 = self.masses.iter().enumerate().map(|(at, mass)| (at + 1) as f64 * mass).sum();
        self.n as f64 + unseen
    }

    /// Mass of a total.
    pub fn mass(&self, total: u64) -> f64 {
        let at = total.checked_sub(self.n + 1).and_then(|at| usize::try_from(at).ok());
        at.and_then(|at| self.masses.get(at)).copied().unwrap_or(0.0)
    }

    /// Mass of the last twentieth of the numbers that were tried: much here means that they end too soon.
    pub fn tail(&self) -> f64 {
        self.masses.iter().skip(self.masses.len() - self.masses.len() / 20).sum()
    }
}

/// Reckons it. Without a given end the numbers tried are doubled until their last twentieth holds less than a millionth; where four million
/// are not enough it is refused, since a mass that is cut off would pass for certainty.
pub fn estimate(table: &OverlapTable, settings: &Settings) -> Result<Posterior, Refusal> {
    if table.width() > MOST_LISTS {
        return Err(Refusal::MethodLists { method: "dga", most: MOST_LISTS, found: table.width() });
    }
    let graphs = decomposable(table.width());
    if let Some(most) = settings.most_unseen {
        return Ok(reckon(table, settings, &graphs, most.clamp(1, MOST_UNSEEN)));
    }
    let mut most =
        usize::try_from(table.n().saturating_mul(10)).unwrap_or(MOST_UNSEEN).clamp(1000, MOST_UNSEEN);
    loop {
        let posterior = reckon(table, settings, &graphs, most);
        if posterior.tail() < 1e-6 {
            return Ok(posterior);
        }
        if most >= MOST_UNSEEN {
            return Err(Refusal::Beyond { most });
        }
        most = (most * 2).min(MOST_UNSEEN);
    }
}

/// log Γ: Stirling's series where it is exact to the last digits, from 20 on (the first term left out is below 2 · 10^−15).
fn log_gamma(x: f64) -> f64 {
    if x < 20.0 {
        return lgamma(x);
    }
    let inverse = 1.0 / x;
    let square = inverse * inverse;
    let series = inverse
        * (1.0 / 12.0
            - square * (1.0 / 360.0 - square * (1.0 / 1260.0 - square * (1.0 / 1680.0 - square / 1188.0))));
    (x - 0.5) * log(x) - x + HALF_LOG_TWO_PI + series
}

fn reckon(table: &OverlapTable, settings: &Settings, graphs: &[Graph], most: usize) -> Posterior {
    let width = table.width();
    let n = table.n() as f64;
    let cells = exp(width as f64 * std::f64::consts::LN_2).round();
    let delta = settings.delta.unwrap_or(1.0 / cells);
    let whole = delta * cells;
    let totals = (1..=most).map(|unseen| n + unseen as f64);
    // What every graph has: log N! − log n0! and the prior.
    let common: Vec<f64> = totals
        .clone()
        .map(|total| {
            let unseen = total - n;
            let prior = match settings.prior {
                Prior::OverTotal => -log(total),
                Prior::OverUnseen => -log(unseen),
                Prior::Gamma { shape, rate } => {
                    total * log(rate) - (total + shape) * log(1.0 + rate) + lgamma(total + shape)
                        - lgamma(total + 1.0)
                        - lgamma(shape)
                }
            };
            log_gamma(total + 1.0) - log_gamma(unseen + 1.0) + prior
        })
        .collect();
    let shrink: Vec<f64> = totals.map(|total| lgamma(whole) - log_gamma(whole + total)).collect();
    // h of each set of lists, for each number of unseen people.
    let sets: Vec<Vec<f64>> = (0u32..1 << width)
        .map(|set| {
            let mut margins: BTreeMap<u32, f64> = BTreeMap::new();
            for (pattern, count) in table.cells() {
                *margins.entry(pattern & set).or_default() += *count as f64;
            }
            let weight =
                delta * exp(f64::from(width as u32 - set.count_ones()) * std::f64::consts::LN_2).round();
            let nobody = margins.remove(&0).unwrap_or(0.0);
            let fixed: f64 = margins.values().map(|count| lgamma(weight + count) - lgamma(weight)).sum();
            let fixed = fixed - lgamma(weight);
            shrink
                .iter()
                .enumerate()
                .map(|(at, shrink)| shrink + fixed + log_gamma(weight + nobody + (at + 1) as f64))
                .collect()
        })
        .collect();
    let log_mass = |graph: &Graph, at: usize| {
        let mut sum = common.get(at).copied().unwrap_or(f64::NEG_INFINITY);
        for (set, power) in &graph.factors {
            sum +=
                f64::from(*power) * sets.get(*set as usize).and_then(|h| h.get(at)).copied().unwrap_or(0.0);
        }
        sum
    };
    // Each graph's height at some of the numbers first; stretches that stay e^−40 below the highest weigh nothing. The heights
    // change smoothly from one number to the next, so that a stretch is no higher than its ends by more than a little.
    let step = (most / 256).max(1);
    let starts: Vec<usize> = (0..most).step_by(step).collect();
    let ends: Vec<usize> = starts.iter().copied().chain([most - 1]).collect();
    let heights: Vec<Vec<f64>> =
        graphs.iter().map(|graph| ends.iter().map(|at| log_mass(graph, *at)).collect()).collect();
    let highest = heights.iter().flatten().copied().fold(f64::NEG_INFINITY, f64::max);
    let mut masses = vec![0.0; most];
    let mut weighed: Vec<(Graph, f64)> = Vec::new();
    let mut row = Vec::with_capacity(step);
    for (graph, heights) in graphs.iter().zip(&heights) {
        let mut mass = 0.0;
        for ((from, to), high) in
            starts.iter().zip(starts.iter().skip(1).chain([&most])).zip(heights.windows(2))
        {
            if high.iter().all(|height| *height < highest - BELOW) {
                continue;
            }
            row.clear();
            row.extend(common.iter().take(*to).skip(*from));
            for (set, power) in &graph.factors {
                let power = f64::from(*power);
                let h = sets.get(*set as usize).and_then(|h| h.get(*from..*to)).unwrap_or(&[]);
                for (sum, h) in row.iter_mut().zip(h) {
                    *sum += power * h;
                }
            }
            for (all, log_mass) in masses.iter_mut().skip(*from).zip(&row) {
                let here = exponential(log_mass - highest);
                mass += here;
                *all += here;
            }
        }
        if mass > 0.0 {
            weighed.push((graph.clone(), mass));
        }
    }
    let total: f64 = masses.iter().sum();
    masses.iter_mut().for_each(|mass| *mass /= total);
    weighed.iter_mut().for_each(|(_, mass)| *mass /= total);
    weighed.sort_by(|a, b| b.1.total_cmp(&a.1));
    Posterior { n: table.n(), masses, graphs: weighed }
}
