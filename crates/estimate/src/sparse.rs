//! The Bayesian threshold method for sparse tables (Silverman 2020, *JRSS A* 183:691): all pairs of lists may depend on each
//! other, each a little by a normal prior; pairs whose posterior mean is small beside its deviation are dropped, and the rest is
//! fitted again. Triples are tried where all their pairs stay.
//!
//! n_x ~ Poisson(μ_x) with log-linear μ_x; flat priors on a_0 and on single lists, N(0, v) on terms of two lists and more. With
//! a_0 integrated out the density is that of `loglinear::fit`; exp a_0 given the rest is Gamma(n) / (Z − 1). Drawn by Hamiltonian
//! trajectories in coordinates that are nearly normal (Neal 2011).

use crate::chance::Chance;
use crate::diagnose::{Agreement, agreement};
use crate::loglinear::{Counts, Landscape, Model, Plan, exists};
use crate::table::Pattern;
use crate::{OverlapTable, Refusal, Summary};
use libm::{ceil, log, pow, sqrt};
use rayon::prelude::*;

/// Lists at most: all pairs make one piece of 2^J weights.
pub const MOST_LISTS: usize = 12;

/// How it is done.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// Variance of the prior on terms of two lists and more; infinite for none. Then pairs without anybody are at −∞ and stay.
    pub variance: f64,
    /// Terms with |mean| / deviation below it are dropped.
    pub threshold: f64,
    /// 2, or 3 to try triples.
    pub order: u32,
    /// Chains.
    pub chains: usize,
    /// Effective draws of the total wanted.
    pub ess: f64,
    /// Draws a chain at most.
    pub most_draws: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self { variance: 1.0, threshold: 2.0, order: 2, chains: 4, ess: 4000.0, most_draws: 32_000 }
    }
}

/// What is believed afterwards.
#[derive(Clone, Debug, PartialEq)]
pub struct Posterior {
    /// People on any list.
    pub n: u64,
    /// The model that was left.
    pub model: Model,
    /// Terms of two lists and more that were weighed, with mean / deviation; a triple after the pairs, NaN at −∞.
    pub weighed: Vec<(Pattern, f64)>,
    /// Totals n + exp a_0, chain by chain.
    pub draws: Vec<Vec<f64>>,
    /// Of all draws.
    pub summary: Summary,
    /// How well the chains agree on log n̂0.
    pub agreement: Agreement,
}

/// Estimates how many there are.
pub fn estimate(table: &OverlapTable, settings: &Settings, seed: u64) -> Result<Posterior, Refusal> {
    let width = table.width();
    if width > MOST_LISTS {
        return Err(Refusal::MethodLists {
            method: "the Bayesian threshold",
            most: MOST_LISTS,
            found: width,
        });
    }
    let counts = Counts::of(table);
    let pairs: Vec<Pattern> = (0..width).flat_map(|j| (0..j).map(move |i| 1u32 << i | 1 << j)).collect();
    let mut model = Model::of(width, pairs);
    let all = model.clone();
    let mut runs = Runs { counts: &counts, settings, seed, stage: 0 };
    let first = runs.run(&model)?;
    model = Model::of(width, first.kept(settings.threshold, 2));
    let mut weighed = first.weighed(2);
    if settings.order >= 3 {
        let triples: Vec<Pattern> = (1u32..1 << width)
            .filter(|set| set.count_ones() == 3)
            .filter(|set| (0..width).filter(|at| set >> at & 1 == 1).all(|at| model.has(set ^ (1 << at))))
            .collect();
        if !triples.is_empty() {
            let with = Model::of(width, model.terms().iter().copied().chain(triples));
            let second = runs.run(&with)?;
            weighed.extend(second.weighed(3));
            let stay = second.kept(settings.threshold, 3);
            model = Model::of(width, model.terms().iter().copied().chain(stay));
        }
    }
    let last = if model == all { first } else { runs.run(&model)? };
    let n = table.n();
    let draws: Vec<Vec<f64>> =
        last.unseen.iter().map(|chain| chain.iter().map(|unseen| n as f64 + unseen).collect()).collect();
    let summary = Summary::of(draws.iter().flatten().copied());
    Ok(Posterior { n, model, weighed, draws, summary, agreement: last.agreement })
}

struct Runs<'a> {
    counts: &'a Counts,
    settings: &'a Settings,
    seed: u64,
    stage: u64,
}

/// Draws of one model's parameters.
struct Run {
    model: Model,
    /// Mean and deviation of each term; of one at −∞ that is not drawn, −∞ and 0.
    terms: Vec<(f64, f64)>,
    unseen: Vec<Vec<f64>>,
    agreement: Agreement,
}

impl Run {
    fn weighed(&self, least: u32) -> Vec<(Pattern, f64)> {
        let terms = self.model.terms().iter().zip(&self.terms).filter(|(term, _)| term.count_ones() >= least);
        terms
            .map(|(term, (mean, spread))| (*term, if mean.is_finite() { mean / spread } else { f64::NAN }))
            .collect()
    }

    /// Terms of at least so many lists that the threshold leaves.
    fn kept(&self, threshold: f64, least: u32) -> Vec<Pattern> {
        let terms = self.model.terms().iter().zip(&self.terms).filter(|(term, _)| term.count_ones() >= least);
        terms.filter(|(_, (mean, spread))| mean.abs() >= threshold * spread).map(|(term, _)| *term).collect()
    }
}

