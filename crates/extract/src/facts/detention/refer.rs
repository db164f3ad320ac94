//! Whom words mean: names, "he", "the two", «девушек», and the subject that a clause leaves out.

use super::{Drafting, Who};
use crate::fact::Said;
use crate::frame::Match;
use crate::items::people::{Back, Being, People};
use crate::items::russian::is_woman;
use crate::lang::Lang;

impl Drafting<'_> {
    /// Of whom a sentence speaks that says what became of somebody and not of whom: the first before it who are detained, else
    /// those detained in it, else those detained in the sentence before, else the detained of whom the text spoke last.
    pub(super) fn spoken_of(&self, sentence: usize, found: &Match, people: &[People]) -> Vec<Who> {
        let drafted = |who: &Who| self.drafts.iter().any(|draft| draft.who == *who);
        // What stands behind a semicolon is told of those named behind it.
        let first = self.document.sentences.get(sentence).map_or(0, |one| one.from);
        let clause =
            (first..found.from).rev().find(|at| self.document.quote(*at, at + 1) == ";").unwrap_or(first);
        let behind = people.iter().any(|group| (clause..found.from).contains(&group.from));
        let clause = if behind { clause } else { first };
        for group in people.iter().filter(|group| (clause..found.from).contains(&group.from)) {
            let whos: Vec<Who> = self.resolve(sentence, group).into_iter().filter(drafted).collect();
            if !whos.is_empty() {
                return whos;
            }
        }
        let of = |wanted: usize| -> Vec<Who> {
            self.drafts.iter().filter(|draft| draft.sentence == wanted).map(|draft| draft.who).collect()
        };
        let paragraph =
            |number: usize| self.document.sentences.get(number).map(|sentence| sentence.paragraph);
        let before = sentence.checked_sub(1).filter(|before| paragraph(*before) == paragraph(sentence));
        let there = before.filter(|_| people.is_empty()).map(of).unwrap_or_default();
        let here = of(sentence);
        if !here.is_empty() || !there.is_empty() {
            return if here.is_empty() { there } else { here };
        }
        // A subject of its own, who is not among the detained: it is theirs.
        let mut own = people.iter().filter(|group| group.to <= found.from && group.back.is_none());
        if let Some(group) = own.next() {
            // Who is found to be detained later was let go all the same.
            let known = |who: &Who| matches!(who, Who::Person(_)) && !self.officials.contains(who);
            let subject = self.may_be_subject(sentence, group) && own.next().is_none();
            return self.resolve(sentence, group).into_iter().filter(|who| subject && known(who)).collect();
        }
        self.pronoun(sentence, found.from).filter(drafted).into_iter().collect()
    }

    /// Notes of whom the text speaks, before a sentence is read (`before`) and after.
    pub(super) fn look(&mut self, sentence: usize, people: &[People], before: bool) {
        if before {
            return;
        }
        let mut first = None;
        let mut last_several = Vec::new();
        for group in people {
            if group.back == Some(Back::One) {
                if let Some(who) = self.pronoun(sentence, group.from) {
                    self.mentioned.push((who, sentence, group.from));
                }
                continue;
            }
            if group.back.is_some() {
                continue;
            }
            let named = group.members.iter().filter(|being| being.name.is_some());
            let whos: Vec<Who> = named.filter_map(|being| self.who(being)).collect();
            self.mentioned.extend(whos.iter().map(|who| (*who, sentence, group.from)));
            if let ([who], true) = (whos.as_slice(), first.is_none())
                && self.may_be_subject(sentence, group)
            {
                first = Some(*who);
            }
            if whos.len() > 1 {
                last_several = whos;
            }
        }
        if let Some(first) = first.filter(|first| !self.officials.contains(first)) {
            self.one = Some(first);
            self.one_at = sentence;
        }
        // «все они» in a Russian report are not the judge and the prosecutor of the sentence before.
        let russian =
            self.document.sentences.get(sentence).is_some_and(|one| one.lang == crate::lang::Lang::Ru);
        if russian && last_several.iter().any(|who| self.officials.contains(who)) {
            last_several.clear();
            self.several.clear();
            self.several_at = sentence;
        }
        if !last_several.is_empty() {
            self.several = last_several;
            self.several_at = sentence;
        }
    }

    /// Whether the text speaks of them rather than of something of theirs: "the death of A" is not about A.
    pub(super) fn may_be_subject(&self, sentence: usize, group: &People) -> bool {
        // "As A was leaving": a conjunction too.
        let prepositions = self.document.tagged_as(sentence, "prep").any(|tagged| {
            tagged.at + tagged.len == group.from
                && !matches!(self.document.folded(tagged.at), "as" | "after" | "before")
        });
        let possessive = matches!(self.document.quote(group.to, group.to + 1), "'s" | "’s" | "’" | "'");
        !prepositions && !possessive
    }

    /// Whether a clause is about something of somebody rather than about them: "the wife of A was arrested", "they arrested A's son".
    pub(super) fn is_theirs(&self, sentence: usize, found: &Match, group: &People) -> bool {
        let document = self.document;
        if document.sentences.get(sentence).is_none_or(|one| one.lang != Lang::En) || group.back.is_some() {
            return false;
        }
        let before = group.from.checked_sub(1).map_or("", |at| document.folded(at));
        let of = found.from == group.from && matches!(before, "of" | "by" | "about" | "for" | "against");
        let owned = group.members.iter().any(|being| {
            matches!(document.quote(being.to, being.to + 1), "'s" | "’s") && found.to <= being.to + 1
        });
        of || owned
    }

    /// Whom "he" means at a token of a sentence: whom the sentence itself named before, rather somebody detained; else
    /// somebody detained of whom the text spoke a few sentences ago; else of whom it spoke last.
    pub(super) fn pronoun(&self, sentence: usize, at: usize) -> Option<Who> {
        if let Some(who) = self.by_trade(sentence, at) {
            return Some(who);
        }
        let people = self.things.sentences.get(sentence).map_or(&[] as &[People], |here| &here.people);
        let before = people.iter().filter(|group| group.to <= at && group.back.is_none());
        let fits = |who: &Who| self.is_of_gender(sentence, *who, at);
        let singles = before.filter(|group| group.members.len() == 1 && self.may_be_subject(sentence, group));
        let here: Vec<Who> = singles
            .flat_map(|group| &group.members)
            .filter(|being| being.name.is_some())
            .filter_map(|being| self.who(being))
            .filter(fits)
            .collect();
        let drafted = |who: &Who| self.drafts.iter().any(|draft| draft.who == *who);
        if let Some(who) = here.iter().find(|who| drafted(who)) {
            return Some(*who);
        }
        if let Some(who) = here.iter().find(|who| !self.officials.contains(who)) {
            return Some(*who);
        }
        // In the last sentence that speaks of somebody detained, its subject, who comes first.
        // "Lee's agent confirms that she": hers whose the subject is.
        let owner = people.iter().find(|group| {
            group.to <= at
                && group.members.len() == 1
                && matches!(self.document.quote(group.to, group.to + 1), "'s" | "’s")
        });
        if let Some(who) = owner.and_then(|group| group.members.first()).and_then(|being| self.who(being)) {
            return Some(who);
        }
        // "searched the flat of A and arrested her": nobody else is there to be meant.
        let english = self.document.sentences.get(sentence).is_some_and(|one| one.lang == Lang::En);
        let mut inside = people.iter().filter(|group| group.to <= at);
        if let (true, Some(group), None) = (english, inside.next(), inside.next())
            && let [being] = group.members.as_slice()
            && !being.official
            && being.name.is_some()
        {
            return self.who(being);
        }
        let recent = self.mentioned.iter().rev().take_while(|(_, spoken, _)| sentence - spoken <= 4);
        let recent = recent.filter(|(who, ..)| drafted(who) && fits(who));
        let recent =
            recent.min_by_key(|(_, spoken, at)| (std::cmp::Reverse(*spoken), *at)).map(|(who, ..)| *who);
        recent.or_else(|| self.one.filter(|who| self.one_at + 2 >= sentence && fits(who)))
    }

    /// "The driver" at a token: the only one of the detained who is told to be a driver.
    fn by_trade(&self, sentence: usize, at: usize) -> Option<Who> {
        let at = at + usize::from(self.document.folded(at) == "the");
        let (_, len) = self.document.tag_at(sentence, at, "role")?;
        let noun = self.document.folded(at + len - 1);
        let theirs = |draft: &&super::Draft| {
            draft.detention.named
                && draft.detention.roles.iter().any(|role| {
                    let words = role.quotes.first().map_or("", |span| span.quote(self.document.text));
                    let last = crate::items::name::words(words).pop();
                    last.is_some_and(|last| crate::items::name::same_but_ending(&last, noun))
                })
        };
        let mut all = self.drafts.iter().filter(theirs);
        let first = all.next()?;
        all.next().is_none().then_some(first.who)
    }

    /// Whether «он» or «учительницу» at a token may mean somebody, as far as the name tells.
    fn is_of_gender(&self, sentence: usize, who: Who, at: usize) -> bool {
        let says = |tag: &str| self.document.tag_at(sentence, at, tag).is_some();
        let woman = match (says("back.one.woman"), says("back.one.man")) {
            (true, false) => true,
            (false, true) => false,
            _ => return true,
        };
        // «учительницу» is somebody of whom one knows that she is a woman; «ее» may be anybody.
        let noun = self.document.tag_at(sentence, at, "role").is_some();
        match who {
            Who::Person(number) => {
                let theirs = self.things.persons.get(number).and_then(|person| is_woman(&person.name));
                theirs.map_or(!noun, |theirs| theirs == woman)
            }
            Who::Draft(_) => true,
        }
    }

    /// Of whom a sentence without a subject speaks: «Кеше полиция ұстаған»; "Anna Lee, b. 1980, driver. Taken from home." Outside
    /// Kazakh only where the sentence before is a note that begins with the name, names nobody else and tells nothing.
    pub(super) fn left_out(&self, sentence: usize) -> Option<Who> {
        let last = sentence.checked_sub(1)?;
        let before = self.document.sentences.get(last)?;
        let here = self.document.sentences.get(sentence)?;
        if before.lang == Lang::Kk && here.lang == Lang::Kk {
            return self.one.filter(|_| self.one_at + 1 == sentence);
        }
        if here.opens || !self.names_nobody_before(sentence, here.to) {
            return None;
        }
        let people = &self.things.sentences.get(last)?.people;
        let mut named = people.iter().flat_map(|group| &group.members).filter(|being| being.name.is_some());
        let (first, others) = (named.next()?, named.next());
        let told = ["say", "be", "have", "detain", "release", "verb", "not", "neg"];
        let tells = told.iter().any(|tag| self.document.tagged_as(last, tag).next().is_some());
        if others.is_some() || first.official || tells || first.first > before.from + 6 {
            return None;
        }
        self.who(first)
    }

    /// Whether a sentence names nobody before a token.
    pub(super) fn names_nobody_before(&self, sentence: usize, at: usize) -> bool {
        let people = self.things.sentences.get(sentence).map_or(&[] as &[People], |here| &here.people);
        let named = |group: &&People| group.members.iter().any(|being| being.name.is_some());
        !people.iter().filter(|group| group.to <= at).any(|group| named(&group))
    }

    /// Whom a piece of a sentence means. Names mean persons; what points back, those of whom the text spoke last.
    pub(super) fn resolve(&self, sentence: usize, group: &People) -> Vec<Who> {
        match group.back {
            Some(Back::One) => self.pronoun(sentence, group.from).into_iter().collect(),
            // «үшеуі» are not the two of whom the text spoke.
            Some(Back::Several) if group.many.is_some_and(|many| many != self.several.len()) => Vec::new(),
            Some(Back::Several) => {
                if self.several.is_empty() {
                    self.drafts.iter().map(|draft| draft.who).collect()
                } else if self.several_at + 4 < sentence {
                    // Long ago: rather those detained of whom the text spoke since.
                    let drafted = |who: &Who| self.drafts.iter().any(|draft| draft.who == *who);
                    let since =
                        self.mentioned.iter().rev().take_while(|(_, spoken, _)| sentence - spoken <= 3);
                    let since = since.filter(|(who, ..)| drafted(who));
                    let mut since: Vec<Who> = since.map(|(who, ..)| *who).collect();
                    since.sort_unstable();
                    since.dedup();
                    since
                } else {
                    self.several.clone()
                }
            }
            None => {
                let whos: Vec<Who> = group.members.iter().filter_map(|being| self.who(being)).collect();
                if whos.is_empty() { self.known_as(sentence, group) } else { whos }
            }
        }
    }

    /// "The photographer", "the two journalists", «режиссёра»: the detained of whom the text has told that they are that.
    pub(super) fn known_as(&self, sentence: usize, group: &People) -> Vec<Who> {
        let [being] = group.members.as_slice() else { return Vec::new() };
        if group.back.is_some() {
            return Vec::new();
        }
        let Some(role) = being.roles.first().filter(|_| being.name.is_none()) else { return Vec::new() };
        let named = self.drafts.iter().filter(|draft| draft.detention.named && !draft.detention.background);
        let all: Vec<Who> = named.clone().map(|draft| draft.who).collect();
        let theirs =
            named.filter(|draft| {
                draft.detention.roles.iter().any(|one| {
                    one.value == role.value && (role.value != "other" || self.same_word(one, role))
                })
            });
        let whos: Vec<Who> = theirs.map(|draft| draft.who).collect();
        let english = self.document.sentences.get(sentence).is_some_and(|one| one.lang == Lang::En);
        let definite =
            !english || matches!(self.document.folded(group.from), "the" | "both" | "all" | "these");
        let many = being.size.map_or(whos.len(), |size| size as usize);
        // "The three journalists" are a reporter, a photographer and a producer, if no more were taken.
        if definite && being.group && being.size.is_some() && all.len() == many {
            return all;
        }
        let fits = if being.group { whos.len() <= many } else { whos.len() == 1 };
        if definite && fits { whos } else { Vec::new() }
    }

    /// Whether two roles are told by one word.
    fn same_word(&self, one: &Said<String>, other: &Said<String>) -> bool {
        let last = |said: &Said<String>| {
            let words = said.quotes.first()?.quote(self.document.text);
            crate::items::name::words(words).pop()
        };
        match (last(one), last(other)) {
            (Some(one), Some(other)) => crate::items::name::same_but_ending(&one, &other),
            _ => false,
        }
    }

    pub(super) fn who(&self, being: &Being) -> Option<Who> {
        if let Some(name) = being.name {
            return self.things.names.get(name).map(|name| Who::Person(name.person));
        }
        // "the girls", «девушек»: somebody without a name of whom the text spoke, by the same word.
        let words = self.document.quote(being.from, being.to);
        let last = crate::items::name::words(words).pop()?;
        self.drafts.iter().rev().find_map(|draft| {
            let (from, to) = draft.words?;
            let theirs = crate::items::name::words(self.document.quote(from, to)).pop()?;
            (!draft.detention.named && crate::items::name::same_but_ending(&last, &theirs))
                .then_some(draft.who)
        })
    }
}
