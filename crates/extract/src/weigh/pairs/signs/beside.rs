//! Which words stand beside a candidate, to whom its own sentence joins it, and whether later words say that it did not end there.

use super::{BESIDE, far};
use crate::span::Span;
use crate::token::{Made, Shape};
use crate::weigh::pairs::Slot;
use crate::weigh::pairs::candidates::Candidate;
use crate::weigh::pairs::field::{Field, Party};
use std::collections::BTreeSet;

/// Tags of words that are looked for beside a role or an organisation.
const WITH: [&str; 10] =
    ["role", "employed", "orgkind", "orgword", "kin", "title", "say", "person", "determiner", "works"];
/// Letters of a word by which it is told from others.
const STEM: usize = 6;

impl Field<'_> {
    /// Words of groups beside a candidate and in its sentence.
    pub(super) fn beside(&self, one: &Candidate, signs: &mut BTreeSet<String>) {
        for mark in self.marks.get(one.sentence).into_iter().flatten() {
            if !BESIDE.contains(&mark.group) || mark.from < one.to && one.from < mark.to {
                continue;
            }
            let group = mark.group;
            let (side, tokens) = if mark.to <= one.from {
                ("after", one.from - mark.to)
            } else {
                ("before", mark.from - one.to)
            };
            signs.insert(format!("with {group}"));
            if tokens <= 6 {
                let near = if tokens <= 1 { "next" } else { "near" };
                signs.insert(format!("{near} {side} {group}"));
            }
        }
        let Some(here) = self.document.sentences.get(one.sentence) else { return };
        match one.sentence {
            0 => signs.insert("in sentence 1".to_owned()),
            1..=2 => signs.insert("in sentences 2-3".to_owned()),
            _ => false,
        };
        if one.from <= here.from + 1 {
            signs.insert(if here.opens { "opens a line" } else { "opens a sentence" }.to_owned());
        }
        if one.to + 1 >= here.to {
            signs.insert("ends a sentence".to_owned());
        }
        let quoted = (here.from..one.from)
            .filter(|at| matches!(self.document.quote(*at, *at + 1), "«" | "“" | "\"" | "»" | "”"))
            .count();
        if quoted % 2 == 1 {
            signs.insert("in quotation marks".to_owned());
        }
    }

    /// The small-lettered words beside a candidate, and of it: never part of a name, so the table lists nobody.
    pub(super) fn words(&self, one: &Candidate, slot: Slot, signs: &mut BTreeSet<String>) {
        let Some(here) = self.document.sentences.get(one.sentence) else { return };
        let stem = |at: usize| {
            let token = self.document.tokens.get(at).filter(|_| at >= here.from && at < here.to)?;
            (token.made == Made::Word && token.shape == Shape::Lower)
                .then(|| token.folded.chars().take(STEM).collect::<String>())
        };
        let mut add = |at: Option<usize>, place: &str| {
            if let Some(word) = at.and_then(stem) {
                signs.insert(format!("{place} “{word}”"));
            }
        };
        add(one.from.checked_sub(1), "word before");
        add(one.from.checked_sub(2), "second word before");
        add(Some(one.to), "word after");
        add(Some(one.to + 1), "second word after");
        let became = slot == Slot::Became;
        if became || slot == Slot::By {
            for at in one.from..one.to.min(one.from + 4) {
                add(Some(at), "word");
            }
        }
        if became {
            for at in one.from.saturating_sub(7)..one.from.saturating_sub(2) {
                add(Some(at), "near");
            }
            for at in one.to + 2..one.to + 7 {
                add(Some(at), "near");
            }
            let numbers = (one.from.saturating_sub(4)..one.to + 4).any(|at| {
                at >= here.from
                    && at < here.to
                    && self.document.tokens.get(at).is_some_and(|token| token.made == Made::Number)
            });
            if numbers {
                signs.insert("near a number".to_owned());
            }
        }
    }

    /// To whom a sentence itself joins a role or an organisation, and which words stand beside it.
    pub(super) fn whose(&self, party: &Party, one: &Candidate, signs: &mut BTreeSet<String>) {
        let span = self.document.span(one.from, one.to);
        let over =
            |quotes: &[Span]| quotes.iter().any(|quote| quote.start < span.end && span.start < quote.end);
        let people = self.things.sentences.get(one.sentence).map_or(&[][..], |here| here.people.as_slice());
        let mut mine = None;
        for being in people.iter().flat_map(|group| &group.members) {
            let theirs = being.roles.iter().any(|role| over(&role.quotes))
                || being.org.as_ref().is_some_and(|org| over(&org.quotes));
            if !theirs {
                continue;
            }
            let named = being.name.and_then(|name| self.things.names.get(name));
            mine = Some(match named {
                Some(name) if name.person == party.person => "joined with this one",
                Some(_) => "joined with somebody else",
                None if being.group => "joined with several without a name",
                None => "joined with somebody without a name",
            });
            if let Some("joined with this one") = mine {
                break;
            }
        }
        signs.insert(mine.unwrap_or("joined with nobody").to_owned());
        for tag in WITH {
            for tagged in self.document.tagged_as(one.sentence, tag) {
                let end = tagged.at + tagged.len;
                if end <= one.from && one.from - end <= 3 {
                    signs.insert(format!("{tag} {} before", far(one.from - end)));
                } else if tagged.at >= one.to && tagged.at - one.to <= 3 {
                    signs.insert(format!("{tag} {} after", far(tagged.at - one.to)));
                }
            }
        }
    }

    /// Whether a later word says that it did not end there.
    pub(super) fn goes_on(&self, one: &Candidate, signs: &mut BTreeSet<String>) {
        for at in one.sentence..one.sentence + 3 {
            for mark in self.marks.get(at).into_iter().flatten() {
                if mark.from >= one.to && matches!(mark.group, "out" | "home" | "term" | "held") {
                    let when = if at == one.sentence { "in the sentence" } else { "later" };
                    signs.insert(format!("then {} {when}", mark.group));
                }
            }
        }
    }
}
