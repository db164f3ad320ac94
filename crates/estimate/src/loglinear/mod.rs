//! Log-linear models: which lists depend on each other is chosen by BIC among all hierarchical models, or by steps; what cannot
//! be estimated is told apart from what can; limits come from a bootstrap that chooses again.

mod bootstrap;
mod cone;
mod counts;
mod enumerate;
pub mod exists;
mod fit;
mod model;
mod select;
mod stepwise;

pub use bootstrap::Limits;
pub use counts::Counts;
pub use enumerate::all as all_models;
pub use exists::Check;
pub use fit::{Fit, Landscape, Plan, Work};
pub use model::Model;
pub use select::{Candidate, Fitted, rank};

use crate::{OverlapTable, Refusal};
use libm::log;

/// How a model is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// By BIC up to five lists, by steps beyond.
    Auto,
    /// By BIC among all hierarchical models with terms of at most so many lists.
    Bic {
        /// One less than the lists at most; with six lists 2 at most.
        order: usize,
    },
    /// By steps.
    Stepwise,
}

/// How it is done.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// How a model is chosen.
    pub route: Route,
    /// A step needs at most this p-value.
    pub p: f64,
    /// Among how many of the best models a replicate chooses; 20 up to four lists and 100 beyond if none is given.
    pub top: Option<usize>,
    /// Replicates of the bootstrap; 0 for none.
    pub replicates: usize,
    /// Whether every model tried is given back.
    pub every: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self { route: Route::Auto, p: 0.02, top: None, replicates: 1000, every: false }
    }
}

/// What was estimated.
#[derive(Clone, Debug, PartialEq)]
pub struct Estimate {
    /// People on any list.
    pub n: u64,
    /// The model chosen.
    pub model: Model,
    /// People seen and unseen.
    pub total: f64,
    /// Of the model chosen.
    pub bic: f64,
    /// Standard error as if the model had been known before: a diagnostic, never shown as an interval.
    pub wald: f64,
    /// Limits by bootstrap, if it was asked for.
    pub limits: Option<Limits>,
    /// Every model tried, if that was asked for.
    pub every: Vec<Candidate>,
}

/// Estimates how many there are.
pub fn estimate(table: &OverlapTable, settings: &Settings, seed: u64) -> Result<Estimate, Refusal> {
    let counts = Counts::of(table);
    let width = table.width();
    let order = match settings.route {
        Route::Auto => (width <= 5).then_some(width - 1),
        Route::Bic { order } => Some(order),
        Route::Stepwise => None,
    };
    match order {
        Some(_) if width > enumerate::MOST_LISTS => Err(Refusal::MethodLists {
            method: "log-linear by BIC",
            most: enumerate::MOST_LISTS,
            found: width,
        }),
        Some(order) => by_bic(&counts, order, settings, seed),
        None => by_steps(&counts, settings, seed),
    }
}

fn by_bic(counts: &Counts, order: usize, settings: &Settings, seed: u64) -> Result<Estimate, Refusal> {
    let candidates = rank(enumerate::all(counts.width(), order), counts);
    let ranked = select::best(&candidates);
    let &(model, fitted) = ranked.first().ok_or(Refusal::NoModel)?;
    let top = settings.top.unwrap_or(if counts.width() <= 4 { 20 } else { 100 }).max(1);
    // The best models, each with where its parameters stand.
    let mut work = Work::default();
    let prepared: Vec<Prepared> = ranked
        .iter()
        .take(top)
        .filter_map(|(model, _)| {
            let plan = Plan::new(model)?;
            work.a.clear();
            work.fit(&plan, counts, 0.0);
            Some(Prepared { model: (*model).clone(), plan, at: work.a.clone() })
        })
        .collect();
    let first = prepared.first().ok_or(Refusal::NoModel)?;
    work.a.clone_from(&first.at);
    work.fit(&first.plan, counts, 0.0);
    let wald = work.wald(&first.plan, counts);
    let again = |counts: &Counts, work: &mut Work| choose(&prepared, counts, work);
    let replicates = settings.replicates;
    let limits = (replicates > 0).then(|| bootstrap::limits(counts, fitted.total, replicates, seed, &again));
    let model = model.clone();
    let every = if settings.every { candidates } else { Vec::new() };
    Ok(Estimate { n: counts.n(), model, total: fitted.total, bic: fitted.bic, wald, limits, every })
}

struct Prepared {
    model: Model,
    plan: Plan,
    at: Vec<f64>,
}

/// The total of the best of some models for these counts.
fn choose(models: &[Prepared], counts: &Counts, work: &mut Work) -> Option<f64> {
    let n = counts.n() as f64;
    let mut best: Option<(f64, f64)> = None;
    for prepared in models {
        if exists::check(&prepared.model, counts).code() != 0 {
            continue;
        }
        work.a.clone_from(&prepared.at);
        let fit = work.fit(&prepared.plan, counts, 0.0);
        let bic = prepared.model.parameters() as f64 * log(n) - 2.0 * fit.log_likelihood;
        if bic.is_finite() && best.is_none_or(|best| bic < best.0) {
            best = Some((bic, n + fit.unseen));
        }
    }
    best.map(|best| best.1)
}

fn by_steps(counts: &Counts, settings: &Settings, seed: u64) -> Result<Estimate, Refusal> {
    let n = counts.n() as f64;
    let mut work = Work::default();
    let chosen = stepwise::stepwise(counts, settings.p, &mut work).ok_or(Refusal::NoModel)?;
    let plan = Plan::new(&chosen.model).ok_or(Refusal::NoModel)?;
    work.a.clear();
    let fit = work.fit(&plan, counts, 0.0);
    let total = n + fit.unseen;
    let choose = |counts: &Counts, work: &mut Work| {
        stepwise::stepwise(counts, settings.p, work).map(|chosen| counts.n() as f64 + chosen.fit.unseen)
    };
    let replicates = settings.replicates;
    Ok(Estimate {
        n: counts.n(),
        total,
        bic: chosen.model.parameters() as f64 * log(n)
            - 2.0 * (fit.log_likelihood - fit::log_factorials(counts)),
        wald: work.wald(&plan, counts),
        limits: (replicates > 0).then(|| bootstrap::limits(counts, total, replicates, seed, &choose)),
        every: Vec::new(),
        model: chosen.model,
    })
}
