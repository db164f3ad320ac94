//! Somebody says "I am ringing this one now": for ten minutes everybody sees it, and nobody else rings the same station.

use crate::actor::{Actor, Reason};
use crate::desk::{Desk, Draft, Saved};
use crate::stop::{Outcome, Stop};
use crate::{Sentence, sentence};
use casebook::Ringing;
use claims::when::When;
use claims::{Claim, ClaimId, Decision, Property, RecordId, RecordKind, Ruling, Value};

/// For how long a unit is left to whoever rings it, and to whoever has just asked, in seconds.
pub const RING_FOR: i64 = 600;

/// Takes a unit to ring it. Of two who take it at once the first has it.
///
/// # Errors
/// A conflict when somebody else is ringing it, or it was asked in the last ten minutes and `anyway` is not said.
pub fn ring(desk: &Desk, actor: &Actor, why: &Reason, unit: RecordId, anyway: bool) -> Outcome<Ringing> {
    let (now, zone) = (desk.now(), desk.zone());
    let unit = {
        let casebook = desk.casebook();
        if casebook.kind(unit)? != Some(RecordKind::Unit) {
            return Err(Stop::refused("unit", sentence!("{unit} is not a unit that is here.", unit)));
        }
        let unit = casebook.unit_of(unit)?;
        if let Some(other) = casebook.ringing(now)?.remove(&unit) {
            return if &*other.by == actor.handle() { Ok(other) } else { Err(busy(&other, desk)) };
        }
        let last = casebook.last_check(unit, now)?;
        if let Some(last) = last.filter(|last| !anyway && now.seconds_since(last.at) < RING_FOR) {
            let minutes = now.seconds_since(last.at).max(0) / 60;
            return Err(Stop::conflict(sentence!("This unit was asked {minutes} min ago.", minutes))
                .hint(sentence!("Read its answer first; whoever must ask again at once can say so.")));
        }
        unit
    };
    let until = When::at(now.saturating_add(RING_FOR), zone)
        .map_err(|problem| Stop::refused("clock", Sentence::from(&problem)))?;
    let id = ClaimId::from_bytes(desk.fresh()?);
    let mut draft = Draft::default();
    draft.claim(Claim::new(id, unit, Property::UnitRinging, Value::When(until)));
    desk.save(actor, why, draft)?;
    // Somebody may have taken it between the look and the save: then the first entry holds, and this one is taken back.
    let holds = desk.casebook().ringing(now)?.remove(&unit);
    match holds {
        Some(mine) if mine.claim == id => Ok(mine),
        Some(other) => {
            retract(desk, actor, why, unit, id)?;
            Err(busy(&other, desk))
        }
        None => Err(Stop::conflict(sentence!("The unit was not taken; try again."))),
    }
}

/// Who is ringing this unit now.
///
/// # Errors
/// A fault of the casebook.
pub fn ringing_of(desk: &Desk, unit: RecordId) -> Outcome<Option<Ringing>> {
    let casebook = desk.casebook();
    let unit = casebook.unit_of(unit)?;
    Ok(casebook.ringing(desk.now())?.remove(&unit))
}

fn busy(other: &Ringing, desk: &Desk) -> Stop {
    let until: String = other.until.in_zone(desk.zone()).chars().skip(11).take(5).collect();
    Stop::conflict(sentence!("{by} is ringing this unit now, until {until}.", by = other.by, until))
}

/// Gives a unit back before its time has run out.
///
/// # Errors
/// A conflict when nobody is ringing it by that claim.
pub fn release(desk: &Desk, actor: &Actor, why: &Reason, claim: ClaimId) -> Outcome<Saved> {
    let unit = {
        let casebook = desk.casebook();
        let ringing = casebook.ringing(desk.now())?.into_values().find(|one| one.claim == claim);
        ringing.map(|one| one.unit)
    };
    let unit = unit.ok_or_else(|| Stop::conflict(sentence!("Nobody is ringing this unit any more.")))?;
    retract(desk, actor, why, unit, claim)
}

fn retract(desk: &Desk, actor: &Actor, why: &Reason, about: RecordId, claim: ClaimId) -> Outcome<Saved> {
    let id = ClaimId::from_bytes(desk.fresh()?);
    let mut draft = Draft::default();
    draft.decision(Decision { id, about, ruling: Ruling::Retract(claim) });
    desk.save(actor, why, draft)
}
