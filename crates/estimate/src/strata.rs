//! Places, months or kinds of people, each with a table of its own: each is estimated, and their draws are added.

use crate::chance::Chance;
use crate::{Assessment, Summary};

/// Sums that are drawn.
const DRAWS: usize = 4000;
/// Streams of a seed that draws are taken by; apart from those of chains, replicates and graphs.
const STREAM: u64 = 1 << 41;

/// What the strata say together.
#[derive(Clone, Debug, PartialEq)]
pub struct Total {
    /// People on any list, of all strata.
    pub n: u64,
    /// Of the sums of draws; none if a stratum's estimate is withheld.
    pub summary: Option<Summary>,
    /// The sums.
    pub draws: Vec<f64>,
    /// Strata whose estimate is withheld.
    pub withheld: Vec<String>,
}

/// Adds them up. A stratum without an estimate takes the estimate of the total away: what is unknown of a part is unknown of the whole.
pub fn add_up(strata: &[(String, Assessment)], seed: u64) -> Total {
    let n = strata.iter().map(|(_, assessment)| assessment.table.n()).sum();
    let withheld: Vec<String> = strata
        .iter()
        .filter(|(_, assessment)| assessment.headline().is_none())
        .map(|(name, _)| name.clone())
        .collect();
    if !withheld.is_empty() || strata.is_empty() {
        return Total { n, summary: None, draws: Vec::new(), withheld };
    }
    let mut sums = vec![0.0; DRAWS];
    for (at, (_, assessment)) in strata.iter().enumerate() {
        let draws: Vec<f64> = assessment.answer().map(|answer| answer.draws.concat()).unwrap_or_default();
        let mut chance = Chance::of(seed, STREAM + at as u64);
        for sum in &mut sums {
            *sum += draws.get(chance.below(draws.len())).copied().unwrap_or(f64::NAN);
        }
    }
    Total { n, summary: Some(Summary::of(sums.iter().copied())), draws: sums, withheld }
}
