//! Logging an intervention: who was called for whom, and what came of it.

use crate::actor::{Actor, Reason};
use crate::check::moment;
use crate::desk::{Desk, Draft, Saved};
use crate::review::withdraw_all;
use crate::sentence;
use crate::stop::{Outcome, Stop};
use casebook::InterventionView;
use claims::{Claim, ClaimId, Property, RecordId, RecordKind, Value};
use std::collections::BTreeSet;

/// Who may be called.
pub const CALLED: [&str; 9] =
    ["lawyer", "embassy", "ministry", "prosecutor", "ombudsman", "doctor", "employer", "media", "other"];
/// For what.
pub const KINDS: [&str; 6] =
    ["legal_help", "medical_help", "request_for_release", "publicity", "inquiry", "other"];
/// What may come of it.
pub const RESPONSES: [&str; 5] = ["favourable", "promise", "denied", "none", "other"];
/// The longest words, and the longest name of whom was called, in characters.
const LONGEST: (usize, usize) = (2_000, 200);

/// An intervention as told.
#[derive(Debug, Clone, Default)]
pub struct InterventionNote {
    /// For whom: people, groups or detentions.
    pub of: Vec<RecordId>,
    /// One of [`CALLED`].
    pub called: Option<String>,
    /// Whom exactly.
    pub to: Option<String>,
    /// One of [`KINDS`].
    pub kind: Option<String>,
    /// One of [`RESPONSES`].
    pub response: Option<String>,
    /// What was said.
    pub words: Option<String>,
    /// When, as written; now when it is not said.
    pub when: Option<String>,
    /// Who called; whoever logs it when it is not said.
    pub by: Option<String>,
}

/// What was saved.
#[derive(Debug, Clone)]
pub struct Intervened {
    /// The save.
    pub saved: Saved,
    /// The intervention.
    pub intervention: RecordId,
}

/// Logs an intervention.
///
/// # Errors
/// A refusal that names the field.
pub fn log_intervention(
    desk: &Desk,
    actor: &Actor,
    why: &Reason,
    note: &InterventionNote,
) -> Outcome<Intervened> {
    let given = |field: &Option<String>| -> Option<String> {
        field.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(ToOwned::to_owned)
    };
    let one_of = |field: &'static str, word: Option<String>, of: &[&str]| -> Outcome<Option<String>> {
        match word {
            Some(word) if !of.contains(&word.as_str()) => {
                Err(Stop::refused(field, sentence!("{word:?} is not one of {of}.", word, of = of.join(", "))))
            }
            word => Ok(word),
        }
    };
    if note.of.is_empty() {
        return Err(Stop::refused("for", sentence!("Say for whom: a person or a detention.")));
    }
    for of in &note.of {
        let kind = desk.casebook().kind(*of)?;
        if !matches!(kind, Some(RecordKind::Person | RecordKind::Group | RecordKind::Detention)) {
            return Err(Stop::refused(
                "for",
                sentence!("{about} is not a person, group or detention that is here.", about = of),
            ));
        }
    }
    let called = one_of("called", given(&note.called), &CALLED)?;
    let (to, words) = (given(&note.to), given(&note.words));
    if called.is_none() && to.is_none() {
        return Err(Stop::refused("called", sentence!("Say who was called.")));
    }
    let kind = one_of("kind", given(&note.kind), &KINDS)?;
    let response = one_of("response", given(&note.response), &RESPONSES)?;
    for (field, text, longest) in [("words", &words, LONGEST.0), ("to", &to, LONGEST.1)] {
        if text.as_ref().is_some_and(|text| text.chars().count() > longest) {
            return Err(Stop::refused(
                field,
                sentence!(
                    "This is longer than {longest} characters; log a longer story as a report.",
                    longest
                ),
            ));
        }
    }
    let when = moment(desk, given(&note.when).as_deref())?;
    let intervention = RecordId::from_bytes(desk.fresh()?);
    let mut draft = Draft::default();
    let mut say = |property: Property, value: Value| -> Outcome<()> {
        let mut claim = Claim::new(ClaimId::from_bytes(desk.fresh()?), intervention, property, value);
        claim.said_at = Some(when.clone());
        draft.claim(claim);
        Ok(())
    };
    for of in &note.of {
        say(Property::InterventionFor, Value::Ref(*of))?;
    }
    say(Property::InterventionWhen, Value::When(when.clone()))?;
    let by = given(&note.by).unwrap_or_else(|| actor.handle().to_owned());
    say(Property::InterventionBy, Value::Text(by.into()))?;
    let terms = [
        (Property::InterventionCalled, called),
        (Property::InterventionType, kind),
        (Property::InterventionResponse, response),
    ];
    for (property, term) in terms {
        if let Some(term) = term {
            say(property, Value::Term(term.into()))?;
        }
    }
    for (property, text) in [(Property::InterventionTo, to), (Property::InterventionWords, words)] {
        if let Some(text) = text {
            say(property, Value::Text(text.into()))?;
        }
    }
    Ok(Intervened { saved: desk.save(actor, why, draft)?, intervention })
}

/// Takes an intervention back.
///
/// # Errors
/// A conflict when nothing of it stands.
pub fn undo_intervention(desk: &Desk, actor: &Actor, why: &Reason, record: RecordId) -> Outcome<Saved> {
    let claims: Vec<(ClaimId, RecordId)> = {
        let casebook = desk.casebook();
        if casebook.kind(record)? != Some(RecordKind::Intervention) {
            return Err(Stop::not_found(sentence!("{record} is not an intervention that is here.", record)));
        }
        casebook.standing_claims_of(record)?.into_iter().map(|one| (one.claim, record)).collect()
    };
    if claims.is_empty() {
        return Err(Stop::conflict(sentence!(
            "Nothing of this intervention stands; it may have been taken back already."
        )));
    }
    withdraw_all(desk, actor, why, claims)
}

/// Interventions for these records, or for those judged the same; all of them when none is named. Latest first.
///
/// # Errors
/// A fault of the casebook.
pub fn interventions_of(desk: &Desk, records: &[RecordId]) -> Outcome<Vec<InterventionView>> {
    let casebook = desk.casebook();
    let mut all = casebook.interventions()?;
    if !records.is_empty() {
        let mut of: BTreeSet<RecordId> = records.iter().copied().collect();
        of.extend(records.iter().flat_map(|record| casebook.same_as(*record)));
        all.retain(|one| one.of.iter().any(|named| of.contains(&named.record)));
    }
    Ok(all)
}

/// A detention with whoever is detained: what is done for one is done for the other.
///
/// # Errors
/// A fault of the casebook.
pub fn people_of(desk: &Desk, detention: RecordId) -> Outcome<Vec<RecordId>> {
    let mut of = vec![detention];
    of.extend(desk.casebook().subject_of_detention(detention)?);
    Ok(of)
}
