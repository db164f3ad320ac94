//! Clusters: weak bridges are cut, decisions are obeyed, the order of rows and edges changes nothing, ids live on.

use linkage::cluster::{
    Change, ClusterId, Clusters, History, Known, Links, Rule, mark, name_clusters, put_together,
};
use linkage::{Edge, Levels};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Pairs with weights as edges.
fn edges(of: &[(u32, u32, f32)]) -> Vec<Edge> {
    of.iter().map(|&(a, b, weight)| edge(a, b, weight)).collect()
}

fn edge(a: u32, b: u32, weight: f32) -> Edge {
    Edge { a, b, weight, probability: 1.0 / (1.0 + (-weight).exp2()), levels: Levels::default() }
}

fn marks(records: usize) -> Vec<u64> {
    (0..records).map(|record| mark("list", &record.to_string())).collect()
}

struct Given<'a> {
    records: usize,
    edges: &'a [(u32, u32, f32)],
    must: &'a [(u32, u32)],
    cannot: &'a [(u32, u32)],
    lists: &'a [u16],
}

const NOTHING: Given<'static> = Given { records: 0, edges: &[], must: &[], cannot: &[], lists: &[] };

/// Clusters of more than one record, as sorted lists.
fn groups(given: &Given<'_>, rule: &Rule) -> Vec<Vec<u32>> {
    let edges = edges(given.edges);
    let links = Links {
        records: given.records,
        edges: &edges,
        lists: given.lists,
        marks: &marks(given.records),
        must_link: given.must,
        cannot_link: given.cannot,
    };
    let clusters = put_together(&links, rule);
    let mut groups: Vec<Vec<u32>> = clusters.members().into_iter().filter(|group| group.len() > 1).collect();
    groups.sort();
    groups
}

#[track_caller]
fn check(says: &str, given: &Given<'_>, expected: &[&[u32]]) {
    assert_eq!(groups(given, &Rule::at(0.0)), expected, "{says}");
}

#[test]
fn pairs_that_agree_are_put_together_and_weak_bridges_are_cut() {
    check("nothing", &NOTHING, &[]);
    check("one pair", &Given { records: 3, edges: &[(0, 2, 5.0)], ..NOTHING }, &[&[0, 2]]);
    check("a pair below the cut", &Given { records: 2, edges: &[(0, 1, -0.5)], ..NOTHING }, &[]);
    let triangle = [(0, 1, 9.0), (1, 2, 9.0), (0, 2, 3.0)];
    check("a triangle", &Given { records: 3, edges: &triangle, ..NOTHING }, &[&[0, 1, 2]]);
    let two = [(0, 1, 9.0), (1, 2, 9.0), (0, 2, 9.0), (3, 4, 9.0), (4, 5, 9.0), (3, 5, 9.0), (2, 3, 4.0)];
    check(
        "two triangles and one edge",
        &Given { records: 6, edges: &two, ..NOTHING },
        &[&[0, 1, 2], &[3, 4, 5]],
    );
    let pull = [(0, 1, 9.0), (1, 2, 1.0)];
    check("a loose end", &Given { records: 3, edges: &pull, ..NOTHING }, &[&[0, 1]]);
}

#[test]
fn decisions_of_people_come_before_weights() {
    let triangle = [(0, 1, 9.0), (1, 2, 9.0), (0, 2, 9.0)];
    let given = Given { records: 3, edges: &triangle, ..NOTHING };
    check("different", &Given { cannot: &[(0, 1)], ..given }, &[&[0, 2]]);
    check("the same, without any edge", &Given { records: 4, must: &[(0, 3)], ..NOTHING }, &[&[0, 3]]);
    check(
        "the same, against the weights",
        &Given { records: 2, edges: &[(0, 1, -9.0)], must: &[(1, 0)], ..NOTHING },
        &[&[0, 1]],
    );
    check(
        "different wins over the same by way of a third",
        &Given { records: 3, must: &[(0, 1), (1, 2)], cannot: &[(0, 2)], ..NOTHING },
        &[&[0, 1]],
    );
    check(
        "different is kept when clusters grow",
        &Given {
            records: 4,
            edges: &[(0, 1, 9.0), (2, 3, 9.0), (1, 2, 9.0), (0, 2, 9.0), (1, 3, 9.0)],
            cannot: &[(0, 3)],
            ..NOTHING
        },
        &[&[0, 1, 2]],
    );
}

