//! From a sheet to a number: which records are one person, which may be, what each adds to floor and ceiling.

use super::distinct::{self, Apart, Crowd, Individual, Population, Slot};
use super::measure::Measure;
use super::sheet::{Episode, Sheet, Size};
use crate::RecordId;
use crate::custody::Truth;
use crate::decision::Verdict;
use crate::when::{Bounds, Instant};
use std::collections::{BTreeSet, HashMap, HashSet};

/// Stated times err. Two arrests whose times are further apart than this (seconds, six hours) are two arrests;
/// nearer ones may be one.
pub const TIME_SLACK: i64 = 6 * 3600;

/// Nobody is at two units within this time (seconds, ten minutes).
pub const SIGHTING_SLACK: i64 = 600;

/// Why a record adds what it adds, or nothing.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Why {
    /// A named person, or a detention of one.
    Named,
    /// One person without a name.
    Unnamed,
    /// A number of people, of whom at least so many are nobody else counted.
    GroupBeyond,
    /// A group that may consist of people already counted.
    MayOverlap,
    /// Its people are counted in a larger group.
    InsideLarger,
    /// Possibly the same as that record: 0–1.
    MaybeSame(RecordId),
    /// Not certain that it belongs to what is asked: the sources do not say.
    NotCertain,
    /// Counted once together with that record, judged the same.
    MergedInto(RecordId),
    /// Only drafts speak of it.
    Draft,
    /// Every claim that made it was withdrawn.
    Retracted,
    /// The sources deny it.
    Denied,
    /// It speaks of what usually happens, or of an opinion or promise.
    NotAsserted,
    /// A detention of which nobody says whom.
    NobodyNamed,
    /// Outside what is asked.
    OutsideScope,
    /// After the as-of moment.
    AfterAsOf,
}

/// One record behind a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The record that stands for it.
    pub record: RecordId,
    /// The other records judged the same.
    pub merged: Vec<RecordId>,
    /// What it adds to the floor.
    pub floor: u64,
    /// What it adds to the ceiling; none when it has no upper bound.
    pub ceiling: Option<u64>,
    /// Why.
    pub why: Why,
    /// When what is counted happened, as far as known.
    pub happened: Bounds,
}

/// A number with everything behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// What is counted.
    pub measure: Measure,
    /// At least so many.
    pub floor: u64,
    /// At most so many; none when something counted has no upper bound.
    pub ceiling: Option<u64>,
    /// How many of the floor are named people.
    pub named: u64,
    /// Every record that may belong to it, in the order of ids.
    pub lines: Vec<Line>,
    /// How many records were asked about and certainly do not belong.
    pub outside: u64,
    /// Pairs judged both the same and different through others.
    pub contradictory: Vec<(RecordId, RecordId)>,
}

/// Counts. `truths` says of every episode whether it belongs to what is asked (scope and measure together); a
/// shorter slice leaves the rest out. [`Measure::Events`] is not counted here: see [`events`].
pub fn count(sheet: &Sheet, measure: Measure, truths: &[Truth]) -> Count {
    let items = match measure {
        Measure::Detentions => Items::episodes(sheet, truths),
        _ => Items::subjects(sheet, truths),
    };
    items.count(measure)
}

/// Counts records that are distinct by themselves, such as events: yes adds to the floor, maybe to the ceiling.
pub fn events(asked: &[(RecordId, Truth, Bounds)]) -> Count {
    let mut lines: Vec<Line> = asked
        .iter()
        .filter(|(_, truth, _)| *truth != Truth::No)
        .map(|(record, truth, happened)| {
            let certain = *truth == Truth::Yes;
            let why = if certain { Why::Unnamed } else { Why::NotCertain };
            let (floor, ceiling) = (u64::from(certain), Some(1));
            Line { record: *record, merged: Vec::new(), floor, ceiling, why, happened: *happened }
        })
        .collect();
    lines.sort_by_key(|line| line.record);
    Count {
        measure: Measure::Events,
        floor: lines.iter().map(|line| line.floor).sum(),
        ceiling: Some(lines.len() as u64),
        named: 0,
        outside: (asked.len() - lines.len()) as u64,
        lines,
        contradictory: Vec::new(),
    }
}

