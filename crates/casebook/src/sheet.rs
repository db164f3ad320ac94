//! The sheet that counting works on, and what is left out of it. Joined from the facts once per projection and shared
//! until the next.

use crate::casebook::Casebook;
use crate::errors::CasebookError;
use crate::facts::{Detention, DetentionSubject, Facts};
use crate::same::Same;
use claims::counting::{Episode, Judgement, LeftOut, Sheet, Size, Subject, Why};
use claims::when::Bounds;
use claims::{HeardStep, HowKnown, RecordId, RecordKind, Tier, Verdict};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// A detention that is counted although something about it is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetDoubt {
    /// The detention.
    pub detention: RecordId,
    /// What is open.
    pub what: OpenQuestion,
}

/// What is open about a counted detention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenQuestion {
    /// The sources name different people; the first claim's is kept until a person chooses.
    WhoIsContested(Vec<RecordId>),
    /// The sources give different times; the widest reading is kept.
    WhenIsContested,
    /// The one detained is a record of which nothing is known that says person or group; counted as one person.
    WhoIsUnclear(RecordId),
}

impl Casebook {
    /// Everything there is to count. Made once, shared until the next projection.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn sheet(&self) -> Result<Arc<Sheet>, CasebookError> {
        if let Some(sheet) = &self.kept.borrow().sheet {
            return Ok(sheet.clone());
        }
        let facts = self.facts()?;
        let (sheet, doubts, urgency) = self.assemble(&facts);
        let sheet = Arc::new(sheet);
        let mut kept = self.kept.borrow_mut();
        kept.sheet = Some(sheet.clone());
        kept.doubts = Some(Arc::new(doubts));
        kept.urgency = Some(Arc::new(urgency));
        Ok(sheet)
    }

    /// Detentions that are not counted, with the reason, in the order of ids.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn left_out(&self) -> Result<Vec<LeftOut>, CasebookError> {
        let facts = self.facts()?;
        let mut all: BTreeMap<RecordId, LeftOut> = facts
            .detentions
            .iter()
            .filter_map(|(record, detention)| {
                self.out_of_count(detention).map(|why| (*record, LeftOut { record: *record, why }))
            })
            .collect();
        for (record, of) in self.all_gone() {
            if of.kind == Some(RecordKind::Detention) && of.tiers.has(Tier::Facts) {
                all.insert(record, LeftOut { record, why: Why::Erased });
            }
        }
        Ok(all.into_values().collect())
    }

    /// Why a detention is not counted: what its own claims say, or that the facts of whom it is about were erased.
    pub(crate) fn out_of_count(&self, detention: &Detention) -> Option<Why> {
        detention.out.clone().or_else(|| {
            let subject = self.ids.record(detention.subject_number()?);
            self.facts_are_gone(subject).then_some(Why::Erased)
        })
    }

    /// Detentions that are counted although something about them is open.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn doubts(&self) -> Result<Arc<Vec<SheetDoubt>>, CasebookError> {
        self.sheet()?;
        Ok(self.kept.borrow().doubts.clone().unwrap_or_default())
    }

    /// Records of these kinds judged the same.
    pub(crate) fn judged_same(&self, facts: &Facts, kind: RecordKind) -> Same {
        let mut same = Same::default();
        let of_kind = |record: RecordId| self.ids.number(record).and_then(|n| facts.kind(n)) == Some(kind);
        for (a, b, verdict) in self.rulings.verdicts() {
            if verdict == Verdict::Same && of_kind(a) && of_kind(b) {
                same.join(a, b);
            }
        }
        same
    }

    fn assemble(&self, facts: &Facts) -> (Sheet, Vec<SheetDoubt>, Vec<u8>) {
        let units = self.judged_same(facts, RecordKind::Unit);
        let localities = localities(facts);
        let counted =
            || facts.detentions.iter().filter(|(_, detention)| self.out_of_count(detention).is_none());
        // Subjects in the order of ids.
        let mut subjects: Vec<(RecordId, Option<u32>)> = counted()
            .map(|(record, detention)| match detention.subject_number() {
                Some(n) => (self.ids.record(n), Some(n)),
                None => (*record, None),
            })
            .collect();
        subjects.sort_unstable();
        subjects.dedup();
        let mut place = vec![u32::MAX; self.ids.len()];
        let mut own: HashMap<RecordId, u32> = HashMap::new();
        for (i, (record, n)) in (0u32..).zip(&subjects) {
            match n.and_then(|n| place.get_mut(n as usize)) {
                Some(slot) => *slot = i,
                None => {
                    own.insert(*record, i);
                }
            }
        }
        let index_of = |n: u32| place.get(n as usize).copied().filter(|i| *i != u32::MAX);
        let lists: BTreeMap<RecordId, u32> = counted()
            .filter_map(|(_, detention)| detention.list)
            .map(|n| self.ids.record(n))
            .collect::<BTreeSet<_>>()
            .into_iter()
            .zip(0u32..)
            .collect();
        let mut sheet = Sheet::default();
        let mut doubts = Vec::new();
        let mut sizes: HashMap<u32, Size> = HashMap::new();
        sheet.episodes.reserve(facts.detentions.len());
        for (record, detention) in counted() {
            let subject = match detention.subject_number() {
                Some(n) => index_of(n),
                None => own.get(record).copied(),
            };
            let Some(subject) = subject else { continue };
            match detention.subject {
                DetentionSubject::Number(low, high) => {
                    sizes.insert(subject, Size::Several { low, high });
                }
                DetentionSubject::Somebody | DetentionSubject::Nobody => {
                    sizes.insert(subject, Size::One { named: false });
                }
                DetentionSubject::Record(n) => {
                    if !matches!(facts.kind(n), Some(RecordKind::Person | RecordKind::Group)) {
                        let what = OpenQuestion::WhoIsUnclear(self.ids.record(n));
                        doubts.push(SheetDoubt { detention: *record, what });
                    }
                }
            }
            if detention.subjects.len() > 1 {
                let mut named: Vec<RecordId> =
                    detention.subjects.iter().map(|n| self.ids.record(*n)).collect();
                named.sort_unstable();
                doubts.push(SheetDoubt { detention: *record, what: OpenQuestion::WhoIsContested(named) });
            }
            if detention.when_contested {
                doubts.push(SheetDoubt { detention: *record, what: OpenQuestion::WhenIsContested });
            }
            sheet.episodes.push(Episode {
                detention: *record,
                subject,
                start: detention.start,
                list: detention.list.and_then(|n| lists.get(&self.ids.record(n))).copied(),
                locality: detention.place.and_then(|key| localities.get(&key)).copied(),
                steps: self.steps(detention, facts, &units),
                penalties: detention.penalties,
                charged: detention.charged,
            });
        }
        let mut urgency = vec![crate::board::NO_RISK; subjects.len()];
        for (i, (record, n)) in (0u32..).zip(&subjects) {
            let risk = n.and_then(|n| facts.people.get(&n)).and_then(|person| person.risks.first());
            if let (Some(risk), Some(slot)) = (risk, urgency.get_mut(i as usize)) {
                *slot = crate::board::urgency(risk);
            }
            let (size, within) = match n {
                Some(n) => match facts.kind(*n) {
                    Some(RecordKind::Group) => {
                        let group = facts.groups.get(n).cloned().unwrap_or_default();
                        let within = within(facts, &group.part_of, *n, &index_of);
                        (Size::Several { low: group.low, high: group.high }, within)
                    }
                    _ => {
                        let person = facts.people.get(n);
                        let groups = person.map(|person| person.member_of.as_slice()).unwrap_or_default();
                        let within = within(facts, groups, *n, &index_of);
                        (Size::One { named: person.is_some_and(|person| person.named) }, within)
                    }
                },
                None => (sizes.get(&i).copied().unwrap_or(Size::One { named: false }), Vec::new()),
            };
            sheet.subjects.push(Subject { record: *record, size, within });
        }
        let judged = |record: RecordId| {
            matches!(
                self.ids.number(record).and_then(|n| facts.kind(n)),
                None | Some(RecordKind::Person | RecordKind::Group | RecordKind::Detention)
            )
        };
        sheet.judgements = self
            .rulings
            .verdicts()
            .filter(|(a, b, _)| a != b && judged(*a) && judged(*b))
            .map(|(a, b, verdict)| Judgement { a, b, verdict })
            .collect();
        (sheet, doubts, urgency)
    }

    /// The steps of a detention, units joined; a unit named without a step makes one.
    fn steps(&self, detention: &Detention, facts: &Facts, units: &Same) -> Vec<HeardStep> {
        let one = |n: u32| {
            let record = self.ids.record(n);
            if units.is_empty() { record } else { units.of(record) }
        };
        let mut steps: Vec<HeardStep> =
            detention.steps.iter().map(|(step, unit)| HeardStep { unit: unit.map(one), ..*step }).collect();
        for (unit, said_by) in &detention.units {
            let record = one(*unit);
            if steps.iter().any(|step| step.unit == Some(record)) {
                continue;
            }
            let state = crate::units::state_at(facts.units.get(unit).map(|sort| &**sort));
            steps.push(HeardStep {
                state,
                unit: Some(record),
                from: Bounds::UNKNOWN,
                still_going: false,
                confirmed: None,
                how: HowKnown::Unknown,
                said_by: Some(*said_by),
            });
        }
        steps
    }
}

