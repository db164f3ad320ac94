//! Those who are named after they were spoken of: the members of a class, and whether a sentence goes on about the detained.

use super::super::{Clause, is_kind};
use super::{Class, Drafting, Who};
use crate::fact::{Detention, Outcome};
use crate::frame::Match;
use crate::items::people::{Being, People};
use std::collections::BTreeSet;

impl Drafting<'_> {
    /// Notes people given as a number of a kind: "two journalists of X were arrested".
    pub(super) fn class_of(&mut self, clause: &Clause, people: &[People]) {
        let tells = |name: &str| {
            is_kind(name, "count.detained") || is_kind(name, "detained") || is_kind(name, "count.released")
        };
        // Of two kinds in one sentence nobody knows which is meant.
        let kinds: BTreeSet<&str> = people
            .iter()
            .flat_map(|group| &group.members)
            .filter(|being| being.counted)
            .filter_map(|being| being.roles.first().map(|role| role.value.as_str()))
            .collect();
        if kinds.len() > 1 {
            self.class = None;
            return;
        }
        for (_, found) in clause.found.iter().filter(|(name, _)| tells(name)) {
            let at = found.kept("n").or_else(|| found.kept("who")).map(|kept| kept.0);
            let group = people.iter().find(|group| at.is_some_and(|at| group.from <= at && at < group.to));
            let counted = group.and_then(|group| group.members.iter().find(|being| being.counted));
            if let Some(being) = counted.filter(|being| !being.roles.is_empty()) {
                self.class = Some(Class {
                    roles: being.roles.clone(),
                    org: being.org.clone(),
                    sentence: clause.sentence,
                });
                return;
            }
        }
    }

    /// What is said of the people of whom somebody is one holds for them where nothing else is said.
    pub(super) fn of_class(&self, sentence: usize, detention: &mut Detention) {
        let Some(Class { roles, org, sentence: at }) = &self.class else { return };
        let paragraph = |number: usize| self.document.sentences.get(number).map(|one| one.paragraph);
        if !detention.roles.is_empty()
            || sentence < *at
            || sentence - at > 2
            || paragraph(*at) != paragraph(sentence)
        {
            return;
        }
        detention.roles = roles.clone();
        if detention.org.is_none() {
            detention.org = org.clone();
        }
    }

    /// Whether a frame that leans on what stands before has that to lean on.
    pub(super) fn stands(&self, clause: &Clause, name: &str, found: &Match, people: &[People]) -> bool {
        if is_kind(name, "detained.sentenced") {
            let near = |at: Option<usize>| at.is_some_and(|at| self.sentenced.contains(&at));
            return near(Some(clause.sentence))
                || near(clause.sentence.checked_sub(1))
                || (clause.sentence.saturating_sub(2)..=clause.sentence).any(|at| self.names_court(at));
        }
        if is_kind(name, "detained.days") || is_kind(name, "detained.except") {
            return self.speaks_of_detention || !self.sentenced.is_empty();
        }
        if let Some(group) = found.item("as").and_then(|number| people.get(number)) {
            // "The friends are A and B": the friends of whom it was said.
            let known = |being: &Being| matches!(self.who(being), Some(Who::Draft(_)));
            return group.members.iter().any(known);
        }
        !is_kind(name, "detained.continued") || self.goes_on(clause)
    }

    /// Whether a sentence speaks of a court.
    fn names_court(&self, sentence: usize) -> bool {
        let document = self.document;
        let lang = document.sentences.get(sentence).map_or(document.lang, |one| one.lang);
        let exactly = |name: &str| {
            document
                .tagged_as(sentence, name)
                .any(|tagged| document.lexicons.of(lang).name(tagged.tag) == name)
        };
        ["court", "courtword", "courtsays"].iter().any(|tag| exactly(tag))
    }

    /// What frames say became of people by their kind: all but one were let go; days that a court gives.
    pub(super) fn ends_by_rule(&mut self, clause: &Clause, people: &[People]) {
        let kinds = [("detained.except", Outcome::Held), ("detained.days", Outcome::AdminArrest)];
        for (kind, outcome) in kinds {
            for (name, found) in clause.found.iter().filter(|(name, _)| is_kind(name, kind)) {
                let group = found.item("who").and_then(|number| people.get(number));
                let Some(group) = group.filter(|_| self.stands(clause, name, found, people)) else {
                    continue;
                };
                let span = self.document.span(found.from, found.to);
                for who in self.resolve(clause.sentence, group) {
                    if self.drafts.iter().any(|draft| draft.who == who) {
                        self.became(who, outcome, span);
                    }
                }
            }
        }
    }

    /// Whether this sentence or the one before it tells of people detained.
    pub(super) fn goes_on(&self, clause: &Clause) -> bool {
        let here = |found: &(&str, Match)| {
            (is_kind(found.0, "detained") && !is_kind(found.0, "detained.continued"))
                || (is_kind(found.0, "count.detained") && !found.0.ends_with(".continued"))
        };
        let before = clause.sentence.checked_sub(1).is_some_and(|before| self.told.contains(&before));
        before || clause.found.iter().any(here)
    }
}
