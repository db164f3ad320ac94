//! The match weight of pairs: prior, level by level, term frequencies.

use super::SplinkRefusal;
use super::bind::{Bound, Pair};
use super::block::pairs;
use super::eval::holds;
use super::model::SplinkModel;
use crate::edge::{Edge, Levels};
use crate::score::{Part, Parts, Weigh};
use crate::table::Table;
use rayon::prelude::*;

/// A pair as Splink scores it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scored {
    /// The row that Splink puts left.
    pub left: u32,
    /// The other.
    pub right: u32,
    /// log2 odds.
    pub weight: f64,
    /// The part of the weight that term frequencies make.
    pub frequencies: f64,
    /// Level of each comparison by its place in the file; [`Levels::MISSING`] for a null level.
    pub levels: Levels,
}

impl Scored {
    /// The weight as a probability.
    pub fn probability(&self) -> f64 {
        if self.weight >= 0.0 {
            1.0 / (1.0 + (-self.weight).exp2())
        } else {
            let odds = self.weight.exp2();
            odds / (1.0 + odds)
        }
    }

    /// The same as an edge: the smaller row first.
    pub fn edge(&self) -> Edge {
        Edge {
            a: self.left.min(self.right),
            b: self.left.max(self.right),
            weight: self.weight as f32,
            probability: self.probability() as f32,
            levels: self.levels,
        }
    }
}

impl SplinkModel {
    /// All pairs that the blocking rules make with at least this weight, in the order of rows.
    pub fn predict(&self, table: &Table, least: f64) -> Result<Vec<Scored>, SplinkRefusal> {
        let bound = Bound::new(self, table)?;
        let pairs = pairs(&bound)?;
        // Collected in the order of the pairs, whatever the number of threads.
        Ok(pairs
            .par_iter()
            .filter_map(|(left, right)| bound.score(*left, *right))
            .filter(|scored| scored.weight >= least)
            .collect())
    }
}

impl Weigh for Bound<'_> {
    /// Each level by its place in the file; what term frequencies make is the part of rarity.
    fn parts(&self, left: u32, right: u32) -> Parts {
        let (left, right) = (left.min(right), left.max(right));
        let pair = Pair { bound: self, left, right };
        let part = |(comparison, conditions): (&super::model::Compared, &Vec<super::expr::Expr>)| {
            let held = conditions.iter().zip(&comparison.levels).enumerate();
            match held.into_iter().find(|(_, (condition, _))| holds(condition, &pair)) {
                Some((number, (_, level))) if !level.is_null => Part {
                    level: Some(number),
                    weight: level.weight,
                    rarity: self.frequency_part(level, left, right),
                },
                _ => Part { level: None, weight: 0.0, rarity: 0.0 },
            }
        };
        let fields: Vec<Part> = self.model.comparisons.iter().zip(&self.levels).map(part).collect();
        let sum: f64 = fields.iter().map(|part| part.weight + part.rarity).sum();
        Parts {
            prior: self.model.prior,
            fields,
            dependence: Vec::new(),
            calibration: 0.0,
            total: self.model.prior + sum,
        }
    }
}

impl Bound<'_> {
    /// The weight of one pair; nothing if a comparison without ELSE has no level for it, where Splink's weight is NULL.
    pub fn score(&self, left: u32, right: u32) -> Option<Scored> {
        let pair = Pair { bound: self, left, right };
        let mut scored =
            Scored { left, right, weight: self.model.prior, frequencies: 0.0, levels: Levels::default() };
        for (at, (comparison, conditions)) in self.model.comparisons.iter().zip(&self.levels).enumerate() {
            let (number, level) = conditions
                .iter()
                .zip(&comparison.levels)
                .enumerate()
                .find(|(_, (condition, _))| holds(condition, &pair))
                .map(|(number, (_, level))| (number, level))?;
            if level.is_null {
                scored.levels = scored.levels.with(at, Levels::MISSING);
                continue;
            }
            scored.levels = scored.levels.with(at, number as u8);
            scored.weight += level.weight;
            let part = self.frequency_part(level, left, right);
            scored.frequencies += part;
            scored.weight += part;
        }
        Some(scored)
    }

    /// What the frequencies of the values add at a level.
    fn frequency_part(&self, level: &super::model::Level, left: u32, right: u32) -> f64 {
        let Some(tf) = &level.tf else { return 0.0 };
        let Some(frequency) = self.larger_frequency(tf, left, right) else { return 0.0 };
        tf.weight * (tf.u.log2() - frequency.max(tf.least).log2())
    }

    fn larger_frequency(&self, tf: &super::model::Frequency, left: u32, right: u32) -> Option<f64> {
        if tf.weight == 0.0 {
            return None;
        }
        match (self.frequency(tf, left), self.frequency(tf, right)) {
            (Some(a), Some(b)) => Some(a.max(b)),
            (one, other) => one.or(other),
        }
    }
}
