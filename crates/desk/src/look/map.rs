//! The map: where units are, how many they hold at a moment, and between which of them people were moved.

use crate::desk::Desk;
use crate::record::{ClaimNote, record_claim};
use crate::sentence;
use crate::stop::{Outcome, Stop};
use crate::{Actor, Reason, Saved};
use casebook::{City, LocatedUnit};
use claims::when::Instant;
use claims::{Coordinates, Property, RecordId, RecordKind};
use std::collections::HashMap;

/// What the map is asked for.
#[derive(Debug, Clone, Copy)]
pub struct MapQuery {
    /// The moment; none for now.
    pub at: Option<Instant>,
    /// As it was known at this position; none for now.
    pub position: Option<u64>,
    /// Seconds after which the last word counts as stale.
    pub fresh_for: i64,
}

/// A unit on the map.
#[derive(Debug)]
pub struct MapUnit {
    /// Which, and where.
    pub unit: LocatedUnit,
    /// Certainly held there.
    pub held: u64,
    /// Perhaps held there.
    pub maybe: u64,
    /// Known to be out again.
    pub released: u64,
}

/// The map at a moment.
#[derive(Debug)]
pub struct Map {
    /// The moment.
    pub at: Instant,
    /// The ledger position it rests on.
    pub position: u64,
    /// Every unit, the fullest first.
    pub units: Vec<MapUnit>,
    /// Held, and perhaps held, nobody knows where.
    pub nowhere: (u64, u64),
    /// Moved from one unit to another: detentions, the most first.
    pub moved: Vec<(RecordId, RecordId, u64)>,
}

/// Draws up the map.
///
/// # Errors
/// A refusal when there is no such position.
pub fn map(desk: &Desk, query: &MapQuery) -> Outcome<Map> {
    let at = query.at.unwrap_or_else(|| desk.now());
    desk.reading(query.position, |casebook| {
        let mut counts: HashMap<RecordId, (u64, u64, u64)> = HashMap::new();
        let mut nowhere = (0, 0);
        for unit in casebook.board(at, query.fresh_for)? {
            match unit.unit {
                Some(record) => {
                    let maybe = unit.maybe_count;
                    counts.insert(record, (unit.held_count, maybe, unit.released_count));
                }
                None => nowhere = (unit.held_count, unit.maybe_count),
            }
        }
        let mut units: Vec<MapUnit> = casebook
            .located_units()?
            .into_iter()
            .map(|unit| {
                let (held, maybe, released) = counts.get(&unit.unit).copied().unwrap_or_default();
                MapUnit { unit, held, maybe, released }
            })
            .collect();
        units.sort_by_key(|of| std::cmp::Reverse((of.held, of.maybe, of.released)));
        let mut moved: Vec<(RecordId, RecordId, u64)> =
            casebook.moved(at)?.into_iter().map(|((from, to), number)| (from, to, number)).collect();
        moved.sort_by_key(|(from, to, number)| (std::cmp::Reverse(*number), *from, *to));
        Ok(Map { at, position: casebook.position(), units, nowhere, moved })
    })
}

/// The cities that are compiled in, for orientation.
pub fn cities() -> &'static [City] {
    casebook::cities()
}

/// Says where a unit is.
///
/// # Errors
/// A refusal on `at` when that is no place on earth, on `unit` when it is no unit, on `source` when it is none.
pub fn place_unit(
    desk: &Desk,
    actor: &Actor,
    why: &Reason,
    unit: RecordId,
    at: &str,
    source: Option<RecordId>,
) -> Outcome<Saved> {
    let at: Coordinates =
        at.parse().map_err(|problem| Stop::refused("at", sentence!("{problem}.", problem)))?;
    if desk.casebook().kind(unit)? != Some(RecordKind::Unit) {
        return Err(Stop::refused("unit", sentence!("{unit} is no unit.", unit))
            .hint(sentence!("Choose a unit from the list.")));
    }
    if let Some(source) = source
        && desk.casebook().kind(source)? != Some(RecordKind::Source)
    {
        return Err(Stop::refused("source", sentence!("{source} is no source.", source))
            .hint(sentence!("Leave it empty, or write the id of a source.")));
    }
    let note = ClaimNote {
        about: Some(unit),
        property: Property::UnitAt.name().to_owned(),
        value: at.to_string(),
        source,
        ..ClaimNote::default()
    };
    Ok(record_claim(desk, actor, why, &note)?.0)
}