#[test]
fn a_list_gives_a_person_one_record_at_most() {
    let all = [(0, 1, 9.0), (0, 2, 8.0), (1, 2, 9.5), (0, 3, 7.0), (1, 3, 7.5), (2, 3, 9.0)];
    let given = Given { records: 4, edges: &all, lists: &[0, 0, 1, 1], ..NOTHING };
    let rule = Rule { one_per_list: vec![0, 1], ..Rule::at(0.0) };
    assert_eq!(groups(&given, &rule), [vec![0, 3], vec![1, 2]]);
    assert_eq!(groups(&given, &Rule { one_per_list: vec![0], ..Rule::at(0.0) }), [vec![1, 2, 3]]);
    assert_eq!(groups(&given, &Rule::at(0.0)), [vec![0, 1, 2, 3]]);
}

#[test]
fn bridges_say_where_clusters_nearly_hung_together() {
    let two = [(0, 1, 9.0), (1, 2, 9.0), (0, 2, 9.0), (3, 4, 9.0), (4, 5, 9.0), (3, 5, 2.0), (2, 3, 4.0)];
    let edges = edges(&two);
    let links =
        Links { records: 6, edges: &edges, lists: &[], marks: &marks(6), must_link: &[], cannot_link: &[] };
    let clusters = put_together(&links, &Rule::at(0.0));
    let cut: Vec<_> = clusters.bridges.iter().filter(|bridge| !bridge.kept).collect();
    assert_eq!(cut.len(), 1);
    assert_eq!((cut[0].a.min(cut[0].b), cut[0].a.max(cut[0].b), cut[0].sizes), (2, 3, (3, 3)));
    assert!(cut[0].agreement < 0.0 && cut[0].weight == 4.0);
    let kept =
        clusters.bridges.iter().find(|bridge| bridge.kept).expect("the weakest joint of the second group");
    assert!([3, 4, 5].contains(&kept.a) && kept.agreement > 0.0);
    assert_eq!(clusters.largest(1), [(0, 3)]);
}

