//! What stands between a drafted person and a candidate, as signs: short words that a speaker can read in the table.

use super::super::marks::{Mark, marks};
use super::Slot;
use super::candidates::{Candidate, candidates};
use crate::document::Document;
use crate::fact::{Detention, Fact, Kind, Outcome};
use crate::items::Things;
use crate::items::name::{Bearer, within};
use crate::items::people::Back;
use crate::lang::Lang;
use crate::span::Span;
use crate::token::{Made, Shape};
use std::collections::{BTreeMap, BTreeSet};

/// Mentions of one person that are looked at.
const MENTIONS: usize = 8;
/// Sentences before and after a mention in which candidates are looked for.
const BEFORE: usize = 6;
const AFTER: usize = 8;
/// Sentences that open a text.
const LEAD: usize = 3;
/// Candidates of one person and kind, the nearest first.
const MOST: usize = 14;
/// Tags of words that are looked for beside a role or an organisation.
const WITH: [&str; 10] =
    ["role", "employed", "orgkind", "orgword", "kin", "title", "say", "person", "determiner", "works"];
/// Letters of a word by which it is told from others.
const STEM: usize = 6;
/// Groups of words that are looked for beside a candidate.
const BESIDE: [&str; 14] = [
    "taken", "sure", "held", "place", "out", "term", "court", "said", "home", "deny", "cond", "stage",
    "free", "past",
];

/// A drafted person.
#[derive(Clone, Debug)]
pub(crate) struct Party {
    /// Place of the draft in the list of facts.
    pub fact: usize,
    /// Place in the list of persons.
    pub person: usize,
    /// Sentence, first token and the token after the last of each mention, with all who are joined with it.
    mentions: Vec<Place>,
    /// The words that prove the detention.
    evidence: (usize, usize),
    /// In which sentences they stand.
    told: (usize, usize),
    rule: String,
    /// Words of the values that the grammar chose.
    chosen: Detention,
}

#[derive(Clone, Copy, Debug)]
struct Place {
    sentence: usize,
    from: usize,
    to: usize,
    /// With all who are joined with it.
    first: usize,
    last: usize,
}

/// A text with its drafts, made ready for weighing what is said of whom.
pub(crate) struct Field<'a> {
    document: &'a Document<'a>,
    things: &'a Things,
    marks: Vec<Vec<Mark>>,
    /// Every candidate, in the order of the text.
    pub all: Vec<Candidate>,
    /// Every drafted person with a name.
    pub parties: Vec<Party>,
    /// For whom the grammar chose a candidate: the first draft, and whether there are others.
    taken: BTreeMap<(Slot, usize), (usize, bool)>,
}

fn far(tokens: usize) -> &'static str {
    match tokens {
        0 => "next",
        1 => "1",
        2..=3 => "2-3",
        4..=6 => "4-6",
        7..=11 => "7-11",
        12..=20 => "12-20",
        _ => "far",
    }
}

impl<'a> Field<'a> {
    pub(crate) fn of(document: &'a Document<'a>, things: &'a Things, facts: &[Fact]) -> Self {
        let mut field = Self {
            document,
            things,
            marks: Vec::new(),
            all: Vec::new(),
            parties: Vec::new(),
            taken: BTreeMap::new(),
        };
        let named = |fact: &Fact| matches!(&fact.kind, Kind::Detention(one) if one.named);
        if !facts.iter().any(named) {
            return field;
        }
        field.marks = marks(document);
        field.all = candidates(document, things, &field.marks);
        let parties = facts.iter().enumerate().filter_map(|(at, fact)| field.party(at, fact)).collect();
        field.parties = parties;
        let mut taken: BTreeMap<(Slot, usize), (usize, bool)> = BTreeMap::new();
        for party in &field.parties {
            for slot in Slot::ASKED {
                for at in field.in_reach(party, slot) {
                    if field.all.get(at).is_some_and(|one| field.is_chosen(party, slot, one)) {
                        let entry = taken.entry((slot, at)).or_insert((party.fact, false));
                        entry.1 |= entry.0 != party.fact;
                    }
                }
            }
        }
        field.taken = taken;
        field
    }

    fn sentence_of(&self, token: usize) -> usize {
        self.document.sentences.partition_point(|sentence| sentence.to <= token)
    }

