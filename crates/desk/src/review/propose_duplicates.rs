//! Proposing who may be one person: from names that may be one name, and from what else is known of both. A proposal
//! is a question to a person; it joins nobody, counts nowhere, and is not kept. It goes when somebody judges.
//!
//! The weight of a proposal is in bits: what the names say (log2 of the odds that two such names are one), and what the
//! rest adds or takes. It orders the list. It is not the probability that two people are one.

use crate::desk::Desk;
use crate::stop::Outcome;
use casebook::{DetentionCase, PersonCase};
use claims::RecordId;
use names::{Comparison, Component, LIKELY, Reading, compare, read, score};
use std::collections::{BTreeMap, BTreeSet};

/// A key of one word that more people share is passed over; relatives and namesakes share a word.
const ONE_WORD: usize = 40;
/// A key of two words that more people share is passed over.
const TWO_WORDS: usize = 250;
/// Pairs that are kept, the strongest.
const KEPT: usize = 5_000;
/// Pairs weaker than this are not proposed.
const WEAKEST: f32 = -1.0;
/// Two detentions whose beginnings lie within so many seconds are near in time.
const NEAR: i64 = 2 * 86_400;

/// Something beside the names that speaks for or against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// Dates of birth that can be one.
    BirthFits,
    /// Dates of birth that cannot be one.
    BirthDiffers,
    /// One is called female, the other male.
    SexDiffers,
    /// Detained at about the same time.
    NearInTime,
    /// Detained at a place written alike.
    SamePlace,
    /// Held at the same unit.
    SameUnit,
    /// Told of by one and the same report, as two.
    SameReport,
}

impl Sign {
    /// Every sign.
    pub const ALL: [Sign; 7] = [
        Sign::BirthFits,
        Sign::BirthDiffers,
        Sign::SexDiffers,
        Sign::NearInTime,
        Sign::SamePlace,
        Sign::SameUnit,
        Sign::SameReport,
    ];

    /// What it adds, in bits. Set by hand: a day and a month of birth are one in 365 by chance, but are often taken
    /// down wrongly; lists rarely name one person twice.
    pub const fn bits(self) -> f32 {
        match self {
            Sign::BirthFits => 6.0,
            Sign::BirthDiffers => -5.0,
            Sign::SexDiffers => -4.0,
            Sign::NearInTime => 2.0,
            Sign::SamePlace => 2.0,
            Sign::SameUnit => 1.5,
            Sign::SameReport => -2.5,
        }
    }

    /// The word in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Sign::BirthFits => "birth_fits",
            Sign::BirthDiffers => "birth_differs",
            Sign::SexDiffers => "sex_differs",
            Sign::NearInTime => "near_in_time",
            Sign::SamePlace => "same_place",
            Sign::SameUnit => "same_unit",
            Sign::SameReport => "same_report",
        }
    }

    /// In plain English, for the command line.
    pub const fn words(self) -> &'static str {
        match self {
            Sign::BirthFits => "dates of birth fit",
            Sign::BirthDiffers => "dates of birth differ",
            Sign::SexDiffers => "one is female, one male",
            Sign::NearInTime => "detained at about the same time",
            Sign::SamePlace => "detained at the same place",
            Sign::SameUnit => "held at the same unit",
            Sign::SameReport => "one report tells of both, as of two",
        }
    }
}

/// Two records that may be one person.
#[derive(Debug, Clone)]
pub(super) struct Pair {
    pub a: RecordId,
    pub b: RecordId,
    pub weight: f32,
}

/// The pairs found, strongest first, and what was passed over.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(super) pairs: Vec<Pair>,
    /// Keys that too many people share.
    pub(super) passed_over: u64,
    /// Up to which position of the ledger it was looked.
    pub(super) learned: u64,
}

/// Looks through everybody. The casebook is held for one set of people at a time, so that others go on meanwhile.
///
/// # Errors
/// A fault of the casebook.
pub(super) fn propose_duplicates(desk: &Desk) -> Outcome<Found> {
    let (learned, (sets, passed_over)) = {
        let casebook = desk.casebook();
        (casebook.learned(), casebook.people_by_key(ONE_WORD, TWO_WORDS)?)
    };
    let mut seen: BTreeSet<(RecordId, RecordId)> = BTreeSet::new();
    let mut pairs: Vec<Pair> = Vec::new();
    for set in sets {
        let mut of_set: Vec<(RecordId, Vec<Reading>)> = Vec::with_capacity(set.len());
        {
            let casebook = desk.casebook();
            for person in set {
                let names = casebook.names_of_person(person)?;
                of_set.push((person, readings(&names)));
            }
        }
        let mut alike: Vec<(RecordId, RecordId, f32)> = Vec::new();
        for (at, (a, names_of_a)) in of_set.iter().enumerate() {
            for (b, names_of_b) in of_set.iter().skip(at + 1) {
                // Sets are in the order of ids, so a pair has one form.
                let likeness = best_score(names_of_a, names_of_b);
                if likeness >= LIKELY / 5.0 && seen.insert((*a, *b)) {
                    alike.push((*a, *b, likeness));
                }
            }
        }
        weigh(desk, alike, &mut pairs)?;
        if pairs.len() > 4 * KEPT {
            keep_strongest(&mut pairs);
        }
    }
    keep_strongest(&mut pairs);
    Ok(Found { pairs, passed_over, learned })
}

