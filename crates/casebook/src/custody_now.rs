//! Whether one detention, or one person, is held at a moment: the same rule as the board's, for one record alone.

use crate::casebook::Casebook;
use crate::errors::CasebookError;
use crate::view::Named;
use claims::legal::CustodyState;
use claims::when::{Bounds, Instant};
use claims::{HeardStep, HeldAt, HowKnown, RecordId, RecordKind, held_at};
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
    /// Where and when the last word itself, by somebody who knows, puts whoever is held; none when the last word names no
    /// unit, or is of being moved or of not being found.
    pub confirmed_at: Option<(RecordId, Instant)>,
    /// Somebody says that they are out, whether or not others contradict.
    pub release_said: bool,
    /// Somebody says that they are dead.
    pub dead: bool,
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
        let members = asked.into_iter().flat_map(|record| same.members(record)).collect::<BTreeSet<_>>();
        let mut found: BTreeMap<RecordId, (Bounds, Vec<HeardStep>)> = BTreeMap::new();
        let episodes = members.into_iter().filter_map(|record| sheet.episodes.get(sheet.episode(record)?));
        for episode in episodes {
            let head = same.of(episode.detention);
            if episode.start.earliest.is_some_and(|earliest| earliest > at) {
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
            let said = |state: CustodyState| steps.iter().any(|step| step.state == state);
            let (release_said, dead) = (said(CustodyState::Released), said(CustodyState::Deceased));
            let confirmed_at = confirmed_at(&steps, at);
            all.push(CustodyNow { detention, since, held, unit, confirmed_at, release_said, dead });
        }
        all.sort_by_key(|one| std::cmp::Reverse((one.since.latest, one.detention)));
        Ok(all)
    }
}

/// Where the last word puts whoever is held.
fn confirmed_at(steps: &[HeardStep], at: Instant) -> Option<(RecordId, Instant)> {
    let known =
        |step: &HeardStep| step.confirmed.or(step.from.latest).or(step.said_by).filter(|known| *known <= at);
    let last = steps.iter().filter_map(|step| Some((known(step)?, step))).max_by_key(|(known, _)| *known);
    let (known, step) = last?;
    let stays = step.state.is_held()
        && !matches!(
            step.state,
            CustodyState::Reported
                | CustodyState::Apprehended
                | CustodyState::InTransit
                | CustodyState::WhereaboutsUnknown
        );
    let by_somebody = step.how != HowKnown::Unknown;
    step.unit.filter(|_| stays && by_somebody).map(|unit| (unit, known))
}
