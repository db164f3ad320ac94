//! A call is logged with only what the caller knows. Nothing is mandatory but a word: a name, a number, a place, or a
//! note. Everything said becomes claims that cite the note, in one save.

use crate::actor::{Actor, Reason};
use crate::desk::{Desk, Draft, Saved};
use crate::stop::{Outcome, Stop};
use claims::legal::CustodyState;
use claims::when::{When, WhenProblem, ZoneId, parse_written_date};
use claims::wording::{self, Convention};
use claims::{
    Amount, Claim, ClaimId, CustodyStep, HowKnown, Locator, Property, RecordId, RecordKind, Spot, Value,
    WrittenName,
};

/// What the caller said; every field may be absent.
#[derive(Debug, Clone, Default)]
pub struct CallNote {
    /// The note as typed; kept byte for byte.
    pub text: String,
    /// What sort of report: call, message, visit.
    pub report_type: Option<String>,
    /// The language of the note.
    pub language: Option<String>,
    /// Who tells it.
    pub source: Option<String>,
    /// What the source is to the detained.
    pub source_type: Option<String>,
    /// Name of the detained.
    pub name: Option<String>,
    /// How many, when not one person: "about ten".
    pub people: Option<String>,
    /// When liberty was taken.
    pub when: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// To which unit.
    pub unit: Option<String>,
    /// The state now.
    pub state: Option<String>,
    /// How that is known.
    pub how: Option<String>,
    /// Who detained.
    pub force: Option<String>,
    /// Role at the time.
    pub role: Option<String>,
    /// minor, ill, pregnant…
    pub risk: Option<String>,
    /// none, assigned, on_the_way, admitted, refused.
    pub lawyer: Option<String>,
    /// The article of law.
    pub charge: Option<String>,
}

/// What was made.
#[derive(Debug, Clone)]
pub struct Recorded {
    /// The save.
    pub saved: Saved,
    /// The note.
    pub report: RecordId,
    /// The person, if one was told of.
    pub person: Option<RecordId>,
    /// The detention, if one was told of.
    pub detention: Option<RecordId>,
    /// How many claims.
    pub claims: usize,
}

/// Logs a call.
///
/// # Errors
/// A refusal when nothing at all was said, or a field cannot be read; it names the field.
pub fn record_call(desk: &Desk, actor: &Actor, why: &Reason, note: &CallNote) -> Outcome<Recorded> {
    let mut saying = Saying {
        desk,
        draft: Draft::default(),
        report: RecordId::from_bytes(desk.fresh()?),
        source: None,
        at: None,
    };
    let told =
        [&note.name, &note.people, &note.when, &note.place, &note.unit, &note.state, &note.role, &note.risk];
    let detained = told.iter().any(|field| field.as_deref().is_some_and(|text| !text.trim().is_empty()));
    if !detained && note.text.trim().is_empty() {
        return Err(Stop::refused("text", "Nothing was said: give a note, a name, a number or a place."));
    }
    let now =
        When::at(desk.now(), desk.zone()).map_err(|problem| Stop::refused("clock", problem.to_string()))?;
    saying.report_itself(note, &now)?;
    saying.at = Some(now.clone());
    let (mut person, mut detention) = (None, None);
    if detained {
        let who = given(&note.people).is_none();
        let about = RecordId::from_bytes(desk.fresh()?);
        detention = Some(about);
        if who {
            let id = RecordId::from_bytes(desk.fresh()?);
            person = Some(id);
            saying.person(note, id)?;
            saying.say(about, Property::DetentionOf, Value::Ref(id))?;
        } else if let Some(people) = given(&note.people) {
            saying.say(about, Property::DetentionPeople, Value::Amount(amount(people)))?;
        }
        saying.detention(note, about, &now)?;
    }
    let claims = saying.draft.sayings.len();
    let report = saying.report;
    let saved = desk.save(actor, why, saying.draft)?;
    Ok(Recorded { saved, report, person, detention, claims })
}

fn given(field: &Option<String>) -> Option<&str> {
    field.as_deref().map(str::trim).filter(|text| !text.is_empty())
}

/// A time as written in this field's forms, or as people write dates; of an ambiguous one both readings are named.
pub(crate) fn read_when(text: &str, zone: &ZoneId) -> Outcome<When> {
    let problem = match When::parse(text, zone) {
        Ok(when) => return Ok(when),
        Err(problem) => problem,
    };
    match parse_written_date(text, zone) {
        Ok(when) => Ok(when),
        Err(ambiguous @ WhenProblem::Ambiguous { .. }) => Err(Stop::refused("when", ambiguous.to_string())),
        Err(_) => Err(Stop::refused("when", problem.to_string())),
    }
}

/// "about ten" with what it strictly says.
pub(super) fn amount(text: &str) -> Amount {
    match wording::read_quantity(text, None).first() {
        Some(quantity) => {
            let strict = wording::strict(quantity);
            Amount::worded(text, strict.low, strict.high)
        }
        None => Amount::worded(text, None, None),
    }
}

struct Saying<'d> {
    desk: &'d Desk,
    draft: Draft,
    report: RecordId,
    source: Option<RecordId>,
    at: Option<When>,
}

