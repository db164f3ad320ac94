//! Names in Kazakh: runs of capitalised words, with the ending taken off the last of them. Only the last word of a name bends,
//! and its ending agrees with what stands before it in sound: «Садықованы», «Лиді», «Нұрбековті», «Құрманқызын». What could be an
//! ending but belongs to the name («Дастан», «Зинаида») stays: a name that is known, or looks like a family name, is whole.

mod endings;
mod places;
mod verbs;

use crate::document::Document;
use crate::items::name::{Bearer, Name, case};
use crate::lexicon::Lexicon;
use crate::token::{Made, Shape};
pub use endings::case_of;
use endings::cuts;
use verbs::is_verbal;
pub use verbs::stops;

/// Names of a Kazakh sentence.
pub fn names(document: &Document<'_>, sentence: usize) -> Vec<Name> {
    let Some(bounds) = document.sentences.get(sentence) else { return Vec::new() };
    let reader = Reader {
        document,
        sentence,
        from: bounds.from,
        to: bounds.to,
        typed: is_typed(document, bounds.from, bounds.to),
        lexicon: document.lexicons.of(bounds.lang),
    };
    let mut found = quoted(document, sentence);
    if reader.shouts() {
        // A line in capitals tells nothing by them; only places that are listed can be read.
        found.extend((bounds.from..bounds.to).filter_map(|at| reader.place(at)));
        found.sort_by_key(|name| name.from);
        return found;
    }
    let mut at = bounds.from;
    while at < bounds.to {
        if let Some(inside) = found.iter().find(|name| name.from <= at && at < name.to) {
            at = inside.to;
            continue;
        }
        let next = reader.name(at, &mut found);
        at = next.max(at + 1);
    }
    found.sort_by_key(|name| name.from);
    found
}

/// Whether a stretch is typed without the letters that only Kazakh has.
fn is_typed(document: &Document<'_>, from: usize, to: usize) -> bool {
    !document.quote(from, to).chars().any(crate::lang::is_kazakh)
}

/// Names in quotation marks, with the ending of a genitive off: «Бурабай студиясының».
fn quoted(document: &Document<'_>, sentence: usize) -> Vec<Name> {
    let mut found = super::russian::quoted(document, sentence);
    for name in &mut found {
        for ending in ["ның", "нің", "дың", "дің", "тың", "тің"] {
            let Some(stem) = name.name.strip_suffix(ending) else { continue };
            // Only after the ending of belonging, or where the stem is long: a name may end so itself.
            if stem.ends_with(['ы', 'і', 'а', 'е']) && stem.chars().count() >= 5 {
                name.name = stem.to_owned();
            }
            break;
        }
    }
    found
}

struct Reader<'a> {
    document: &'a Document<'a>,
    sentence: usize,
    from: usize,
    to: usize,
    typed: bool,
    lexicon: &'a Lexicon,
}

/// How sure a word is a name for itself.
const GIVEN: i32 = 50;
const FAMILY: i32 = 35;

/// A word of a name, with its ending off.
struct Word {
    lemma: String,
    cases: u8,
    weight: i32,
}

