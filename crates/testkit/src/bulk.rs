//! A fast stream of claims for benchmarks: about six to a detention, a million in a second or two. It has no planted
//! truth and no stories; the election day has those.

use crate::chance::Chance;
use crate::day::EntryPlan;
use claims::legal::CustodyState;
use claims::when::{Instant, When, ZoneId};
use claims::{
    Amount, Claim, CustodyStep, Decision, HowKnown, Locator, Property, RecordId, Ruling, Save, Saying, Spot,
    Tier, Value, Verdict, WrittenName,
};
use std::sync::Arc;

/// Units of the stream.
pub const BULK_UNITS: usize = 200;

/// Days the stream covers, one after the other, from 2030-01-01 on.
pub const BULK_DAYS: usize = 400;

/// The last days of a stream that ends now, of which many are still held.
pub const BULK_FRESH: usize = 3;

/// Surnames and given names are put together from these; none is a real person's.
const GIVEN: [&str; 16] = [
    "Алибек",
    "Айгуль",
    "Даурен",
    "Асель",
    "Сергей",
    "Ольга",
    "Nurlan",
    "Madina",
    "Yerlan",
    "Zhanar",
    "Әлібек",
    "Мәдина",
    "Қайрат",
    "Шолпан",
    "Dauren",
    "Aigul",
];
const STEMS: [&str; 16] = [
    "Таска",
    "Булан",
    "Шокы",
    "Когер",
    "Жезды",
    "Мойна",
    "Еспе",
    "Корда",
    "Taska",
    "Bulan",
    "Koger",
    "Moina",
    "Тасқа",
    "Көгер",
    "Жезді",
    "Қорда",
];
const ENDS: [&str; 12] = [
    "мышев",
    "туров",
    "ныков",
    "лашев",
    "санов",
    "раков",
    "дыров",
    "касов",
    "щинов",
    "тебев",
    "галов",
    "бунов",
];

/// Entries with `claims` claims in all, or a few more to finish the last one. The same seed gives the same stream.
/// One detention in 33 is of a group; one in 20 is judged the same as, different from, or perhaps the same as another.
pub fn bulk(seed: u64, claims: usize) -> impl Iterator<Item = EntryPlan> {
    let zone = ZoneId::parse(crate::ZONE).unwrap_or_else(|_| ZoneId::utc());
    let first = When::parse("2030-01-01", &zone).ok().and_then(|day| day.start().earliest);
    Bulk::new(seed, claims, first.unwrap_or(Instant::from_unix(0)), false)
}

/// The same for a desk that is looked at: its days end at `last`, and most people are let go the day after. Of the last
/// [`BULK_FRESH`] days four in ten are still held, of the days before three in a hundred.
pub fn bulk_until(seed: u64, claims: usize, last: Instant) -> impl Iterator<Item = EntryPlan> {
    Bulk::new(seed, claims, last.saturating_add(-86_400 * BULK_DAYS as i64), true)
}

struct Bulk {
    chance: Chance,
    left: usize,
    total: usize,
    units: Vec<RecordId>,
    source: RecordId,
    days: Vec<Day>,
    /// The latest person and detention records, for second detentions and judgements.
    recent: Vec<(RecordId, RecordId)>,
    at: usize,
    opened: bool,
    /// Whether people are let go.
    releases: bool,
}

struct Day {
    start: Instant,
    /// Written times of that day, reused.
    whens: Vec<When>,
}

impl Bulk {
    fn new(seed: u64, claims: usize, first: Instant, releases: bool) -> Self {
        let mut chance = Chance::new(seed);
        let zone = ZoneId::parse(crate::ZONE).unwrap_or_else(|_| ZoneId::utc());
        let days = (0..BULK_DAYS as i64)
            .map(|day| {
                let start = first.saturating_add(day * 86_400);
                let whens = (0..24i64)
                    .filter_map(|hour| {
                        When::at(start.saturating_add(hour * 3600 + 60 * (hour * 7 % 60)), &zone).ok()
                    })
                    .collect();
                Day { start, whens }
            })
            .collect();
        Self {
            units: (0..BULK_UNITS).map(|_| chance.record()).collect(),
            source: chance.record(),
            chance,
            left: claims,
            total: claims.max(1),
            days,
            recent: Vec::new(),
            at: 0,
            opened: false,
            releases,
        }
    }

    /// The first entry: the units and the one source.
    fn opening(&mut self) -> EntryPlan {
        let at = self.days.first().map_or(Instant::from_unix(0), |day| day.start);
        let mut saves = Vec::new();
        for (number, unit) in (1..).zip(self.units.clone()) {
            let mut sayings = Vec::new();
            if let Ok(name) = WrittenName::parse(&format!("Отдел полиции № {number}")) {
                sayings.push(self.claim(unit, Property::UnitName, Value::Name(name)));
            }
            sayings.push(self.claim(unit, Property::UnitType, Value::Term("police_station".into())));
            saves.push(save(unit, at, sayings));
        }
        let source = self.source;
        let sort = self.claim(source, Property::SourceType, Value::Term("list".into()));
        saves.push(save(source, at, vec![sort]));
        self.plan(at, saves)
    }

    fn claim(&mut self, about: RecordId, property: Property, value: Value) -> Saying {
        Saying::Claim(Claim::new(self.chance.claim(), about, property, value))
    }

    /// A claim of the source, quoting these bytes of the report.
    fn cited(
        &mut self,
        report: RecordId,
        said: &When,
        about: RecordId,
        (property, value): (Property, Value),
        (start, end): (usize, usize),
    ) -> Saying {
        Saying::Claim(Claim {
            source: Some(self.source),
            locator: Some(Locator { report, spot: Spot::Quote { start: start as u64, end: end as u64 } }),
            said_at: Some(said.clone()),
            ..Claim::new(self.chance.claim(), about, property, value)
        })
    }

