//! What stands around a person's mentions, as signs: short words that a speaker can read in the table of weights.
//!
//! A sign names groups of words, never words of a text, so that weights hold for names and words that were never seen.

use super::marks::{Mark, TELLING};
use crate::document::Document;
use crate::facts::Clause;
use crate::items::Things;
use crate::items::name::{Bearer, Person, case};
use crate::items::people::{Being, People};
use crate::lang::Lang;
use std::collections::BTreeSet;

/// Mentions of one person that are looked at.
const MENTIONS: usize = 6;
/// The sign of a text of one or two sentences: the grammar was made to say all that there is in one.
pub(crate) const CLAUSE: &str = "text is a clause";
/// Tokens beside a name that are quoted where nothing better proves it.
const BESIDE: usize = 24;

/// A person and what stands around.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Place in the list of persons.
    pub person: usize,
    /// The signs.
    pub signs: BTreeSet<String>,
    /// What proves it best: sentence of the mention, first token and the token after the last of the mention and the word nearest to it
    /// that tells of a detention.
    pub told: Option<(usize, usize, usize)>,
    /// The first mention with the words around it, where no such word is near; nothing for the owner of what is told of.
    pub named: Option<(usize, usize, usize)>,
}

/// A text made ready for weighing.
pub(crate) struct Looked<'a> {
    pub(super) document: &'a Document<'a>,
    pub(super) things: &'a Things,
    pub(super) clauses: &'a [Clause],
    pub(super) marks: Vec<Vec<Mark>>,
    /// Signs that all persons of the text share.
    shared: Vec<String>,
    /// Whether the writer tells of themselves that they were taken or held.
    pub(super) tells_of_me: bool,
}

impl<'a> Looked<'a> {
    pub(crate) fn at(document: &'a Document<'a>, things: &'a Things, clauses: &'a [Clause]) -> Self {
        let marks = super::marks::marks(document);
        let mut looked = Self { document, things, clauses, marks, shared: Vec::new(), tells_of_me: false };
        looked.tells_of_me = looked.of_me();
        looked.shared = looked.of_text();
        looked
    }

    fn beside(&self, known: &Person) -> Option<(usize, usize, usize)> {
        let first = known.mentions.first().and_then(|mention| self.things.names.get(*mention))?;
        let at = self.document.sentences.partition_point(|sentence| sentence.to <= first.from);
        let sentence = self.document.sentences.get(at)?;
        let from = sentence.from.max(first.from.saturating_sub(BESIDE));
        Some((at, from, sentence.to.min(first.to + BESIDE).max(first.to)))
    }

    pub(super) fn of(&self, sentence: usize) -> &[Mark] {
        self.marks.get(sentence).map_or(&[], Vec::as_slice)
    }

    pub(super) fn has(&self, sentence: usize, group: &str) -> bool {
        self.of(sentence).iter().any(|mark| mark.group == group)
    }

    pub(super) fn tells(&self, sentence: usize) -> bool {
        self.has(sentence, "taken") || self.has(sentence, "held")
    }

    /// A person's signs.
    pub(crate) fn seen(&self, person: usize) -> Option<Seen> {
        let known = self.things.persons.get(person)?;
        let mut signs: BTreeSet<String> = self.shared.iter().cloned().collect();
        signs.insert(format!("words {}", known.name.split_whitespace().count().min(3)));
        signs.insert(format!("mentions {}", known.mentions.len().min(4)));
        let sure = known
            .mentions
            .iter()
            .filter_map(|mention| self.things.names.get(*mention))
            .map(|name| name.sure)
            .max();
        signs.insert(format!("name sure {}", sure.unwrap_or(0) / 20 * 20));
        self.rank(person, &mut signs);
        let mut told: Option<(usize, (usize, usize, usize))> = None;
        let mut owned = false;
        for (nth, mention) in known.mentions.iter().take(MENTIONS).enumerate() {
            let Some(name) = self.things.names.get(*mention) else { continue };
            let at = self.document.sentences.partition_point(|sentence| sentence.to <= name.from);
            let look = Look { of: self, sentence: at, from: name.from, to: name.to, mention: *mention, nth };
            look.put(&mut signs);
            let owns = look.owns();
            owned |= owns;
            if owns {
                signs.insert(format!("owner, {}", if nth == 0 { "first" } else { "later" }));
            }
            if !owns
                && let Some((far, from, to)) = look.nearest()
                && told.is_none_or(|(other, _)| far < other)
            {
                told = Some((far, (at, from, to)));
            }
        }
        let named = if owned { None } else { self.beside(known) };
        Some(Seen { person, signs, told: told.map(|(_, told)| told), named })
    }
}

