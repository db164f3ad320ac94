//! What a count needs that does not depend on the question: which records are one, which may be, which are apart. Made
//! once per sheet and used for every question put to it.

use super::distinct::Slot;
use super::sheet::{Episode, Sheet, Size};
use crate::RecordId;
use crate::decision::Verdict;
use crate::when::{Bounds, Instant};
use std::collections::{BTreeSet, HashMap, HashSet};

/// Stated times err. Two arrests whose times are further apart than this (seconds, six hours) are two arrests;
/// nearer ones may be one.
pub const TIME_SLACK: i64 = 6 * 3600;

/// Nobody is at two units within this time (seconds, ten minutes).
pub const SIGHTING_SLACK: i64 = 600;

/// The sheet's records, put together by its judgements, once as people and once as detentions.
#[derive(Debug, Clone)]
pub struct Index {
    pub(super) people: Plan,
    pub(super) detentions: Plan,
}

impl Index {
    /// Puts the records of a sheet together.
    pub fn of(sheet: &Sheet) -> Self {
        Self { people: Plan::of(&Items::subjects(sheet)), detentions: Plan::of(&Items::episodes(sheet)) }
    }
}

/// Records of one sort (subjects or episodes), put together.
#[derive(Debug, Clone, Default)]
pub(super) struct Plan {
    /// In the order of their records.
    pub clusters: Vec<Cluster>,
    /// Which cluster an item (a subject or episode) is in.
    pub of_item: Vec<u32>,
    /// Pairs of clusters of individuals that may be one person.
    pub unsure: Vec<(u32, u32)>,
    /// Pairs of clusters of groups that share nobody.
    pub groups_apart: HashSet<(u32, u32)>,
    /// A cluster of a group and one of an individual that share nobody.
    pub mixed_apart: HashSet<(u32, u32)>,
    /// Clusters of groups that lie inside others or hold others.
    pub nested: HashSet<u32>,
    /// Pairs of records judged both the same and different.
    pub contradictory: Vec<(RecordId, RecordId)>,
    /// Individuals by day and series: what is certainly apart from a group is never compared with it.
    pub calendar: Vec<(i64, Option<RecordId>, u32)>,
    /// Individuals that may belong to any day.
    pub always: Vec<u32>,
}

/// Records judged the same, as one.
#[derive(Debug, Clone)]
pub(super) struct Cluster {
    /// The record that stands for them: a named one, if there is one.
    pub record: RecordId,
    /// The others.
    pub merged: Vec<RecordId>,
    /// One person or several.
    pub size: Size,
    /// How many more people there may be, since the judgements behind it contradict.
    pub split: u64,
    /// Clusters of groups it lies in.
    pub within: Vec<u32>,
    pub standing: Standing,
}

impl Cluster {
    pub fn named(&self) -> bool {
        matches!(self.size, Size::One { named: true })
    }
    pub fn one(&self) -> bool {
        matches!(self.size, Size::One { .. })
    }
}

/// An item that can belong to more days than this is compared with everything.
const LONG: i64 = 40;

/// Where and when an item stands, for telling what is apart.
#[derive(Debug, Clone, Default)]
pub(super) struct Standing {
    lists: BTreeSet<RecordId>,
    start: Bounds,
    localities: BTreeSet<RecordId>,
    everywhere: bool,
    sightings: Vec<(RecordId, Instant)>,
}

impl Standing {
    fn of_episode(episode: &Episode) -> Self {
        Self {
            lists: episode.list.into_iter().collect(),
            start: episode.start,
            localities: episode.locality.into_iter().collect(),
            everywhere: episode.locality.is_none(),
            sightings: sightings(episode),
        }
    }

    /// Of several records that are one thing: the widest reading.
    fn join(&mut self, other: &Standing) {
        self.lists.extend(other.lists.iter().copied());
        self.localities.extend(other.localities.iter().copied());
        self.everywhere |= other.everywhere;
        self.sightings.extend(other.sightings.iter().copied());
        self.start = hull(self.start, other.start);
    }

    pub(super) fn apart(&self, other: &Standing) -> bool {
        !self.lists.is_disjoint(&other.lists)
            || starts_apart(self.start, other.start)
            || (!self.everywhere && !other.everywhere && self.localities.is_disjoint(&other.localities))
            || self.sightings.iter().any(|(unit, at)| {
                other.sightings.iter().any(|(elsewhere, then)| {
                    unit != elsewhere && at.seconds_since(*then).abs() <= SIGHTING_SLACK
                })
            })
    }

