//! Looking at people closely: what is known of one, read once, and how much two are like each other. It remembers what
//! it read while it looks at many, and forgets it after: a casebook changes.

use super::weights::{Seen, signs, weight};
use super::written_dates::{Date, date};
use crate::desk::Desk;
use crate::stop::Outcome;
use casebook::{Casebook, DetentionCase, PersonCase};
use claims::RecordId;
use claims::when::ZoneId;
use names::{Component, LIKELY, Reading, read, score};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

/// A key of one word that more people share is passed over; relatives and namesakes share a word.
pub(super) const ONE_WORD: usize = 40;
/// A key of two words that more people share is passed over.
pub(super) const TWO_WORDS: usize = 250;
/// Names less alike than this are two names, whatever else is known.
const LEAST_ALIKE: f32 = LIKELY / 5.0;
/// Pairs weaker than this are not proposed.
const WEAKEST: f32 = -3.0;
/// Beginnings of detentions that are known no better than this, in seconds, say little of when.
const VAGUE: i64 = 2 * 86_400;
/// Written names whose reading is remembered, and people whose case is.
const REMEMBERED: usize = 60_000;

/// A person, as far as it is compared.
#[derive(Debug, Default)]
pub(super) struct Person {
    pub births: Vec<Born>,
    pub ages: BTreeSet<i64>,
    /// Ages by the date of birth when detained.
    pub ages_by_birth: BTreeSet<i64>,
    /// None when nobody says, or two are said.
    pub sex: Option<String>,
    /// Folded.
    pub nationalities: BTreeSet<String>,
    pub detentions: Vec<Taken>,
}

/// A date of birth.
#[derive(Debug)]
pub(super) struct Born {
    pub written: String,
    pub date: Date,
}

/// A detention, as far as it is compared.
#[derive(Debug)]
pub(super) struct Taken {
    /// First and last second of its beginning, if that is known well enough.
    pub start: Option<(i64, i64)>,
    /// The day it began, if that is known.
    pub day: Option<(i16, u8, u8)>,
    /// The folded words of each place.
    pub places: Vec<BTreeSet<String>>,
    /// One place as written.
    pub written_place: Option<String>,
    pub units: BTreeSet<RecordId>,
    pub reports: BTreeSet<RecordId>,
}

impl Person {
    pub fn of(case: &PersonCase, zone: &ZoneId) -> Self {
        let births: Vec<Born> = case
            .births
            .iter()
            .filter_map(|(written, bounds)| Some(Born { written: written.clone(), date: date(bounds)? }))
            .collect();
        let detentions: Vec<Taken> = case.detentions.iter().map(|of| Taken::of(of, zone)).collect();
        let years = detentions.iter().filter_map(|of| of.day);
        let ages_by_birth =
            years.flat_map(|(year, _, _)| births.iter().map(move |born| i64::from(year) - born.date.year));
        let one = case.sexes.first().filter(|_| case.sexes.len() == 1);
        Self {
            ages: case.ages.clone(),
            ages_by_birth: ages_by_birth.collect(),
            sex: one.cloned(),
            nationalities: case
                .nationalities
                .iter()
                .map(|it| names::fold::search_key(it))
                .filter(|it| !it.is_empty())
                .collect(),
            births,
            detentions,
        }
    }
}

impl Taken {
    fn of(case: &DetentionCase, zone: &ZoneId) -> Self {
        let bounds = case.start.earliest.zip(case.start.latest);
        let words = |place: &String| -> BTreeSet<String> {
            names::fold::search_key(place).split_whitespace().map(str::to_owned).collect()
        };
        Self {
            start: bounds.map(|(from, to)| (from.unix(), to.unix())).filter(|(from, to)| to - from <= VAGUE),
            day: bounds.and_then(|(from, to)| {
                let day = zone.day_of(from)?;
                (zone.day_of(to)? == day).then_some(day)
            }),
            places: case.places.iter().map(words).filter(|words| !words.is_empty()).collect(),
            written_place: case.places.first().cloned(),
            units: case.units.iter().map(|unit| unit.record).collect(),
            reports: case.reports.clone(),
        }
    }
}

/// The names of a person that are compared: those without initials, if there are any. "E. Testov" is like many names;
/// where "Erlan Testov" is known too, it says nothing more.
pub(super) fn telling<T>(names: Vec<(T, Rc<Reading>)>) -> Vec<(T, Rc<Reading>)> {
    let whole = |reading: &Reading| reading.words().all(|(_, component)| component != Component::Initial);
    if names.iter().any(|(_, reading)| whole(reading)) {
        names.into_iter().filter(|(_, reading)| whole(reading)).collect()
    } else {
        names
    }
}

/// Looks at people, and remembers what it read of them.
#[derive(Default)]
pub(super) struct Looking {
    readings: HashMap<String, Rc<Reading>>,
    /// The names that are compared, of each person.
    names: HashMap<RecordId, Rc<[Rc<Reading>]>>,
    people: HashMap<RecordId, Option<Rc<Person>>>,
    keys: HashMap<RecordId, Rc<[i64]>>,
    sharing: HashMap<i64, Option<Rc<[RecordId]>>>,
}

