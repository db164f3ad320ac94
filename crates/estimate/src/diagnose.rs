//! Whether chains agree and how much their draws are worth: rank-normalised split R-hat, bulk and tail effective sample size
//! (Vehtari, Gelman, Simpson, Carpenter and Bürkner 2021, *Bayesian Analysis* 16:667).

use crate::summary::quantile;
use libm::{erfc, exp, fabs, log, sqrt};

/// How well chains agree on one quantity.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
pub struct Agreement {
    /// Between against within chains; 1 where they agree.
    pub rhat: f64,
    /// Independent draws that the middle is worth.
    pub ess_bulk: f64,
    /// Independent draws that the 5 % and 95 % quantiles are worth.
    pub ess_tail: f64,
}

/// Of chains of one length (longer ones are cut).
pub fn agreement(chains: &[Vec<f64>]) -> Agreement {
    let halves = split(chains);
    let ranked = rank_normal(&halves);
    let all: Vec<f64> = sorted(&halves);
    let middle = quantile(&all, 0.5);
    let folded: Vec<Vec<f64>> =
        halves.iter().map(|chain| chain.iter().map(|x| fabs(x - middle)).collect()).collect();
    let low = quantile(&all, 0.05);
    let high = quantile(&all, 0.95);
    let below = |limit: f64| -> Vec<Vec<f64>> {
        halves.iter().map(|chain| chain.iter().map(|x| f64::from(u8::from(*x <= limit))).collect()).collect()
    };
    Agreement {
        rhat: rhat(&ranked).max(rhat(&rank_normal(&folded))),
        ess_bulk: ess(&ranked),
        ess_tail: ess(&below(low)).min(ess(&below(high))),
    }
}

fn sorted(chains: &[Vec<f64>]) -> Vec<f64> {
    let mut all: Vec<f64> = chains.iter().flatten().copied().collect();
    all.sort_by(f64::total_cmp);
    all
}

fn split(chains: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let length = chains.iter().map(Vec::len).min().unwrap_or(0);
    let half = length / 2;
    chains
        .iter()
        .flat_map(|chain| {
            let chain: Vec<f64> = chain.iter().take(length).copied().collect();
            let first = chain.iter().take(half).copied().collect();
            let second = chain.iter().skip(length - half).copied().collect();
            [first, second]
        })
        .collect()
}

/// Ranks over all chains (ties share their mean rank), as normal scores.
fn rank_normal(chains: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let mut order: Vec<(f64, usize, usize)> = chains
        .iter()
        .enumerate()
        .flat_map(|(c, chain)| chain.iter().enumerate().map(move |(i, x)| (*x, c, i)))
        .collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let total = order.len() as f64;
    let mut scores: Vec<Vec<f64>> = chains.iter().map(|chain| vec![0.0; chain.len()]).collect();
    let mut at = 0usize;
    for ties in order.chunk_by(|a, b| a.0 == b.0) {
        let rank = at as f64 + (ties.len() as f64 + 1.0) / 2.0;
        let score = normal_quantile((rank - 0.375) / (total + 0.25));
        for (_, c, i) in ties {
            if let Some(cell) = scores.get_mut(*c).and_then(|chain| chain.get_mut(*i)) {
                *cell = score;
            }
        }
        at += ties.len();
    }
    scores
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

fn variance(values: &[f64]) -> f64 {
    let middle = mean(values);
    values.iter().map(|x| (x - middle) * (x - middle)).sum::<f64>() / (values.len() as f64 - 1.0).max(1.0)
}

fn rhat(chains: &[Vec<f64>]) -> f64 {
    let n = chains.first().map_or(0, Vec::len) as f64;
    let within = mean(&chains.iter().map(|chain| variance(chain)).collect::<Vec<_>>());
    let between = variance(&chains.iter().map(|chain| mean(chain)).collect::<Vec<_>>());
    match n < 4.0 {
        true => f64::INFINITY,
        false if within <= 0.0 && between <= 0.0 => 1.0,
        false if within <= 0.0 => f64::INFINITY,
        false => sqrt((within * (n - 1.0) / n + between) / within),
    }
}

/// Effective sample size of chains of one length, by Geyer's initial monotone sequence.
fn ess(chains: &[Vec<f64>]) -> f64 {
    let m = chains.len() as f64;
    let length = chains.first().map_or(0, Vec::len);
    if length < 4 {
        return 0.0;
    }
    let n = length as f64;
    let centred: Vec<Vec<f64>> = chains
        .iter()
        .map(|chain| {
            let middle = mean(chain);
            chain.iter().map(|x| x - middle).collect()
        })
        .collect();
    let within = mean(&chains.iter().map(|chain| variance(chain)).collect::<Vec<_>>());
    let between = variance(&chains.iter().map(|chain| mean(chain)).collect::<Vec<_>>());
    let total = within * (n - 1.0) / n + between;
    if total <= 0.0 {
        return m * n;
    }
    // Mean autocovariance of a lag, dividing by n as the paper does.
    let covariance = |lag: usize| -> f64 {
        let sums = centred
            .iter()
            .map(|chain| chain.iter().zip(chain.iter().skip(lag)).map(|(a, b)| a * b).sum::<f64>() / n);
        sums.sum::<f64>() / m
    };
    let rho = |lag: usize| 1.0 - (within - covariance(lag) * n / (n - 1.0)) / total;
    let mut sum = 0.0;
    let mut last = f64::INFINITY;
    let mut lag = 0;
    while lag + 1 < length {
        let pair = if lag == 0 { 1.0 + rho(1) } else { rho(lag) + rho(lag + 1) };
        if pair < 0.0 {
            break;
        }
        last = last.min(pair);
        sum += last;
        lag += 2;
    }
    let tau = (2.0 * sum - 1.0).max(1.0 / libm::log10(m * n).max(1.0));
    m * n / tau
}

/// The quantile of the standard normal: Acklam's rational approximation, with one step of Halley's method.
pub fn normal_quantile(p: f64) -> f64 {
    if p <= 0.0 {
        return f64::NEG_INFINITY;
    }
    if p >= 1.0 {
        return f64::INFINITY;
    }
    let poly = |c: &[f64], x: f64| c.iter().fold(0.0, |sum, c| sum * x + c);
    let a = [
        -39.69683028665376,
        220.9460984245205,
        -275.9285104469687,
        138.357751867269,
        -30.66479806614716,
        2.506628277459239,
    ];
    let b = [
        -54.47609879822406,
        161.5858368580409,
        -155.6989798598866,
        66.80131188771972,
        -13.28068155288572,
        1.0,
    ];
    let c = [
        -0.007784894002430293,
        -0.3223964580411365,
        -2.400758277161838,
        -2.549732539343734,
        4.374664141464968,
        2.938163982698783,
    ];
    let d = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1.0];
    let tail = |q: f64| {
        let q = sqrt(-2.0 * log(q));
        poly(&c, q) / poly(&d, q)
    };
    let x = if p < 0.02425 {
        tail(p)
    } else if p > 1.0 - 0.02425 {
        -tail(1.0 - p)
    } else {
        let q = p - 0.5;
        q * poly(&a, q * q) / poly(&b, q * q)
    };
    let off = normal_below(x) - p;
    let step = off * sqrt(2.0 * std::f64::consts::PI) * exp(x * x / 2.0);
    x - step / (1.0 + x * step / 2.0)
}

/// How much of the standard normal lies below.
pub fn normal_below(x: f64) -> f64 {
    0.5 * erfc(-x / std::f64::consts::SQRT_2)
}
