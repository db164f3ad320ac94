//! The lawyer of a detention: assigned, on the way, admitted, refused, or none. The last word holds; taking it back brings
//! the one before.

use crate::actor::{Actor, Reason};
use crate::desk::{Desk, Draft, Saved};
use crate::review::withdraw_all;
use crate::sentence;
use crate::stop::{Outcome, Stop};
use casebook::LawyerSaid;
use claims::{Claim, ClaimId, Property, RecordId, RecordKind, Value};

/// What may be said of a detention's lawyer.
pub const LAWYER_STATES: [&str; 5] = ["assigned", "on_the_way", "admitted", "refused", "none"];
/// For how long a lawyer who was named is offered again, in seconds.
const ON_DUTY: i64 = 48 * 3600;
/// The longest name, in characters.
const LONGEST: usize = 120;

/// What was saved.
#[derive(Debug, Clone)]
pub struct LawyerSet {
    /// The save.
    pub saved: Saved,
    /// The claims, by which it is undone.
    pub claims: Vec<ClaimId>,
}

/// Says how a detention stands with its lawyer.
///
/// # Errors
/// A refusal that names the field.
pub fn assign_lawyer(
    desk: &Desk,
    actor: &Actor,
    why: &Reason,
    detention: RecordId,
    state: &str,
    name: Option<&str>,
) -> Outcome<LawyerSet> {
    let name = name.map(str::trim).filter(|name| !name.is_empty());
    if desk.casebook().kind(detention)? != Some(RecordKind::Detention) {
        return Err(Stop::not_found(sentence!("{detention} is not a detention that is here.", detention)));
    }
    if !LAWYER_STATES.contains(&state) {
        let known = LAWYER_STATES.join(", ");
        return Err(Stop::refused(
            "state",
            sentence!("{state:?} says nothing of a lawyer; write one of {known}.", state, known),
        ));
    }
    if name.is_some_and(|name| name.chars().count() > LONGEST || name.chars().any(char::is_control)) {
        return Err(Stop::refused(
            "name",
            sentence!("A name has at most {longest} characters, on one line.", longest = LONGEST),
        ));
    }
    if state == "none" && name.is_some() {
        return Err(Stop::refused("name", sentence!("Without a lawyer there is no lawyer's name.")));
    }
    let mut draft = Draft::default();
    let mut claims = Vec::new();
    let mut say = |property: Property, value: Value| -> Outcome<()> {
        let id = ClaimId::from_bytes(desk.fresh()?);
        draft.claim(Claim::new(id, detention, property, value));
        claims.push(id);
        Ok(())
    };
    say(Property::DetentionLawyer, Value::Term(state.into()))?;
    if let Some(name) = name {
        say(Property::DetentionLawyerName, Value::Text(name.into()))?;
    }
    Ok(LawyerSet { saved: desk.save(actor, why, draft)?, claims })
}

/// Takes back what was said of a lawyer.
///
/// # Errors
/// A conflict when it does not stand any more, or was never about a lawyer.
pub fn undo_lawyer(
    desk: &Desk,
    actor: &Actor,
    why: &Reason,
    detention: RecordId,
    claims: &[ClaimId],
) -> Outcome<Saved> {
    let said = lawyer_history(desk, detention)?;
    let standing: Vec<(ClaimId, RecordId)> =
        said.iter().map(|one| (one.claim, detention)).filter(|(claim, _)| claims.contains(claim)).collect();
    if standing.is_empty() {
        return Err(Stop::conflict(sentence!(
            "This does not stand any more; it may have been taken back already."
        )));
    }
    withdraw_all(desk, actor, why, standing)
}

/// What stands of the lawyer of a detention, the earliest first.
///
/// # Errors
/// A fault of the casebook.
pub fn lawyer_history(desk: &Desk, detention: RecordId) -> Outcome<Vec<LawyerSaid>> {
    Ok(desk.casebook().lawyers_of(detention)?)
}

/// Lawyers who were named in the last two days, those named most first: to be assigned with one key.
///
/// # Errors
/// A fault of the casebook.
pub fn lawyers_on_duty(desk: &Desk, most: usize) -> Outcome<Vec<Box<str>>> {
    let mut names = desk.casebook().lawyers_named(desk.now().saturating_add(-ON_DUTY))?;
    names.truncate(most);
    Ok(names)
}
