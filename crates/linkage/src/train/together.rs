//! Fields that agree together by chance: the district with the town, the sex with the given name, the year with the
//! place of a massacre. Taken as independent they would pass for persons; here is by how much they go together among
//! pairs of *different* persons.
//!
//! Pairs that agree on one field are drawn at random with a given seed, and it is counted how the others then agree.
//! Pairs that look like one person anyway are left aside. Only a forest of the strongest ties is kept, so that nothing
//! is taken off twice.

use super::chance::{below, mix};
use crate::compare::Prepared;
use crate::edge::Levels;
use crate::kind::FieldKind;
use crate::model::{Comparison, Dependence};
use crate::score::probability;
use crate::table::MISSING;
use rayon::prelude::*;

/// Pairs drawn for each field.
const DRAWS: u64 = 3_000;
/// Imagined independent pairs, against chance ties.
const IMAGINED: f64 = 30.0;
/// Ties weaker than this (log2) are not kept.
const WEAKEST: f64 = 0.4;

/// How the other fields agree when one is the same.
struct Given {
    /// For each comparison and level: weighted pairs.
    counts: Vec<[f64; 16]>,
}

/// The ties between comparisons, as weights to be added.
pub(super) fn together(
    prepared: &Prepared,
    comparisons: &[Comparison],
    across: Option<&[u16]>,
    prior: f64,
    seed: u64,
) -> Vec<Dependence> {
    let given: Vec<Given> = (0..comparisons.len())
        .into_par_iter()
        .map(|field| draw(prepared, comparisons, across, prior, field, seed ^ ((field as u64 + 1) << 48)))
        .collect();
    let ratio = |one: usize, other: usize, level: usize| -> f64 {
        let u =
            comparisons.get(other).and_then(|c| c.levels.get(level)).and_then(|level| level.u).unwrap_or(1.0);
        let Some(counts) = given.get(one).and_then(|given| given.counts.get(other)) else { return 1.0 };
        let total: f64 = counts.iter().take(15).sum();
        let count = counts.get(level).copied().unwrap_or(0.0);
        ((count + IMAGINED * u) / (total + IMAGINED) / u).max(1e-3)
    };
    let mut ties: Vec<(f64, usize, usize)> = Vec::new();
    let list = |at: usize| comparisons.get(at).is_some_and(|one| one.kind == FieldKind::List);
    for one in (0..comparisons.len()).filter(|at| !list(*at)) {
        for other in (one + 1..comparisons.len()).filter(|at| !list(*at)) {
            let both = (ratio(one, other, 0).log2() + ratio(other, one, 0).log2()) / 2.0;
            if both >= WEAKEST {
                ties.push((both, one, other));
            }
        }
    }
    ties.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut tree: Vec<usize> = (0..comparisons.len()).collect();
    let mut kept = Vec::new();
    for (both, one, other) in ties {
        let (Some(&a), Some(&b)) = (tree.get(one), tree.get(other)) else { continue };
        if a == b {
            continue;
        }
        tree.iter_mut().filter(|root| **root == b).for_each(|root| *root = a);
        let levels = |at: usize| comparisons.get(at).map_or(0, |comparison| comparison.levels.len());
        let weights = (0..levels(one))
            .map(|here| {
                (0..levels(other))
                    .map(|there| match (here, there) {
                        (0, 0) => -both,
                        (0, there) => -ratio(one, other, there).log2(),
                        (here, 0) => -ratio(other, one, here).log2(),
                        _ => 0.0,
                    })
                    // Agreement that is rarer together than apart proves little: likely pairs were left aside.
                    .map(|weight: f64| weight.clamp(-12.0, 0.3))
                    .collect()
            })
            .collect();
        kept.push(Dependence { one, other, weights });
    }
    kept
}

fn draw(
    prepared: &Prepared,
    comparisons: &[Comparison],
    across: Option<&[u16]>,
    prior: f64,
    number: usize,
    seed: u64,
) -> Given {
    let mut given = Given { counts: vec![[0.0; 16]; comparisons.len()] };
    let Some(field) = prepared.fields.get(number) else { return given };
    if field.planned.kind == FieldKind::List {
        return given;
    }
    // Rows in the order of their values, and how many pairs the values up to each have.
    let mut ends = Vec::with_capacity(field.counts.len());
    let mut pairs = Vec::with_capacity(field.counts.len());
    let (mut rows_so_far, mut pairs_so_far) = (0u32, 0u64);
    let mut next: Vec<u32> = Vec::with_capacity(field.counts.len());
    for &count in &field.counts {
        next.push(rows_so_far);
        rows_so_far += count;
        pairs_so_far += u64::from(count) * u64::from(count.saturating_sub(1));
        ends.push(rows_so_far);
        pairs.push(pairs_so_far);
    }
    if pairs_so_far == 0 {
        return given;
    }
    let mut rows = vec![0u32; rows_so_far as usize];
    for (row, &cell) in field.cells.iter().enumerate().filter(|(_, cell)| **cell != MISSING) {
        if let Some(place) = next.get_mut(cell as usize) {
            if let Some(slot) = rows.get_mut(*place as usize) {
                *slot = row as u32;
            }
            *place += 1;
        }
    }
    let start = (prior / (1.0 - prior)).log2();
    for draw in 0..DRAWS {
        let at = below(mix(seed ^ (draw * 4)), pairs_so_far);
        let value = pairs.partition_point(|&sum| sum <= at);
        let end = ends.get(value).copied().unwrap_or(0);
        let count = field.counts.get(value).copied().unwrap_or(0);
        let first = below(mix(seed ^ (draw * 4 + 1)), u64::from(count)) as u32;
        let step = 1 + below(mix(seed ^ (draw * 4 + 2)), u64::from(count.saturating_sub(1)).max(1)) as u32;
        let row = |nth: u32| rows.get((end - count + nth % count.max(1)) as usize).copied().unwrap_or(0);
        let (a, b) = (row(first), row(first + step));
        if a == b || across.is_some_and(|lists| lists.get(a as usize) == lists.get(b as usize)) {
            continue;
        }
        let levels = prepared.levels(a, b);
        let different = 1.0 - probability(start + weight(comparisons, levels));
        if different < 0.5 {
            continue;
        }
        for (other, counts) in given.counts.iter_mut().enumerate() {
            if other != number
                && let Some(count) = counts.get_mut(usize::from(levels.get(other)))
            {
                *count += different;
            }
        }
    }
    given
}

fn weight(comparisons: &[Comparison], levels: Levels) -> f64 {
    let of = |(number, comparison): (usize, &Comparison)| {
        levels
            .level(number)
            .and_then(|level| comparison.levels.get(level))
            .map_or(0.0, |level| level.weight())
    };
    comparisons.iter().enumerate().map(of).sum()
}