impl Reader<'_> {
    fn is_large(&self, at: usize) -> bool {
        at < self.to && self.document.is_large(at)
    }

    fn shape(&self, at: usize) -> Option<Shape> {
        self.document.tokens.get(at).filter(|_| at < self.to).map(|token| token.shape)
    }

    fn tag(&self, at: usize, name: &str) -> Option<usize> {
        self.document.tag_at(self.sentence, at, name).map(|(_, len)| len).filter(|len| at + len <= self.to)
    }

    fn any(&self, at: usize, names: &[&str]) -> bool {
        names.iter().any(|name| self.tag(at, name).is_some())
    }

    fn ends(&self, last: usize, names: &[&str]) -> bool {
        names.iter().any(|name| {
            self.document.tagged_as(self.sentence, name).any(|tagged| tagged.at + tagged.len == last + 1)
        })
    }

    /// A sentence in capitals.
    fn shouts(&self) -> bool {
        let words = (self.from..self.to).filter(|at| {
            self.document.tokens.get(*at).is_some_and(|t| t.made == Made::Word && t.shape != Shape::Letter)
        });
        let (mut all, mut upper) = (0, 0);
        for at in words {
            all += 1;
            upper += usize::from(self.shape(at) == Some(Shape::Upper));
        }
        all >= 3 && upper * 3 >= all * 2
    }

    fn made(
        &self,
        from: usize,
        to: usize,
        bearer: Bearer,
        cases: u8,
        sure: u8,
        name: Option<String>,
    ) -> Name {
        let name = name.unwrap_or_else(|| {
            self.document.quote(from, to).split_whitespace().collect::<Vec<_>>().join(" ")
        });
        let name = as_written(self.document.quote(from, to), name);
        Name { from, to, bearer, name, cases, sure, person: usize::MAX }
    }

    /// Reads what begins at a token; returns where to go on.
    fn name(&self, at: usize, found: &mut Vec<Name>) -> usize {
        // Offices and outlets that are listed, small letters or large.
        if let Some((tag, len)) = self.document.tag_at(self.sentence, at, "org") {
            let known = self.lexicon.name(tag).strip_prefix("org.").map(|name| name.replace('_', " "));
            let cases = case_of(self.document.folded(at + len - 1), self.typed);
            if self.is_large(at) || len > 1 {
                found.push(self.made(at, at + len, Bearer::Org, cases, 80, known));
                return at + len;
            }
        }
        if !self.is_large(at) {
            return at + 1;
        }
        if let Some(place) = self.place(at)
            && !self.is_person_here(at)
        {
            let to = place.to;
            found.push(place);
            return to;
        }
        if at == self.from || self.after_break(at) {
            // The first word is large anyway: a word that is known is a word.
            // Small words are never names; other words may be («Азат», «Болат»).
            let small = ["opener", "back", "determiner", "num", "hedge", "vague", "and", "not", "still"];
            let words = [
                "title",
                "role",
                "person",
                "force",
                "month",
                "weekday",
                "relative",
                "unresolved",
                "told",
                "detain",
                "release",
                "quality",
                "placeword",
                "say",
                "people",
                "orgword",
                "court",
                "thing",
                "among",
            ];
            if self.any(at, &small) {
                return at + 1;
            }
            let common = self.any(at, &words);
            if common && !self.is_given(self.document.folded(at)) {
                return at + 1;
            }
        } else if let Some(len) = ["title", "role", "month", "force"].iter().find_map(|tag| self.tag(at, tag))
            && !self.is_given(self.document.folded(at))
        {
            return at + len;
        }
        // The run: it ends with the first word that bears an ending.
        let mut end = at;
        let mut latin = self.is_latin(at);
        while self.is_large(end) && self.is_latin(end) == latin && end - at < 5 {
            if end > at && (self.tag(end, "place").is_some() || self.any(end, &["title"])) {
                break;
            }
            // «Питер Окелло Гулу қаласында», «Колас пен Жданко Ленин аудандық бөліміне»: the last is the place's name.
            let joined = at.checked_sub(1).is_some_and(|last| last >= self.from && self.ends(last, &["and"]));
            if (end >= at + 2 || (end > at && joined)) && self.names_place(end + 1) {
                break;
            }
            // «Айдос Садық Айнұр Қалиеваның»: another begins.
            if end >= at + 2 && self.is_given(self.document.folded(end)) && self.is_large(end + 1) {
                break;
            }
            if self.shape(end) == Some(Shape::Letter) && self.document.quote(end + 1, end + 2) == "." {
                end += 2;
                continue;
            }
            latin = self.is_latin(end);
            let bends = self.word(end).cases != case::NOM;
            end += 1;
            if bends {
                break;
            }
        }
        self.one(at, end.min(self.to), found)
    }

    fn is_latin(&self, at: usize) -> bool {
        self.document.folded(at).bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic())
    }

    fn after_break(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|last| {
            let mark = self.document.quote(last, last + 1);
            matches!(mark, "." | "!" | "?" | ":" | "—" | "–" | "-" | "«" | "•" | "*" | "\"" | "“")
                || self
                    .document
                    .tokens
                    .get(last)
                    .is_some_and(|t| t.made == Made::Break || t.made == Made::Number)
        })
    }

    fn one(&self, from: usize, to: usize, found: &mut Vec<Name>) -> usize {
        let mut from = from;
        let mut words: Vec<usize> = (from..to).filter(|at| self.is_large(*at)).collect();
        let opens = from == self.from || self.after_break(from);
        // «Кейін Айгерім»: the first word of a sentence is large whatever it is.
        if opens
            && words.len() >= 2
            && let (Some(&first), Some(&second)) = (words.first(), words.get(1))
        {
            let (one, other) = (self.word(first), self.word(second));
            if one.weight < FAMILY
                && (one.cases != case::NOM || other.weight >= GIVEN || is_verbal(self.document.folded(first)))
            {
                words.remove(0);
                from = second;
            }
        }
        let Some(&last) = words.last() else { return to };
        let word = self.word(last);
        // «Тәуелсіздік алаңында», «Абай мен Сейфуллин қиылысында».
        if let Some(end) = self.placeword(to) {
            let name = self.with_head(from, end);
            found.push(self.made(
                from,
                end,
                Bearer::Place,
                case_of(self.document.folded(end - 1), self.typed),
                75,
                Some(name),
            ));
            return end;
        }
        // «Ленин аудандық бөліміне»: a district's name, wherever it is.
        let of_district = ["аудандық", "қалалық", "облыстық"];
        if words.len() == 1 && of_district.iter().any(|start| self.document.folded(to).starts_with(start)) {
            return to + 1;
        }
        // «Қазыбек би атындағы …»: named after somebody.
        if (to..(to + 2).min(self.to)).any(|at| self.document.folded(at).starts_with("атындағы")) {
            return to + 1;
        }
        if self.is_latin(from) || (words.len() == 1 && self.shape(from) == Some(Shape::Upper)) {
            if self.shape(from) != Some(Shape::Letter) {
                found.push(self.made(from, to, Bearer::Org, case::ANY, 60, None));
            }
            return to;
        }
        if let Some(len) = self.tag(to, "orgword") {
            // «Ақпарат министрлігі»
            if word.cases == case::NOM && word.weight < GIVEN {
                let cases = case_of(self.document.folded(to + len - 1), self.typed);
                let name = self.with_head(from, to + len);
                found.push(self.made(from, to + len, Bearer::Org, cases, 60, Some(name)));
                return to + len;
            }
        }
        let given = words.iter().any(|at| self.word(*at).weight >= GIVEN);
        let family = words.iter().any(|at| self.word(*at).weight >= FAMILY);
        let before = from.checked_sub(1).filter(|before| *before >= self.from);
        let role_before =
            before.is_some_and(|last| self.ends(last, &["role", "title", "person", "kin", "courtesy"]));
        // «Бекжан мен Аққайнарды»
        let joined = before.is_some_and(|last| {
            self.ends(last, &["and"])
                && found
                    .iter()
                    .any(|name| name.to == last && name.bearer == Bearer::Person && name.sure >= 25)
        });
        let honoured = self.any(to, &["courtesy"]);
        let says =
            self.any(to, &["say", "said_noun"]) || before.is_some_and(|last| self.ends(last, &["say"]));
        let called = self.document.folded(to).starts_with("деген");
        // «Азаттық журналисі»: a role of somebody's belongs to what stands before it.
        if words.len() <= 2 && !given && !role_before && word.cases == case::NOM && self.owned_role(to) {
            // «Қоғам белсендісі» opens a sentence: a word as any other.
            if opens && self.shape(from) == Some(Shape::Title) {
                return to;
            }
            found.push(self.made(from, to, Bearer::Org, case::NOM, 60, None));
            return to;
        }
        // «Жаңаөзенде»: one word in the locative that is nobody's known name is a place.
        let somewhere = word.cases & (case::LOC | case::ABL | case::DAT) != 0 && words.len() == 1;
        if somewhere && !given && !role_before && (!family || word.cases & case::LOC != 0) {
            let name = self.written(last, &word.lemma);
            let sure = if word.cases & case::LOC != 0 { 60 } else { 40 };
            found.push(self.made(from, to, Bearer::Place, word.cases, sure, Some(name)));
            return to;
        }
        let mut sure = if given {
            50
        } else if family {
            35
        } else {
            0
        };
        sure += if words.len() >= 2 { 25 } else { 0 };
        sure += if role_before { 30 } else { 0 };
        sure += if says || called || honoured || joined { 30 } else { 0 };
        sure -= if opens && !given && !family && words.len() == 1 { 40 } else { 0 };
        if words.len() > 4 {
            return to;
        }
        let mut parts: Vec<String> = Vec::new();
        for at in &words {
            let lemma = if *at == last { word.lemma.clone() } else { self.document.folded(*at).to_owned() };
            parts.push(self.written(*at, &lemma));
        }
        let sure =
            if sure >= 30 || (words.len() >= 2 && sure >= 25) { sure.clamp(25, 100) as u8 } else { 10 };
        found.push(self.made(from, to, Bearer::Person, word.cases, sure, Some(parts.join(" "))));
        to
    }

    /// Whether a role with the ending of belonging stands here: «журналисі», «тілшісі».
    fn owned_role(&self, at: usize) -> bool {
        (at..(at + 3).min(self.to)).any(|at| {
            self.tag(at, "role").is_some_and(|len| {
                let last = self.document.folded(at + len - 1);
                ["сі", "сы", "ісі", "рі", "ры", "ері", "иі", "дисі", "ші", "шысы"]
                    .iter()
                    .any(|end| last.ends_with(end))
                    && !last.ends_with("ші")
            })
        })
    }

    fn is_given(&self, folded: &str) -> bool {
        if folded.chars().count() < 3 {
            return false;
        }
        !names::lexicon::ids(folded).is_empty()
            || self.lexicon.bears(folded, "given")
            || self.ends_as(folded, "given_end", 3)
    }

    /// Whether a form ends as the data file says names do, after some letters of its own.
    fn ends_as(&self, folded: &str, tag: &str, least: usize) -> bool {
        folded
            .char_indices()
            .skip(least)
            .any(|(at, _)| folded.get(at..).is_some_and(|end| self.lexicon.bears(end, tag)))
    }

    /// How much a form says for itself that it is a name.
    fn weight(&self, folded: &str) -> i32 {
        if self.is_given(folded) {
            GIVEN
        } else if self.ends_as(folded, "family_end", 2) {
            FAMILY
        } else {
            0
        }
    }

    /// Reads a word of a name: with its ending, if it bears one.
    fn word(&self, at: usize) -> Word {
        let folded = self.document.folded(at);
        let whole = self.weight(folded);
        let mut best = Word { lemma: folded.to_owned(), cases: case::NOM, weight: whole };
        if whole >= GIVEN {
            return best;
        }
        let mut score = if whole > 0 { whole + 10 } else { 12 };
        for (stem, cases, strong) in cuts(folded, self.typed) {
            let weight = self.weight(stem);
            let letters = stem.chars().count();
            let own = weight + if strong { 18 } else { 10 };
            let fair = weight > 0 || strong || letters >= 4;
            if letters >= 2 && fair && own > score {
                score = own;
                best = Word { lemma: stem.to_owned(), cases, weight };
            }
        }
        best
    }

    /// A lemma with the large letters of what is written.
    fn written(&self, at: usize, lemma: &str) -> String {
        let as_is = self.document.quote(at, at + 1);
        let mut out = String::with_capacity(lemma.len());
        let mut theirs = as_is.chars();
        for letter in lemma.chars() {
            match theirs.next() {
                Some(other) if crate::token::fold(&other.to_string()).starts_with(letter) => out.push(other),
                _ => out.push(letter),
            }
        }
        out
    }
}

/// The case in which tokens `from..to` stand: that of the last word.
pub fn case_at(document: &Document<'_>, to: usize) -> u8 {
    let Some(last) = to.checked_sub(1) else { return case::ANY };
    let folded = document.folded(last);
    // «белсенді» ends so itself.
    if document.lexicons.of(crate::lang::Lang::Kk).bears(folded, "whole") {
        return case::NOM;
    }
    case_of(folded, !folded.chars().any(crate::lang::is_kazakh))
}

/// A name that was found by its Cyrillic spelling, in the Latin letters in which it is written: the two have letter for letter.
fn as_written(written: &str, name: String) -> String {
    let cyrillic = |letter: char| matches!(letter, '\u{400}'..='\u{52f}');
    if written.chars().any(cyrillic) || !name.chars().any(cyrillic) {
        return name;
    }
    let words = written.split_whitespace().zip(name.split_whitespace());
    let words = words.map(|(written, name)| written.chars().take(name.chars().count()).collect::<String>());
    words.collect::<Vec<_>>().join(" ")
}
