//! What the user decides: kinds of columns, what to leave out, how far blocking goes. Everything has a default.

use crate::kind::{FieldKind, infer};
use crate::refusal::Refusal;
use crate::table::Table;
use std::collections::BTreeMap;

/// The content of `link.toml`.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Seed of everything that is drawn.
    pub seed: u64,
    /// Probability from which a pair is linked; absent = where the best F1 is expected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub threshold: Option<f64>,
    /// Each list holds a person at most once.
    pub one_to_one: bool,
    /// Pairs within one list are compared too. With `false` only pairs across lists are.
    pub within_lists: bool,
    /// Columns that are not compared.
    pub ignore: Vec<String>,
    /// How candidate pairs are found.
    pub blocking: Blocking,
    /// Kind of each compared column.
    pub fields: BTreeMap<String, FieldKind>,
}

/// How candidate pairs are found.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Blocking {
    /// Rows of a block above which a key is only used together with another.
    pub largest_block: u32,
    /// Candidate pairs for each row, at most, on average.
    pub pairs_per_row: u32,
    /// Rows of a table up to which every key is used; of a larger one only combinations of keys that pay.
    pub every_key_up_to: u32,
}

impl Default for Blocking {
    fn default() -> Self {
        Self { largest_block: 200, pairs_per_row: 60, every_key_up_to: 60_000 }
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            seed: 1,
            threshold: None,
            one_to_one: false,
            within_lists: true,
            ignore: Vec::new(),
            blocking: Blocking::default(),
            fields: BTreeMap::new(),
        }
    }
}

impl Config {
    /// What is used when the user says nothing.
    pub fn inferred(table: &Table) -> Self {
        Self::default().completed(table)
    }

    /// The same with the kinds of columns that it does not name guessed from the table.
    pub fn completed(mut self, table: &Table) -> Self {
        for column in &table.columns {
            if !self.fields.contains_key(&column.name) && !self.ignore.contains(&column.name) {
                self.fields.insert(column.name.clone(), infer(column));
            }
        }
        self
    }

    /// Refuses a configuration that names columns the table does not have.
    pub fn check(&self, table: &Table) -> Result<(), Refusal> {
        match self.fields.keys().find(|name| table.column(name).is_none()) {
            Some(name) => Err(Refusal::NoSuchColumn(name.clone())),
            None => Ok(()),
        }
    }

    /// Reads `link.toml`.
    pub fn read(text: &str) -> Result<Self, Refusal> {
        toml::from_str(text).map_err(|problem| Refusal::Config(problem.to_string()))
    }

    /// As `link.toml`.
    pub fn write(&self) -> Result<String, Refusal> {
        toml::to_string(self).map_err(|problem| Refusal::Config(problem.to_string()))
    }
}
