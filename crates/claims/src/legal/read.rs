//! Reads a legal pack from its TOML file. A mistake is a sentence with its line: packs are written by lawyers, not
//! by programmers. Nothing is filled in by default that changes a deadline.

use std::num::NonZeroU32;
use std::str::FromStr;

use serde::Deserialize;

use super::pack::{
    Applies, Arrestable, Charge, Clock, Confidence, Day, Document, ExemptGroup, Facility, Holiday, LegalPack,
    PackKind, Persons, Signature, Stage, StartEvent,
};
use super::state::CustodyState;
use crate::when::ZoneId;

/// A legal pack that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LegalProblem {
    /// Not TOML, a missing or unknown key, a word that is no code, a day that does not exist.
    #[error("the legal pack cannot be read at line {line}: {why}")]
    NotReadable {
        /// Line, from 1.
        line: usize,
        /// What is wrong.
        why: String,
    },
    /// Readable, but it contradicts itself.
    #[error("the legal pack {id} contradicts itself: {why}")]
    Contradiction {
        /// The pack.
        id: String,
        /// What contradicts what.
        why: String,
    },
}

/// A text of the file that is read into a value by its `FromStr`, so that a bad one is reported with its line.
struct Word<T>(T);

impl<'de, T> Deserialize<'de> for Word<T>
where
    T: FromStr,
    T::Err: std::fmt::Display,
{
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map(Self).map_err(serde::de::Error::custom)
    }
}

/// `12-16`
struct MonthDay(u8, u8);

impl FromStr for MonthDay {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        // A leap year, so that 29 February may be a holiday.
        let day: Day =
            format!("2020-{text}").parse().map_err(|_| format!("“{text}” is not a day like 12-16"))?;
        Ok(Self(day.month, day.day))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    id: String,
    jurisdiction: String,
    kind: Word<PackKind>,
    instrument: String,
    valid_from: Option<Word<Day>>,
    valid_to: Option<Word<Day>>,
    time_zone: Word<ZoneId>,
    languages: Vec<String>,
    #[serde(default)]
    note: String,
    signature: Option<SignatureRow>,
    #[serde(default)]
    stage: Vec<StageRow>,
    #[serde(default)]
    clock: Vec<ClockRow>,
    #[serde(default)]
    charge: Vec<ChargeRow>,
    #[serde(default)]
    facility: Vec<FacilityRow>,
    #[serde(default)]
    document: Vec<DocumentRow>,
    #[serde(default)]
    exempt_from_arrest: Vec<ExemptRow>,
    #[serde(default)]
    holiday: Vec<HolidayRow>,
}
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SignatureRow {
    lawyer: String,
    date: Word<Day>,
}
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StageRow {
    name: String,
    lang: String,
    state: Word<CustodyState>,
}
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClockRow {
    id: String,
    hours: NonZeroU32,
    start: Word<StartEvent>,
    applies: Word<Applies>,
    #[serde(rename = "for")]
    persons: Word<Persons>,
    article: String,
    confidence: Word<Confidence>,
    #[serde(default)]
    note: String,
}
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChargeRow {
    #[serde(rename = "ref")]
    reference: String,
    title: String,
    valid_from: Option<Word<Day>>,
    valid_to: Option<Word<Day>>,
    arrestable: Word<Arrestable>,
    #[serde(default)]
    penalty: String,
    confidence: Word<Confidence>,
}
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FacilityRow {
    name: String,
    state: Word<CustodyState>,
    #[serde(default)]
    note: String,
}
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DocumentRow {
    id: String,
    name: String,
    #[serde(default)]
    article: String,
    #[serde(default)]
    fields: Vec<String>,
    #[serde(default)]
    copy_to_detainee: bool,
    confidence: Word<Confidence>,
}
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExemptRow {
    group: String,
    confidence: Word<Confidence>,
}
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HolidayRow {
    day: Word<MonthDay>,
    name: String,
    from_year: Option<i16>,
    to_year: Option<i16>,
}

