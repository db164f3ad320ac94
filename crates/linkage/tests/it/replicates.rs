//! Drawn linkages: right on average, never against a decision or what is beyond doubt, the same for any order and any number
//! of threads.

use crate::truth::without_truth;
use linkage::{Clusters, Config, Constraints, Linkage, Table, link, replicates};
use testkit::lists::{detention_lists, testimony_list};

fn linked(table: &Table, constraints: &Constraints) -> Linkage {
    link(table, &Config::inferred(table), constraints, 1).unwrap()
}

fn same(clusters: &Clusters, a: u32, b: u32) -> bool {
    clusters.of[a as usize] == clusters.of[b as usize]
}

/// Pairs of records inside clusters.
fn pairs(clusters: &Clusters) -> f64 {
    clusters.members().iter().map(|members| (members.len() * (members.len() - 1) / 2) as f64).sum()
}

#[test]
fn the_mean_of_the_links_is_near_the_sum_of_the_probabilities() {
    let (table, _) = without_truth(&[testimony_list(9, 2_000, 60)]);
    let nothing = Constraints::default();
    let linkage = linked(&table, &nothing);
    let drawn = replicates(&table, &linkage, &nothing, 5, 0..200);
    let mean = drawn.iter().map(pairs).sum::<f64>() / 200.0;
    let expected: f64 = linkage.edges.iter().map(|edge| f64::from(edge.probability)).sum();
    assert!(expected > 30.0 && (mean / expected - 1.0).abs() < 0.1, "{mean} drawn, {expected} expected");
    let different: std::collections::BTreeSet<&Vec<u32>> =
        drawn.iter().map(|clusters| &clusters.of).collect();
    assert!(different.len() > 150, "doubtful pairs make linkages differ: {}", different.len());
}

#[test]
fn a_pair_alone_is_kept_as_often_as_its_probability_says() {
    let (table, _) = without_truth(&[testimony_list(9, 2_000, 60)]);
    let nothing = Constraints::default();
    let mut linkage = linked(&table, &nothing);
    let drawn_of = |linkage: &Linkage| replicates(&table, linkage, &nothing, 7, 0..4_000);
    let mut edge = linkage.edges[0];
    for probability in [0.02_f32, 0.3, 0.5, 0.9] {
        edge.weight = (probability / (1.0 - probability)).log2();
        linkage.edges = vec![edge];
        let kept = drawn_of(&linkage).iter().filter(|clusters| same(clusters, edge.a, edge.b)).count();
        let share = kept as f32 / 4_000.0;
        // Four standard deviations of 4,000 draws.
        let off = 4.0 * (probability * (1.0 - probability) / 4_000.0).sqrt();
        assert!((share - probability).abs() < off, "{probability}: {share}");
    }
}

#[test]
fn what_is_beyond_doubt_or_decided_holds_in_every_draw() {
    let (table, _) = without_truth(&detention_lists(5, 400));
    let linkage = linked(&table, &Constraints::default());
    let likely = |least: f32, most: f32| {
        let edge = linkage.edges.iter().find(|edge| (least..most).contains(&edge.probability)).unwrap();
        (edge.a, edge.b)
    };
    let constraints = Constraints {
        must_link: vec![likely(0.01, 0.4)],
        cannot_link: vec![likely(0.8, 1.1)],
        one_to_one: vec![0],
    };
    let linkage = linked(&table, &constraints);
    let certain: Vec<(u32, u32)> = linkage
        .edges
        .iter()
        .filter(|edge| edge.probability > 0.9999 && same(&linkage.clusters, edge.a, edge.b))
        .map(|edge| (edge.a, edge.b))
        .collect();
    assert!(certain.len() > 100, "{}", certain.len());
    for drawn in replicates(&table, &linkage, &constraints, 1, 0..50) {
        for &(a, b) in certain.iter().chain(&constraints.must_link) {
            assert!(same(&drawn, a, b), "{a} and {b} were cut");
        }
        for &(a, b) in &constraints.cannot_link {
            assert!(!same(&drawn, a, b), "{a} and {b} were put together");
        }
        for members in drawn.members() {
            let of_list = members.iter().filter(|row| table.list(**row) == 0).count();
            assert!(of_list <= 1, "one list holds a person once: {members:?}");
        }
    }
}

#[test]
fn the_same_seed_draws_the_same_whatever_the_threads_and_the_batch() {
    let (table, _) = without_truth(&detention_lists(6, 200));
    let nothing = Constraints::default();
    let linkage = linked(&table, &nothing);
    let draw = |threads: usize, seed: u64| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| replicates(&table, &linkage, &nothing, seed, 0..12))
    };
    let one = draw(1, 3);
    assert_eq!(one, draw(4, 3));
    assert_ne!(one, draw(1, 4), "another seed draws others");
    let mut halves = replicates(&table, &linkage, &nothing, 3, 0..5);
    halves.extend(replicates(&table, &linkage, &nothing, 3, 5..12));
    assert_eq!(one, halves);
}
