//! From what a person types to a unit: its id, the beginning of it, or one of its written names in any script.

use crate::desk::Desk;
use crate::look::find_record;
use crate::sentence;
use crate::stop::{Outcome, Stop};
use claims::{RecordId, RecordKind};

/// Finds a unit.
///
/// # Errors
/// A refusal when there is none, or when several are so called.
pub fn find_unit(desk: &Desk, text: &str) -> Outcome<RecordId> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Stop::refused("unit", sentence!("Say which unit.")));
    }
    {
        let casebook = desk.casebook();
        if let Some(unit) = casebook.known_as(RecordKind::Unit, &names::fold::search_key(text))? {
            return Ok(casebook.unit_of(unit)?);
        }
    }
    let nobody = || {
        Stop::refused("unit", sentence!("No one unit is called {text:?}.", text))
            .hint(sentence!("Give its id, or a name that only one unit bears."))
    };
    let record = find_record(desk, text).map_err(|_| nobody())?;
    let casebook = desk.casebook();
    if casebook.kind(record)? != Some(RecordKind::Unit) {
        return Err(nobody());
    }
    Ok(casebook.unit_of(record)?)
}

/// Every unit, each once.
///
/// # Errors
/// A fault of the casebook.
pub fn units(desk: &Desk) -> Outcome<Vec<casebook::Named>> {
    Ok(desk.casebook().units()?)
}
