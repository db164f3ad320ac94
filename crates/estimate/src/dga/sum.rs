//! The sums over graphs and numbers of unseen people.
//!
//! A graph's log mass is smooth in the number of unseen people: sums of log Γ, which have no singularity near. So it is reckoned for each
//! small number, and beyond them at sixteen Chebyshev points of stretches in which no graph that matters changes by more than a factor of
//! e³; what lies between is interpolated (Trefethen 2013, *Approximation Theory and Approximation Practice*, ch. 5 and 8). The error
//! is below 10⁻¹² of the largest mass; tests hold it against the plain sum.

use super::graphs::Graph;
use super::{Prior, log_gamma};
use crate::OverlapTable;
use crate::exponential::exponential;
use libm::{cos, exp, lgamma, log, sin};
use std::collections::BTreeMap;
use std::f64::consts::{LN_2, PI};

/// How far below the highest a graph weighs nothing, in logarithms: e^−40 times 18,154 graphs is 10^−13.
const BELOW: f64 = 40.0;
/// Points of a stretch.
const NODES: usize = 16;
/// Stretches that are no longer are reckoned number by number.
const SHORT: usize = 24;
/// Numbers from which on stretches are used.
const SMALL: usize = 64;
/// A stretch at most.
const LONG: usize = 16_384;
/// What a graph's log mass may change over half a stretch.
const CHANGE: f64 = 1.5;

/// What the log masses of a table's graphs are made of.
pub(super) struct Terms {
    n: f64,
    prior: Prior,
    whole: f64,
    /// For each set of lists: what does not depend on the unseen, and what is added to their number.
    sets: Vec<(f64, f64)>,
}

/// Values at some numbers of unseen people.
struct Columns {
    common: Vec<f64>,
    sets: Vec<Vec<f64>>,
}

impl Terms {
    pub(super) fn new(table: &OverlapTable, delta: Option<f64>, prior: Prior) -> Self {
        let width = table.width();
        let cells = exp(width as f64 * LN_2).round();
        let delta = delta.unwrap_or(1.0 / cells);
        let whole = delta * cells;
        let sets = (0u32..1 << width).map(|set| {
            let mut margins: BTreeMap<u32, f64> = BTreeMap::new();
            for (pattern, count) in table.cells() {
                *margins.entry(pattern & set).or_default() += *count as f64;
            }
            let weight = delta * exp(f64::from(width as u32 - set.count_ones()) * LN_2).round();
            let nobody = margins.remove(&0).unwrap_or(0.0);
            let fixed: f64 = margins.values().map(|count| lgamma(weight + count) - lgamma(weight)).sum();
            (fixed - lgamma(weight) + lgamma(whole), weight + nobody)
        });
        Self { n: table.n() as f64, prior, whole, sets: sets.collect() }
    }

    /// What every graph has — log N! − log n0! and the prior — and h of each set of lists.
    fn columns(&self, unseen: &[f64]) -> Columns {
        let common = |unseen: &f64| {
            let total = self.n + unseen;
            let prior = match self.prior {
                Prior::OverTotal => -log(total),
                Prior::OverUnseen => -log(*unseen),
                Prior::Gamma { shape, rate } => {
                    total * log(rate) - (total + shape) * log(1.0 + rate) + lgamma(total + shape)
                        - lgamma(total + 1.0)
                        - lgamma(shape)
                }
            };
            log_gamma(total + 1.0) - log_gamma(unseen + 1.0) + prior
        };
        let shrink: Vec<f64> = unseen.iter().map(|unseen| log_gamma(self.whole + self.n + unseen)).collect();
        let set = |(fixed, offset): &(f64, f64)| {
            let each = unseen.iter().zip(&shrink);
            each.map(|(unseen, shrink)| fixed + log_gamma(offset + unseen) - shrink).collect()
        };
        Columns { common: unseen.iter().map(common).collect(), sets: self.sets.iter().map(set).collect() }
    }
}

impl Columns {
    /// A graph's log masses there.
    fn heights(&self, graph: &Graph, into: &mut Vec<f64>) {
        into.clear();
        into.extend_from_slice(&self.common);
        for (set, power) in &graph.factors {
            let power = f64::from(*power);
            for (sum, h) in into.iter_mut().zip(self.sets.get(*set as usize).map_or(&[][..], Vec::as_slice)) {
                *sum += power * h;
            }
        }
    }
}

/// Numbers of unseen people from one up to another, that one not among them.
type Stretch = (usize, usize);

