//! Deciding on a draft. What is accepted becomes claims that cite the report, byte for byte where its text is its bytes,
//! in one entry with the decision; the reviewer is the author. Withdrawing the decision withdraws them all.

use super::decided::{Decided, Kept, Ruled};
use super::slots::{DraftFact, DraftKind, Slot, slots_of};
use super::{DraftState, Drafts, find_draft};
use crate::actor::{Actor, Reason};
use crate::desk::{Desk, Draft, Saved};
use crate::record::read_value;
use crate::stop::{Outcome, Stop};
use crate::{Sentence, sentence};
use casebook::ClaimState;
use claims::when::When;
use claims::{
    Amount, Claim, ClaimId, Decision, Locator, Modality, Property as P, RecordId, RecordKind, Ruling, Spot,
    Value, WrittenName,
};
use extract::span::Span;
use std::collections::BTreeMap;
use std::sync::PoisonError;

/// What a reviewer chose beside yes or no.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    /// Other values by slot; an empty one leaves the slot out.
    pub slots: BTreeMap<String, String>,
    /// The person it is, when one is recorded already; otherwise a new one is.
    pub person: Option<RecordId>,
}

/// What was saved.
#[derive(Debug, Clone)]
pub struct DraftSaved {
    /// The save.
    pub saved: Saved,
    /// The decision's id, by which it is undone.
    pub decision: ClaimId,
    /// The record that it is about now: detention, figure, act …; none when it was refused.
    pub record: Option<RecordId>,
    /// The person, if there is one.
    pub person: Option<RecordId>,
    /// How many claims came of it.
    pub claims: usize,
}

/// Refuses a draft: it is not so, or not to be recorded. It does not come again.
///
/// # Errors
/// Not found; a conflict when it was decided already.
pub fn refuse_draft(desk: &Desk, actor: &Actor, why: &Reason, key: &str) -> Outcome<DraftSaved> {
    let _deciding = desk.drafted().deciding.lock().unwrap_or_else(PoisonError::into_inner);
    let (of, draft) = open(desk, key)?;
    let mut making = Making::new(desk, &of, &draft)?;
    making.decide(Ruled::Refused, actor, why)
}

/// Accepts a draft, with the reviewer's own values where given.
///
/// # Errors
/// Not found; a conflict when it was decided already; a refusal naming the slot.
pub fn accept_draft(
    desk: &Desk,
    actor: &Actor,
    why: &Reason,
    key: &str,
    choice: &Choice,
) -> Outcome<DraftSaved> {
    let _deciding = desk.drafted().deciding.lock().unwrap_or_else(PoisonError::into_inner);
    let (of, mut draft) = open(desk, key)?;
    let known = slots_of(draft.kind);
    if let Some(strange) = choice.slots.keys().find(|name| !known.contains(&name.as_str())) {
        return Err(Stop::refused(
            "slot",
            sentence!(
                "A draft of a {kind} has no {strange:?}; it has {known}.",
                kind = draft.kind.name(),
                strange,
                known = known.join(", ")
            ),
        ));
    }
    if let Some(person) = choice.person {
        let kind = desk.casebook().kind(person)?;
        let takes = matches!(draft.kind, DraftKind::Detention | DraftKind::Harm | DraftKind::Property);
        let right = matches!(kind, Some(RecordKind::Person))
            || (draft.group && matches!(kind, Some(RecordKind::Group)));
        if !takes || !right {
            return Err(Stop::refused(
                "person",
                sentence!("{person} is not a person whom this draft can be about.", person),
            ));
        }
    }
    let mut corrected: Vec<&'static str> = Vec::new();
    for name in known.iter().copied() {
        let Some(value) = choice.slots.get(name).map(|value| value.trim()) else { continue };
        let before = draft.slots.iter().position(|slot| slot.name == name);
        if before.and_then(|at| draft.slots.get(at)).map_or("", |slot| &slot.value) == value {
            continue;
        }
        corrected.push(name);
        match before.and_then(|at| draft.slots.get_mut(at)) {
            Some(slot) => {
                value.clone_into(&mut slot.value);
                (slot.how, slot.bounds) = (None, (None, None));
            }
            None => draft.slots.push(Slot {
                name,
                value: value.to_owned(),
                quotes: Vec::new(),
                how: None,
                bounds: (None, None),
            }),
        }
    }
    let how = if corrected.is_empty() { Ruled::Accepted } else { Ruled::Corrected };
    let mut making = Making::new(desk, &of, &draft)?;
    making.corrected = corrected;
    making.person = choice.person;
    making.facts()?;
    making.decide(how, actor, why)
}

