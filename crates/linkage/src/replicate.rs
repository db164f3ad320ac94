//! Plausible linkages: what else the doubtful pairs could have been. Each draw keeps or cuts every doubtful pair by its
//! probability and puts the records together anew, under the same decisions of people. What is reckoned from each draw
//! apart (persons, overlaps of lists) then shows how much of its spread comes from the linkage. A pair beyond doubt that the
//! linkage put together stays together in every draw.
//!
//! It never reads truth, and draws nothing but from the seed: what a draw makes of a pair depends on the seed, the number of
//! the draw and the marks of the two records alone, so neither rows, edges nor threads change anything by their order.

use crate::cluster::{Clusters, Links, Rule, marks, put_together};
use crate::constraints::Constraints;
use crate::edge::Edge;
use crate::link::Linkage;
use crate::table::Table;
use crate::train::mix;
use rayon::prelude::*;
use std::ops::Range;

/// From these log2 odds on (one wrong in ten thousand), either way, nothing is drawn.
const BEYOND_DOUBT: f32 = 13.3;

/// Draws linkages, one for each number in `which`; the same number always gives the same linkage.
///
/// A pair is kept if its log2 odds and a draw of the logistic distribution (in bits) together are above 0, which happens
/// with its probability; the sum is then its weight, so that pairs of one group are weighed against each other as ever.
/// Pairs below 1 % are not among the edges and are never drawn.
///
/// `constraints` are those of the linkage; they hold in every draw.
pub fn replicates(
    table: &Table,
    linkage: &Linkage,
    constraints: &Constraints,
    seed: u64,
    which: Range<u32>,
) -> Vec<Clusters> {
    let marks = marks(table);
    let together = |edge: &&Edge| {
        let cluster = |row: u32| linkage.clusters.of.get(row as usize);
        edge.weight >= BEYOND_DOUBT && cluster(edge.a) == cluster(edge.b)
    };
    let beyond_doubt = linkage.edges.iter().filter(together).map(|edge| (edge.a, edge.b));
    let must_link: Vec<(u32, u32)> = constraints.must_link.iter().copied().chain(beyond_doubt).collect();
    let rule = Rule { one_per_list: constraints.one_to_one.clone(), ..Rule::at(0.0) };
    let draw = |number: u32| {
        let edges: Vec<Edge> =
            linkage.edges.iter().map(|edge| drawn(edge, &marks, stream(seed, number))).collect();
        let links = Links {
            records: table.rows() as usize,
            edges: &edges,
            lists: &table.list_of,
            marks: &marks,
            must_link: &must_link,
            cannot_link: &constraints.cannot_link,
        };
        put_together(&links, &rule)
    };
    which.into_par_iter().map(draw).collect()
}

/// Where the draws of one linkage begin.
fn stream(seed: u64, number: u32) -> u64 {
    mix(mix(seed) ^ u64::from(number))
}

/// The edge as it is in one draw.
fn drawn(edge: &Edge, marks: &[u64], stream: u64) -> Edge {
    if edge.weight.abs() >= BEYOND_DOUBT {
        return *edge;
    }
    let mark = |row: u32| marks.get(row as usize).copied().unwrap_or_default();
    let (one, other) = (mark(edge.a).min(mark(edge.b)), mark(edge.a).max(mark(edge.b)));
    let bits = mix(mix(stream ^ one) ^ other);
    // A number between 0 and 1 that is neither.
    let chance = ((bits >> 11) as f64 + 0.5) / (1u64 << 53) as f64;
    let weight = edge.weight + (chance / (1.0 - chance)).log2() as f32;
    Edge { weight, ..*edge }
}
