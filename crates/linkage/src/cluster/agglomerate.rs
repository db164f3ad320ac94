//! One heap of records that hang together, taken apart: the two clusters that agree most are joined, again and again,
//! as long as *all* their pairs together speak for it. One strong edge between two groups that otherwise disagree (a
//! weak bridge) therefore joins nothing, which connected components cannot say.
//!
//! Weights are whole numbers of 1/1024 bit, so that sums do not depend on the order of the edges.

use super::forest::Forest;
use super::{Bridge, Links, Rule};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

/// Parts of one bit of weight.
pub(super) const PARTS: f32 = 1024.0;

/// What is known between two clusters.
#[derive(Clone, Copy, Default)]
struct Tie {
    /// The sum of the known weights.
    sum: i64,
    /// How many pairs are known.
    known: u32,
    /// The strongest edge, and the records it joins.
    best: Option<(i64, u32, u32)>,
    /// Somebody said that a record here is not the same as a record there.
    barred: bool,
}

impl Tie {
    fn take_in(&mut self, other: &Self) {
        self.sum += other.sum;
        self.known += other.known;
        // The stronger edge; of two equal ones that of the records that come first.
        self.best = match (self.best, other.best) {
            (Some(mine), Some(theirs)) => {
                let order = |of: (i64, u32, u32)| (of.0, Reverse((of.1.min(of.2), of.1.max(of.2))));
                Some(if order(theirs) > order(mine) { theirs } else { mine })
            }
            (mine, theirs) => mine.or(theirs),
        };
        self.barred |= other.barred;
    }
}

/// A cluster while it grows: its records (positions in the component, which is in the order of marks) and its ties.
struct Growing {
    members: Vec<u32>,
    ties: BTreeMap<u32, Tie>,
    lists: Vec<u16>,
    /// Counts changes, so that old entries of the queue are known as such.
    stamp: u32,
    weakest: Option<Bridge>,
}

/// The best joint of two clusters waiting in the queue: score, then the first records, then the stamps.
type Waiting = (i64, Reverse<u32>, Reverse<u32>, u32, u32);

/// Clusters of one component. `records` are in the order of marks; `edges` hold positions in it.
pub(super) struct Component<'a> {
    pub(super) records: &'a [u32],
    pub(super) edges: &'a [(u32, u32, f32)],
    /// Pairs of positions that are the same by decision.
    pub(super) must: &'a [(u32, u32)],
    /// Pairs of positions that are different by decision.
    pub(super) cannot: &'a [(u32, u32)],
}

/// The clusters of a component as lists of positions, each in order, and the bridges met.
pub(super) struct Taken {
    pub(super) clusters: Vec<Vec<u32>>,
    pub(super) bridges: Vec<Bridge>,
}

pub(super) fn take_apart(component: &Component<'_>, rule: &Rule, links: &Links<'_>) -> Taken {
    let mut work = Work::begin(component, rule, links);
    while let Some(next) = work.queue.pop() {
        work.consider(next);
    }
    work.end()
}

struct Work<'a> {
    component: &'a Component<'a>,
    rule: &'a Rule,
    clusters: Vec<Option<Growing>>,
    queue: BinaryHeap<Waiting>,
    /// Where each record is by now.
    homes: Forest,
    cut: i64,
    unseen: i64,
}

impl<'a> Work<'a> {
    fn begin(component: &'a Component<'a>, rule: &'a Rule, links: &Links<'_>) -> Self {
        let one_per_list = |record: u32| {
            let list = links.lists.get(record as usize).copied();
            list.filter(|list| rule.one_per_list.contains(list)).into_iter().collect()
        };
        let alone = |at: usize| {
            let record = component.records.get(at).copied().unwrap_or_default();
            Some(Growing {
                members: vec![at as u32],
                ties: BTreeMap::new(),
                lists: one_per_list(record),
                stamp: 0,
                weakest: None,
            })
        };
        let mut work = Self {
            component,
            rule,
            clusters: (0..component.records.len()).map(alone).collect(),
            queue: BinaryHeap::new(),
            homes: Forest::new(component.records.len()),
            cut: parts(rule.cut),
            unseen: parts(rule.unseen),
        };
        for &(a, b, weight) in component.edges {
            let weight = work.clipped(weight);
            let tie = Tie { sum: weight, known: 1, best: Some((weight, a, b)), ..Tie::default() };
            work.tie(a, b, &tie);
        }
        for &(a, b) in component.cannot {
            work.tie(a, b, &Tie { barred: true, ..Tie::default() });
        }
        for &(a, b) in component.must {
            work.must(a, b);
        }
        let ends: Vec<(u32, u32)> = work.all_ties();
        for (a, b) in ends {
            work.wait(a, b);
        }
        work
    }

    fn clipped(&self, weight: f32) -> i64 {
        parts(weight.clamp(self.rule.least, self.rule.most))
    }

    fn cluster(&self, at: u32) -> Option<&Growing> {
        self.clusters.get(at as usize).and_then(Option::as_ref)
    }

    fn cluster_mut(&mut self, at: u32) -> Option<&mut Growing> {
        self.clusters.get_mut(at as usize).and_then(Option::as_mut)
    }

    fn tie(&mut self, a: u32, b: u32, tie: &Tie) {
        for (from, to) in [(a, b), (b, a)] {
            if let Some(cluster) = self.cluster_mut(from) {
                cluster.ties.entry(to).or_default().take_in(tie);
            }
        }
    }

    fn all_ties(&self) -> Vec<(u32, u32)> {
        let mut out = Vec::new();
        for (at, cluster) in self.clusters.iter().enumerate() {
            let at = at as u32;
            let ties = cluster.iter().flat_map(|cluster| cluster.ties.keys());
            out.extend(ties.filter(|other| **other > at).map(|other| (at, *other)));
        }
        out
    }