/// Withdraws a decision on a draft and every claim that came of it and still stands; none when it is no such decision.
///
/// # Errors
/// A fault of the casebook.
pub(in crate::review) fn take_back(
    desk: &Desk,
    actor: &Actor,
    why: &Reason,
    id: ClaimId,
) -> Outcome<Option<Saved>> {
    let of = {
        let casebook = desk.casebook();
        let Some(report) = casebook.record_of_claim(id)? else { return Ok(None) };
        casebook.drafts_decided(report)?.into_iter().find(|of| of.claim == id)
    };
    let Some((of, decided)) = of.and_then(|of| Decided::read(&of).map(|decided| (of, decided))) else {
        return Ok(None);
    };
    let mut draft = Draft::default();
    let mut withdraw = |about: RecordId, claim: ClaimId| -> Outcome<()> {
        let id = ClaimId::from_bytes(desk.fresh()?);
        draft.decision(Decision { id, about, ruling: Ruling::Retract(claim) });
        Ok(())
    };
    withdraw(of.report, id)?;
    for claim in decided.claims() {
        let view = desk.casebook().claim(claim)?;
        if let Some(view) = view.filter(|view| !matches!(view.state, ClaimState::Retracted { .. })) {
            withdraw(view.about, claim)?;
        }
    }
    Ok(Some(desk.save(actor, why, draft)?))
}

fn open(desk: &Desk, key: &str) -> Outcome<(Drafts, DraftFact)> {
    let (of, draft, state) = find_draft(desk, key)?;
    match state {
        DraftState::Open => Ok((of, draft)),
        DraftState::Decided(how, id) => Err(Stop::conflict(decided_already(how))
            .hint_in_english(format!("habeas retract {id} --why … undoes that."))),
    }
}

/// Claims in the making.
struct Making<'d> {
    desk: &'d Desk,
    of: &'d Drafts,
    fact: &'d DraftFact,
    draft: Draft,
    source: Option<RecordId>,
    said_at: Option<When>,
    corrected: Vec<&'static str>,
    person: Option<RecordId>,
    record: Option<RecordId>,
    slots: Vec<(&'static str, Vec<ClaimId>)>,
    also: Vec<ClaimId>,
}

impl<'d> Making<'d> {
    fn new(desk: &'d Desk, of: &'d Drafts, fact: &'d DraftFact) -> Outcome<Self> {
        let view = desk.casebook().report(of.report)?;
        let (source, said_at) =
            view.map_or((None, None), |view| (view.source.map(|of| of.source.record), view.published));
        Ok(Self {
            desk,
            of,
            fact,
            draft: Draft::default(),
            source,
            said_at,
            corrected: Vec::new(),
            person: None,
            record: None,
            slots: Vec::new(),
            also: Vec::new(),
        })
    }

    fn fresh(&self) -> Outcome<RecordId> {
        Ok(RecordId::from_bytes(self.desk.fresh()?))
    }

    /// The words of a slot, or the clause.
    fn words(&self, slot: Option<&Slot>) -> Span {
        let quotes = slot.map(|slot| slot.quotes.as_slice()).unwrap_or_default();
        quotes
            .iter()
            .copied()
            .reduce(Span::to)
            .filter(|span| span.is_of(&self.of.text))
            .unwrap_or(self.fact.evidence)
    }

