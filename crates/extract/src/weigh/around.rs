//! Signs from farther away than the words beside a mention: the sentences that go on about the same person, the heading of a list, who
//! speaks, who signs, and whether the writer tells of themselves.

use super::signs::Look;
use crate::items::people::Back;
use crate::lang::Lang;
use crate::token::{Made, Shape};
use std::collections::BTreeSet;

/// Sentences that a text may go on about somebody without the name.
const CHAIN: usize = 5;
/// Tokens of a line that heads a list, at most.
const HEADING: usize = 14;
/// Lines of a list under one heading.
const LINES: usize = 40;
/// Letters of a word by which it is told from others.
const STEM: usize = 6;
/// Groups of words by which a sentence that goes on, a paragraph or a heading is known.
const FAR: [&str; 16] = [
    "taken", "sure", "held", "place", "out", "term", "home", "hurt", "free", "deny", "cond", "court",
    "stage", "said", "wrong", "untaken",
];

impl Look<'_> {
    pub(super) fn around(&self, signs: &mut BTreeSet<String>) {
        self.chain(signs);
        self.heads(signs);
        self.speaks(signs);
        self.words(signs);
        self.paths(signs);
        self.pairs(signs);
    }

    /// What the following sentences say, as long as they name nobody else.
    fn chain(&self, signs: &mut BTreeSet<String>) {
        let document = self.of.document;
        let Some(here) = document.sentences.get(self.sentence) else { return };
        let whose = self.gender();
        for step in 1..=CHAIN {
            let at = self.sentence + step;
            let Some(next) = document.sentences.get(at) else { break };
            if next.paragraph != here.paragraph && step > 1 {
                break;
            }
            let pointing = self.pointing(at);
            if matches!(pointing, "somebody") {
                break;
            }
            let agrees = match (whose, self.pronoun(at)) {
                (Some(a), Some(b)) if a != b => "another",
                (Some(_), Some(_)) => "agrees",
                _ => pointing,
            };
            for mark in self.of.of(at).iter().filter(|mark| FAR.contains(&mark.group)) {
                signs.insert(format!("goes on {}", mark.group));
                signs.insert(format!("goes on {agrees} {}", mark.group));
            }
            if pointing == "he and somebody" {
                break;
            }
        }
    }

    /// Whether a name is rather a woman's, by its ending; Latin letters do not tell.
    fn gender(&self) -> Option<bool> {
        let document = self.of.document;
        let lang = document.sentences.get(self.sentence)?.lang;
        let name = self.of.things.names.get(self.mention)?;
        let person = self.of.things.persons.get(name.person)?;
        if lang != Lang::Ru {
            return None;
        }
        let ends = |word: &str| word.ends_with(['а', 'я']);
        let words: Vec<&str> = person.name.split_whitespace().collect();
        match words.as_slice() {
            [.., last] if ["ова", "ева", "ина", "ая", "ына"].iter().any(|end| last.ends_with(end)) => {
                Some(true)
            }
            [.., last] if ["ов", "ев", "ин", "ий", "ын"].iter().any(|end| last.ends_with(end)) => {
                Some(false)
            }
            [first, _, ..] => Some(ends(first)),
            _ => None,
        }
    }

    /// Whether the first pronoun of a sentence is "she"; nothing without one.
    fn pronoun(&self, at: usize) -> Option<bool> {
        let document = self.of.document;
        let sentence = document.sentences.get(at)?;
        (sentence.from..sentence.to).find_map(|at| match document.folded(at) {
            "он" | "его" | "него" | "ему" | "нему" | "he" | "him" | "his" => Some(false),
            "она" | "ее" | "нее" | "ей" | "ней" | "she" | "her" => Some(true),
            _ => None,
        })
    }

    /// What the line says that heads the list in which the name stands, and what the paragraph says elsewhere.
    fn heads(&self, signs: &mut BTreeSet<String>) {
        let document = self.of.document;
        let Some(here) = document.sentences.get(self.sentence) else { return };
        let line = |at: usize| document.sentences.get(at).is_some_and(|one| one.opens);
        let in_list = self.from <= here.from + 4
            && here.opens
            && [self.sentence.wrapping_sub(1), self.sentence + 1].into_iter().any(line);
        let head = (0..self.sentence).rev().take(LINES).find(|at| {
            let Some(sentence) = document.sentences.get(*at) else { return false };
            let last = document.quote(sentence.to.saturating_sub(1), sentence.to);
            sentence.opens && sentence.to - sentence.from <= HEADING && last == ":"
        });
        if let Some(head) = head {
            let place = if in_list { "over line" } else { "over text" };
            signs.insert(format!("headed {place}"));
            for mark in self.of.of(head).iter().filter(|mark| FAR.contains(&mark.group)) {
                signs.insert(format!("headed {place} {}", mark.group));
            }
        }
        let same =
            |at: &usize| document.sentences.get(*at).is_some_and(|one| one.paragraph == here.paragraph);
        let before = (0..self.sentence).rev().take(8).take_while(same);
        let after = (self.sentence + 1..document.sentences.len()).take(8).take_while(same);
        for at in before.chain(after) {
            for mark in self.of.of(at).iter().filter(|mark| FAR.contains(&mark.group)) {
                signs.insert(format!("paragraph {}", mark.group));
            }
        }
    }

    /// Whether the name is a label of who speaks, or signs the text, or stands before a text that tells of "me".
    fn speaks(&self, signs: &mut BTreeSet<String>) {
        let document = self.of.document;
        let Some(here) = document.sentences.get(self.sentence) else { return };
        let mut line = self.from;
        while line > 0 && document.tokens.get(line - 1).is_some_and(|token| token.made != Made::Break) {
            line -= 1;
        }
        let starts = self.from <= line + 1;
        let colon = (self.to..self.to + 5).find(|at| document.quote(*at, *at + 1) == ":");
        let broken = |to: usize| {
            (self.to..to).any(|at| document.tokens.get(at).is_some_and(|token| token.made == Made::Break))
        };
        if starts && colon.is_some_and(|colon| !broken(colon)) {
            signs.insert("label of a line".to_owned());
        }
        let ends = document.tokens.get(self.to).is_none_or(|token| token.made == Made::Break);
        if self.sentence + 1 >= document.sentences.len() && (ends || self.to + 1 >= here.to) {
            signs.insert("signs".to_owned());
            if self.of.tells_of_me {
                signs.insert("signs and tells of me".to_owned());
            }
        }
        if self.of.tells_of_me {
            signs.insert("text of me".to_owned());
            if self.sentence == 0 {
                signs.insert("opens a text of me".to_owned());
            }
        }
    }

    /// The small-lettered words beside the name: never part of a name, so the table lists nobody.
    fn words(&self, signs: &mut BTreeSet<String>) {
        let document = self.of.document;
        let Some(here) = document.sentences.get(self.sentence) else { return };
        let (first, last) = self.joined();
        let mut add = |at: usize, place: &str| {
            let Some(token) = document.tokens.get(at) else { return };
            if token.made == Made::Word && token.shape == Shape::Lower {
                let stem: String = token.folded.chars().take(STEM).collect();
                signs.insert(format!("{place} “{stem}”"));
            }
        };
        for step in 1..=6 {
            if let Some(at) = self.from.checked_sub(step).filter(|at| *at >= here.from) {
                add(at, if step == 1 { "beside before" } else { "near before" });
            }
            let at = self.to + step - 1;
            if at < here.to {
                add(at, if step == 1 { "beside after" } else { "near after" });
            }
        }
        if let Some(at) = first.checked_sub(1).filter(|at| *at >= here.from) {
            add(at, "before all");
        }
        if last < here.to {
            add(last, "after all");
        }
        let tells = self
            .of
            .of(self.sentence)
            .iter()
            .any(|mark| matches!(mark.group, "sure" | "taken" | "held" | "out" | "term"));
        if self.nth == 0 || tells {
            for at in here.from..here.to {
                add(at, if tells { "telling sentence" } else { "sentence" });
            }
        }
        // Who is meant by "they" of the next sentence.
        let many = self.of.things.sentences.get(self.sentence + 1);
        if many.is_some_and(|next| next.people.iter().any(|group| group.back == Some(Back::Several))) {
            signs.insert("they follow".to_owned());
        }
    }

    /// Two words that follow the name, or go before it, together.
    fn pairs(&self, signs: &mut BTreeSet<String>) {
        let document = self.of.document;
        let Some(here) = document.sentences.get(self.sentence) else { return };
        let stem = |at: usize| -> Option<String> {
            let token = document.tokens.get(at).filter(|_| at >= here.from && at < here.to)?;
            match token.made {
                Made::Word if token.shape == Shape::Lower => Some(token.folded.chars().take(STEM).collect()),
                Made::Mark => Some(document.quote(at, at + 1).to_owned()),
                Made::Number => Some("9".to_owned()),
                _ => None,
            }
        };
        let pairs = [
            ("pair after", self.to, self.to + 1),
            ("pair before", self.from.wrapping_sub(2), self.from.wrapping_sub(1)),
        ];
        for (place, a, b) in pairs {
            if let (Some(a), Some(b)) = (stem(a), stem(b)) {
                signs.insert(format!("{place} “{a} {b}”"));
            }
        }
    }
}
