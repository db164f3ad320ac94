//! Simulation-based calibration (Talts and others 2018): a population is drawn from the model's own priors, and the truth's rank among draws
//! of its posterior must be any rank as often as any other.

use estimate::chance::Chance;
use estimate::latent::{Settings, estimate};
use estimate::{OverlapTable, Refusal};
use std::collections::BTreeMap;

/// Lists of such a population.
const LISTS: usize = 4;
/// Classes of the model.
const CLASSES: usize = 10;
/// N is drawn between these with density 1/N; draws beyond are left out, which is the posterior under that prior.
const BETWEEN: (f64, f64) = (200.0, 20_000.0);
/// Draws that the truth is ranked among.
pub const DRAWS: usize = 99;

/// A population from the priors: its size and its table.
pub fn population(seed: u64, number: u64) -> (u64, Option<OverlapTable>) {
    let mut chance = Chance::of(seed, number);
    let (least, most) = BETWEEN;
    let size = libm::exp(libm::log(least) + chance.uniform() * libm::log(most / least)) as u64;
    let Settings { a, b, .. } = Settings::default();
    let log_alpha = chance.log_gamma(a) - libm::log(b);
    let mut left = 1.0;
    let shares: Vec<f64> = (0..CLASSES)
        .map(|class| {
            // 1 − V is the power 1/α of a uniform.
            let rest = libm::exp(-chance.exponential() * libm::exp(-log_alpha));
            let share = if class + 1 == CLASSES { left } else { left * (1.0 - rest) };
            left -= share;
            share
        })
        .collect();
    let mut sizes = vec![0; CLASSES];
    chance.share(size, &shares, &mut sizes);
    let mut cells: BTreeMap<u32, u64> = BTreeMap::new();
    for people in sizes {
        let probabilities: Vec<f64> = (0..LISTS).map(|_| chance.uniform()).collect();
        for _ in 0..people {
            let on = probabilities
                .iter()
                .enumerate()
                .map(|(list, p)| u32::from(chance.uniform() < *p) << list)
                .sum();
            *cells.entry(on).or_default() += 1;
        }
    }
    cells.remove(&0);
    let lists = (1..=LISTS).map(|list| list.to_string()).collect();
    (size, OverlapTable::new(lists, cells).ok())
}

/// The line of one population: number, truth, people seen, rank of the truth, R-hat, effective draws.
pub fn line(seed: u64, number: u64) -> Result<String, Refusal> {
    let (truth, table) = population(seed, number);
    let Some(table) = table else { return Ok(format!("{number}\t{truth}\t0\t-\t-\t-")) };
    let settings = Settings { classes: CLASSES, ess: 1000.0, most_rounds: 20_000, ..Settings::default() };
    let posterior = estimate(&table, &settings, number, &mut |_| {})?;
    let within: Vec<f64> = (0..posterior.rounds)
        .flat_map(|at| posterior.draws.iter().filter_map(move |chain| chain.get(at)))
        .copied()
        .filter(|n| (BETWEEN.0..=BETWEEN.1).contains(n))
        .collect();
    let thinned: Vec<f64> =
        (0..DRAWS).filter_map(|at| within.get(at * within.len() / DRAWS)).copied().collect();
    let below = thinned.iter().filter(|n| **n < truth as f64).count();
    let equal = thinned.iter().filter(|n| **n == truth as f64).count();
    // Whole numbers meet: the truth has any place among its equals.
    let rank = below + Chance::of(seed ^ 1, number).below(equal + 1);
    Ok(format!(
        "{number}\t{truth}\t{}\t{}\t{:.4}\t{:.0}",
        table.n(),
        if thinned.len() == DRAWS { rank.to_string() } else { "-".to_owned() },
        posterior.total.rhat.max(posterior.share.rhat),
        posterior.total.ess_bulk.min(posterior.total.ess_tail)
    ))
}
