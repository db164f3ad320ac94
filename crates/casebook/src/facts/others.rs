//! What is asked of persons, groups, places, events, reports and checks, resolved.

use super::detention::size;
use super::{Keys, Said, Sources, counting, exists, said, values};
use crate::rows::ClaimRow;
use claims::when::{Bounds, Instant};
use claims::{Coordinates, Property};

/// Remarks nobody filters by.
pub(super) fn is_remark(property: Property) -> bool {
    use Property as P;
    matches!(
        property,
        P::PersonNote
            | P::PersonDescription
            | P::GroupNote
            | P::DetentionNote
            | P::ReportTitle
            | P::ReportUrl
            | P::ReportDoubt
            | P::ReportDraft
            | P::ReportTriage
            | P::ReportDigest
            | P::CheckWords
            | P::CheckConfirms
            | P::InterventionWords
    )
}

/// The least number a word without one strictly says: two for a plural, none for "unknown" or for a most alone.
pub(super) fn least_of_word(word: &str, high: Option<u64>) -> u64 {
    const UNKNOWN: [&str; 10] = [
        "unknown",
        "unclear",
        "n/a",
        "not stated",
        "неизвестно",
        "нет данных",
        "не указано",
        "белгісіз",
        "?",
        "-",
    ];
    let word = word.trim().to_lowercase();
    let says = word.chars().any(char::is_alphabetic) && !word.chars().any(|c| c.is_numeric() || c == '?');
    if says && high.is_none() && !UNKNOWN.contains(&word.as_str()) { 2 } else { 0 }
}

/// A person.
#[derive(Debug, Clone, Default)]
pub(crate) struct Person {
    pub named: bool,
    pub member_of: Vec<u32>,
    pub said: Vec<Said>,
    pub risks: Vec<Box<str>>,
}

impl Person {
    pub fn of(rows: &[&ClaimRow], keys: &mut Keys, from: &Sources<'_>) -> Self {
        let count = counting(rows, from.rulings);
        let mut risks: Vec<Box<str>> = Vec::new();
        for row in count.iter().filter(|row| row.property == Property::PersonRisk) {
            if let Some(risk) = &row.text
                && !risks.contains(risk)
            {
                risks.push(risk.clone());
            }
        }
        // A child is at risk whether or not anybody wrote the word.
        const GROWN_UP: i64 = 18;
        let age = values(rows, Property::PersonAge, from);
        if age.rows.iter().any(|row| row.low.is_some_and(|age| (0..GROWN_UP).contains(&age)))
            && !risks.iter().any(|risk| &**risk == "minor")
        {
            risks.push("minor".into());
        }
        risks.sort_by_key(|risk| (crate::board::urgency(risk), risk.clone()));
        Self {
            named: count.iter().any(|row| row.property == Property::PersonName),
            member_of: references(&count, Property::PersonMemberOf),
            said: said(rows, keys, from),
            risks,
        }
    }
}

fn references(count: &[&ClaimRow], property: Property) -> Vec<u32> {
    let mut all: Vec<u32> =
        count.iter().filter(|row| row.property == property).filter_map(|row| row.reference).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// A group.
#[derive(Debug, Clone, Default)]
pub(crate) struct Group {
    pub low: u64,
    pub high: Option<u64>,
    pub part_of: Vec<u32>,
}

impl Group {
    pub fn of(rows: &[&ClaimRow], from: &Sources<'_>) -> Self {
        let (low, high) = size(&values(rows, Property::GroupPeople, from)).unwrap_or((0, None));
        let count = counting(rows, from.rulings);
        Self { low, high, part_of: references(&count, Property::GroupPartOf) }
    }
}

/// A place.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Place {
    pub n: u32,
    /// Folded names.
    pub names: Vec<u32>,
    pub within: Vec<u32>,
}

