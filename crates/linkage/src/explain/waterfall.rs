//! The weight of one pair, step by step.

use crate::model::Model;
use crate::refusal::Refusal;
use crate::score::{Scorer, Weigh, probability};
use crate::table::Table;

/// The weight of a pair, from the odds before anything is compared to the total. All weights are log2.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Waterfall {
    /// Id of the smaller row.
    pub left: String,
    /// Id of the larger row.
    pub right: String,
    /// log2 odds that two random records are one person.
    pub prior: f64,
    /// One for each comparison, in the order of the model.
    pub steps: Vec<Step>,
    /// What is taken back (or added) because fields go together.
    pub dependence: Vec<Together>,
    /// What calibration adds.
    pub calibration: f64,
    /// The weight of the pair: the sum of all above.
    pub total: f64,
    /// The total as a probability, 0 to 1.
    pub probability: f64,
    /// Whether the probability reaches the model's threshold.
    pub linked: bool,
}

/// One comparison.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Step {
    /// What is compared.
    pub field: String,
    /// The level of agreement in words; `None` when a value is missing.
    pub level: Option<String>,
    /// What is written in the left record, one text for each column.
    pub left: Vec<Option<String>>,
    /// What is written in the right record.
    pub right: Vec<Option<String>>,
    /// log2(m/u) of the level; 0 when a value is missing.
    pub weight: f64,
    /// What the rarity of the values adds.
    pub rarity: f64,
}

/// Two comparisons that go together.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Together {
    /// Their names.
    pub fields: [String; 2],
    /// What is added.
    pub weight: f64,
}

/// The waterfall of two rows.
///
/// # Errors
/// The table lacks a column of the model.
pub fn waterfall(model: &Model, table: &Table, a: u32, b: u32) -> Result<Waterfall, Refusal> {
    Ok(Waterfall::of(&Scorer::new(model, table)?, model, table, a, b))
}

impl Waterfall {
    /// The same with a scorer that is ready, for many pairs.
    pub fn of(scorer: &dyn Weigh, model: &Model, table: &Table, a: u32, b: u32) -> Self {
        let (a, b) = (a.min(b), a.max(b));
        let parts = scorer.parts(a, b);
        let written = |columns: &[String], row: u32| {
            columns
                .iter()
                .map(|name| table.column(name).and_then(|column| column.written(row)).map(str::to_owned))
                .collect()
        };
        let steps = model
            .comparisons
            .iter()
            .zip(&parts.fields)
            .map(|(comparison, part)| Step {
                field: comparison.name.clone(),
                level: part.level.and_then(|at| comparison.levels.get(at)).map(|level| level.label.clone()),
                left: written(&comparison.columns, a),
                right: written(&comparison.columns, b),
                weight: part.weight,
                rarity: part.rarity,
            })
            .collect();
        let name = |at: usize| model.comparisons.get(at).map_or_else(String::new, |one| one.name.clone());
        let dependence = model
            .dependence
            .iter()
            .zip(&parts.dependence)
            .map(|(term, weight)| Together { fields: [name(term.one), name(term.other)], weight: *weight })
            .collect();
        let probability = probability(parts.total);
        Self {
            left: table.ids.get(a).to_owned(),
            right: table.ids.get(b).to_owned(),
            prior: parts.prior,
            steps,
            dependence,
            calibration: parts.calibration,
            total: parts.total,
            probability,
            linked: probability >= model.threshold,
        }
    }

    /// What is drawn: each step with its name and weight, without those that add nothing because nothing was compared.
    pub(super) fn bars(&self) -> Vec<(String, f64)> {
        let mut bars = vec![("before anything is compared".to_owned(), self.prior)];
        for step in self.steps.iter().filter(|step| step.level.is_some()) {
            bars.push((step.field.clone(), step.weight));
            if step.rarity != 0.0 {
                bars.push((format!("{}: how rare", step.field), step.rarity));
            }
        }
        for together in self.dependence.iter().filter(|together| together.weight != 0.0) {
            let [one, other] = &together.fields;
            bars.push((format!("{one} and {other} go together"), together.weight));
        }
        if self.calibration.abs() > 1e-9 {
            bars.push(("calibration".to_owned(), self.calibration));
        }
        bars
    }
}
