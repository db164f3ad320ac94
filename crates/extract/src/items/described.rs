//! People of whom a report only gives a description: "a boy in a red cap", «двое парней с домброй», «үш жігіт». What is described is
//! a noun for people with what stands before it; words that may mean somebody whom the report names are marked as such.

use super::name::Name;
use super::number::Number;
use crate::document::Document;
use crate::lang::Lang;
use crate::token::{Made, Shape};

/// How a description stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// "a boy", «какой-то дед», «бір әйел»: somebody new.
    New,
    /// "two women", «двое парней».
    Counted,
    /// "his deputy", «её сестра».
    Whose,
    /// "boy", «девушка», where nothing says whether it is somebody new.
    Bare,
    /// "the boy", «этот мужчина».
    Known,
}

/// Somebody described.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Described {
    /// First token of the description.
    pub from: usize,
    /// The token after the last.
    pub to: usize,
    /// The token after what goes on to describe them: "with a drum", «в красном шарфе».
    pub end: usize,
    /// The noun.
    pub head: usize,
    /// How it stands.
    pub how: How,
    /// Several.
    pub group: bool,
    /// How many, where a number says so.
    pub size: Option<u32>,
    /// Whether the words are those of a force: "three men in masks".
    pub force: bool,
}

/// Words before a noun that may describe somebody, at most.
const BEFORE: usize = 5;

/// Everybody described in a sentence, from left to right.
pub fn described(
    document: &Document<'_>,
    sentence: usize,
    names: &[Name],
    numbers: &[Number],
) -> Vec<Described> {
    let Some(bounds) = document.sentences.get(sentence) else { return Vec::new() };
    let reader =
        Reader { document, sentence, names, numbers, lang: bounds.lang, first: bounds.from, to: bounds.to };
    let mut heads: Vec<usize> = ["person", "role", "kin"]
        .iter()
        .flat_map(|tag| document.tagged_as(sentence, tag))
        .map(|one| one.at)
        .collect();
    heads.sort_unstable();
    heads.dedup();
    let mut found: Vec<Described> = Vec::new();
    let mut from = bounds.from;
    for at in heads {
        if at >= from
            && let Some(len) = reader.head(at)
        {
            found.push(reader.one(at, len));
            from = at + len;
        }
    }
    found
}

/// Marks those who are words of a force, given where forces stand.
pub fn mark_forces(described: &mut [Described], mut forces: Vec<(usize, usize)>) {
    forces.sort_unstable();
    for one in described {
        let before = forces.partition_point(|force| force.0 < one.to);
        let near = forces.get(before.saturating_sub(8)..before).unwrap_or(&[]);
        one.force = near.iter().any(|force| one.from < force.1);
    }
}

struct Reader<'a> {
    document: &'a Document<'a>,
    sentence: usize,
    names: &'a [Name],
    numbers: &'a [Number],
    lang: Lang,
    first: usize,
    to: usize,
}

