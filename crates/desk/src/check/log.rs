//! Logging a check: who asked which unit, about whom or about everybody, when, and what was answered. What the unit says of
//! somebody's detention is also the last word on their custody, in the same save; undoing the check takes both back.

use crate::actor::{Actor, Reason};
use crate::desk::{Desk, Draft, Saved};
use crate::review::withdraw_all;
use crate::stop::{Outcome, Stop};
use crate::{Sentence, sentence};
use claims::legal::CustodyState;
use claims::when::When;
use claims::{
    Claim, ClaimId, CustodyStep, Decision, HowKnown, Property, RecordId, RecordKind, Ruling, Value,
};

/// What a unit may answer.
pub const ANSWERS: [&str; 7] = ["held", "not_held", "no_answer", "refused", "released", "moved", "other"];
/// The longest words kept of an answer, in characters; a longer story is a report.
const LONGEST: usize = 2_000;

/// A check as told.
#[derive(Debug, Clone, Default)]
pub struct CheckNote {
    /// People, groups or detentions that were asked about; none for everybody.
    pub about: Vec<RecordId>,
    /// When, as written; now when it is not said.
    pub when: Option<String>,
    /// One of [`ANSWERS`].
    pub answer: Option<String>,
    /// What was said.
    pub words: Option<String>,
    /// Who asked; whoever logs it when it is not said.
    pub asked_by: Option<String>,
}

/// What was saved.
#[derive(Debug, Clone)]
pub struct Logged {
    /// The save.
    pub saved: Saved,
    /// The check.
    pub check: RecordId,
    /// How many detentions the answer is the last word on.
    pub confirms: usize,
}

/// Logs a check of a unit.
///
/// # Errors
/// A refusal that names the field.
pub fn log_check(
    desk: &Desk,
    actor: &Actor,
    why: &Reason,
    unit: RecordId,
    note: &CheckNote,
) -> Outcome<Logged> {
    let given = |field: &Option<String>| -> Option<String> {
        field.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(ToOwned::to_owned)
    };
    let (answer, words) = (given(&note.answer), given(&note.words));
    if answer.is_none() && words.is_none() {
        return Err(Stop::refused(
            "answer",
            sentence!("Say what was answered, or the words that were said."),
        ));
    }
    if let Some(answer) = answer.as_deref().filter(|answer| !ANSWERS.contains(answer)) {
        return Err(Stop::refused(
            "answer",
            sentence!(
                "{answer:?} is not an answer; the answers are {answers}.",
                answer,
                answers = ANSWERS.join(", ")
            ),
        ));
    }
    if words.as_ref().is_some_and(|words| words.chars().count() > LONGEST) {
        return Err(Stop::refused(
            "words",
            sentence!(
                "The words are longer than {longest} characters; log a longer story as a report.",
                longest = LONGEST
            ),
        ));
    }
    let when = moment(desk, given(&note.when).as_deref())?;
    let custody = custody(desk, unit, note, answer.as_deref(), &when)?;
    let check = RecordId::from_bytes(desk.fresh()?);
    let mut draft = Draft::default();
    let mut say = |about: RecordId, property: Property, value: Value| -> Outcome<ClaimId> {
        let id = ClaimId::from_bytes(desk.fresh()?);
        let mut claim = Claim::new(id, about, property, value);
        claim.said_at = Some(when.clone());
        draft.claim(claim);
        Ok(id)
    };
    say(check, Property::CheckUnit, Value::Ref(unit))?;
    say(check, Property::CheckWhen, Value::When(when.clone()))?;
    for about in &note.about {
        say(check, Property::CheckAbout, Value::Ref(*about))?;
    }
    if let Some(answer) = answer {
        say(check, Property::CheckAnswer, Value::Term(answer.into()))?;
    }
    if let Some(words) = words {
        say(check, Property::CheckWords, Value::Text(words.into()))?;
    }
    let by = given(&note.asked_by).unwrap_or_else(|| actor.handle().to_owned());
    say(check, Property::CheckBy, Value::Text(by.into()))?;
    let confirms = custody.len();
    for (detention, step) in custody {
        let claim = say(detention, Property::DetentionCustody, Value::Custody(Box::new(step)))?;
        say(check, Property::CheckConfirms, Value::Text(claim.to_string().into()))?;
    }
    // Whoever was ringing has done so.
    let ringing = super::ring::ringing_of(desk, unit)?;
    if let Some(ringing) = ringing {
        let id = ClaimId::from_bytes(desk.fresh()?);
        draft.decision(Decision { id, about: ringing.unit, ruling: Ruling::Retract(ringing.claim) });
    }
    Ok(Logged { saved: desk.save(actor, why, draft)?, check, confirms })
}

