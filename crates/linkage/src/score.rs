//! Weights of pairs under a model.

use crate::compare::{Census, Prepared};
use crate::edge::{Edge, Levels};
use crate::model::Model;
use crate::refusal::Refusal;
use crate::table::Table;

/// A model made ready for the rows of a table.
pub struct Scorer<'a> {
    model: &'a Model,
    prepared: Prepared,
}

/// The weight of a pair, taken apart. All weights are log2.
#[derive(Clone, Debug, PartialEq)]
pub struct Parts {
    /// log2 odds before anything is compared.
    pub prior: f64,
    /// One for each comparison.
    pub fields: Vec<Part>,
    /// What each dependence term adds, in the order of the model.
    pub dependence: Vec<f64>,
    /// What calibration adds.
    pub calibration: f64,
    /// The weight of the edge.
    pub total: f64,
}

/// One comparison of a pair.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// Level number; `None` when a value is missing.
    pub level: Option<usize>,
    /// log2(m/u) of the level.
    pub weight: f64,
    /// What the rarity of the values adds.
    pub rarity: f64,
}

/// What takes the weight of two rows apart.
pub trait Weigh: Sync {
    /// The weight of two rows, taken apart.
    fn parts(&self, a: u32, b: u32) -> Parts;
}

impl Weigh for Scorer<'_> {
    fn parts(&self, a: u32, b: u32) -> Parts {
        Scorer::parts(self, a, b)
    }
}

impl<'a> Scorer<'a> {
    /// Refuses when the table lacks a column of the model.
    pub fn new(model: &'a Model, table: &Table) -> Result<Self, Refusal> {
        Ok(Self { model, prepared: Prepared::new(table, &model.planned())? })
    }

    /// The same; what occurs how often is looked up in an earlier census, so that the weight of a pair depends on its two
    /// rows alone.
    pub fn counted(model: &'a Model, table: &Table, census: &Census) -> Result<Self, Refusal> {
        Ok(Self { model, prepared: Prepared::counted(table, &model.planned(), census)? })
    }

    /// The values as they are compared.
    pub fn prepared(&self) -> &Prepared {
        &self.prepared
    }

    /// Levels of agreement of two rows.
    pub fn levels(&self, a: u32, b: u32) -> Levels {
        self.prepared.levels(a, b)
    }

    /// The weight of two rows, taken apart.
    pub fn parts(&self, a: u32, b: u32) -> Parts {
        let levels = self.levels(a, b);
        let prior = (self.model.prior / (1.0 - self.model.prior)).log2();
        let fields: Vec<Part> = self
            .model
            .comparisons
            .iter()
            .zip(&self.prepared.fields)
            .enumerate()
            .map(|(number, (comparison, field))| {
                let at = levels.level(number);
                let Some(level) = at.and_then(|at| comparison.levels.get(at)) else {
                    return Part { level: None, weight: 0.0, rarity: 0.0 };
                };
                let rarity = field.rarity(field.cell(a), field.cell(b), levels.get(number));
                Part { level: at, weight: level.weight(), rarity: level.rarity_weight(f64::from(rarity)) }
            })
            .collect();
        let dependence: Vec<f64> = self.model.dependence.iter().map(|term| term.weight(levels)).collect();
        let raw = prior
            + fields.iter().map(|part| part.weight + part.rarity).sum::<f64>()
            + dependence.iter().sum::<f64>();
        let total = self.model.calibration.apply(raw);
        Parts { prior, fields, dependence, calibration: total - raw, total }
    }

    /// The scored pair of two rows.
    pub fn edge(&self, a: u32, b: u32) -> Edge {
        let (a, b) = (a.min(b), a.max(b));
        let levels = self.levels(a, b);
        let weight = self.parts(a, b).total;
        Edge { a, b, weight: weight as f32, probability: probability(weight) as f32, levels }
    }
}

/// From log2 odds.
pub fn probability(weight: f64) -> f64 {
    1.0 / (1.0 + (-weight).exp2())
}

impl crate::model::Dependence {
    /// What is added for these levels.
    #[inline]
    pub fn weight(&self, levels: Levels) -> f64 {
        match (levels.level(self.one), levels.level(self.other)) {
            (Some(one), Some(other)) => {
                self.weights.get(one).and_then(|row| row.get(other)).copied().unwrap_or(0.0)
            }
            _ => 0.0,
        }
    }
}

/// What the levels of a model weigh, reckoned once for many pairs.
pub(crate) struct Weights<'a> {
    prior: f64,
    levels: Vec<Vec<f64>>,
    dependence: &'a [crate::model::Dependence],
}

impl Weights<'_> {
    /// Raw weight of a pattern of levels: prior, levels and dependence, without rarity and calibration.
    #[inline]
    pub fn of(&self, levels: Levels) -> f64 {
        let mut weight = self.prior;
        for (number, weights) in self.levels.iter().enumerate() {
            if let Some(level) = levels.level(number).and_then(|at| weights.get(at)) {
                weight += level;
            }
        }
        weight + self.dependence.iter().map(|term| term.weight(levels)).sum::<f64>()
    }
}

impl Model {
    /// What its levels weigh.
    pub(crate) fn weights(&self) -> Weights<'_> {
        let levels = |one: &crate::model::Comparison| one.levels.iter().map(|level| level.weight()).collect();
        Weights {
            prior: (self.prior / (1.0 - self.prior)).log2(),
            levels: self.comparisons.iter().map(levels).collect(),
            dependence: &self.dependence,
        }
    }

    /// Raw weight of a pattern of levels: prior, levels and dependence, without rarity and calibration.
    pub fn weight_of(&self, levels: Levels) -> f64 {
        self.weights().of(levels)
    }
}

impl crate::model::Calibration {
    /// The weight for a raw weight.
    #[inline]
    pub fn apply(self, raw: f64) -> f64 {
        self.slope * raw + self.shift
    }
}
