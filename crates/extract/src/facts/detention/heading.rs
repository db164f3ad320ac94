//! Headings of lists: that those below were detained, are held, were let go, stand before a court, sit in a station; or that others
//! begin: lawyers, people looked for, people of whom it is denied.

use super::super::Clause;
use super::Drafting;
use super::list::{List, Mark};
use crate::fact::Outcome;
use crate::items::people::People;
use crate::sentence::Sentence;

/// Words of a heading that only tells of a release, of being held, of a station, at most.
const SHORT: usize = 8;

impl Drafting<'_> {
    /// What a sentence says as a heading: `None` if it is none, `Some(None)` if a list of others begins.
    pub(super) fn heading(&self, clause: &Clause, people: &[People]) -> Option<Option<List>> {
        let document = self.document;
        let sentence = document.sentences.get(clause.sentence)?;
        let tagged = |name: &str| document.tagged_as(clause.sentence, name).next().is_some();
        let last = document.quote(sentence.to.saturating_sub(1), sentence.to);
        let (mark, start) = self.mark(sentence);
        let list = |outcome| Some(Some(List { outcome, mark: None }));
        // A pasted table: its head names a column of names and one of what became of them.
        if sentence.opens && tagged("listhead.name") && tagged("listhead.status") {
            return list(None);
        }
        let colon = last == ":" || self.colon_follows(clause.sentence);
        let long = sentence.to - sentence.from;
        if long > 30 || (long > 14 && !tagged("listhead") && !colon) {
            return None;
        }
        // A line with a name is a line of a list, unless it only leads to what follows.
        let named = people.iter().any(|group| group.members.iter().any(|being| being.name.is_some()));
        // "Detained on 31 January. List as of 16:30": a line of several sentences may lead to marked lines.
        let pointed = mark == Mark::Bare
            && last == "."
            && tagged("detain")
            && long <= 14
            && self.lines_follow(clause.sentence);
        let ended = !sentence.opens || (matches!(last, "." | "!" | "?" | "…") && !pointed);
        if !colon && (named || ended) {
            return None;
        }
        let short = sentence.to <= start + SHORT;
        let leads = colon || self.lines_follow(clause.sentence) || self.shouts(sentence);
        let not = self.denies_beside(clause.sentence);
        let named_not = tagged("blockword") || tagged("listnot") || tagged("denial");
        let detained = tagged("detain");
        let held = tagged("listheld") || tagged("hold.still");
        if mark != Mark::Number && tagged("listend") && (colon || long <= 4) && !detained {
            return Some(None);
        }
        // «Не отпустили:», "Still inside": held, in words that may deny something else.
        let out = document
            .tagged_as(clause.sentence, "listout")
            .any(|one| !self.says_held(clause.sentence, one.at));
        if held && !out && short && leads && !not && !named_not && mark != Mark::Number && !named {
            return if detained || self.speaks() { list(Some(Outcome::Held)) } else { None };
        }
        if detained && (not || named_not) {
            return Some(None);
        }
        // "On 5 May" is no possibility.
        let month = |at: usize| document.tag_at(clause.sentence, at, "month").is_some();
        let modal = document.tagged_as(clause.sentence, "modal").any(|tagged| !month(tagged.at));
        let modal = modal && !tagged("listhead");
        if modal || named {
            return None;
        }
        let follows = colon || tagged("listhead") || self.lines_follow(clause.sentence);
        if detained && follows {
            let hospital = tagged("hospital") || tagged("hospitalword");
            return list(hospital.then_some(Outcome::Hospitalised));
        }
        if !short || !leads || mark == Mark::Number {
            return None;
        }
        if not || named_not {
            return colon.then_some(None);
        }
        // "Released:" in a report that speaks of detentions.
        if out && self.speaks() {
            return list(Some(Outcome::Released));
        }
        let days = (start..sentence.to).any(|at| self.counts_days(clause.sentence, at));
        if (tagged("jailnoun") || tagged("court.noun") || days) && colon && self.speaks() {
            return list(Some(Outcome::AdminArrest));
        }
        if tagged("liststation") && colon && self.list.is_none() && self.speaks() {
            return list(None);
        }
        // What became of those above is not said of those below.
        colon
            .then(|| self.list.as_ref().map(|list| List { outcome: None, mark: list.mark }))
            .flatten()
            .map(Some)
    }

    /// Whether a text speaks of detentions, in whatever words a list may use.
    fn speaks(&self) -> bool {
        let words = ["listheld.not", "hold.still", "cell", "cellname", "jailnoun"];
        let sentences = || 0..self.document.sentences.len();
        let tagged = |at: usize, tag: &str| self.document.tagged_as(at, tag).next().is_some();
        // One heading of those who are out and one of those who are inside say together of what.
        let heads = |tag: &str| sentences().any(|at| self.is_short_line(at) && tagged(at, tag));
        self.speaks_of_detention
            || sentences().any(|at| words.iter().any(|tag| tagged(at, tag)))
            || heads("listout") && heads("listheld")
    }

    fn is_short_line(&self, sentence: usize) -> bool {
        let line = self.document.sentences.get(sentence);
        line.is_some_and(|line| line.opens && line.to - line.from <= SHORT && self.ends_line(sentence))
    }

    /// Whether a sentence denies anything outside the words that say that somebody is held.
    fn denies_beside(&self, sentence: usize) -> bool {
        ["not", "neg"].iter().any(|tag| {
            self.document.tagged_as(sentence, tag).any(|tagged| !self.says_held(sentence, tagged.at))
        })
    }

    /// Whether a token is of words that say that somebody is held.
    fn says_held(&self, sentence: usize, at: usize) -> bool {
        ["listheld", "hold.still"].iter().any(|tag| {
            self.document.tagged_as(sentence, tag).any(|one| one.at <= at && at < one.at + one.len)
        })
    }

    /// Whether a colon stands alone after a sentence: «Ищем (видел ли кто?):».
    fn colon_follows(&self, sentence: usize) -> bool {
        let next = self.document.sentences.get(sentence + 1);
        next.is_some_and(|next| {
            !next.opens && next.to == next.from + 1 && self.document.quote(next.from, next.to) == ":"
        })
    }

    /// "15 days", «15 тәулік».
    fn counts_days(&self, sentence: usize, at: usize) -> bool {
        let number = self.things.sentences.get(sentence).map_or(&[] as &[_], |here| &here.numbers);
        number.iter().any(|one| {
            one.from == at && one.measures && self.document.tag_at(sentence, one.to, "days").is_some()
        })
    }

    /// Whether a line is written in large letters throughout.
    fn shouts(&self, sentence: &Sentence) -> bool {
        let words = sentence.span(&self.document.tokens).quote(self.document.text);
        words.chars().filter(|letter| letter.is_alphabetic()).count() > 5
            && !words.chars().any(char::is_lowercase)
    }

    /// Whether the next two lines each begin with a mark of a list.
    fn lines_follow(&self, sentence: usize) -> bool {
        let document = self.document;
        let lines = document.sentences.get(sentence + 1..).unwrap_or(&[]);
        let mut lines = lines.iter().filter(|one| one.opens).map(|one| self.mark(one).0);
        matches!((lines.next(), lines.next()), (Some(first), Some(second)) if first == second && first != Mark::Bare)
    }
}
