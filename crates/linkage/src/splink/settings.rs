//! The JSON file itself. What is not known is kept and written back.

use super::SplinkRefusal;
use serde_json::{Map, Value};

/// Settings or a trained model, as Splink 4 and 5 save them.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Settings {
    /// `dedupe_only`, `link_only` or `link_and_dedupe`.
    pub link_type: String,
    /// λ; Splink takes 0.0001 when it is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub probability_two_random_records_match: Option<f64>,
    /// How pairs are found.
    #[serde(default)]
    pub blocking_rules_to_generate_predictions: Vec<Rule>,
    /// What is compared.
    pub comparisons: Vec<Comparison>,
    /// Everything else.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// A blocking rule: bare SQL, or SQL with what belongs to it.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(untagged)]
pub enum Rule {
    /// Only the SQL.
    Bare(String),
    /// The SQL and more.
    Full {
        /// The SQL.
        blocking_rule: String,
        /// Columns with lists, of which one item must be shared.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        arrays_to_explode: Option<Vec<String>>,
        /// Everything else.
        #[serde(flatten)]
        other: Map<String, Value>,
    },
}

impl Rule {
    /// The SQL.
    pub fn sql(&self) -> &str {
        match self {
            Rule::Bare(sql) | Rule::Full { blocking_rule: sql, .. } => sql,
        }
    }

    /// Columns with lists.
    pub fn exploded(&self) -> &[String] {
        match self {
            Rule::Full { arrays_to_explode: Some(columns), .. } => columns,
            _ => &[],
        }
    }
}

/// One comparison.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Comparison {
    /// What it is called in Splink's output.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub output_column_name: Option<String>,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comparison_description: Option<String>,
    /// Tried in this order.
    pub comparison_levels: Vec<SettingsLevel>,
    /// Everything else.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// One level. A level that training never saw lacks a probability, and is written back without it.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct SettingsLevel {
    /// SQL, or ELSE.
    pub sql_condition: String,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label_for_charts: Option<String>,
    /// Among pairs of one person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub m_probability: Option<Probability>,
    /// Among pairs of different persons.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub u_probability: Option<Probability>,
    /// A value is missing: no weight.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_null_level: Option<bool>,
    /// The column whose values' frequencies count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tf_adjustment_column: Option<String>,
    /// How much they count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tf_adjustment_weight: Option<f64>,
    /// Frequencies below this count as this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tf_minimum_u_value: Option<f64>,
    /// The level's own u stands for that of an exact match.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disable_tf_exact_match_detection: Option<bool>,
    /// Everything else.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// A probability, or Splink's words for “never seen in training”, which it takes as 0.000001.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(untagged)]
pub enum Probability {
    /// 0 to 1.
    Number(f64),
    /// `level not observed in training dataset`.
    Words(String),
}

impl Probability {
    /// The number Splink calculates with.
    pub fn number(&self) -> Option<f64> {
        match self {
            Probability::Number(number) if (0.0..=1.0).contains(number) => Some(*number),
            Probability::Words(words) if words.starts_with("level not observed") => Some(1e-6),
            _ => None,
        }
    }
}

impl Settings {
    /// Reads the file.
    pub fn read(text: &str) -> Result<Self, SplinkRefusal> {
        serde_json::from_str(text.trim_start_matches('\u{feff}'))
            .map_err(|problem| SplinkRefusal::Json(problem.to_string()))
    }

    /// As Splink reads it.
    pub fn write(&self) -> Result<String, SplinkRefusal> {
        serde_json::to_string_pretty(self).map_err(|problem| SplinkRefusal::Json(problem.to_string()))
    }
}
