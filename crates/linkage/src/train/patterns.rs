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

/// Candidate pairs compared once: the levels, and what rarity adds, of each.
#[derive(Clone, Debug, Default)]
pub(crate) struct Compared {
    pub levels: Vec<Levels>,
    pub rarity: Vec<f32>,
}

/// Compares pairs.
pub(crate) fn compare(prepared: &Prepared, comparisons: &[Comparison], pairs: &[(u32, u32)]) -> Compared {
    let mut compared =
        Compared { levels: vec![Levels::default(); pairs.len()], rarity: vec![0.0; pairs.len()] };
    let into = compared.levels.par_chunks_mut(PIECE).zip(compared.rarity.par_chunks_mut(PIECE));
    pairs.par_chunks(PIECE).zip(into).for_each(|(pairs, (levels, rarities))| {
        for ((&(a, b), place), sum) in pairs.iter().zip(levels).zip(rarities) {
            *place = prepared.levels(a, b);
            *sum = rarity(prepared, comparisons, *place, a, b) as f32;
        }
    });
    compared
}

/// Counts the patterns of pairs; sorted, so that sums over them are always taken in the same order.
pub(crate) fn patterns(compared: &Compared) -> Vec<Pattern> {
    let pieces: Vec<FxHashMap<(Levels, i16), u32>> = compared
        .levels
        .par_chunks(4 * PIECE)
        .zip(compared.rarity.par_chunks(4 * PIECE))
        .map(|(levels, rarities)| {
            let mut counts = FxHashMap::default();
            for (levels, rarity) in levels.iter().zip(rarities) {
                *counts.entry((*levels, (f64::from(*rarity) / STEP).round() as i16)).or_insert(0) += 1;
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
