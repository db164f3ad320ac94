//! The floor and the ceiling against enumeration of every possible world of small cases.

use claims::counting::distinct::{Apart, Crowd, Individual, Population, ceiling, floor};
use proptest::prelude::*;
use std::collections::HashSet;

/// A small case: relations are given as explicit pairs only.
#[derive(Debug, Clone)]
struct Case {
    population: Population,
    groups_apart: HashSet<(u32, u32)>,
    mixed_apart: HashSet<(u32, u32)>,
}

impl Apart for Case {
    fn group_individual(&self, g: u32, i: u32) -> bool {
        self.mixed_apart.contains(&(g, i))
    }
    fn groups(&self, g: u32, h: u32) -> bool {
        self.groups_apart.contains(&(g.min(h), g.max(h)))
    }
}

/// Persons a group may draw on beside the individuals.
const STRANGERS: u32 = 4;

/// Least and most persons over all worlds; none when no world is possible.
fn enumerate(case: &Case) -> Option<(u64, u64)> {
    let n = case.population.individuals.len();
    let mut best: Option<(u64, u64)> = None;
    for assignment in partitions(n) {
        let allowed = (0..n).all(|a| {
            (a + 1..n).all(|b| {
                assignment[a] != assignment[b] || case.population.unsure.contains(&(a as u32, b as u32))
            })
        });
        if !allowed {
            continue;
        }
        let persons = assignment.iter().copied().max().map_or(0, |m| m + 1);
        // Uncertain individuals and groups may belong or not.
        for in_or_out in 0..1u32 << (n + case.population.groups.len()) {
            let belongs = |bit: usize, certain: bool| certain || in_or_out & (1 << bit) != 0;
            let canonical = (0..n)
                .all(|i| !case.population.individuals[i].certain || in_or_out & (1 << i) == 0)
                && (0..case.population.groups.len())
                    .all(|g| !case.population.groups[g].certain || in_or_out & (1 << (n + g)) == 0);
            if !canonical {
                continue;
            }
            let start = (0..n).fold(0u32, |set, i| {
                if belongs(i, case.population.individuals[i].certain) {
                    set | 1 << assignment[i]
                } else {
                    set
                }
            });
            let mut chosen: Vec<u32> = Vec::new();
            groups(case, &assignment, persons, 0, &mut chosen, &mut |chosen| {
                let all = chosen.iter().enumerate().fold(start, |set, (g, group)| {
                    if belongs(n + g, case.population.groups[g].certain) { set | group } else { set }
                });
                let size = u64::from(all.count_ones());
                best = Some(best.map_or((size, size), |(low, high)| (low.min(size), high.max(size))));
            });
        }
    }
    best
}

/// Every way to choose the groups' persons that agrees with what is known.
fn groups(
    case: &Case,
    assignment: &[u32],
    persons: u32,
    g: usize,
    chosen: &mut Vec<u32>,
    found: &mut impl FnMut(&[u32]),
) {
    let Some(crowd) = case.population.groups.get(g) else {
        // Subgroups are known only once all groups are chosen.
        let nested =
            case.population.groups.iter().enumerate().all(|(g, crowd)| {
                crowd.part_of.iter().all(|larger| chosen[g] & !chosen[*larger as usize] == 0)
            });
        if nested {
            found(chosen);
        }
        return;
    };
    let members = case.population.individuals.iter().enumerate().fold(0u32, |set, (i, individual)| {
        if individual.member_of.contains(&(g as u32)) { set | 1 << assignment[i] } else { set }
    });
    let banned = (0..assignment.len() as u32).fold(0u32, |set, i| {
        if case.mixed_apart.contains(&(g as u32, i)) { set | 1 << assignment[i as usize] } else { set }
    });
    for group in 0..1u32 << (persons + STRANGERS) {
        let size = u64::from(group.count_ones());
        let fits = size >= crowd.low
            && crowd.high.is_none_or(|high| size <= high)
            && members & !group == 0
            && banned & group == 0
            && (0..g).all(|h| !case.groups_apart.contains(&(h as u32, g as u32)) || chosen[h] & group == 0);
        if fits {
            chosen.push(group);
            groups(case, assignment, persons, g + 1, chosen, found);
            chosen.pop();
        }
    }
}

/// Every partition of n items, as restricted growth strings.
fn partitions(n: usize) -> Vec<Vec<u32>> {
    let mut all = vec![vec![]];
    for _ in 0..n {
        all = all
            .into_iter()
            .flat_map(|p: Vec<u32>| {
                let top = p.iter().copied().max().map_or(0, |m| m + 1);
                (0..=top).map(move |x| p.iter().copied().chain([x]).collect())
            })
            .collect();
    }
    all
}