pub(super) struct Look<'a> {
    pub(super) of: &'a Looked<'a>,
    pub(super) sentence: usize,
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) mention: usize,
    pub(super) nth: usize,
}

impl Look<'_> {
    pub(super) fn being(&self) -> Option<(&People, &Being)> {
        let people = &self.of.things.sentences.get(self.sentence)?.people;
        people.iter().find_map(|group| {
            let being = group.members.iter().find(|being| being.name == Some(self.mention))?;
            Some((group, being))
        })
    }

    /// The tokens of all who are joined with this one.
    pub(super) fn joined(&self) -> (usize, usize) {
        self.being()
            .map_or((self.from, self.to), |(group, _)| (group.from.min(self.from), group.to.max(self.to)))
    }

    fn somebody_between(&self, from: usize, to: usize) -> bool {
        let names = crate::items::name::within(&self.of.things.names, from, to);
        names.iter().any(|name| name.bearer == Bearer::Person)
    }

    /// Whether a clause may end between two tokens.
    fn cut_between(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| {
            matches!(
                self.of.document.quote(at, at + 1),
                "," | ";" | ":" | "—" | "–" | "\"" | "»" | "«" | "“" | "”"
            )
        })
    }

    fn case(&self) -> &'static str {
        let cases = self.of.things.names.get(self.mention).map_or(case::ANY, |name| name.cases);
        match cases {
            case::ANY => "any",
            case::NOM => "nom",
            _ if cases & case::NOM != 0 => "perhaps nom",
            _ if cases & case::ACC != 0 => "acc",
            case::DAT => "dat",
            case::INS => "ins",
            _ => "other case",
        }
    }

    /// Whether the words are about somebody or something of this person's: "Lind's brother", «жену Гриба», «Садықованың әкесі».
    fn owns(&self) -> bool {
        let document = self.of.document;
        if matches!(document.folded(self.to), "'s" | "’s") {
            return true;
        }
        // «жену Антона Гриба»: words for somebody else hold the name.
        let people =
            self.of.things.sentences.get(self.sentence).map_or(&[] as &[People], |here| &here.people);
        let another = |being: &Being| being.name.is_none() && being.from <= self.from && self.to <= being.to;
        if people.iter().flat_map(|group| &group.members).any(another) {
            return true;
        }
        // "a march in support of the journalist X": the march is told of, not X.
        let stood_for =
            |mark: &&Mark| mark.group == "ally" && mark.to <= self.from && self.from - mark.to <= 6;
        let marks_here = self.of.of(self.sentence);
        let told_since = |from: usize| {
            marks_here.iter().any(|mark| mark.group == "taken" && from <= mark.from && mark.to <= self.from)
        };
        if marks_here.iter().filter(stood_for).any(|mark| !told_since(mark.to)) {
            return true;
        }
        let lang = document.sentences.get(self.sentence).map(|one| one.lang).unwrap_or_default();
        let cases = self.of.things.names.get(self.mention).map_or(case::ANY, |name| name.cases);
        let of = |mark: &&Mark| matches!(mark.group, "kin" | "counsel" | "source" | "office");
        let mut marks = self.of.of(self.sentence).iter().filter(of);
        match lang {
            Lang::En => {
                document.folded(self.from.wrapping_sub(1)) == "of"
                    && marks.any(|mark| mark.to + 1 == self.from)
            }
            Lang::Ru => {
                cases & case::NOM == 0
                    && cases & case::GEN != 0
                    && marks.any(|mark| mark.to == self.from && mark.group == "kin")
            }
            Lang::Kk => cases & (case::NOM | case::ACC) == 0 && cases & case::GEN != 0,
        }
    }

    fn put(&self, signs: &mut BTreeSet<String>) {
        self.marks(signs);
        self.neighbours(signs);
        self.place(signs);
        self.around(signs);
    }

    fn marks(&self, signs: &mut BTreeSet<String>) {
        let (first, last) = self.joined();
        let case = self.case();
        let kind = self.kind();
        signs.insert(format!("is {kind}"));
        signs.insert(format!("case {case}"));
        for mark in self.of.of(self.sentence) {
            let group = mark.group;
            signs.insert(format!("{group} in sentence"));
            // What tells of a detention tells it of all who are joined; what somebody is, is said of them alone.
            let telling = TELLING.contains(&group)
                || matches!(
                    group,
                    "sure" | "force" | "deny" | "cond" | "past" | "court" | "wrong" | "untaken"
                );
            let (from, to) = if telling { (first, last) } else { (self.from, self.to) };
            let (side, far, between) = if mark.to <= from {
                ("before", from - mark.to, (mark.to, from))
            } else if mark.from >= to {
                ("after", mark.from - to, (to, mark.from))
            } else {
                signs.insert(format!("{group} inside"));
                continue;
            };
            let near = match far {
                0..=1 => "next",
                2..=4 => "near",
                5..=10 => "off",
                _ => "far",
            };
            signs.insert(format!("{group} {side} {near}"));
            if !telling && far > 4 {
                continue;
            }
            if self.somebody_between(between.0, between.1) {
                signs.insert(format!("{group} {side} over somebody"));
                continue;
            }
            signs.insert(format!("{group} {side} direct"));
            if group == "sure"
                || group == "taken"
                || group == "held"
                || group == "out"
                || group == "home"
                || group == "term"
                || group == "untaken"
            {
                let how = if mark.undergone { "undergone" } else { "done" };
                let cut = if self.cut_between(between.0, between.1) { "apart" } else { "at one" };
                signs.insert(format!("{group} {side} direct, {cut}"));
                signs.insert(format!("{group} {how} {side} direct, {cut}, {case}"));
                signs.insert(format!("{group} {side} direct, {kind}"));
            }
        }
    }

    /// What somebody is by the words at the name: the first that fits.
    fn kind(&self) -> &'static str {
        if self.being().is_some_and(|(_, being)| being.official) {
            return "in office";
        }
        let near = |groups: &str, most: usize, before_only: bool| {
            self.of.of(self.sentence).iter().any(|mark| {
                mark.group == groups
                    && ((mark.to <= self.from
                        && self.from - mark.to <= most
                        && !self.somebody_between(mark.to, self.from))
                        || (!before_only
                            && mark.from >= self.to
                            && mark.from - self.to <= most
                            && !self.somebody_between(self.to, mark.from)))
            })
        };
        if near("counsel", 2, false) {
            "counsel"
        } else if near("office", 2, false) {
            "office word"
        } else if near("said", 1, false) {
            "speaker"
        } else if near("kin", 1, true) {
            "kin"
        } else if near("source", 1, false) {
            "source"
        } else {
            "plain"
        }
    }

    fn neighbours(&self, signs: &mut BTreeSet<String>) {
        let document = self.of.document;
        let Some(here) = document.sentences.get(self.sentence) else { return };
        let paragraph = |at: usize| document.sentences.get(at).map(|one| one.paragraph);
        // Who of the sentence this one is: what the next sentence says of "him" is said of the only or the first.
        let others: Vec<usize> = crate::items::name::within(&self.of.things.names, here.from, here.to)
            .iter()
            .filter(|name| name.bearer == Bearer::Person)
            .map(|name| name.from)
            .collect();
        let link = match (others.first() == Some(&self.from), others.last() == Some(&self.from)) {
            (true, true) => "only",
            (true, false) => "first",
            (false, true) => "last",
            _ => "middle",
        };
        signs.insert(format!("{link} in sentence"));
        for (step, when) in [(1, "next"), (2, "second next")] {
            let at = self.sentence + step;
            if at >= document.sentences.len() {
                break;
            }
            if paragraph(at) != Some(here.paragraph) && step == 2 {
                break;
            }
            let pointing = self.pointing(at);
            if step == 2 && pointing == "somebody" {
                break;
            }
            for mark in self.of.of(at) {
                if TELLING.contains(&mark.group)
                    || matches!(
                        mark.group,
                        "home" | "deny" | "court" | "force" | "cond" | "free" | "said" | "wrong" | "untaken"
                    )
                {
                    signs.insert(format!("{when} {pointing} {}", mark.group));
                    signs.insert(format!("{when} {pointing} {}, {link}", mark.group));
                }
            }
        }
        if let Some(before) = self.sentence.checked_sub(1) {
            let same = if paragraph(before) == Some(here.paragraph) { "same" } else { "other" };
            for mark in self.of.of(before) {
                if TELLING.contains(&mark.group)
                    || matches!(mark.group, "deny" | "said" | "cond" | "wrong" | "untaken")
                {
                    signs.insert(format!("previous {same} {}", mark.group));
                    signs.insert(format!("previous {}, {}", mark.group, self.kind()));
                }
            }
        }
    }

    /// Of whom a later sentence speaks.
    pub(super) fn pointing(&self, at: usize) -> &'static str {
        super::pointing(self.of.document, self.of.things, at)
    }
}
