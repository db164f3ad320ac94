//! Runs one method on a table.

use crate::chance::Chance;
use crate::method::{Answer, Method};
use crate::{OverlapTable, Refusal, Summary, chao, dga, latent, loglinear, sparse};

/// How the methods run; what most people never change.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effort {
    /// Latent classes at most.
    pub classes: usize,
    /// Shape and rate of the gamma prior on α of the latent classes.
    pub alpha: (f64, f64),
    /// Weight of a cell in averaged graphs; 2^−J if none is given.
    pub delta: Option<f64>,
    /// Whether averaged graphs believe p(n0) ∝ 1/n0 beforehand, in place of p(N) ∝ 1/N.
    pub over_unseen: bool,
    /// Independent draws wanted.
    pub ess: f64,
    /// Rounds of a chain at most.
    pub most_rounds: usize,
    /// Replicates of the bootstrap.
    pub replicates: usize,
}

impl Default for Effort {
    fn default() -> Self {
        Self {
            classes: 10,
            alpha: (0.25, 0.25),
            delta: None,
            over_unseen: false,
            ess: 1000.0,
            most_rounds: 40_000,
            replicates: 1000,
        }
    }
}

/// Draws from the exact masses of averaged graphs.
const DRAWS: usize = 4000;
/// The stream of a seed that these are drawn from; chains and replicates have the small numbers.
const STREAM: u64 = 1 << 40;

/// Runs it. `progress` is told a share between 0 and 1 now and then.
pub fn run(
    method: Method,
    table: &OverlapTable,
    effort: &Effort,
    seed: u64,
    progress: &mut dyn FnMut(f64),
) -> Answer {
    let outcome = match method {
        Method::Lcmcr => latent_classes(table, effort, seed, progress),
        Method::Dga => averaged(table, effort, seed),
        Method::Loglinear => log_linear(table, effort, seed),
        Method::Chao => Ok(bound(table)),
        Method::Sparse => threshold(table, effort, seed),
    };
    outcome.unwrap_or_else(|refusal| Answer {
        method,
        with: Vec::new(),
        summary: Err(refusal),
        at_least: None,
        draws: Vec::new(),
        agreement: None,
        medians_apart: None,
    })
}

fn latent_classes(
    table: &OverlapTable,
    effort: &Effort,
    seed: u64,
    progress: &mut dyn FnMut(f64),
) -> Result<Answer, Refusal> {
    let settings = latent::Settings {
        classes: effort.classes,
        a: effort.alpha.0,
        b: effort.alpha.1,
        ess: effort.ess,
        most_rounds: effort.most_rounds,
        ..latent::Settings::default()
    };
    let posterior = latent::estimate(table, &settings, seed, progress)?;
    let together = crate::diagnose::Agreement {
        rhat: posterior.total.rhat.max(posterior.share.rhat),
        ..posterior.total
    };
    Ok(Answer {
        method: Method::Lcmcr,
        with: vec![
            ("classes", settings.classes.to_string()),
            ("alpha", format!("gamma({}, {})", settings.a, settings.b)),
            ("prior", "1/N".to_owned()),
            ("rounds", posterior.rounds.to_string()),
        ],
        summary: Ok(posterior.summary),
        at_least: None,
        draws: posterior.draws,
        agreement: Some(together),
        medians_apart: Some(posterior.medians_apart),
    })
}

fn averaged(table: &OverlapTable, effort: &Effort, seed: u64) -> Result<Answer, Refusal> {
    let prior = if effort.over_unseen { dga::Prior::OverUnseen } else { dga::Prior::OverTotal };
    let posterior = dga::estimate(table, &dga::Settings { delta: effort.delta, prior, most_unseen: None })?;
    let mut sums = Vec::with_capacity(posterior.masses.len());
    let mut sum = 0.0;
    for mass in &posterior.masses {
        sum += mass;
        sums.push(sum);
    }
    let mut chance = Chance::of(seed, STREAM);
    let draws = (0..DRAWS)
        .map(|_| {
            let wanted = chance.uniform() * sum;
            (posterior.n + 1 + sums.partition_point(|sum| *sum < wanted) as u64) as f64
        })
        .collect();
    let delta = effort.delta.map_or_else(|| format!("2^-{}", table.width()), |delta| delta.to_string());
    let heaviest = posterior.graphs.first().map(|(graph, mass)| (graph.name(), *mass));
    let mut with = vec![
        ("delta", delta),
        ("prior", if effort.over_unseen { "1/n0" } else { "1/N" }.to_owned()),
        ("tried", posterior.masses.len().to_string()),
    ];
    with.extend(heaviest.map(|(name, mass)| ("heaviest", format!("{name} ({:.0} %)", mass * 100.0))));
    Ok(Answer {
        method: Method::Dga,
        with,
        summary: Ok(Summary {
            median: posterior.quantile(0.5) as f64,
            mean: posterior.mean(),
            lower95: posterior.quantile(0.025) as f64,
            upper95: posterior.quantile(0.975) as f64,
        }),
        at_least: None,
        draws: vec![draws],
        agreement: None,
        medians_apart: None,
    })
}

fn log_linear(table: &OverlapTable, effort: &Effort, seed: u64) -> Result<Answer, Refusal> {
    let settings = loglinear::Settings { replicates: effort.replicates, ..loglinear::Settings::default() };
    let estimate = loglinear::estimate(table, &settings, seed)?;
    let route = if table.width() <= 5 { "BIC" } else { "steps" };
    let mut with = vec![
        ("route", route.to_owned()),
        ("model", estimate.model.name()),
        ("replicates", effort.replicates.to_string()),
    ];
    let limits = estimate.limits.as_ref();
    with.extend(
        limits.filter(|limits| limits.failed > 0).map(|limits| ("failed", limits.failed.to_string())),
    );
    let (lower95, upper95) = limits.map_or((f64::NAN, f64::NAN), |limits| (limits.lower95, limits.upper95));
    Ok(Answer {
        method: Method::Loglinear,
        with,
        summary: Ok(Summary { median: estimate.total, mean: estimate.total, lower95, upper95 }),
        at_least: None,
        draws: estimate.limits.map(|limits| vec![limits.replicates]).unwrap_or_default(),
        agreement: None,
        medians_apart: None,
    })
}

fn threshold(table: &OverlapTable, effort: &Effort, seed: u64) -> Result<Answer, Refusal> {
    let settings = sparse::Settings { ess: effort.ess, ..sparse::Settings::default() };
    let posterior = sparse::estimate(table, &settings, seed)?;
    let apart = posterior
        .draws
        .iter()
        .map(|chain| (Summary::of(chain.iter().copied()).median / posterior.summary.median - 1.0).abs())
        .fold(0.0, f64::max);
    Ok(Answer {
        method: Method::Sparse,
        with: vec![
            ("threshold", settings.threshold.to_string()),
            ("order", settings.order.to_string()),
            ("model", posterior.model.name()),
        ],
        summary: Ok(posterior.summary),
        at_least: None,
        draws: posterior.draws,
        agreement: Some(posterior.agreement),
        medians_apart: Some(apart),
    })
}

fn bound(table: &OverlapTable) -> Answer {
    let formula = chao::lower_bound(table).total;
    Answer {
        method: Method::Chao,
        with: vec![("chao1987", format!("{formula:.1}"))],
        summary: Err(Refusal::BoundOnly),
        // Where lists share nobody there is no bound beyond the people seen.
        at_least: Some(chao::bound_by_list(table).unwrap_or(table.n() as f64)),
        draws: Vec::new(),
        agreement: None,
        medians_apart: None,
    }
}
