//! What is said of the detained beyond what their clause says, by weight ([`crate::weigh::pairs`]): an empty slot is filled by the
//! candidate that stands clearly enough with the person, and a choice of the grammar against which nearly everything speaks is left out.

use crate::document::Document;
use crate::fact::{Detention, Fact, Kind, Outcome, Said};
use crate::items::Things;
use crate::weigh::pairs::field::{Field, Party};
use crate::weigh::pairs::{Pairs, Slot};

/// Sentences of a text that is a clause or two.
const CLAUSE: usize = 2;

/// A candidate and by how much its sum passes the bar of its slot.
#[derive(Clone, Copy, Debug)]
struct Weighed {
    at: usize,
    /// What words of an end mean.
    means: Outcome,
    over: f64,
    above_floor: bool,
}

/// Fills and empties slots of the drafts of named people.
pub(crate) fn fill(document: &Document<'_>, things: &Things, facts: &mut [Fact], pairs: &Pairs) {
    // Of one or two sentences the grammar was made to say all that there is.
    if document.sentences.len() <= CLAUSE {
        return;
    }
    let field = Field::of(document, things, facts);
    for party in &field.parties {
        for slot in Slot::ASKED {
            let Some(fact) = facts.get_mut(party.fact) else { continue };
            let Kind::Detention(of) = &mut fact.kind else { continue };
            settle(document, &field, party, slot, pairs, of);
        }
    }
}

fn settle(
    document: &Document<'_>,
    field: &Field<'_>,
    party: &Party,
    slot: Slot,
    pairs: &Pairs,
    of: &mut Detention,
) {
    let (mut best, mut own): (Option<Weighed>, Option<Weighed>) = (None, None);
    let has = field.has(party, slot);
    let Some(weights) = pairs.slot(slot).filter(|weights| weights.bar.is_finite()) else { return };
    for at in field.in_reach(party, slot) {
        let Some(one) = field.all.get(at) else { continue };
        let mut signs = field.signs(party, slot, at);
        field.choice(party, slot, at, &mut signs);
        let sum = weights.sum(&signs);
        let means = if slot == Slot::Became { meaning(field, at, pairs) } else { Outcome::Unknown };
        let weighed = Weighed { at, means, over: sum - weights.bar, above_floor: sum >= weights.floor };
        let chosen = field.is_chosen(party, slot, one);
        if !chosen && slot == Slot::Became && means == Outcome::Unknown {
            continue;
        }
        let place = if chosen { &mut own } else { &mut best };
        if place.is_none_or(|known| weighed.over > known.over) {
            *place = Some(weighed);
        }
    }
    let best = best.filter(|best| best.over >= 0.0);
    let replaced = match (has, own) {
        (false, _) => best,
        // What the grammar chose is no candidate: it has reasons of its own.
        (true, None) => return,
        (true, Some(own)) => match best {
            Some(best) if best.over > own.over && !own.above_floor => Some(best),
            _ if own.above_floor => return,
            _ => None,
        },
    };
    match replaced {
        Some(best) => put(document, field, slot, best, of),
        None if has => empty(slot, of),
        None => {}
    }
}

/// What words of an end mean most likely; unknown where that is less likely than all else.
fn meaning(field: &Field<'_>, at: usize, pairs: &Pairs) -> Outcome {
    let signs = field.meaning(at);
    let mut best = (0.0, Outcome::Unknown);
    for slot in Slot::ENDS {
        let Some(weights) = pairs.slot(slot) else { continue };
        let sum = weights.sum(&signs) - weights.bar;
        if let (Slot::End(outcome), true) = (slot, sum > best.0) {
            best = (sum, outcome);
        }
    }
    best.1
}

fn put(document: &Document<'_>, field: &Field<'_>, slot: Slot, best: Weighed, of: &mut Detention) {
    let Some(one) = field.all.get(best.at) else { return };
    let span = document.span(one.from, one.to);
    match slot {
        Slot::Role => of.roles = vec![Said::at(one.value.clone(), span)],
        Slot::Org => of.org = Some(Said::at(one.value.clone(), span)),
        Slot::Place => of.place = Some(Said::at(one.value.clone(), span)),
        Slot::By => of.by = Some(Said::at(span.quote(document.text).to_owned(), span)),
        Slot::Day => {
            of.date = one.day;
            of.date_rule = one.day.map(|_| one.rule).filter(|rule| !rule.is_empty());
            of.when = vec![span];
        }
        Slot::Became | Slot::End(_) => {
            of.outcome = best.means;
            of.outcome_quotes = vec![span];
        }
    }
}

fn empty(slot: Slot, of: &mut Detention) {
    match slot {
        Slot::Role => of.roles.clear(),
        Slot::Org => of.org = None,
        Slot::Place => of.place = None,
        Slot::By => of.by = None,
        Slot::Day => {
            of.date = None;
            of.date_rule = None;
        }
        Slot::Became | Slot::End(_) => {
            of.outcome = Outcome::Unknown;
            of.outcome_quotes.clear();
        }
    }
}
