//! How well a linkage agrees with a known truth. Only for measuring: `link` never sees the truth.

use crate::Edge;
pub use crate::link::block_recall;

/// Agreement with the truth.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Scores {
    /// Share of what was found that is true.
    pub precision: f64,
    /// Share of what is true that was found; pairs lost in blocking count as lost.
    pub recall: f64,
    /// Harmonic mean of the two.
    pub f1: f64,
}

impl Scores {
    /// From counts of true, found and truly found things.
    pub fn of(hits: f64, found: f64, truth: f64) -> Self {
        let precision = if found > 0.0 { hits / found } else { 0.0 };
        let recall = if truth > 0.0 { hits / truth } else { 0.0 };
        Self::from_rates(precision, recall)
    }

    fn from_rates(precision: f64, recall: f64) -> Self {
        let sum = precision + recall;
        Self { precision, recall, f1: if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 } }
    }
}

/// The truth: the person of each row, and the list of each row when only pairs across lists count.
#[derive(Clone, Copy, Debug)]
pub struct Truth<'a> {
    /// Person of each row.
    pub person: &'a [u32],
    /// List of each row; `None` when pairs within a list count too.
    pub lists: Option<&'a [u16]>,
}

impl Truth<'_> {
    /// All true pairs.
    pub fn pairs(&self) -> u64 {
        together(self.person, self.lists)
    }

    fn same(&self, a: u32, b: u32) -> bool {
        match (self.person.get(a as usize), self.person.get(b as usize)) {
            (Some(one), Some(other)) => one == other,
            _ => false,
        }
    }

    fn counts(&self, a: u32, b: u32) -> bool {
        self.lists.is_none_or(|lists| lists.get(a as usize) != lists.get(b as usize))
    }
}

/// Pairs of rows in the same group (across lists only, when lists are given).
fn together(group: &[u32], lists: Option<&[u16]>) -> u64 {
    let mut rows: Vec<(u32, u16)> = group
        .iter()
        .enumerate()
        .map(|(row, &group)| (group, lists.and_then(|lists| lists.get(row)).copied().unwrap_or(0)))
        .collect();
    rows.sort_unstable();
    let choose = |n: u64| n * n.saturating_sub(1) / 2;
    let mut pairs = 0;
    for group in rows.chunk_by(|a, b| a.0 == b.0) {
        pairs += choose(group.len() as u64);
        if lists.is_some() {
            pairs -= group.chunk_by(|a, b| a.1 == b.1).map(|list| choose(list.len() as u64)).sum::<u64>();
        }
    }
    pairs
}

/// Edges with at least this probability against all true pairs.
pub fn edges(edges: &[Edge], threshold: f64, truth: Truth) -> Scores {
    let mut found = 0u64;
    let mut hits = 0u64;
    for edge in edges.iter().filter(|edge| f64::from(edge.probability) >= threshold) {
        if truth.counts(edge.a, edge.b) {
            found += 1;
            hits += u64::from(truth.same(edge.a, edge.b));
        }
    }
    Scores::of(hits as f64, found as f64, truth.pairs() as f64)
}

/// The best F1 over all thresholds, and the probability at which it is reached.
pub fn best_edges(edges: &[Edge], truth: Truth) -> (Scores, f64) {
    let mut ranked: Vec<(f32, bool)> = edges
        .iter()
        .filter(|edge| truth.counts(edge.a, edge.b))
        .map(|edge| (edge.weight, truth.same(edge.a, edge.b)))
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    let total = truth.pairs() as f64;
    let mut best = (Scores::default(), 1.0);
    let mut hits = 0u64;
    let mut found = 0u64;
    for same in ranked.chunk_by(|a, b| a.0 == b.0) {
        found += same.len() as u64;
        hits += same.iter().filter(|pair| pair.1).count() as u64;
        let scores = Scores::of(hits as f64, found as f64, total);
        if scores.f1 > best.0.f1 {
            let weight = f64::from(same.first().map_or(0.0, |pair| pair.0));
            best = (scores, 1.0 / (1.0 + (-weight).exp2()));
        }
    }
    best
}

/// All pairs inside clusters against all true pairs.
pub fn clusters(cluster_of: &[u32], truth: Truth) -> Scores {
    let both: Vec<u32> = joint(cluster_of, truth.person);
    let hits = together(&both, truth.lists);
    Scores::of(hits as f64, together(cluster_of, truth.lists) as f64, truth.pairs() as f64)
}

/// B-cubed: precision and recall averaged over rows, and the F1 of the two averages.
pub fn b_cubed(cluster_of: &[u32], truth: Truth) -> Scores {
    let both = joint(cluster_of, truth.person);
    let (in_both, in_cluster, in_person) = (sizes(&both), sizes(cluster_of), sizes(truth.person));
    let rows = cluster_of.len().max(1) as f64;
    let mut precision = 0.0;
    let mut recall = 0.0;
    for ((both, cluster), person) in in_both.iter().zip(&in_cluster).zip(&in_person) {
        precision += both / cluster;
        recall += both / person;
    }
    Scores::from_rates(precision / rows, recall / rows)
}

/// One group number for each combination of the two.
fn joint(one: &[u32], other: &[u32]) -> Vec<u32> {
    let mut rows: Vec<(u32, u32, usize)> =
        one.iter().zip(other).enumerate().map(|(row, (&a, &b))| (a, b, row)).collect();
    rows.sort_unstable();
    let mut groups = vec![0; rows.len()];
    for (number, group) in rows.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).enumerate() {
        for &(_, _, row) in group {
            if let Some(place) = groups.get_mut(row) {
                *place = number as u32;
            }
        }
    }
    groups
}

/// The size of each row's group.
fn sizes(group: &[u32]) -> Vec<f64> {
    let mut rows: Vec<(u32, usize)> = group.iter().enumerate().map(|(row, &group)| (group, row)).collect();
    rows.sort_unstable();
    let mut sizes = vec![0.0; rows.len()];
    for group in rows.chunk_by(|a, b| a.0 == b.0) {
        for &(_, row) in group {
            if let Some(place) = sizes.get_mut(row) {
                *place = group.len() as f64;
            }
        }
    }
    sizes
}
