//! From scored pairs to persons. Records are put together when their pairs *as a whole* speak for it, weak bridges
//! between groups are cut, and what people decided (the same, different, one record a list) is obeyed before any
//! weight. It never reads truth, and the order of rows or edges changes nothing.

mod agglomerate;
mod forest;
mod ids;

use crate::constraints::Constraints;
use crate::edge::Edge;
use crate::table::Table;
use agglomerate::{Component, take_apart};
use forest::Forest;
use std::collections::BTreeMap;

pub use ids::{Change, ClusterId, History, Known, Named, mark, name_clusters};

/// How to put records together. All weights are log2 odds.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// Two clusters are joined at or above this agreement; the model's threshold.
    pub cut: f32,
    /// A single pair speaks against at most so strongly: a wrong value in one record must not outweigh all others.
    pub least: f32,
    /// A single pair speaks for at most so strongly.
    pub most: f32,
    /// How much of a joint's agreement is its best pair, in percent; the rest is the mean over all its pairs.
    pub best_share: u8,
    /// The weight of a pair that blocking did not bring together, or that was too faint to be kept.
    pub unseen: f32,
    /// Lists of which a cluster may hold at most one record.
    pub one_per_list: Vec<u16>,
}

impl Rule {
    /// The rule for a threshold. The bounds were found on lists with known truth; twice or half as much changes little.
    pub fn at(cut: f32) -> Self {
        Self {
            cut,
            least: cut - 8.0,
            most: cut + 12.0,
            best_share: 30,
            unseen: cut - 8.0,
            one_per_list: Vec::new(),
        }
    }
}

/// What clustering looks at.
pub struct Links<'a> {
    /// How many records there are.
    pub records: usize,
    /// Scored pairs; those below the cut count too, since they speak against.
    pub edges: &'a [Edge],
    /// The list of each record.
    pub lists: &'a [u16],
    /// The mark of each record ([`mark`]): ties are settled by it, so that the order of rows does not matter.
    pub marks: &'a [u64],
    /// The same by decision.
    pub must_link: &'a [(u32, u32)],
    /// Different by decision.
    pub cannot_link: &'a [(u32, u32)],
}

/// A joint between two groups of records.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bridge {
    /// One end of its strongest edge.
    pub a: u32,
    /// The other end.
    pub b: u32,
    /// The weight of that edge, log2 odds.
    pub weight: f32,
    /// The agreement of the two groups as wholes, log2 odds.
    pub agreement: f32,
    /// How many records hang on either side, the smaller side first.
    pub sizes: (u32, u32),
    /// Whether it holds a cluster together (or was cut).
    pub kept: bool,
}

/// Records put together.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Clusters {
    /// The cluster of each record; numbers follow the first record by row. Ids that last are [`name_clusters`]'s.
    pub of: Vec<u32>,
    /// How many clusters there are, those of a single record included.
    pub count: u32,
    /// The weakest joints that hold a cluster together, and the strongest that were cut.
    pub bridges: Vec<Bridge>,
}

/// At most so many bridges of either sort are reported.
const REPORTED: usize = 100;

impl Clusters {
    /// The records of each cluster, in their order.
    pub fn members(&self) -> Vec<Vec<u32>> {
        let mut out = vec![Vec::new(); self.count as usize];
        for (record, cluster) in self.of.iter().enumerate() {
            if let Some(members) = out.get_mut(*cluster as usize) {
                members.push(record as u32);
            }
        }
        out
    }

    /// The largest clusters with their sizes, largest first.
    pub fn largest(&self, most: usize) -> Vec<(u32, u32)> {
        let mut sizes = vec![0u32; self.count as usize];
        for cluster in &self.of {
            if let Some(size) = sizes.get_mut(*cluster as usize) {
                *size += 1;
            }
        }
        let mut order: Vec<(u32, u32)> = (0u32..).zip(sizes).filter(|(_, size)| *size > 1).collect();
        order.sort_by_key(|(cluster, size)| (std::cmp::Reverse(*size), *cluster));
        order.truncate(most);
        order
    }
}

/// Puts records together.
///
/// Must-link wins over every weight; cannot-link wins over must-link through third records, since "different" is a
/// decision about exactly these two.
pub fn put_together(links: &Links<'_>, rule: &Rule) -> Clusters {
    let heaps = heaps(links, rule);
    let mut groups: Vec<Vec<u32>> = Vec::new();
    let mut bridges = Vec::new();
    for heap in &heaps {
        let component =
            Component { records: &heap.records, edges: &heap.edges, must: &heap.must, cannot: &heap.cannot };
        let taken = take_apart(&component, rule, links);
        bridges.extend(taken.bridges);
        let record = |at: &u32| heap.records.get(*at as usize).copied();
        groups.extend(taken.clusters.iter().map(|positions| positions.iter().filter_map(record).collect()));
    }
    Clusters { bridges: most_telling(bridges, links), ..numbered(&groups, links) }
}

/// Clusters of a table from its scored pairs, with a pair linked from this probability.
pub fn cluster(table: &Table, edges: &[Edge], threshold: f64, constraints: &Constraints) -> Clusters {
    let cut = (threshold / (1.0 - threshold)).log2() as f32;
    let rule = Rule { one_per_list: constraints.one_to_one.clone(), ..Rule::at(cut) };
    let links = Links {
        records: table.rows() as usize,
        edges,
        lists: &table.list_of,
        marks: &marks(table),
        must_link: &constraints.must_link,
        cannot_link: &constraints.cannot_link,
    };
    put_together(&links, &rule)
}

