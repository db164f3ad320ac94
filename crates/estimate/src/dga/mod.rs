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
mod sum;

use crate::{OverlapTable, Refusal};
use graphs::{Graph, decomposable};
use libm::{lgamma, log};

/// Lists at most.
pub const MOST_LISTS: usize = 6;
/// Numbers of unseen people that are tried, at most.
const MOST_UNSEEN: usize = 4_000_000;
const HALF_LOG_TWO_PI: f64 = 0.918_938_533_204_672_8;
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
    let terms = sum::Terms::new(table, settings.delta, settings.prior);
    let (mut masses, by_graph) = sum::masses(&terms, graphs, most);
    let total: f64 = masses.iter().sum();
    masses.iter_mut().for_each(|mass| *mass /= total);
    let mut weighed: Vec<(Graph, f64)> = graphs
        .iter()
        .zip(by_graph)
        .filter(|(_, mass)| *mass > 0.0)
        .map(|(graph, mass)| (graph.clone(), mass / total))
        .collect();
    weighed.sort_by(|a, b| b.1.total_cmp(&a.1));
    Posterior { n: table.n(), masses, graphs: weighed }
}
