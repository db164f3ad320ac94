//! Where units are: by coordinates that sources give, else by the city that a source names. What contradicts is not put
//! anywhere. And which ways people were taken from unit to unit.

use crate::casebook::Casebook;
use crate::errors::CasebookError;
use crate::facts::Located;
use crate::gazetteer::city_in;
use claims::when::Instant;
use claims::{Coordinates, RecordId, RecordKind};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How it is known where a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LocatedBy {
    /// Somebody gave its coordinates.
    Itself,
    /// A place record of that name has coordinates.
    Place,
    /// By its city alone: it stands at the middle of it.
    City,
    /// Sources give different coordinates, and nobody chose.
    Contested,
    /// Nobody says.
    Nobody,
}

/// A unit, and where it is.
#[derive(Debug, Clone, PartialEq)]
pub struct LocatedUnit {
    /// The unit; of units judged the same, the one that stands for them.
    pub unit: RecordId,
    /// Its name.
    pub label: Arc<str>,
    /// What sort of unit it is.
    pub sort: Option<Box<str>>,
    /// Where it is, in the words of a source.
    pub place: Option<Box<str>>,
    /// Where it is on earth.
    pub at: Option<Coordinates>,
    /// How that is known.
    pub by: LocatedBy,
}

impl Casebook {
    /// Every unit and where it is, in the order of ids.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn located_units(&self) -> Result<Vec<LocatedUnit>, CasebookError> {
        let facts = self.facts()?;
        let same = self.judged_same(&facts, RecordKind::Unit);
        let mut units: BTreeMap<RecordId, Vec<u32>> = BTreeMap::new();
        for (n, kind) in (0u32..).zip(&facts.kinds) {
            if *kind == Some(RecordKind::Unit) {
                units.entry(same.of(self.ids.record(n))).or_default().push(n);
            }
        }
        // Places of the casebook come before the cities that are compiled in.
        let mut places: BTreeMap<u32, Option<Coordinates>> = BTreeMap::new();
        for place in facts.places.values() {
            let Some(at) = facts.located.get(&place.n).and_then(|located| located.one()) else { continue };
            for name in &place.names {
                places
                    .entry(*name)
                    .and_modify(|known| *known = known.filter(|of| *of == at))
                    .or_insert(Some(at));
            }
        }
        let mut all = Vec::with_capacity(units.len());
        for (unit, numbers) in units {
            let located: Vec<&Located> = numbers.iter().filter_map(|n| facts.located.get(n)).collect();
            let own: BTreeSet<Coordinates> = located.iter().flat_map(|of| &of.at).copied().collect();
            let written = || located.iter().flat_map(|of| &of.places);
            let mut own = own.into_iter();
            let (at, by) = match (own.next(), own.next()) {
                (Some(at), None) => (Some(at), LocatedBy::Itself),
                (Some(_), Some(_)) => (None, LocatedBy::Contested),
                _ => {
                    let place = written().find_map(|text| {
                        let key = facts.keys.number(&names::fold::search_key(text))?;
                        places.get(&key).copied().flatten()
                    });
                    match place.map(|at| (at, LocatedBy::Place)).or_else(|| {
                        written().find_map(|text| city_in(text)).map(|city| (city.at, LocatedBy::City))
                    }) {
                        Some((at, by)) => (Some(at), by),
                        None => (None, LocatedBy::Nobody),
                    }
                }
            };
            let named = numbers.iter().find_map(|n| facts.labels.get(*n as usize).cloned().flatten());
            all.push(LocatedUnit {
                unit,
                label: named.unwrap_or_else(|| unit.short().into()),
                sort: numbers.iter().find_map(|n| facts.units.get(n).cloned()),
                place: written().next().cloned(),
                at,
                by,
            });
        }
        Ok(all)
    }

    /// From which unit to which people were taken, as far as it was known by a moment: detentions by pair of units.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn moved(&self, at: Instant) -> Result<BTreeMap<(RecordId, RecordId), u64>, CasebookError> {
        let sheet = self.sheet()?;
        let facts = self.facts()?;
        let together = self.together(&sheet, &facts);
        let mut moved: BTreeMap<(RecordId, RecordId), u64> = BTreeMap::new();
        let mut way: Vec<(Instant, RecordId)> = Vec::new();
        for (index, episode) in (0u32..).zip(&sheet.episodes) {
            if together.is_other(index) || episode.steps.len() < 2 && together.head(index).is_none() {
                continue;
            }
            let steps = together.head(index).map_or(&*episode.steps, |(_, steps)| steps.as_slice());
            way.clear();
            for step in steps.iter().filter(|step| step.state.is_held()) {
                let by = [step.from.latest, step.confirmed, step.said_by].into_iter().flatten().min();
                if let (Some(unit), Some(by)) = (step.unit, by.filter(|by| *by <= at)) {
                    way.push((by, unit));
                }
            }
            way.sort_unstable();
            way.dedup_by_key(|(_, unit)| *unit);
            for pair in way.windows(2) {
                if let [(_, from), (_, to)] = pair {
                    *moved.entry((*from, *to)).or_default() += 1;
                }
            }
        }
        Ok(moved)
    }
}
