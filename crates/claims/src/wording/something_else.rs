//! Which numbers are plainly not of people: clock times, ages, durations, dates, years, articles of law, station
//! numbers, money. When in doubt a number is kept: a count that is shown can be thrown away, one that is lost cannot
//! be found again.

use super::lexicon::Role;
use super::read::{Read, Reader};
use super::tokens::{Token, What};

impl Reader<'_> {
    /// Whether a number is plainly not of people; `Some(true)` if it is the number of an article or a station.
    pub(super) fn is_something_else(
        &self,
        i: usize,
        read: &Read,
        last_reference: Option<usize>,
    ) -> Option<bool> {
        let before = |role: Role| self.words.find_ending(self.tokens, i, |r| r == role);
        if before(Role::NotBefore) {
            return Some(true);
        }
        let counted = self.words.find(self.tokens, read.end, |r| r == Role::Counted).is_some();
        // “art. 405 and 174”, “9 and 10 June”; after a comma only a number that stands alone: in “art. 488, 15 were
        // fined” the 15 is a count.
        if let Some(reference) = last_reference
            && !counted
            && read.digits
            && i > reference
            && (reference..i).all(|k| self.words.find(self.tokens, k, |r| r == Role::ListJoin).is_some())
            && (!(reference..i).any(|k| self.is_mark(k, ",")) || self.stands_alone(read.end))
        {
            return Some(true);
        }
        if self.is_of_something_else(read.end) || read.year && !counted && before(Role::YearBefore) {
            return Some(false);
        }
        // “June 9”, “Oct. 3”, “June, 2019”
        let after_month = i.checked_sub(1).is_some_and(|k| self.is_month(k))
            || i.checked_sub(2).is_some_and(|k| {
                self.is_month(k) && (self.is_mark(k + 1, ".") || read.year && self.is_mark(k + 1, ","))
            });
        if (read.day || read.year) && after_month && !counted {
            return Some(read.day);
        }
        if read.year && i.checked_sub(2).is_some_and(|k| self.after_day_and_comma(k)) {
            return Some(false);
        }
        (read.day && self.days_of_a_month_follow(read.end)).then_some(false)
    }

    fn is_mark(&self, i: usize, mark: &str) -> bool {
        self.tokens.get(i).and_then(Token::word) == Some(mark)
    }

    /// Whether a list goes on or the sentence ends after a number.
    fn stands_alone(&self, end: usize) -> bool {
        self.tokens.get(end).is_none_or(|t| t.word().is_some_and(|w| matches!(w, "." | ";" | ")" | ":")))
            || self.words.find(self.tokens, end, |r| r == Role::ListJoin).is_some()
    }

    /// “June 9, 2019”, “Oct. 3, 2017”: is the token at `k` the day?
    fn after_day_and_comma(&self, k: usize) -> bool {
        let month = k.checked_sub(1).is_some_and(|m| self.is_month(m))
            || k.checked_sub(2).is_some_and(|m| self.is_month(m) && self.is_mark(m + 1, "."));
        let number = matches!(self.tokens.get(k), Some(Token { what: What::Number { .. }, .. }));
        month && number && self.is_mark(k + 1, ",")
    }

    /// `9 June`, `9-10 June`, «9, 10 и 11 июня».
    pub(super) fn days_of_a_month_follow(&self, mut end: usize) -> bool {
        for _ in 0..8 {
            if self.is_month(end) {
                return true;
            }
            let of = self.words.find(self.tokens, end, |r| r == Role::Inside).map_or(end, |f| end + f.0);
            if of > end && self.is_month(of) {
                return true;
            }
            let mark =
                self.tokens.get(end).and_then(Token::word).is_some_and(|w| matches!(w, "-" | "–" | "—"));
            let join = if mark {
                Some(1)
            } else {
                self.words.find(self.tokens, end, |r| r == Role::ListJoin).map(|f| f.0)
            };
            let Some(join) = join else { return false };
            match self.tokens.get(end + join).map(|t| &t.what) {
                Some(What::Number { tenths, plain: 1..=2, .. }) if *tenths <= 310 => end += join + 1,
                _ => return false,
            }
        }
        false
    }

    fn is_month(&self, i: usize) -> bool {
        let capital = || {
            let place = self.tokens.get(i).map(|t| t.start..t.end);
            place.and_then(|p| self.text.get(p)).is_some_and(|w| w.starts_with(char::is_uppercase))
        };
        match self.words.find(self.tokens, i, |r| matches!(r, Role::Month { .. })) {
            Some((_, Role::Month { capital: needed })) => !needed || capital(),
            _ => false,
        }
    }

    /// Whether hours, years, money or the like follow.
    pub(super) fn is_of_something_else(&self, end: usize) -> bool {
        let not = |i: usize| self.words.find(self.tokens, i, |r| r == Role::NotAfter).is_some();
        let hyphen = self.tokens.get(end).and_then(Token::word) == Some("-");
        let of = self.words.find(self.tokens, end, |r| r == Role::Inside).map(|f| end + f.0);
        not(end) || hyphen && not(end + 1) || of.is_some_and(not)
    }
}