impl Saying<'_> {
    fn say(&mut self, about: RecordId, property: Property, value: Value) -> Outcome<()> {
        let mut claim = Claim::new(ClaimId::from_bytes(self.desk.fresh()?), about, property, value);
        claim.source = self.source.filter(|source| *source != about);
        claim.locator = Some(Locator { report: self.report, spot: Spot::Whole });
        claim.said_at = self.at.clone();
        self.draft.claim(claim);
        Ok(())
    }

    fn text(&mut self, about: RecordId, property: Property, field: &Option<String>) -> Outcome<()> {
        match given(field) {
            Some(text) => self.say(about, property, Value::Text(text.into())),
            None => Ok(()),
        }
    }

    fn term(&mut self, about: RecordId, property: Property, field: &Option<String>) -> Outcome<()> {
        match given(field) {
            Some(text) => {
                self.say(about, property, Value::Term(text.to_lowercase().replace([' ', '-'], "_").into()))
            }
            None => Ok(()),
        }
    }

    fn report_itself(&mut self, note: &CallNote, now: &When) -> Outcome<()> {
        let report = self.report;
        let kind = given(&note.report_type).unwrap_or("call");
        self.say(report, Property::ReportType, Value::Term(kind.into()))?;
        self.say(report, Property::ReportPublished, Value::When(now.clone()))?;
        if !note.text.is_empty() {
            self.say(report, Property::ReportBytes, Value::Bytes(note.text.as_bytes().into()))?;
        }
        self.term(report, Property::ReportLanguage, &note.language)?;
        if let Some(name) = given(&note.source) {
            let known = self.desk.casebook().known_as(RecordKind::Source, &names::fold::search_key(name))?;
            let source = match known {
                Some(source) => source,
                None => {
                    let source = RecordId::from_bytes(self.desk.fresh()?);
                    let name =
                        WrittenName::parse(name).map_err(|p| Stop::refused("source", p.to_string()))?;
                    self.say(source, Property::SourceName, Value::Name(name))?;
                    self.term(source, Property::SourceType, &note.source_type)?;
                    source
                }
            };
            self.say(report, Property::ReportSource, Value::Ref(source))?;
            self.source = Some(source);
        } else if given(&note.source_type).is_some() {
            let source = RecordId::from_bytes(self.desk.fresh()?);
            self.term(source, Property::SourceType, &note.source_type)?;
            self.say(report, Property::ReportSource, Value::Ref(source))?;
            self.source = Some(source);
        }
        Ok(())
    }

    fn person(&mut self, note: &CallNote, person: RecordId) -> Outcome<()> {
        if let Some(name) = given(&note.name) {
            let name = WrittenName::parse(name).map_err(|p| Stop::refused("name", p.to_string()))?;
            self.say(person, Property::PersonName, Value::Name(name))?;
        } else {
            let words = given(&note.role).unwrap_or("name not known");
            self.say(person, Property::PersonDescription, Value::Text(words.into()))?;
        }
        self.term(person, Property::PersonRisk, &note.risk)
    }

    fn detention(&mut self, note: &CallNote, about: RecordId, now: &When) -> Outcome<()> {
        let zone = self.desk.zone().clone();
        let when = match given(&note.when) {
            Some(text) => {
                let read = read_when(text, &zone)?;
                self.say(about, Property::DetentionWhen, Value::When(read.clone()))?;
                Some(read)
            }
            None => None,
        };
        self.text(about, Property::DetentionPlace, &note.place)?;
        self.text(about, Property::DetentionForce, &note.force)?;
        self.text(about, Property::DetentionRole, &note.role)?;
        self.text(about, Property::DetentionCharge, &note.charge)?;
        self.term(about, Property::DetentionLawyer, &note.lawyer)?;
        let unit = match given(&note.unit) {
            Some(name) => Some(self.unit(name)?),
            None => None,
        };
        if let Some(unit) = unit {
            self.say(about, Property::DetentionUnit, Value::Ref(unit))?;
        }
        let state = match given(&note.state) {
            Some(word) => Some(
                CustodyState::from_name(&word.to_lowercase().replace([' ', '-'], "_")).ok_or_else(|| {
                    let known: Vec<&str> = CustodyState::ALL.iter().map(|state| state.name()).collect();
                    Stop::refused(
                        "state",
                        format!("{word:?} is not a state; the states are {}.", known.join(", ")),
                    )
                })?,
            ),
            None => unit.map(|_| CustodyState::AtPolice),
        };
        if let Some(state) = state {
            let how = match given(&note.how).or(given(&note.source_type)) {
                Some(word) => HowKnown::from_name(word).unwrap_or_default(),
                None => HowKnown::Unknown,
            };
            let from = if state == CustodyState::Released { None } else { when };
            let step =
                CustodyStep { unit, from, how, confirmed: Some(now.clone()), ..CustodyStep::of(state) };
            self.say(about, Property::DetentionCustody, Value::Custody(Box::new(step)))?;
        }
        Ok(())
    }

    fn unit(&mut self, name: &str) -> Outcome<RecordId> {
        if let Some(unit) = self.desk.casebook().known_as(RecordKind::Unit, &names::fold::search_key(name))? {
            return Ok(unit);
        }
        let unit = RecordId::from_bytes(self.desk.fresh()?);
        let written = WrittenName::parse(name).map_err(|p| Stop::refused("unit", p.to_string()))?;
        self.say(unit, Property::UnitName, Value::Name(written))?;
        Ok(unit)
    }
}

/// The bounds a named convention gives to a worded amount: for showing beside the word, never instead of it.
pub fn under_convention(amount: &Amount, convention: Convention) -> Option<(Option<u64>, Option<u64>)> {
    let quantity = wording::read_quantity(&amount.word, None).into_iter().next()?;
    wording::bounds(&quantity, convention).map(|bounds| (bounds.low, bounds.high))
}
