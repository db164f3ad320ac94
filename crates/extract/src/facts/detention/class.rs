//! Those who are named after they were spoken of: the members of a class, and whether a sentence goes on about the detained.

use super::super::{Clause, is_kind};
use super::{Class, Drafting};
use crate::fact::Detention;
use crate::frame::Match;
use crate::items::people::People;
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

    /// Whether this sentence or the one before it tells of people detained.
    pub(super) fn goes_on(&self, clause: &Clause) -> bool {
        let here = |found: &(&str, Match)| {
            (is_kind(found.0, "detained") && !is_kind(found.0, "detained.continued"))
                || is_kind(found.0, "count.detained")
        };
        let before = clause.sentence.checked_sub(1).is_some_and(|before| self.told.contains(&before));
        before || clause.found.iter().any(here)
    }
}