impl Looking {
    /// Forgets when it remembers too much.
    pub fn breathe(&mut self) {
        if self.readings.len() > REMEMBERED || self.people.len() > REMEMBERED || self.keys.len() > REMEMBERED
        {
            *self = Self::default();
        }
    }

    /// The names of a person that are compared.
    pub fn names(&mut self, casebook: &Casebook, person: RecordId) -> Outcome<Rc<[Rc<Reading>]>> {
        if let Some(known) = self.names.get(&person) {
            return Ok(Rc::clone(known));
        }
        let mut all = Vec::new();
        for written in casebook.names_of_person(person)? {
            let reading = match self.readings.get(&written) {
                Some(known) => Rc::clone(known),
                None => {
                    let reading = Rc::new(read(&written));
                    self.readings.insert(written, Rc::clone(&reading));
                    reading
                }
            };
            all.push(((), reading));
        }
        let names: Rc<[Rc<Reading>]> = telling(all).into_iter().map(|(_, reading)| reading).collect();
        self.names.insert(person, Rc::clone(&names));
        Ok(names)
    }

    fn person(&mut self, desk: &Desk, casebook: &Casebook, person: RecordId) -> Outcome<Option<Rc<Person>>> {
        if let Some(known) = self.people.get(&person) {
            return Ok(known.clone());
        }
        let case = casebook.person_case(person)?;
        let read = case.map(|case| Rc::new(Person::of(&case, desk.zone())));
        self.people.insert(person, read.clone());
        Ok(read)
    }

    /// Who shares this key; none when too many do.
    fn sharing(&mut self, casebook: &Casebook, key: i64) -> Outcome<Option<Rc<[RecordId]>>> {
        if let Some(known) = self.sharing.get(&key) {
            return Ok(known.clone());
        }
        let found = casebook.people_with_key(key, most_sharing(key))?.map(Rc::from);
        self.sharing.insert(key, found.clone());
        Ok(found)
    }

    fn keys(&mut self, casebook: &Casebook, person: RecordId) -> Outcome<Rc<[i64]>> {
        if let Some(known) = self.keys.get(&person) {
            return Ok(Rc::clone(known));
        }
        let keys: Rc<[i64]> = casebook.name_keys_of(person)?.into();
        self.keys.insert(person, Rc::clone(&keys));
        Ok(keys)
    }

    /// With whom a person is compared: those who share a key that not too many share; and how many share the rarest of
    /// them.
    pub fn candidates(
        &mut self,
        casebook: &Casebook,
        person: RecordId,
    ) -> Outcome<BTreeMap<RecordId, usize>> {
        let mut found: BTreeMap<RecordId, usize> = BTreeMap::new();
        for key in self.keys(casebook, person)?.iter() {
            let Some(people) = self.sharing(casebook, *key)? else { continue };
            for other in people.iter().filter(|other| **other != person) {
                let least = found.entry(*other).or_insert(people.len());
                *least = people.len().min(*least);
            }
        }
        Ok(found)
    }

    /// How many people share the rarest key of both, by the number of those who share each; none when they share none.
    pub fn rarest_of_both(
        &mut self,
        casebook: &Casebook,
        a: RecordId,
        b: RecordId,
        sizes: &HashMap<i64, usize>,
    ) -> Outcome<Option<usize>> {
        let (of_a, of_b) = (self.keys(casebook, a)?, self.keys(casebook, b)?);
        // Both are in the order of keys.
        let both = of_a.iter().filter(|key| of_b.binary_search(key).is_ok());
        Ok(both.filter_map(|key| sizes.get(key)).min().copied())
    }

    /// The weight of a pair whose names are alike so far; none when it is too weak to be proposed.
    pub fn weigh(
        &mut self,
        desk: &Desk,
        casebook: &Casebook,
        (a, b): (RecordId, RecordId),
        likeness: f32,
        sharing: usize,
    ) -> Outcome<Option<f32>> {
        let both = self.person(desk, casebook, a)?.zip(self.person(desk, casebook, b)?);
        Ok(both.and_then(|(of_a, of_b)| {
            let seen: Vec<Seen<'_>> = signs(&of_a, &of_b);
            Some(weight(sharing, likeness, &seen)).filter(|weight| *weight >= WEAKEST)
        }))
    }
}

/// How many people may share a key before it is passed over.
pub(super) fn most_sharing(key: i64) -> usize {
    if casebook::is_key_of_two_words(key) { TWO_WORDS } else { ONE_WORD }
}

/// The likeness of the two names that are most alike; none when they are two names.
pub(super) fn alike(a: &[Rc<Reading>], b: &[Rc<Reading>]) -> Option<f32> {
    let best = a.iter().flat_map(|a| b.iter().map(move |b| score(a, b))).fold(0.0, f32::max);
    (best >= LEAST_ALIKE).then_some(best)
}
