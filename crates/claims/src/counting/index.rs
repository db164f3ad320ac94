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
        Self { people: Plan::of(Items::subjects(sheet)), detentions: Plan::of(Items::episodes(sheet)) }
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
    lists: Few<RecordId>,
    start: Bounds,
    localities: Few<RecordId>,
    everywhere: bool,
    sightings: Few<(RecordId, Instant)>,
}

impl Standing {
    fn of_episode(episode: &Episode) -> Self {
        Self {
            lists: Few::from_iter(episode.list),
            start: episode.start,
            localities: Few::from_iter(episode.locality),
            everywhere: episode.locality.is_none(),
            sightings: Few::from_iter(sightings(episode)),
        }
    }

    /// Of several records that are one thing: the widest reading.
    fn join(&mut self, other: &Standing) {
        self.lists.extend(other.lists.all());
        self.localities.extend(other.localities.all());
        self.everywhere |= other.everywhere;
        self.sightings.extend(other.sightings.all());
        self.start = hull(self.start, other.start);
    }

    pub(super) fn apart(&self, other: &Standing) -> bool {
        self.lists.meets(&other.lists)
            || starts_apart(self.start, other.start)
            || (!self.everywhere && !other.everywhere && !self.localities.meets(&other.localities))
            || self.sightings.all().any(|(unit, at)| {
                other.sightings.all().any(|(elsewhere, then)| {
                    unit != elsewhere && at.seconds_since(then).abs() <= SIGHTING_SLACK
                })
            })
    }

