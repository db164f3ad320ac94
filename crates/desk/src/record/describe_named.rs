//! What is said of a unit or a place: another name, what sort it is, where it is; always with who says so. Nothing is
//! overwritten: a name is chosen among those that were said, what was said by mistake is taken back, and both are undone.

use crate::actor::{Actor, Reason};
use crate::desk::{Desk, Draft, Saved};
use crate::import::source_named;
use crate::look::show;
use crate::record::read_value;
use crate::review::{choose, retract};
use crate::stop::{Outcome, Stop};
use crate::{Sentence, sentence};
use casebook::ClaimView;
use claims::{Claim, ClaimId, Property, RecordId, RecordKind, Ruling, Value, WrittenName};

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

/// What may be said of a unit and of a place.
pub const SAID_OF_UNITS: [Property; 4] =
    [Property::UnitName, Property::UnitPlace, Property::UnitType, Property::UnitAt];
/// As [`SAID_OF_UNITS`], of places.
pub const SAID_OF_PLACES: [Property; 3] = [Property::PlaceName, Property::PlaceWithin, Property::PlaceAt];

/// Larger places that are looked through for one that lies within itself.
const DEEP: usize = 32;

fn may_be_said(property: Property) -> bool {
    SAID_OF_UNITS.contains(&property) || SAID_OF_PLACES.contains(&property)
}

/// Records what a source says of a unit or a place; returns the claim, by which it is taken back.
///
/// # Errors
/// A refusal when it is neither, the property is none of it, or no source is named.
pub fn describe_named(
    desk: &Desk,
    actor: &Actor,
    why: &Reason,
    record: RecordId,
    property: &str,
    value: &str,
    source: &str,
) -> Outcome<ClaimId> {
    let kind = desk.casebook().kind(record)?;
    let Some(kind) = kind.filter(|kind| matches!(kind, RecordKind::Unit | RecordKind::Place)) else {
        return Err(Stop::not_found(sentence!("{record} is neither a unit nor a place.", record)));
    };
    let property = Property::from_name(property)
        .filter(|property| property.kind() == kind && may_be_said(*property))
        .ok_or_else(|| {
            Stop::refused("property", sentence!("{property:?} is nothing that is said of it.", property))
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
    let mut draft = Draft::default();
    let source = source_of(desk, &mut draft, source)?;
    let value = read_value(desk, property, value)?;
    if let Value::Ref(larger) = value {
        lies_within(desk, record, larger)?;
    }
    let id = ClaimId::from_bytes(desk.fresh()?);
    let mut claim = Claim::new(id, record, property, value);
    claim.source = Some(source);
    draft.claim(claim);
    desk.save(actor, why, draft)?;
    Ok(id)
}

/// A place that was not known: its name, as a source writes it.
///
/// # Errors
/// A refusal when the name or the source is missing.
pub fn add_place(
    desk: &Desk,
    actor: &Actor,
    why: &Reason,
    name: &str,
    source: &str,
) -> Outcome<(RecordId, ClaimId)> {
    let name = WrittenName::parse(name).map_err(|problem| Stop::refused("name", Sentence::from(&problem)))?;
    let mut draft = Draft::default();
    let source = source_of(desk, &mut draft, source)?;
    let (place, id) = (RecordId::from_bytes(desk.fresh()?), ClaimId::from_bytes(desk.fresh()?));
    let mut claim = Claim::new(id, place, Property::PlaceName, Value::Name(name));
    claim.source = Some(source);
    draft.claim(claim);
    desk.save(actor, why, draft)?;
    Ok((place, id))
}

fn source_of(desk: &Desk, draft: &mut Draft, source: &str) -> Outcome<RecordId> {
    match source.trim() {
        "" => Err(Stop::refused("source", sentence!("Say who says so: a source with a name."))),
        source => source_named(desk, draft, source, None),
    }
}

/// A larger place is a place, and not one that lies within this one.
fn lies_within(desk: &Desk, place: RecordId, larger: RecordId) -> Outcome<()> {
    if desk.casebook().kind(larger)? != Some(RecordKind::Place) {
        return Err(Stop::refused("value", sentence!("{larger} is no place.", larger)));
    }
    let mut around = vec![larger];
    for _ in 0..DEEP {
        if around.contains(&place) {
            return Err(Stop::refused("value", sentence!("A place does not lie within itself.")));
        }
        let mut next = Vec::new();
        for one in &around {
            next.extend(said_of(desk, *one)?.iter().filter(|of| counts(of)).filter_map(
                |of| match of.value {
                    Value::Ref(larger) if of.property == Property::PlaceWithin => Some(larger),
                    _ => None,
                },
            ));
        }
        if next.is_empty() {
            return Ok(());
        }
        around = next;
    }
    Ok(())
}

fn counts(of: &ClaimView) -> bool {
    matches!(of.state, casebook::ClaimState::Stands)
}

/// Everything that was said of a unit or a place, what was taken back too, in the order of the properties.
///
/// # Errors
/// Not found when there is no such record.
pub fn said_of(desk: &Desk, record: RecordId) -> Outcome<Vec<ClaimView>> {
    let properties = show(desk, record, None)?.properties.into_iter();
    Ok(properties.filter(|of| may_be_said(of.property)).flat_map(|of| of.claims).collect())
}

/// The claim, when it is something said of a unit or a place.
fn said(desk: &Desk, claim: ClaimId) -> Outcome<(RecordId, ClaimView)> {
    let gone = || Stop::not_found(sentence!("This is nothing that was said of a unit or a place."));
    let record = desk.casebook().record_of_claim(claim)?.ok_or_else(gone)?;
    let found = said_of(desk, record)?.into_iter().find(|of| of.id == claim).ok_or_else(gone)?;
    Ok((record, found))
}

/// Chooses one of several names, places or sorts: what it is called from now on, or where it is.
///
/// # Errors
/// Not found when nothing of the kind was said; a conflict when it was taken back.
pub fn choose_said(desk: &Desk, actor: &Actor, why: &Reason, claim: ClaimId) -> Outcome<(RecordId, Saved)> {
    let (record, of) = said(desk, claim)?;
    if !counts(&of) {
        return Err(Stop::conflict(sentence!("This was taken back; undo that first.")));
    }
    Ok((record, choose(desk, actor, why, claim)?.1))
}

/// Takes back what was said of a unit or a place; it stays readable, struck out.
///
/// # Errors
/// As [`choose_said`].
pub fn take_back_said(
    desk: &Desk,
    actor: &Actor,
    why: &Reason,
    claim: ClaimId,
) -> Outcome<(RecordId, Saved)> {
    let (record, of) = said(desk, claim)?;
    if !counts(&of) {
        return Err(Stop::conflict(sentence!("This was taken back; undo that first.")));
    }
    Ok((record, retract(desk, actor, why, claim)?))
}

/// Undoes the latest choice of something said, or that it was taken back.
///
/// # Errors
/// Not found as [`choose_said`]; a conflict when nothing that was decided on it holds.
pub fn undo_said(desk: &Desk, actor: &Actor, why: &Reason, claim: ClaimId) -> Outcome<(RecordId, Saved)> {
    let (record, of) = said(desk, claim)?;
    let holds = of
        .history
        .iter()
        .rev()
        .find(|ruled| !ruled.undone && matches!(ruled.ruling, Ruling::Accept(_) | Ruling::Retract(_)));
    let Some(ruled) = holds else {
        return Err(Stop::conflict(sentence!("Nothing that was decided on it holds any more.")));
    };
    Ok((record, retract(desk, actor, why, ruled.id)?))
}
