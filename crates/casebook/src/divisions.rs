//! What a number can be broken down by: the towns, days, roles and units that detentions which are counted name. A part is
//! a narrower question, so that its number is counted like any other; parts may overlap, and some detentions are in none.

use crate::casebook::Casebook;
use crate::errors::CasebookError;
use crate::facts::{Detention, Facts, Key};
use crate::rows::claim_row;
use crate::schema::claims_of;
use claims::when::Instant;
use claims::{Property, RecordId, RecordKind};
use names::fold::search_key;
use std::collections::{BTreeMap, BTreeSet};

/// What a number is broken down by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Division {
    /// Towns; places of which no town is known stand for themselves.
    City,
    /// Local days on which detentions began.
    Day,
    /// Roles, as sources write them.
    Role,
    /// Units where people were held.
    Unit,
}

/// One part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A town or place, as it is written.
    City(String),
    /// A local day: year, month, day.
    Day(i16, u8, u8),
    /// A role, as it is written.
    Role(String),
    /// A unit; of several judged the same the first by id.
    Unit(RecordId),
}

impl Division {
    /// All of them.
    pub const ALL: [Division; 4] = [Division::City, Division::Day, Division::Role, Division::Unit];

    /// The word on the command line and in addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Division::City => "city",
            Division::Day => "day",
            Division::Role => "role",
            Division::Unit => "unit",
        }
    }

    /// The division of a word.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|of| of.name() == name.trim())
    }
}

impl Casebook {
    /// The parts that counted detentions name, those named most often first (days in their order). `day_of` is the
    /// casebook's calendar.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn parts(
        &self,
        by: Division,
        day_of: impl Fn(Instant) -> Option<(i16, u8, u8)>,
    ) -> Result<Vec<Part>, CasebookError> {
        let facts = self.facts()?;
        let counted = facts.detentions.values().filter(|detention| self.out_of_count(detention).is_none());
        match by {
            Division::Day => {
                let mut days = BTreeSet::new();
                for detention in counted {
                    let day = |at: Option<Instant>| at.and_then(&day_of);
                    if let (Some(first), Some(last)) =
                        (day(detention.start.earliest), day(detention.start.latest))
                        && first == last
                    {
                        days.insert(first);
                    }
                }
                Ok(days.into_iter().map(|(year, month, day)| Part::Day(year, month, day)).collect())
            }
            Division::Unit => {
                let same = self.judged_same(&facts, RecordKind::Unit);
                let mut named: BTreeMap<RecordId, u64> = BTreeMap::new();
                for detention in counted {
                    let steps = detention.steps.iter().filter_map(|(_, unit)| *unit);
                    let units: BTreeSet<RecordId> = steps
                        .chain(detention.units.iter().map(|(unit, _)| *unit))
                        .map(|unit| same.of(self.ids.record(unit)))
                        .collect();
                    for unit in units {
                        *named.entry(unit).or_default() += 1;
                    }
                }
                Ok(often(named).into_iter().map(Part::Unit).collect())
            }
            Division::Role => {
                let said = counted.flat_map(|detention| {
                    texts(detention, Property::DetentionRole).map(move |text| (detention.n, text))
                });
                let named = Named::of(said, |text| facts.keys.text(text));
                self.written(&facts, &named, &[Property::DetentionRole], Part::Role)
            }
            Division::City => {
                let cities = crate::sheet::cities(&facts);
                let said = counted.flat_map(|detention| place_texts(self, &facts, detention));
                // A town is known by the first of its names here.
                let mut first: BTreeMap<RecordId, &str> = BTreeMap::new();
                for (text, city) in &cities {
                    let text = facts.keys.text(*text);
                    let known = first.entry(*city).or_insert(text);
                    *known = (*known).min(text);
                }
                let town = |text: u32| cities.get(&text).and_then(|city| first.get(city)).copied();
                let named = Named::of(said, |text| town(text).unwrap_or_else(|| facts.keys.text(text)));
                self.written(&facts, &named, &[Property::DetentionPlace, Property::EventPlace], Part::City)
            }
        }
    }

    /// Texts as somebody wrote them: the ledger keeps no folded ones, and a page shows none.
    fn written(
        &self,
        facts: &Facts,
        named: &Named<'_>,
        properties: &[Property],
        part: impl Fn(String) -> Part,
    ) -> Result<Vec<Part>, CasebookError> {
        let mut out = Vec::new();
        let mut statement = self.connection.prepare_cached(
            "SELECT n, id, save, property, manner, text, zone, low, high, ref, more, told, spot, first, last, col, note \
             FROM claim WHERE n BETWEEN ?1 AND ?2 AND text IS NOT NULL",
        )?;
        for of in often(named.number.clone()) {
            let Some((record, text)) = named.first.get(&of) else { continue };
            let mut rows = statement.query(claims_of(*record))?;
            let mut found: Option<(claims::ClaimId, String)> = None;
            while let Some(row) = rows.next()? {
                let row = claim_row(row)?;
                let Some(said) = row.text.as_deref().filter(|_| properties.contains(&row.property)) else {
                    continue;
                };
                let fits = search_key(said) == facts.keys.text(*text);
                if fits && found.as_ref().is_none_or(|(id, _)| row.id < *id) {
                    found = Some((row.id, said.to_owned()));
                }
            }
            out.extend(found.map(|(_, said)| part(said)));
        }
        Ok(out)
    }
}

