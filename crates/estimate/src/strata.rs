//! Places, months or kinds of people, each with a table of its own: each is estimated, and their draws are added.

use crate::chance::Chance;
use crate::{Answer, Assessment, Summary};

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
    let sums = sums(strata, seed, Assessment::answer);
    let mut summary = Summary::of(sums.iter().copied());
    if strata.iter().any(|(_, assessment)| assessment.second().is_some()) {
        // As with one table, the limits cover the second prior too.
        let second = |of: &'_ Assessment| -> bool { of.second().is_some() };
        let others =
            self::sums(strata, seed, |of| of.more_kinds.as_ref().filter(|_| second(of)).or(of.answer()));
        let other = Summary::of(others.iter().copied());
        summary.lower95 = summary.lower95.min(other.lower95);
        summary.upper95 = summary.upper95.max(other.upper95);
    }
    Total { n, summary: Some(summary), draws: sums, withheld }
}

/// Sums of one draw of each stratum.
fn sums(
    strata: &[(String, Assessment)],
    seed: u64,
    whose: impl Fn(&Assessment) -> Option<&Answer>,
) -> Vec<f64> {
    let mut sums = vec![0.0; DRAWS];
    for (at, (_, assessment)) in strata.iter().enumerate() {
        let draws: Vec<f64> = whose(assessment).map(|answer| answer.draws.concat()).unwrap_or_default();
        let mut chance = Chance::of(seed, STREAM + at as u64);
        for sum in &mut sums {
            *sum += draws.get(chance.below(draws.len())).copied().unwrap_or(f64::NAN);
        }
    }
    sums
}