    fn claim(&mut self, about: RecordId, property: P, value: Value, slot: Option<&Slot>) -> Outcome<ClaimId> {
        let id = ClaimId::from_bytes(self.desk.fresh()?);
        let mut claim = Claim::new(id, about, property, value);
        let words = self.words(slot);
        let mut notes = Vec::new();
        let spot = if self.of.is_the_report {
            Spot::Quote { start: words.start as u64, end: words.end as u64 }
        } else {
            // The bytes of a web page are not its words; a quote would show marks of the page, or other words.
            notes.push(format!("bytes {}–{} of the text that was read from it", words.start, words.end));
            Spot::Whole
        };
        claim.locator = Some(Locator { report: self.of.report, spot });
        claim.source = self.source.filter(|source| *source != about);
        claim.said_at = self.said_at.clone();
        let changed = slot.is_some_and(|slot| self.corrected.contains(&slot.name));
        match slot.and_then(|slot| slot.how).filter(|how| !changed && *how != "written") {
            Some(how) => {
                claim.modality = Modality::Inferred;
                notes.push(format!("the day follows from the day of publication: {how}"));
            }
            None if self.fact.unconfirmed => claim.modality = Modality::Relayed,
            None => {}
        }
        claim.note = (!notes.is_empty()).then(|| notes.join("; ").into());
        self.draft.claim(claim);
        Ok(id)
    }

    /// A claim of a slot.
    fn say(&mut self, name: &'static str, about: RecordId, property: P, value: Value) -> Outcome<()> {
        let fact = self.fact;
        let id = self.claim(about, property, value, fact.slot(name))?;
        match self.slots.iter_mut().find(|(known, _)| *known == name) {
            Some((_, ids)) => ids.push(id),
            None => self.slots.push((name, vec![id])),
        }
        Ok(())
    }

    /// A claim that holds others together.
    fn bind(&mut self, about: RecordId, property: P, value: Value) -> Outcome<()> {
        let id = self.claim(about, property, value, None)?;
        self.also.push(id);
        Ok(())
    }

