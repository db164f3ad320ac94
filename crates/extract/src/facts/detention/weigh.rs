//! Named persons, weighed by all that stands around them and by what the grammar says of them: whom no line drafted is drafted if that
//! says clearly enough that they were detained; whom a line drafted is left out if nearly all of it says otherwise.

use super::super::{Clause, is_kind};
use super::{Drafting, Who};
use crate::frame::Match;
use crate::items::people::{Being, People};
use crate::lang::Lang;
use crate::weigh::{RULE, believed, built_in, harder, signs, verdict};
use std::collections::BTreeSet;

/// By how much the bar is higher in an English report of which no line of the grammar says that somebody was detained.
const QUIET: f64 = 2.6;

/// By how much the bar is higher in a text of one or two sentences, where the grammar was made to say all that there is.
const CLEAR: f64 = 1.2;

/// The floor of those whom a list names.
const LISTED: f64 = -0.75;

impl Drafting<'_> {
    /// Weighs every named person; `also` are drafted whatever is found, as far as words of theirs can be quoted.
    pub(super) fn weigh(&mut self, clauses: &[Clause], also: &BTreeSet<usize>) {
        let weights = built_in();
        if !weights.bar.is_finite() {
            return;
        }
        // Where no line of the grammar tells of a detention, words that look like one weigh less: such texts may be of something else.
        let tells = !self.told.is_empty() || !self.drafts.is_empty();
        let bar = weights.bar
            + harder(self.document.lang)
            + match self.document.lang {
                _ if tells => 0.0,
                Lang::En => QUIET,
                Lang::Ru | Lang::Kk => 0.0,
            };
        let floor = weights.floor - believed(self.document.lang);
        let looked = signs::Looked::at(self.document, self.things, clauses);
        for person in 0..self.things.persons.len() {
            let who = Who::Person(person);
            if self.denied.contains(&who) && !also.contains(&person) {
                continue;
            }
            let Some(mut seen) = looked.seen(person) else { continue };
            let rule = self.drafts.iter().find(|draft| draft.who == who).map(|draft| draft.rule);
            verdict(rule, &mut seen.signs);
            let sum = weights.sum(&seen.signs);
            if sum > bar - super::described::PLAUSIBLE {
                self.plausible.insert(person);
            }
            let clause = seen.signs.contains(signs::CLAUSE);
            if let Some(rule) = rule {
                // A line under a heading says all with its place.
                let listed = rule == "detained.list" && sum >= LISTED;
                if sum < floor && !clause && !listed {
                    self.drafts.retain(|draft| draft.who != who);
                }
                continue;
            }
            let clear = bar + if clause { CLEAR } else { 0.0 };
            if sum < clear && !also.contains(&person) {
                continue;
            }
            let Some((sentence, from, to)) = seen.told.or(seen.named) else { continue };
            // A line that says of itself that nobody was taken: "false alarm, he is at home".
            let taken_back = |at: usize| {
                ["listnot", "retract"].iter().any(|tag| self.document.tagged_as(at, tag).next().is_some())
            };
            let paragraph = |at: usize| self.document.sentences.get(at).map(|one| one.paragraph);
            if taken_back(sentence)
                || paragraph(sentence + 1) == paragraph(sentence) && taken_back(sentence + 1)
            {
                continue;
            }
            let earlier = clauses.get(sentence).is_some_and(|clause| {
                let found = clause.found.iter().filter(|(name, _)| is_kind(name, "background"));
                found.into_iter().any(|(_, found)| found.from < to && from < found.to)
            });
            let being = self.being_of(sentence, person).cloned().unwrap_or_default();
            let found = Match { frame: 0, from, to, kept: Vec::new() };
            let evidence = self.document.span(from, to);
            self.one_detained(sentence, RULE, &found, evidence, who, &being, earlier);
        }
    }

    fn being_of(&self, sentence: usize, person: usize) -> Option<&Being> {
        let people: &[People] = &self.things.sentences.get(sentence)?.people;
        people.iter().flat_map(|group| &group.members).find(|being| {
            let name = being.name.and_then(|name| self.things.names.get(name));
            name.is_some_and(|name| name.person == person)
        })
    }
}