/// The nearest groups above that are themselves counted.
fn within(facts: &Facts, groups: &[u32], own: u32, index_of: &impl Fn(u32) -> Option<u32>) -> Vec<u32> {
    let mut seen: BTreeSet<u32> = BTreeSet::from([own]);
    let mut open: Vec<u32> = groups.to_vec();
    let mut out = Vec::new();
    while let Some(n) = open.pop() {
        if !seen.insert(n) {
            continue;
        }
        match index_of(n).filter(|_| facts.kind(n) == Some(RecordKind::Group)) {
            Some(i) => out.push(i),
            None => {
                open.extend(facts.groups.get(&n).into_iter().flat_map(|group| group.part_of.iter().copied()))
            }
        }
    }
    out.sort_unstable();
    out
}

/// Which city a folded place name certainly means, as an index in the order of ids.
fn localities(facts: &Facts) -> HashMap<u32, u32> {
    let cities = cities(facts);
    let index: BTreeMap<RecordId, u32> =
        cities.values().copied().collect::<BTreeSet<_>>().into_iter().zip(0u32..).collect();
    cities.into_iter().filter_map(|(name, city)| Some((name, *index.get(&city)?))).collect()
}

/// Which city a folded place name certainly means.
///
/// Two different cities share nobody, so an index is only given where that is safe: a name that several places bear
/// has none; a place inside another counts as the place just below the outermost one (a square as its city, when the
/// city lies in a country); the outermost itself has none when anything lies inside it; a place inside two others, or
/// in a ring, has none.
pub(crate) fn cities(facts: &Facts) -> BTreeMap<u32, RecordId> {
    let by_number: HashMap<u32, RecordId> =
        facts.places.iter().map(|(record, place)| (place.n, *record)).collect();
    let holds: BTreeSet<u32> = facts.places.values().flat_map(|place| place.within.iter().copied()).collect();
    let class = |record: RecordId| -> Option<RecordId> {
        let mut path = vec![record];
        let mut at = facts.places.get(&record)?;
        while let Some(above) = at.within.first() {
            let up = by_number.get(above).copied();
            if at.within.len() > 1 || up.is_some_and(|up| path.contains(&up)) {
                return None;
            }
            // A larger place of which nothing else is known still is one.
            let Some(up) = up else { return path.last().copied() };
            path.push(up);
            at = facts.places.get(&up)?;
        }
        match path.len() {
            1 if holds.contains(&at.n) => None,
            1 => Some(record),
            length => path.get(length - 2).copied(),
        }
    };
    let mut named: BTreeMap<u32, Option<RecordId>> = BTreeMap::new();
    for (record, place) in &facts.places {
        for name in &place.names {
            let this = class(*record);
            named
                .entry(*name)
                .and_modify(|known| {
                    if *known != this {
                        *known = None;
                    }
                })
                .or_insert(this);
        }
    }
    named.into_iter().filter_map(|(name, class)| Some((name, class?))).collect()
}