    fn tokens_of(&self, span: Span) -> (usize, usize) {
        let tokens = &self.document.tokens;
        (
            tokens.partition_point(|token| token.span.end <= span.start),
            tokens.partition_point(|token| token.span.start < span.end),
        )
    }

    fn party(&self, at: usize, fact: &Fact) -> Option<Party> {
        let Kind::Detention(of) = &fact.kind else { return None };
        let surface = of.named.then(|| of.name_surface.first()).flatten()?;
        let (first, _) = self.tokens_of(*surface);
        let name = within(&self.things.names, first, first + 1).first()?;
        let known = self.things.persons.get(name.person)?;
        let mut mentions = Vec::new();
        for mention in known.mentions.iter().take(MENTIONS) {
            let Some(name) = self.things.names.get(*mention) else { continue };
            let sentence = self.sentence_of(name.from);
            let people = self.things.sentences.get(sentence).map_or(&[][..], |here| here.people.as_slice());
            let joined =
                people.iter().find(|group| group.members.iter().any(|being| being.name == Some(*mention)));
            let (first, last) = joined
                .map_or((name.from, name.to), |group| (group.from.min(name.from), group.to.max(name.to)));
            mentions.push(Place { sentence, from: name.from, to: name.to, first, last });
        }
        let evidence = self.tokens_of(fact.evidence);
        let told = (self.sentence_of(evidence.0), self.sentence_of(evidence.1.saturating_sub(1)));
        let chosen = (**of).clone();
        Some(Party {
            fact: at,
            person: name.person,
            mentions,
            evidence,
            told,
            rule: fact.rule.clone(),
            chosen,
        })
    }

    /// The candidates of a slot that are in reach of a person, by their places in the list.
    pub(crate) fn in_reach(&self, party: &Party, slot: Slot) -> Vec<usize> {
        let mut near = BTreeSet::new();
        let places = party.mentions.iter().map(|mention| mention.sentence).chain([party.told.0]);
        for at in places {
            let from = self.all.partition_point(|one| one.sentence + BEFORE < at);
            let to = self.all.partition_point(|one| one.sentence <= at + AFTER);
            near.extend(from..to);
        }
        near.extend(0..self.all.partition_point(|one| one.sentence < LEAD));
        let apart = |one: &Candidate| {
            let from = |mention: &Place| {
                let tokens = if one.to <= mention.first {
                    mention.first - one.to
                } else {
                    one.from.saturating_sub(mention.last)
                };
                tokens + 20 * mention.sentence.abs_diff(one.sentence)
            };
            party.mentions.iter().map(from).min().unwrap_or(usize::MAX)
        };
        let mut found: Vec<(bool, usize, usize)> = near
            .into_iter()
            .filter_map(|at| self.all.get(at).map(|one| (at, one)))
            .filter(|(_, one)| one.slot == slot)
            .map(|(at, one)| (!self.is_chosen(party, slot, one), apart(one), at))
            .collect();
        found.sort_unstable();
        found.truncate(MOST);
        found.into_iter().map(|(_, _, at)| at).collect()
    }

    /// Whether the grammar gave this person something in a slot.
    pub(crate) fn has(&self, party: &Party, slot: Slot) -> bool {
        let of = &party.chosen;
        match slot {
            Slot::Role => !of.roles.is_empty(),
            Slot::Org => of.org.is_some(),
            Slot::Place => of.place.is_some(),
            Slot::Day => of.date.is_some(),
            Slot::By => of.by.is_some(),
            Slot::Became | Slot::End(_) => of.outcome != Outcome::Unknown,
        }
    }

    /// Whether a candidate is what the grammar chose for a person.
    pub(crate) fn is_chosen(&self, party: &Party, slot: Slot, one: &Candidate) -> bool {
        let of = &party.chosen;
        let span = self.document.span(one.from, one.to);
        let over =
            |quotes: &[Span]| quotes.iter().any(|quote| quote.start < span.end && span.start < quote.end);
        match slot {
            Slot::Role => of.roles.iter().any(|role| over(&role.quotes)),
            Slot::Org => of.org.as_ref().is_some_and(|org| over(&org.quotes)),
            Slot::Place => of.place.as_ref().is_some_and(|place| over(&place.quotes)),
            Slot::Day => match of.date {
                Some(date) => one.day == Some(date),
                None => one.day.is_none() && over(&of.when),
            },
            Slot::By => of.by.as_ref().is_some_and(|by| over(&by.quotes)),
            Slot::Became | Slot::End(_) => of.outcome != Outcome::Unknown && over(&of.outcome_quotes),
        }
    }