fn cases() -> impl Strategy<Value = Case> {
    let individual = (any::<bool>(), 0..8u32);
    let group = (prop::bool::weighted(0.8), 0..3u64, 0..3u64, any::<bool>());
    (
        prop::collection::vec(individual, 0..4),
        prop::collection::vec(group, 0..3),
        prop::collection::vec(any::<bool>(), 6),
        prop::collection::vec(any::<bool>(), 9),
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(|(individuals, groups, unsure, mixed, apart, nested)| {
            let n_groups = groups.len() as u32;
            let population = Population {
                individuals: individuals
                    .iter()
                    .map(|(certain, bits)| Individual {
                        certain: *certain,
                        preferred: false,
                        member_of: (0..n_groups).filter(|g| bits & (1 << g) != 0).collect(),
                    })
                    .collect(),
                groups: groups
                    .iter()
                    .enumerate()
                    .map(|(g, (certain, low, more, bounded))| Crowd {
                        certain: *certain,
                        low: *low,
                        high: bounded.then_some(low + more),
                        part_of: if nested && !apart && g == 1 { vec![0] } else { vec![] },
                    })
                    .collect(),
                unsure: [(0u32, 1u32), (0, 2), (1, 2)]
                    .into_iter()
                    .zip(unsure)
                    .filter(|((_, b), yes)| *yes && (*b as usize) < individuals.len())
                    .map(|(pair, _)| pair)
                    .collect(),
            };
            let mixed_apart = (0..n_groups)
                .flat_map(|g| (0..individuals.len() as u32).map(move |i| (g, i)))
                .zip(mixed)
                .filter(|((g, i), yes)| *yes && !population.individuals[*i as usize].member_of.contains(g))
                .map(|(pair, _)| pair)
                .collect();
            let groups_apart = if apart && n_groups > 1 { HashSet::from([(0, 1)]) } else { HashSet::new() };
            Case { population, groups_apart, mixed_apart }
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_floor_and_the_ceiling_hold_in_every_possible_world(case in cases()) {
        let Some((least, most)) = enumerate(&case) else { return Ok(()) };
        let low = floor(&case.population, &case);
        prop_assert!(low.total <= least, "floor {} above the least world {least}", low.total);
        let high = ceiling(&case.population, &case);
        if let Some(total) = high.total {
            prop_assert!(total >= most, "ceiling {total} below the largest world {most}");
        }
        let parts: u64 = low.individuals.iter().map(|n| u64::from(*n)).sum::<u64>() + low.groups.iter().sum::<u64>();
        prop_assert_eq!(parts, low.total, "the parts of a floor add up to it");
    }

    #[test]
    fn without_groups_the_floor_is_exact(case in cases()) {
        let mut case = case;
        case.population.groups.clear();
        for individual in &mut case.population.individuals {
            individual.member_of.clear();
        }
        case.mixed_apart.clear();
        case.groups_apart.clear();
        let Some((least, most)) = enumerate(&case) else { return Ok(()) };
        prop_assert_eq!(floor(&case.population, &case).total, least);
        prop_assert_eq!(ceiling(&case.population, &case).total, Some(most));
    }
}

/// The floor must not be trivially low: cases with a known answer.
#[test]
fn floors_of_plain_cases() {
    let individual =
        |member_of: &[u32]| Individual { certain: true, preferred: false, member_of: member_of.to_vec() };
    let crowd = |low, high, part_of: &[u32]| Crowd { certain: true, low, high, part_of: part_of.to_vec() };
    let check = |says: &str,
                 individuals: Vec<Individual>,
                 groups: Vec<Crowd>,
                 unsure: &[(u32, u32)],
                 apart: &[(u32, u32)],
                 mixed: &[(u32, u32)],
                 want: (u64, Option<u64>)| {
        let case = Case {
            population: Population { individuals, groups, unsure: unsure.to_vec() },
            groups_apart: apart.iter().copied().collect(),
            mixed_apart: mixed.iter().copied().collect(),
        };
        let got = (floor(&case.population, &case).total, ceiling(&case.population, &case).total);
        assert_eq!(got, want, "{says}");
    };
    let i = individual;
    check("nobody", vec![], vec![], &[], &[], &[], (0, Some(0)));
    check("three people", vec![i(&[]), i(&[]), i(&[])], vec![], &[], &[], &[], (3, Some(3)));
    check("two who may be one", vec![i(&[]), i(&[])], vec![], &[(0, 1)], &[], &[], (1, Some(2)));
    check(
        "a chain of doubts: the ends are two",
        vec![i(&[]), i(&[]), i(&[])],
        vec![],
        &[(0, 1), (1, 2)],
        &[],
        &[],
        (2, Some(3)),
    );
    check(
        "ten, among them two known",
        vec![i(&[0]), i(&[0])],
        vec![crowd(10, Some(10), &[])],
        &[],
        &[],
        &[],
        (10, Some(10)),
    );
    check(
        "ten, and two who may be among them",
        vec![i(&[]), i(&[])],
        vec![crowd(10, Some(10), &[])],
        &[],
        &[],
        &[],
        (10, Some(12)),
    );
    check(
        "ten, and two who are not",
        vec![i(&[]), i(&[])],
        vec![crowd(10, Some(10), &[])],
        &[],
        &[],
        &[(0, 0), (0, 1)],
        (12, Some(12)),
    );
    check(
        "two groups that may overlap",
        vec![],
        vec![crowd(10, Some(10), &[]), crowd(7, Some(7), &[])],
        &[],
        &[],
        &[],
        (10, Some(17)),
    );
    check(
        "two groups apart",
        vec![],
        vec![crowd(10, Some(10), &[]), crowd(7, Some(7), &[])],
        &[],
        &[(0, 1)],
        &[],
        (17, Some(17)),
    );
    check(
        "several, of whom two and one are told apart",
        vec![i(&[0])],
        vec![crowd(2, None, &[]), crowd(2, None, &[0])],
        &[],
        &[],
        &[(1, 0)],
        (3, None),
    );
    check(
        "a group smaller than its known members",
        vec![i(&[0]), i(&[0]), i(&[0])],
        vec![crowd(2, None, &[])],
        &[],
        &[],
        &[],
        (3, None),
    );
}
