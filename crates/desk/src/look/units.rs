//! Units, and places, with their names in all spellings, and which of them may be one. It proposes by their words alone, across scripts, and
//! joins nothing; what was judged is not asked again.

use crate::desk::Desk;
use crate::stop::Outcome;
use casebook::NamedRecord;
use claims::{RecordId, RecordKind};
use std::collections::{BTreeSet, HashMap};

/// Units that are compared with each other.
const COMPARED: usize = 1500;
/// Proposals at most.
const PROPOSED: usize = 40;

/// Units, or places, and what is proposed of them.
#[derive(Debug, Clone, Default)]
pub struct UnitList {
    /// The units.
    pub units: Vec<NamedRecord>,
    /// Pairs that may be one, the likeliest first.
    pub alike: Vec<(RecordId, RecordId)>,
}

/// Every unit with its names, and which may be one.
///
/// # Errors
/// A fault of the casebook.
pub fn units(desk: &Desk) -> Outcome<UnitList> {
    named(desk, RecordKind::Unit)
}

/// Every place with its names, and which may be one.
///
/// # Errors
/// A fault of the casebook.
pub fn places(desk: &Desk) -> Outcome<UnitList> {
    named(desk, RecordKind::Place)
}

fn named(desk: &Desk, kind: RecordKind) -> Outcome<UnitList> {
    let casebook = desk.casebook();
    let units = casebook.spellings(kind, 0, COMPARED)?;
    let words: Vec<Vec<BTreeSet<String>>> =
        units.iter().map(|unit| unit.names.iter().map(|name| words_of(name)).collect()).collect();
    // "District Police Division" stands in most names and tells nothing; a word of few units tells which one it is.
    let mut bearers: HashMap<&str, usize> = HashMap::new();
    for names in &words {
        for word in names.iter().flatten().map(String::as_str).collect::<BTreeSet<_>>() {
            *bearers.entry(word).or_default() += 1;
        }
    }
    let all = units.len() as f32 + 1.0;
    let weight = |word: &String| {
        let bearers = bearers.get(word.as_str()).copied().unwrap_or(1) as f32;
        (all / bearers).ln()
    };
    let mut alike: Vec<(f32, RecordId, RecordId)> = Vec::new();
    for (at, (one, mine)) in units.iter().zip(&words).enumerate() {
        for (other, theirs) in units.iter().zip(&words).skip(at + 1) {
            let pairs = mine.iter().flat_map(|a| theirs.iter().map(move |b| (a, b)));
            let best = pairs.map(|(a, b)| likeness(a, b, &weight)).fold(0.0, f32::max);
            if best >= 0.6 && casebook.judged(one.record, other.record).is_none() {
                alike.push((best, one.record, other.record));
            }
        }
    }
    alike.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    alike.truncate(PROPOSED);
    Ok(UnitList { units, alike: alike.into_iter().map(|(_, a, b)| (a, b)).collect() })
}

fn words_of(name: &str) -> BTreeSet<String> {
    names::fold::search_key(name).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// What the words that both have weigh, of all they have; a number that one has and the other lacks speaks against.
fn likeness(a: &BTreeSet<String>, b: &BTreeSet<String>, weight: &dyn Fn(&String) -> f32) -> f32 {
    let numbers = |words: &BTreeSet<String>| -> BTreeSet<String> {
        words.iter().filter(|word| word.chars().all(|c| c.is_ascii_digit())).cloned().collect()
    };
    let both: f32 = a.intersection(b).map(weight).sum();
    if both <= 0.0 || numbers(a) != numbers(b) {
        return 0.0;
    }
    both / a.union(b).map(weight).sum::<f32>()
}
