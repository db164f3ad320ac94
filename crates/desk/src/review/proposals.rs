//! The review list: who may be one person, the strongest first, with the reasons. What people have judged is not on it:
//! "different" is remembered for ever, since it is an entry in the ledger. Nothing here writes.

use super::likeness::{Person, telling};
use super::propose_duplicates::{Found, bring_up_to_date};
use super::weights::{Sign, Step, StepOf, signs, steps};
use crate::desk::Desk;
use crate::stop::Outcome;
use casebook::PersonCase;
use claims::RecordId;
use claims::when::ZoneId;
use names::{Comparison, compare, read, score};
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::{MutexGuard, PoisonError, TryLockError};
use std::time::{Duration, Instant};

/// How long a page waits for the list.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long it waits before it asks again.
const AGAIN: Duration = Duration::from_millis(10);

/// Two records that may be one person: a question, not a judgement.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// The record with the lesser id.
    pub a: PersonCase,
    /// The other.
    pub b: PersonCase,
    /// The names that are most alike, one of each.
    pub written: (String, String),
    /// How like, and why.
    pub name: Comparison,
    /// From what is known before anything is compared to the weight: each step in bits.
    pub steps: Vec<Step>,
    /// For the order of the list: all steps together.
    pub weight: f32,
}

impl Proposal {
    /// What beside the names speaks for or against, in the order of the steps.
    pub fn signs(&self) -> impl Iterator<Item = Sign> {
        self.steps.iter().filter_map(|step| match step.of {
            StepOf::Beside(sign, _) => Some(sign),
            StepOf::Before { .. } | StepOf::Names => None,
        })
    }
}

/// The list.
#[derive(Debug, Clone, Default)]
pub struct Proposals {
    /// The first of them.
    pub list: Vec<Proposal>,
    /// How many there are.
    pub total: usize,
    /// Words of names that so many people share that their bearers were not compared with each other.
    pub passed_over: u64,
    /// True while everybody is looked through for the first time: nothing is on the list yet.
    pub looking: bool,
}

/// Who may be one person and has not been judged, the strongest first: `most` at most, after the first `skip`.
///
/// # Errors
/// A fault of the casebook.
pub fn proposals(desk: &Desk, skip: usize, most: usize) -> Outcome<Proposals> {
    proposals_of(desk, None, skip, most)
}

/// As [`proposals`], of those pairs alone in which somebody is named by this report.
///
/// # Errors
/// A fault of the casebook.
pub fn proposals_of(desk: &Desk, report: Option<RecordId>, skip: usize, most: usize) -> Outcome<Proposals> {
    // Found once, then kept up to date; whoever asks meanwhile waits for it.
    list_of(desk, desk.proposed().lock().unwrap_or_else(PoisonError::into_inner), report, skip, most)
}

/// Looks for pairs, so that whoever asks later finds them.
///
/// # Errors
/// A fault of the casebook.
pub fn find_pairs(desk: &Desk) -> Outcome<()> {
    bring_up_to_date(desk, &mut desk.proposed().lock().unwrap_or_else(PoisonError::into_inner))
}

/// As [`proposals_of`], for somebody who looks at a page: while everybody is looked through for the first time, which takes
/// half a minute of a hundred thousand people, the list says so instead of waiting longer than [`PATIENCE`].
///
/// # Errors
/// A fault of the casebook.
pub fn proposals_ready(
    desk: &Desk,
    report: Option<RecordId>,
    skip: usize,
    most: usize,
) -> Outcome<Proposals> {
    let until = Instant::now() + PATIENCE;
    loop {
        match desk.proposed().try_lock() {
            Ok(kept) => return list_of(desk, kept, report, skip, most),
            Err(TryLockError::Poisoned(kept)) => {
                return list_of(desk, kept.into_inner(), report, skip, most);
            }
            Err(TryLockError::WouldBlock) if Instant::now() >= until => {
                return Ok(Proposals { looking: true, ..Proposals::default() });
            }
            Err(TryLockError::WouldBlock) => std::thread::sleep(AGAIN),
        }
    }
}

fn list_of(
    desk: &Desk,
    mut kept: MutexGuard<'_, Option<Found>>,
    report: Option<RecordId>,
    skip: usize,
    most: usize,
) -> Outcome<Proposals> {
    bring_up_to_date(desk, &mut kept)?;
    let Some(found) = kept.as_ref() else { return Ok(Proposals::default()) };
    let casebook = desk.casebook();
    let named = report.map(|report| casebook.people_of_report(report)).transpose()?;
    let is_meant = |pair: RecordId| named.as_ref().is_none_or(|named| named.contains(&pair));
    // Two who were judged the same ask the same question about a third: it is asked once.
    let mut asked: BTreeSet<(RecordId, RecordId)> = BTreeSet::new();
    let head =
        |record: RecordId| casebook.same_as(record).into_iter().chain([record]).min().unwrap_or(record);
    let mut open = Vec::new();
    for pair in found.shown() {
        let (a, b) = (head(pair.a), head(pair.b));
        if !is_meant(pair.a) && !is_meant(pair.b) {
            continue;
        }
        if casebook.judged(pair.a, pair.b).is_none() && asked.insert((a.min(b), a.max(b))) {
            open.push(pair);
        }
    }
    let mut list = Vec::new();
    for pair in open.iter().skip(skip).take(most) {
        let both = casebook.person_case(pair.a)?.zip(casebook.person_case(pair.b)?);
        list.extend(both.and_then(|(a, b)| proposal(desk.zone(), a, b, pair.sharing)));
    }
    Ok(Proposals { list, total: open.len(), passed_over: found.passed_over, looking: false })
}

fn proposal(zone: &ZoneId, a: PersonCase, b: PersonCase, sharing: usize) -> Option<Proposal> {
    let (one, other, name) = most_alike(&a, &b)?;
    let (of_a, of_b) = (Person::of(&a, zone), Person::of(&b, zone));
    let steps = steps(sharing, &name, signs(&of_a, &of_b));
    let weight = steps.iter().map(|step| step.bits).sum();
    Some(Proposal { a, b, written: (one, other), name, steps, weight })
}

/// The two names of two people that are most alike, with the comparison: its score is their likeness.
fn most_alike(a: &PersonCase, b: &PersonCase) -> Option<(String, String, Comparison)> {
    let of = |names: &[String]| {
        telling(names.iter().map(|name| (name.clone(), Rc::new(read(name)))).collect::<Vec<_>>())
    };
    let (of_a, of_b) = (of(&a.names), of(&b.names));
    let all = of_a.iter().flat_map(|one| of_b.iter().map(move |other| (score(&one.1, &other.1), one, other)));
    // Of equals the first, in the order of the claims.
    let best = all.reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.map(|(_, one, other)| (one.0.clone(), other.0.clone(), compare(&one.1, &other.1)))
}
