//! What happened between two moments: people taken, brought to a unit, let go; each with the limits of when. Detentions
//! judged the same happen once.

use crate::casebook::Casebook;
use crate::errors::CasebookError;
use claims::legal::CustodyState;
use claims::when::{Bounds, Instant};
use claims::{HeardStep, Property, RecordId};
use std::collections::BTreeMap;

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Happened {
    /// Liberty was taken.
    Taken,
    /// Somebody was brought to a unit, or first known to be there.
    Brought,
    /// Somebody was let go.
    LetGo,
}

/// One happening of one detention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happening {
    /// What.
    pub what: Happened,
    /// Of which detention.
    pub detention: RecordId,
    /// When: not before the first, not after the second; the second is the moment by which it was known where nobody says.
    pub when: Bounds,
    /// At which unit, or from which unit.
    pub unit: Option<RecordId>,
    /// At which event they were taken.
    pub event: Option<RecordId>,
}

impl Casebook {
    /// Everything that happened, or may have, between two moments.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn happenings(&self, from: Instant, to: Instant) -> Result<Vec<Happening>, CasebookError> {
        let sheet = self.sheet()?;
        let facts = self.facts()?;
        let together = self.together(&sheet, &facts);
        let range = Bounds::between(from, to);
        let mut found = Vec::new();
        for (index, episode) in (0u32..).zip(&sheet.episodes) {
            if together.is_other(index) {
                continue;
            }
            let (start, steps) = match together.head(index) {
                Some((start, steps)) => (*start, steps.as_slice()),
                None => (episode.start, &*episode.steps),
            };
            let before = found.len();
            let event = None;
            let mut tell = |what, when: Bounds, unit| {
                if when != Bounds::UNKNOWN && when.can_meet(&range) {
                    found.push(Happening { what, detention: episode.detention, when, unit, event });
                }
            };
            tell(Happened::Taken, start, None);
            let mut brought: BTreeMap<RecordId, Bounds> = BTreeMap::new();
            let mut last: Option<(Instant, RecordId)> = None;
            for step in steps.iter().filter(|step| step.state.is_held()) {
                let (Some(unit), when) = (step.unit, known(step, start)) else { continue };
                let at = brought.entry(unit).or_insert(when);
                if when.latest.is_some_and(|by| at.latest.is_none_or(|before| by < before)) {
                    *at = when;
                }
                let by = step.confirmed.or(when.latest);
                if let Some(by) = by.filter(|by| last.is_none_or(|(before, _)| before <= *by)) {
                    last = Some((by, unit));
                }
            }
            for (unit, when) in brought {
                tell(Happened::Brought, when, Some(unit));
            }
            let out = steps.iter().filter(|step| step.state == CustodyState::Released);
            if let Some(step) = out.min_by_key(|step| known(step, start).latest) {
                tell(Happened::LetGo, known(step, start), last.map(|(_, unit)| unit));
            }
            // Who was taken where is asked only of those that are shown.
            if found.len() > before
                && let Some(detention) = facts.detentions.get(&episode.detention)
                && let Some(event) = detention.records(Property::DetentionEvent).next()
            {
                let event = Some(self.ids.record(event));
                found.iter_mut().skip(before).for_each(|happening| happening.event = event);
            }
        }
        Ok(found)
    }

    /// When liberty was last taken before a moment, as far as is known.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn last_taken(&self, before: Instant) -> Result<Option<Instant>, CasebookError> {
        let sheet = self.sheet()?;
        Ok(sheet.episodes.iter().filter_map(|episode| episode.start.latest).filter(|at| *at <= before).max())
    }
}

/// When a step began: no earlier than the detention, no later than somebody knew it to be so.
fn known(step: &HeardStep, start: Bounds) -> Bounds {
    let latest = [step.from.latest, step.confirmed, step.said_by].into_iter().flatten().min();
    let earliest = step.from.earliest.max(start.earliest);
    Bounds { earliest: earliest.map(|earliest| latest.map_or(earliest, |by| earliest.min(by))), latest }
}
