//! From a table to persons: train, score, cluster.

use crate::block::{BlockingReport, Candidates, Wanted};
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
use crate::train::{Compared, FAINT, Start, rarity, settle, train};
use std::sync::atomic::{AtomicU64, Ordering};

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
        every_key_up_to: config.blocking.every_key_up_to,
        within_lists: config.within_lists,
    };
    let across = (!config.within_lists).then_some(table.list_of.as_slice());
    let start = Start::of(&prepared, possible(table, &config), across, seed);
    let likely = |a, b| start.probability(&prepared, a, b);
    let candidates = Candidates::of(table, &prepared, wanted, &likely);
    // The model is learnt from all pairs of a small table, and from those of every so manieth row of a large one.
    let of = if table.rows() <= ALL_LEARNT { 1 } else { candidates.given().div_ceil(LEARNT_FROM).max(1) };
    let sample = candidates.pairs(of);
    let (mut model, compared) = train(&config, &prepared, start, &sample, of as f64, seed);
    let (mut edges, pairs) = if of == 1 {
        (edges(&model, &sample, &compared), sample.len() as u64)
    } else {
        drop((sample, compared));
        scored(&model, &prepared, &candidates)
    };
    let mut blocking = candidates.report(pairs);
    let missed = candidates.missed();
    settle(&mut model, &mut edges, FAINTEST);
    missed.tell(&edges, &model, &mut blocking);
    model.training.completeness = blocking.completeness;
    let clusters = cluster(table, &edges, model.threshold, constraints);
    Ok(Linkage { model, edges, clusters, blocking, doubts: notes })
}

/// Rows of a table up to which a model is learnt from all pairs.
const ALL_LEARNT: u32 = 60_000;
/// Pairs from which a model is learnt beyond that, at most, about.
const LEARNT_FROM: u64 = 2_000_000;

/// Scores the candidate pairs as they come, and how many there were.
fn scored(model: &Model, prepared: &Prepared, candidates: &Candidates) -> (Vec<Edge>, u64) {
    let pairs = AtomicU64::new(0);
    let weights = model.weights();
    let edges = candidates.by_row(
        |_| true,
        |row, others, edges| {
            let start = edges.len();
            pairs.fetch_add(others.len() as u64, Ordering::Relaxed);
            for &other in others {
                let levels = prepared.levels(row, other);
                let raw = weights.of(levels) + rarity(prepared, &model.comparisons, levels, row, other);
                edges.extend(edge(row, other, levels, raw));
            }
            if let Some(new) = edges.get_mut(start..) {
                new.sort_unstable_by_key(|edge| edge.b);
            }
        },
    );
    (edges, pairs.into_inner())
}

/// The edge of two rows before weights are set right, unless it will not be worth a look.
#[inline]
fn edge(a: u32, b: u32, levels: Levels, raw: f64) -> Option<Edge> {
    let weight = raw as f32;
    (weight >= FAINT).then(|| Edge { a, b, weight, probability: probability(raw) as f32, levels })
}

/// The compared pairs with their weights, those not worth a look left out.
fn edges(model: &Model, pairs: &[(u32, u32)], compared: &Compared) -> Vec<Edge> {
    let weights = model.weights();
    pairs
        .iter()
        .zip(compared.levels.iter().zip(&compared.rarity))
        .filter_map(|(&(a, b), (&levels, &rarity))| {
            let raw = weights.of(levels) + f64::from(rarity);
            edge(a, b, levels, raw)
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
        every_key_up_to: config.blocking.every_key_up_to,
        within_lists: config.within_lists,
    };
    let across = (!config.within_lists).then_some(table.list_of.as_slice());
    let start = Start::of(&prepared, possible(table, &config), across, config.seed);
    let likely = |a, b| start.probability(&prepared, a, b);
    let candidates = Candidates::of(table, &prepared, wanted, &likely);
    let person = |row: u32| truth.person.get(row as usize);
    let hits = candidates.by_row(
        |_| true,
        |row, others, hits| {
            let same = others.iter().filter(|other| person(row) == person(**other)).count();
            hits.extend((same > 0).then_some(same));
        },
    );
    hits.into_iter().sum::<usize>() as f64 / truth.pairs().max(1) as f64
}