/// What is counted, before merging: subjects or episodes.
struct Items {
    /// Per item: its record, what it is, whether it belongs, when, the groups it lies in (items).
    records: Vec<RecordId>,
    sizes: Vec<Size>,
    truths: Vec<Truth>,
    within: Vec<Vec<u32>>,
    standings: Vec<Standing>,
    /// Pairs with what was judged or follows from judgements.
    pairs: Vec<(u32, u32, Verdict)>,
    outside: u64,
}

/// Where and when an item stands, for telling what is apart.
#[derive(Debug, Clone, Default)]
struct Standing {
    lists: BTreeSet<u32>,
    start: Bounds,
    localities: BTreeSet<u32>,
    everywhere: bool,
    sightings: Vec<(RecordId, Instant)>,
    happened: Bounds,
}

impl Standing {
    fn of_episode(episode: &Episode) -> Self {
        Self {
            lists: episode.list.into_iter().collect(),
            start: episode.start,
            localities: episode.locality.into_iter().collect(),
            everywhere: episode.locality.is_none(),
            sightings: sightings(episode),
            happened: episode.start,
        }
    }

    /// Of several records that are one thing: the widest reading.
    fn join(&mut self, other: &Standing) {
        self.lists.extend(other.lists.iter().copied());
        self.localities.extend(other.localities.iter().copied());
        self.everywhere |= other.everywhere;
        self.sightings.extend(other.sightings.iter().copied());
        self.start = hull(self.start, other.start);
        self.happened = hull(self.happened, other.happened);
    }

    fn apart(&self, other: &Standing) -> bool {
        !self.lists.is_disjoint(&other.lists)
            || starts_apart(self.start, other.start)
            || (!self.everywhere && !other.everywhere && self.localities.is_disjoint(&other.localities))
            || self.sightings.iter().any(|(unit, at)| {
                other.sightings.iter().any(|(elsewhere, then)| {
                    unit != elsewhere && at.seconds_since(*then).abs() <= SIGHTING_SLACK
                })
            })
    }

    fn slot(&self) -> Slot {
        const DAY: i64 = 86_400;
        let days = self.start.earliest.zip(self.start.latest).map(|(from, to)| {
            ((from.unix() - TIME_SLACK / 2).div_euclid(DAY), (to.unix() + TIME_SLACK / 2).div_euclid(DAY))
        });
        Slot { series: self.lists.first().copied(), days }
    }
}

fn hull(a: Bounds, b: Bounds) -> Bounds {
    Bounds {
        earliest: a.earliest.zip(b.earliest).map(|(a, b)| a.min(b)),
        latest: a.latest.zip(b.latest).map(|(a, b)| a.max(b)),
    }
}

fn starts_apart(a: Bounds, b: Bounds) -> bool {
    let after = |late: Option<Instant>, early: Option<Instant>| {
        late.zip(early).is_some_and(|(late, early)| late.seconds_since(early) > TIME_SLACK)
    };
    after(a.earliest, b.latest) || after(b.earliest, a.latest)
}

fn sightings(episode: &Episode) -> Vec<(RecordId, Instant)> {
    episode
        .steps
        .iter()
        .filter(|step| step.state.is_held())
        .filter_map(|step| step.unit.zip(step.confirmed))
        .collect()
}

impl Items {
    fn subjects(sheet: &Sheet, truths: &[Truth]) -> Self {
        let n = sheet.subjects.len();
        let mut truth = vec![Truth::No; n];
        let mut standings: Vec<Option<Standing>> = vec![None; n];
        for (episode, asked) in sheet.episodes.iter().zip(truths) {
            let s = episode.subject as usize;
            if let Some(slot) = truth.get_mut(s) {
                *slot = (*slot).or(*asked);
            }
            if *asked == Truth::No {
                continue;
            }
            if let Some(slot) = standings.get_mut(s) {
                // Neither a list, nor a time, nor a city tells two people apart: one person can be detained twice.
                let mut here = Standing {
                    sightings: sightings(episode),
                    happened: episode.start,
                    ..Standing::default()
                };
                here.everywhere = true;
                match slot {
                    Some(standing) => standing.join(&here),
                    None => *slot = Some(here),
                }
            }
        }
        let index: HashMap<RecordId, u32> =
            (0u32..).zip(&sheet.subjects).map(|(i, s)| (s.record, i)).collect();
        let pairs = sheet
            .judgements
            .iter()
            .filter_map(|j| Some((*index.get(&j.a)?, *index.get(&j.b)?, j.verdict)))
            .collect();
        let outside = truth.iter().filter(|t| **t == Truth::No).count() as u64;
        Self {
            records: sheet.subjects.iter().map(|s| s.record).collect(),
            sizes: sheet.subjects.iter().map(|s| s.size).collect(),
            truths: truth,
            within: sheet.subjects.iter().map(|s| s.within.clone()).collect(),
            standings: standings.into_iter().map(Option::unwrap_or_default).collect(),
            pairs,
            outside,
        }
    }

