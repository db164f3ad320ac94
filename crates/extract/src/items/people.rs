//! Who a sentence speaks of: a name with its titles, roles and organisation; several joined by "and"; people without a
//! name; and the small words that point back to somebody.

mod beside;
mod one;

use crate::document::Document;
use crate::fact::Said;
use crate::items::described::Described;
use crate::items::kazakh;
use crate::items::name::{Bearer, Name, case};
use crate::items::number::Number;
use crate::lang::Lang;
use crate::span::Span;

/// One member of a piece of a sentence that speaks of people.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Being {
    /// The mention, if there is a name: a place in the list of names.
    pub name: Option<usize>,
    /// The words: the name, or the description.
    pub from: usize,
    /// The token after the last.
    pub to: usize,
    /// First token of all that belongs to it: titles, roles, articles.
    pub first: usize,
    /// What they do.
    pub roles: Vec<Said<String>>,
    /// Whom they work for.
    pub org: Option<Said<String>>,
    /// In office, or of the other side: minister, judge, officer.
    pub official: bool,
    /// Several, without names.
    pub group: bool,
    /// How many, where it is said.
    pub size: Option<u32>,
    /// People who are given as a number of a kind: a figure, nobody in particular.
    pub counted: bool,
}

/// How words point back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Back {
    /// He, she, «его», "the journalist".
    One,
    /// They, "the two", «обоих».
    Several,
}

/// People in a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct People {
    /// First token, titles included.
    pub from: usize,
    /// The token after the last, asides included.
    pub to: usize,
    /// Who.
    pub members: Vec<Being>,
    /// In which cases they may stand.
    pub cases: u8,
    /// Set if the words only point back to somebody.
    pub back: Option<Back>,
    /// How many the words that point back say they are: «екеуі» are two.
    pub many: Option<usize>,
}

/// People of a sentence, from left to right.
pub fn people(
    document: &Document<'_>,
    sentence: usize,
    names: &[Name],
    numbers: &[Number],
    described: &[Described],
) -> Vec<People> {
    let Some(bounds) = document.sentences.get(sentence) else { return Vec::new() };
    let reader = Reader { document, sentence, names, numbers, described, to: bounds.to };
    let mut found = Vec::new();
    let mut at = bounds.from;
    while at < bounds.to {
        match reader.group(at) {
            Some(people) => {
                at = people.to.max(at + 1);
                found.push(people);
            }
            None => at += 1,
        }
    }
    found
}

struct Reader<'a> {
    document: &'a Document<'a>,
    sentence: usize,
    names: &'a [Name],
    numbers: &'a [Number],
    described: &'a [Described],
    to: usize,
}

