//! Gradient boosting of small symmetric trees on whole-number features: deterministic, no randomness.

use names::compare::calibrate::{DEPTH, Model, SCALE, Tree};
use names::compare::features::{FEATURES, Features};

/// Pairs of two people for one of one person, as the labelled pairs are weighted.
pub const PRIOR: f32 = 3.15;

/// One pair to learn from.
#[derive(Clone)]
pub struct Example {
    pub features: Features,
    pub same: bool,
    pub weight: f32,
}

pub struct Recipe {
    pub rounds: usize,
    pub rate: f32,
    pub ridge: f32,
}

impl Default for Recipe {
    /// Found on the development pairs: more or slower rounds change nothing that can be told from noise.
    fn default() -> Self {
        Self { rounds: 64, rate: 0.25, ridge: 5.0 }
    }
}

pub fn train(examples: &[Example], recipe: &Recipe) -> Model {
    let cuts = cuts(examples);
    let binned: Vec<[u8; FEATURES]> = examples
        .iter()
        .map(|e| {
            let mut bins = [0u8; FEATURES];
            for (f, bin) in bins.iter_mut().enumerate() {
                *bin = cuts[f].partition_point(|cut| *cut < e.features[f]) as u8;
            }
            bins
        })
        .collect();
    let (mut yes, mut all) = (0.0, 0.0);
    for e in examples {
        all += e.weight;
        yes += if e.same { e.weight } else { 0.0 };
    }
    let base = ((yes / (all - yes).max(1e-3)).ln() * SCALE) as i32;
    let mut odds = vec![base as f32 / SCALE; examples.len()];
    let mut model = Model { base, trees: Vec::new() };
    for _ in 0..recipe.rounds {
        let slopes: Vec<(f32, f32)> = examples
            .iter()
            .zip(&odds)
            .map(|(e, o)| {
                let p = 1.0 / (1.0 + (-o).exp());
                let y = if e.same { 1.0 } else { 0.0 };
                (e.weight * (y - p), e.weight * p * (1.0 - p))
            })
            .collect();
        let (tree, leaves) = grow(&binned, &slopes, &cuts, recipe);
        for (o, leaf) in odds.iter_mut().zip(&leaves) {
            *o += f32::from(tree.leaves[*leaf as usize]) / SCALE;
        }
        model.trees.push(tree);
    }
    model
}

/// Up to 40 thresholds a feature, at the quantiles of what occurs.
fn cuts(examples: &[Example]) -> Vec<Vec<u8>> {
    (0..FEATURES)
        .map(|f| {
            let mut values: Vec<u8> = examples.iter().map(|e| e.features[f]).collect();
            values.sort_unstable();
            let mut cuts: Vec<u8> = (1..60).map(|q| values[values.len() * q / 60]).collect();
            let mut distinct = values.clone();
            distinct.dedup();
            if distinct.len() <= 40 {
                cuts = distinct;
            }
            cuts.sort_unstable();
            cuts.dedup();
            cuts.pop_if(|last| Some(*last) == values.last().copied());
            cuts
        })
        .collect()
}

