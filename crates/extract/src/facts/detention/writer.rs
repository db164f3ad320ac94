//! Reports in the first person: whoever writes, says who they are, and says that they were held. Words in quotation marks and answers
//! of an interview are somebody else's.

use super::super::{Clause, is_kind};
use super::{Drafting, Who};
use crate::fact::Outcome;
use crate::frame::Match;
use crate::items::people::Being;
use crate::lang::Lang;

/// Sentences at the beginning or the end of a text in which its writer is named, at most.
const EDGE: usize = 2;

impl Drafting<'_> {
    /// Drafts whoever writes the text, if it says who that is and that they were held.
    pub(super) fn writer(&mut self, clauses: &[Clause]) {
        let mut held: Option<(usize, Match)> = None;
        let mut free: Option<Match> = None;
        for clause in clauses {
            for (name, found) in &clause.found {
                let theirs = clause.found.iter().any(|(other, match_of)| {
                    is_kind(other, "blocked") && match_of.from < found.to && found.from < match_of.to
                }) || !self.is_written(clause.sentence, found.from);
                if theirs {
                    continue;
                }
                if is_kind(name, "own.held") && held.is_none() {
                    held = Some((clause.sentence, found.clone()));
                }
                if is_kind(name, "own.free") {
                    free = Some(found.clone());
                }
            }
        }
        let Some((sentence, found)) = held else { return };
        let Some(who) = clauses.iter().find_map(|clause| self.named_writer(clause)) else { return };
        let evidence = self.document.span(found.from, found.to);
        self.one_detained(sentence, "detained.writer", &found, evidence, who, &Being::default(), false);
        if let Some(free) = free {
            self.became(who, Outcome::Released, self.document.span(free.from, free.to));
        }
    }

    /// Whom a sentence names as the one who writes: "I, Anna Lee,", "this is Anna Lee." at the beginning, "Your Anna" at the end.
    fn named_writer(&self, clause: &Clause) -> Option<Who> {
        let people = &self.things.sentences.get(clause.sentence)?.people;
        let last = self.document.sentences.len();
        let begins = clause.sentence < EDGE;
        let ends = clause.sentence + EDGE >= last;
        clause.found.iter().find_map(|(name, found)| {
            let stands = is_kind(name, "own.name")
                || is_kind(name, "own.this") && begins
                || is_kind(name, "own.signed") && ends;
            if !stands || !self.is_written(clause.sentence, found.from) {
                return None;
            }
            let group = people.get(found.item("who")?)?;
            let [being] = group.members.as_slice() else { return None };
            // Kazakh "this is" stands inside the piece.
            let kazakh = self.document.sentences.get(clause.sentence).is_some_and(|one| one.lang == Lang::Kk);
            if kazakh && is_kind(name, "own.this") && self.document.folded(group.from) != "бұл" {
                return None;
            }
            if being.official { None } else { self.who(being) }
        })
    }

    /// Whether a token is the writer's own: in no quotation marks, and in no line of a talk.
    fn is_written(&self, sentence: usize, at: usize) -> bool {
        let document = self.document;
        let Some(here) = document.sentences.get(sentence) else { return false };
        let before = document.sentences.get(..=sentence).unwrap_or(&[]).iter().rev();
        let first = before.take_while(|one| one.paragraph == here.paragraph).last().unwrap_or(here);
        let (mut deep, mut straight) = (0i32, false);
        for token in first.from..at {
            match document.quote(token, token + 1) {
                "«" | "“" | "„" => deep += 1,
                "»" | "”" => deep -= 1,
                "\"" => straight = !straight,
                _ => {}
            }
        }
        let talks = matches!(document.quote(first.from, first.from + 1), "—" | "–" | "-");
        deep <= 0 && !straight && !talks
    }
}