/// Stretches in which no graph that matters changes much, in order; and the highest log mass met.
fn stretches(terms: &Terms, graphs: &[Graph], most: usize) -> (Vec<Stretch>, f64) {
    let mut waiting: Vec<Stretch> = Vec::new();
    let mut from = 1;
    while from <= most {
        let long = if from < SMALL { SHORT } else { (from / 4).min(LONG) };
        let to = (from + long).min(most + 1);
        waiting.push((from, to));
        from = to;
    }
    waiting.reverse();
    let mut done = Vec::new();
    let mut highest = f64::NEG_INFINITY;
    let mut heights = Vec::new();
    while let Some((from, to)) = waiting.pop() {
        if to - from <= SHORT {
            let all: Vec<f64> = (from..to).map(|unseen| unseen as f64).collect();
            let columns = terms.columns(&all);
            for graph in graphs {
                columns.heights(graph, &mut heights);
                highest = heights.iter().copied().fold(highest, f64::max);
            }
            done.push((from, to));
            continue;
        }
        let middle = from + (to - from) / 2;
        let ends = [from, from + 1, middle, to - 2, to - 1];
        let columns = terms.columns(&ends.map(|unseen| unseen as f64));
        let mut split = false;
        for graph in graphs {
            columns.heights(graph, &mut heights);
            let &[left, next, middle, before, right] = heights.as_slice() else { continue };
            let top = left.max(middle).max(right);
            highest = highest.max(top);
            let peak = next > left && before > right;
            let changes = (left - middle).abs().max((middle - right).abs()) > CHANGE;
            split |= changes && (peak || top > highest - BELOW);
        }
        if split {
            waiting.push((middle, to));
            waiting.push((from, middle));
        } else {
            done.push((from, to));
        }
    }
    (done, highest)
}

/// Points of a stretch, and for each of its numbers what each point's value counts for.
fn points((from, to): Stretch) -> (Vec<f64>, Vec<Vec<f64>>) {
    if to - from <= SHORT {
        let unit = |at: usize| (0..to - from).map(|of| f64::from(u8::from(of == at))).collect();
        return ((from..to).map(|unseen| unseen as f64).collect(), (0..to - from).map(unit).collect());
    }
    let (low, high) = (from as f64, (to - 1) as f64);
    let angle = |at: usize| (2 * at + 1) as f64 * PI / (2 * NODES) as f64;
    let nodes: Vec<f64> =
        (0..NODES).map(|at| (low + high) / 2.0 + (high - low) / 2.0 * cos(angle(at))).collect();
    let weights: Vec<f64> =
        (0..NODES).map(|at| if at % 2 == 0 { sin(angle(at)) } else { -sin(angle(at)) }).collect();
    let count_for = |unseen: usize| -> Vec<f64> {
        let unseen = unseen as f64;
        if let Some(at) = nodes.iter().position(|node| *node == unseen) {
            return (0..NODES).map(|of| f64::from(u8::from(of == at))).collect();
        }
        let parts: Vec<f64> =
            nodes.iter().zip(&weights).map(|(node, weight)| weight / (unseen - node)).collect();
        let sum: f64 = parts.iter().sum();
        parts.into_iter().map(|part| part / sum).collect()
    };
    let count_for = (from..to).map(count_for).collect();
    (nodes, count_for)
}

/// Masses of 1, 2, 3 … unseen people and of the graphs; the masses are in proportion, not yet shares.
pub(super) fn masses(terms: &Terms, graphs: &[Graph], most: usize) -> (Vec<f64>, Vec<f64>) {
    let (stretches, highest) = stretches(terms, graphs, most);
    let mut masses = vec![0.0; most];
    let mut by_graph = vec![0.0; graphs.len()];
    let mut heights = Vec::new();
    for stretch in stretches {
        let (nodes, count_for) = points(stretch);
        let columns = terms.columns(&nodes);
        let mut of_node = vec![0.0; nodes.len()];
        for row in &count_for {
            for (sum, part) in of_node.iter_mut().zip(row) {
                *sum += part;
            }
        }
        let mut at_node = vec![0.0; nodes.len()];
        for (graph, mass) in graphs.iter().zip(&mut by_graph) {
            columns.heights(graph, &mut heights);
            if heights.iter().all(|height| *height < highest - BELOW) {
                continue;
            }
            for ((height, all), counts) in heights.iter().zip(&mut at_node).zip(&of_node) {
                let here = exponential(height - highest);
                *all += here;
                *mass += here * counts;
            }
        }
        for (mass, row) in masses.iter_mut().skip(stretch.0 - 1).zip(&count_for) {
            let sum: f64 = row.iter().zip(&at_node).map(|(part, value)| part * value).sum();
            *mass = sum.max(0.0);
        }
    }
    (masses, by_graph)
}
