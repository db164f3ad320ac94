//! Those who are named after they were spoken of: the lines below a heading, the members of a class.

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

    /// A list of the detained: a heading, then a line for each: "Name, organisation: released".
    pub(super) fn line_of_list(&mut self, clause: &Clause, people: &[People]) {
        let document = self.document;
        let Some(sentence) = document.sentences.get(clause.sentence) else { return };
        let tagged = |name: &str| document.tagged_as(clause.sentence, name).next().is_some();
        let last = document.quote(sentence.to.saturating_sub(1), sentence.to);
        let starts_line = sentence.opens;
        let named = people.iter().find(|group| group.members.iter().any(|being| being.name.is_some()));
        if self.list && starts_line {
            let first = named.filter(|group| group.from <= sentence.from + 5);
            match first {
                Some(group) => {
                    let found = Match { frame: 0, from: sentence.from, to: sentence.to, kept: Vec::new() };
                    let group =
                        People { members: group.members.iter().take(1).cloned().collect(), ..group.clone() };
                    let starts_denied = document
                        .tagged_as(clause.sentence, "not")
                        .any(|tagged| tagged.at <= sentence.from + 2);
                    let denied =
                        |(name, _): &(&str, Match)| is_kind(name, "blocked") || is_kind(name, "denied");
                    if !starts_denied && !clause.found.iter().any(denied) {
                        self.detained(clause.sentence, "detained.list", &found, &group, false);
                    }
                    return;
                }
                // A number or a remark between lines does not end the list; a sentence does, unless it is numbered.
                None if document
                    .tokens
                    .get(sentence.from)
                    .is_some_and(|token| token.made == crate::token::Made::Number) => {}
                None if last == ":" => {}
                None if sentence.to - sentence.from > 12 || matches!(last, "." | "!" | "?") => {
                    self.list = false
                }
                None => {}
            }
        }
        // A pasted table: its head names a column of names and one of what became of them.
        if starts_line && tagged("listhead.name") && tagged("listhead.status") {
            self.list = true;
            return;
        }
        let short =
            sentence.to - sentence.from <= 14 || (sentence.to - sentence.from <= 30 && tagged("listhead"));
        let heading = starts_line && short && !matches!(last, "." | "!" | "?" | "…") && named.is_none();
        if (last == ":" || heading)
            && tagged("detain")
            && !tagged("not")
            && (!tagged("modal") || tagged("listhead"))
            && !tagged("blockword")
        {
            self.list = last == ":" || tagged("listhead");
        }
    }
}
