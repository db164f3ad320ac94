//! Weights of pairs under a model.

use crate::edge::{Edge, Levels};
use crate::model::Model;
use crate::refusal::Refusal;
use crate::table::{Column, Table};

/// A model made ready for the rows of a table.
pub struct Scorer<'a> {
    model: &'a Model,
    columns: Vec<&'a Column>,
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

impl<'a> Scorer<'a> {
    /// Refuses when the table lacks a column of the model.
    pub fn new(model: &'a Model, table: &'a Table) -> Result<Self, Refusal> {
        let columns = model
            .comparisons
            .iter()
            .map(|comparison| {
                let name = comparison.columns.first().map_or("", String::as_str);
                table.column(name).ok_or_else(|| Refusal::ModelColumn(name.to_owned()))
            })
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self { model, columns })
    }

    /// Levels of agreement of two rows.
    pub fn levels(&self, a: u32, b: u32) -> Levels {
        self.columns.iter().enumerate().fold(Levels::default(), |levels, (number, column)| {
            let (one, other) = (column.cell(a), column.cell(b));
            let level = match one == crate::table::MISSING || other == crate::table::MISSING {
                true => Levels::MISSING,
                false => u8::from(one != other),
            };
            levels.with(number, level)
        })
    }

    /// The weight of two rows, taken apart.
    pub fn parts(&self, a: u32, b: u32) -> Parts {
        let levels = self.levels(a, b);
        let prior = (self.model.prior / (1.0 - self.model.prior)).log2();
        let fields: Vec<Part> = self
            .model
            .comparisons
            .iter()
            .enumerate()
            .map(|(number, comparison)| {
                let level = levels.level(number);
                let weight = level.and_then(|level| comparison.levels.get(level)).map_or(0.0, |l| l.weight());
                Part { level, weight, rarity: 0.0 }
            })
            .collect();
        let total = prior + fields.iter().map(|part| part.weight + part.rarity).sum::<f64>();
        Parts { prior, fields, dependence: Vec::new(), calibration: 0.0, total }
    }

    /// The scored pair of two rows.
    pub fn edge(&self, a: u32, b: u32) -> Edge {
        let weight = self.parts(a, b).total;
        let probability = 1.0 / (1.0 + (-weight).exp2());
        let (a, b) = (a.min(b), a.max(b));
        Edge { a, b, weight: weight as f32, probability: probability as f32, levels: self.levels(a, b) }
    }
}