    fn episodes(sheet: &Sheet, truths: &[Truth]) -> Self {
        let index: HashMap<RecordId, u32> =
            (0u32..).zip(&sheet.episodes).map(|(i, e)| (e.detention, i)).collect();
        let mut of_subject: HashMap<u32, Vec<u32>> = HashMap::new();
        for (i, episode) in (0u32..).zip(&sheet.episodes) {
            of_subject.entry(episode.subject).or_default().push(i);
        }
        let subject_index: HashMap<RecordId, u32> =
            (0u32..).zip(&sheet.subjects).map(|(i, s)| (s.record, i)).collect();
        let start = |i: u32| sheet.episodes.get(i as usize).map_or(Bounds::UNKNOWN, |e| e.start);
        let mut pairs: Vec<(u32, u32, Verdict)> = Vec::new();
        let mut judged: HashSet<(u32, u32)> = HashSet::new();
        for j in &sheet.judgements {
            if let Some((a, b)) = index.get(&j.a).copied().zip(index.get(&j.b).copied()) {
                pairs.push((a, b, j.verdict));
                judged.insert((a.min(b), a.max(b)));
            }
        }
        // Detentions of one person may be one episode, unless judged or unless their times are apart.
        let mut people = Union::new(sheet.subjects.len());
        let mut maybe_people: Vec<(u32, u32)> = Vec::new();
        let mut apart_people: Vec<(u32, u32)> = Vec::new();
        for j in &sheet.judgements {
            if let Some((a, b)) = subject_index.get(&j.a).copied().zip(subject_index.get(&j.b).copied()) {
                match j.verdict {
                    Verdict::Same => people.join(a, b),
                    Verdict::Unsure => maybe_people.push((a, b)),
                    Verdict::Different => apart_people.push((a, b)),
                }
            }
        }
        let mut of_person: HashMap<u32, Vec<u32>> = HashMap::new();
        for (i, episode) in (0u32..).zip(&sheet.episodes) {
            of_person.entry(people.root(episode.subject)).or_default().push(i);
        }
        let one = |i: u32| {
            sheet
                .episodes
                .get(i as usize)
                .and_then(|e| sheet.subjects.get(e.subject as usize))
                .is_some_and(|s| matches!(s.size, Size::One { .. }))
        };
        let mut roots: Vec<&u32> = of_person.keys().collect();
        roots.sort_unstable();
        let mut suppose = |a: u32, b: u32| {
            let same_list = |i: u32| sheet.episodes.get(i as usize).and_then(|e| e.list);
            let listed_apart = same_list(a).is_some() && same_list(a) == same_list(b);
            if a != b
                && one(a)
                && one(b)
                && !listed_apart
                && !starts_apart(start(a), start(b))
                && judged.insert((a.min(b), a.max(b)))
            {
                pairs.push((a, b, Verdict::Unsure));
            }
        };
        for root in roots {
            let mine = of_person.get(root).map(Vec::as_slice).unwrap_or_default();
            for (at, a) in mine.iter().enumerate() {
                for b in mine.iter().skip(at + 1) {
                    suppose(*a, *b);
                }
            }
        }
        for (p, q) in &maybe_people {
            let of = |person: u32| of_person.get(&person).cloned().unwrap_or_default();
            for a in of(people.root(*p)) {
                for b in of(people.root(*q)) {
                    suppose(a, b);
                }
            }
        }
        // Records with no person in common have no detention in common.
        for (p, q) in &apart_people {
            for a in of_subject.get(p).into_iter().flatten() {
                for b in of_subject.get(q).into_iter().flatten() {
                    pairs.push((*a, *b, Verdict::Different));
                }
            }
        }
        let within = sheet
            .episodes
            .iter()
            .map(|episode| {
                let groups = sheet
                    .subjects
                    .get(episode.subject as usize)
                    .map(|s| s.within.as_slice())
                    .unwrap_or_default();
                groups
                    .iter()
                    .flat_map(|g| of_subject.get(g).into_iter().flatten())
                    .copied()
                    .filter(|g| !starts_apart(start(*g), episode.start))
                    .collect()
            })
            .collect();
        let truths: Vec<Truth> =
            (0..sheet.episodes.len()).map(|i| truths.get(i).copied().unwrap_or(Truth::No)).collect();
        Self {
            records: sheet.episodes.iter().map(|e| e.detention).collect(),
            sizes: sheet
                .episodes
                .iter()
                .map(|e| {
                    sheet
                        .subjects
                        .get(e.subject as usize)
                        .map_or(Size::Several { low: 0, high: None }, |s| s.size)
                })
                .collect(),
            within,
            standings: sheet.episodes.iter().map(Standing::of_episode).collect(),
            pairs,
            outside: truths.iter().filter(|t| **t == Truth::No).count() as u64,
            truths,
        }
    }