    pub(super) fn slot(&self) -> Slot {
        const DAY: i64 = 86_400;
        let days = self.start.earliest.zip(self.start.latest).map(|(from, to)| {
            ((from.unix() - TIME_SLACK / 2).div_euclid(DAY), (to.unix() + TIME_SLACK / 2).div_euclid(DAY))
        });
        Slot { series: self.lists.first().copied(), days }
    }
}

pub(super) fn hull(a: Bounds, b: Bounds) -> Bounds {
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

/// Subjects or episodes, before they are put together.
struct Items {
    records: Vec<RecordId>,
    sizes: Vec<Size>,
    /// The groups an item lies in (items).
    within: Vec<Vec<u32>>,
    standings: Vec<Standing>,
    /// Pairs with what was judged or follows from judgements.
    pairs: Vec<(u32, u32, Verdict)>,
}

impl Items {
    fn subjects(sheet: &Sheet) -> Self {
        let mut standings = vec![Standing { everywhere: true, ..Standing::default() }; sheet.subjects.len()];
        for episode in &sheet.episodes {
            // Neither a list, nor a time, nor a city tells two people apart: one person can be detained twice.
            if let Some(standing) = standings.get_mut(episode.subject as usize) {
                standing.sightings.extend(sightings(episode));
            }
        }
        let index: HashMap<RecordId, u32> =
            (0u32..).zip(&sheet.subjects).map(|(i, s)| (s.record, i)).collect();
        let pairs = sheet
            .judgements
            .iter()
            .filter_map(|j| Some((*index.get(&j.a)?, *index.get(&j.b)?, j.verdict)))
            .collect();
        Self {
            records: sheet.subjects.iter().map(|s| s.record).collect(),
            sizes: sheet.subjects.iter().map(|s| s.size).collect(),
            within: sheet.subjects.iter().map(|s| s.within.clone()).collect(),
            standings,
            pairs,
        }
    }

    fn episodes(sheet: &Sheet) -> Self {
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
        }
    }
}

impl Plan {
    fn of(items: &Items) -> Self {
        let n = items.records.len();
        let is_one = |i: u32| matches!(items.sizes.get(i as usize), Some(Size::One { .. }));
        let mut union = Union::new(n);
        for (a, b, verdict) in &items.pairs {
            // A person judged the same as a group is a slip; neither takes the other in.
            if *verdict == Verdict::Same && is_one(*a) == is_one(*b) {
                union.join(*a, *b);
            }
        }
        let mut members: HashMap<u32, Vec<u32>> = HashMap::new();
        for i in 0..n as u32 {
            let root = union.root(i);
            if root != i {
                members.entry(root).or_insert_with(|| vec![root]).push(i);
            }
        }
        let mut plan = Self { of_item: vec![0; n], ..Self::default() };
        let mut clusters: Vec<(Cluster, u32)> = (0..n as u32)
            .filter(|i| union.root(*i) == *i)
            .filter_map(|root| {
                let alone = [root];
                let all = members.get(&root).map_or(alone.as_slice(), Vec::as_slice);
                Some((cluster(items, all)?, root))
            })
            .collect();
        clusters.sort_unstable_by_key(|(cluster, _)| cluster.record);
        let mut at: HashMap<u32, u32> = HashMap::new();
        for (c, (cluster, root)) in (0u32..).zip(clusters) {
            at.insert(root, c);
            plan.clusters.push(cluster);
        }
        for i in 0..n as u32 {
            if let (Some(slot), Some(c)) = (plan.of_item.get_mut(i as usize), at.get(&union.root(i))) {
                *slot = *c;
            }
        }
        plan.relate(items, &mut union);
        plan.by_day();
        plan
    }