impl Reader<'_> {
    fn tag(&self, at: usize, name: &str) -> Option<usize> {
        self.document.tag_at(self.sentence, at, name).map(|(_, len)| len).filter(|len| at + len <= self.to)
    }

    /// A noun for people that no further noun or name follows.
    fn head(&self, at: usize) -> Option<usize> {
        let len = ["person", "role", "kin"].iter().filter_map(|tag| self.tag(at, tag)).max()?;
        let next = at + len;
        // «Роза апай», «әйел – базаршы»: said of somebody who stands before.
        let before = at.checked_sub(1).filter(|before| *before >= self.first);
        let predicate = before.is_some_and(|before| {
            matches!(self.document.quote(before, at), "—" | "–")
                && self.lang != Lang::En
                && before > self.first + 1
                && self.document.tokens.get(before - 1).is_some_and(|token| token.made == Made::Word)
        });
        let courtesy = self.lang == Lang::Kk
            && (self.tag(at, "courtesy").is_some() || self.names.iter().any(|name| name.to == at));
        if predicate || courtesy {
            return None;
        }
        let goes_on = ["person", "role", "title"].iter().any(|tag| self.tag(next, tag).is_some())
            || (self.lang != Lang::Kk && !crate::items::name::within(self.names, next, next + 1).is_empty())
            || (self.lang != Lang::Kk
                && self.document.is_large(next)
                && self.document.tokens.get(next).is_some_and(|token| token.shape == Shape::Title))
            || self.names.iter().any(|name| name.from <= at && at < name.to);
        (!goes_on).then_some(len)
    }

    fn one(&self, head: usize, len: usize) -> Described {
        let document = self.document;
        let (mut from, mut how) = (head, How::Bare);
        let mut size = None;
        for _ in 0..BEFORE {
            let Some(before) = from.checked_sub(1).filter(|before| *before >= self.first) else { break };
            if let Some(number) =
                self.numbers.iter().find(|one| one.to == from && !one.measures && !one.share)
            {
                how = How::Counted;
                size = number.min.filter(|_| number.min == number.max).and_then(|n| u32::try_from(n).ok());
                from = number.from;
                continue;
            }
            let word = document.folded(before);
            if let Some(found) = determiner(self.lang, word) {
                from = before;
                if how == How::Bare || found == How::Known {
                    how = found;
                }
                continue;
            }
            // "Two of its own people"
            let part = how == How::Bare
                && self.lang == Lang::En
                && matches!(word, "own" | "of" | "its" | "their" | "our" | "his" | "her")
                && (before.saturating_sub(2).max(self.first)..before)
                    .any(|at| self.numbers.iter().any(|one| one.to == at + 1));
            if part {
                (from, how) = (before, How::Bare);
                continue;
            }
            if how != How::Bare {
                break;
            }
            if self.quality(before) {
                from = before;
                continue;
            }
            break;
        }
        let many = self.tag(head, "person.many").is_some() && self.tag(head, "person.one").is_none()
            || document.ends_tag(self.sentence, head + len - 1, &["plural"]);
        if size == Some(1) && how == How::Counted {
            how = How::New;
        }
        let group = many
            || self.document.folded(head + len - 1) == "couple"
            || size.is_some_and(|size| size > 1)
            || how == How::Counted;
        let to = head + len;
        let end = self.further(to);
        // A line of a note begins without an article: "Man in a bear costume put on the bus".
        let opens =
            self.document.sentences.get(self.sentence).is_some_and(|one| one.opens && from <= one.from + 4);
        if how == How::Bare && self.lang == Lang::En && opens && end > to && !many {
            how = How::New;
        }
        Described { from, to, end, head, how, group, size: size.filter(|size| *size > 1), force: false }
    }

    /// Where the words end that go on to describe somebody: "in a red cap", «с домброй», «лет сорока».
    fn further(&self, to: usize) -> usize {
        let document = self.document;
        let word = |at: usize| if at < self.to { document.folded(at) } else { "" };
        let small = |at: usize| {
            at < self.to
                && document.tokens.get(at).is_some_and(|token| {
                    token.made == Made::Number || token.made == Made::Word && token.shape == Shape::Lower
                })
                && [
                    "be",
                    "have",
                    "say",
                    "detain",
                    "put",
                    "move",
                    "release",
                    "who",
                    "and",
                    "not",
                    "neg",
                    "prep",
                    "stop",
                    "force",
                    "cell",
                    "vehicle",
                    "custodyplace",
                ]
                .iter()
                .all(|tag| self.tag(at, tag).is_none())
        };
        let leads = match self.lang {
            Lang::En => matches!(
                word(to),
                "in" | "with"
                    | "wearing"
                    | "carrying"
                    | "holding"
                    | "of"
                    | "from"
                    | "wrapped"
                    | "dressed"
                    | "draped"
                    | "armed"
                    | "aged"
            ),
            Lang::Ru => matches!(word(to), "с" | "со" | "в" | "во" | "из" | "без" | "на" | "лет"),
            Lang::Kk => false,
        };
        if !leads {
            return to;
        }
        let mut at = to + 1;
        if matches!(word(to), "wrapped" | "dressed" | "draped" | "armed")
            && matches!(word(at), "in" | "as" | "with")
        {
            at += 1;
        }
        if matches!(word(at), "a" | "an" | "his" | "her" | "their" | "no") {
            at += 1;
        }
        // "from Diwaniya", «из Индии»
        let place =
            self.names.iter().find(|name| name.from == at && name.bearer != super::name::Bearer::Person);
        if let (Some(name), "from" | "of" | "из" | "с" | "со") = (place, word(to)) {
            return name.to;
        }
        let from = at;
        while at < from + 3 && small(at) {
            at += 1;
        }
        // A noun that goes on over a preposition is rather another part of the clause.
        if at == from { to } else { at }
    }

    /// Whether a word may describe whoever stands after it.
    fn quality(&self, at: usize) -> bool {
        let document = self.document;
        let word = document.folded(at);
        let Some(token) = document.tokens.get(at) else { return false };
        if token.made != Made::Word {
            return false;
        }
        let listed = ["quality", "demonym", "role", "person"].iter().any(|tag| self.tag(at, tag) == Some(1));
        if listed || word.ends_with("year-old") || word.contains("-летн") {
            return true;
        }
        let lower = token.shape == Shape::Lower;
        match self.lang {
            Lang::En => {
                lower
                    && word.len() > 2
                    && !word.ends_with("ly")
                    && [
                        "be", "have", "prep", "say", "detain", "put", "away", "who", "and", "not", "modal",
                        "clause", "release", "verb",
                    ]
                    .iter()
                    .all(|tag| self.tag(at, tag).is_none())
                    && from_determiner(document, at, self.first)
            }
            Lang::Ru => {
                lower
                    && word.chars().count() > 3
                    && [
                        "ый", "ий", "ой", "ого", "его", "ая", "яя", "ую", "юю", "ые", "ие", "ых", "их",
                        "ому", "ему",
                    ]
                    .iter()
                    .any(|end| word.ends_with(end))
                    && ["detain", "release", "say", "put", "be"].iter().all(|tag| self.tag(at, tag).is_none())
            }
            Lang::Kk => {
                lower
                    && [
                        "дағы", "дегі", "тағы", "тегі", "лы", "лі", "ты", "ті", "ған", "ген", "қан", "кен",
                        "лық", "лік", "шы", "ші",
                    ]
                    .iter()
                    .any(|end| word.ends_with(end))
                    && ["detain", "release", "say"].iter().all(|tag| self.tag(at, tag).is_none())
            }
        }
    }
}

