//! A text made ready for weighing what is said of whom: who is drafted and where each is named, which candidates are in reach of
//! each, and what the grammar chose.

use super::super::marks::{Mark, marks};
use super::super::pointing;
use super::Slot;
use super::candidates::{Candidate, candidates};
use crate::document::Document;
use crate::fact::{Detention, Fact, Kind, Outcome};
use crate::items::Things;
use crate::items::name::{Bearer, within};
use crate::span::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Mentions of one person that are looked at.
const MENTIONS: usize = 8;
/// Sentences before and after a mention in which candidates are looked for.
const BEFORE: usize = 6;
const AFTER: usize = 8;
/// Sentences that open a text.
const LEAD: usize = 3;
/// Candidates of one person and kind, the nearest first.
const MOST: usize = 14;

/// A drafted person.
#[derive(Clone, Debug)]
pub(crate) struct Party {
    /// Place of the draft in the list of facts.
    pub fact: usize,
    /// Place in the list of persons.
    pub person: usize,
    /// Sentence, first token and the token after the last of each mention, with all who are joined with it.
    pub(super) mentions: Vec<Place>,
    /// The words that prove the detention.
    pub(super) evidence: (usize, usize),
    /// In which sentences they stand.
    pub(super) told: (usize, usize),
    pub(super) rule: String,
    /// Words of the values that the grammar chose.
    pub(super) chosen: Detention,
}

/// A mention of a person.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub sentence: usize,
    pub from: usize,
    pub to: usize,
    /// With all who are joined with it.
    pub first: usize,
    pub last: usize,
}

/// A text with its drafts, made ready for weighing what is said of whom.
pub(crate) struct Field<'a> {
    pub(super) document: &'a Document<'a>,
    pub(super) things: &'a Things,
    pub(super) marks: Vec<Vec<Mark>>,
    /// Every candidate, in the order of the text.
    pub all: Vec<Candidate>,
    /// Every drafted person with a name.
    pub parties: Vec<Party>,
    /// For whom the grammar chose a candidate: the first draft, and whether there are others.
    pub(super) taken: BTreeMap<(Slot, usize), (usize, bool)>,
}

impl<'a> Field<'a> {
    pub(crate) fn of(document: &'a Document<'a>, things: &'a Things, facts: &[Fact]) -> Self {
        let mut field = Self {
            document,
            things,
            marks: Vec::new(),
            all: Vec::new(),
            parties: Vec::new(),
            taken: BTreeMap::new(),
        };
        let named = |fact: &Fact| matches!(&fact.kind, Kind::Detention(one) if one.named);
        if !facts.iter().any(named) {
            return field;
        }
        field.marks = marks(document);
        field.all = candidates(document, things, &field.marks);
        let parties = facts.iter().enumerate().filter_map(|(at, fact)| field.party(at, fact)).collect();
        field.parties = parties;
        let mut taken: BTreeMap<(Slot, usize), (usize, bool)> = BTreeMap::new();
        for party in &field.parties {
            for slot in Slot::ASKED {
                for at in field.in_reach(party, slot) {
                    if field.all.get(at).is_some_and(|one| field.is_chosen(party, slot, one)) {
                        let entry = taken.entry((slot, at)).or_insert((party.fact, false));
                        entry.1 |= entry.0 != party.fact;
                    }
                }
            }
        }
        field.taken = taken;
        field
    }

    pub(super) fn sentence_of(&self, token: usize) -> usize {
        self.document.sentences.partition_point(|sentence| sentence.to <= token)
    }

    fn tokens_of(&self, span: Span) -> (usize, usize) {
        let tokens = &self.document.tokens;
        (
            tokens.partition_point(|token| token.span.end <= span.start),
            tokens.partition_point(|token| token.span.start < span.end),
        )
    }