    fn count(self, measure: Measure) -> Count {
        let clusters = Clusters::of(&self);
        let floor = distinct::floor(&clusters.population, &clusters);
        let ceiling = distinct::ceiling(&clusters.population, &clusters);
        let mut lines: Vec<Line> = Vec::new();
        let mut named = 0;
        let mut extra = 0u64;
        for (i, cluster) in clusters.one.iter().enumerate() {
            let adds = floor.individuals.get(i).copied().unwrap_or(0);
            named += u64::from(adds == 1 && cluster.named);
            // Records judged the same and different at once may be two after all.
            extra += cluster.split;
            let why = match (adds, cluster.truth) {
                (1, _) if cluster.named => Why::Named,
                (1, _) => Why::Unnamed,
                (_, Truth::Yes) => {
                    let other = clusters.maybe_same(i as u32, &floor.individuals);
                    other.map_or(Why::NotCertain, Why::MaybeSame)
                }
                _ => Why::NotCertain,
            };
            lines.push(cluster.line(u64::from(adds), Some(1 + cluster.split), why));
        }
        for (g, cluster) in clusters.several.iter().enumerate() {
            let adds = floor.groups.get(g).copied().unwrap_or(0);
            let most = ceiling.groups.get(g).copied().unwrap_or(Some(0));
            let why = match (adds, cluster.truth, most) {
                (1.., _, _) => Why::GroupBeyond,
                (_, Truth::Yes, Some(0)) => Why::InsideLarger,
                (_, Truth::Yes, _) => Why::MayOverlap,
                _ => Why::NotCertain,
            };
            lines.push(cluster.line(adds, most, why));
        }
        lines.sort_by_key(|line| line.record);
        Count {
            measure,
            floor: floor.total,
            // Claims that contradict (a part larger than its whole) must not put the ceiling below the floor.
            ceiling: ceiling.total.map(|total| (total + extra).max(floor.total)),
            named,
            lines,
            outside: self.outside,
            contradictory: clusters.contradictory,
        }
    }
}

/// Records judged the same, as one.
struct Cluster {
    record: RecordId,
    merged: Vec<RecordId>,
    named: bool,
    truth: Truth,
    standing: Standing,
    /// How many more people there may be, since the judgements behind it contradict.
    split: u64,
}

impl Cluster {
    fn line(&self, floor: u64, ceiling: Option<u64>, why: Why) -> Line {
        Line {
            record: self.record,
            merged: self.merged.clone(),
            floor,
            ceiling,
            why,
            happened: self.standing.happened,
        }
    }
}

struct Clusters {
    one: Vec<Cluster>,
    several: Vec<Cluster>,
    population: Population,
    /// Groups and others known to share nobody: (group, group) and (group, individual).
    groups_apart: HashSet<(u32, u32)>,
    mixed_apart: HashSet<(u32, u32)>,
    /// Groups that lie inside others or hold others.
    nested: HashSet<u32>,
    contradictory: Vec<(RecordId, RecordId)>,
}