/// The marks of all rows.
pub fn marks(table: &Table) -> Vec<u64> {
    let list = |row: u32| table.lists.get(usize::from(table.list(row))).map_or("", String::as_str);
    (0u32..).zip(table.ids.iter()).map(|(row, id)| mark(list(row), id)).collect()
}

/// Records that hang together by an edge at or above the cut or by a decision, with all that is known among them.
#[derive(Default)]
struct Heap {
    records: Vec<u32>,
    edges: Vec<(u32, u32, f32)>,
    must: Vec<(u32, u32)>,
    cannot: Vec<(u32, u32)>,
}

fn heaps(links: &Links<'_>, rule: &Rule) -> Vec<Heap> {
    let mut forest = Forest::new(links.records);
    for edge in links.edges.iter().filter(|edge| edge.weight >= rule.cut) {
        forest.join(edge.a, edge.b);
    }
    for &(a, b) in links.must_link {
        forest.join(a, b);
    }
    // Records in the order of marks, gathered by root; a record alone, and most are, needs no heap.
    let mark = |record: u32| links.marks.get(record as usize).copied().unwrap_or_default();
    let roots: Vec<u32> = (0..links.records as u32).map(|record| forest.root(record)).collect();
    let mut sizes = vec![0u32; links.records];
    for root in &roots {
        if let Some(size) = sizes.get_mut(*root as usize) {
            *size += 1;
        }
    }
    let several = |root: u32| sizes.get(root as usize).is_some_and(|size| *size > 1);
    let mut order: Vec<(u32, u64, u32)> = (0u32..)
        .zip(&roots)
        .filter(|(_, root)| several(**root))
        .map(|(record, root)| (*root, mark(record), record))
        .collect();
    order.sort_unstable();
    let mut place: Vec<(u32, u32)> = vec![(u32::MAX, 0); links.records];
    let mut heaps: Vec<Heap> = Vec::new();
    for group in order.chunk_by(|one, other| one.0 == other.0) {
        for (position, (_, _, record)) in group.iter().enumerate() {
            if let Some(slot) = place.get_mut(*record as usize) {
                *slot = (heaps.len() as u32, position as u32);
            }
        }
        let records = group.iter().map(|(_, _, record)| *record).collect();
        heaps.push(Heap { records, ..Heap::default() });
    }
    let both = |a: u32, b: u32| {
        let (one, other) = (place.get(a as usize).copied()?, place.get(b as usize).copied()?);
        (one.0 == other.0 && one.0 != u32::MAX && one.1 != other.1).then_some((one.0, one.1, other.1))
    };
    for edge in links.edges {
        if let Some((heap, a, b)) = both(edge.a, edge.b)
            && let Some(heap) = heaps.get_mut(heap as usize)
        {
            heap.edges.push((a, b, edge.weight));
        }
    }
    for (pairs, must) in [(links.must_link, true), (links.cannot_link, false)] {
        for &(a, b) in pairs {
            if let Some((heap, a, b)) = both(a, b)
                && let Some(heap) = heaps.get_mut(heap as usize)
            {
                if must { heap.must.push((a, b)) } else { heap.cannot.push((a, b)) }
            }
        }
    }
    heaps
}

/// Numbers clusters by their first record in the order of rows.
fn numbered(groups: &[Vec<u32>], links: &Links<'_>) -> Clusters {
    let mut group_of = vec![u32::MAX; links.records];
    for (at, group) in groups.iter().enumerate() {
        for record in group {
            if let Some(slot) = group_of.get_mut(*record as usize) {
                *slot = at as u32;
            }
        }
    }
    let mut number_of_group = vec![u32::MAX; groups.len()];
    let mut of = vec![0; links.records];
    let mut count = 0;
    for record in 0..links.records as u32 {
        let group = group_of.get(record as usize).copied().unwrap_or(u32::MAX);
        let number = match number_of_group.get_mut(group as usize) {
            Some(number) if *number != u32::MAX => *number,
            Some(number) => {
                *number = count;
                count += 1;
                *number
            }
            None => {
                count += 1;
                count - 1
            }
        };
        if let Some(slot) = of.get_mut(record as usize) {
            *slot = number;
        }
    }
    Clusters { of, count, bridges: Vec::new() }
}

/// The weakest of the kept bridges and the strongest of the cut ones, in an order that rows do not change.
fn most_telling(mut bridges: Vec<Bridge>, links: &Links<'_>) -> Vec<Bridge> {
    let mark = |record: u32| links.marks.get(record as usize).copied().unwrap_or_default();
    let ends = |bridge: &Bridge| {
        let (a, b) = (mark(bridge.a), mark(bridge.b));
        (a.min(b), a.max(b))
    };
    bridges.sort_by(|one, other| {
        let by = |bridge: &Bridge| if bridge.kept { bridge.agreement } else { -bridge.weight };
        (other.kept.cmp(&one.kept))
            .then(by(one).total_cmp(&by(other)))
            .then_with(|| ends(one).cmp(&ends(other)))
    });
    let mut seen: BTreeMap<bool, usize> = BTreeMap::new();
    bridges.retain(|bridge| {
        let count = seen.entry(bridge.kept).or_default();
        *count += 1;
        *count <= REPORTED
    });
    bridges
}
