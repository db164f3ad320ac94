//! Places in Kazakh: those that are listed, and what a word for a square, a town or a district says of the words before it.

use super::{FAMILY, Reader, case_of};
use crate::items::name::{Bearer, Name};

impl Reader<'_> {
    /// A place that is listed: its tag says its name ("place.Алматы").
    pub(super) fn place(&self, at: usize) -> Option<Name> {
        if !self.is_large(at) {
            return None;
        }
        let (tag, len) = self.document.tag_at(self.sentence, at, "place")?;
        // «Алматы аудандық полиция бөлімі»: a district's name, wherever it is.
        if self.document.folded(at + len).starts_with("аудандық") {
            return None;
        }
        let known = self.lexicon.name(tag).strip_prefix("place.").map(|name| name.replace('_', " "));
        let cases = case_of(self.document.folded(at + len - 1), self.typed);
        Some(self.made(at, at + len, Bearer::Place, cases, 80, known))
    }

    /// A place's name that is a person's here: «Орал Байсеңгір», «Абай Құнанбайұлы».
    pub(super) fn is_person_here(&self, at: usize) -> bool {
        self.is_given(self.document.folded(at))
            && self.is_large(at + 1)
            && self.tag(at + 1, "place").is_none()
            && self.tag(at + 1, "placeword").is_none()
            && self.word(at + 1).weight >= FAMILY
    }

    /// A word of belonging, as the head of a place: «алаңында», «мен Сейфуллин қиылысында». Returns where it ends.
    /// Whether a word says that the one before it names a town or a district.
    pub(super) fn names_place(&self, at: usize) -> bool {
        let word = self.document.folded(at);
        at < self.to && ["қала", "аудан", "ауыл", "облыс", "кала"].iter().any(|start| word.starts_with(start))
    }

    pub(super) fn placeword(&self, at: usize) -> Option<usize> {
        if let Some(len) = self.tag(at, "placeword") {
            return Some(at + len);
        }
        let and = self.tag(at, "and")?;
        let next = at + and;
        let crossing = self.is_large(next)
            && (next + 1..next + 3).any(|at| self.tag(at, "crossing").is_some() && at < self.to);
        if !crossing {
            return None;
        }
        (next + 1..next + 3).find(|at| self.tag(*at, "crossing").is_some()).map(|at| at + 1)
    }

    /// What is written, with the case off its last word: «Тәуелсіздік алаңында» is «Тәуелсіздік алаңы».
    pub(super) fn with_head(&self, from: usize, to: usize) -> String {
        let last = to.saturating_sub(1);
        let folded = self.document.folded(last);
        let mut stem = folded;
        for ending in [
            "ндағы",
            "ндегі",
            "ндагы",
            "ның",
            "нің",
            "нын",
            "нин",
            "нда",
            "нде",
            "нан",
            "нен",
            "на",
            "не",
            "мен",
            "н",
        ] {
            if let Some(cut) = folded.strip_suffix(ending).filter(|stem| stem.ends_with(['ы', 'і', 'и'])) {
                stem = cut;
                break;
            }
        }
        let head = self.written(last, stem);
        let before = self.document.quote(from, last).split_whitespace().collect::<Vec<_>>().join(" ");
        if before.is_empty() { head } else { format!("{before} {head}") }
    }
}
