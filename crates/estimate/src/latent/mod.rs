//! Bayesian latent classes: several dispersed chains, run until they agree, or said to disagree.

pub mod chain;
pub mod target;

use crate::chance::Chance;
use crate::diagnose::{Agreement, agreement};
use crate::{OverlapTable, Refusal, Summary};
use chain::Chain;
use rayon::prelude::*;
use target::Target;

/// Lists at most. Patterns of more are too sparse for classes to be told apart: in simulation intervals of 20 to 25 lists held the truth in a
/// third of the populations, always too low where they did not (docs/calibration.md).
pub const MOST_LISTS: usize = 16;

/// How the chains run.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Classes at most.
    pub classes: usize,
    /// Shape of the prior on α.
    pub a: f64,
    /// Rate of the prior on α.
    pub b: f64,
    /// Chains.
    pub chains: usize,
    /// Independent draws wanted, of the middle and of the tails.
    pub ess: f64,
    /// R-hat at most.
    pub rhat: f64,
    /// Rounds of a chain at most, warming up included.
    pub most_rounds: usize,
}

impl Default for Settings {
    /// Ten classes, α ~ Gamma(¼, ¼): the settings in common use.
    fn default() -> Self {
        Self { classes: 10, a: 0.25, b: 0.25, chains: 4, ess: 1000.0, rhat: 1.01, most_rounds: 200_000 }
    }
}

/// What the chains say.
#[derive(Clone, Debug, PartialEq)]
pub struct Posterior {
    /// Draws of the total, chain by chain.
    pub draws: Vec<Vec<f64>>,
    /// Agreement of the chains on log N.
    pub total: Agreement,
    /// And on the log of the share that is on no list.
    pub share: Agreement,
    /// Median, mean and 95 % of all draws.
    pub summary: Summary,
    /// Largest distance of a chain's median from the common one, as a share of it.
    pub medians_apart: f64,
    /// Whether R-hat and effective sizes reached what was wanted.
    pub reached: bool,
    /// Rounds that each chain ran, warming up not counted.
    pub rounds: usize,
    /// Gradients of all chains.
    pub gradients: u64,
}

/// Runs the model on a table. `progress` is told a share between 0 and 1 now and then.
pub fn estimate(
    table: &OverlapTable,
    settings: &Settings,
    seed: u64,
    progress: &mut dyn FnMut(f64),
) -> Result<Posterior, Refusal> {
    if table.width() > MOST_LISTS {
        return Err(Refusal::MethodLists { method: "lcmcr", most: MOST_LISTS, found: table.width() });
    }
    let target = Target::new(table, settings.classes.max(2), settings.a, settings.b);
    let mut chains: Vec<Chain> =
        (0..settings.chains.max(4)).map(|nth| Chain::start(&target, Chance::of(seed, nth as u64))).collect();
    chains.par_iter_mut().for_each(|chain| warm_up(chain, &target));
    let mut draws: Vec<Vec<f64>> = vec![Vec::new(); chains.len()];
    let mut shares: Vec<Vec<f64>> = vec![Vec::new(); chains.len()];
    let mut rounds = 0;
    let mut more = 500;
    loop {
        let new: Vec<(Vec<f64>, Vec<f64>)> = chains
            .par_iter_mut()
            .map(|chain| {
                let mut here = (Vec::with_capacity(more), Vec::with_capacity(more));
                for _ in 0..more {
                    chain.round(&target, false);
                    here.0.push(target.n + chain.unseen(&target));
                    here.1.push(libm::log(chain.unseen_share()));
                }
                here
            })
            .collect();
        for ((draws, shares), (n, share)) in draws.iter_mut().zip(&mut shares).zip(new) {
            draws.extend(n);
            shares.extend(share);
        }
        rounds += more;
        let logs: Vec<Vec<f64>> =
            draws.iter().map(|chain| chain.iter().map(|n| libm::log(*n)).collect()).collect();
        let total = agreement(&logs);
        let share = agreement(&shares);
        let summary = Summary::of(draws.iter().flatten().copied());
        let medians_apart = draws
            .iter()
            .map(|chain| (Summary::of(chain.iter().copied()).median / summary.median - 1.0).abs())
            .fold(0.0, f64::max);
        let ess = total.ess_bulk.min(total.ess_tail);
        let reached =
            total.rhat.max(share.rhat) <= settings.rhat && ess >= settings.ess && medians_apart <= 0.1;
        progress((ess / settings.ess).min(rounds as f64 / settings.most_rounds as f64).min(1.0));
        if reached || rounds >= settings.most_rounds {
            progress(1.0);
            let gradients = chains.iter().map(|chain| chain.gradients).sum();
            return Ok(Posterior { draws, total, share, summary, medians_apart, reached, rounds, gradients });
        }
        more = (rounds / 2).clamp(500, settings.most_rounds - rounds);
    }
}

/// From a dispersed start to where the chain belongs, finding steps and scales.
fn warm_up(chain: &mut Chain, target: &Target) {
    for window in [100, 100, 200, 200] {
        for _ in 0..window {
            chain.round(target, true);
        }
        chain.rescale();
    }
    for _ in 0..100 {
        chain.round(target, true);
    }
    chain.settle();
}