struct Chain {
    chance: Chance,
    z: Vec<f64>,
    step: f64,
    sums: Vec<f64>,
    squares: Vec<f64>,
    unseen: Vec<f64>,
}

impl Runs<'_> {
    fn run(&mut self, model: &Model) -> Result<Run, Refusal> {
        let settings = self.settings;
        let precision = if settings.variance.is_finite() { 1.0 / settings.variance.max(1e-9) } else { 0.0 };
        // Without a prior what is not in the table cannot be drawn either.
        if precision <= 0.0 && exists::check(model, self.counts).code() != 0 {
            return Err(Refusal::NoModel);
        }
        let plan = Plan::new(model).ok_or(Refusal::NoModel)?;
        let top = Landscape::new(&plan, self.counts, precision);
        let size = top.active().len();
        let stage = self.stage;
        self.stage += 1;
        let mut chains: Vec<Chain> = (0..settings.chains.max(2) as u64)
            .map(|number| {
                let mut chance = Chance::of(self.seed, stage << 32 | number);
                // Dispersed: twice as wide as the density is thought to be.
                let z = (0..size).map(|_| 2.0 * chance.normal()).collect();
                let step = 1.1 / pow(size.max(1) as f64, 0.25);
                Chain { chance, z, step, sums: vec![0.0; size], squares: vec![0.0; size], unseen: Vec::new() }
            })
            .collect();
        let n = self.counts.n() as f64;
        chains.par_iter_mut().for_each(|chain| chain.advance(&mut top.clone(), n, 300, true));
        let mut draws = 0;
        let agreed = loop {
            let more = if draws == 0 { 1000 } else { draws };
            chains.par_iter_mut().for_each(|chain| chain.advance(&mut top.clone(), n, more, false));
            draws += more;
            let logs: Vec<Vec<f64>> =
                chains.iter().map(|chain| chain.unseen.iter().map(|unseen| log(*unseen)).collect()).collect();
            let found = agreement(&logs);
            let good = found.rhat <= 1.01 && found.ess_bulk.min(found.ess_tail) >= settings.ess;
            if good || draws >= settings.most_draws {
                break found;
            }
        };
        let mut terms = vec![(f64::NEG_INFINITY, 0.0); plan.terms()];
        let all = (draws * chains.len()) as f64;
        for (at, term) in top.active().iter().enumerate() {
            let sum = |of: fn(&Chain) -> &Vec<f64>| -> f64 {
                chains.iter().filter_map(|chain| of(chain).get(at)).sum::<f64>() / all
            };
            let mean = sum(|chain| &chain.sums);
            let spread = sqrt((sum(|chain| &chain.squares) - mean * mean).max(0.0));
            if let Some(slot) = terms.get_mut(*term) {
                *slot = (mean, spread);
            }
        }
        let unseen = chains.into_iter().map(|chain| chain.unseen).collect();
        Ok(Run { model: model.clone(), terms, unseen, agreement: agreed })
    }
}

impl Chain {
    /// So many trajectories; while warming up steps are fitted to nine in ten accepted and nothing is kept.
    fn advance(&mut self, land: &mut Landscape<'_>, n: f64, draws: usize, warm: bool) {
        let mut slopes = Vec::with_capacity(self.z.len());
        let mut height = land.at(&self.z, &mut slopes);
        let mut rest = land.rest();
        let mut here: Vec<f64> =
            land.active().iter().filter_map(|at| land.parameters().get(*at).copied()).collect();
        let mut there_slopes = slopes.clone();
        let mut there = self.z.clone();
        for draw in 0..draws {
            let mut push: Vec<f64> = self.z.iter().map(|_| self.chance.normal()).collect();
            let energy = |push: &[f64]| 0.5 * push.iter().map(|x| x * x).sum::<f64>();
            let start = height - energy(&push);
            // Steps of varied length, so that no trajectory comes back to where it began.
            let step = self.step * (0.7 + 0.6 * self.chance.uniform());
            let times = ceil(1.5 / self.step) as usize;
            there.copy_from_slice(&self.z);
            there_slopes.copy_from_slice(&slopes);
            let mut there_height = height;
            for _ in 0..times.clamp(1, 50) {
                push.iter_mut().zip(&there_slopes).for_each(|(push, slope)| *push += 0.5 * step * slope);
                there.iter_mut().zip(&push).for_each(|(z, push)| *z += step * push);
                there_height = land.at(&there, &mut there_slopes);
                push.iter_mut().zip(&there_slopes).for_each(|(push, slope)| *push += 0.5 * step * slope);
            }
            let ratio = there_height - energy(&push) - start;
            let accepted = ratio.is_finite() && self.chance.accepts(ratio);
            if accepted {
                std::mem::swap(&mut self.z, &mut there);
                std::mem::swap(&mut slopes, &mut there_slopes);
                height = there_height;
                rest = land.rest();
                let moved = land.active().iter().filter_map(|at| land.parameters().get(*at).copied());
                here.iter_mut().zip(moved).for_each(|(here, moved)| *here = moved);
            }
            if warm {
                let by = pow(draw as f64 + 1.0, -0.4) * (if accepted { 0.1 } else { -0.9 });
                self.step = (self.step * libm::exp(0.5 * by)).clamp(1e-3, 2.0);
                continue;
            }
            for ((sum, square), value) in self.sums.iter_mut().zip(&mut self.squares).zip(&here) {
                *sum += value;
                *square += value * value;
            }
            self.unseen.push(self.chance.gamma(n) / rest);
        }
    }
}
