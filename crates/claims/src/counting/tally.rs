//! From a sheet to a number: which records are one person, which may be, what each adds to floor and ceiling.

use super::distinct::{self, Apart, Crowd, Individual, Population, Slot};
use super::index::{Cluster, Index, Plan, hull};
use super::measure::Measure;
use super::sheet::{Sheet, Size};
use crate::RecordId;
use crate::custody::Truth;
use crate::when::Bounds;

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
    /// Its keys were destroyed: what it was can no longer be known.
    Erased,
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
    count_indexed(sheet, &Index::of(sheet), measure, truths)
}

/// As [`count`], with the sheet's index made beforehand, since it serves every question put to the sheet.
pub fn count_indexed(sheet: &Sheet, index: &Index, measure: Measure, truths: &[Truth]) -> Count {
    match measure {
        Measure::Detentions => {
            let happened: Vec<Bounds> = sheet.episodes.iter().map(|episode| episode.start).collect();
            Asked::of(&index.detentions, truths, &happened).count(measure)
        }
        _ => {
            let n = sheet.subjects.len();
            let (mut of_subject, mut happened) = (vec![Truth::No; n], vec![Bounds::UNKNOWN; n]);
            for (episode, asked) in
                sheet.episodes.iter().zip(truths).filter(|(_, asked)| **asked != Truth::No)
            {
                let at = episode.subject as usize;
                if let (Some(truth), Some(when)) = (of_subject.get_mut(at), happened.get_mut(at)) {
                    *when = if *truth == Truth::No { episode.start } else { hull(*when, episode.start) };
                    *truth = (*truth).or(*asked);
                }
            }
            Asked::of(&index.people, &of_subject, &happened).count(measure)
        }
    }
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

/// A plan with a question put to it: what belongs, in the terms of [`distinct`].
struct Asked<'p> {
    plan: &'p Plan,
    /// Per cluster: whether it belongs, when it happened, and its number among individuals or groups.
    truths: Vec<Truth>,
    happened: Vec<Bounds>,
    numbers: Vec<u32>,
    /// Back from numbers to clusters.
    individuals: Vec<u32>,
    groups: Vec<u32>,
    population: Population,
    outside: u64,
}

impl<'p> Asked<'p> {
    /// `truths` and `happened` are per item of the plan.
    fn of(plan: &'p Plan, truths: &[Truth], happened: &[Bounds]) -> Self {
        let n = plan.clusters.len();
        let mut asked = Self {
            plan,
            truths: vec![Truth::No; n],
            happened: vec![Bounds::UNKNOWN; n],
            numbers: vec![0; n],
            individuals: Vec::new(),
            groups: Vec::new(),
            population: Population::default(),
            outside: 0,
        };
        for (i, c) in plan.of_item.iter().enumerate() {
            let truth = truths.get(i).copied().unwrap_or(Truth::No);
            if truth == Truth::No {
                asked.outside += 1;
                continue;
            }
            let here = happened.get(i).copied().unwrap_or(Bounds::UNKNOWN);
            if let (Some(of), Some(when)) =
                (asked.truths.get_mut(*c as usize), asked.happened.get_mut(*c as usize))
            {
                *when = if *of == Truth::No { here } else { hull(*when, here) };
                *of = (*of).or(truth);
            }
        }
        asked.people_the_worlds();
        asked
    }

    fn people_the_worlds(&mut self) {
        let plan = self.plan;
        for (c, cluster) in (0u32..).zip(&plan.clusters) {
            let truth = self.truths.get(c as usize).copied().unwrap_or(Truth::No);
            if truth == Truth::No {
                continue;
            }
            let certain = truth == Truth::Yes;
            let number = match cluster.size {
                Size::One { named } => {
                    self.individuals.push(c);
                    self.population.individuals.push(Individual {
                        certain,
                        preferred: named,
                        member_of: Vec::new(),
                    });
                    self.individuals.len() - 1
                }
                Size::Several { low, high } => {
                    self.groups.push(c);
                    self.population.groups.push(Crowd { certain, low, high, part_of: Vec::new() });
                    self.groups.len() - 1
                }
            };
            if let Some(slot) = self.numbers.get_mut(c as usize) {
                *slot = number as u32;
            }
        }
        for (c, cluster) in (0u32..).zip(&plan.clusters).filter(|(_, cluster)| !cluster.within.is_empty()) {
            if !self.belongs(c) {
                continue;
            }
            let within: Vec<u32> =
                cluster.within.iter().filter(|g| self.belongs(**g)).map(|g| self.number(*g)).collect();
            let here = self.number(c) as usize;
            if cluster.one() {
                if let Some(individual) = self.population.individuals.get_mut(here) {
                    individual.member_of = within;
                }
            } else if let Some(crowd) = self.population.groups.get_mut(here) {
                crowd.part_of = within;
            }
        }
        let pairs = plan.unsure.iter().filter(|(a, b)| self.belongs(*a) && self.belongs(*b));
        self.population.unsure = pairs.map(|(a, b)| (self.number(*a), self.number(*b))).collect();
    }

    fn belongs(&self, cluster: u32) -> bool {
        self.truths.get(cluster as usize).is_some_and(|truth| *truth != Truth::No)
    }