proptest! {
    /// Rows in another order, edges in another order, ends swapped: the same records are together.
    #[test]
    fn order_changes_nothing(
        weights in proptest::collection::vec((0u32..14, 0u32..14, -60i32..100), 0..60),
        shift in 0u32..14,
        seed in any::<u64>(),
    ) {
        let mut unique = BTreeMap::new();
        for (a, b, weight) in weights {
            if a != b {
                unique.insert((a.min(b), a.max(b)), weight as f32 / 8.0);
            }
        }
        let given: Vec<(u32, u32, f32)> = unique.iter().map(|(&(a, b), &weight)| (a, b, weight)).collect();
        // 14 records, renumbered by a rotation; marks go with the records.
        let moved = |record: u32| (record + shift) % 14;
        let mut shuffled: Vec<(u32, u32, f32)> = given.iter().map(|&(a, b, w)| (moved(b), moved(a), w)).collect();
        shuffled.sort_by_key(|&(a, b, _)| (u64::from(a * 31 + b) ^ seed).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let marks_here = marks(14);
        let mut marks_there = vec![0; 14];
        for record in 0..14u32 {
            marks_there[moved(record) as usize] = marks_here[record as usize];
        }
        let run = |pairs: &[(u32, u32, f32)], marks: &[u64]| {
            let edges = edges(pairs);
            let links = Links { records: 14, edges: &edges, lists: &[], marks, must_link: &[], cannot_link: &[] };
            let clusters = put_together(&links, &Rule::at(0.0));
            let named = name_clusters(&clusters, &Known { marks, before: &[], stood: &BTreeSet::new() }, &History::default());
            (0..14usize).map(|record| (marks[record], named.ids[clusters.of[record] as usize])).collect::<BTreeMap<_, _>>()
        };
        prop_assert_eq!(run(&given, &marks_here), run(&shuffled, &marks_there));
    }
}

/// Clusters from lists of records; the rest are alone.
fn clusters_of(groups: &[&[u32]], records: usize) -> Clusters {
    let mut of = vec![u32::MAX; records];
    for (number, group) in groups.iter().enumerate() {
        for record in *group {
            of[*record as usize] = number as u32;
        }
    }
    let mut count = groups.len() as u32;
    for cluster in of.iter_mut().filter(|cluster| **cluster == u32::MAX) {
        *cluster = count;
        count += 1;
    }
    Clusters { of, count, bridges: Vec::new() }
}

/// A history of runs over the same records.
struct Runs {
    history: History,
    before: Vec<Option<ClusterId>>,
    stood: BTreeSet<ClusterId>,
}

impl Runs {
    fn none() -> Self {
        Self { history: History::default(), before: Vec::new(), stood: BTreeSet::new() }
    }

    /// One more run; the ids of the records, and what happened.
    fn then(&mut self, groups: &[&[u32]], records: usize) -> (Vec<ClusterId>, Vec<Change>) {
        let clusters = clusters_of(groups, records);
        let known = Known { marks: &marks(records), before: &self.before, stood: &self.stood };
        let named = name_clusters(&clusters, &known, &self.history);
        let ids: Vec<ClusterId> = clusters.of.iter().map(|at| named.ids[*at as usize]).collect();
        self.before = ids.iter().copied().map(Some).collect();
        self.stood = named.ids.iter().copied().collect();
        assert_eq!(self.stood.len(), clusters.count as usize, "no two clusters share an id");
        self.history = named.history;
        (ids, named.changes)
    }
}

#[test]
fn ids_survive_reruns_merges_and_splits() {
    let mut runs = Runs::none();
    let (first, changes) = runs.then(&[&[0, 1, 2], &[3, 4]], 6);
    assert!(changes.is_empty());
    let (again, changes) = runs.then(&[&[3, 4], &[0, 1, 2]], 6);
    assert_eq!((&again, changes), (&first, vec![]), "a rerun changes nothing");

    let (grown, changes) = runs.then(&[&[0, 1, 2, 5], &[3, 4]], 6);
    assert_eq!(grown[5], first[0], "a record joins");
    assert_eq!(changes, [Change::Merged(first[5], first[0])]);

    let (merged, _) = runs.then(&[&[0, 1, 2, 3, 4, 5]], 6);
    assert!(merged.iter().all(|id| *id == first[0]), "the larger part keeps its id");
    assert_eq!(runs.history.redirects[&first[3]], first[0]);

    let (split, changes) = runs.then(&[&[0, 1], &[2, 3, 4, 5]], 6);
    assert_eq!(split[2], first[0], "the part with most records keeps it");
    assert!(![first[0], first[3], first[5]].contains(&split[0]), "an id is never given twice");
    assert_eq!(changes, [Change::Split(first[0], split[0])]);
    assert_eq!(runs.history.runs, 5);

    // Everything goes, and one record comes back.
    let (_, changes) = runs.then(&[], 0);
    assert_eq!(changes.len(), 2, "{changes:?}");
    let (back, _) = runs.then(&[], 1);
    assert!(!first.contains(&back[0]) && !split.contains(&back[0]));
}

#[test]
fn redirects_point_to_what_stands() {
    let mut runs = Runs::none();
    let (first, _) = runs.then(&[&[0, 1, 2, 3], &[4, 5, 6], &[7, 8]], 9);
    runs.then(&[&[0, 1, 2, 3], &[4, 5, 6, 7, 8]], 9);
    assert_eq!(runs.history.redirects[&first[7]], first[4]);
    let (last, _) = runs.then(&[&[0, 1, 2, 3, 4, 5, 6, 7, 8]], 9);
    assert_eq!(runs.history.redirects[&first[7]], last[0]);
    assert_eq!(runs.history.redirects[&first[0]], last[0], "five records against four");
}

#[test]
fn an_id_reads_back_as_it_is_written() {
    for number in [0, 1, 31, 32, (1 << 50) - 1, 0x1_2345_6789_abcd] {
        let id = ClusterId::from_number(number);
        let text = id.to_string();
        assert_eq!(text.len(), 11);
        assert_eq!(ClusterId::parse(&text), Some(id), "{text}");
        assert_eq!(id.number(), number & ((1 << 50) - 1));
    }
    for text in ["", "c", "c123", "c000000000U", "d0000000000", "cçççççççççç"] {
        assert_eq!(ClusterId::parse(text), None, "{text}");
    }
}