    fn relate(&mut self, items: &Items, union: &mut Union) {
        let is_one = |i: u32| matches!(items.sizes.get(i as usize), Some(Size::One { .. }));
        let at = |plan: &Self, i: u32| plan.of_item.get(i as usize).copied().unwrap_or_default();
        let mut different: HashSet<(u32, u32)> = HashSet::new();
        for (a, b, _) in items.pairs.iter().filter(|(_, _, verdict)| *verdict == Verdict::Different) {
            let (x, y) = (at(self, *a), at(self, *b));
            if union.root(*a) == union.root(*b) {
                let record = |i: u32| items.records.get(i as usize).copied();
                self.contradictory.extend(record(*a).zip(record(*b)));
                if let Some(cluster) = self.clusters.get_mut(x as usize).filter(|cluster| cluster.one()) {
                    cluster.split = (cluster.split + 1).min(cluster.merged.len() as u64);
                }
                continue;
            }
            match (is_one(*a), is_one(*b)) {
                (true, true) => different.insert((x.min(y), x.max(y))),
                (false, false) => self.groups_apart.insert((x.min(y), x.max(y))),
                (false, true) => self.mixed_apart.insert((x, y)),
                (true, false) => self.mixed_apart.insert((y, x)),
            };
        }
        let mut unsure: BTreeSet<(u32, u32)> = BTreeSet::new();
        for (a, b, verdict) in &items.pairs {
            let (x, y) = (at(self, *a), at(self, *b));
            let pair = (x.min(y), x.max(y));
            if *verdict == Verdict::Unsure && is_one(*a) && is_one(*b) && x != y && !different.contains(&pair)
            {
                unsure.insert(pair);
            }
        }
        self.unsure = unsure.into_iter().collect();
        for (i, groups) in (0u32..).zip(&items.within) {
            let here = at(self, i);
            let groups: Vec<u32> = groups.iter().filter(|g| !is_one(**g)).map(|g| at(self, *g)).collect();
            for g in groups {
                let apart = is_one(i) && self.mixed_apart.contains(&(g, here));
                if g == here || apart {
                    continue;
                }
                if !is_one(i) {
                    self.nested.extend([g, here]);
                }
                if let Some(cluster) = self.clusters.get_mut(here as usize)
                    && !cluster.within.contains(&g)
                {
                    cluster.within.push(g);
                }
            }
        }
    }

    fn by_day(&mut self) {
        for (c, cluster) in (0u32..).zip(&self.clusters).filter(|(_, cluster)| cluster.one()) {
            let slot = cluster.standing.slot();
            match slot.days {
                Some((from, to)) if to >= from && to - from <= LONG => {
                    self.calendar.extend((from..=to).map(|day| (day, slot.series, c)));
                }
                _ => self.always.push(c),
            }
        }
        self.calendar.sort_unstable();
    }

    /// Calls `see` for every cluster of an individual that may not be apart from a group standing at `slot`, each once
    /// (or, when the group can belong to several days, perhaps twice), until it returns false.
    pub(super) fn near(&self, slot: Slot, see: &mut dyn FnMut(u32) -> bool) {
        if !self.always.iter().all(|c| see(*c)) {
            return;
        }
        let (from, to) = slot.days.filter(|(from, to)| from <= to).unwrap_or((i64::MIN, i64::MAX));
        let mut seen = BTreeSet::new();
        let mut at = self.calendar.partition_point(|(day, _, _)| *day < from);
        while let Some((day, series, c)) = self.calendar.get(at).copied().filter(|(day, _, _)| *day <= to) {
            if series.is_some() && series == slot.series {
                // The rest of this series on this day is apart by its maker's rule.
                at += self
                    .calendar
                    .get(at..)
                    .map_or(1, |rest| rest.partition_point(|(d, s, _)| (*d, *s) <= (day, series)))
                    .max(1);
                continue;
            }
            if (from == to || seen.insert(c)) && !see(c) {
                return;
            }
            at += 1;
        }
    }
}

fn cluster(items: &Items, all: &[u32]) -> Option<Cluster> {
    let named = |i: u32| matches!(items.sizes.get(i as usize), Some(Size::One { named: true }));
    let record = |i: u32| items.records.get(i as usize).copied();
    let first = all.iter().copied().min_by_key(|i| (!named(*i), record(*i)))?;
    let mut standing = items.standings.get(first as usize)?.clone();
    let mut size = *items.sizes.get(first as usize)?;
    for other in all.iter().filter(|i| **i != first) {
        if let Some(more) = items.standings.get(*other as usize) {
            standing.join(more);
        }
        if let (Size::Several { low, high }, Some(Size::Several { low: l, high: h })) =
            (size, items.sizes.get(*other as usize))
        {
            size =
                Size::Several { low: low.max(*l), high: high.zip(*h).map(|(a, b)| a.min(b)).or(high).or(*h) };
        }
    }
    if let Size::Several { low, high } = size {
        size = Size::Several { low, high: high.map(|high| high.max(low)) };
    }
    let head = record(first)?;
    let mut merged: Vec<RecordId> = all.iter().filter_map(|i| record(*i)).filter(|r| *r != head).collect();
    merged.sort_unstable();
    Some(Cluster { record: head, merged, size, split: 0, within: Vec::new(), standing })
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
