//! Lists, in any language: a heading that says "detained", then a line for each. Every line that begins with a name is somebody
//! detained; a heading or a line that denies it is not read so, and prose below a list is none of its lines.

use super::super::{Clause, is_kind};
use super::Drafting;
use crate::fact::Outcome;
use crate::frame::Match;
use crate::items::described::How;
use crate::items::people::{Being, People};
use crate::sentence::Sentence;
use crate::span::Span;
use crate::token::Made;

/// A list that is being read.
pub(super) struct List {
    /// What its heading says became of all in it.
    pub(super) outcome: Option<Outcome>,
    /// How its first line is marked; the others are marked alike.
    pub(super) mark: Option<Mark>,
}

/// What stands before a line of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Number,
    Bullet,
    Bare,
}

/// Words of a line before its name, at most, without its mark.
const BEFORE_NAME: usize = 6;

impl Drafting<'_> {
    /// Reads a sentence as the heading or a line of a list, if it is one.
    pub(super) fn line_of_list(&mut self, clause: &Clause, people: &[People]) {
        let Some(sentence) = self.document.sentences.get(clause.sentence) else { return };
        if !sentence.opens && !self.ends_line(clause.sentence) {
            return;
        }
        if let Some(heading) = self.heading(clause, people) {
            self.list = heading;
            return;
        }
        if sentence.opens && self.list.is_some() {
            self.line(clause, people);
        }
    }

    fn line(&mut self, clause: &Clause, people: &[People]) {
        let document = self.document;
        let Some(sentence) = document.sentences.get(clause.sentence) else { return };
        let Some(list) = &self.list else { return };
        let (mark, start) = self.mark(sentence);
        let named = people.iter().find(|group| group.members.iter().any(|being| being.name.is_some()));
        let label = (start..sentence.to).find(|at| document.quote(*at, at + 1) == ":");
        // "Soviet police station: A, B, C": all of them, where a line begins with the place.
        let labelled = |group: &People| label.is_some_and(|colon| colon + 1 == group.from);
        let entry = named.filter(|group| group.from <= start + BEFORE_NAME || labelled(group));
        let last = document.quote(sentence.to.saturating_sub(1), sentence.to);
        let Some(group) = entry else {
            let of_list = list.mark;
            let marked = of_list.is_none_or(|first| first == mark);
            if named.is_none() && marked && self.line_describes(clause, start, label) {
                return;
            }
            let prose = sentence.to - sentence.from > 12 || matches!(last, "." | "!" | "?");
            if prose && mark == Mark::Bare && of_list != Some(Mark::Number) && last != ":" {
                self.list = None;
            }
            return;
        };
        // Lines of one list are marked alike.
        if list.mark.is_some_and(|first| first != mark) {
            return;
        }
        let says = document.tagged_as(clause.sentence, "say").any(|tagged| tagged.at < group.to + 8);
        if mark == Mark::Bare && says {
            self.list = None;
            return;
        }
        let before = label.filter(|colon| *colon < group.from && !self.is_number(*colon));
        let told = |tag: &str, from: usize, to: usize| {
            document.tagged_as(clause.sentence, tag).any(|tagged| from <= tagged.at && tagged.at < to)
        };
        if before.is_some_and(|colon| told("listend", start, colon) || told("title", start, colon))
            || told("listend", start, group.from)
        {
            return;
        }
        // "4/ Journalist Peter Moor was hit by a bullet": what happened to somebody else, and not a name of the list.
        let happened = document.tag_at(clause.sentence, group.to, "be.past").is_some();
        if happened
            && !clause.found.iter().any(|(name, _)| {
                ["detained", "released", "held", "custody", "court", "hospital"]
                    .iter()
                    .any(|kind| is_kind(name, kind))
            })
        {
            return;
        }
        if let Some(list) = &mut self.list {
            list.mark = Some(mark);
        }
        if self.line_denies(clause, start) {
            return;
        }
        let outcome = self.list.as_ref().and_then(|list| list.outcome);
        let family = self.is_family(clause.sentence, start, group.from);
        let all = labelled(group) && before.is_some() || family || self.fills_line(sentence, start, group);
        let mut members = group.members.clone();
        members.truncate(if all { members.len() } else { 1 });
        if family {
            let others = people.iter().filter(|other| other.from >= group.to);
            members.extend(others.flat_map(|other| other.members.clone()));
        }
        // A lawyer may be on the list; "lawyer A" is not.
        members.retain(|being| being.name.is_some() && !told("title", start, being.from));
        if members.is_empty() {
            return;
        }
        let found = Match { frame: 0, from: sentence.from, to: sentence.to, kept: Vec::new() };
        let group = People { members, ..group.clone() };
        self.detained(clause.sentence, "detained.list", &found, &group, false);
        if let Some((outcome, span)) = outcome
            .map(|one| (one, document.span(found.from, found.to)))
            .or_else(|| self.line_ends(clause, group.to))
        {
            for who in self.resolve(clause.sentence, &group) {
                self.became(who, outcome, span);
            }
        }
    }

    /// Whether a line holds nothing but names: "Anna Lee, Ben Cole and Carl Reed".
    fn fills_line(&self, sentence: &Sentence, start: usize, group: &People) -> bool {
        let point = self.document.quote(sentence.to.saturating_sub(1), sentence.to) == ".";
        let bare =
            |being: &Being| being.name.is_some() && being.roles.is_empty() && being.to - being.from > 1;
        group.from == start && group.to + usize::from(point) == sentence.to && group.members.iter().all(bare)
    }

    /// Whether a line begins with kin in the plural, so that it names all of them: «братья Ким — Родион, Вадим».
    fn is_family(&self, sentence: usize, start: usize, name: usize) -> bool {
        (start..=name).any(|at| self.document.tag_at(sentence, at, "listkin").is_some())
    }

    /// Drafts whom a line of a list only describes: "boy, about 15 – Clock Tower", «две женщины в дэгэлах — отдел № 2».
    fn line_describes(&mut self, clause: &Clause, start: usize, label: Option<usize>) -> bool {
        let document = self.document;
        let (sentence, things) = (clause.sentence, self.things);
        let (Some(bounds), Some(here)) = (document.sentences.get(sentence), things.sentences.get(sentence))
        else {
            return false;
        };
        // «8 | (парень, 17 лет, без имени)»
        let opens = start + usize::from(matches!(document.quote(start, start + 1), "(" | "|"));
        let begins =
            |from: usize| from == start || from == opens || label.is_some_and(|colon| from == colon + 1);
        let Some(one) = here.described.iter().find(|one| begins(one.from)) else { return false };
        let next = document.quote(one.end, one.end + 1);
        let closes =
            one.end >= bounds.to || matches!(next, "," | "." | ";" | "–" | "—" | "-" | "(" | "|" | "~" | ":");
        let aged = document.tokens.get(one.end).is_some_and(|token| token.made == Made::Number);
        let person = document.tag_at(sentence, one.head, "person").is_some() || one.how == How::Counted;
        let new = matches!(one.how, How::New | How::Counted | How::Bare) && person;
        let many = one.how == How::Counted && one.size.is_none_or(|size| size > 4);
        if !new || many || !(closes || aged) || self.line_denies(clause, start) {
            return false;
        }
        let mark = self.mark(bounds).0;
        if let Some(list) = &mut self.list {
            list.mark = list.mark.or(Some(mark));
        }
        self.draft_described(sentence, one, ("detained.list", bounds.from, bounds.to));
        let ends = self.line_ends(clause, one.end);
        let who = self
            .drafts
            .last()
            .filter(|draft| draft.sentence == sentence && !draft.detention.named)
            .map(|draft| draft.who);
        if let (Some((outcome, span)), Some(who)) = (ends, who) {
            self.became(who, outcome, span);
        }
        true
    }

    /// Whether anything in a line says that this one was not detained.
    fn line_denies(&self, clause: &Clause, start: usize) -> bool {
        let document = self.document;
        let Some(sentence) = document.sentences.get(clause.sentence) else { return false };
        let line = (clause.sentence..document.sentences.len()).take_while(|number| {
            *number == clause.sentence
                || document
                    .sentences
                    .get(*number)
                    .is_some_and(|one| one.paragraph == sentence.paragraph && !one.opens)
        });
        let starts_denied = document.tagged_as(clause.sentence, "not").any(|tagged| tagged.at <= start + 2);
        let denied = |(name, _): &(&str, Match)| is_kind(name, "blocked") || is_kind(name, "denied");
        starts_denied
            || clause.found.iter().any(denied)
            || line.into_iter().any(|number| {
                ["listnot", "denial"].iter().any(|tag| document.tagged_as(number, tag).next().is_some())
            })
    }

    /// What became of the one whom a line names, where a word alone says so: "released 22:10", «15 тәулік».
    fn line_ends(&self, clause: &Clause, from: usize) -> Option<(Outcome, Span)> {
        let document = self.document;
        let words: [(&[&str], Outcome); 5] = [
            (
                &["release.part", "release.short", "release.pass", "release.did", "release.sent", "listout"],
                Outcome::Released,
            ),
            (
                &["jailnoun", "court.noun", "court.short", "court.pass", "court.got", "court.give"],
                Outcome::AdminArrest,
            ),
            (&["custody.crim"], Outcome::CriminalCustody),
            (&["hold.still"], Outcome::Held),
            (&["hospital"], Outcome::Hospitalised),
        ];
        let denied =
            ["not", "neg"].iter().any(|tag| document.tagged_as(clause.sentence, tag).next().is_some());
        if denied {
            return None;
        }
        words.iter().find_map(|(tags, outcome)| {
            let all = tags.iter().flat_map(|tag| document.tagged_as(clause.sentence, tag));
            let tagged = all.filter(|tagged| tagged.at + 1 >= from).min_by_key(|tagged| tagged.at)?;
            Some((*outcome, document.span(tagged.at, tagged.at + tagged.len)))
        })
    }

    /// How a line is marked, and where its words begin: "3. Anna", "• Anna", "№ 3 | Anna".
    pub(super) fn mark(&self, sentence: &Sentence) -> (Mark, usize) {
        let document = self.document;
        let mut at = sentence.from;
        let mut mark = Mark::Bare;
        while at < sentence.to && at < sentence.from + 6 {
            let Some(token) = document.tokens.get(at) else { break };
            match token.made {
                Made::Number
                    if mark != Mark::Number
                        && token.folded.len() <= 3
                        && token.folded.bytes().all(|byte| byte.is_ascii_digit()) =>
                {
                    mark = Mark::Number
                }
                Made::Mark => {
                    let closes = mark == Mark::Number;
                    if !closes && !matches!(token.span.quote(document.text), "«" | "\"" | "“" | "(") {
                        mark = Mark::Bullet;
                    }
                }
                _ => break,
            }
            at += 1;
        }
        (mark, at)
    }

    fn is_number(&self, at: usize) -> bool {
        self.document.tokens.get(at).is_some_and(|token| token.made == Made::Number)
    }

    /// Whether a sentence is the last of its line.
    pub(super) fn ends_line(&self, number: usize) -> bool {
        self.document.sentences.get(number + 1).is_none_or(|next| next.opens)
    }
}