impl Clusters {
    fn of(items: &Items) -> Self {
        let n = items.records.len();
        let is_one = |i: u32| matches!(items.sizes.get(i as usize), Some(Size::One { .. }));
        let counts = |i: u32| items.truths.get(i as usize).is_some_and(|t| *t != Truth::No);
        let mut union = Union::new(n);
        for (a, b, verdict) in &items.pairs {
            // A person judged the same as a group is a slip; neither takes the other in.
            if *verdict == Verdict::Same && is_one(*a) == is_one(*b) {
                union.join(*a, *b);
            }
        }
        let mut members: HashMap<u32, Vec<u32>> = HashMap::new();
        for i in 0..n as u32 {
            members.entry(union.root(i)).or_default().push(i);
        }
        let mut out = Self {
            one: Vec::new(),
            several: Vec::new(),
            population: Population::default(),
            groups_apart: HashSet::new(),
            mixed_apart: HashSet::new(),
            nested: HashSet::new(),
            contradictory: Vec::new(),
        };
        let mut place: Vec<Option<u32>> = vec![None; n];
        // Named people first, then by id: where one of two who may be the same is counted, it is the named one, and the
        // result does not depend on the order in which records arrived.
        let named = |i: &u32| matches!(items.sizes.get(*i as usize), Some(Size::One { named: true }));
        let mut roots: Vec<(bool, Option<RecordId>, u32)> = members
            .iter()
            .map(|(root, all)| {
                let least = all.iter().filter_map(|i| items.records.get(*i as usize)).min().copied();
                (!all.iter().any(named), least, *root)
            })
            .collect();
        roots.sort_unstable();
        for (_, _, i) in roots {
            let all = members.get(&i).map(Vec::as_slice).unwrap_or_default();
            let inside: Vec<u32> = all.iter().copied().filter(|m| counts(*m)).collect();
            let Some(cluster) = out.cluster(items, all, &inside) else { continue };
            let at = if is_one(i) {
                out.population
                    .individuals
                    .push(Individual { certain: cluster.truth == Truth::Yes, member_of: Vec::new() });
                out.one.push(cluster);
                out.one.len() as u32 - 1
            } else {
                let (low, high) =
                    all.iter().fold((0, None), |(low, high): (u64, Option<u64>), m| {
                        match items.sizes.get(*m as usize) {
                            Some(Size::Several { low: l, high: h }) => {
                                (low.max(*l), high.zip(*h).map(|(a, b)| a.min(b)).or(high).or(*h))
                            }
                            _ => (low, high),
                        }
                    });
                let high = high.map(|high| high.max(low));
                out.population.groups.push(Crowd {
                    certain: cluster.truth == Truth::Yes,
                    low,
                    high,
                    part_of: Vec::new(),
                });
                out.several.push(cluster);
                out.several.len() as u32 - 1
            };
            for m in all {
                if let Some(slot) = place.get_mut(*m as usize) {
                    *slot = Some(at);
                }
            }
        }
        out.relate(items, &place, &mut union);
        out
    }

    fn cluster(&self, items: &Items, all: &[u32], inside: &[u32]) -> Option<Cluster> {
        let named = |i: u32| matches!(items.sizes.get(i as usize), Some(Size::One { named: true }));
        let record = |i: u32| items.records.get(i as usize).copied();
        let first = inside.iter().copied().min_by_key(|i| (!named(*i), record(*i)))?;
        let mut standing = items.standings.get(first as usize)?.clone();
        for other in inside.iter().filter(|i| **i != first) {
            if let Some(more) = items.standings.get(*other as usize) {
                standing.join(more);
            }
        }
        let head = record(first)?;
        let mut merged: Vec<RecordId> =
            all.iter().filter_map(|i| record(*i)).filter(|r| *r != head).collect();
        merged.sort_unstable();
        let truth = inside.iter().filter_map(|i| items.truths.get(*i as usize)).copied().max()?;
        Some(Cluster {
            record: head,
            merged,
            named: all.iter().any(|i| named(*i)),
            truth,
            standing,
            split: 0,
        })
    }

