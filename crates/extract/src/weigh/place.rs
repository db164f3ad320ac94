//! Where a name stands: in the text, under a heading, beside a mark, in which part of a sentence that the grammar read.

use super::marks::TELLING;
use super::signs::Look;
use crate::facts::is_kind;
use crate::token::Made;
use std::collections::BTreeSet;

/// Tokens of a heading, at most.
const HEADING: usize = 14;

impl Look<'_> {
    pub(super) fn place(&self, signs: &mut BTreeSet<String>) {
        let document = self.of.document;
        let Some(sentence) = document.sentences.get(self.sentence) else { return };
        let mut sign = |word: &str| {
            signs.insert(word.to_owned());
        };
        if self.nth == 0 {
            sign(match self.sentence {
                0 => "first in sentence 1",
                1 => "first in sentence 2",
                2..=4 => "first in sentences 3 to 5",
                _ => "first later",
            });
            if self.sentence + 1 >= document.sentences.len() {
                sign("first in the last sentence");
            }
        }
        let starts = self.from <= sentence.from + 3;
        if starts {
            sign(if sentence.opens { "opens a line" } else { "opens a sentence" });
        }
        if let Some(tells) = self.heading() {
            let at = if starts && sentence.opens { "line" } else { "text" };
            sign(&format!("heading {} over {at}", if tells { "tells" } else { "does not tell" }));
        }
        for (at, end) in [(self.from.wrapping_sub(1), "before"), (self.to, "after")] {
            let Some(token) = document.tokens.get(at).filter(|_| at >= sentence.from && at < sentence.to)
            else {
                continue;
            };
            match token.made {
                Made::Word => {}
                Made::Number => sign(&format!("number {end}")),
                _ => sign(&format!("{} {end}", document.quote(at, at + 1))),
            }
        }
        let age = (self.to..self.to + 3).any(|at| {
            let folded = document.folded(at);
            folded.len() == 2 && folded.bytes().all(|byte| byte.is_ascii_digit())
        });
        if age {
            sign("two digits after");
        }
        if let Some((group, being)) = self.being() {
            if being.official {
                sign("in office");
            }
            if being.org.is_some() {
                sign("works for somebody");
            }
            for role in &being.roles {
                sign(&format!("role {}", role.value));
            }
            sign(match group.members.len() {
                0 | 1 => "alone",
                2 => "one of two",
                _ => "one of several",
            });
        }
        if matches!(document.folded(self.to), "'s" | "’s") {
            sign("owner");
        }
        if document.tagged_as(self.sentence, "prep").any(|tagged| tagged.at + tagged.len == self.from) {
            sign("preposition before");
        }
        if let Some(clause) = self.of.clauses.get(self.sentence) {
            for (name, found) in &clause.found {
                let root = name.split('.').next().unwrap_or(name);
                if found.from < self.to && self.from < found.to {
                    if matches!(
                        root,
                        "said"
                            | "works"
                            | "blocked"
                            | "background"
                            | "denied"
                            | "source"
                            | "stepped"
                            | "harm"
                    ) {
                        sign(&format!("inside {root}"));
                    }
                } else if is_kind(name, "detained") || is_kind(name, "count.detained") {
                    sign("told of others in the sentence");
                }
            }
        }
    }

    /// Whether the nearest heading above says something of detention; nothing if there is none.
    pub(super) fn heading(&self) -> Option<bool> {
        let document = self.of.document;
        (0..self.sentence).rev().take(30).find_map(|at| {
            let sentence = document.sentences.get(at)?;
            let last = document.quote(sentence.to.saturating_sub(1), sentence.to);
            let heads = sentence.opens
                && sentence.to - sentence.from <= HEADING
                && (last == ":"
                    || (!matches!(last, "." | "!" | "?" | ";" | "," | "…")
                        && document.sentences.get(at + 1).is_some_and(|next| next.opens)));
            heads.then(|| self.of.tells(at) || self.of.has(at, "place"))
        })
    }

    /// The nearest word that tells of a detention, with how far it is and the tokens from it to the name: in the sentence, else in
    /// the next or the one before.
    pub(super) fn nearest(&self) -> Option<(usize, usize, usize)> {
        let in_sentence = |at: usize, more: usize| {
            let marks = self.of.of(at).iter().filter(|mark| TELLING.contains(&mark.group));
            marks.filter_map(move |mark| {
                let weak = if matches!(mark.group, "taken" | "held" | "out") { 0 } else { 3 };
                if mark.to <= self.from {
                    Some((self.from - mark.to + more + weak, mark.from, self.to))
                } else if mark.from >= self.to {
                    Some((mark.from - self.to + more + weak, self.from, mark.to))
                } else {
                    None
                }
            })
        };
        let here = in_sentence(self.sentence, 0).min();
        let next = || {
            let pointing = matches!(self.pointing(self.sentence + 1), "he" | "they" | "nobody");
            in_sentence(self.sentence + 1, 40).min().filter(|_| pointing)
        };
        let before = || {
            let before = self.sentence.checked_sub(1)?;
            let names_nobody = !matches!(self.pointing(before), "somebody" | "he and somebody");
            in_sentence(before, 60).min().filter(|_| names_nobody)
        };
        here.or_else(next).or_else(before)
    }
}
