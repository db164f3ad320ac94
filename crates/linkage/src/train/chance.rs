//! How often values agree by chance: exactly from the counts of values where that can be had, else from pairs drawn
//! at random with a given seed.

use crate::compare::{Field, Forms, Prepared, labels};
use crate::kind::FieldKind;
use rayon::prelude::*;

/// Rates of agreement among all pairs of rows.
#[derive(Clone, Debug)]
pub(crate) struct Chance {
    /// One for each comparison.
    pub fields: Vec<FieldChance>,
}

/// Rates of one comparison.
#[derive(Clone, Debug)]
pub(crate) struct FieldChance {
    /// Share of each level among pairs with both values, all pairs taken together; never 0.
    pub rates: Vec<f64>,
    /// Rarity that the rate speaks of, for each level.
    pub usual_rarity: Vec<f64>,
    /// Share of pairs with both values.
    pub present: f64,
}

/// Pairs that one piece of work draws; pieces are fixed so that sums do not depend on threads.
const PIECE: u64 = 4_096;

impl Chance {
    pub fn of(prepared: &Prepared, across: Option<&[u16]>, seed: u64) -> Self {
        let rows = u64::from(prepared.rows);
        let draws = (rows * 5).clamp(20_000, 150_000);
        let pieces = draws.div_ceil(PIECE);
        let counts: Vec<Vec<[u64; 16]>> = (0..pieces)
            .into_par_iter()
            .map(|piece| {
                let mut counts = vec![[0u64; 16]; prepared.fields.len()];
                for draw in piece * PIECE..(piece + 1) * PIECE {
                    let a = below(mix(seed ^ (draw * 2)), rows);
                    let b = below(mix(seed ^ (draw * 2 + 1)), rows);
                    let same_list =
                        across.is_some_and(|lists| lists.get(a as usize) == lists.get(b as usize));
                    if a == b || same_list {
                        continue;
                    }
                    let levels = prepared.levels(a as u32, b as u32);
                    for (number, counts) in counts.iter_mut().enumerate() {
                        if let Some(count) = counts.get_mut(usize::from(levels.get(number))) {
                            *count += 1;
                        }
                    }
                }
                counts
            })
            .collect();
        let fields = prepared
            .fields
            .iter()
            .enumerate()
            .map(|(number, field)| {
                let mut sums = [0u64; 16];
                for piece in &counts {
                    for (sum, count) in sums.iter_mut().zip(piece.get(number).into_iter().flatten()) {
                        *sum += count;
                    }
                }
                FieldChance::of(field, &sums)
            })
            .collect();
        Self { fields }
    }
}

impl FieldChance {
    fn of(field: &Field, sums: &[u64; 16]) -> Self {
        let levels = labels(&field.planned).len();
        let filled: f64 = field.counts.iter().map(|&count| f64::from(count)).sum();
        let rows = field.cells.len() as f64;
        let present = ((filled / rows.max(1.0)).powi(2)).max(1e-9);
        let pairs = (filled * (filled - 1.0)).max(1.0);
        let same: f64 =
            field.counts.iter().map(|&count| f64::from(count) * (f64::from(count) - 1.0)).sum::<f64>()
                / pairs;
        let same = same.max(0.1 / pairs);
        let drawn: u64 = sums.iter().take(levels).sum();
        let others: f64 = sums.iter().take(levels).skip(1).map(|&count| count as f64 + 0.05).sum();
        let rest = (1.0 - same).max(1e-9);
        let exact = !matches!(field.forms, Forms::People(_));
        if field.planned.kind == FieldKind::List {
            let rates = vec![(1.0 - same).max(1e-9), same];
            return Self { rates, usual_rarity: vec![0.0; 2], present };
        }
        let rates = sums
            .iter()
            .take(levels)
            .enumerate()
            .map(|(level, &count)| match level {
                0 if exact => same,
                0 => same.max(count as f64 / (drawn as f64).max(1.0)),
                _ => rest * (count as f64 + 0.05) / others.max(1e-9),
            })
            .collect();
        Self { rates, usual_rarity: usual_rarity(field, levels), present }
    }
}

/// The rarity that the rate of a level speaks of: −log2 of the mean share of rows that agree by chance.
fn usual_rarity(field: &Field, levels: usize) -> Vec<f64> {
    let mut filled = 0.0;
    let mut same = 0.0;
    let mut near = 0.0;
    for ((&count, &rarity), &rarity_near) in field.counts.iter().zip(&field.rarity).zip(&field.rarity_near) {
        filled += f64::from(count);
        same += f64::from(count) * f64::from(-rarity).exp2();
        near += f64::from(count) * f64::from(-rarity_near).exp2();
    }
    let usual = |sum: f64| -(sum.max(1e-300) / f64::max(filled, 1.0)).log2();
    let Forms::People(people) = &field.forms else {
        return (0..levels).map(|level| if level == 0 { usual(same) } else { usual(near) }).collect();
    };
    // For whole names: the mean over names of the chance that all, all but one, two or one of the words agree.
    let mut all = 0.0;
    let mut but_one = 0.0;
    let mut two = 0.0;
    let mut one = 0.0;
    for (name, &count) in field.counts.iter().enumerate() {
        let shares: Vec<f64> = people
            .of(name as u32)
            .iter()
            .map(|&word| f64::from(-people.rarity.get(word as usize).copied().unwrap_or(0.0)).exp2())
            .collect();
        let words = shares.len() as f64;
        if shares.is_empty() {
            continue;
        }
        let count = f64::from(count);
        let product: f64 = shares.iter().product();
        let sum: f64 = shares.iter().sum();
        let squares: f64 = shares.iter().map(|share| share * share).sum();
        all += count * product;
        but_one += count * shares.iter().map(|share| product / share).sum::<f64>() / words;
        two += count * (sum * sum - squares) / (words * (words - 1.0)).max(1.0);
        one += count * sum / words;
    }
    (0..levels)
        .map(|level| match level {
            0..=2 => usual(all),
            3..=6 if people.whole => usual(but_one),
            3..=6 => usual(one),
            7 => usual(two),
            _ => usual(one),
        })
        .collect()
}

/// A number below `bound` from 64 random bits.
pub(super) fn below(bits: u64, bound: u64) -> u64 {
    ((u128::from(bits) * u128::from(bound)) >> 64) as u64
}

/// SplitMix64 (Steele, Lea, Flood 2014): 64 well mixed bits for each number.
pub(crate) fn mix(number: u64) -> u64 {
    let z = number.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
