//! From what a caller said to claims: each cites the note, names its source, and says when it was told. Nothing here
//! decides what is true, and no field is dropped.

use super::call::{CallNote, amount};
use super::once::Named;
use super::receipt::ReceiptCode;
use crate::desk::{Desk, Draft};
use crate::stop::{Outcome, Stop};
use crate::{Sentence, sentence};
use claims::legal::CustodyState;
use claims::when::{Instant, When, WhenProblem, ZoneId, parse_written_date};
use claims::{
    Claim, ClaimId, CustodyStep, HowKnown, Locator, Property, RecordId, RecordKind, Spot, Value, WrittenName,
};

/// A field that was filled in.
pub(super) fn given(field: &Option<String>) -> Option<&str> {
    field.as_deref().map(str::trim).filter(|text| !text.is_empty())
}

/// The names of a field: one, or several parted by semicolons or line ends. A comma may stand inside a name.
pub(super) fn names_of(field: &Option<String>) -> impl Iterator<Item = &str> {
    field.as_deref().unwrap_or_default().split([';', '\n']).map(str::trim).filter(|name| !name.is_empty())
}

/// A time as written in this field's forms, or as people write dates; of an ambiguous one both readings are named. A clock
/// time alone, `15:00`, is of today.
pub(crate) fn read_when(text: &str, now: Instant, zone: &ZoneId) -> Outcome<When> {
    let today = clock_alone(text).map(|clock| format!("{}T{clock}", day_of(now, zone)));
    let text = today.as_deref().unwrap_or(text);
    let problem = match When::parse(text, zone) {
        Ok(when) => return Ok(when),
        Err(problem) => problem,
    };
    match parse_written_date(text, zone) {
        Ok(when) => Ok(when),
        Err(ambiguous @ WhenProblem::Ambiguous { .. }) => {
            Err(Stop::refused("when", Sentence::from(&ambiguous)))
        }
        Err(_) => Err(Stop::refused("when", Sentence::from(&problem))),
    }
}

/// A clock time without a day, as `HH:MM`: `9:30`, `15:00`, `15.00`.
fn clock_alone(text: &str) -> Option<String> {
    let (hours, minutes) = text.trim().split_once([':', '.'])?;
    let number =
        |digits: &str| digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse::<u8>().ok())?;
    let fits = (1..=2).contains(&hours.len()) && minutes.len() == 2;
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    (fits && hours < 24 && minutes < 60).then(|| format!("{hours:02}:{minutes:02}"))
}

/// The day of a moment, `2031-06-08`.
fn day_of(now: Instant, zone: &ZoneId) -> String {
    now.in_zone(zone).chars().take(10).collect()
}

/// Claims in the making.
pub(super) struct Told<'d> {
    desk: &'d Desk,
    pub draft: Draft,
    pub report: RecordId,
    /// The id of the claim on the report's type, when the call has a key.
    proof: Option<ClaimId>,
    /// Who tells it.
    pub source: Option<RecordId>,
    /// When it was taken down.
    at: When,
    /// True from the report's own claims on: the rest was said at that time.
    telling: bool,
    /// The first person told of.
    pub person: Option<RecordId>,
    /// The first detention told of.
    pub detention: Option<RecordId>,
    /// The units named so far in this call.
    unit: Option<RecordId>,
}

impl<'d> Told<'d> {
    pub fn begin(desk: &'d Desk, named: Option<Named>, at: When) -> Outcome<Self> {
        let report = match named {
            Some(named) => named.report,
            None => RecordId::from_bytes(desk.fresh()?),
        };
        let proof = named.map(|named| named.proof);
        let draft = Draft::default();
        let (source, person, detention, unit) = (None, None, None, None);
        Ok(Self { desk, draft, report, proof, source, at, telling: false, person, detention, unit })
    }

    fn fresh(&self) -> Outcome<RecordId> {
        Ok(RecordId::from_bytes(self.desk.fresh()?))
    }