impl LegalPack {
    /// Reads a pack.
    ///
    /// # Errors
    /// [`LegalProblem`], with the line where it can be given.
    pub fn parse(toml_text: &str) -> Result<Self, LegalProblem> {
        let file: File = toml::from_str(toml_text).map_err(|problem| {
            let start = problem.span().map_or(0, |span| span.start);
            let line = toml_text.bytes().take(start).filter(|b| *b == b'\n').count() + 1;
            LegalProblem::NotReadable { line, why: problem.message().to_owned() }
        })?;
        let pack = assemble(file);
        contradictions(&pack)
            .map_or(Ok(()), |why| Err(LegalProblem::Contradiction { id: pack.id.clone(), why }))?;
        Ok(pack)
    }
}

fn assemble(file: File) -> LegalPack {
    let stage = |r: StageRow| Stage { name: r.name, lang: r.lang, state: r.state.0 };
    let clock = |r: ClockRow| Clock {
        id: r.id,
        hours: r.hours.get(),
        start: r.start.0,
        applies: r.applies.0,
        persons: r.persons.0,
        article: r.article,
        confidence: r.confidence.0,
        note: r.note,
    };
    let charge = |r: ChargeRow| Charge {
        reference: r.reference,
        title: r.title,
        valid_from: r.valid_from.map(|d| d.0),
        valid_to: r.valid_to.map(|d| d.0),
        arrestable: r.arrestable.0,
        penalty: r.penalty,
        confidence: r.confidence.0,
    };
    let document = |r: DocumentRow| Document {
        id: r.id,
        name: r.name,
        article: r.article,
        fields: r.fields,
        copy_to_detainee: r.copy_to_detainee,
        confidence: r.confidence.0,
    };
    let holiday = |r: HolidayRow| {
        let MonthDay(month, day) = r.day.0;
        Holiday { month, day, name: r.name, from_year: r.from_year, to_year: r.to_year }
    };
    let facility = |r: FacilityRow| Facility { name: r.name, state: r.state.0, note: r.note };
    let exempt = |r: ExemptRow| ExemptGroup { group: r.group, confidence: r.confidence.0 };
    LegalPack {
        id: file.id,
        jurisdiction: file.jurisdiction,
        kind: file.kind.0,
        instrument: file.instrument,
        valid_from: file.valid_from.map(|d| d.0),
        valid_to: file.valid_to.map(|d| d.0),
        time_zone: file.time_zone.0,
        languages: file.languages,
        note: file.note,
        stages: file.stage.into_iter().map(stage).collect(),
        clocks: file.clock.into_iter().map(clock).collect(),
        charges: file.charge.into_iter().map(charge).collect(),
        facilities: file.facility.into_iter().map(facility).collect(),
        documents: file.document.into_iter().map(document).collect(),
        exempt: file.exempt_from_arrest.into_iter().map(exempt).collect(),
        holidays: file.holiday.into_iter().map(holiday).collect(),
        signature: file.signature.map(|s| Signature { lawyer: s.lawyer, date: s.date.0 }),
    }
}

fn contradictions(pack: &LegalPack) -> Option<String> {
    let backwards = |from: Option<Day>, to: Option<Day>| matches!((from, to), (Some(a), Some(b)) if b < a);
    if backwards(pack.valid_from, pack.valid_to) {
        return Some("it ends before it begins".to_owned());
    }
    if pack.signature.as_ref().is_some_and(|s| s.lawyer.trim().is_empty()) {
        return Some("it is signed by nobody; leave the signature out for a draft".to_owned());
    }
    for (at, clock) in pack.clocks.iter().enumerate() {
        if pack.clocks.iter().take(at).any(|other| other.id == clock.id) {
            return Some(format!("two clocks are called {}", clock.id));
        }
    }
    for (at, charge) in pack.charges.iter().enumerate() {
        if super::pack::numbers(&charge.reference).is_empty() {
            return Some(format!("the charge “{}” has no article number", charge.reference));
        }
        if backwards(charge.valid_from, charge.valid_to) {
            return Some(format!("the charge “{}” ends before it begins", charge.reference));
        }
        let meets = |other: &&Charge| {
            let same = super::pack::numbers(&other.reference) == super::pack::numbers(&charge.reference);
            let apart =
                |a: Option<Day>, b: Option<Day>| matches!((a, b), (Some(end), Some(start)) if end < start);
            same && !apart(other.valid_to, charge.valid_from) && !apart(charge.valid_to, other.valid_from)
        };
        if pack.charges.iter().take(at).any(|other| meets(&other)) {
            return Some(format!("two versions of the charge “{}” are in force at once", charge.reference));
        }
    }
    None
}