    fn persons_between(&self, from: usize, to: usize) -> usize {
        within(&self.things.names, from, to).iter().filter(|name| name.bearer == Bearer::Person).count()
    }

    /// Of whom a sentence without the person's name speaks.
    fn pointing(&self, at: usize) -> &'static str {
        let Some(sentence) = self.document.sentences.get(at) else { return "nobody" };
        let named = self.persons_between(sentence.from, sentence.to) > 0;
        let back =
            self.things.sentences.get(at).and_then(|here| here.people.iter().find_map(|group| group.back));
        match (back, named) {
            (Some(Back::One), false) => "he",
            (Some(Back::Several), false) => "they",
            (None, false) => "nobody",
            (Some(Back::One), true) => "he and somebody",
            _ => "somebody",
        }
    }

    /// Signs of a person and a candidate of a slot. What the grammar chose is told apart: [`Self::choice`].
    pub(crate) fn signs(&self, party: &Party, slot: Slot, at: usize) -> BTreeSet<String> {
        let mut signs = BTreeSet::new();
        let Some(one) = self.all.get(at) else { return signs };
        let lang = self.document.sentences.get(one.sentence).map_or(self.document.lang, |here| here.lang);
        let rel = self.relation(party, slot, one, lang, &mut signs);
        signs.insert(format!("at {rel}"));
        signs.insert(format!("{} at {rel}", lang.tag()));
        for kind in &one.kinds {
            signs.insert(kind.clone());
            signs.insert(format!("{kind}, {rel}"));
        }
        self.told(party, one, &rel, &mut signs);
        self.beside(one, &mut signs);
        self.words(one, slot, &mut signs);
        self.others(party, slot, at, one, &mut signs);
        match slot {
            Slot::Role | Slot::Org | Slot::By => self.whose(party, one, &mut signs),
            Slot::Became => self.goes_on(one, &mut signs),
            _ => {}
        }
        signs
    }

    /// What the grammar chose, as signs.
    pub(crate) fn choice(&self, party: &Party, slot: Slot, at: usize, signs: &mut BTreeSet<String>) {
        let Some(one) = self.all.get(at) else { return };
        let lang = self.document.lang.tag();
        let rule = party.rule.split('.').next().unwrap_or("");
        let mut rule = rule.to_owned();
        if let Some(second) = party.rule.split('.').nth(1).filter(|_| rule == "detained") {
            rule = format!("{rule}.{second}");
        }
        let here =
            if one.sentence >= party.told.0 && one.sentence <= party.told.1 { "here" } else { "elsewhere" };
        let says = if self.is_chosen(party, slot, one) {
            signs.insert(format!("chosen, rule {rule}"));
            signs.insert(format!("chosen {here}"));
            signs.insert(format!("chosen {here}, {lang}"));
            "chosen"
        } else if self.has(party, slot) {
            "another chosen"
        } else {
            "none chosen"
        };
        signs.insert(says.to_owned());
        signs.insert(format!("{says}, {lang}"));
        let other = self.taken.get(&(slot, at)).is_some_and(|(first, more)| *more || *first != party.fact);
        if other {
            signs.insert("chosen for somebody else".to_owned());
            signs.insert(format!("chosen for somebody else, {says} for this one"));
        }
    }

    /// Where a candidate stands, seen from the person's mentions.
    fn relation(
        &self,
        party: &Party,
        slot: Slot,
        one: &Candidate,
        lang: Lang,
        signs: &mut BTreeSet<String>,
    ) -> String {
        let here = party.mentions.iter().filter(|mention| mention.sentence == one.sentence);
        let distance = |mention: &&Place| {
            if one.to <= mention.from { mention.from - one.to } else { one.from.saturating_sub(mention.to) }
        };
        if let Some(mention) = here.min_by_key(distance) {
            let inside = mention.first <= one.from && one.to <= mention.last;
            let (side, tokens, between) = if one.to <= mention.from {
                ("before", mention.from - one.to, (one.to, mention.from))
            } else if one.from >= mention.to {
                ("after", one.from - mention.to, (mention.to, one.from))
            } else {
                return "within the name".to_owned();
            };
            let tag = lang.tag();
            let dist = far(tokens);
            signs.insert(format!("{side} {dist}"));
            signs.insert(format!("{tag} {side} {dist}"));
            if inside {
                signs.insert(format!("joined {side}"));
                signs.insert(format!("joined {side} {dist}"));
            }
            let over = self.persons_between(between.0, between.1);
            let over = match over {
                0 => "direct",
                1 => "over one",
                _ => "over several",
            };
            signs.insert(format!("{side} {over}"));
            signs.insert(format!("{side} {over} {dist}"));
            let mut stands = BTreeSet::new();
            for token in between.0..between.1 {
                if self.document.tokens.get(token).is_some_and(|token| token.made == Made::Mark) {
                    stands.insert(match self.document.quote(token, token + 1) {
                        "," => "comma",
                        "(" | ")" => "bracket",
                        ":" => "colon",
                        "—" | "–" | "-" => "dash",
                        ";" => "semicolon",
                        "|" => "bar",
                        _ => "mark",
                    });
                }
            }
            if self
                .document
                .tagged_as(one.sentence, "and")
                .any(|and| between.0 <= and.at && and.at < between.1)
            {
                stands.insert("and");
            }
            let commas = (between.0..between.1).filter(|at| self.document.quote(*at, at + 1) == ",").count();
            signs.insert(format!("{side}, {} commas", commas.min(3)));
            if stands.is_empty() {
                signs.insert(format!("{side}, nothing between"));
            }
            for mark in stands {
                signs.insert(format!("{side}, {mark} between"));
            }
            for mark in self.marks.get(one.sentence).into_iter().flatten() {
                if between.0 <= mark.from && mark.to <= between.1 && BESIDE.contains(&mark.group) {
                    signs.insert(format!("{side}, {} between", mark.group));
                }
            }
            let nearer = within(&self.things.names, one.from.saturating_sub(tokens), one.to + tokens)
                .iter()
                .any(|name| {
                    name.bearer == Bearer::Person
                        && name.person != party.person
                        && self.sentence_of(name.from) == one.sentence
                });
            signs.insert(format!(
                "{}, {side}",
                if nearer { "somebody is nearer" } else { "nobody is nearer" }
            ));
            if slot == Slot::Became {
                signs.insert(format!("{side} {}", self.case(mention)));
            }
            return format!("{side} in sentence");
        }
        let before = party
            .mentions
            .iter()
            .filter(|mention| mention.sentence < one.sentence)
            .max_by_key(|mention| mention.sentence);
        let after = party
            .mentions
            .iter()
            .filter(|mention| mention.sentence > one.sentence)
            .min_by_key(|mention| mention.sentence);
        let paragraph = |at: usize| self.document.sentences.get(at).map(|one| one.paragraph);
        if let Some(mention) = before {
            let step = one.sentence - mention.sentence;
            let close =
                if paragraph(mention.sentence) == paragraph(one.sentence) { "" } else { " paragraph" };
            // Who else was named since.
            let since = self.document.sentences.get(one.sentence).map_or(0, |here| here.from);
            let since = self.persons_between(mention.last, since);
            let whose = self.pointing(one.sentence);
            signs.insert(format!("goes on {whose}"));
            signs
                .insert(format!("goes on {whose}, {} since", if since == 0 { "nobody" } else { "somebody" }));
            let only = self.parties.len() == 1;
            signs
                .insert(format!("goes on {whose}, {}", if only { "one drafted" } else { "several drafted" }));
            let steps = match step {
                1 => "1",
                2 => "2",
                3..=4 => "3-4",
                _ => "far",
            };
            if let Some(mention) = after {
                signs.insert(format!(
                    "later {steps}, and {} before the next mention",
                    (mention.sentence - one.sentence).min(3)
                ));
            }
            return format!("later{close} {steps}");
        }
        let Some(mention) = after else { return "nowhere".to_owned() };
        let step = mention.sentence - one.sentence;
        let close = if paragraph(mention.sentence) == paragraph(one.sentence) { "" } else { " paragraph" };
        let steps = match step {
            1 => "1",
            2 => "2",
            3..=4 => "3-4",
            _ => "far",
        };
        let whose = self.pointing(one.sentence);
        signs.insert(format!("earlier {whose}"));
        if one.sentence < 2 {
            signs.insert("earlier, in the opening".to_owned());
        }
        format!("earlier{close} {steps}")
    }

    fn case(&self, mention: &Place) -> &'static str {
        use crate::items::name::case;
        let names = within(&self.things.names, mention.from, mention.from + 1);
        match names.first().map_or(case::ANY, |name| name.cases) {
            case::ANY => "of any",
            cases if cases & case::NOM != 0 => "of nom",
            cases if cases & case::ACC != 0 => "of acc",
            cases if cases & case::DAT != 0 => "of dat",
            _ => "of other",
        }
    }

    /// How a candidate stands to the words that prove the detention.
    fn told(&self, party: &Party, one: &Candidate, rel: &str, signs: &mut BTreeSet<String>) {
        let (from, to) = party.evidence;
        let place = if from <= one.from && one.to <= to {
            "inside the proof".to_owned()
        } else if party.told.0 <= one.sentence && one.sentence <= party.told.1 {
            if one.to <= from {
                format!("proof after {}", far(from - one.to))
            } else {
                format!("proof before {}", far(one.from.saturating_sub(to)))
            }
        } else if one.sentence < party.told.0 {
            format!("proof {} on", (party.told.0 - one.sentence).min(4))
        } else {
            format!("proof {} back", (one.sentence - party.told.1).min(4))
        };
        signs.insert(format!("{place}, {rel}"));
        signs.insert(place);
        let rule = party.rule.split('.').next().unwrap_or("");
        signs.insert(format!("rule {rule}, {rel}"));
    }

    /// Words of groups beside a candidate and in its sentence.
    fn beside(&self, one: &Candidate, signs: &mut BTreeSet<String>) {
        for mark in self.marks.get(one.sentence).into_iter().flatten() {
            if !BESIDE.contains(&mark.group) || mark.from < one.to && one.from < mark.to {
                continue;
            }
            let group = mark.group;
            let (side, tokens) = if mark.to <= one.from {
                ("after", one.from - mark.to)
            } else {
                ("before", mark.from - one.to)
            };
            signs.insert(format!("with {group}"));
            if tokens <= 6 {
                let near = if tokens <= 1 { "next" } else { "near" };
                signs.insert(format!("{near} {side} {group}"));
            }
        }
        let Some(here) = self.document.sentences.get(one.sentence) else { return };
        match one.sentence {
            0 => signs.insert("in sentence 1".to_owned()),
            1..=2 => signs.insert("in sentences 2-3".to_owned()),
            _ => false,
        };
        if one.from <= here.from + 1 {
            signs.insert(if here.opens { "opens a line" } else { "opens a sentence" }.to_owned());
        }
        if one.to + 1 >= here.to {
            signs.insert("ends a sentence".to_owned());
        }
        let quoted = (here.from..one.from)
            .filter(|at| matches!(self.document.quote(*at, *at + 1), "«" | "“" | "\"" | "»" | "”"))
            .count();
        if quoted % 2 == 1 {
            signs.insert("in quotation marks".to_owned());
        }
    }

    /// The small-lettered words beside a candidate, and of it: never part of a name, so the table lists nobody.
    fn words(&self, one: &Candidate, slot: Slot, signs: &mut BTreeSet<String>) {
        let Some(here) = self.document.sentences.get(one.sentence) else { return };
        let stem = |at: usize| {
            let token = self.document.tokens.get(at).filter(|_| at >= here.from && at < here.to)?;
            (token.made == Made::Word && token.shape == Shape::Lower)
                .then(|| token.folded.chars().take(STEM).collect::<String>())
        };
        let mut add = |at: Option<usize>, place: &str| {
            if let Some(word) = at.and_then(stem) {
                signs.insert(format!("{place} “{word}”"));
            }
        };
        add(one.from.checked_sub(1), "word before");
        add(one.from.checked_sub(2), "second word before");
        add(Some(one.to), "word after");
        add(Some(one.to + 1), "second word after");
        let became = slot == Slot::Became;
        if became || slot == Slot::By {
            for at in one.from..one.to.min(one.from + 4) {
                add(Some(at), "word");
            }
        }
        if became {
            for at in one.from.saturating_sub(7)..one.from.saturating_sub(2) {
                add(Some(at), "near");
            }
            for at in one.to + 2..one.to + 7 {
                add(Some(at), "near");
            }
            let numbers = (one.from.saturating_sub(4)..one.to + 4).any(|at| {
                at >= here.from
                    && at < here.to
                    && self.document.tokens.get(at).is_some_and(|token| token.made == Made::Number)
            });
            if numbers {
                signs.insert("near a number".to_owned());
            }
        }
    }

    /// To whom a sentence itself joins a role or an organisation, and which words stand beside it.
    fn whose(&self, party: &Party, one: &Candidate, signs: &mut BTreeSet<String>) {
        let span = self.document.span(one.from, one.to);
        let over =
            |quotes: &[Span]| quotes.iter().any(|quote| quote.start < span.end && span.start < quote.end);
        let people = self.things.sentences.get(one.sentence).map_or(&[][..], |here| here.people.as_slice());
        let mut mine = None;
        for being in people.iter().flat_map(|group| &group.members) {
            let theirs = being.roles.iter().any(|role| over(&role.quotes))
                || being.org.as_ref().is_some_and(|org| over(&org.quotes));
            if !theirs {
                continue;
            }
            let named = being.name.and_then(|name| self.things.names.get(name));
            mine = Some(match named {
                Some(name) if name.person == party.person => "joined with this one",
                Some(_) => "joined with somebody else",
                None if being.group => "joined with several without a name",
                None => "joined with somebody without a name",
            });
            if let Some("joined with this one") = mine {
                break;
            }
        }
        signs.insert(mine.unwrap_or("joined with nobody").to_owned());
        for tag in WITH {
            for tagged in self.document.tagged_as(one.sentence, tag) {
                let end = tagged.at + tagged.len;
                if end <= one.from && one.from - end <= 3 {
                    signs.insert(format!("{tag} {} before", far(one.from - end)));
                } else if tagged.at >= one.to && tagged.at - one.to <= 3 {
                    signs.insert(format!("{tag} {} after", far(tagged.at - one.to)));
                }
            }
        }
    }

    /// Whether a later word says that it did not end there.
    fn goes_on(&self, one: &Candidate, signs: &mut BTreeSet<String>) {
        for at in one.sentence..one.sentence + 3 {
            for mark in self.marks.get(at).into_iter().flatten() {
                if mark.from >= one.to && matches!(mark.group, "out" | "home" | "term" | "held") {
                    let when = if at == one.sentence { "in the sentence" } else { "later" };
                    signs.insert(format!("then {} {when}", mark.group));
                }
            }
        }
    }

    /// Signs by which it is told what words of an end mean.
    pub(crate) fn meaning(&self, at: usize) -> BTreeSet<String> {
        let mut signs = BTreeSet::new();
        let Some(one) = self.all.get(at) else { return signs };
        signs.extend(one.kinds.iter().cloned());
        self.beside(one, &mut signs);
        self.words(one, Slot::Became, &mut signs);
        self.goes_on(one, &mut signs);
        let lang = self.document.sentences.get(one.sentence).map_or(self.document.lang, |here| here.lang);
        signs.insert(format!("in {}", lang.tag()));
        signs
    }

    /// Other candidates of the slot, and other people.
    fn others(&self, party: &Party, slot: Slot, at: usize, one: &Candidate, signs: &mut BTreeSet<String>) {
        let same = |other: &&Candidate| other.slot == slot;
        let first = self.all.partition_point(|other| other.sentence < one.sentence);
        let last = self.all.partition_point(|other| other.sentence <= one.sentence);
        let in_sentence = self.all.get(first..last).unwrap_or(&[]).iter().filter(same).count();
        signs
            .insert(format!("{} in its sentence", if in_sentence == 1 { "alone" } else { "one of several" }));
        let mention = party.mentions.iter().filter(|mention| mention.sentence == one.sentence);
        let apart = |one: &Candidate, mention: &Place| {
            if one.to <= mention.from { mention.from - one.to } else { one.from.saturating_sub(mention.to) }
        };
        for mention in mention {
            let mine = apart(one, mention);
            let nearer = self
                .all
                .get(first..last)
                .unwrap_or(&[])
                .iter()
                .enumerate()
                .filter(|(number, other)| first + number != at && same(other))
                .any(|(_, other)| apart(other, mention) < mine);
            signs.insert(if nearer { "another is nearer" } else { "none is nearer" }.to_owned());
        }
        let drafted = match self.parties.len() {
            1 => "one drafted",
            2..=3 => "few drafted",
            _ => "many drafted",
        };
        signs.insert(drafted.to_owned());
        if one.sentence < 2 {
            signs.insert(format!("{drafted}, opening"));
        }
    }
}