    fn relate(&mut self, items: &Items, place: &[Option<u32>], union: &mut Union) {
        let is_one = |i: u32| matches!(items.sizes.get(i as usize), Some(Size::One { .. }));
        let at = |i: u32| place.get(i as usize).copied().flatten();
        let mut different: HashSet<(u32, u32)> = HashSet::new();
        for (a, b, _) in items.pairs.iter().filter(|(_, _, v)| *v == Verdict::Different) {
            if union.root(*a) == union.root(*b) {
                if let Some(pair) =
                    items.records.get(*a as usize).copied().zip(items.records.get(*b as usize).copied())
                {
                    self.contradictory.push(pair);
                }
                if let Some(cluster) =
                    at(*a).filter(|_| is_one(*a)).and_then(|c| self.one.get_mut(c as usize))
                {
                    cluster.split = (cluster.split + 1).min(cluster.merged.len() as u64);
                }
                continue;
            }
            let Some((x, y)) = at(*a).zip(at(*b)) else { continue };
            match (is_one(*a), is_one(*b)) {
                (true, true) => {
                    different.insert((x.min(y), x.max(y)));
                }
                (false, false) => {
                    self.groups_apart.insert((x.min(y), x.max(y)));
                }
                (false, true) => {
                    self.mixed_apart.insert((x, y));
                }
                (true, false) => {
                    self.mixed_apart.insert((y, x));
                }
            }
        }
        let mut unsure: BTreeSet<(u32, u32)> = BTreeSet::new();
        for (a, b, verdict) in &items.pairs {
            let may_be_one =
                *verdict == Verdict::Unsure && is_one(*a) && is_one(*b) && union.root(*a) != union.root(*b);
            let places = if may_be_one { at(*a).zip(at(*b)) } else { None };
            if let Some((x, y)) = places.filter(|(x, y)| x != y) {
                let pair = (x.min(y), x.max(y));
                if !different.contains(&pair) {
                    unsure.insert(pair);
                }
            }
        }
        self.population.unsure = unsure.into_iter().collect();
        for (i, groups) in (0u32..).zip(&items.within) {
            let Some(here) = at(i) else { continue };
            for g in groups.iter().filter(|g| !is_one(**g)).filter_map(|g| at(*g)) {
                if is_one(i) {
                    if let Some(x) = self.population.individuals.get_mut(here as usize)
                        && !x.member_of.contains(&g)
                        && !self.mixed_apart.contains(&(g, here))
                    {
                        x.member_of.push(g);
                    }
                } else if g != here
                    && let Some(crowd) = self.population.groups.get_mut(here as usize)
                    && !crowd.part_of.contains(&g)
                {
                    crowd.part_of.push(g);
                    self.nested.extend([g, here]);
                }
            }
        }
    }

    /// A counted individual that a certain but uncounted one may be.
    fn maybe_same(&self, i: u32, counted: &[u8]) -> Option<RecordId> {
        let other = |x: u32| counted.get(x as usize).is_some_and(|n| *n == 1);
        self.population
            .unsure
            .iter()
            .filter_map(|(a, b)| {
                if *a == i {
                    Some(*b)
                } else if *b == i {
                    Some(*a)
                } else {
                    None
                }
            })
            .find(|x| other(*x))
            .and_then(|x| self.one.get(x as usize))
            .map(|cluster| cluster.record)
    }
}

impl Apart for Clusters {
    fn group_individual(&self, g: u32, i: u32) -> bool {
        if self.population.individuals.get(i as usize).is_some_and(|x| x.member_of.contains(&g)) {
            return false;
        }
        self.mixed_apart.contains(&(g, i))
            || self
                .several
                .get(g as usize)
                .zip(self.one.get(i as usize))
                .is_some_and(|(group, one)| group.standing.apart(&one.standing))
    }

    fn groups(&self, g: u32, h: u32) -> bool {
        let inside =
            |a: u32, b: u32| self.population.groups.get(a as usize).is_some_and(|c| c.part_of.contains(&b));
        if inside(g, h) || inside(h, g) {
            return false;
        }
        self.groups_apart.contains(&(g.min(h), g.max(h)))
            || self
                .several
                .get(g as usize)
                .zip(self.several.get(h as usize))
                .is_some_and(|(a, b)| a.standing.apart(&b.standing))
    }

    fn group_slot(&self, g: u32) -> Slot {
        // What lies inside another, or holds another, is compared with everything.
        if self.nested.contains(&g) {
            return Slot::default();
        }
        self.several.get(g as usize).map(|c| c.standing.slot()).unwrap_or_default()
    }

    fn individual_slot(&self, i: u32) -> Slot {
        self.one.get(i as usize).map(|c| c.standing.slot()).unwrap_or_default()
    }
}

/// Union-find with the least index as root, so that results do not depend on the order of judgements.
struct Union {
    parent: Vec<u32>,
}

impl Union {
    fn new(n: usize) -> Self {
        Self { parent: (0..n as u32).collect() }
    }

    fn root(&mut self, i: u32) -> u32 {
        let mut at = i;
        while let Some(up) = self.parent.get(at as usize).copied().filter(|up| *up != at) {
            let over = self.parent.get(up as usize).copied().unwrap_or(up);
            if let Some(slot) = self.parent.get_mut(at as usize) {
                *slot = over;
            }
            at = up;
        }
        at
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        if let Some(slot) = self.parent.get_mut(a.max(b) as usize) {
            *slot = a.min(b);
        }
    }
}