    fn number(&self, cluster: u32) -> u32 {
        self.numbers.get(cluster as usize).copied().unwrap_or_default()
    }

    fn group(&self, g: u32) -> Option<(u32, &'p Cluster)> {
        let c = self.groups.get(g as usize).copied()?;
        Some((c, self.plan.clusters.get(c as usize)?))
    }

    fn individual(&self, i: u32) -> Option<(u32, &'p Cluster)> {
        let c = self.individuals.get(i as usize).copied()?;
        Some((c, self.plan.clusters.get(c as usize)?))
    }

    fn count(self, measure: Measure) -> Count {
        let floor = distinct::floor(&self.population, &self);
        let ceiling = distinct::ceiling(&self.population, &self);
        let mut lines: Vec<Line> = Vec::with_capacity(self.individuals.len() + self.groups.len());
        let (mut named, mut extra) = (0, 0);
        for (c, cluster) in self.plan.clusters.iter().enumerate() {
            let truth = self.truths.get(c).copied().unwrap_or(Truth::No);
            if truth == Truth::No {
                continue;
            }
            let number = self.number(c as u32);
            let (adds, most, why) = if cluster.one() {
                let adds = floor.individuals.get(number as usize).copied().unwrap_or(0);
                named += u64::from(adds == 1 && cluster.named());
                // Records judged the same and different at once may be two after all.
                extra += cluster.split;
                let why = match (adds, truth) {
                    (1, _) if cluster.named() => Why::Named,
                    (1, _) => Why::Unnamed,
                    (_, Truth::Yes) => {
                        self.maybe_same(number, &floor.individuals).map_or(Why::NotCertain, Why::MaybeSame)
                    }
                    _ => Why::NotCertain,
                };
                (u64::from(adds), Some(1 + cluster.split), why)
            } else {
                let adds = floor.groups.get(number as usize).copied().unwrap_or(0);
                let most = ceiling.groups.get(number as usize).copied().unwrap_or(Some(0));
                let why = match (adds, truth, most) {
                    (1.., _, _) => Why::GroupBeyond,
                    (_, Truth::Yes, Some(0)) => Why::InsideLarger,
                    (_, Truth::Yes, _) => Why::MayOverlap,
                    _ => Why::NotCertain,
                };
                (adds, most, why)
            };
            lines.push(Line {
                record: cluster.record,
                merged: cluster.merged.clone(),
                floor: adds,
                ceiling: most,
                why,
                happened: self.happened.get(c).copied().unwrap_or(Bounds::UNKNOWN),
            });
        }
        Count {
            measure,
            floor: floor.total,
            // Claims that contradict (a part larger than its whole) must not put the ceiling below the floor.
            ceiling: ceiling.total.map(|total| (total + extra).max(floor.total)),
            named,
            lines,
            outside: self.outside,
            contradictory: self.plan.contradictory.clone(),
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
            .and_then(|x| self.individual(x))
            .map(|(_, cluster)| cluster.record)
    }
}

impl Apart for Asked<'_> {
    fn group_individual(&self, g: u32, i: u32) -> bool {
        let Some(((group, of), (one, person))) = self.group(g).zip(self.individual(i)) else { return false };
        if person.within.contains(&group) {
            return false;
        }
        self.plan.mixed_apart.contains(&(group, one)) || of.standing.apart(&person.standing)
    }

    fn groups(&self, g: u32, h: u32) -> bool {
        let Some(((a, first), (b, second))) = self.group(g).zip(self.group(h)) else { return false };
        if first.within.contains(&b) || second.within.contains(&a) {
            return false;
        }
        self.plan.groups_apart.contains(&(a.min(b), a.max(b))) || first.standing.apart(&second.standing)
    }

    fn near(&self, g: u32, _individuals: u32, see: &mut dyn FnMut(u32) -> bool) {
        let slot = self.group_slot(g);
        self.plan.near(slot, &mut |c| !self.belongs(c) || see(self.number(c)));
    }

    fn group_slot(&self, g: u32) -> Slot {
        match self.group(g) {
            // What lies inside another, or holds another, is compared with everything.
            Some((c, cluster)) if !self.plan.nested.contains(&c) => cluster.standing.slot(),
            _ => Slot::default(),
        }
    }
}

impl Why {
    /// The reason's code in JSON and CSV.
    pub const fn code(&self) -> &'static str {
        match self {
            Why::Named => "named",
            Why::Unnamed => "unnamed",
            Why::GroupBeyond => "group",
            Why::MayOverlap => "may_overlap",
            Why::InsideLarger => "inside_larger_group",
            Why::MaybeSame(_) => "maybe_same",
            Why::NotCertain => "not_certain",
            Why::MergedInto(_) => "judged_same",
            Why::Draft => "draft",
            Why::Retracted => "retracted",
            Why::Denied => "denied",
            Why::NotAsserted => "not_asserted",
            Why::NobodyNamed => "nobody_named",
            Why::Erased => "erased",
            Why::OutsideScope => "outside_scope",
            Why::AfterAsOf => "after_as_of",
        }
    }
}

impl Line {
    /// The reason's code.
    pub const fn reason(&self) -> &'static str {
        self.why.code()
    }
}
