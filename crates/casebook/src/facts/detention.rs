//! One detention, resolved for counting: exactly the rules of the sheet, no more.

use super::{Key, Keys, Said, Sources, Values, counting, exists, others, said, values};
use crate::rows::{ClaimRow, read_step};
use claims::counting::{Penalties, Why};
use claims::when::{Bounds, Instant};
use claims::{ClaimId, HeardStep, Property};

/// Who was detained, before records are joined.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum DetentionSubject {
    /// A person or group; the first by id when sources contradict, with how many they name.
    Record(u32),
    /// Known only as a number.
    Number(u64, Option<u64>),
    /// One person of whom only a role is known.
    Somebody,
    /// Nobody says.
    Nobody,
}

/// One detention.
#[derive(Debug, Clone)]
pub(crate) struct Detention {
    pub n: u32,
    /// Why it is not counted; none when it is.
    pub out: Option<Why>,
    pub subject: DetentionSubject,
    /// The subjects between whom its sources contradict.
    pub subjects: Vec<u32>,
    pub when_contested: bool,
    pub start: Bounds,
    pub list: Option<u32>,
    /// The place, folded, when there is one.
    pub place: Option<u32>,
    /// Steps with the unit's number; the record itself is filled in when units are joined.
    pub steps: Vec<(HeardStep, Option<u32>)>,
    /// Units named without a step, with the moment by which it was said.
    pub units: Vec<(u32, Instant)>,
    pub penalties: Penalties,
    pub charged: bool,
    pub said: Vec<Said>,
    /// Who makes it exist.
    pub sources: Vec<u32>,
    pub reports: Vec<u32>,
}

impl Detention {
    pub fn subject_number(&self) -> Option<u32> {
        match self.subject {
            DetentionSubject::Record(n) => Some(n),
            _ => None,
        }
    }

    pub fn of(n: u32, rows: &[&ClaimRow], keys: &mut Keys, from: &Sources<'_>) -> Self {
        let count = counting(rows, from.rulings);
        let of = values(rows, Property::DetentionOf, from);
        let mut subjects: Vec<u32> = of.rows.iter().filter_map(|row| row.reference).collect();
        subjects.sort_unstable();
        subjects.dedup();
        let first = of.rows.iter().min_by_key(|row| row.id).and_then(|row| row.reference);
        let one = || count.iter().any(|row| row.property == Property::DetentionRole);
        let subject = match (first, size(&values(rows, Property::DetentionPeople, from))) {
            (Some(n), _) => DetentionSubject::Record(n),
            (None, Some((low, high))) => DetentionSubject::Number(low, high),
            (None, None) if one() => DetentionSubject::Somebody,
            (None, None) => DetentionSubject::Nobody,
        };
        let out = match exists(rows, from.rulings) {
            Err(why) => Some(why),
            Ok(()) if subject == DetentionSubject::Nobody => Some(Why::NobodyNamed),
            Ok(()) => None,
        };
        let when = values(rows, Property::DetentionWhen, from);
        let reported = count.iter().map(|row| from.contexts.said_by(row.save, row.told)).min();
        let mut penalties = Penalties::default();
        for row in count.iter().filter(|row| row.property == Property::DetentionPenalty) {
            match row.text.as_deref() {
                Some("warned") => penalties.warned = true,
                Some("fined") => penalties.fined = true,
                Some("arrested") => penalties.arrested = true,
                _ => penalties.other = true,
            }
        }
        let mut steps = Vec::new();
        for row in count.iter().filter(|row| row.property == Property::DetentionCustody) {
            // A damaged blob cannot come from the projector; it is read as no step.
            if let Some(step) = row.more.as_deref().and_then(|blob| read_step(blob).ok()) {
                let said_by = from.contexts.said_by(row.save, row.told);
                steps.push((row.id, step.heard(None, Some(said_by)), row.reference));
            }
        }
        steps.sort_by_key(|(id, _, _)| *id);
        let mut named: Vec<(Instant, ClaimId, u32)> = count
            .iter()
            .filter(|row| row.property == Property::DetentionUnit)
            .filter_map(|row| Some((from.contexts.said_by(row.save, row.told), row.id, row.reference?)))
            .collect();
        // The first to say it comes first, in whatever order the claims arrived.
        named.sort_unstable();
        let mut units: Vec<(u32, Instant)> = Vec::new();
        for (said_by, _, unit) in named {
            if units.iter().all(|(known, _)| *known != unit) {
                units.push((unit, said_by));
            }
        }
        let list = values(rows, Property::DetentionList, from);
        let place = values(rows, Property::DetentionPlace, from);
        let said = said(rows, keys, from);
        let place = if place.contested { None } else { place.rows.first() };
        let contexts = || count.iter().map(|row| from.contexts.of(row.told));
        Self {
            n,
            out,
            subject,
            subjects,
            when_contested: when.contested,
            start: start(&when, reported),
            list: if list.contested { None } else { list.rows.first().and_then(|row| row.reference) },
            place: place.and_then(|row| row.text.as_deref()).map(|text| keys.fold(text)),
            steps: steps.into_iter().map(|(_, step, unit)| (step, unit)).collect(),
            units,
            penalties,
            charged: count.iter().any(|row| row.property == Property::DetentionCharge),
            said,
            sources: distinct(contexts().filter_map(|told| told.source)),
            reports: distinct(contexts().filter_map(|told| told.report)),
        }
    }

    /// Records said of one property.
    pub fn records(&self, property: Property) -> impl Iterator<Item = u32> + '_ {
        self.said.iter().filter(move |said| said.property == property).filter_map(|said| match said.key {
            Key::Record(n) => Some(n),
            _ => None,
        })
    }
}

fn distinct(numbers: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut all: Vec<u32> = numbers.collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The widest reading of how many: the least of the lows, the most of the highs. None when nobody says.
pub(crate) fn size(values: &Values<'_>) -> Option<(u64, Option<u64>)> {
    let mut out: Option<(u64, Option<u64>)> = None;
    for row in &values.rows {
        let (low, high) = (row.low.map(|n| n as u64), row.high.map(|n| n as u64));
        let low = low.unwrap_or_else(|| others::least_of_word(row.text.as_deref().unwrap_or_default(), high));
        out = Some(match out {
            None => (low, high),
            Some((before, most)) => (before.min(low), most.zip(high).map(|(a, b)| a.max(b))),
        });
    }
    out
}

/// When liberty was taken: the hull of what is said, and no later than the moment by which it had been reported.
fn start(when: &Values<'_>, reported: Option<Instant>) -> Bounds {
    let mut bounds: Option<Bounds> = None;
    for row in &when.rows {
        let this = row.start();
        bounds = Some(match bounds {
            None => this,
            Some(before) => Bounds {
                earliest: before.earliest.zip(this.earliest).map(|(a, b)| a.min(b)),
                latest: before.latest.zip(this.latest).map(|(a, b)| a.max(b)),
            },
        });
    }
    let mut bounds = bounds.unwrap_or(Bounds::UNKNOWN);
    if let Some(reported) = reported {
        let latest = bounds.latest.map_or(reported, |latest| latest.min(reported));
        bounds.latest = Some(bounds.earliest.map_or(latest, |earliest| latest.max(earliest)));
    }
    bounds
}