    pub(super) fn slot(&self) -> Slot {
        const DAY: i64 = 86_400;
        let days = self.start.earliest.zip(self.start.latest).map(|(from, to)| {
            ((from.unix() - TIME_SLACK / 2).div_euclid(DAY), (to.unix() + TIME_SLACK / 2).div_euclid(DAY))
        });
        Slot { series: self.lists.all().next(), days }
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

fn sightings(episode: &Episode) -> impl Iterator<Item = (RecordId, Instant)> {
    let held = episode.steps.iter().filter(|step| step.state.is_held());
    held.filter_map(|step| step.unit.zip(step.confirmed))
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
        let judged = Judged::of(sheet);
        Self {
            records: sheet.subjects.iter().map(|s| s.record).collect(),
            sizes: sheet.subjects.iter().map(|s| s.size).collect(),
            within: sheet.subjects.iter().map(|s| s.within.clone()).collect(),
            standings,
            pairs: judged.subjects,
        }
    }

    fn episodes(sheet: &Sheet) -> Self {
        let of_subject = Shelves::of(sheet.subjects.len(), sheet.episodes.iter().map(|e| e.subject));
        let start = |i: u32| sheet.episodes.get(i as usize).map_or(Bounds::UNKNOWN, |e| e.start);
        let judgements = Judged::of(sheet);
        let mut pairs = judgements.episodes;
        let mut judged: HashSet<(u32, u32)> = pairs.iter().map(|(a, b, _)| (*a.min(b), *a.max(b))).collect();
        // Detentions of one person may be one episode, unless judged or unless their times are apart.
        let mut people = Union::new(sheet.subjects.len());
        let mut maybe_people: Vec<(u32, u32)> = Vec::new();
        let mut apart_people: Vec<(u32, u32)> = Vec::new();
        for (a, b, verdict) in judgements.subjects {
            match verdict {
                Verdict::Same => people.join(a, b),
                Verdict::Unsure => maybe_people.push((a, b)),
                Verdict::Different => apart_people.push((a, b)),
            }
        }
        let of_person =
            Shelves::of(sheet.subjects.len(), sheet.episodes.iter().map(|e| people.root(e.subject)));
        let one = |i: u32| {
            sheet
                .episodes
                .get(i as usize)
                .and_then(|e| sheet.subjects.get(e.subject as usize))
                .is_some_and(|s| matches!(s.size, Size::One { .. }))
        };
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
        for root in 0..sheet.subjects.len() as u32 {
            let mine = of_person.on(root);
            for (at, a) in mine.iter().enumerate() {
                for b in mine.iter().skip(at + 1) {
                    suppose(*a, *b);
                }
            }
        }
        for (p, q) in &maybe_people {
            let (p, q) = (people.root(*p), people.root(*q));
            for a in of_person.on(p) {
                for b in of_person.on(q) {
                    suppose(*a, *b);
                }
            }
        }
        // Records with no person in common have no detention in common.
        for (p, q) in &apart_people {
            for a in of_subject.on(*p) {
                for b in of_subject.on(*q) {
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
                    .flat_map(|g| of_subject.on(*g))
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
    fn of(mut items: Items) -> Self {
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
        let roots: Vec<u32> = (0..n as u32).map(|i| union.root(i)).collect();
        for (i, root) in (0u32..).zip(&roots).filter(|(i, root)| i != *root) {
            members.entry(*root).or_insert_with(|| vec![*root]).push(i);
        }
        let mut clusters: Vec<(Cluster, u32)> =
            Vec::with_capacity(n - members.values().map(|all| all.len() - 1).sum::<usize>());
        for (i, root) in (0u32..).zip(&roots).filter(|(i, root)| i == *root) {
            let alone = [i];
            let all = members.get(root).map_or(alone.as_slice(), Vec::as_slice);
            clusters.extend(cluster(&mut items, all).map(|cluster| (cluster, i)));
        }
        clusters.sort_unstable_by_key(|(cluster, _)| cluster.record);
        let mut plan = Self { clusters: Vec::with_capacity(clusters.len()), ..Self::default() };
        let mut at = vec![0u32; n];
        for (c, (cluster, root)) in (0u32..).zip(clusters) {
            if let Some(slot) = at.get_mut(root as usize) {
                *slot = c;
            }
            plan.clusters.push(cluster);
        }
        plan.of_item = roots.iter().map(|root| at.get(*root as usize).copied().unwrap_or_default()).collect();
        plan.relate(&items, &mut union);
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

/// Takes the standing of its first item out of the items.
fn cluster(items: &mut Items, all: &[u32]) -> Option<Cluster> {
    let named = |i: u32| matches!(items.sizes.get(i as usize), Some(Size::One { named: true }));
    let record = |i: u32| items.records.get(i as usize).copied();
    let first = all.iter().copied().min_by_key(|i| (!named(*i), record(*i)))?;
    let mut standing = std::mem::take(items.standings.get_mut(first as usize)?);
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
    let record = |i: u32| items.records.get(i as usize).copied();
    let mut merged: Vec<RecordId> = all.iter().filter_map(|i| record(*i)).filter(|r| *r != head).collect();
    merged.sort_unstable();
    Some(Cluster { record: head, merged, size, split: 0, within: Vec::new(), standing })
}

/// What was judged of subjects and of episodes, by their places.
struct Judged {
    subjects: Vec<(u32, u32, Verdict)>,
    episodes: Vec<(u32, u32, Verdict)>,
}

impl Judged {
    /// Only records that were judged are looked up: they are few.
    fn of(sheet: &Sheet) -> Self {
        let mut wanted: Vec<RecordId> = sheet.judgements.iter().flat_map(|j| [j.a, j.b]).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let places = |records: &mut dyn Iterator<Item = RecordId>| {
            let mut places: HashMap<RecordId, u32> = HashMap::with_capacity(wanted.len());
            if !wanted.is_empty() {
                let judged = (0u32..).zip(records).filter(|(_, record)| wanted.binary_search(record).is_ok());
                places.extend(judged.map(|(i, record)| (record, i)));
            }
            let pairs = sheet.judgements.iter();
            pairs.filter_map(|j| Some((*places.get(&j.a)?, *places.get(&j.b)?, j.verdict))).collect()
        };
        Self {
            subjects: places(&mut sheet.subjects.iter().map(|subject| subject.record)),
            episodes: places(&mut sheet.episodes.iter().map(|episode| episode.detention)),
        }
    }
}

/// Items by the place each belongs to, in their order.
struct Shelves {
    /// Where the items of a place begin; one more than there are places.
    begins: Vec<u32>,
    items: Vec<u32>,
}

impl Shelves {
    fn of(places: usize, of_item: impl Iterator<Item = u32>) -> Self {
        let of_item: Vec<u32> = of_item.collect();
        let mut begins = vec![0u32; places + 1];
        for place in &of_item {
            if let Some(slot) = begins.get_mut(*place as usize + 1) {
                *slot += 1;
            }
        }
        let mut sum = 0;
        for slot in &mut begins {
            sum += *slot;
            *slot = sum;
        }
        let (mut next, mut items) = (begins.clone(), vec![0u32; of_item.len()]);
        for (i, place) in (0u32..).zip(&of_item) {
            if let Some(at) = next.get_mut(*place as usize) {
                if let Some(slot) = items.get_mut(*at as usize) {
                    *slot = i;
                }
                *at += 1;
            }
        }
        Self { begins, items }
    }

    fn on(&self, place: u32) -> &[u32] {
        let at = |i: usize| self.begins.get(i).map_or(0, |begin| *begin as usize);
        self.items.get(at(place as usize)..at(place as usize + 1)).unwrap_or_default()
    }
}

/// A small set, mostly of none or one: made for every item of a sheet, so one is kept without asking for memory.
#[derive(Debug, Clone, Default)]
enum Few<T> {
    #[default]
    None,
    One(T),
    /// In order, each once.
    Many(Vec<T>),
}

impl<T: Copy + Ord> Few<T> {
    fn from_iter(items: impl IntoIterator<Item = T>) -> Self {
        let mut few = Self::None;
        few.extend(items);
        few
    }

    fn extend(&mut self, items: impl IntoIterator<Item = T>) {
        for item in items {
            match self {
                Self::None => *self = Self::One(item),
                Self::One(one) if *one == item => {}
                Self::One(one) => *self = Self::Many(vec![item.min(*one), item.max(*one)]),
                Self::Many(many) => {
                    if let Err(at) = many.binary_search(&item) {
                        many.insert(at, item);
                    }
                }
            }
        }
    }

    fn as_slice(&self) -> &[T] {
        match self {
            Self::None => &[],
            Self::One(one) => std::slice::from_ref(one),
            Self::Many(many) => many,
        }
    }

    fn all(&self) -> impl Iterator<Item = T> + '_ {
        self.as_slice().iter().copied()
    }

    fn meets(&self, other: &Self) -> bool {
        self.as_slice().iter().any(|item| other.as_slice().binary_search(item).is_ok())
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
