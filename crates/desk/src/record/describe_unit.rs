//! What is said of a unit: another name, what sort it is, where it is; always with who says so.

use crate::actor::{Actor, Reason};
use crate::desk::{Desk, Draft, Saved};
use crate::import::source_named;
use crate::record::read_value;
use crate::sentence;
use crate::stop::{Outcome, Stop};
use claims::{Claim, ClaimId, Property, RecordId, RecordKind};

/// What sorts of units there are.
pub const UNIT_SORTS: [&str; 8] = [
    "police_station",
    "police_department",
    "special_reception_centre",
    "court",
    "hospital",
    "vehicle",
    "force",
    "other",
];

/// Records what a source says of a unit.
///
/// # Errors
/// A refusal when it is no unit, the property is none of a unit, or no source is named.
pub fn describe_unit(
    desk: &Desk,
    actor: &Actor,
    why: &Reason,
    unit: RecordId,
    property: &str,
    value: &str,
    source: &str,
) -> Outcome<Saved> {
    let kind = desk.casebook().kind(unit)?;
    if kind != Some(RecordKind::Unit) {
        return Err(Stop::not_found(sentence!("{unit} is not a unit.", unit)));
    }
    let property = Property::from_name(property)
        .filter(|property| property.kind() == RecordKind::Unit)
        .ok_or_else(|| {
            Stop::refused("property", sentence!("{property:?} is nothing that is said of a unit.", property))
        })?;
    let value = value.trim();
    if property == Property::UnitType && !UNIT_SORTS.contains(&value) {
        let say = sentence!(
            "{value:?} is no sort of unit; they are {sorts}.",
            value,
            sorts = UNIT_SORTS.join(", ")
        );
        return Err(Stop::refused("value", say));
    }
    if source.trim().is_empty() {
        return Err(Stop::refused("source", sentence!("Say who says so: a source with a name.")));
    }
    let value = read_value(desk, property, value)?;
    let mut draft = Draft::default();
    let source = source_named(desk, &mut draft, source.trim(), None)?;
    let mut claim = Claim::new(ClaimId::from_bytes(desk.fresh()?), unit, property, value);
    claim.source = Some(source);
    draft.claim(claim);
    desk.save(actor, why, draft)
}