impl Place {
    pub fn of(n: u32, rows: &[&ClaimRow], keys: &mut Keys, from: &Sources<'_>) -> Self {
        let count = counting(rows, from.rulings);
        let names = count
            .iter()
            .filter(|row| row.property == Property::PlaceName)
            .filter_map(|row| row.text.as_deref())
            .map(|name| keys.fold(name))
            .collect();
        Self { n, names, within: references(&count, Property::PlaceWithin) }
    }
}

/// Where a unit or place is.
#[derive(Debug, Clone, Default)]
pub(crate) struct Located {
    /// What its sources give; more than one when they contradict. What is no place on earth is none.
    pub at: Vec<Coordinates>,
    /// In words.
    pub places: Vec<Box<str>>,
}

impl Located {
    pub fn of(rows: &[&ClaimRow], property: Property, from: &Sources<'_>) -> Self {
        let texts =
            |property| values(rows, property, from).rows.into_iter().filter_map(|row| row.text.as_deref());
        let mut at: Vec<Coordinates> = texts(property).filter_map(|text| text.parse().ok()).collect();
        at.sort_unstable();
        at.dedup();
        Self { at, places: texts(Property::UnitPlace).map(Into::into).collect() }
    }

    /// The point, when its sources give one.
    pub fn one(&self) -> Option<Coordinates> {
        match self.at.as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }
}

/// What sort of unit it is, when its sources agree.
pub(super) fn unit_type(rows: &[&ClaimRow], from: &Sources<'_>) -> Option<Box<str>> {
    let sort = values(rows, Property::UnitType, from);
    if sort.contested { None } else { sort.rows.first()?.text.clone() }
}

/// An event.
#[derive(Debug, Clone)]
pub(crate) struct Event {
    pub n: u32,
    pub exists: bool,
    /// Its first and last instant, as wide as its sources contradict.
    pub when: Bounds,
    pub said: Vec<Said>,
}

impl Event {
    pub fn of(n: u32, rows: &[&ClaimRow], keys: &mut Keys, from: &Sources<'_>) -> Self {
        let mut bounds: Option<Bounds> = None;
        for row in values(rows, Property::EventWhen, from).rows {
            let this = row.extent();
            bounds = Some(match bounds {
                None => this,
                Some(before) => Bounds {
                    earliest: before.earliest.zip(this.earliest).map(|(a, b)| a.min(b)),
                    latest: before.latest.zip(this.latest).map(|(a, b)| a.max(b)),
                },
            });
        }
        Self {
            n,
            exists: exists(rows, from.rulings).is_ok(),
            when: bounds.unwrap_or(Bounds::UNKNOWN),
            said: said(rows, keys, from),
        }
    }
}

/// A report.
#[derive(Debug, Clone, Default)]
pub(crate) struct Report {
    pub said: Vec<Said>,
}

impl Report {
    pub fn of(rows: &[&ClaimRow], keys: &mut Keys, from: &Sources<'_>) -> Self {
        Self { said: said(rows, keys, from) }
    }
}

/// Somebody asked a unit.
#[derive(Debug, Clone)]
pub(crate) struct Check {
    pub unit: u32,
    pub when: Bounds,
    /// When it was recorded: the last resort when nobody says when it was.
    pub recorded: Instant,
    pub answer: Option<Box<str>>,
    pub words: Option<Box<str>>,
}

impl Check {
    pub fn of(rows: &[&ClaimRow], from: &Sources<'_>) -> Option<Self> {
        let unit = values(rows, Property::CheckUnit, from);
        let unit = if unit.contested { None } else { unit.rows.first()?.reference };
        let first_text = |property| {
            let found = values(rows, property, from);
            if found.contested { None } else { found.rows.first().and_then(|row| row.text.clone()) }
        };
        let when = values(rows, Property::CheckWhen, from);
        let count = counting(rows, from.rulings);
        Some(Self {
            unit: unit?,
            when: when.rows.first().map_or(Bounds::UNKNOWN, |row| row.start()),
            recorded: count.iter().map(|row| from.contexts.at(row.save)).min()?,
            answer: first_text(Property::CheckAnswer),
            words: first_text(Property::CheckWords),
        })
    }
}