fn grow(
    binned: &[[u8; FEATURES]],
    slopes: &[(f32, f32)],
    cuts: &[Vec<u8>],
    recipe: &Recipe,
) -> (Tree, Vec<u8>) {
    let mut tree = Tree::default();
    let mut leaves = vec![0u8; binned.len()];
    for level in 0..DEPTH {
        let nodes = 1usize << level;
        let mut sums = vec![[(0f64, 0f64); 64]; nodes * FEATURES];
        for ((bins, slope), leaf) in binned.iter().zip(slopes).zip(&leaves) {
            let row = &mut sums[*leaf as usize * FEATURES..(*leaf as usize + 1) * FEATURES];
            for (f, bin) in bins.iter().enumerate() {
                let cell = &mut row[f][*bin as usize];
                cell.0 += f64::from(slope.0);
                cell.1 += f64::from(slope.1);
            }
        }
        let ridge = f64::from(recipe.ridge);
        let worth = |g: f64, h: f64| g * g / (h + ridge);
        let mut best = (f64::MIN, 0usize, 0usize);
        for f in 0..FEATURES {
            let mut left = vec![(0f64, 0f64); nodes];
            let total: Vec<(f64, f64)> = (0..nodes)
                .map(|n| sums[n * FEATURES + f].iter().fold((0.0, 0.0), |t, c| (t.0 + c.0, t.1 + c.1)))
                .collect();
            for cut in 0..cuts[f].len() {
                let mut gain = 0.0;
                for n in 0..nodes {
                    let cell = sums[n * FEATURES + f][cut];
                    left[n].0 += cell.0;
                    left[n].1 += cell.1;
                    gain +=
                        worth(left[n].0, left[n].1) + worth(total[n].0 - left[n].0, total[n].1 - left[n].1);
                }
                if gain > best.0 + 1e-9 {
                    best = (gain, f, cut);
                }
            }
        }
        let (_, f, cut) = best;
        tree.features[level] = f as u8;
        tree.thresholds[level] = cuts[f].get(cut).copied().unwrap_or(255);
        for (leaf, bins) in leaves.iter_mut().zip(binned) {
            *leaf = *leaf << 1 | u8::from(bins[f] as usize > cut);
        }
    }
    let mut sums = [(0f64, 0f64); 1 << DEPTH];
    for (leaf, slope) in leaves.iter().zip(slopes) {
        sums[*leaf as usize].0 += f64::from(slope.0);
        sums[*leaf as usize].1 += f64::from(slope.1);
    }
    let mut steps = sums.map(|(g, h)| g / (h + f64::from(recipe.ridge)));
    let weights = sums.map(|(_, h)| h + 1e-3);
    in_order(&tree, &mut steps, &weights);
    for (value, step) in tree.leaves.iter_mut().zip(steps) {
        *value = (step * f64::from(recipe.rate) * f64::from(SCALE)).round().clamp(-32000.0, 32000.0) as i16;
    }
    (tree, leaves)
}

/// Which way a number may move the score: 1 up, -1 down, 0 either.
fn direction(feature: usize) -> i8 {
    match names::compare::features::FEATURE_NAMES[feature] {
        "lowest" | "second" | "highest" | "mean" | "lowest_initial" | "lowest_other" | "lowest_stem"
        | "fixed" | "lowest_mass" | "lexicon_same" => 1,
        "distance" | "worst_distance" | "lexicon_veto" | "unfit_initials" | "gender" | "left_names"
        | "bent" | "start" | "unlike" => -1,
        _ => 0,
    }
}

/// More likeness never lowers the score: where the examples say otherwise by chance, both sides get their mean.
fn in_order(tree: &Tree, steps: &mut [f64; 1 << DEPTH], weights: &[f64; 1 << DEPTH]) {
    for _ in 0..8 {
        for level in 0..DEPTH {
            let way = f64::from(direction(tree.features[level] as usize));
            let bit = 1usize << (DEPTH - 1 - level);
            for low in (0..1usize << DEPTH).filter(|leaf| leaf & bit == 0) {
                let high = low | bit;
                if (steps[high] - steps[low]) * way < 0.0 {
                    let mean = (steps[low] * weights[low] + steps[high] * weights[high])
                        / (weights[low] + weights[high]);
                    (steps[low], steps[high]) = (mean, mean);
                }
            }
        }
    }
}

/// Pairs as examples; those of two people weighted to [`PRIOR`] for one of one person.
pub fn weighed(pairs: &[(bool, &[String; 2])]) -> Vec<Example> {
    let true_ones = pairs.iter().filter(|(same, _)| *same).count() as f32;
    let weight = true_ones * PRIOR / (pairs.len() as f32 - true_ones).max(1.0);
    pairs
        .iter()
        .map(|&(same, names)| Example {
            features: names::compare::numbers(&names::read(&names[0]), &names::read(&names[1])),
            same,
            weight: if same { 1.0 } else { weight },
        })
        .collect()
}
