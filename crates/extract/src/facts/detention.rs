//! Who was detained. One draft a person, whatever the number of mentions; people without a name are drafts of their own.

use super::{Clause, is_kind, where_when};
use crate::document::Document;
use crate::fact::{Detention, Fact, Kind, Outcome, Said};
use crate::frame::Match;
use crate::items::Things;
use crate::items::people::{Back, Being, People};
use crate::span::Span;
use std::collections::BTreeSet;

/// Whom words mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Who {
    /// A person of the text.
    Person(usize),
    /// A draft of somebody without a name.
    Draft(usize),
}

#[derive(Debug)]
struct Draft {
    who: Who,
    detention: Detention,
    evidence: Span,
    rule: &'static str,
    sentence: usize,
    /// Whether its day stands in the sentence that tells of it.
    own_day: bool,
}

/// What is said of people who are given as a number of a kind, and in which sentence.
struct Class {
    roles: Vec<Said<String>>,
    org: Option<Said<String>>,
    sentence: usize,
}

struct Drafting<'a> {
    document: &'a Document<'a>,
    things: &'a Things,
    drafts: Vec<Draft>,
    /// Somebody of whom the text speaks last, for "he".
    one: Option<Who>,
    /// In which sentence it did.
    one_at: usize,
    /// Everybody who was named, with the sentence, in the order of the text.
    mentioned: Vec<(Who, usize, usize)>,
    /// Persons who are named with an office somewhere.
    officials: BTreeSet<Who>,
    /// People of whom it speaks last, for "they".
    several: Vec<Who>,
    several_at: usize,
    denied: BTreeSet<Who>,
    /// Whom a sentence of its own says that somebody works for.
    works_for: Vec<(Who, Said<String>)>,
    /// People without a name of whom the text said last that they were detained, and by whom: those who are named after them
    /// are some of them.
    group: Option<(Being, Option<Said<String>>)>,
    /// What became of persons who are not drafted yet.
    waiting: Vec<(Who, Outcome, Span)>,
    /// Sentences in which somebody, or a number of people, is said to be detained.
    told: BTreeSet<usize>,
    /// People given as a number of a kind who were detained, for those whom the text then names: what they do, whom they
    /// work for, and in which sentence.
    class: Option<Class>,
    /// Whether the text speaks of detentions at all.
    speaks_of_detention: bool,
    /// A heading says that those named in the lines below it were detained.
    list: bool,
}

pub(super) fn draft(document: &Document<'_>, things: &Things, clauses: &[Clause]) -> Vec<Fact> {
    let mut drafting = Drafting {
        document,
        things,
        drafts: Vec::new(),
        one: None,
        one_at: 0,
        mentioned: Vec::new(),
        officials: BTreeSet::new(),
        several: Vec::new(),
        several_at: 0,
        denied: BTreeSet::new(),
        works_for: Vec::new(),
        group: None,
        waiting: Vec::new(),
        told: BTreeSet::new(),
        class: None,
        speaks_of_detention: false,
        list: false,
    };
    for clause in clauses {
        // A bare figure tells of nobody.
        let figure = |name: &str| {
            [".says", ".reported", ".figure", ".figure_of"].iter().any(|end| name.ends_with(end))
        };
        let tells = |(name, _): &(&str, Match)| {
            is_kind(name, "detained") || (is_kind(name, "count.detained") && !figure(name))
        };
        if clause.found.iter().any(tells) {
            drafting.told.insert(clause.sentence);
        }
    }
    let all =
        things.sentences.iter().flat_map(|sentence| &sentence.people).flat_map(|people| &people.members);
    for being in all.filter(|being| being.official) {
        drafting.officials.extend(drafting.who(being));
    }
    let tagged = |at: usize| document.tagged_as(at, "detain").next().is_some();
    drafting.speaks_of_detention = (0..document.sentences.len()).any(tagged);
    for clause in clauses {
        drafting.sentence(clause);
    }
    for draft in drafting.drafts.iter_mut().filter(|draft| draft.detention.org.is_none()) {
        let works = drafting.works_for.iter().find(|(who, _)| *who == draft.who);
        draft.detention.org = works.map(|(_, org)| org.clone());
    }
    let denied = drafting.denied;
    let facts = drafting.drafts.into_iter().filter(|draft| !denied.contains(&draft.who));
    facts
        .map(|draft| {
            let confidence = if draft.detention.named { 80 } else { 60 };
            Fact {
                kind: Kind::Detention(Box::new(draft.detention)),
                evidence: draft.evidence,
                rule: draft.rule.to_owned(),
                confidence,
            }
        })
        .collect()
}

