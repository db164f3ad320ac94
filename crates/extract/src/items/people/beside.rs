//! What stands beside somebody and says who they are: asides, appositions, employers, the cells of a pasted table.

use super::{Being, Reader};
use crate::fact::Said;
use crate::items::name::Bearer;

impl Reader<'_> {
    /// "a colleague from Radio X, Anna Lee", "another reporter — editor Anna Lee", "a student called Till": the name that a
    /// description in the singular leads to. Returns where it ends.
    pub(super) fn apposition(&self, being: &mut Being) -> usize {
        let described = being.to;
        // «ещё одного наблюдателя, Антона Гриба»
        let one = self.russian() && being.size == Some(1);
        if !one && (being.group || being.counted || being.size.is_some()) {
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
        if one {
            (being.counted, being.size) = (false, None);
        }
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

    /// What follows a name: "(observer, «Fair Choice»)", ", a journalist at X,", "of Radio X". Returns where it ends.
    pub(super) fn after(&self, being: &mut Being) -> usize {
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
        let years = self.document.folded(end + 2);
        let old = usize::from(
            (self.kazakh() && years.starts_with("жас"))
                || (self.russian() && matches!(years, "лет" | "года" | "год")),
        );
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
        // «(штаб «Свободный голос»)»
        if self.russian()
            && self.mark(end) == "("
            && self.tag(end + 1, "orgword").is_some()
            && let Some((_, name)) = self.name_at(end + 2).filter(|(_, name)| name.bearer == Bearer::Org)
            && self.mark(name.to) == ")"
        {
            being.org =
                being.org.take().or_else(|| Some(Said::at(name.name.clone(), self.span(name.from, name.to))));
            return name.to + 1;
        }
        let open = self.mark(end);
        if open == "|" && (self.kazakh() || self.russian()) {
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
        // «журналистка А, оператор Б»: the role is that of the next.
        let next_one = role_at.and_then(|role| {
            let (_, len) = self.value(role, "role")?;
            let (_, name) = self.name_at(role + len).filter(|(_, name)| name.bearer == Bearer::Person)?;
            let cases = self.names.get(being.name?)?.cases;
            Some(name.cases & cases != 0 && self.tag(role, "kin").is_none())
        });
        if self.russian() && next_one == Some(true) {
            return end;
        }
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
    pub(super) fn works(&self, from: usize, to: usize, being: &mut Being) {
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
    pub(super) fn listed_org(&self, at: usize, being: &mut Being) -> Option<usize> {
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

    pub(super) fn has_employer(&self, at: usize) -> bool {
        self.employer(at, &mut Being::default()).is_some()
    }

    /// The cells of a pasted table after a name: role and organisation, each a cell. Returns where the last of them ends.
    pub(super) fn cells(&self, at: usize, being: &mut Being) -> usize {
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
    pub(super) fn employer(&self, at: usize, being: &mut Being) -> Option<usize> {
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