/// Which texts are named, how often, and by which record first.
struct Named<'f> {
    number: BTreeMap<&'f str, u64>,
    /// The record that names it first, and in which of its texts.
    first: BTreeMap<&'f str, (u32, u32)>,
}

impl<'f> Named<'f> {
    fn of(said: impl Iterator<Item = (u32, u32)>, of: impl Fn(u32) -> &'f str) -> Self {
        let mut named = Self { number: BTreeMap::new(), first: BTreeMap::new() };
        for (record, text) in said {
            let part = of(text);
            *named.number.entry(part).or_default() += 1;
            named.first.entry(part).or_insert((record, text));
        }
        named
    }
}

/// Those named most often first, then in their own order.
fn often<K: Ord>(named: BTreeMap<K, u64>) -> Vec<K> {
    let mut list: Vec<(K, u64)> = named.into_iter().collect();
    list.sort_by_key(|of| std::cmp::Reverse(of.1));
    list.into_iter().map(|(key, _)| key).collect()
}

fn texts(detention: &Detention, property: Property) -> impl Iterator<Item = u32> + '_ {
    detention.said.iter().filter(move |said| said.property == property).filter_map(|said| match said.key {
        Key::Text(text) => Some(text),
        _ => None,
    })
}

/// The places a detention is said to have been at: its own, or those of its event; with the record that says so.
fn place_texts(book: &Casebook, facts: &Facts, detention: &Detention) -> Vec<(u32, u32)> {
    let own: Vec<(u32, u32)> =
        texts(detention, Property::DetentionPlace).map(|text| (detention.n, text)).collect();
    if !own.is_empty() {
        return own;
    }
    detention
        .records(Property::DetentionEvent)
        .filter_map(|n| facts.events.get(&book.ids.record(n)))
        .flat_map(|event| {
            event.said.iter().filter(|said| said.property == Property::EventPlace).filter_map(|said| {
                match said.key {
                    Key::Text(text) => Some((event.n, text)),
                    _ => None,
                }
            })
        })
        .collect()
}

/// The folded texts that mean the town in which this place lies, as far as that is known; else the text alone.
pub(crate) fn texts_of_city(facts: &Facts, written: &str) -> BTreeSet<u32> {
    let Some(text) = facts.keys.number(&search_key(written)) else { return BTreeSet::new() };
    let cities = crate::sheet::cities(facts);
    match cities.get(&text) {
        Some(city) => cities.iter().filter(|(_, of)| *of == city).map(|(text, _)| *text).collect(),
        None => BTreeSet::from([text]),
    }
}