    /// Joins what people said is the same. A cluster stands where its first record is.
    fn must(&mut self, a: u32, b: u32) {
        let (a, b) = (self.homes.root(a), self.homes.root(b));
        let barred = |tie: &Tie| tie.barred;
        if a != b && !self.cluster(a).and_then(|cluster| cluster.ties.get(&b)).is_some_and(barred) {
            self.join(a.min(b), a.max(b), None);
        }
    }

    /// How strongly two clusters belong together: mostly the mean over all their pairs, where one that blocking did not
    /// bring together counts as far apart, and a little their best pair.
    fn agreement(&self, tie: &Tie, sizes: (usize, usize)) -> Option<i64> {
        let (best, ..) = tie.best?;
        let pairs = (sizes.0 * sizes.1) as i64;
        let sum = tie.sum + (pairs - i64::from(tie.known)) * self.unseen;
        let share = i64::from(self.rule.best_share);
        Some((sum.div_euclid(pairs.max(1)) * (100 - share) + best * share).div_euclid(100))
    }

    fn wait(&mut self, a: u32, b: u32) {
        let (Some(one), Some(other)) = (self.cluster(a), self.cluster(b)) else { return };
        let Some(tie) = one.ties.get(&b) else { return };
        let sizes = (one.members.len(), other.members.len());
        let Some(score) = self.agreement(tie, sizes).filter(|score| *score >= self.cut) else { return };
        if tie.barred || one.lists.iter().any(|list| other.lists.contains(list)) {
            return;
        }
        let entry = (score, Reverse(a), Reverse(b), one.stamp, other.stamp);
        self.queue.push(entry);
    }

    fn consider(&mut self, (score, Reverse(a), Reverse(b), stamp_a, stamp_b): Waiting) {
        let current = |at: u32, stamp: u32| self.cluster(at).is_some_and(|cluster| cluster.stamp == stamp);
        if !current(a, stamp_a) || !current(b, stamp_b) {
            return;
        }
        self.join(a, b, Some(score));
    }

    /// `b` becomes a part of `a`.
    fn join(&mut self, a: u32, b: u32, score: Option<i64>) {
        let Some(gone) = self.clusters.get_mut(b as usize).and_then(Option::take) else { return };
        self.homes.join(a, b);
        let between = self.cluster(a).and_then(|cluster| cluster.ties.get(&b)).copied();
        let sizes = (self.cluster(a).map_or(0, |cluster| cluster.members.len()), gone.members.len());
        let bridge = between.zip(score).and_then(|(tie, score)| self.bridge(&tie, score, sizes, true));
        let Some(cluster) = self.cluster_mut(a) else { return };
        cluster.stamp += 1;
        cluster.ties.remove(&b);
        cluster.members.extend(&gone.members);
        cluster.members.sort_unstable();
        cluster.lists.extend(&gone.lists);
        cluster.weakest = weaker(weaker(cluster.weakest, gone.weakest), bridge);
        for (other, tie) in &gone.ties {
            if *other == a {
                continue;
            }
            if let Some(cluster) = self.cluster_mut(a) {
                cluster.ties.entry(*other).or_default().take_in(tie);
            }
            if let Some(neighbour) = self.cluster_mut(*other) {
                neighbour.ties.remove(&b);
                neighbour.ties.entry(a).or_default().take_in(tie);
            }
        }
        let around: Vec<u32> =
            self.cluster(a).map(|cluster| cluster.ties.keys().copied().collect()).unwrap_or_default();
        for other in around {
            self.wait(a.min(other), a.max(other));
        }
    }

    fn bridge(&self, tie: &Tie, score: i64, sizes: (usize, usize), kept: bool) -> Option<Bridge> {
        let (best, one, other) = tie.best?;
        let record = |at: u32| self.component.records.get(at as usize).copied();
        Some(Bridge {
            a: record(one)?,
            b: record(other)?,
            weight: best as f32 / PARTS,
            agreement: score as f32 / PARTS,
            sizes: (sizes.0.min(sizes.1) as u32, sizes.0.max(sizes.1) as u32),
            kept,
        })
    }

    fn end(self) -> Taken {
        let mut bridges = Vec::new();
        for (a, b) in self.all_ties() {
            let (Some(one), Some(other)) = (self.cluster(a), self.cluster(b)) else { continue };
            let Some(tie) = one.ties.get(&b) else { continue };
            let strong = tie.best.is_some_and(|(best, ..)| best >= self.cut);
            if strong {
                let sizes = (one.members.len(), other.members.len());
                let agreement = self.agreement(tie, sizes).unwrap_or_default();
                bridges.extend(self.bridge(tie, agreement, sizes, false));
            }
        }
        bridges.extend(self.clusters.iter().flatten().filter_map(|cluster| cluster.weakest));
        let clusters = self.clusters.into_iter().flatten().map(|cluster| cluster.members).collect();
        Taken { clusters, bridges }
    }
}

/// The weaker of two joints inside one cluster. Two single records make no bridge: nothing hangs on it.
fn weaker(one: Option<Bridge>, other: Option<Bridge>) -> Option<Bridge> {
    let worth = |bridge: &Bridge| bridge.sizes.1 > 1;
    match (one.filter(worth), other.filter(worth)) {
        (Some(one), Some(other)) => Some(if other.agreement < one.agreement { other } else { one }),
        (one, other) => one.or(other),
    }
}

fn parts(weight: f32) -> i64 {
    (weight * PARTS).round() as i64
}
