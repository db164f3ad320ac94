//! How many distinct people must there be, and how many can there be? The combinatorial heart of counting, free of
//! everything else: individuals, groups, and what is known of their sameness.
//!
//! A *possible world* assigns every individual to a person and every group to a set of persons such that
//! - individuals judged the same are one person; judged different, two; unsure, either; unjudged, two;
//! - a group has at least `low` and at most `high` persons, among them its known members;
//! - groups and individuals known to be disjoint share nobody.
//!
//! [`floor`] is at most, and [`ceiling`] at least, the number of persons in every possible world. The proof sketch
//! is in docs/counting.md; a property test holds both against enumeration of all worlds of small cases.

use crate::RecordId;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// An individual: one person, named or not.
#[derive(Debug, Clone, Default)]
pub struct Individual {
    /// True when it certainly belongs to what is counted; false when it possibly does.
    pub certain: bool,
    /// Of two that may be one person, this one is rather counted.
    pub preferred: bool,
    /// The groups it is a known member of (indices into `groups`).
    pub member_of: Vec<u32>,
}

/// A number of people known together.
#[derive(Debug, Clone, Default)]
pub struct Crowd {
    /// True when it certainly belongs to what is counted; false when it possibly does.
    pub certain: bool,
    /// The least number of people in it.
    pub low: u64,
    /// The most, if any most is known.
    pub high: Option<u64>,
    /// The larger groups that include it.
    pub part_of: Vec<u32>,
}

/// Who can share people with whom.
pub trait Apart {
    /// True when group `g` and individual `i` certainly share nobody.
    fn group_individual(&self, g: u32, i: u32) -> bool;
    /// True when two groups certainly share nobody.
    fn groups(&self, g: u32, h: u32) -> bool;
    /// Calls `see` for the individuals that may not be apart from group `g`, each once, until it returns false. All of
    /// them, unless there is a quicker way to leave out those that certainly are.
    fn near(&self, g: u32, individuals: u32, see: &mut dyn FnMut(u32) -> bool) {
        let _ = g;
        for i in 0..individuals {
            if !see(i) {
                return;
            }
        }
    }
    /// Where a group stands, so that groups that are certainly apart need not be compared one by one.
    fn group_slot(&self, _g: u32) -> Slot {
        Slot::default()
    }
}

/// A shortcut for [`Apart`]: two groups of one series, or whose days do not meet, are apart without asking.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Slot {
    /// A list whose rows are distinct by its maker's own rule.
    pub series: Option<RecordId>,
    /// First and last day (any fixed unit) the item can belong to.
    pub days: Option<(i64, i64)>,
}

/// The population to be counted.
#[derive(Debug, Clone, Default)]
pub struct Population {
    /// Individuals after merging those judged the same: each is one person.
    pub individuals: Vec<Individual>,
    /// Groups.
    pub groups: Vec<Crowd>,
    /// Pairs of individuals that may be one person.
    pub unsure: Vec<(u32, u32)>,
}

/// What a floor is made of: who adds what.
#[derive(Debug, Clone, Default)]
pub struct Floor {
    /// The floor.
    pub total: u64,
    /// Per individual: 1 or 0. A 0 of a certain individual means that it may be the same as one that adds 1.
    pub individuals: Vec<u8>,
    /// Per group: what it adds beyond everybody else counted.
    pub groups: Vec<u64>,
}

/// What a ceiling is made of.
#[derive(Debug, Clone, Default)]
pub struct Ceiling {
    /// The ceiling; none when some group has no upper bound.
    pub total: Option<u64>,
    /// Per group: what it can add; none without an upper bound.
    pub groups: Vec<Option<u64>>,
}

/// The largest component solved exactly; beyond it a greedy independent set is used, which is still a lower bound.
const EXACT: usize = 24;

/// The least number of persons in any possible world, or less.
pub fn floor(population: &Population, apart: &impl Apart) -> Floor {
    let mut out = Floor {
        total: 0,
        individuals: vec![0; population.individuals.len()],
        groups: vec![0; population.groups.len()],
    };
    distinct_individuals(population, &mut out.individuals);
    out.total = out.individuals.iter().map(|n| u64::from(*n)).sum();
    add_groups(population, apart, &mut out);
    out
}

