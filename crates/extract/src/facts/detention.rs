//! Who was detained. One draft a person, whatever the number of mentions; people without a name are drafts of their own.

mod class;
mod described;
mod draft;
mod heading;
mod list;
mod newcomer;
mod refer;
mod row;
mod weigh;
mod writer;

use super::{Clause, is_kind};
use crate::document::Document;
use crate::fact::{Detention, Fact, Kind, Outcome, Said};
use crate::frame::Match;
use crate::items::Things;
use crate::items::people::Being;
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
    /// Whether its place does.
    own_place: bool,
    /// The tokens of the description of somebody without a name.
    words: Option<(usize, usize)>,
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
    /// Sentences that tell of a court and for how long: those after them may leave that out.
    sentenced: BTreeSet<usize>,
    /// People given as a number of a kind who were detained, for those whom the text then names: what they do, whom they
    /// work for, and in which sentence.
    class: Option<Class>,
    /// Whether the text speaks of detentions at all.
    speaks_of_detention: bool,
    /// Persons of whom what stands around says something of a detention, drafted or not.
    plausible: BTreeSet<usize>,
    /// A heading says that those named in the lines below it were detained.
    list: Option<list::List>,
}

/// Drafts detentions; `weighed` if named persons get the second look too, with those who are drafted whatever it says.
pub(super) fn draft(
    document: &Document<'_>,
    things: &Things,
    clauses: &[Clause],
    weighed: Option<&BTreeSet<usize>>,
) -> Vec<Fact> {
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
        sentenced: BTreeSet::new(),
        class: None,
        speaks_of_detention: false,
        plausible: BTreeSet::new(),
        list: None,
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
        // English "A got 15 days" alone may be of a holiday.
        let sentences = |(name, _): &(&str, Match)| {
            is_kind(name, "detained.court") || is_kind(name, "court") && !is_kind(name, "court.got")
        };
        if clause.found.iter().any(sentences) {
            drafting.sentenced.insert(clause.sentence);
        }
    }
    let all =
        things.sentences.iter().flat_map(|sentence| &sentence.people).flat_map(|people| &people.members);
    for being in all.filter(|being| being.official) {
        drafting.officials.extend(drafting.who(being));
    }
    let tagged =
        |at: usize| ["detain", "custodyplace"].iter().any(|tag| document.tagged_as(at, tag).next().is_some());
    drafting.speaks_of_detention = (0..document.sentences.len()).any(tagged);
    for clause in clauses {
        drafting.sentence(clause);
    }
    drafting.writer(clauses);
    if let Some(also) = weighed {
        drafting.weigh(clauses, also);
        drafting.joined();
        drafting.settle_described();
    }
    for draft in drafting.drafts.iter_mut().filter(|draft| draft.detention.org.is_none()) {
        let works = drafting.works_for.iter().find(|(who, _)| *who == draft.who);
        draft.detention.org = works.map(|(_, org)| org.clone());
    }
    let denied = drafting.denied;
    let facts = drafting.drafts.into_iter().filter(|draft| !denied.contains(&draft.who));
    facts
        .map(|draft| {
            let confidence = match draft.rule {
                crate::weigh::RULE => crate::weigh::CONFIDENCE,
                _ if draft.detention.named => 80,
                _ => 60,
            };
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
            // A frame that itself holds "to be" or the like is sure of what it says.
            let unsure = !name.ends_with(".sure") && blocked(found);
            if unsure || !self.stands(clause, name, found, people) {
                continue;
            }
            if is_kind(name, "detained.days") || is_kind(name, "detained.sentenced") {
                self.sentenced.insert(clause.sentence);
            }
            let background = is_kind(name, "detained.background") || in_background(found);
            if is_kind(name, "detained.dropped") {
                // «Кеше полиция ұстаған»: whom, the sentence before has said.
                if let Some(who) = self.left_out(clause.sentence) {
                    let evidence = self.document.span(found.from, found.to);
                    let nobody = Being::default();
                    self.one_detained(clause.sentence, name, found, evidence, who, &nobody, background);
                    self.one_at = clause.sentence;
                }
                continue;
            }
            let Some(group) = found.item("who").and_then(|number| people.get(number)) else { continue };
            if !name.ends_with(".sure") && self.is_theirs(clause.sentence, found, group) {
                continue;
            }
            let each = name.ends_with(".each").then(|| self.row(clause.sentence, group, people));
            let group = each.as_ref().unwrap_or(group);
            let somebody = group.members.iter().any(|being| being.name.is_some());
            let goes_on = somebody && is_kind(name, "detained.continued");
            let inherits = goes_on.then(|| self.group.clone()).flatten();
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
        self.ends_by_rule(clause, people);
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
                if (!name.ends_with(".sure") && blocked(found)) || in_background(found) {
                    continue;
                }
                let span = self.document.span(found.from, found.to);
                let whom = match found.item("who").and_then(|number| people.get(number)) {
                    Some(group) => {
                        // Who was let go had been held, in a text that speaks of detentions.
                        let known = self.known_as(clause.sentence, group);
                        let implies = known.is_empty()
                            && matches!(kind, "released" | "held" | "custody" | "court")
                            && !name.ends_with(".and");
                        let somebody = group.members.iter().any(|being| {
                            being.name.is_some()
                                || (kind == "released"
                                    && (!being.roles.is_empty()
                                        || self.is_particular(clause.sentence, being)))
                        });
                        if implies && somebody && self.speaks_of_detention && group.back.is_none() {
                            self.detained(clause.sentence, "released.implies", found, group, false);
                        }
                        if known.is_empty() { self.resolve(clause.sentence, group) } else { known }
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
}