    fn plan(&mut self, at: Instant, saves: Vec<Save>) -> EntryPlan {
        let made: usize = saves.iter().flat_map(|save| &save.sayings).filter(is_claim).count();
        self.left = self.left.saturating_sub(made);
        EntryPlan { at, author: "bulk".into(), why: "benchmark".into(), saves }
    }

    fn entry(&mut self) -> Option<EntryPlan> {
        let done = self.total - self.left.min(self.total);
        let day = (done * BULK_DAYS / self.total).min(BULK_DAYS - 1);
        let hour = self.chance.below(24);
        let (start, when) = {
            let day = self.days.get(day)?;
            (day.start, day.whens.get(hour).or(day.whens.first())?.clone())
        };
        let at = start.saturating_add(86_399);
        let (report, detention) = (self.chance.record(), self.chance.record());
        let group = self.chance.below(33) == 0;
        let again = !group && self.chance.percent(12);
        let at_recent = self.chance.below(self.recent.len());
        let earlier = self.recent.get(at_recent).copied();
        let person = earlier.filter(|_| again).map_or_else(|| self.chance.record(), |(person, _)| person);
        let unit_at = self.chance.below(self.units.len());
        let unit = self.units.get(unit_at).copied().unwrap_or_default();
        // “Who; when; where”: one short line.
        let size = 2 + self.chance.below(14) as u64;
        let mut text = String::with_capacity(96);
        if group {
            text.push_str(&size.to_string());
        } else {
            text.push_str(self.chance.one(&GIVEN));
            text.push(' ');
            text.push_str(self.chance.one(&STEMS));
            text.push_str(self.chance.one(&ENDS));
        }
        let who = (0, text.len());
        let value = if group {
            Value::Amount(Amount::exact(size))
        } else {
            Value::Name(WrittenName::parse(&text).ok()?)
        };
        text.push_str("; ");
        let from = text.len();
        text.push_str(when.written());
        let times = (from, text.len());
        text.push_str("; ОП ");
        let from = text.len();
        text.push_str(&(unit_at + 1).to_string());
        let place = (from, text.len());
        let mut step = CustodyStep::of(CustodyState::AtPolice);
        step.unit = Some(unit);
        step.how = HowKnown::Media;
        step.confirmed = Some(when.clone());
        let property = if group { Property::GroupPeople } else { Property::PersonName };
        let named = self.cited(report, &when, person, (property, value), who);
        let of = self.cited(report, &when, detention, (Property::DetentionOf, Value::Ref(person)), who);
        let taken = (Property::DetentionWhen, Value::When(when.clone()));
        let taken = self.cited(report, &when, detention, taken, times);
        let brought =
            self.cited(report, &when, detention, (Property::DetentionUnit, Value::Ref(unit)), place);
        let held = (Property::DetentionCustody, Value::Custody(Box::new(step)));
        let held = self.cited(report, &when, detention, held, place);
        let mut told = vec![of, taken, brought, held];
        let let_go = if day + BULK_FRESH < BULK_DAYS { 97 } else { 60 };
        if self.releases
            && self.chance.percent(let_go)
            && let Some(later) = self.days.get(day + 1).and_then(|next| next.whens.get(hour)).cloned()
        {
            let mut step = CustodyStep::of(CustodyState::Released);
            step.how = HowKnown::Media;
            step.confirmed = Some(later.clone());
            let released = (Property::DetentionCustody, Value::Custody(Box::new(step)));
            told.push(self.cited(report, &later, detention, released, place));
        }
        let bytes: Arc<[u8]> = text.into_bytes().into();
        let raw = self.claim(report, Property::ReportBytes, Value::Bytes(bytes));
        let mut saves =
            vec![save(report, at, vec![raw]), save(person, at, vec![named]), save(detention, at, told)];
        if let Some((other, _)) = earlier.filter(|_| !group && !again && self.chance.percent(5)) {
            let verdict = match self.chance.below(4) {
                0 => Verdict::Different,
                1 => Verdict::Unsure,
                _ => Verdict::Same,
            };
            let ruling = Ruling::Judge { a: person, b: other, verdict };
            let id = self.chance.claim();
            saves.push(save(person, at, vec![Saying::Decision(Decision { id, about: person, ruling })]));
        }
        if !group {
            self.remember(person, detention);
        }
        Some(self.plan(at, saves))
    }

    fn remember(&mut self, person: RecordId, detention: RecordId) {
        const KEPT: usize = 4096;
        if self.recent.len() < KEPT {
            self.recent.push((person, detention));
        } else if let Some(slot) = self.recent.get_mut(self.at % KEPT) {
            *slot = (person, detention);
        }
        self.at += 1;
    }
}

impl Iterator for Bulk {
    type Item = EntryPlan;

    fn next(&mut self) -> Option<EntryPlan> {
        if !self.opened {
            self.opened = true;
            let opening = self.opening();
            self.total = self.left.max(1);
            return Some(opening);
        }
        if self.left == 0 { None } else { self.entry() }
    }
}

fn is_claim(saying: &&Saying) -> bool {
    matches!(saying, Saying::Claim(_))
}

/// The save of one record; in this stream every record has sayings of one tier in each save.
fn save(record: RecordId, at: Instant, sayings: Vec<Saying>) -> Save {
    debug_assert!(sayings.iter().map(tier).all(|tier| sayings.first().map(self::tier) == Some(tier)));
    Save { record, author: "bulk".into(), why: "benchmark".into(), at, sayings }
}

fn tier(saying: &Saying) -> Tier {
    match saying {
        Saying::Claim(claim) => claim.property.tier(),
        _ => Tier::Facts,
    }
}
