//! Persons whom no line of the grammar decided: drafted if what stands around them says clearly enough that they were detained.

use super::super::{Clause, is_kind};
use super::{Drafting, Who};
use crate::frame::Match;
use crate::items::people::{Being, People};
use crate::weigh::{RULE, built_in, signs};

impl Drafting<'_> {
    pub(super) fn weigh(&mut self, clauses: &[Clause]) {
        let weights = built_in();
        // Where no line of the grammar tells of a detention, words that look like one weigh nothing: such texts are of something else.
        let tells = !self.told.is_empty() || !self.drafts.is_empty();
        if !tells || !weights.bar.is_finite() {
            return;
        }
        let looked = signs::Looked::at(self.document, self.things, clauses);
        for person in 0..self.things.persons.len() {
            let who = Who::Person(person);
            let decided = self.denied.contains(&who)
                || self.officials.contains(&who)
                || self.drafts.iter().any(|draft| draft.who == who);
            if decided {
                continue;
            }
            let Some(seen) = looked.seen(person) else { continue };
            let Some((sentence, from, to)) = seen.told else { continue };
            if weights.sum(&seen.signs) < weights.bar {
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
