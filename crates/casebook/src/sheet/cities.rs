//! Which city a place name certainly means, from what the sources say lies within what.

use crate::facts::Facts;
use claims::RecordId;
use std::collections::{BTreeMap, BTreeSet, HashMap};

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
