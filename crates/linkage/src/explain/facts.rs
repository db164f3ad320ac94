//! Numbers of a run that the report shows: what a threshold is expected to cost, which records can never be linked, how
//! much rare values add.

use crate::edge::Edge;
use crate::link::Linkage;
use crate::score::Weigh;
use crate::table::{MISSING, Table};

/// What is expected at one threshold, if the model's probabilities are right.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Point {
    /// Probability from which a pair is linked.
    pub threshold: f64,
    /// Pairs linked.
    pub pairs: u64,
    /// Expected share of those that are one person.
    pub precision: f64,
    /// Expected share of the pairs of one person that are linked; pairs lost in blocking count as lost.
    pub recall: f64,
    /// Harmonic mean of the two.
    pub f1: f64,
}

/// Expected precision, recall and F1 over thresholds from high to low.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Curve {
    /// At most 200 points.
    pub points: Vec<Point>,
    /// At the model's own threshold.
    pub chosen: Point,
}

/// The curve of a run. Nobody's truth is used: each pair counts as true by its own probability.
pub fn threshold_curve(linkage: &Linkage) -> Curve {
    let mut sorted: Vec<f64> = linkage.edges.iter().map(|edge: &Edge| f64::from(edge.probability)).collect();
    sorted.sort_by(|a, b| b.total_cmp(a));
    let seen: f64 = sorted.iter().sum();
    let all = seen / linkage.blocking.completeness.unwrap_or(1.0).clamp(0.01, 1.0);
    let point = |threshold: f64, pairs: usize, hits: f64| {
        let precision = if pairs == 0 { 1.0 } else { hits / pairs as f64 };
        let recall = if all > 0.0 { hits / all } else { 0.0 };
        let f1 = if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
        Point { threshold, pairs: pairs as u64, precision, recall, f1 }
    };
    let step = sorted.len().div_ceil(200).max(1);
    let mut points = Vec::new();
    let mut hits = 0.0;
    let (mut above, mut hits_above) = (0, 0.0);
    for (at, probability) in sorted.iter().enumerate() {
        hits += probability;
        if *probability >= linkage.model.threshold {
            (above, hits_above) = (at + 1, hits);
        }
        if (at + 1) % step == 0 || at + 1 == sorted.len() {
            points.push(point(*probability, at + 1, hits));
        }
    }
    Curve { points, chosen: point(linkage.model.threshold, above, hits_above) }
}

/// Records that could not even be linked to a copy of themselves.
pub(super) struct Unlinkable {
    /// Records looked at.
    pub(super) looked: u32,
    /// How many of those have less weight with themselves than the threshold asks for.
    pub(super) below: u32,
    /// Some of them, with that weight, the emptiest first.
    pub(super) some: Vec<(u32, f64)>,
    /// Shares of records whose weight with themselves lies below −10, −8, … 40.
    pub(super) shares: Vec<(f64, f64)>,
}

/// At most so many records are looked at, evenly spread.
const LOOKED_AT: u32 = 50_000;

pub(super) fn unlinkable(scorer: &dyn Weigh, table: &Table, cut: f64) -> Unlinkable {
    let step = (table.rows() / LOOKED_AT).max(1);
    let weights: Vec<(u32, f64)> =
        (0..table.rows()).step_by(step as usize).map(|row| (row, scorer.parts(row, row).total)).collect();
    let mut some: Vec<(u32, f64)> = weights.iter().copied().filter(|(_, weight)| *weight < cut).collect();
    some.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
    let below = some.len() as u32;
    some.truncate(8);
    let share = |cut: f64| {
        weights.iter().filter(|(_, weight)| *weight < cut).count() as f64 / weights.len().max(1) as f64
    };
    let shares = (-5..=20).map(|at| f64::from(at) * 2.0).map(|cut| (cut, share(cut))).collect();
    Unlinkable { looked: weights.len() as u32, below, some, shares }
}

/// Values of one comparison and what their rarity adds when both records hold them.
pub(super) struct Rarity {
    pub(super) field: String,
    /// Value, rows that hold it, weight added; the most frequent first.
    pub(super) common: Vec<(String, u32, f64)>,
    /// The same of values that occur once or little more.
    pub(super) rare: Vec<(String, u32, f64)>,
}

pub(super) fn rarities(scorer: &dyn Weigh, linkage: &Linkage, table: &Table) -> Vec<Rarity> {
    let mut found = Vec::new();
    for (at, comparison) in linkage.model.comparisons.iter().enumerate() {
        let Some(column) = comparison.columns.first().and_then(|name| table.column(name)) else { continue };
        if !comparison.levels.iter().any(|level| level.tf > 0.0) {
            continue;
        }
        // A row that holds each value.
        let mut holder = vec![MISSING; column.counts.len()];
        for (row, cell) in column.cells.iter().enumerate() {
            if let Some(place) = holder.get_mut(*cell as usize)
                && *place == MISSING
            {
                *place = row as u32;
            }
        }
        let mut order: Vec<u32> = (0..column.counts.len() as u32).collect();
        let count = |value: u32| column.counts.get(value as usize).copied().unwrap_or(0);
        order.sort_by_key(|value| (std::cmp::Reverse(count(*value)), *value));
        let told = |value: &u32| {
            let row = holder.get(*value as usize).copied().filter(|row| *row != MISSING)?;
            let added = scorer.parts(row, row).fields.get(at)?.rarity;
            Some((column.values.get(*value).to_owned(), count(*value), added))
        };
        let common: Vec<_> = order.iter().take(6).filter_map(told).collect();
        let rare: Vec<_> = order.iter().skip(6).rev().take(3).filter_map(told).collect();
        if !common.is_empty() {
            found.push(Rarity { field: comparison.name.clone(), common, rare });
        }
    }
    found
}

/// The linked pairs nearest above the cut and the others nearest below it.
pub(super) fn beside_the_cut(linkage: &Linkage, each: usize) -> (Vec<Edge>, Vec<Edge>) {
    let cut = linkage.model.threshold as f32;
    let (mut above, mut below): (Vec<Edge>, Vec<Edge>) =
        linkage.edges.iter().partition(|edge| edge.probability >= cut);
    let order = |a: &Edge, b: &Edge| a.weight.total_cmp(&b.weight).then((a.a, a.b).cmp(&(b.a, b.b)));
    above.sort_by(order);
    below.sort_by(|a, b| order(b, a));
    above.truncate(each);
    below.truncate(each);
    (above, below)
}