/// Marks with 1 as many certain individuals as can be found of whom no two may be one person: in every world they are
/// that many persons.
fn distinct_individuals(population: &Population, mark: &mut [u8]) {
    let certain = |i: u32| population.individuals.get(i as usize).is_some_and(|x| x.certain);
    for (i, slot) in mark.iter_mut().enumerate() {
        *slot = u8::from(certain(i as u32));
    }
    let mut near: HashMap<u32, BTreeSet<u32>> = HashMap::new();
    for (a, b) in population.unsure.iter().copied().filter(|(a, b)| a != b && certain(*a) && certain(*b)) {
        near.entry(a).or_default().insert(b);
        near.entry(b).or_default().insert(a);
    }
    let mut starts: Vec<u32> = near.keys().copied().collect();
    starts.sort_unstable();
    let mut seen = BTreeSet::new();
    for start in starts {
        if !seen.insert(start) {
            continue;
        }
        let mut component = vec![start];
        let mut next = 0;
        while let Some(at) = component.get(next).copied() {
            next += 1;
            component.extend(near.get(&at).into_iter().flatten().copied().filter(|n| seen.insert(*n)));
        }
        let preferred = |i: &u32| population.individuals.get(*i as usize).is_some_and(|x| x.preferred);
        component.sort_unstable_by_key(|i| (!preferred(i), *i));
        let keep = if component.len() <= EXACT {
            most_independent(&component, &near)
        } else {
            independent(&component, &near)
        };
        for node in component {
            if let Some(slot) = mark.get_mut(node as usize) {
                *slot = u8::from(keep.contains(&node));
            }
        }
    }
}

/// The most individuals of a small component of whom no two may be one person.
fn most_independent(component: &[u32], near: &HashMap<u32, BTreeSet<u32>>) -> BTreeSet<u32> {
    let links: Vec<u32> = component
        .iter()
        .map(|a| {
            component.iter().enumerate().fold(0, |bits, (j, b)| {
                if near.get(a).is_some_and(|set| set.contains(b)) { bits | (1 << j) } else { bits }
            })
        })
        .collect();
    let best = grow(&links, u32::MAX >> (32 - component.len().clamp(1, 32)), 0);
    component.iter().enumerate().filter(|(i, _)| best & (1 << i) != 0).map(|(_, node)| *node).collect()
}

/// Takes or leaves the first open node; of equally large sets the one with the earlier nodes wins.
fn grow(links: &[u32], open: u32, taken: u32) -> u32 {
    if open == 0 {
        return taken;
    }
    let first = open.trailing_zeros();
    let around = links.get(first as usize).copied().unwrap_or(0) & open;
    let with = grow(links, open & !(1 << first) & !around, taken | 1 << first);
    if around.count_ones() <= 1 {
        // A node with one open neighbour at most is never worse than that neighbour.
        return with;
    }
    let without = grow(links, open & !(1 << first), taken);
    if without.count_ones() > with.count_ones() { without } else { with }
}

/// Individuals of whom no two may be one person, picked greedily, fewest doubts first.
fn independent(component: &[u32], near: &HashMap<u32, BTreeSet<u32>>) -> BTreeSet<u32> {
    let degree = |node: &u32| near.get(node).map_or(0, BTreeSet::len);
    let mut order = component.to_vec();
    order.sort_by_key(|node| (degree(node), *node));
    let mut keep = BTreeSet::new();
    for node in order {
        if near.get(&node).is_none_or(|around| around.is_disjoint(&keep)) {
            keep.insert(node);
        }
    }
    keep
}

/// Adds what groups must add beyond the individuals counted: of groups that certainly share nobody, each adds its
/// least number less everybody who may be in it.
fn add_groups(population: &Population, apart: &impl Apart, out: &mut Floor) {
    let members = counted_members(population, &out.individuals);
    let sizes = least_sizes(population, apart, &members);
    let mut candidates: Vec<(u64, u32)> = Vec::new();
    for (g, crowd) in (0u32..).zip(&population.groups) {
        let size = sizes.get(g as usize).copied().unwrap_or(0);
        if !crowd.certain || size == 0 {
            continue;
        }
        // Known members may be inside whatever lists say; anybody else unless apart.
        let known = |i: u32| population.individuals.get(i as usize).is_some_and(|x| x.member_of.contains(&g));
        let mut inside = members.get(&g).map_or(0, Vec::len) as u64;
        let counted = |i: u32| out.individuals.get(i as usize).is_some_and(|n| *n == 1);
        apart.near(g, out.individuals.len() as u32, &mut |i| {
            if counted(i) && !known(i) && !apart.group_individual(g, i) {
                inside += 1;
            }
            inside < size
        });
        if inside < size {
            candidates.push((size - inside, g));
        }
    }
    candidates.sort_by_key(|(weight, g)| (std::cmp::Reverse(*weight), *g));
    let mut chosen = Calendar::default();
    for (weight, g) in candidates {
        let mut free = true;
        chosen.near(apart.group_slot(g), |h| {
            free = apart.groups(g, h);
            free
        });
        if free {
            chosen.add(g, apart.group_slot(g));
            if let Some(slot) = out.groups.get_mut(g as usize) {
                *slot = weight;
            }
            out.total += weight;
        }
    }
}

/// The counted individuals that are known members, per group.
fn counted_members(population: &Population, counted: &[u8]) -> HashMap<u32, Vec<u32>> {
    let mut members: HashMap<u32, Vec<u32>> = HashMap::new();
    for (i, individual) in (0u32..).zip(&population.individuals) {
        if counted.get(i as usize).is_some_and(|n| *n == 1) {
            for g in &individual.member_of {
                members.entry(*g).or_default().push(i);
            }
        }
    }
    members
}