impl Drafting<'_> {
    fn sentence(&mut self, clause: &Clause) {
        let Some(here) = self.things.sentences.get(clause.sentence) else { return };
        let people = &here.people;
        self.look(clause.sentence, people, true);
        let blocked = |found: &Match| {
            clause.found.iter().any(|(name, other)| {
                is_kind(name, "blocked") && other.from < found.to && found.from < other.to
            })
        };
        self.class_of(clause, people);
        let in_background = |found: &Match| {
            clause.found.iter().any(|(name, other)| {
                is_kind(name, "background") && other.from < found.to && found.from < other.to
            })
        };
        for (_, found) in clause.found.iter().filter(|(name, _)| is_kind(name, "works")) {
            let org = found.item("org").and_then(|number| self.things.names.get(number));
            let group = found.item("who").and_then(|number| people.get(number));
            if let (Some(org), Some(group)) = (org, group) {
                let said = Said::at(org.name.clone(), self.document.span(org.from, org.to));
                let whos = self.resolve(clause.sentence, group);
                self.works_for.extend(whos.into_iter().map(|who| (who, said.clone())));
            }
        }
        for (name, found) in clause.found.iter().filter(|(name, _)| is_kind(name, "detained")) {
            // "Among them", «на четверых»: only if those of whom the text just spoke were detained.
            if blocked(found) || (is_kind(name, "detained.continued") && !self.goes_on(clause)) {
                continue;
            }
            let background = is_kind(name, "detained.background") || in_background(found);
            if is_kind(name, "detained.dropped") {
                // «Кеше полиция ұстаған»: whom, the sentence before has said.
                if let Some(who) = self.one.filter(|_| self.one_at + 1 == clause.sentence) {
                    let evidence = self.document.span(found.from, found.to);
                    let nobody = Being::default();
                    self.one_detained(clause.sentence, name, found, evidence, who, &nobody, background);
                    self.one_at = clause.sentence;
                }
                continue;
            }
            let Some(group) = found.item("who").and_then(|number| people.get(number)) else { continue };
            let inherits = is_kind(name, "detained.continued").then(|| self.group.clone()).flatten();
            match inherits {
                Some((being, by)) => {
                    // Those named now are the group of before: it is not others besides.
                    let words = self.document.span(being.from, being.to);
                    let same = |draft: &&Draft| !draft.detention.named && draft.evidence.holds(words);
                    let group_itself: Vec<Who> =
                        self.drafts.iter().filter(same).map(|draft| draft.who).collect();
                    let became = self.drafts.iter().find(same).map(|draft| {
                        let of = &draft.detention;
                        (of.outcome, of.outcome_quotes.first().copied().unwrap_or_default())
                    });
                    self.denied.extend(group_itself);
                    let mut group = group.clone();
                    for member in &mut group.members {
                        if member.roles.is_empty() {
                            member.roles = being.roles.clone();
                        }
                        member.org = member.org.take().or_else(|| being.org.clone());
                    }
                    self.detained(clause.sentence, name, found, &group, background);
                    for draft in self.drafts.iter_mut().filter(|draft| draft.sentence == clause.sentence) {
                        draft.detention.by = draft.detention.by.take().or_else(|| by.clone());
                    }
                    if let Some((outcome, span)) = became.filter(|(outcome, _)| *outcome != Outcome::Unknown)
                    {
                        let here = self.drafts.iter().filter(|draft| draft.sentence == clause.sentence);
                        for who in here.map(|draft| draft.who).collect::<Vec<_>>() {
                            self.became(who, outcome, span);
                        }
                    }
                }
                None => self.detained(clause.sentence, name, found, group, background),
            }
            if let Some(being) = group.members.iter().find(|being| being.name.is_none()) {
                let by = found.kept("by").map(|(from, to)| {
                    Said::at(self.document.quote(from, to).to_owned(), self.document.span(from, to))
                });
                let same = self.group.as_ref().is_some_and(|(known, _)| known.from == being.from);
                if by.is_some() || !same {
                    self.group = Some((being.clone(), by));
                }
            }
        }
        self.line_of_list(clause, people);
        // "That is wrong.": what the sentence before told is taken back.
        if clause.found.iter().any(|(name, _)| is_kind(name, "retracted")) {
            let told = self.drafts.iter().filter(|draft| draft.sentence + 1 == clause.sentence);
            self.denied.extend(told.map(|draft| draft.who).collect::<Vec<_>>());
        }
        for (name, found) in clause.found.iter().filter(|(name, _)| is_kind(name, "denied")) {
            let Some(group) = found.item("who").and_then(|number| people.get(number)) else { continue };
            let _ = name;
            for who in self.resolve(clause.sentence, group) {
                if !self.drafts.iter().any(|draft| draft.who == who) {
                    self.denied.insert(who);
                }
            }
        }
        let outcomes = [
            ("released", Outcome::Released),
            ("freed", Outcome::Released),
            ("court", Outcome::AdminArrest),
            ("fined", Outcome::Fined),
            ("held", Outcome::Held),
            ("custody", Outcome::CriminalCustody),
            ("hospital", Outcome::Hospitalised),
        ];
        for (kind, outcome) in outcomes {
            for (name, found) in clause.found.iter().filter(|(name, _)| is_kind(name, kind)) {
                if blocked(found) || in_background(found) {
                    continue;
                }
                let span = self.document.span(found.from, found.to);
                let whom = match found.item("who").and_then(|number| people.get(number)) {
                    Some(group) => {
                        // Who was let go had been held, in a text that speaks of detentions.
                        let implies = matches!(kind, "released" | "held" | "custody" | "court")
                            && !name.ends_with(".and");
                        let somebody = group.members.iter().any(|being| {
                            being.name.is_some() || (!being.roles.is_empty() && kind == "released")
                        });
                        if implies && somebody && self.speaks_of_detention && group.back.is_none() {
                            self.detained(clause.sentence, "released.implies", found, group, false);
                        }
                        self.resolve(clause.sentence, group)
                    }
                    // No subject of its own: those of whom the sentence speaks.
                    None => self.spoken_of(clause.sentence, found, people),
                };
                for who in whom {
                    self.became(who, outcome, span);
                }
            }
        }
        self.look(clause.sentence, people, false);
    }

    /// Of whom a sentence speaks that says what became of somebody and not of whom: the first before it who are detained, else
    /// those detained in it, else those detained in the sentence before, else the detained of whom the text spoke last.
    fn spoken_of(&self, sentence: usize, found: &Match, people: &[People]) -> Vec<Who> {
        let drafted = |who: &Who| self.drafts.iter().any(|draft| draft.who == *who);
        for group in people.iter().filter(|group| group.from < found.from) {
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
        let own = people.iter().any(|group| group.to <= found.from && group.back.is_none());
        if own {
            return Vec::new();
        }
        self.pronoun(sentence, found.from).filter(drafted).into_iter().collect()
    }

    /// Notes people given as a number of a kind: "two journalists of X were arrested".
    fn class_of(&mut self, clause: &Clause, people: &[People]) {
        let tells = |name: &str| {
            is_kind(name, "count.detained") || is_kind(name, "detained") || is_kind(name, "count.released")
        };
        // Of two kinds in one sentence nobody knows which is meant.
        let kinds: BTreeSet<&str> = people
            .iter()
            .flat_map(|group| &group.members)
            .filter(|being| being.counted)
            .filter_map(|being| being.roles.first().map(|role| role.value.as_str()))
            .collect();
        if kinds.len() > 1 {
            self.class = None;
            return;
        }
        for (_, found) in clause.found.iter().filter(|(name, _)| tells(name)) {
            let at = found.kept("n").or_else(|| found.kept("who")).map(|kept| kept.0);
            let group = people.iter().find(|group| at.is_some_and(|at| group.from <= at && at < group.to));
            let counted = group.and_then(|group| group.members.iter().find(|being| being.counted));
            if let Some(being) = counted.filter(|being| !being.roles.is_empty()) {
                self.class = Some(Class {
                    roles: being.roles.clone(),
                    org: being.org.clone(),
                    sentence: clause.sentence,
                });
                return;
            }
        }
    }

    /// What is said of the people of whom somebody is one holds for them where nothing else is said.
    fn of_class(&self, sentence: usize, detention: &mut Detention) {
        let Some(Class { roles, org, sentence: at }) = &self.class else { return };
        let paragraph = |number: usize| self.document.sentences.get(number).map(|one| one.paragraph);
        if !detention.roles.is_empty()
            || sentence < *at
            || sentence - at > 2
            || paragraph(*at) != paragraph(sentence)
        {
            return;
        }
        detention.roles = roles.clone();
        if detention.org.is_none() {
            detention.org = org.clone();
        }
    }

    /// Whether this sentence or the one before it tells of people detained.
    fn goes_on(&self, clause: &Clause) -> bool {
        let here = |found: &(&str, Match)| {
            (is_kind(found.0, "detained") && !is_kind(found.0, "detained.continued"))
                || is_kind(found.0, "count.detained")
        };
        let before = clause.sentence.checked_sub(1).is_some_and(|before| self.told.contains(&before));
        before || clause.found.iter().any(here)
    }

    /// A list of the detained: a heading, then a line for each: "Name, organisation: released".
    fn line_of_list(&mut self, clause: &Clause, people: &[People]) {
        let document = self.document;
        let Some(sentence) = document.sentences.get(clause.sentence) else { return };
        let tagged = |name: &str| document.tagged_as(clause.sentence, name).next().is_some();
        let last = document.quote(sentence.to.saturating_sub(1), sentence.to);
        let starts_line = sentence.opens;
        let named = people.iter().find(|group| group.members.iter().any(|being| being.name.is_some()));
        if self.list && starts_line {
            let first = named.filter(|group| group.from <= sentence.from + 5);
            match first {
                Some(group) => {
                    let found = Match { frame: 0, from: sentence.from, to: sentence.to, kept: Vec::new() };
                    let group =
                        People { members: group.members.iter().take(1).cloned().collect(), ..group.clone() };
                    let starts_denied = document
                        .tagged_as(clause.sentence, "not")
                        .any(|tagged| tagged.at <= sentence.from + 2);
                    let denied =
                        |(name, _): &(&str, Match)| is_kind(name, "blocked") || is_kind(name, "denied");
                    if !starts_denied && !clause.found.iter().any(denied) {
                        self.detained(clause.sentence, "detained.list", &found, &group, false);
                    }
                    return;
                }
                // A number or a remark between lines does not end the list; a sentence does.
                None if last == ":" => {}
                None if sentence.to - sentence.from > 12 || matches!(last, "." | "!" | "?") => {
                    self.list = false
                }
                None => {}
            }
        }
        // A pasted table: its head names a column of names and one of what became of them.
        if starts_line && tagged("listhead.name") && tagged("listhead.status") {
            self.list = true;
            return;
        }
        let short =
            sentence.to - sentence.from <= 14 || (sentence.to - sentence.from <= 30 && tagged("listhead"));
        let heading = starts_line && short && !matches!(last, "." | "!" | "?" | "…") && named.is_none();
        if (last == ":" || heading)
            && tagged("detain")
            && !tagged("not")
            && (!tagged("modal") || tagged("listhead"))
            && !tagged("blockword")
        {
            self.list = last == ":" || tagged("listhead");
        }
    }

    /// Notes of whom the text speaks, before a sentence is read (`before`) and after.
    fn look(&mut self, sentence: usize, people: &[People], before: bool) {
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
        if !last_several.is_empty() {
            self.several = last_several;
            self.several_at = sentence;
        }
    }

    /// Whether the text speaks of them rather than of something of theirs: "the death of A" is not about A.
    fn may_be_subject(&self, sentence: usize, group: &People) -> bool {
        let prepositions =
            self.document.tagged_as(sentence, "prep").any(|tagged| tagged.at + tagged.len == group.from);
        let possessive = matches!(self.document.quote(group.to, group.to + 1), "'s" | "’s" | "’" | "'");
        !prepositions && !possessive
    }

    /// Whom "he" means at a token of a sentence: whom the sentence itself named before, rather somebody detained; else
    /// somebody detained of whom the text spoke a few sentences ago; else of whom it spoke last.
    fn pronoun(&self, sentence: usize, at: usize) -> Option<Who> {
        let people = self.things.sentences.get(sentence).map_or(&[] as &[People], |here| &here.people);
        let before = people.iter().filter(|group| group.to <= at && group.back.is_none());
        let singles = before.filter(|group| group.members.len() == 1 && self.may_be_subject(sentence, group));
        let here: Vec<Who> = singles
            .flat_map(|group| &group.members)
            .filter(|being| being.name.is_some())
            .filter_map(|being| self.who(being))
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
        let recent = self.mentioned.iter().rev().take_while(|(_, spoken, _)| sentence - spoken <= 4);
        let recent = recent.filter(|(who, ..)| drafted(who));
        let recent =
            recent.min_by_key(|(_, spoken, at)| (std::cmp::Reverse(*spoken), *at)).map(|(who, ..)| *who);
        recent.or_else(|| self.one.filter(|_| self.one_at + 2 >= sentence))
    }

    /// Whether a sentence names nobody before a token.
    fn names_nobody_before(&self, sentence: usize, at: usize) -> bool {
        let people = self.things.sentences.get(sentence).map_or(&[] as &[People], |here| &here.people);
        let named = |group: &&People| group.members.iter().any(|being| being.name.is_some());
        !people.iter().filter(|group| group.to <= at).any(|group| named(&group))
    }

    /// Whom a piece of a sentence means. Names mean persons; what points back, those of whom the text spoke last.
    fn resolve(&self, sentence: usize, group: &People) -> Vec<Who> {
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
            None => group.members.iter().filter_map(|being| self.who(being)).collect(),
        }
    }

    fn who(&self, being: &Being) -> Option<Who> {
        if let Some(name) = being.name {
            return self.things.names.get(name).map(|name| Who::Person(name.person));
        }
        // "the girls", «девушек»: somebody without a name of whom the text spoke, by the same word.
        let words = self.document.quote(being.from, being.to);
        let last = crate::items::name::words(words).pop()?;
        self.drafts.iter().rev().find_map(|draft| {
            let theirs = crate::items::name::words(&draft.detention.name).pop()?;
            (!draft.detention.named && crate::items::name::same_but_ending(&last, &theirs))
                .then_some(draft.who)
        })
    }

    fn detained(
        &mut self,
        sentence: usize,
        rule: &'static str,
        found: &Match,
        group: &People,
        background: bool,
    ) {
        let evidence = self.document.span(found.from, found.to);
        let mut whos = Vec::new();
        if group.back.is_some() {
            // Who is said to be detained is whom the sentence before spoke of, known as detained or not.
            let kazakh =
                self.document.sentences.get(sentence).is_some_and(|one| one.lang == crate::lang::Lang::Kk);
            let before = (kazakh && group.back == Some(Back::One) && self.one_at + 1 == sentence)
                .then_some(self.one)
                .flatten()
                .filter(|_| self.names_nobody_before(sentence, group.from));
            whos = before.map_or_else(|| self.resolve(sentence, group), |who| vec![who]);
            for who in &whos {
                self.one_detained(sentence, rule, found, evidence, *who, &Being::default(), background);
            }
        } else {
            for being in group.members.iter().filter(|being| being.name.is_some() || !being.counted) {
                let known = self.who(being);
                let who = match known {
                    Some(who) => who,
                    None => Who::Draft(self.drafts.len()),
                };
                whos.push(who);
                self.one_detained(sentence, rule, found, evidence, who, being, background);
            }
        }
        self.mentioned.extend(whos.iter().map(|who| (*who, sentence, group.from)));
        if let [who] = whos.as_slice() {
            self.one = Some(*who);
            self.one_at = sentence;
        } else if whos.len() > 1 {
            self.several = whos;
            self.several_at = sentence;
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn one_detained(
        &mut self,
        sentence: usize,
        rule: &'static str,
        found: &Match,
        evidence: Span,
        who: Who,
        being: &Being,
        background: bool,
    ) {
        let known = self.drafts.iter().position(|draft| draft.who == who);
        let document = self.document;
        let at = found.kept("trigger").map_or(found.from, |kept| kept.0);
        let by = found
            .kept("by")
            .map(|(from, to)| Said::at(document.quote(from, to).to_owned(), document.span(from, to)));
        // The day of a release is not the day of the detention.
        let tells = !is_kind(rule, "released");
        let mut when = where_when::day(document, self.things, sentence, at, tells);
        if when.last.is_some() {
            // On one of several days, and nobody says on which.
            when.day = None;
            when.own = false;
        }
        let background = background || when.earlier;
        if let Some(draft) = known.and_then(|number| self.drafts.get_mut(number)) {
            // Said again: what was not known is added.
            let detention = &mut draft.detention;
            if detention.by.is_none() {
                detention.by = by;
            }
            if detention.roles.is_empty() {
                detention.roles = being.roles.clone();
            }
            if detention.org.is_none() {
                detention.org = being.org.clone();
            }
            // A day in the telling sentence is better than one from elsewhere.
            if !background && when.own && !draft.own_day {
                detention.date = when.day;
                detention.date_rule = when.rule;
                detention.when = when.words;
                draft.own_day = true;
            }
            if detention.place.is_none() && tells && !background {
                detention.place = where_when::place(document, self.things, sentence, at);
            }
            detention.background &= background;
            return;
        }
        let place = where_when::place(document, self.things, sentence, at);
        let own_day = when.own;
        let mut detention = Detention {
            by,
            place,
            date: when.day,
            date_rule: when.rule,
            when: when.words,
            roles: being.roles.clone(),
            org: being.org.clone(),
            group: being.group,
            size: being.size,
            background,
            ..Detention::default()
        };
        if is_kind(rule, "detained.brief") {
            detention.outcome = Outcome::Released;
            detention.outcome_quotes = vec![evidence];
        }
        match who {
            Who::Person(number) => {
                let Some(person) = self.things.persons.get(number) else { return };
                detention.named = true;
                detention.name = person.name.clone();
                let spans: Vec<Span> = person
                    .mentions
                    .iter()
                    .filter_map(|mention| self.things.names.get(*mention))
                    .map(|name| document.span(name.from, name.to))
                    .collect();
                detention.name_surface = spans.iter().copied().take(1).collect();
                detention.name_mentions = spans.iter().copied().skip(1).take(20).collect();
                self.known_elsewhere(number, &mut detention);
                self.of_class(sentence, &mut detention);
            }
            Who::Draft(_) => {
                detention.name = document.quote(being.from, being.to).to_owned();
                if detention.name.is_empty() {
                    return;
                }
            }
        }
        self.drafts.push(Draft { who, detention, evidence, rule, sentence, own_day });
        let waiting: Vec<(Who, Outcome, Span)> =
            self.waiting.iter().filter(|waiting| waiting.0 == who).copied().collect();
        for (who, outcome, span) in waiting {
            self.became(who, outcome, span);
        }
    }

    /// What the text says of a person in other places: role and organisation at another mention.
    fn known_elsewhere(&self, person: usize, detention: &mut Detention) {
        let beings = self
            .things
            .sentences
            .iter()
            .flat_map(|sentence| &sentence.people)
            .flat_map(|people| &people.members);
        for being in beings {
            let theirs = being
                .name
                .and_then(|name| self.things.names.get(name))
                .is_some_and(|name| name.person == person);
            if !theirs {
                continue;
            }
            if detention.roles.is_empty() {
                detention.roles = being.roles.clone();
            }
            if detention.org.is_none() {
                detention.org = being.org.clone();
            }
        }
    }

    fn became(&mut self, who: Who, outcome: Outcome, span: Span) {
        let Some(draft) = self.drafts.iter_mut().find(|draft| draft.who == who) else {
            // The headline says that somebody is free; how they were held comes after it.
            self.waiting.push((who, outcome, span));
            return;
        };
        // Free is the last word: a sentence that is over is over.
        if draft.detention.outcome == Outcome::Released && outcome != Outcome::Released {
            return;
        }
        // Held, because a court said so: the court says more.
        if draft.detention.outcome == Outcome::AdminArrest && outcome == Outcome::Held {
            return;
        }
        draft.detention.outcome = outcome;
        draft.detention.outcome_quotes = vec![span];
    }
}