    fn value(&self, name: &str) -> Option<&'d str> {
        self.fact.slot(name).map(|slot| slot.value.as_str()).filter(|value| !value.is_empty())
    }

    /// A slot's value in the shape that its property wants.
    fn plain(&mut self, name: &'static str, about: RecordId, property: P) -> Outcome<()> {
        match self.value(name) {
            Some(text) => {
                let value = read_value(self.desk, property, text).map_err(|stop| of_slot(name, stop))?;
                self.say(name, about, property, value)
            }
            None => Ok(()),
        }
    }

    fn amount(&mut self, name: &'static str, about: RecordId, property: P) -> Outcome<()> {
        let Some(slot) = self.fact.slot(name) else { return Ok(()) };
        match slot.bounds {
            (None, None) => self.plain(name, about, property),
            (low, high) => {
                self.say(name, about, property, Value::Amount(Amount::worded(&slot.value, low, high)))
            }
        }
    }

    /// The record of that name, made if it is not known.
    fn known(&mut self, name: &'static str, kind: RecordKind, property: P) -> Outcome<Option<RecordId>> {
        let Some(text) = self.value(name) else { return Ok(None) };
        let known = self.desk.casebook().known_as(kind, &names::fold::search_key(text))?;
        if let Some(record) = known {
            return Ok(Some(record));
        }
        let record = self.fresh()?;
        let written = WrittenName::parse(text)
            .map_err(|problem| Stop::refused("slot", sentence!("{name}: {problem}", name, problem)))?;
        let id = self.claim(record, property, Value::Name(written), self.fact.slot(name))?;
        self.also.push(id);
        Ok(Some(record))
    }

    fn facts(&mut self) -> Outcome<()> {
        let record = self.fresh()?;
        self.record = Some(record);
        match self.fact.kind {
            DraftKind::Detention => self.detention(record)?,
            DraftKind::Figure => {
                self.plain("measure", record, P::FigureMeasure)?;
                self.amount("number", record, P::FigureAmount)?;
                self.plain("place", record, P::FigureScope)?;
                self.plain("date", record, P::FigurePeriod)?;
                self.plain("speaker", record, P::FigureSpeaker)?;
                self.plain("duration", record, P::FigureNote)?;
                self.bind(record, P::FigureUnit, Value::Term("persons".into()))?;
                if let Some(when) = self.said_at.clone() {
                    self.bind(record, P::FigureSaidOn, Value::When(when))?;
                }
            }
            DraftKind::Harm => {
                self.victim(record)?;
                self.plain("type", record, P::ActType)?;
                self.plain("injury", record, P::ActInjury)?;
            }
            DraftKind::Property => {
                self.victim(record)?;
                self.bind(record, P::ActType, Value::Term("seizure".into()))?;
                self.plain("item", record, P::ActObject)?;
                if let Some(by) = self.value("force") {
                    self.say("force", record, P::ActDegree, Value::Text(format!("by {by}").into()))?;
                }
            }
            DraftKind::Intervention => {
                self.plain("by", record, P::InterventionBy)?;
                self.plain("response", record, P::InterventionResponse)?;
            }
            DraftKind::Statement => {
                if let Some(speaker) = self.known("speaker", RecordKind::Source, P::SourceName)? {
                    self.say("speaker", record, P::StatementSpeaker, Value::Ref(speaker))?;
                }
                self.plain("words", record, P::StatementWords)?;
            }
        }
        if self.slots.is_empty() {
            return Err(Stop::refused(
                "slot",
                sentence!("Nothing of this draft is left; refuse it instead."),
            ));
        }
        Ok(())
    }

    fn detention(&mut self, record: RecordId) -> Outcome<()> {
        let who = if self.fact.group { self.people()? } else { self.one("person", self.fact.named)? };
        match who {
            Some(who) => self.bind(record, P::DetentionOf, Value::Ref(who))?,
            None if self.fact.group => self.amount("people", record, P::DetentionPeople)?,
            None => {}
        }
        for role in self.value("role").unwrap_or_default().split("; ").filter(|role| !role.trim().is_empty())
        {
            self.say("role", record, P::DetentionRole, Value::Text(role.trim().into()))?;
        }
        if let Some(org) = self.known("organization", RecordKind::Organization, P::OrganizationName)? {
            self.say("organization", record, P::DetentionOrganization, Value::Ref(org))?;
        }
        self.plain("force", record, P::DetentionForce)?;
        self.plain("place", record, P::DetentionPlace)?;
        self.plain("date", record, P::DetentionWhen)?;
        self.plain("outcome", record, P::DetentionCustody)?;
        self.plain("penalty", record, P::DetentionPenalty)?;
        self.plain("duration", record, P::DetentionDuration)
    }

    /// Several people known together.
    fn people(&mut self) -> Outcome<Option<RecordId>> {
        if self.person.is_none() && self.value("person").is_none() {
            return Ok(None);
        }
        let group = match self.person {
            Some(group) => group,
            None => self.fresh()?,
        };
        self.plain("person", group, P::GroupDescription)?;
        self.amount("people", group, P::GroupPeople)?;
        self.person = Some(group);
        Ok(Some(group))
    }

    /// One human being: the one chosen, or a new one.
    fn one(&mut self, name: &'static str, named: bool) -> Outcome<Option<RecordId>> {
        if self.person.is_none() && self.value(name).is_none() {
            return Ok(None);
        }
        let person = match self.person {
            Some(person) => person,
            None => self.fresh()?,
        };
        // A name that a person wrote in place of a description is a name.
        let property =
            if named || self.corrected.contains(&name) { P::PersonName } else { P::PersonDescription };
        self.plain(name, person, property)?;
        if name == "person" {
            self.plain("birth", person, P::PersonBirth)?;
        }
        self.person = Some(person);
        Ok(Some(person))
    }

    /// Who suffered it: the one chosen, the one of that name whose detention was accepted from the same report, or a new one.
    fn victim(&mut self, act: RecordId) -> Outcome<()> {
        let Some(name) = self.value("victim") else {
            if let Some(person) = self.person {
                self.bind(act, P::ActVictim, Value::Ref(person))?;
            }
            return Ok(());
        };
        if self.person.is_none() {
            self.person = self.accepted_from_here(name)?;
        }
        let known = self.person.is_some();
        let named = self.of.list.iter().any(|(draft, _)| {
            draft.kind == DraftKind::Detention
                && draft.named
                && draft.slot("person").is_some_and(|slot| slot.value == name)
        });
        let person = match self.person {
            Some(person) => person,
            None => self.fresh()?,
        };
        self.person = Some(person);
        self.say("victim", act, P::ActVictim, Value::Ref(person))?;
        if !known {
            let value = if named || self.corrected.contains(&"victim") {
                let written = WrittenName::parse(name)
                    .map_err(|problem| Stop::refused("slot", sentence!("victim: {problem}", problem)))?;
                (P::PersonName, Value::Name(written))
            } else if self.fact.group {
                (P::GroupDescription, Value::Text(name.into()))
            } else {
                (P::PersonDescription, Value::Text(name.into()))
            };
            self.bind(person, value.0, value.1)?;
        }
        Ok(())
    }

    fn accepted_from_here(&self, name: &str) -> Outcome<Option<RecordId>> {
        let casebook = self.desk.casebook();
        let mut found = None;
        for decided in casebook.drafts_decided(self.of.report)?.iter().filter_map(Decided::read) {
            let of_person = decided.slots.iter().find(|(slot, _)| slot == "person");
            let Some((_, Kept::AsDrafted(ids) | Kept::Corrected(ids))) = of_person else { continue };
            for id in ids {
                let view = casebook.claim(*id)?;
                let Some(view) = view.filter(|view| matches!(view.state, ClaimState::Stands)) else {
                    continue;
                };
                let written = match &view.value {
                    Value::Name(written) => written.as_str(),
                    Value::Text(text) => text,
                    _ => continue,
                };
                if written == name && found.replace(view.about).is_some_and(|other| other != view.about) {
                    // Two namesakes in one report: nobody is guessed.
                    return Ok(None);
                }
            }
        }
        Ok(found)
    }

    /// Saves everything with the decision.
    fn decide(&mut self, how: Ruled, actor: &Actor, why: &Reason) -> Outcome<DraftSaved> {
        let id = ClaimId::from_bytes(self.desk.fresh()?);
        let mut slots: Vec<(String, Kept)> = Vec::new();
        for (name, ids) in std::mem::take(&mut self.slots) {
            let changed = self.corrected.contains(&name);
            slots.push((name.to_owned(), if changed { Kept::Corrected(ids) } else { Kept::AsDrafted(ids) }));
        }
        for name in &self.corrected {
            if !slots.iter().any(|(known, _)| known == name) {
                slots.push(((*name).to_owned(), Kept::LeftOut));
            }
        }
        let claims = self.draft.sayings.len();
        let decided = Decided {
            id,
            how,
            kind: self.fact.kind,
            key: self.fact.key.clone(),
            evidence: self.fact.evidence,
            slots,
            also: std::mem::take(&mut self.also),
        };
        let mut claim = Claim::new(id, self.of.report, P::ReportDraft, Value::Text(decided.words().into()));
        claim.locator = Some(Locator { report: self.of.report, spot: Spot::Whole });
        self.draft.claim(claim);
        let saved = self.desk.save(actor, why, std::mem::take(&mut self.draft))?;
        Ok(DraftSaved { saved, decision: id, record: self.record, person: self.person, claims })
    }
}

fn decided_already(how: Ruled) -> Sentence {
    match how {
        Ruled::Accepted => sentence!("This draft is accepted already."),
        Ruled::Corrected => sentence!("This draft is corrected already."),
        Ruled::Refused => sentence!("This draft is refused already."),
    }
}

/// A refusal of a value, on its slot.
fn of_slot(name: &str, stop: Stop) -> Stop {
    match stop {
        Stop::Refusal(mut refusal) => {
            refusal.field = Some("slot");
            refusal.say = sentence!("{slot}: {says}", slot = name, says = refusal.say);
            Stop::Refusal(refusal)
        }
        other => other,
    }
}