/// When it was asked: as written, or now. Nobody has asked anything in the future.
pub(crate) fn moment(desk: &Desk, written: Option<&str>) -> Outcome<When> {
    /// Clocks of two machines may differ by so many seconds.
    const AHEAD: i64 = 120;
    let now = desk.now();
    let Some(text) = written else {
        return When::at(now, desk.zone()).map_err(|problem| Stop::refused("when", Sentence::from(&problem)));
    };
    let when = crate::record::read_when(text, now, desk.zone())?;
    if when.bounds().earliest.is_some_and(|earliest| earliest.seconds_since(now) > AHEAD) {
        return Err(Stop::refused("when", sentence!("{text} has not come yet.", text)));
    }
    Ok(when)
}

/// What the answer says of the custody of each detention that was asked about.
fn custody(
    desk: &Desk,
    unit: RecordId,
    note: &CheckNote,
    answer: Option<&str>,
    when: &When,
) -> Outcome<Vec<(RecordId, CustodyStep)>> {
    let casebook = desk.casebook();
    if casebook.kind(unit)? != Some(RecordKind::Unit) {
        return Err(Stop::refused("unit", sentence!("{unit} is not a unit that is here.", unit)));
    }
    let head = casebook.unit_of(unit)?;
    let mut steps = Vec::new();
    for about in &note.about {
        let kind = casebook.kind(*about)?;
        if !matches!(kind, Some(RecordKind::Person | RecordKind::Group | RecordKind::Detention)) {
            return Err(Stop::refused(
                "about",
                sentence!("{about} is not a person, group or detention that is here.", about),
            ));
        }
        if kind != Some(RecordKind::Detention) {
            continue;
        }
        let state = match answer {
            // Whoever is known to be held there in some other way, serving days of arrest, still is.
            Some("held") => {
                let known = casebook.custody_of(*about, desk.now(), 0)?;
                let known = known.filter(|now| now.held.unit == Some(head) && now.held.state.is_held());
                known.map_or(casebook.held_there_as(unit)?, |now| now.held.state)
            }
            Some("released") => CustodyState::Released,
            _ => continue,
        };
        let unit = (state != CustodyState::Released).then_some(unit);
        let step = CustodyStep {
            unit,
            how: HowKnown::Police,
            confirmed: Some(when.clone()),
            ..CustodyStep::of(state)
        };
        steps.push((*about, step));
    }
    Ok(steps)
}

/// Takes a check back: everything that was said with it, and the custody that came of it.
///
/// # Errors
/// A conflict when nothing of it stands.
pub fn undo_check(desk: &Desk, actor: &Actor, why: &Reason, check: RecordId) -> Outcome<Saved> {
    let claims = {
        let casebook = desk.casebook();
        if casebook.kind(check)? != Some(RecordKind::Check) {
            return Err(Stop::not_found(sentence!("{check} is not a check that is here.", check)));
        }
        let own = casebook.standing_claims_of(check)?;
        let mut claims: Vec<(ClaimId, RecordId)> = Vec::new();
        for one in own {
            claims.push((one.claim, check));
            if one.property != Property::CheckConfirms {
                continue;
            }
            let Some(of) = one.text.and_then(|text| text.parse::<ClaimId>().ok()) else { continue };
            if let Some(detention) = casebook.record_of_claim(of)?
                && casebook.claim_stands(of)
            {
                claims.push((of, detention));
            }
        }
        claims
    };
    if claims.is_empty() {
        return Err(Stop::conflict(sentence!(
            "Nothing of this check stands; it may have been taken back already."
        )));
    }
    withdraw_all(desk, actor, why, claims)
}
