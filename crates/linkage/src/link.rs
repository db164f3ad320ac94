//! From a table to persons: train, score, cluster.

use crate::cluster::{Clusters, cluster};
use crate::config::Config;
use crate::constraints::Constraints;
use crate::edge::Edge;
use crate::model::{self, Model};
use crate::refusal::Refusal;
use crate::score::Scorer;
use crate::table::{MISSING, Table};

/// What linking a table gave.
#[derive(Clone, Debug)]
pub struct Linkage {
    /// The trained model.
    pub model: Model,
    /// Scored pairs that are worth a look (probability from 1 %), sorted by rows.
    pub edges: Vec<Edge>,
    /// Persons.
    pub clusters: Clusters,
    /// How candidate pairs were found.
    pub blocking: BlockingReport,
    /// What a reader should know.
    pub doubts: Vec<String>,
}

/// How candidate pairs were found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BlockingReport {
    /// Each key or combination of keys.
    pub rules: Vec<Rule>,
    /// Distinct candidate pairs.
    pub pairs: u64,
    /// Estimated share of the pairs of one person that are among the candidates; `None` if it cannot be told.
    pub completeness: Option<f64>,
}

/// One key or combination of keys.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// In words.
    pub name: String,
    /// Pairs that it gave.
    pub pairs: u64,
}

/// Links the rows of a table. Never sees any truth.
pub fn link(
    table: &Table,
    config: &Config,
    constraints: &Constraints,
    seed: u64,
) -> Result<Linkage, Refusal> {
    if table.rows() < 2 {
        return Err(Refusal::TooFewRows);
    }
    config.check(table)?;
    constraints.check(table)?;
    let config = config.clone().completed(table);
    let comparisons: Vec<model::Comparison> = config
        .fields
        .iter()
        .take(16)
        .map(|(name, kind)| model::Comparison {
            name: name.clone(),
            columns: vec![name.clone()],
            kind: *kind,
            levels: vec![
                model::Level { label: "same".into(), m: Some(0.9), u: Some(0.01), tf: 0.0 },
                model::Level { label: "different".into(), m: Some(0.1), u: Some(0.99), tf: 0.0 },
            ],
        })
        .collect();
    let model = Model {
        format: model::FORMAT.into(),
        version: model::VERSION,
        prior: 1.0 / f64::from(table.rows()),
        comparisons,
        dependence: Vec::new(),
        calibration: model::Calibration::default(),
        threshold: config.threshold.unwrap_or(0.5),
        training: model::Training { rows: table.rows(), ..Default::default() },
        seed,
        config,
    };
    let mut pairs = Vec::new();
    let mut rules = Vec::new();
    for column in &table.columns {
        let mut rows: Vec<(u32, u32)> = (0..table.rows())
            .map(|row| (column.cell(row), row))
            .filter(|(cell, _)| *cell != MISSING)
            .collect();
        rows.sort_unstable();
        let before = pairs.len();
        for block in rows.chunk_by(|a, b| a.0 == b.0).filter(|block| block.len() <= 100) {
            for (at, (_, a)) in block.iter().enumerate() {
                pairs.extend(block.iter().skip(at + 1).map(|(_, b)| (*a, *b)));
            }
        }
        rules.push(Rule { name: column.name.clone(), pairs: (pairs.len() - before) as u64 });
    }
    pairs.sort_unstable();
    pairs.dedup();
    let scorer = Scorer::new(&model, table)?;
    let edges: Vec<Edge> =
        pairs.iter().map(|&(a, b)| scorer.edge(a, b)).filter(|edge| edge.probability >= 0.01).collect();
    let clusters = cluster(table, &edges, model.threshold, constraints);
    let blocking = BlockingReport { rules, pairs: pairs.len() as u64, completeness: None };
    Ok(Linkage { model, edges, clusters, blocking, doubts: Vec::new() })
}