    fn party(&self, at: usize, fact: &Fact) -> Option<Party> {
        let Kind::Detention(of) = &fact.kind else { return None };
        let surface = of.named.then(|| of.name_surface.first()).flatten()?;
        let (first, _) = self.tokens_of(*surface);
        let name = within(&self.things.names, first, first + 1).first()?;
        let known = self.things.persons.get(name.person)?;
        let mut mentions = Vec::new();
        for mention in known.mentions.iter().take(MENTIONS) {
            let Some(name) = self.things.names.get(*mention) else { continue };
            let sentence = self.sentence_of(name.from);
            let people = self.things.sentences.get(sentence).map_or(&[][..], |here| here.people.as_slice());
            let joined =
                people.iter().find(|group| group.members.iter().any(|being| being.name == Some(*mention)));
            let (first, last) = joined
                .map_or((name.from, name.to), |group| (group.from.min(name.from), group.to.max(name.to)));
            mentions.push(Place { sentence, from: name.from, to: name.to, first, last });
        }
        let evidence = self.tokens_of(fact.evidence);
        let told = (self.sentence_of(evidence.0), self.sentence_of(evidence.1.saturating_sub(1)));
        let chosen = (**of).clone();
        Some(Party {
            fact: at,
            person: name.person,
            mentions,
            evidence,
            told,
            rule: fact.rule.clone(),
            chosen,
        })
    }

    /// The candidates of a slot that are in reach of a person, by their places in the list.
    pub(crate) fn in_reach(&self, party: &Party, slot: Slot) -> Vec<usize> {
        let mut near = BTreeSet::new();
        let places = party.mentions.iter().map(|mention| mention.sentence).chain([party.told.0]);
        for at in places {
            let from = self.all.partition_point(|one| one.sentence + BEFORE < at);
            let to = self.all.partition_point(|one| one.sentence <= at + AFTER);
            near.extend(from..to);
        }
        near.extend(0..self.all.partition_point(|one| one.sentence < LEAD));
        let apart = |one: &Candidate| {
            let from = |mention: &Place| {
                let tokens = if one.to <= mention.first {
                    mention.first - one.to
                } else {
                    one.from.saturating_sub(mention.last)
                };
                tokens + 20 * mention.sentence.abs_diff(one.sentence)
            };
            party.mentions.iter().map(from).min().unwrap_or(usize::MAX)
        };
        let mut found: Vec<(bool, usize, usize)> = near
            .into_iter()
            .filter_map(|at| self.all.get(at).map(|one| (at, one)))
            .filter(|(_, one)| one.slot == slot)
            .map(|(at, one)| (!self.is_chosen(party, slot, one), apart(one), at))
            .collect();
        found.sort_unstable();
        found.truncate(MOST);
        found.into_iter().map(|(_, _, at)| at).collect()
    }

    /// Whether the grammar gave this person something in a slot.
    pub(crate) fn has(&self, party: &Party, slot: Slot) -> bool {
        let of = &party.chosen;
        match slot {
            Slot::Role => !of.roles.is_empty(),
            Slot::Org => of.org.is_some(),
            Slot::Place => of.place.is_some(),
            Slot::Day => of.date.is_some(),
            Slot::By => of.by.is_some(),
            Slot::Became | Slot::End(_) => of.outcome != Outcome::Unknown,
        }
    }

    /// Whether a candidate is what the grammar chose for a person.
    pub(crate) fn is_chosen(&self, party: &Party, slot: Slot, one: &Candidate) -> bool {
        let of = &party.chosen;
        let span = self.document.span(one.from, one.to);
        let over =
            |quotes: &[Span]| quotes.iter().any(|quote| quote.start < span.end && span.start < quote.end);
        match slot {
            Slot::Role => of.roles.iter().any(|role| over(&role.quotes)),
            Slot::Org => of.org.as_ref().is_some_and(|org| over(&org.quotes)),
            Slot::Place => of.place.as_ref().is_some_and(|place| over(&place.quotes)),
            Slot::Day => match of.date {
                Some(date) => one.day == Some(date),
                None => one.day.is_none() && over(&of.when),
            },
            Slot::By => of.by.as_ref().is_some_and(|by| over(&by.quotes)),
            Slot::Became | Slot::End(_) => of.outcome != Outcome::Unknown && over(&of.outcome_quotes),
        }
    }

    pub(super) fn persons_between(&self, from: usize, to: usize) -> usize {
        within(&self.things.names, from, to).iter().filter(|name| name.bearer == Bearer::Person).count()
    }

    /// Of whom a sentence without the person's name speaks.
    pub(super) fn pointing(&self, at: usize) -> &'static str {
        pointing(self.document, self.things, at)
    }
}