impl Reader<'_> {
    fn tag(&self, at: usize, name: &str) -> Option<usize> {
        self.document.tag_at(self.sentence, at, name).map(|(_, len)| len).filter(|len| at + len <= self.to)
    }

    fn value(&self, at: usize, name: &str) -> Option<(String, usize)> {
        let (tag, len) = self.document.tag_at(self.sentence, at, name)?;
        let lexicon = self.document.lexicons.of(self.document.sentences.get(self.sentence)?.lang);
        Some((lexicon.name(tag).get(name.len() + 1..).unwrap_or("").to_owned(), len))
    }

    fn name_at(&self, at: usize) -> Option<(usize, &Name)> {
        self.names.iter().enumerate().find(|(_, name)| name.from == at)
    }

    fn mark(&self, at: usize) -> &str {
        if at < self.to { self.document.quote(at, at + 1) } else { "" }
    }

    fn span(&self, from: usize, to: usize) -> Span {
        self.document.span(from, to)
    }

    /// One or several joined: "A, B and C".
    fn group(&self, at: usize) -> Option<People> {
        let back = self.value(at, "back");
        // «журналистка Анна Ли» is Anna, «журналистка» alone is whoever was spoken of.
        // «двоих» points back, «двоих подростков» does not.
        let counts =
            |being: &Being| being.size.is_some() && back.as_ref().is_some_and(|(_, len)| being.to > at + len);
        let first = self.one(at).filter(|one| {
            back.is_none()
                || one.0.0.name.is_some()
                || self.tag(at, "determiner").is_some()
                || (self.russian() && counts(&one.0.0))
        });
        let Some((mut people, cases)) = first else {
            let (which, len) = back?;
            let many = which.strip_prefix("several.").and_then(|many| many.parse().ok());
            let back = Some(if which.starts_with("several") { Back::Several } else { Back::One });
            let cases = if self.kazakh() { kazakh::case_at(self.document, at + len) } else { case::ANY };
            return Some(People { from: at, to: at + len, members: Vec::new(), cases, back, many });
        };
        let mut group = People {
            from: at,
            to: people.1,
            members: vec![std::mem::take(&mut people.0)],
            cases,
            back: None,
            many: None,
        };
        // «Как сообщил адвокат А, Б задержан»: who speaks is not of those who follow.
        let speaks = self.russian()
            && at
                .checked_sub(1)
                .is_some_and(|last| self.document.ends_tag(self.sentence, last, &["say", "said_noun"]));
        // «в поддержку А и арестованного Б»
        let governed = self.russian()
            && at
                .checked_sub(1)
                .is_some_and(|last| self.document.ends_tag(self.sentence, last, &["governs"]));
        while group.members.len() < 200 {
            let mut next = group.to;
            let comma = matches!(self.mark(next), "," | ";");
            if comma && speaks {
                break;
            }
            next += usize::from(comma);
            let and = self.tag(next, "and");
            next += and.unwrap_or(0);
            if !comma && and.is_none() {
                break;
            }
            if governed {
                next += self.tag(next, "detain.long").unwrap_or(0);
            }
            let Some((being, cases)) = self.one(next).or_else(|| self.after_clause(next)) else { break };
            if comma && and.is_none() && being.0.name.is_none() {
                break;
            }
            group.to = being.1;
            // In Kazakh only the last of them bears the ending.
            group.cases = if self.kazakh() { cases } else { group.cases & cases };
            group.members.push(being.0);
        }
        // Roles and organisation said once for all: "journalists A and B of C".
        let shared: Vec<Said<String>> =
            group.members.first().map(|first| first.roles.clone()).unwrap_or_default();
        let plural = self.plural_role(at);
        let last_org = group.members.last().and_then(|last| last.org.clone());
        let first_org = group.members.first().and_then(|first| first.org.clone());
        let several = group.members.len() > 1;
        let first_media = group.members.first().is_some_and(|first| {
            first
                .roles
                .first()
                .is_some_and(|role| matches!(role.value.as_str(), "journalist" | "media_worker"))
        });
        let first_org_leads = group.members.first().is_some_and(|first| {
            let quote = first.org.as_ref().and_then(|org| org.quotes.first().copied());
            quote.is_some_and(|quote| quote.start < self.span(first.from, first.to).start)
        });
        if self.kazakh() {
            let mut before = at..group.members.first().map_or(at, |first| first.from);
            let plural = before.any(|at| self.tag(at, "plural").is_some());
            self.share_kazakh(&mut group, plural);
            return Some(group);
        }
        for member in &mut group.members {
            if several && plural && member.roles.is_empty() {
                member.roles = shared.clone();
            }
            if several && member.org.is_none() && self.tag(member.first, "poss").is_some() {
                // "Anna, a correspondent of X, and her cameraman".
                member.org = first_org.clone();
            }
            // "CNN correspondent A, photojournalist B and producer C".
            let media = |being: &Being| {
                being
                    .roles
                    .first()
                    .is_some_and(|role| matches!(role.value.as_str(), "journalist" | "media_worker"))
            };
            let listed = (group.from..group.to).any(|at| self.mark(at) == ";");
            let crew = first_media && media(member) && first_org_leads && !listed;
            if several && member.org.is_none() && crew && last_org.is_none() {
                member.org = first_org.clone();
            }
            if several && member.org.is_none() {
                member.org =
                    if plural { first_org.clone().or_else(|| last_org.clone()) } else { last_org.clone() };
            }
        }
        if group.cases == 0 {
            group.cases = case::ANY;
        }
        Some(group)
    }

    fn kazakh(&self) -> bool {
        self.document.sentences.get(self.sentence).is_some_and(|one| one.lang == Lang::Kk)
    }

    /// In Kazakh a clause may stand before a name in a list: «және көршілес ауылдан келген Тұрсынай».
    fn after_clause(&self, at: usize) -> Option<((Being, usize), u8)> {
        if !self.kazakh() {
            return None;
        }
        let name = (at..(at + 5).min(self.to)).find(|at| self.name_at(*at).is_some())?;
        let last = self.document.folded(name.checked_sub(1).filter(|last| *last > at)?);
        let (_, found) = self.name_at(name)?;
        let clause = ["ған", "ген", "қан", "кен", "ған"].iter().any(|end| last.ends_with(end));
        (clause && found.bearer == Bearer::Person).then(|| self.one(name)).flatten()
    }

    /// Role and organisation stand before the first in Kazakh, and hold for those joined to it: «Азаттық журналисі A мен оператор B».
    fn share_kazakh(&self, group: &mut People, plural: bool) {
        let Some((first, others)) = group.members.split_first_mut() else { return };
        let mut end = first.to;
        for (at, member) in others.iter_mut().enumerate() {
            // What describes the next one anew ends what was said of the first.
            let joined = (end..member.from).all(|at| self.mark(at) == "," || self.tag(at, "and").is_some());
            let plural = plural && joined;
            if joined {
                end = member.to;
            }
            let own = !member.roles.is_empty();
            if plural && !own {
                member.roles = first.roles.clone();
            }
            let media = |being: &Being| {
                being
                    .roles
                    .first()
                    .is_some_and(|role| matches!(role.value.as_str(), "journalist" | "media_worker"))
            };
            let free = (first.to..member.from).any(|at| self.tag(at, "independent").is_some());
            if member.org.is_none()
                && ((plural && !own) || (at == 0 && media(first) && media(member) && !free))
            {
                member.org = first.org.clone();
            }
        }
    }

    /// Whether the words before the first name are a role in the plural.
    fn plural_role(&self, at: usize) -> bool {
        (at..(at + 4).min(self.to)).any(|at| self.tag(at, "plural").is_some())
    }
}
