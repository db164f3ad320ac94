//! One detention as an episode of the sheet, and whom it is about as a subject.

use super::{OpenQuestion, SheetDoubt};
use crate::casebook::Casebook;
use crate::facts::{Detention, DetentionSubject, Facts};
use crate::same::Same;
use claims::counting::{Episode, Size, Subject};
use claims::when::Bounds;
use claims::{HeardStep, HowKnown, RecordId, RecordKind};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Whom an episode is about: a record with its number; the detention's own id without one when it only says how many.
/// Subjects stand in the order of these.
pub(super) type Whom = (RecordId, Option<u32>);

impl Casebook {
    pub(super) fn whom(&self, record: RecordId, detention: &Detention) -> Whom {
        match detention.subject_number() {
            Some(n) => (self.ids.record(n), Some(n)),
            None => (record, None),
        }
    }

    /// A counted detention as an episode of the subject at this index.
    pub(super) fn episode(
        &self,
        (record, subject): (RecordId, u32),
        detention: &Detention,
        facts: &Facts,
        (units, cities): (&Same, &BTreeMap<u32, RecordId>),
    ) -> Episode {
        Episode {
            detention: record,
            subject,
            start: detention.start,
            list: detention.list.map(|n| self.ids.record(n)),
            locality: detention.place.and_then(|key| cities.get(&key)).copied(),
            steps: self.steps(detention, facts, units),
            penalties: detention.penalties,
            charged: detention.charged,
        }
    }

    /// What is open about a counted detention.
    pub(super) fn open_about(
        &self,
        record: RecordId,
        detention: &Detention,
        facts: &Facts,
    ) -> Vec<SheetDoubt> {
        let mut doubts = Vec::new();
        let mut doubt = |what| doubts.push(SheetDoubt { detention: record, what });
        if let DetentionSubject::Record(n) = detention.subject
            && !matches!(facts.kind(n), Some(RecordKind::Person | RecordKind::Group))
        {
            doubt(OpenQuestion::WhoIsUnclear(self.ids.record(n)));
        }
        if detention.subjects.len() > 1 {
            let mut named: Vec<RecordId> = detention.subjects.iter().map(|n| self.ids.record(*n)).collect();
            named.sort_unstable();
            doubt(OpenQuestion::WhoIsContested(named));
        }
        if detention.when_contested {
            doubt(OpenQuestion::WhenIsContested);
        }
        doubts
    }

    /// How urgent whoever it is is.
    pub(super) fn urgency_of(facts: &Facts, (_, n): Whom) -> u8 {
        let risk = n.and_then(|n| facts.people.get(&n)).and_then(|person| person.risks.first());
        risk.map_or(crate::board::NO_RISK, |risk| crate::board::urgency(risk))
    }

    /// A subject without the groups it belongs to.
    pub(super) fn subject(facts: &Facts, (record, n): Whom) -> Subject {
        let size = match n {
            Some(n) if facts.kind(n) == Some(RecordKind::Group) => {
                let group = facts.groups.get(&n).cloned().unwrap_or_default();
                Size::Several { low: group.low, high: group.high }
            }
            Some(n) => Size::One { named: facts.people.get(&n).is_some_and(|person| person.named) },
            None => match facts.detentions.get(&record).map(|detention| &detention.subject) {
                Some(DetentionSubject::Number(low, high)) => Size::Several { low: *low, high: *high },
                _ => Size::One { named: false },
            },
        };
        Subject { record, size, within: Vec::new() }
    }

    /// The steps of a detention, units joined; a unit named without a step makes one.
    fn steps(&self, detention: &Detention, facts: &Facts, units: &Same) -> Arc<[HeardStep]> {
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
        steps.into()
    }
}

/// The groups that sources say a subject belongs to, directly.
pub(super) fn groups_of(facts: &Facts, n: u32) -> &[u32] {
    match facts.kind(n) {
        Some(RecordKind::Group) => facts.groups.get(&n).map(|group| group.part_of.as_slice()),
        _ => facts.people.get(&n).map(|person| person.member_of.as_slice()),
    }
    .unwrap_or_default()
}

/// The nearest groups above that are themselves counted, as indices of subjects.
pub(super) fn within(facts: &Facts, n: u32, index_of: impl Fn(u32) -> Option<u32>) -> Vec<u32> {
    let groups = groups_of(facts, n);
    if groups.is_empty() {
        return Vec::new();
    }
    let mut seen: BTreeSet<u32> = BTreeSet::from([n]);
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
