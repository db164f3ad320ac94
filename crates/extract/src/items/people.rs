//! Who a sentence speaks of: a name with its titles, roles and organisation; several joined by "and"; people without a
//! name; and the small words that point back to somebody.

use crate::document::Document;
use crate::fact::Said;
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
pub fn people(document: &Document<'_>, sentence: usize, names: &[Name], numbers: &[Number]) -> Vec<People> {
    let Some(bounds) = document.sentences.get(sentence) else { return Vec::new() };
    let reader = Reader { document, sentence, names, numbers, to: bounds.to };
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
        let first = self
            .one(at)
            .filter(|one| back.is_none() || one.0.0.name.is_some() || self.tag(at, "determiner").is_some());
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
        while group.members.len() < 200 {
            let mut next = group.to;
            let comma = matches!(self.mark(next), "," | ";");
            next += usize::from(comma);
            let and = self.tag(next, "and");
            next += and.unwrap_or(0);
            if !comma && and.is_none() {
                break;
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

    /// One person or group without names, with what stands before and after; and where it ends.
    fn one(&self, at: usize) -> Option<((Being, usize), u8)> {
        let mut being = Being { from: at, first: at, ..Being::default() };
        let mut next = at;
        let mut described = None;
        let mut determined = false;
        // What may stand before a name or make a description: articles, numbers, qualities, roles, titles, organisations.
        while next < self.to && next - at < 14 {
            if let Some((number, name)) = self.name_at(next) {
                let owner = name.bearer == Bearer::Person
                    && matches!(self.mark(name.to), "'s" | "’s")
                    && ["role", "person", "title"].iter().any(|tag| self.tag(name.to + 1, tag).is_some());
                if owner {
                    // "Anna Lee's colleague, photographer Ben Cole": not Anna.
                    determined = true;
                    next = name.to + 1;
                    continue;
                }
                match name.bearer {
                    // «Ерекешовтің ұлы Мейіржан»: whose son, whose lawyer.
                    Bearer::Person
                        if self.kazakh()
                            && name.cases == case::GEN
                            && ["kin", "role", "title"]
                                .iter()
                                .any(|tag| self.tag(name.to, tag).is_some())
                            && (name.to..(name.to + 4).min(self.to)).any(|at| {
                                self.name_at(at).is_some_and(|(_, name)| name.bearer == Bearer::Person)
                            }) =>
                    {
                        being.roles.clear();
                        next = name.to;
                        continue;
                    }
                    Bearer::Person => {
                        being.name = Some(number);
                        being.from = name.from;
                        being.to = name.to;
                        break;
                    }
                    Bearer::Org | Bearer::Place
                        if next > at || self.leads_to_role(name.to) || self.leads_to_person(name.to) =>
                    {
                        if name.bearer == Bearer::Org {
                            being.org = Some(Said::at(name.name.clone(), self.span(name.from, name.to)));
                        }
                        next = name.to;
                        continue;
                    }
                    _ => break,
                }
            }
            if let Some((role, len)) = self.value(next, "role") {
                being.roles.push(Said::at(role, self.span(next, next + len)));
                described = Some(next + len);
                next += len;
            } else if let Some(len) = self.tag(next, "title").or_else(|| self.tag(next, "courtesy")) {
                being.official |= self.tag(next, "title").is_some();
                next += len;
                next += usize::from(self.mark(next) == "." && self.tag(next + 1, "role").is_none());
            } else if let Some(len) = self.tag(next, "person") {
                described = Some(next + len);
                being.group |= self.tag(next, "person.many").is_some();
                next += len;
            } else if let Some(number) =
                self.numbers.iter().find(|number| number.from == next && !number.measures && !number.share)
            {
                if described.is_some() {
                    break;
                }
                being.counted = true;
                being.size =
                    number.min.filter(|_| number.min == number.max).and_then(|n| u32::try_from(n).ok());
                determined = true;
                next = number.to;
            } else if self.document.folded(next).contains("-летн")
                || self.document.folded(next).ends_with("year-old")
            {
                // «62-летний», "31-year-old".
                next += 1;
            } else if let Some(len) = self.tag(next, "determiner") {
                if described.is_some() {
                    break;
                }
                determined = true;
                next += len;
            } else if let Some(len) = self
                .tag(next, "demonym")
                .or_else(|| self.tag(next, "quality"))
                .or_else(|| self.tag(next, "orgword"))
                .or_else(|| self.tag(next, "orgkind"))
            {
                next += len;
            } else if next > at
                && described.is_none()
                && matches!(self.mark(next), "'s" | "’s" | "«" | "»" | "“" | "”" | "\"")
            {
                next += 1;
            } else {
                break;
            }
        }
        if being.name.is_none() && described.is_none() && being.official && !self.kazakh() {
            // "The mayor's spokesman, Ben Cole,": an office leads to a name too.
            being.from = at;
            being.to = next;
            let end = self.apposition(&mut being);
            return being.name.is_some().then_some(((being, end), case::ANY));
        }
        if being.name.is_none() {
            let to = described?;
            // Two girls, a pair of students: still somebody in particular.
            let few = being.size.is_some_and(|size| size <= 3)
                && self.tag(to - 1, "person").is_some()
                && self.tag(to - 1, "people.any").is_none();
            being.counted &= !few;
            // "People" are nobody in particular.
            being.counted |= being.roles.is_empty() && self.tag(to - 1, "people.any").is_some();
            // "journalists" alone is nobody in particular unless something counts or limits it.
            being.from = at;
            being.to = to;
            being.group |= being.size.is_some_and(|size| size > 1) || self.tag(to - 1, "plural").is_some();
            let named_by_role = !being.roles.is_empty();
            // "Reporters were held": nobody in particular, where the language has articles.
            let english = self.document.sentences.get(self.sentence).is_some_and(|one| one.lang == Lang::En);
            being.counted |= english && being.group && being.size.is_none() && !self.has_employer(to);
            // «затолкали парня»: somebody in particular, where the language has no articles.
            let one = !english && self.tag(to - 1, "person.one").is_some();
            if !determined && !being.group && !named_by_role && !one {
                return None;
            }
        }
        let mut cases = being.name.and_then(|name| self.names.get(name)).map_or(case::ANY, |name| name.cases);
        if self.kazakh() {
            // «Роза апайды»: the ending stands on the word of respect.
            if let Some(len) = self.tag(being.to, "courtesy").filter(|_| being.name.is_some()) {
                cases = kazakh::case_at(self.document, being.to + len);
                let (name, end) = (being.to, being.to + len);
                being.to = end;
                let end = if cases == case::NOM { self.after(&mut being) } else { end };
                being.to = name;
                return Some(((being, end), cases));
            }
            if being.name.is_none() {
                cases = kazakh::case_at(self.document, being.to);
            } else if self.document.folded(being.to).starts_with("деген")
                && let Some(len) = self.tag(being.to + 1, "person")
            {
                // «Оңғарбай Шегір деген ақсақалды»
                cases = kazakh::case_at(self.document, being.to + 1 + len);
                let end = being.to + 1 + len;
                return Some(((being, end), cases));
            } else if cases != case::NOM && self.mark(being.to) != "(" {
                // What bears an ending is not explained after it.
                let end = being.to;
                return Some(((being, end), cases));
            }
        }
        let mut end = match being.name {
            None if !self.kazakh() => self.apposition(&mut being),
            _ => being.to,
        };
        if end == being.to {
            end = self.after(&mut being);
        }
        if being.name.is_some() && !self.kazakh() {
            cases = being.name.and_then(|name| self.names.get(name)).map_or(case::ANY, |name| name.cases);
        }
        Some(((being, end), cases))
    }

    /// "a colleague from Radio X, Anna Lee", "another reporter — editor Anna Lee", "a student called Till": the name that a
    /// description in the singular leads to. Returns where it ends.
    fn apposition(&self, being: &mut Being) -> usize {
        let described = being.to;
        if being.group || being.counted || being.size.is_some() {
            return described;
        }
        let org = being.org.clone();
        let next = self.employer(described, being).unwrap_or(described);
        let called = self.tag(next, "called");
        if called.is_none() && !matches!(self.mark(next), "," | "—" | "–") {
            being.org = org;
            return described;
        }
        let named = self.one(next + called.unwrap_or(1)).map(|one| one.0).filter(|one| one.0.name.is_some());
        let Some((named, end)) = named.filter(|(_, end)| self.tag(*end, "say").is_none()) else {
            being.org = org;
            return described;
        };
        being.name = named.name;
        being.from = named.from;
        being.to = named.to;
        being.official |= named.official;
        being.roles.extend(named.roles);
        being.org = named.org.or(being.org.take());
        // The comma that closes it: "his cameraman, Ben Cole, was".
        let closes = end == being.to
            && self.mark(next) == ","
            && self.mark(end) == ","
            && self.tag(end + 1, "and").is_none();
        end + usize::from(closes)
    }

    /// Whether a role follows within a few words: «Азаттық журналисі», "Minneapolis alt-weekly City Pages journalist".
    fn leads_to_role(&self, at: usize) -> bool {
        (at..(at + 5).min(self.to)).any(|at| self.tag(at, "role").is_some())
            && !(at..(at + 2).min(self.to)).any(|at| matches!(self.mark(at), "," | "." | ";" | ":"))
    }

    /// "AFP's representative": somebody of an organisation.
    fn leads_to_person(&self, at: usize) -> bool {
        matches!(self.mark(at), "'s" | "’s") && self.tag(at + 1, "person").is_some()
    }

    /// What follows a name: "(observer, «Fair Choice»)", ", a journalist at X,", "of Radio X". Returns where it ends.
    fn after(&self, being: &mut Being) -> usize {
        let mut end = being.to;
        if let Some(to) = self.employer(end, being) {
            end = to;
        }
        if being.counted {
            return end;
        }
        // ", of the news site X,", ", both of the channel X,".
        if self.mark(end) == "," {
            let of = end + 1 + self.tag(end + 1, "allof").unwrap_or(0);
            if let Some(to) = self.employer(of, being).filter(|to| matches!(self.mark(*to), "," | "." | ";"))
            {
                let closes = self.mark(to) == "," && self.tag(to + 1, "and").is_none();
                return if closes { to + 1 } else { to };
            }
        }
        // ", 24, a reporter": what somebody is may follow the age.
        // «24 жаста»
        let old = usize::from(self.kazakh() && self.document.folded(end + 2).starts_with("жас"));
        let aged = self.mark(end) == ","
            && self.numbers.iter().any(|number| number.from == end + 1 && number.to == end + 2)
            && self.mark(end + 2 + old) == ",";
        let age = end;
        if aged {
            end += 2 + old;
        }
        // "Anna Lee (Radio X)".
        if self.mark(end) == "("
            && let Some((_, name)) = self.name_at(end + 1).filter(|(_, name)| name.bearer == Bearer::Org)
            && self.mark(name.to) == ")"
        {
            if being.org.is_none() {
                being.org = Some(Said::at(name.name.clone(), self.span(name.from, name.to)));
            }
            return name.to + 1;
        }
        let open = self.mark(end);
        if open == "|" && self.kazakh() {
            return self.cells(end, being);
        }
        let close: &[&str] = match open {
            "," => &[",", ".", ";", "–", "—"],
            "(" => &[")"],
            "—" | "–" => &["—", "–"],
            _ => return end,
        };
        // The aside must say what somebody is before anything happens in it.
        let limit = (end + 24).min(self.to);
        let mut role_at = None;
        let mut who_at = None;
        let mut at = end + 1;
        let mut closed = None;
        if self.tag(at, "and").is_some() {
            return if aged { age + 3 } else { end };
        }
        while at < limit {
            let mark = self.mark(at);
            // A point inside a sentence is that of a short form.
            if close.contains(&mark) && (mark != "." || at + 1 >= self.to) {
                closed = Some(at);
                break;
            }
            if role_at.is_none()
                && (self.tag(at, "role").is_some() || self.tag(at, "title").is_some())
                && at - end < (if open == "(" { 14 } else { 9 })
            {
                role_at = Some(at);
            }
            if who_at.is_none() && self.tag(at, "who").is_some() {
                who_at = Some(at);
            }
            // «…, передаёт корреспондент X»: the words of a source, not an aside.
            if who_at.is_none() && (self.tag(at, "say").is_some() || self.tag(at, "said_noun").is_some()) {
                return if aged { age + 3 } else { end };
            }
            let verb = || ["be", "detain", "have"].iter().any(|tag| self.tag(at, tag).is_some());
            if who_at.is_none() && verb() {
                if role_at.is_none() {
                    return if aged { age + 3 } else { end };
                }
                break;
            }
            at += 1;
        }
        // "who works for X", "who founded X".
        if let Some(who) = who_at {
            self.works(who, closed.unwrap_or(at), being);
            if role_at.is_none_or(|role| role > who) {
                // In a list apart by semicolons it is part of its line.
                let rest = if aged { age + 3 } else { end };
                return closed.filter(|at| self.mark(*at) == ";").unwrap_or(rest);
            }
            at = who;
        }
        let Some(first) = role_at else {
            // "(b. 1987)", ", 24,": passed over.
            return match closed {
                Some(at) if open == "(" && at - end <= 8 => at + 1,
                _ if aged => age + 3,
                _ => end,
            };
        };
        let stop = who_at.or(closed).unwrap_or(at);
        // «A, тілші B»: the role is that of the next.
        if self.kazakh()
            && (end..stop).any(|at| self.name_at(at).is_some_and(|(_, name)| name.bearer == Bearer::Person))
        {
            return end;
        }
        // In Kazakh the organisation stands before the role.
        let mut next = if self.kazakh() { end + 1 } else { first };
        while next < stop {
            let denied = (next.saturating_sub(2)..next).any(|at| self.tag(at, "not").is_some());
            if let Some((role, len)) = self.value(next, "role") {
                if denied {
                    next += len;
                    continue;
                }
                being.roles.push(Said::at(role, self.span(next, next + len)));
                next += len;
            } else if let Some(len) = self.tag(next, "title") {
                being.official = true;
                next += len;
            } else if let Some((_, name)) = self.name_at(next).filter(|(_, name)| name.bearer == Bearer::Org)
            {
                // "a reporter for the university's newspaper X": it is X that counts.
                let kind =
                    (first..next).any(|at| self.tag(at, "orgkind").is_some_and(|len| at + len == next));
                if being.org.is_none() || kind {
                    being.org = Some(Said::at(name.name.clone(), self.span(name.from, name.to)));
                }
                next = name.to;
            } else {
                next += 1;
            }
        }
        match closed {
            Some(at) if matches!(self.mark(at), "." | ";") => at,
            Some(at) if open == "," && matches!(self.mark(at), "–" | "—") => at,
            // The comma that closes an aside is part of it, unless the list goes on: "A, an editor, and B".
            Some(at) if open == "," && self.tag(at + 1, "and").is_some() => at,
            Some(at) => self.listed_org(at + 1, being).unwrap_or(at + 1),
            None => stop,
        }
    }

    /// The organisation in what follows "who": only what somebody is said to work for, run or write.
    fn works(&self, from: usize, to: usize, being: &mut Being) {
        for at in from..to {
            let Some((role, len)) = self.value(at, "works") else { continue };
            if being.roles.is_empty() && role == "journalist" {
                being.roles.push(Said::at(role, self.span(at, at + len)));
            }
            let mut next = at + len;
            while next < to && !self.names.iter().any(|name| name.from == next) {
                if self.tag(next, "determiner").is_none()
                    && self.tag(next, "quality").is_none()
                    && self.tag(next, "orgkind").is_none()
                    && self.tag(next, "demonym").is_none()
                    && !matches!(self.mark(next), "\"" | "“" | "«")
                {
                    break;
                }
                next += 1;
            }
            if let Some((_, name)) = self.name_at(next).filter(|(_, name)| name.bearer == Bearer::Org)
                && being.org.is_none()
            {
                being.org = Some(Said::at(name.name.clone(), self.span(name.from, name.to)));
                return;
            }
        }
    }

    /// In a list: "Name, reporter, Radio X – …".
    fn listed_org(&self, at: usize, being: &mut Being) -> Option<usize> {
        let (_, name) = self.name_at(at).filter(|(_, name)| name.bearer == Bearer::Org)?;
        let after = name.to + self.tag(name.to, "orgkind").unwrap_or(0);
        let kind = (at.saturating_sub(3)..at)
            .any(|one| self.tag(one, "orgkind").is_some_and(|len| one + len + 1 == at));
        if kind && being.org.is_some() {
            being.org = None;
        }
        let ends = matches!(self.mark(after), "," | "–" | "—" | "." | "(" | ";" | ":" | "");
        if being.org.is_some() || !ends {
            return None;
        }
        being.org = Some(Said::at(name.name.clone(), self.span(name.from, name.to)));
        Some(name.to)
    }

    fn has_employer(&self, at: usize) -> bool {
        self.employer(at, &mut Being::default()).is_some()
    }

    /// The cells of a pasted table after a name: role and organisation, each a cell. Returns where the last of them ends.
    fn cells(&self, at: usize, being: &mut Being) -> usize {
        let (mut next, mut end) = (at, at);
        while next < self.to && next - at < 24 {
            if let Some((role, len)) = self.value(next, "role") {
                being.roles.push(Said::at(role, self.span(next, next + len)));
                next += len;
                end = next;
            } else if let Some((_, name)) = self.name_at(next).filter(|(_, name)| name.bearer == Bearer::Org)
            {
                being.org = being
                    .org
                    .take()
                    .or_else(|| Some(Said::at(name.name.clone(), self.span(name.from, name.to))));
                next = name.to;
                end = next;
            } else {
                next += 1;
            }
        }
        end
    }

    /// "of Radio X", "from X", "with X" right after a name.
    fn employer(&self, at: usize, being: &mut Being) -> Option<usize> {
        let len = self.tag(at, "employed")?;
        let mut next = at + len;
        next += self.tag(next, "determiner").unwrap_or(0);
        // "of the daily X", "of the group X".
        while self.name_at(next).is_none() {
            let kind = ["orgkind", "quality", "demonym"].iter().find_map(|tag| self.tag(next, tag));
            let Some(len) = kind else { break };
            next += len;
        }
        let (_, name) = self.name_at(next).filter(|(_, name)| name.bearer == Bearer::Org)?;
        being.org = Some(Said::at(name.name.clone(), self.span(name.from, name.to)));
        Some(name.to)
    }
}
