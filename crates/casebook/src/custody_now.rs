//! Whether one detention, or one person, is held at a moment: the same rule as the board's, for one record alone.

use crate::casebook::Casebook;
use crate::errors::CasebookError;
use crate::view::Named;
use claims::when::{Bounds, Instant};
use claims::{HeardStep, HeldAt, RecordId, RecordKind, held_at};
use std::collections::{BTreeMap, BTreeSet};

/// A detention at a moment.
#[derive(Debug, Clone, PartialEq)]
pub struct CustodyNow {
    /// The detention; of several judged the same the one that stands for them.
    pub detention: RecordId,
    /// When liberty was taken.
    pub since: Bounds,
    /// Held or not, where, and as of when that is known.
    pub held: HeldAt,
    /// The unit last heard of.
    pub unit: Option<Named>,
}

impl Casebook {
    /// The custody of a detention at a moment; none for a record that is no detention, or that nobody counts.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn custody_of(
        &self,
        detention: RecordId,
        at: Instant,
        fresh_for: i64,
    ) -> Result<Option<CustodyNow>, CasebookError> {
        Ok(self.custodies(BTreeSet::from([detention]), at, fresh_for)?.into_iter().next())
    }

    /// Every detention of a person at a moment, the latest first; those of records judged the same person too.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn custodies_of_person(
        &self,
        person: RecordId,
        at: Instant,
        fresh_for: i64,
    ) -> Result<Vec<CustodyNow>, CasebookError> {
        let mut detentions = BTreeSet::new();
        for record in self.same_as(person).into_iter().chain([person]) {
            let Some(n) = self.ids.number(record) else { continue };
            let facts = self.facts()?;
            detentions.extend(facts.of_subject.get(&n).into_iter().flatten().map(|of| self.ids.record(*of)));
        }
        self.custodies(detentions, at, fresh_for)
    }

    fn custodies(
        &self,
        asked: BTreeSet<RecordId>,
        at: Instant,
        fresh_for: i64,
    ) -> Result<Vec<CustodyNow>, CasebookError> {
        if asked.is_empty() {
            return Ok(Vec::new());
        }
        let sheet = self.sheet()?;
        let same = {
            let facts = self.facts()?;
            self.judged_same(&facts, RecordKind::Detention)
        };
        let heads: BTreeSet<RecordId> = asked.into_iter().map(|record| same.of(record)).collect();
        let mut found: BTreeMap<RecordId, (Bounds, Vec<HeardStep>)> = BTreeMap::new();
        for episode in &sheet.episodes {
            let head = same.of(episode.detention);
            if !heads.contains(&head) || episode.start.earliest.is_some_and(|earliest| earliest > at) {
                continue;
            }
            let (start, steps) = found.entry(head).or_insert_with(|| (episode.start, Vec::new()));
            start.latest = start.latest.into_iter().chain(episode.start.latest).min();
            start.earliest = start.earliest.into_iter().chain(episode.start.earliest).max();
            steps.extend(episode.steps.iter().copied());
        }
        let mut all = Vec::with_capacity(found.len());
        for (detention, (since, steps)) in found {
            let held = held_at(since, &steps, at, fresh_for);
            let unit = held.unit.or_else(|| steps.iter().rev().find_map(|step| step.unit));
            let unit = unit.map(|unit| self.named(unit)).transpose()?;
            all.push(CustodyNow { detention, since, held, unit });
        }
        all.sort_by_key(|one| std::cmp::Reverse((one.since.latest, one.detention)));
        Ok(all)
    }
}