    fn say(&mut self, about: RecordId, property: Property, value: Value) -> Outcome<()> {
        let id = match self.proof.take() {
            Some(proof) => proof,
            None => ClaimId::from_bytes(self.desk.fresh()?),
        };
        let mut claim = Claim::new(id, about, property, value);
        claim.source = self.source.filter(|source| *source != about);
        claim.locator = Some(Locator { report: self.report, spot: Spot::Whole });
        claim.said_at = self.telling.then(|| self.at.clone());
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

    /// The note itself: how it came, when, its words, who told it.
    pub fn report_itself(&mut self, note: &CallNote, receipt: &ReceiptCode) -> Outcome<()> {
        let report = self.report;
        let (kind, at) = (given(&note.report_type).unwrap_or("call"), self.at.clone());
        self.say(report, Property::ReportType, Value::Term(kind.into()))?;
        self.say(report, Property::ReportPublished, Value::When(at))?;
        if !note.text.is_empty() {
            self.say(report, Property::ReportBytes, Value::Bytes(note.text.as_bytes().into()))?;
        }
        self.term(report, Property::ReportLanguage, &note.language)?;
        self.say(report, Property::ReportReceipt, Value::Text(receipt.to_string().into()))?;
        self.teller(note)?;
        self.telling = true;
        Ok(())
    }

    /// Who tells it: the source of an earlier call, the one of that name, or a new one.
    fn teller(&mut self, note: &CallNote) -> Outcome<()> {
        let report = self.report;
        let of_earlier = self.source;
        if let Some(name) = given(&note.source) {
            let key = names::fold::search_key(name);
            let known = match of_earlier {
                // The same caller under the same name, though others may bear it.
                Some(source) if self.is_called(source, &key)? => Some(source),
                _ => self.desk.casebook().known_as(RecordKind::Source, &key)?,
            };
            let source = match known {
                Some(source) => source,
                None => {
                    let source = self.fresh()?;
                    let name =
                        WrittenName::parse(name).map_err(|p| Stop::refused("source", Sentence::from(&p)))?;
                    self.source = Some(source);
                    self.say(source, Property::SourceName, Value::Name(name))?;
                    self.term(source, Property::SourceType, &note.source_type)?;
                    source
                }
            };
            self.source = Some(source);
            return self.say(report, Property::ReportSource, Value::Ref(source));
        }
        if let Some(source) = of_earlier {
            return self.say(report, Property::ReportSource, Value::Ref(source));
        }
        if given(&note.source_type).is_some() {
            let source = self.fresh()?;
            self.source = Some(source);
            self.term(source, Property::SourceType, &note.source_type)?;
            return self.say(report, Property::ReportSource, Value::Ref(source));
        }
        Ok(())
    }

    fn is_called(&self, source: RecordId, key: &str) -> Outcome<bool> {
        let names = self.desk.casebook().written_names(&[source])?;
        Ok(names.iter().any(|name| names::fold::search_key(name) == key))
    }

    /// Who was detained: each who is named, and those who are only a number; or the one of an earlier call.
    pub fn detentions(
        &mut self,
        note: &CallNote,
        earlier: Option<(RecordId, Option<RecordId>)>,
    ) -> Outcome<()> {
        let names: Vec<&str> = names_of(&note.name).collect();
        let people = given(&note.people);
        if let Some((detention, person)) = earlier.filter(|_| people.is_none() && names.len() <= 1)
            && (person.is_some() || names.is_empty())
        {
            (self.person, self.detention) = (person, Some(detention));
            if let Some(person) = person {
                self.name(person, names.first().copied())?;
                self.risks(person, note)?;
            }
            return self.detention(note, detention);
        }
        for name in &names {
            self.one(note, Some(name))?;
        }
        if let Some(people) = people {
            let detention = self.fresh()?;
            self.detention.get_or_insert(detention);
            self.say(detention, Property::DetentionPeople, Value::Amount(amount(people)))?;
            self.detention(note, detention)?;
        } else if names.is_empty() {
            self.one(note, None)?;
        }
        Ok(())
    }

    /// One person, and their detention.
    fn one(&mut self, note: &CallNote, name: Option<&str>) -> Outcome<()> {
        let (detention, person) = (self.fresh()?, self.fresh()?);
        self.person.get_or_insert(person);
        self.detention.get_or_insert(detention);
        if name.is_none() {
            let words = given(&note.role).unwrap_or("name not known");
            self.say(person, Property::PersonDescription, Value::Text(words.into()))?;
        }
        self.name(person, name)?;
        self.risks(person, note)?;
        self.say(detention, Property::DetentionOf, Value::Ref(person))?;
        self.detention(note, detention)
    }

    /// Why somebody is served first; several reasons are parted by commas.
    fn risks(&mut self, person: RecordId, note: &CallNote) -> Outcome<()> {
        for risk in note.risk.as_deref().unwrap_or_default().split([',', ';']) {
            self.term(person, Property::PersonRisk, &Some(risk.to_owned()))?;
        }
        Ok(())
    }

    fn name(&mut self, person: RecordId, name: Option<&str>) -> Outcome<()> {
        let Some(name) = name else { return Ok(()) };
        let name = WrittenName::parse(name).map_err(|p| Stop::refused("name", Sentence::from(&p)))?;
        self.say(person, Property::PersonName, Value::Name(name))
    }

    fn detention(&mut self, note: &CallNote, about: RecordId) -> Outcome<()> {
        let zone = self.desk.zone().clone();
        let when = match given(&note.when) {
            Some(text) => {
                let read = read_when(text, self.desk.now(), &zone)?;
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
                        sentence!(
                            "{word:?} is not a state; the states are {known}.",
                            word,
                            known = known.join(", ")
                        ),
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
            let confirmed = Some(self.at.clone());
            let step = CustodyStep { unit, from, how, confirmed, ..CustodyStep::of(state) };
            self.say(about, Property::DetentionCustody, Value::Custody(Box::new(step)))?;
        }
        Ok(())
    }

    /// The unit of that name, made once if it is not known.
    fn unit(&mut self, name: &str) -> Outcome<RecordId> {
        if let Some(unit) = self.unit {
            return Ok(unit);
        }
        let known = self.desk.casebook().known_as(RecordKind::Unit, &names::fold::search_key(name))?;
        let unit = match known {
            Some(unit) => unit,
            None => {
                let unit = self.fresh()?;
                let written =
                    WrittenName::parse(name).map_err(|p| Stop::refused("unit", Sentence::from(&p)))?;
                self.say(unit, Property::UnitName, Value::Name(written))?;
                unit
            }
        };
        self.unit = Some(unit);
        Ok(unit)
    }
}
