//! One person or group without a name, as a sentence puts them: articles, numbers, qualities, roles, titles, then the name.

use super::{Being, Reader};
use crate::fact::Said;
use crate::items::described::How;
use crate::items::kazakh;
use crate::items::name::{Bearer, Name, case};
use crate::items::russian::{case_of_role, is_woman};
use crate::lang::Lang;
use crate::token::Shape;

impl Reader<'_> {
    /// One person or group without names, with what stands before and after; and where it ends.
    pub(super) fn one(&self, at: usize) -> Option<((Being, usize), u8)> {
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
                    // «мать Антона Гриба», «адвокат Антона Гриба»: whose.
                    Bearer::Person if self.russian() && next > at && self.is_owner(next, name) => {
                        determined = true;
                        described = Some(name.to);
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
                // «Защита: А, Б».
                next +=
                    usize::from(self.russian() && self.mark(next) == ":" && self.name_at(next + 1).is_some());
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
            } else if let Some(to) = described
                .filter(|to| self.russian() && *to == next && !being.roles.is_empty())
                .and_then(|to| self.bridge(to - 1, next))
            {
                let org = self
                    .names
                    .iter()
                    .find(|name| name.bearer == Bearer::Org && next <= name.from && name.to <= to);
                if let Some(org) = org.filter(|_| being.org.is_none()) {
                    being.org = Some(Said::at(org.name.clone(), self.span(org.from, org.to)));
                }
                next = to;
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
        if being.name.is_none() && (described.is_none() || being.official) {
            return self.described(at);
        }
        if being.name.is_none() {
            let to = described?;
            // Two girls, a pair of students: still somebody in particular.
            let person = self.tag(to - 1, "person").is_some();
            let few = being.size.is_some_and(|size| size <= if person { 4 } else { 3 })
                && (person || self.tag(to - 1, "role.other").is_some())
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
                return self.described(at);
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
        if being.name.is_none() {
            let further = self.described.iter().find(|one| one.to == being.to);
            end = further.map_or(end, |one| end.max(one.end));
        }
        if being.name.is_some() && !self.kazakh() {
            cases = being.name.and_then(|name| self.names.get(name)).map_or(case::ANY, |name| name.cases);
        }
        Some(((being, end), cases))
    }

    /// Somebody new whom words describe that no list knows: "a deaf woman", «двое парней с домброй».
    fn described(&self, at: usize) -> Option<((Being, usize), u8)> {
        let found = self.described.iter().find(|one| one.from == at)?;
        let new = matches!(found.how, How::New | How::Counted);
        if !new || self.name_at(found.end).is_some() {
            return None;
        }
        let kind = ["person", "role.other"].iter().any(|tag| self.tag(found.head, tag).is_some());
        let few = found.size.is_some_and(|size| size <= 4);
        let mut being = Being {
            from: at,
            to: found.to,
            first: at,
            group: found.group,
            size: found.size,
            counted: found.how == How::Counted && !(kind && few),
            ..Being::default()
        };
        if let Some((role, len)) = self.value(found.head, "role") {
            being.roles.push(Said::at(role, self.span(found.head, found.head + len)));
        }
        let cases = if self.kazakh() { kazakh::case_at(self.document, found.to) } else { case::ANY };
        let end = if self.kazakh() { found.to } else { self.apposition(&mut being).max(found.end) };
        Some(((being, end), cases))
    }

    /// «депутата городской думы Антона Гриба», «автора канала «Лес» Антона Гриба»: where the name begins that a role leads to over
    /// words in the genitive, if it bends with the role.
    fn bridge(&self, role: usize, from: usize) -> Option<usize> {
        let bad = [
            "detain", "say", "release", "governs", "adv", "who", "be", "not", "and", "move", "court",
            "said_in", "back", "kept", "verb", "place", "month",
        ];
        let mut at = from;
        while at < (from + 8).min(self.to) {
            if let Some((_, name)) = self.name_at(at) {
                if name.bearer != Bearer::Person {
                    at = name.to;
                    continue;
                }
                let cases = case_of_role(self.document.folded(role));
                return (at > from && name.cases & cases != 0).then_some(at);
            }
            let word = self.document.folded(at);
            if matches!(word, "того" | "той" | "этого" | "этой" | "же" | "по") {
                at += 1;
                continue;
            }
            let lower = self.document.tokens.get(at).is_some_and(|token| token.shape == Shape::Lower);
            let genitive = ["ы", "и", "а", "я", "ов", "ев", "ей", "ого", "его", "ой", "их", "ых", "ия"];
            if !lower
                || word.chars().count() < 3
                || bad.iter().any(|tag| self.tag(at, tag).is_some())
                || !genitive.iter().any(|end| word.ends_with(end))
                || ["ла", "ли", "ался", "лись"].iter().any(|end| word.ends_with(end))
            {
                return None;
            }
            at += 1;
        }
        None
    }

    pub(super) fn russian(&self) -> bool {
        self.document.sentences.get(self.sentence).is_some_and(|one| one.lang == Lang::Ru)
    }

    /// Whether a name after a noun says whose that is: it does not bend with the noun, or is of the other gender.
    fn is_owner(&self, at: usize, name: &Name) -> bool {
        let Some(last) = at.checked_sub(1) else { return false };
        if name.cases & (case::GEN | case::ACC) == 0 || name.cases & case::NOM != 0 {
            return false;
        }
        let ends = |tag: &str| self.document.ends_tag(self.sentence, last, &[tag]);
        let before =
            last.checked_sub(1).is_some_and(|at| self.document.ends_tag(self.sentence, at, &["determiner"]));
        let woman = is_woman(&name.name);
        if ends("kin.woman") {
            return woman != Some(true);
        }
        if ends("kin.man") {
            return woman == Some(true) || !before;
        }
        // «адвокат Антона Гриба»: the noun stands in the nominative, the name does not.
        let noun = self.document.folded(last);
        (ends("title") || ends("role"))
            && woman == Some(false)
            && noun.chars().last().is_some_and(|letter| !"аеиоуыэюяйь".contains(letter))
            && !["ов", "ев", "ам", "ям", "ом", "ем", "ых", "их", "ым", "им", "ами"]
                .iter()
                .any(|end| noun.ends_with(end))
    }

    /// Whether a role follows within a few words: «Азаттық журналисі», "Minneapolis alt-weekly City Pages journalist".
    pub(super) fn leads_to_role(&self, at: usize) -> bool {
        (at..(at + 5).min(self.to)).any(|at| self.tag(at, "role").is_some())
            && !(at..(at + 2).min(self.to)).any(|at| matches!(self.mark(at), "," | "." | ";" | ":"))
    }

    /// "AFP's representative": somebody of an organisation.
    pub(super) fn leads_to_person(&self, at: usize) -> bool {
        matches!(self.mark(at), "'s" | "’s") && self.tag(at + 1, "person").is_some()
    }
}