/// The least size of each group: what was said of it, or what its known members amount to, whichever is more.
/// Known members are counted individuals (they are distinct) and subgroups that are apart from each other and from
/// those individuals.
fn least_sizes(population: &Population, apart: &impl Apart, members: &HashMap<u32, Vec<u32>>) -> Vec<u64> {
    let mut parts: HashMap<u32, Vec<u32>> = HashMap::new();
    for (g, crowd) in (0u32..).zip(&population.groups) {
        for larger in &crowd.part_of {
            if *larger != g {
                parts.entry(*larger).or_default().push(g);
            }
        }
    }
    let said = |g: u32| population.groups.get(g as usize).map_or(0, |crowd| crowd.low);
    (0u32..)
        .zip(&population.groups)
        .map(|(g, crowd)| {
            let inside = members.get(&g).cloned().unwrap_or_default();
            let mut known = inside.len() as u64;
            let mut taken: Vec<u32> = Vec::new();
            let mut mine = parts.get(&g).cloned().unwrap_or_default();
            mine.sort_by_key(|part| (std::cmp::Reverse(said(*part)), *part));
            for part in mine {
                let alone = taken.iter().all(|other| apart.groups(part, *other));
                if alone {
                    let shared = inside.iter().filter(|i| !apart.group_individual(part, **i)).count() as u64;
                    let own = said(part).max(members.get(&part).map_or(0, Vec::len) as u64);
                    known += own.saturating_sub(shared);
                    taken.push(part);
                }
            }
            crowd.low.max(known)
        })
        .collect()
}

/// The most persons in any possible world, or more.
pub fn ceiling(population: &Population, apart: &impl Apart) -> Ceiling {
    let members = counted_members(population, &vec![1; population.individuals.len()]);
    // What is said of a group may contradict what is known of its members; the wider reading is kept.
    let sizes = least_sizes(population, apart, &members);
    let mut total = Some(population.individuals.len() as u64);
    let unsure: HashMap<u32, BTreeSet<u32>> =
        population.unsure.iter().fold(HashMap::new(), |mut near: HashMap<u32, BTreeSet<u32>>, (a, b)| {
            near.entry(*a).or_default().insert(*b);
            near.entry(*b).or_default().insert(*a);
            near
        });
    let groups: Vec<Option<u64>> = (0u32..)
        .zip(&population.groups)
        .map(|(g, crowd)| {
            // People of a subgroup are people of the larger group: they are counted there, if it has a bound.
            if crowd.part_of.iter().any(|larger| *larger != g && is_bounded_root(population, *larger)) {
                return Some(0);
            }
            // Known members are already counted as individuals; as many as must be distinct are taken off.
            let known = members.get(&g).map_or(0, |inside| {
                let mut inside = inside.clone();
                inside.sort_unstable();
                independent(&inside, &unsure).len() as u64
            });
            let least = sizes.get(g as usize).copied().unwrap_or(0);
            crowd.high.map(|high| high.max(least).saturating_sub(known))
        })
        .collect();
    for adds in &groups {
        total = total.zip(*adds).map(|(sum, n)| sum.saturating_add(n));
    }
    Ceiling { total, groups }
}

/// True when a group has an upper bound and lies inside no other, so that its own people are all counted in it.
fn is_bounded_root(population: &Population, group: u32) -> bool {
    population
        .groups
        .get(group as usize)
        .is_some_and(|crowd| crowd.high.is_some() && crowd.part_of.is_empty())
}

/// Items by the days they touch and the series they stand in, so that what is certainly apart is never compared.
#[derive(Default)]
struct Calendar {
    days: BTreeMap<i64, BTreeMap<Option<RecordId>, Vec<u32>>>,
    always: BTreeMap<Option<RecordId>, Vec<u32>>,
}

/// An item that can belong to more days than this is kept among those compared with everything.
const LONG: i64 = 40;

impl Calendar {
    fn add(&mut self, item: u32, slot: Slot) {
        match slot.days {
            Some((from, to)) if to >= from && to - from <= LONG => {
                for day in from..=to {
                    self.days.entry(day).or_default().entry(slot.series).or_default().push(item);
                }
            }
            _ => self.always.entry(slot.series).or_default().push(item),
        }
    }

    /// Calls `see` for every item that may not be apart from one at `slot`, each once, until it returns false.
    fn near(&self, slot: Slot, mut see: impl FnMut(u32) -> bool) {
        let other_series = |series: &Option<RecordId>| series.is_none() || *series != slot.series;
        for (series, items) in &self.always {
            if other_series(series) && !items.iter().all(|item| see(*item)) {
                return;
            }
        }
        let (from, to) = slot.days.filter(|(from, to)| from <= to).unwrap_or((i64::MIN, i64::MAX));
        let mut seen = BTreeSet::new();
        for per_series in self.days.range(from..=to).map(|(_, per_series)| per_series) {
            for (series, items) in per_series {
                if !other_series(series) {
                    continue;
                }
                for item in items {
                    // Only an item asked about over several days can be met twice.
                    if (from == to || seen.insert(*item)) && !see(*item) {
                        return;
                    }
                }
            }
        }
    }
}