/// Whether an article stands within the two words before a word of an English description.
fn from_determiner(document: &Document<'_>, at: usize, first: usize) -> bool {
    (at.saturating_sub(2).max(first)..at).any(|at| determiner(Lang::En, document.folded(at)).is_some())
}

fn determiner(lang: Lang, word: &str) -> Option<How> {
    Some(match (lang, word) {
        (Lang::En, "a" | "an" | "another" | "one" | "some") => How::New,
        (Lang::En, "several" | "two" | "three" | "four" | "five") => How::Counted,
        (Lang::En, "his" | "her" | "their" | "my" | "our") => How::Whose,
        (
            Lang::En,
            "the" | "this" | "that" | "these" | "those" | "both" | "no" | "every" | "each" | "any",
        ) => How::Known,
        (
            Lang::Ru,
            "один" | "одна" | "одного" | "одну" | "какой-то" | "какого-то" | "какая-то" | "какую-то" | "еще"
            | "некий" | "некая" | "некого" | "некую",
        ) => How::New,
        (Lang::Ru, "несколько" | "нескольких" | "двое" | "двух" | "две" | "два" | "трое" | "трех") => {
            How::Counted
        }
        (
            Lang::Ru,
            "его" | "ее" | "их" | "мой" | "моего" | "моя" | "мою" | "наш" | "нашего" | "наша" | "нашу",
        ) => How::Whose,
        (
            Lang::Ru,
            "этот" | "этого" | "эта" | "эту" | "эти" | "этих" | "тот" | "того" | "та" | "ту" | "те" | "тех"
            | "все" | "всех" | "каждый" | "каждого" | "любой" | "любого" | "никакой",
        ) => How::Known,
        (Lang::Kk, "бір" | "тағы" | "белгісіз" | "бейтаныс") => How::New,
        (Lang::Kk, "бірнеше" | "екі" | "үш" | "төрт") => How::Counted,
        (Lang::Kk, "оның" | "олардың" | "менің" | "біздің") => How::Whose,
        (Lang::Kk, "бұл" | "сол" | "осы" | "ол" | "әр" | "барлық") => How::Known,
        _ => return None,
    })
}
