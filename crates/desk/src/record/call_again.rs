//! The same caller tells of somebody else: what an earlier call said of the caller, the place, the time and the unit, for
//! the next form to begin with.

use crate::desk::Desk;
use crate::sentence;
use crate::stop::{Outcome, Stop};
use casebook::{Named, ToldClaim};
use claims::{Property, RecordId, RecordKind};

/// Units that a form offers, at most.
const OFFERED: usize = 400;

/// What the next call of the same caller begins with; every field may be empty.
#[derive(Debug, Clone, Default)]
pub struct CallAgain {
    /// Who tells it.
    pub source: String,
    /// What the source is to the detained.
    pub source_type: String,
    /// The language of the note.
    pub language: String,
    /// When liberty was taken, as written.
    pub when: String,
    /// Where.
    pub place: String,
    /// To which unit.
    pub unit: String,
}

/// What an earlier call said that the next one is likely to say too.
///
/// # Errors
/// Not found when no call made this report.
pub fn call_again(desk: &Desk, report: RecordId) -> Outcome<CallAgain> {
    let casebook = desk.casebook();
    let told = casebook.told_by(report)?;
    if told.is_empty() {
        return Err(Stop::not_found(sentence!("{report} is no call that was logged here.", report)));
    }
    let find = |property: Property| told.iter().find(|claim| claim.stands && claim.property == property);
    let words = |property: Property| -> String {
        find(property).and_then(|claim: &ToldClaim| claim.text.clone()).unwrap_or_default()
    };
    let (mut source, mut source_type) = (String::new(), String::new());
    if let Some(record) = find(Property::ReportSource).and_then(|claim| claim.refers) {
        source = casebook.written_names(&[record])?.into_iter().next().unwrap_or_default();
        source_type = casebook.source_type(record)?.unwrap_or_default();
    }
    let unit = match find(Property::DetentionUnit).and_then(|claim| claim.refers) {
        Some(unit) => String::from(&*casebook.named(unit)?.label),
        None => String::new(),
    };
    Ok(CallAgain {
        source,
        source_type,
        language: words(Property::ReportLanguage),
        when: words(Property::DetentionWhen),
        place: words(Property::DetentionPlace),
        unit,
    })
}

/// The names of known units, in the order of letters, for a form to offer.
///
/// # Errors
/// A fault of the casebook.
pub fn units_to_offer(desk: &Desk) -> Outcome<Vec<String>> {
    let mut names = desk.casebook().unit_names(OFFERED)?;
    names.sort_by_cached_key(|name| names::fold::search_key(name));
    names.dedup();
    Ok(names)
}

/// Whom a call told of, and whether anything of it still stands.
///
/// # Errors
/// A fault of the casebook.
pub fn calls_people(desk: &Desk, report: RecordId) -> Outcome<(Vec<Named>, bool)> {
    let casebook = desk.casebook();
    let told = casebook.told_by(report)?;
    let mut about: Vec<RecordId> = told
        .iter()
        .filter(|claim| matches!(claim.property.kind(), RecordKind::Person | RecordKind::Detention))
        .map(|claim| claim.about)
        .collect();
    about.sort_unstable();
    about.dedup();
    let mut people = Vec::new();
    let mut persons = false;
    for record in about {
        let named = casebook.named(record)?;
        persons |= named.kind == Some(RecordKind::Person);
        people.push(named);
    }
    // A detention is called as the one detained: where people are known, they are enough.
    people.retain(|named| !persons || named.kind == Some(RecordKind::Person));
    Ok((people, told.iter().any(|claim| claim.stands)))
}
