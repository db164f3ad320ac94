//! All candidate models of a table by BIC = p log n − 2 log L (Schwarz 1978), p with the constant and with parameters at −∞.

use super::counts::Counts;
use super::exists::{Check, check};
use super::fit::{Plan, Work, log_factorials};
use super::model::Model;
use libm::log;
use rayon::prelude::*;

/// One model, checked, and fitted if it can be.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Which.
    pub model: Model,
    /// Whether its estimate exists and can be told.
    pub check: Check,
    /// Its figures; none where the check failed.
    pub fitted: Option<Fitted>,
}

/// Figures of a model.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fitted {
    /// People seen and unseen.
    pub total: f64,
    /// Smaller is better.
    pub bic: f64,
    /// Of the cells that can be seen, as Poisson counts.
    pub log_likelihood: f64,
}

/// Models a thread takes at a time.
const PIECE: usize = 64;

/// Checks and fits all models, in their order.
pub fn rank(models: Vec<Model>, counts: &Counts) -> Vec<Candidate> {
    let factorials = log_factorials(counts);
    models
        .par_chunks(PIECE)
        .map_init(Work::default, |work, models| {
            models.iter().map(|model| candidate(model, counts, factorials, work)).collect::<Vec<_>>()
        })
        .flatten_iter()
        .collect()
}

fn candidate(model: &Model, counts: &Counts, factorials: f64, work: &mut Work) -> Candidate {
    let check = check(model, counts);
    let plan = (check.code() == 0).then(|| Plan::new(model)).flatten();
    let fitted = plan.map(|plan| {
        work.a.clear();
        let fit = work.fit(&plan, counts, 0.0);
        let log_likelihood = fit.log_likelihood - factorials;
        let parameters = model.parameters() as f64;
        let n = counts.n() as f64;
        Fitted { total: n + fit.unseen, bic: parameters * log(n) - 2.0 * log_likelihood, log_likelihood }
    });
    Candidate { model: model.clone(), check, fitted }
}

/// The fitted ones, best first; of equals that with fewer terms.
pub fn best(candidates: &[Candidate]) -> Vec<(&Model, Fitted)> {
    let mut found: Vec<(&Model, Fitted)> = candidates
        .iter()
        .filter_map(|candidate| candidate.fitted.map(|fitted| (&candidate.model, fitted)))
        .filter(|(_, fitted)| fitted.bic.is_finite() && fitted.total.is_finite())
        .collect();
    found.sort_by(|a, b| a.1.bic.total_cmp(&b.1.bic));
    found
}
