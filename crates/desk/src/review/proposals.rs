//! The review list: who may be one person, the strongest first, with the reasons. What people have judged is not on it:
//! "different" is remembered for ever, since it is an entry in the ledger. Nothing here writes.

use super::propose_duplicates::{Sign, bits, most_alike, propose_duplicates, signs};
use crate::desk::Desk;
use crate::stop::{Outcome, Stop};
use casebook::PersonCase;
use claims::RecordId;
use names::Comparison;
use std::collections::BTreeSet;
use std::sync::PoisonError;

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
    /// What else speaks for or against.
    pub signs: BTreeSet<Sign>,
    /// For the order of the list: bits of the names and of the signs.
    pub weight: f32,
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
}

/// Who may be one person and has not been judged, the strongest first: `most` at most, after the first `skip`.
///
/// # Errors
/// A fault of the casebook.
pub fn proposals(desk: &Desk, skip: usize, most: usize) -> Outcome<Proposals> {
    // Found once for as long as nobody learns anything new; whoever asks meanwhile waits for it.
    let mut kept = desk.proposed().lock().unwrap_or_else(PoisonError::into_inner);
    if kept.as_ref().is_none_or(|found| found.learned != desk.casebook().learned()) {
        *kept = Some(propose_duplicates(desk)?);
    }
    let Some(found) = kept.as_ref() else { return Ok(Proposals::default()) };
    let casebook = desk.casebook();
    // Two who were judged the same ask the same question about a third: it is asked once.
    let mut asked: BTreeSet<(RecordId, RecordId)> = BTreeSet::new();
    let head =
        |record: RecordId| casebook.same_as(record).into_iter().chain([record]).min().unwrap_or(record);
    let mut open = Vec::new();
    for pair in &found.pairs {
        let (a, b) = (head(pair.a), head(pair.b));
        if casebook.judged(pair.a, pair.b).is_none() && asked.insert((a.min(b), a.max(b))) {
            open.push((pair.a, pair.b));
        }
    }
    let mut list = Vec::new();
    for (a, b) in open.iter().skip(skip).take(most) {
        let both = casebook.person_case(*a)?.zip(casebook.person_case(*b)?);
        list.extend(both.and_then(|(a, b)| proposal(a, b)));
    }
    Ok(Proposals { list, total: open.len(), passed_over: found.passed_over })
}

/// How two people stand beside each other, whether or not they are proposed.
///
/// # Errors
/// A refusal when one of them is no person with a written name.
pub fn beside(desk: &Desk, a: RecordId, b: RecordId) -> Outcome<Proposal> {
    let casebook = desk.casebook();
    let both = casebook.person_case(a)?.zip(casebook.person_case(b)?);
    both.and_then(|(a, b)| proposal(a, b)).ok_or_else(|| {
        Stop::refused("record", "Only two people with written names can be laid beside each other.")
    })
}

fn proposal(a: PersonCase, b: PersonCase) -> Option<Proposal> {
    let (one, other, name) = most_alike(&a, &b)?;
    let signs = signs(&a, &b);
    let weight = bits(name.score) + signs.iter().map(|sign| sign.bits()).sum::<f32>();
    Some(Proposal { a, b, written: (one, other), name, signs, weight })
}