/// The likeness of the two names that are most alike.
fn best_score(a: &[Reading], b: &[Reading]) -> f32 {
    a.iter().flat_map(|a| b.iter().map(move |b| score(a, b))).fold(0.0, f32::max)
}

/// The names of a person that are compared: those without initials, if there are any. "E. Testov" is like many names;
/// where "Erlan Testov" is known too, it says nothing more.
fn telling(names: &[String]) -> Vec<(&String, Reading)> {
    let mut all: Vec<(&String, Reading)> = names.iter().map(|name| (name, read(name))).collect();
    let whole = |reading: &Reading| reading.words().all(|(_, component)| component != Component::Initial);
    if all.iter().any(|(_, reading)| whole(reading)) {
        all.retain(|(_, reading)| whole(reading));
    }
    all
}

fn readings(names: &[String]) -> Vec<Reading> {
    telling(names).into_iter().map(|(_, reading)| reading).collect()
}

fn weigh(desk: &Desk, alike: Vec<(RecordId, RecordId, f32)>, pairs: &mut Vec<Pair>) -> Outcome<()> {
    if alike.is_empty() {
        return Ok(());
    }
    let casebook = desk.casebook();
    let mut cases: BTreeMap<RecordId, Option<PersonCase>> = BTreeMap::new();
    for person in alike.iter().flat_map(|(a, b, _)| [a, b]) {
        if !cases.contains_key(person) {
            cases.insert(*person, casebook.person_case(*person)?);
        }
    }
    drop(casebook);
    for (a, b, likeness) in alike {
        let both = cases.get(&a).and_then(Option::as_ref).zip(cases.get(&b).and_then(Option::as_ref));
        let Some((of_a, of_b)) = both else { continue };
        let weight = bits(likeness) + signs(of_a, of_b).into_iter().map(Sign::bits).sum::<f32>();
        if weight >= WEAKEST {
            pairs.push(Pair { a, b, weight });
        }
    }
    Ok(())
}

/// Odds as bits.
pub(super) fn bits(share: f32) -> f32 {
    let share = share.clamp(0.001, 0.999);
    (share / (1.0 - share)).log2()
}

fn keep_strongest(pairs: &mut Vec<Pair>) {
    pairs.sort_by(|x, y| y.weight.total_cmp(&x.weight).then((x.a, x.b).cmp(&(y.a, y.b))));
    pairs.truncate(KEPT);
}

/// The two names of two people that are most alike, with the comparison: its score is their likeness.
pub(super) fn most_alike(a: &PersonCase, b: &PersonCase) -> Option<(String, String, Comparison)> {
    let (of_a, of_b) = (telling(&a.names), telling(&b.names));
    let all = of_a.iter().flat_map(|one| of_b.iter().map(move |other| (score(&one.1, &other.1), one, other)));
    // Of equals the first, in the order of the claims.
    let best = all.reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.map(|(_, one, other)| (one.0.clone(), other.0.clone(), compare(&one.1, &other.1)))
}

/// What beside the names speaks for or against two people being one.
pub fn signs(a: &PersonCase, b: &PersonCase) -> BTreeSet<Sign> {
    let mut signs = BTreeSet::new();
    if !a.births.is_empty() && !b.births.is_empty() {
        let fits = a.births.iter().any(|(_, one)| b.births.iter().any(|(_, other)| one.can_meet(other)));
        signs.insert(if fits { Sign::BirthFits } else { Sign::BirthDiffers });
    }
    let sex = |of: &PersonCase, term: &str| of.sexes.len() == 1 && of.sexes.contains(term);
    if (sex(a, "female") && sex(b, "male")) || (sex(a, "male") && sex(b, "female")) {
        signs.insert(Sign::SexDiffers);
    }
    for one in &a.detentions {
        for other in &b.detentions {
            signs_of_detentions(one, other, &mut signs);
        }
    }
    signs
}

fn signs_of_detentions(one: &DetentionCase, other: &DetentionCase, signs: &mut BTreeSet<Sign>) {
    let known = |of: &DetentionCase| of.start.earliest.zip(of.start.latest);
    if let (Some((from, to)), Some((other_from, other_to))) = (known(one), known(other)) {
        let apart = (other_from.unix() - to.unix()).max(from.unix() - other_to.unix());
        let narrow = to.unix() - from.unix() <= NEAR && other_to.unix() - other_from.unix() <= NEAR;
        if narrow && apart <= NEAR {
            signs.insert(Sign::NearInTime);
        }
    }
    let folded = |of: &DetentionCase| -> BTreeSet<String> {
        of.places.iter().map(|place| names::fold::search_key(place)).filter(|key| !key.is_empty()).collect()
    };
    if !folded(one).is_disjoint(&folded(other)) {
        signs.insert(Sign::SamePlace);
    }
    if one.units.iter().any(|unit| other.units.iter().any(|it| it.record == unit.record)) {
        signs.insert(Sign::SameUnit);
    }
    if !one.reports.is_disjoint(&other.reports) {
        signs.insert(Sign::SameReport);
    }
}
