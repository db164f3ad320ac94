//! Candidate pairs counted by their pattern of levels and by how rare the agreeing values are.

use crate::compare::Prepared;
use crate::edge::Levels;
use crate::model::Comparison;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// Pairs of one pattern.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Pattern {
    /// Level of each comparison.
    pub levels: Levels,
    /// What rarity adds, log2, in whole steps.
    pub rarity: f64,
    /// How many pairs.
    pub count: f64,
}

/// Steps of the rarity weight, in bits.
const STEP: f64 = 1.0;
const PIECE: usize = 16_384;

/// What the rarity of two rows' values adds over all comparisons.
pub(crate) fn rarity(prepared: &Prepared, comparisons: &[Comparison], levels: Levels, a: u32, b: u32) -> f64 {
    let mut sum = 0.0;
    for (number, (field, comparison)) in prepared.fields.iter().zip(comparisons).enumerate() {
        let Some(level) = levels.level(number).and_then(|at| comparison.levels.get(at)) else { continue };
        if level.tf != 0.0 {
            let rarity = field.rarity(field.cell(a), field.cell(b), levels.get(number));
            sum += level.rarity_weight(f64::from(rarity));
        }
    }
    sum
}

/// Counts the patterns of pairs; sorted, so that sums over them are always taken in the same order.
pub(crate) fn patterns(
    prepared: &Prepared,
    comparisons: &[Comparison],
    pairs: &[(u32, u32)],
) -> Vec<Pattern> {
    let pieces: Vec<FxHashMap<(Levels, i16), u32>> = pairs
        .par_chunks(PIECE)
        .map(|piece| {
            let mut counts = FxHashMap::default();
            for &(a, b) in piece {
                let levels = prepared.levels(a, b);
                let rarity = rarity(prepared, comparisons, levels, a, b);
                *counts.entry((levels, (rarity / STEP).round() as i16)).or_insert(0) += 1;
            }
            counts
        })
        .collect();
    let mut sums: FxHashMap<(Levels, i16), u64> = FxHashMap::default();
    for piece in pieces {
        for (key, count) in piece {
            *sums.entry(key).or_default() += u64::from(count);
        }
    }
    let mut patterns: Vec<((Levels, i16), u64)> = sums.into_iter().collect();
    patterns.sort_unstable();
    patterns
        .into_iter()
        .map(|((levels, step), count)| Pattern {
            levels,
            rarity: f64::from(step) * STEP,
            count: count as f64,
        })
        .collect()
}
