//! Linking with a model that was learnt before: nothing is trained, so that the same pairs get the same weights.

use crate::against::Grown;
use crate::block::{BlockingReport, Candidates, Wanted};
use crate::cluster::cluster;
use crate::constraints::Constraints;
use crate::edge::Edge;
use crate::link::Linkage;
use crate::model::Model;
use crate::refusal::Refusal;
use crate::score::Scorer;
use crate::table::Table;
use rayon::prelude::*;

/// Pairs less probable than this are not worth a look; as when a model is trained.
const FAINTEST: f32 = 0.01;

/// Links the rows of a table with an earlier model: candidates, weights, clusters, as a training run would find them, with
/// the model's config.
///
/// # Errors
/// A table that lacks a column of the model, or constraints that contradict each other.
pub fn link_again(model: &Model, table: &Table, constraints: &Constraints) -> Result<Linkage, Refusal> {
    if table.rows() < 2 {
        return Err(Refusal::TooFewRows);
    }
    constraints.check(table)?;
    let scorer = Scorer::new(model, table)?;
    let wanted = Wanted {
        largest_block: model.config.blocking.largest_block,
        pairs_per_row: model.config.blocking.pairs_per_row,
        every_key_up_to: model.config.blocking.every_key_up_to,
        within_lists: model.config.within_lists,
    };
    let likely = |a, b| f64::from(scorer.edge(a, b).probability);
    let candidates = Candidates::of(table, scorer.prepared(), wanted, &likely);
    let pairs = candidates.pairs(1);
    let mut blocking = candidates.report(pairs.len() as u64);
    let missed = candidates.missed();
    let edges: Vec<Edge> = pairs
        .par_chunks(16_384)
        .flat_map_iter(|piece| {
            piece.iter().map(|&(a, b)| scorer.edge(a, b)).filter(|edge| edge.probability >= FAINTEST)
        })
        .collect();
    missed.tell(&edges, model, &mut blocking);
    let clusters = cluster(table, &edges, model.threshold, constraints);
    Ok(Linkage { model: model.clone(), edges, clusters, blocking, doubts: Vec::new() })
}

/// Puts together the records of an earlier run and those that came later, as [`crate::grow`] found them. Pairs among
/// records that were there before are those of the earlier run.
///
/// # Errors
/// Constraints that contradict each other.
pub fn link_grown(
    model: &Model,
    table: &Table,
    grown: &Grown,
    constraints: &Constraints,
) -> Result<Linkage, Refusal> {
    constraints.check(table)?;
    let clusters = cluster(table, &grown.edges, model.threshold, constraints);
    let blocking = BlockingReport { pairs: grown.compared, ..BlockingReport::default() };
    Ok(Linkage { model: model.clone(), edges: grown.edges.clone(), clusters, blocking, doubts: Vec::new() })
}
