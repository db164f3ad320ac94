//! A trained model: enough to score pairs again without training, readable by people, stable on disk.

use crate::config::Config;
use crate::kind::FieldKind;
use crate::plan::Planned;
use crate::refusal::Refusal;

/// First field of the file.
pub const FORMAT: &str = "habeas link model";
/// Version that this code writes and reads.
pub const VERSION: u32 = 2;

/// What was learnt about agreement of fields, and the decisions that go with it.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Model {
    /// Always [`FORMAT`].
    pub format: String,
    /// Always [`VERSION`].
    pub version: u32,
    /// The configuration used, kinds filled in.
    pub config: Config,
    /// Probability that two random rows are one person (λ).
    pub prior: f64,
    /// One for each comparison, in the order of the edges' levels.
    pub comparisons: Vec<Comparison>,
    /// Corrections for fields that go together.
    pub dependence: Vec<Dependence>,
    /// From the raw weight to the weight.
    pub calibration: Calibration,
    /// Probability from which a pair is linked.
    pub threshold: f64,
    /// How training went.
    pub training: Training,
    /// Seed of everything that was drawn.
    pub seed: u64,
}

/// One comparison: of a column, or of columns that only make sense together.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Comparison {
    /// Unique name.
    pub name: String,
    /// Columns it reads.
    pub columns: Vec<String>,
    /// Kind of its values.
    pub kind: FieldKind,
    /// Whether a cell holds several names of that kind, compared word by word.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub several: bool,
    /// From the best agreement to none. Missing values have no level and no weight.
    pub levels: Vec<Level>,
}

/// One level of agreement.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Level {
    /// In words.
    pub label: String,
    /// Probability of this level among pairs of one person; absent if never learnt.
    pub m: Option<f64>,
    /// Probability of this level among pairs of different persons; absent if never learnt.
    pub u: Option<f64>,
    /// How much of the values' rarity counts at this level, 0 to 1.
    pub tf: f64,
    /// Rarity (−log2 of the share of rows that agree by chance) at which nothing is added; `u` speaks of it.
    #[serde(default)]
    pub usual_rarity: f64,
}

impl Level {
    /// What values of that rarity add at this level: at most ten bits either way.
    pub fn rarity_weight(&self, rarity: f64) -> f64 {
        if self.tf == 0.0 { 0.0 } else { self.tf * (rarity - self.usual_rarity).clamp(-10.0, 10.0) }
    }

    /// log2(m/u), 0 when either was never learnt.
    pub fn weight(&self) -> f64 {
        match (self.m, self.u) {
            (Some(m), Some(u)) if m > 0.0 && u > 0.0 => (m / u).log2(),
            _ => 0.0,
        }
    }
}

/// Two comparisons that are not independent: what is added for each pair of levels.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Dependence {
    /// Number of the first comparison.
    pub one: usize,
    /// Number of the second comparison.
    pub other: usize,
    /// log2 weights: row = level of the first, column = level of the second. Nothing is added when either is missing.
    pub weights: Vec<Vec<f64>>,
}

/// Straight line from the raw weight to the weight (log2 odds).
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Calibration {
    /// Factor.
    pub slope: f64,
    /// Added after.
    pub shift: f64,
}

impl Default for Calibration {
    fn default() -> Self {
        Self { slope: 1.0, shift: 0.0 }
    }
}

/// How training went, for the report.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Training {
    /// Rows trained on.
    pub rows: u32,
    /// Candidate pairs counted.
    pub pairs: u64,
    /// Rounds of EM.
    pub rounds: u32,
    /// Pairs of one person that are expected among all pairs.
    pub expected_matches: f64,
    /// Estimated share of the pairs of one person that became candidates; absent if it cannot be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub completeness: Option<f64>,
    /// What a reader should know.
    pub notes: Vec<String>,
    /// Why the links are not to be believed as they are; looked at again when pairs were answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doubt: Option<String>,
}

impl Training {
    /// All that a reader should know, the doubt first.
    pub fn said(&self) -> impl Iterator<Item = &String> {
        self.doubt.iter().chain(&self.notes)
    }
}

impl Model {
    /// The comparisons as they were planned.
    pub fn planned(&self) -> Vec<Planned> {
        let one = |one: &Comparison| Planned {
            name: one.name.clone(),
            columns: one.columns.clone(),
            kind: one.kind,
            several: one.several,
        };
        self.comparisons.iter().map(one).collect()
    }

    /// Reads a model file.
    pub fn read(text: &str) -> Result<Self, Refusal> {
        let model: Self =
            serde_json::from_str(text).map_err(|problem| Refusal::Model(problem.to_string()))?;
        if model.format != FORMAT || model.version != VERSION {
            return Err(Refusal::Model(format!("it is not a \"{FORMAT}\" of version {VERSION}")));
        }
        Ok(model)
    }

    /// As JSON, the same bytes for the same model.
    pub fn write(&self) -> Result<String, Refusal> {
        serde_json::to_string_pretty(self).map_err(|problem| Refusal::Model(problem.to_string()))
    }
}
