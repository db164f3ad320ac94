//! Proposing who may be one person: from names that may be one name, and from what else is known of both. A proposal
//! is a question to a person; it joins nobody, counts nowhere, and is not kept in the ledger. It goes when somebody
//! judges.
//!
//! Everybody is looked through once; after that only those of whom something was learned are compared again, with those
//! whose names share a key with theirs. Both ways give the same list.

use super::likeness::{Looking, ONE_WORD, TWO_WORDS, alike, most_sharing};
use crate::desk::Desk;
use crate::stop::Outcome;
use casebook::{Casebook, KeyChange, WhatChanged};
use claims::RecordId;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Pairs that are shown, the strongest.
const SHOWN: usize = 5_000;
/// Pairs that are remembered, so that there are still enough to show when some go.
const REMEMBERED: usize = 4 * SHOWN;

/// Two records that may be one person.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Pair {
    pub a: RecordId,
    pub b: RecordId,
    /// How many people share the rarest words of both names.
    pub sharing: usize,
    pub weight: f32,
}

impl Pair {
    /// The order of the list: the heavier first, then by ids.
    fn stands_before(&self, other: &Self) -> std::cmp::Ordering {
        other.weight.total_cmp(&self.weight).then((self.a, self.b).cmp(&(other.a, other.b)))
    }
}

/// The pairs found, and what was passed over.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// In the order of the list.
    pairs: Vec<Pair>,
    /// The last pair that had room, when some had none: nothing behind it is known.
    end: Option<Pair>,
    /// Keys that too many people share.
    pub(super) passed_over: u64,
}

impl Found {
    /// The strongest pairs, first the heaviest.
    pub(super) fn shown(&self) -> impl Iterator<Item = &Pair> {
        self.pairs.iter().take(SHOWN)
    }

    /// Whether pairs may be missing that would be shown.
    fn lacks(&self) -> bool {
        self.end.is_some() && self.pairs.len() < SHOWN
    }

    fn put_in_order(&mut self) {
        self.pairs.sort_by(Pair::stands_before);
        if let Some(end) = &self.end {
            let known = self.pairs.partition_point(|pair| pair.stands_before(end).is_le());
            self.pairs.truncate(known);
        }
        if self.pairs.len() > REMEMBERED {
            self.pairs.truncate(REMEMBERED);
            self.end = self.pairs.last().copied();
        }
    }
}

/// What is proposed now: what was found before, and what was learned since. `found` is left as it was when nothing was.
///
/// # Errors
/// A fault of the casebook; then everybody is looked through the next time.
pub(super) fn bring_up_to_date(desk: &Desk, found: &mut Option<Found>) -> Outcome<()> {
    if let Some(mut before) = found.take() {
        let mut casebook = desk.casebook();
        if let Some(changed) = casebook.take_changes(TWO_WORDS)? {
            compare_changed(desk, &casebook, &mut before, &changed)?;
            if !before.lacks() {
                *found = Some(before);
                return Ok(());
            }
        }
    }
    *found = Some(look_through(desk)?);
    Ok(())
}

/// Looks through everybody. The casebook is held for one set of people at a time, so that others go on meanwhile; what
/// they change stands among the changes, and is compared the next time.
fn look_through(desk: &Desk) -> Outcome<Found> {
    let (sets, passed_over) = {
        let mut casebook = desk.casebook();
        casebook.take_changes(TWO_WORDS)?;
        casebook.people_by_key(ONE_WORD, TWO_WORDS)?
    };
    let sizes: HashMap<i64, usize> = sets.iter().map(|(key, set)| (*key, set.len())).collect();
    let mut found = Found { passed_over, ..Found::default() };
    let mut seen: BTreeSet<(RecordId, RecordId)> = BTreeSet::new();
    let mut looking = Looking::default();
    for (_, set) in sets {
        let casebook = desk.casebook();
        looking.breathe();
        let mut of_set = Vec::with_capacity(set.len());
        for person in set {
            of_set.push((person, looking.names(&casebook, person)?));
        }
        for (at, (a, names_of_a)) in of_set.iter().enumerate() {
            for (b, names_of_b) in of_set.iter().skip(at + 1) {
                // Sets are in the order of ids, so a pair has one form.
                let Some(likeness) = alike(names_of_a, names_of_b) else { continue };
                if !seen.insert((*a, *b)) {
                    continue;
                }
                let Some(sharing) = looking.rarest_of_both(&casebook, *a, *b, &sizes)? else { continue };
                if let Some(weight) = looking.weigh(desk, &casebook, (*a, *b), likeness, sharing)? {
                    found.pairs.push(Pair { a: *a, b: *b, sharing, weight });
                }
            }
        }
        if found.pairs.len() > 2 * REMEMBERED {
            found.put_in_order();
        }
    }
    found.put_in_order();
    Ok(found)
}

/// Compares those of whom something was learned with their candidates, and looks again at the pairs of those keys that
/// became rarer or more frequent.
fn compare_changed(
    desk: &Desk,
    casebook: &Casebook,
    found: &mut Found,
    changed: &WhatChanged,
) -> Outcome<()> {
    if changed.people.is_empty() && changed.keys.is_empty() {
        return Ok(());
    }
    let mut looking = Looking::default();
    // Pairs to compare, and how many share the rarest words of both.
    let mut again: BTreeMap<(RecordId, RecordId), usize> = BTreeMap::new();
    let mut gone: BTreeSet<(RecordId, RecordId)> = BTreeSet::new();
    for person in &changed.people {
        for (other, sharing) in looking.candidates(casebook, *person)? {
            again.insert((other.min(*person), other.max(*person)), sharing);
        }
    }
    for KeyChange { key, before, least, most, now } in &changed.keys {
        let limit = most_sharing(*key);
        found.passed_over += u64::from(*now > limit);
        found.passed_over = found.passed_over.saturating_sub(u64::from(*before > limit));
        if band(*least, limit) == band(*most, limit) {
            continue;
        }
        let people: BTreeSet<RecordId> =
            casebook.people_with_key(*key, usize::MAX)?.into_iter().flatten().collect();
        if *now > limit {
            // Too many share it now: what is proposed because of it may have another reason, or goes.
            for pair in found.pairs.iter().filter(|pair| people.contains(&pair.a) && people.contains(&pair.b))
            {
                match looking.candidates(casebook, pair.a)?.get(&pair.b) {
                    Some(sharing) => again.insert((pair.a, pair.b), *sharing),
                    None => gone.insert((pair.a, pair.b)).then_some(0),
                };
            }
        } else {
            for a in &people {
                for (b, sharing) in looking.candidates(casebook, *a)? {
                    if *a < b && people.contains(&b) {
                        again.insert((*a, b), sharing);
                    }
                }
            }
        }
    }
    found.pairs.retain(|pair| {
        let with_changed = changed.people.contains(&pair.a) || changed.people.contains(&pair.b);
        !with_changed && !again.contains_key(&(pair.a, pair.b)) && !gone.contains(&(pair.a, pair.b))
    });
    for ((a, b), sharing) in again {
        let likeness = alike(&looking.names(casebook, a)?, &looking.names(casebook, b)?);
        let Some(likeness) = likeness else { continue };
        if let Some(weight) = looking.weigh(desk, casebook, (a, b), likeness, sharing)? {
            found.pairs.push(Pair { a, b, sharing, weight });
        }
    }
    found.put_in_order();
    Ok(())
}

/// How rare a key is, as far as the weight of a pair knows: in doublings, up to what is passed over.
fn band(sharing: usize, limit: usize) -> Option<u32> {
    (sharing <= limit).then(|| sharing.max(1).ilog2())
}
