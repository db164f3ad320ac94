//! From a table to persons: train, score, cluster.

use crate::block::{BlockingReport, Wanted, candidates};
use crate::cluster::{Clusters, cluster};
use crate::compare::Prepared;
use crate::config::Config;
use crate::constraints::Constraints;
use crate::edge::{Edge, Levels};
use crate::model::Model;
use crate::plan::plan;
use crate::refusal::Refusal;
use crate::score::probability;
use crate::table::Table;
use crate::train::{Compared, Start, train};
use rustc_hash::FxHashMap;

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
    let (planned, notes) = plan(table, &config);
    if planned.is_empty() {
        return Err(Refusal::NoFields(notes.join("; ")));
    }
    let prepared = Prepared::new(table, &planned)?;
    let wanted = Wanted {
        largest_block: config.blocking.largest_block,
        pairs_per_row: config.blocking.pairs_per_row,
        within_lists: config.within_lists,
    };
    let across = (!config.within_lists).then_some(table.list_of.as_slice());
    let start = Start::of(&prepared, possible(table, &config), across, seed);
    let (pairs, blocking) = candidates(table, &prepared, wanted);
    let (model, compared) = train(&config, &prepared, start, &pairs, 1.0, seed);
    let edges = edges(&model, &pairs, &compared);
    let clusters = cluster(table, &edges, model.threshold, constraints);
    Ok(Linkage { model, edges, clusters, blocking, doubts: notes })
}

/// The compared pairs with their weights, those not worth a look left out.
fn edges(model: &Model, pairs: &[(u32, u32)], compared: &Compared) -> Vec<Edge> {
    let mut weights: FxHashMap<Levels, f64> = FxHashMap::default();
    for levels in &compared.levels {
        weights.entry(*levels).or_insert_with(|| model.weight_of(*levels));
    }
    pairs
        .iter()
        .zip(compared.levels.iter().zip(&compared.rarity))
        .filter_map(|(&(a, b), (&levels, &rarity))| {
            let raw = weights.get(&levels).copied().unwrap_or_default() + f64::from(rarity);
            let weight = model.calibration.apply(raw);
            let probability = probability(weight) as f32;
            (probability >= FAINTEST).then_some(Edge { a, b, weight: weight as f32, probability, levels })
        })
        .collect()
}

/// Pairs less probable than this are not worth a look.
const FAINTEST: f32 = 0.01;

/// How many pairs there are.
fn possible(table: &Table, config: &Config) -> f64 {
    let choose = |rows: f64| rows * (rows - 1.0) / 2.0;
    let all = choose(f64::from(table.rows()));
    if config.within_lists {
        return all;
    }
    let mut sizes = vec![0.0; table.lists.len()];
    for &list in &table.list_of {
        if let Some(size) = sizes.get_mut(usize::from(list)) {
            *size += 1.0;
        }
    }
    (all - sizes.into_iter().map(choose).sum::<f64>()).max(1.0)
}

/// The share of true pairs that become candidates. For measuring only.
pub fn block_recall(table: &Table, config: &Config, truth: crate::evaluate::Truth) -> f64 {
    let config = config.clone().completed(table);
    let Ok(prepared) = Prepared::new(table, &plan(table, &config).0) else { return 0.0 };
    let wanted = Wanted {
        largest_block: config.blocking.largest_block,
        pairs_per_row: config.blocking.pairs_per_row,
        within_lists: config.within_lists,
    };
    let (pairs, _) = candidates(table, &prepared, wanted);
    let person = |row: u32| truth.person.get(row as usize);
    let hits = pairs.iter().filter(|(a, b)| person(*a) == person(*b)).count();
    hits as f64 / truth.pairs().max(1) as f64
}
