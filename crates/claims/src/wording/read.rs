//! Finds quantities in a phrase. It reads numbers of anything that can be people; numbers that are plainly
//! something else (clock times, ages, durations, dates, years, articles of law, station numbers, money) are left
//! out. It must never turn a vague word into a number.

use super::lexicon::{Lang, Lexicon, Role};
use super::tokens::{Token, What, tokens};
use super::{Kind, Quantity, VagueWord};

/// Finds the quantities of a phrase, in order and not overlapping.
///
/// Without a language the script decides; Cyrillic without a Kazakh letter is read as Russian first and then for
/// Kazakh qualifiers, because «он» is “ten” in one and “he” in the other.
pub fn read_quantity(text: &str, lang: Option<Lang>) -> Vec<Quantity> {
    let tokens = tokens(text);
    let read = |lang: Lang| Reader { text, tokens: &tokens, words: lang.lexicon() }.read();
    if let Some(lang) = lang {
        return read(lang);
    }
    let cyrillic = text.chars().any(|c| matches!(c, '\u{400}'..='\u{4ff}'));
    let kazakh = |c: char| "әғқңөұүһі".contains(c) || "ӘҒҚҢӨҰҮҺІ".contains(c);
    if !cyrillic {
        return read(Lang::En);
    }
    if text.chars().any(kazakh) {
        return merge(read(Lang::Kk), read(Lang::Ru));
    }
    merge(read(Lang::Ru), read(Lang::Kk))
}

/// Keeps the first reading and adds from the second what says more: a qualifier where the first saw a bare
/// number, or a qualified number where it saw nothing.
fn merge(mut first: Vec<Quantity>, second: Vec<Quantity>) -> Vec<Quantity> {
    let qualified = |q: &Quantity| q.kind != Kind::Exact;
    // A bare range of digits is in no language: if the first reading left it out, it was a date or the like.
    let wordless = |q: &Quantity| q.kind == Kind::Range && !q.word.chars().any(char::is_alphabetic);
    for other in second.into_iter().filter(|q| qualified(q) && !wordless(q)) {
        let meets = |q: &Quantity| q.span.start < other.span.end && other.span.start < q.span.end;
        if !first.iter().any(|q| meets(q) && qualified(q)) {
            first.retain(|q| !meets(q));
            first.push(other);
        }
    }
    first.sort_by_key(|q| q.span.start);
    first
}

pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) words: &'static Lexicon,
}

/// A number that was read: its value in tenths and where it ends.
#[derive(Clone, Copy)]
pub(super) struct Read {
    tenths: u128,
    pub(super) end: usize,
    /// A short word such as “one” that counts only beside a qualifier.
    needs_company: bool,
    /// A case ending was cut off; it must be explained by a word after the number.
    cut: bool,
    /// It carries a case ending.
    ended: bool,
    /// Plain four digits: could be a year.
    pub(super) year: bool,
    /// Plain one or two digits: could be a day.
    pub(super) day: bool,
    pub(super) digits: bool,
    /// A qualifier glued on with a hyphen: `60-plus`.
    glued: Option<Kind>,
}

impl Reader<'_> {
    fn read(&self) -> Vec<Quantity> {
        let mut found = Vec::new();
        let mut i = 0;
        // Where the last quantity ended, and where the last number of an article or station ended.
        let (mut last_end, mut last_reference) = (None, None);
        while i < self.tokens.len() {
            match self.at(i, last_end, last_reference) {
                Seen::Quantity(quantity, end) => {
                    found.push(quantity);
                    last_end = Some(end);
                    i = end;
                }
                Seen::SomethingElse { end, reference } => {
                    if reference {
                        last_reference = Some(end);
                    }
                    i = end;
                }
                Seen::Nothing => i += 1,
            }
        }
        found
    }

    fn at(&self, i: usize, last_end: Option<usize>, last_reference: Option<usize>) -> Seen {
        let mut chain = Chain::default();
        let mut j = i;
        while let Some((len, kind, genitive, inverted)) = self.qualifier(j) {
            // «15 человек 20 …»: the noun belongs to the number before it.
            if inverted && last_end == Some(j) {
                break;
            }
            chain.kinds.push(kind);
            chain.genitive = genitive;
            j += len;
        }
        if let Some(seen) = self.range_with_opening(i, j) {
            return seen;
        }
        if let Some(seen) = self.vague(i, j, &chain) {
            return seen;
        }
        let Some(first) = self.number(j, chain.genitive) else { return Seen::Nothing };
        if let Some(reference) = self.is_something_else(j, &first, last_reference) {
            return Seen::SomethingElse { end: first.end, reference };
        }
        if let Some(seen) = self.range(i, first) {
            return seen;
        }
        let (after, end) = self.after(first.end);
        let kind = after.or(first.glued).or(chain.kinds.last().copied());
        if first.cut && after.is_none() || first.needs_company && kind.is_none() {
            return Seen::Nothing;
        }
        self.quantity(i, end, kind.unwrap_or(Kind::Exact), whole(first.tenths), None)
    }

    fn quantity(&self, from: usize, end: usize, kind: Kind, n: Option<u64>, m: Option<u64>) -> Seen {
        let vague = matches!(kind, Kind::Vague(_) | Kind::Many);
        let (Some(first), Some(last)) =
            (self.tokens.get(from), end.checked_sub(1).and_then(|e| self.tokens.get(e)))
        else {
            return Seen::Nothing;
        };
        if !vague && n.is_none() {
            return Seen::SomethingElse { end, reference: false };
        }
        let span = first.start..last.end;
        let word = self.text.get(span.clone()).unwrap_or("").to_owned();
        Seen::Quantity(Quantity { span, word, kind, n, m }, end)
    }

    /// A word or sign that qualifies the number after it.
    fn qualifier(&self, i: usize) -> Option<(usize, Kind, bool, bool)> {
        let sign = match self.tokens.get(i)?.word()? {
            "~" | "≈" => Some(Kind::About),
            ">" => Some(Kind::MoreThan),
            "≥" => Some(Kind::AtLeast),
            "<" => Some(Kind::FewerThan),
            "≤" => Some(Kind::UpTo),
            _ => None,
        };
        if let Some(kind) = sign {
            return Some((1, kind, false, false));
        }
        match self.words.find(self.tokens, i, |role| matches!(role, Role::Before { .. })) {
            Some((len, Role::Before { kind, genitive, inverted })) => Some((len, kind, genitive, inverted)),
            _ => None,
        }
    }

    /// A qualifier after the number, perhaps with the counted noun between: “500 people or so”.
    fn after(&self, end: usize) -> (Option<Kind>, usize) {
        if let Some(plus) = self.tokens.get(end)
            && plus.word() == Some("+")
            && self.tokens.get(end.saturating_sub(1)).is_some_and(|t| t.end == plus.start)
        {
            return (Some(Kind::AtLeast), end + 1);
        }
        let noun = self.words.find(self.tokens, end, |r| r == Role::Counted).map_or(end, |f| end + f.0);
        for at in [end, noun] {
            if let Some((len, Role::After(kind))) =
                self.words.find(self.tokens, at, |r| matches!(r, Role::After(_)))
            {
                return (Some(kind), at + len);
            }
        }
        (None, end)
    }

    /// A vague word, with the unit it is said of: “several hundred”, “tens of thousands”.
    fn vague(&self, from: usize, j: usize, chain: &Chain) -> Option<Seen> {
        if self.words.find(self.tokens, j, |r| r == Role::Many).is_some() {
            let (len, _) = self.words.find(self.tokens, j, |r| r == Role::Many)?;
            if self.is_of_something_else(j + len) {
                return Some(Seen::SomethingElse { end: j + len, reference: false });
            }
            return Some(self.quantity(from, j + len, Kind::Many, None, None));
        }
        let wanted = |role: Role| match role {
            Role::Vague(_) | Role::UnitPlural(..) => true,
            // After «около» the form «сотни» is one hundred, not hundreds.
            _ => false,
        };
        let (len, role) = self.words.find(self.tokens, j, wanted)?;
        let (word, said_of_units) = match role {
            Role::Vague(word) => (word, true),
            Role::UnitPlural(_, word) => {
                let also_one =
                    self.words.find(self.tokens, j, |r| matches!(r, Role::UnitGenitive(_))).is_some();
                if chain.genitive && also_one {
                    return None;
                }
                (word, !matches!(word, VagueWord::Several))
            }
            _ => return None,
        };
        let mut end = j + len;
        let mut unit = None;
        if said_of_units {
            let joined = self.words.find(self.tokens, end, |r| r == Role::Inside).map_or(end, |f| end + f.0);
            for at in [end, joined] {
                let units = |r: Role| {
                    matches!(
                        r,
                        Role::UnitOne(_) | Role::UnitAfter(_) | Role::UnitGenitive(_) | Role::UnitPlural(..)
                    )
                };
                if let Some((len, role)) = self.words.find(self.tokens, at, units) {
                    unit = unit_of(role);
                    end = at + len;
                    break;
                }
            }
        }
        if self.is_of_something_else(end) {
            return Some(Seen::SomethingElse { end, reference: false });
        }
        Some(self.quantity(from, end, Kind::Vague(word), unit, None))
    }

    fn range_with_opening(&self, from: usize, j: usize) -> Option<Seen> {
        let (len, role) = self.words.find(self.tokens, j, |r| matches!(r, Role::RangeOpen(_)))?;
        let first = self.number(j + len, true)?;
        let Role::RangeOpen(opened) = role else { return None };
        let (joined, _) = self.words.find(self.tokens, first.end, |r| r == Role::RangeJoin(opened))?;
        let second = self.number(first.end + joined, true)?;
        if self.is_something_else(j + len, &first, None).is_some() || self.ends_as_something_else(&second) {
            return Some(Seen::SomethingElse { end: second.end, reference: false });
        }
        self.range_of(from, first, second, second.end)
    }

    fn ends_as_something_else(&self, second: &Read) -> bool {
        self.is_of_something_else(second.end) || second.day && self.days_of_a_month_follow(second.end)
    }

    /// `15-20`, “15 or 20”, «15-тен 20-ға дейін».
    fn range(&self, from: usize, first: Read) -> Option<Seen> {
        let dash = |i: usize| {
            self.tokens.get(i).and_then(Token::word).is_some_and(|w| matches!(w, "-" | "–" | "—" | "−"))
        };
        if dash(first.end) && first.digits {
            let second = self.number(first.end + 1, false)?;
            if !second.digits {
                return None;
            }
            if first.year && second.year || self.ends_as_something_else(&second) {
                return Some(Seen::SomethingElse { end: second.end, reference: false });
            }
            return self.range_of(from, first, second, second.end);
        }
        let (joined, at) = self.range_join(&first)?;
        let closed = self.words.ranges.get(at).is_some_and(|range| range.closed);
        let second = self.number(first.end + joined, false)?;
        let mut end = second.end;
        if closed {
            let noun = self.words.find(self.tokens, end, |r| r == Role::Counted).map_or(end, |f| end + f.0);
            let close =
                |i: usize| self.words.find(self.tokens, i, |r| r == Role::RangeClose(at)).map(|f| i + f.0);
            end = close(end).or_else(|| close(noun))?;
        } else if second.cut || first.cut {
            return None;
        }
        if self.ends_as_something_else(&second) {
            return Some(Seen::SomethingElse { end, reference: false });
        }
        self.range_of(from, first, second, end)
    }

    /// The word that joins a range without an opening word, and which range it is. Where endings do the work
    /// (15-тен 20-ға дейін) the join is nothing at all.
    fn range_join(&self, first: &Read) -> Option<(usize, usize)> {
        let unopened = |at: usize| self.words.ranges.get(at).is_some_and(|range| !range.opened);
        let joins = |r: Role| matches!(r, Role::RangeJoin(at) if unopened(at));
        if let Some((len, Role::RangeJoin(at))) = self.words.find(self.tokens, first.end, joins) {
            return Some((len, at));
        }
        let bare = self.words.ranges.iter().position(|range| range.bare && first.ended)?;
        Some((0, bare))
    }

    fn range_of(&self, from: usize, first: Read, second: Read, end: usize) -> Option<Seen> {
        // “5–7 thousand”: the unit belongs to both.
        let unit = self.unit_multiple(second.end, second);
        let low = if first.tenths < 1_000 * unit && unit > 1 { first.tenths * unit } else { first.tenths };
        (low < second.tenths).then(|| self.quantity(from, end, Kind::Range, whole(low), whole(second.tenths)))
    }

    /// The unit word that ended a number, if it was a small number times a unit.
    fn unit_multiple(&self, end: usize, read: Read) -> u128 {
        let units = |r: Role| {
            matches!(r, Role::UnitOne(_) | Role::UnitAfter(_) | Role::UnitGenitive(_) | Role::UnitPlural(..))
        };
        for back in 1..=2 {
            if let Some(at) = end.checked_sub(back)
                && let Some((len, role)) = self.words.find(self.tokens, at, units)
                && len == back
                && let Some(unit) = unit_of(role).map(u128::from)
                && read.tenths.is_multiple_of(unit)
                && read.tenths / unit < 10_000
            {
                return unit;
            }
        }
        1
    }

    /// A number in digits or words that starts at `i`.
    fn number(&self, i: usize, genitive: bool) -> Option<Read> {
        let token = self.tokens.get(i)?;
        if let What::Number { tenths, plain, glued } = &token.what {
            return self.digits(i, *tenths, *plain, glued.as_deref());
        }
        self.words_of_number(i, genitive)
    }

    fn digits(&self, i: usize, tenths: u128, plain: usize, glued: Option<&str>) -> Option<Read> {
        let mut read = Read {
            tenths,
            end: i + 1,
            needs_company: false,
            cut: false,
            ended: glued.is_some(),
            year: plain == 4 && (19_000..=21_000).contains(&tenths),
            day: (1..=2).contains(&plain) && (10..=310).contains(&tenths),
            digits: true,
            glued: None,
        };
        if let Some(glued) = glued {
            if let Some(Role::After(kind)) = self.words.glued(glued) {
                read.glued = Some(kind);
            } else if !self.words.case_suffixes.iter().any(|s| s == glued) {
                return None;
            }
            return Some(read);
        }
        // 5 thousand, 1,5 тыс.
        while let Some((len, role)) = self.words.find(self.tokens, read.end, |r| {
            matches!(r, Role::UnitOne(_) | Role::UnitAfter(_) | Role::UnitGenitive(_) | Role::UnitPlural(..))
        }) {
            read.tenths = read.tenths.saturating_mul(u128::from(unit_of(role)?));
            read.end += len;
            (read.year, read.day, read.digits) = (false, false, true);
        }
        if read.end == i + 1
            && let Some((len, unit)) = self.unit_with_ending(read.end)
        {
            read.tenths = read.tenths.saturating_mul(u128::from(unit));
            (read.end, read.cut, read.ended) = (read.end + len, true, true);
            (read.year, read.day) = (false, false);
        }
        Some(read)
    }

    fn unit_with_ending(&self, i: usize) -> Option<(usize, u64)> {
        let word = self.tokens.get(i)?.word()?;
        let root = self.without_ending(word, |r| matches!(r, Role::UnitOne(_)))?;
        Some((1, unit_of(root)?))
    }

    /// The role of a word whose case ending was cut off.
    fn without_ending(&self, word: &str, wanted: impl Fn(Role) -> bool) -> Option<Role> {
        self.words
            .case_suffixes
            .iter()
            .find_map(|ending| self.words.single(word.strip_suffix(ending.as_str())?, &wanted))
    }

    /// “two hundred and five”, «сорок три тысячи», «екі жүзге».
    fn words_of_number(&self, i: usize, genitive: bool) -> Option<Read> {
        let (mut total, mut current) = (0u128, 0u128);
        // The smallest place filled so far: a smaller number may follow, a larger one begins another number.
        let (mut smallest, mut any, mut cut, mut company) = (u128::MAX, 0, false, false);
        let mut end = i;
        if let Some((len, _)) = self.words.find(self.tokens, i, |r| r == Role::Article) {
            // “a hundred”, “a dozen”; an article before anything else is no number.
            self.words.find(self.tokens, i + len, |r| matches!(r, Role::UnitOne(_)))?;
            end += len;
        }
        while !cut {
            let mut at = end;
            // “two hundred and five”
            if any > 0 && smallest >= 1_000 {
                at = self.words.find(self.tokens, end, |r| r == Role::Inside).map_or(end, |f| end + f.0);
            }
            // A hyphen inside forty-three.
            if any > 0 && self.tokens.get(at).and_then(Token::word) == Some("-") {
                at += 1;
            }
            let wanted = |r: Role| {
                matches!(r, Role::Number(_) | Role::UnitOne(_))
                    || any > 0
                        && matches!(r, Role::UnitAfter(_) | Role::UnitGenitive(_) | Role::UnitPlural(..))
                    || any == 0 && genitive && matches!(r, Role::UnitGenitive(_))
            };
            let found = self.words.find(self.tokens, at, wanted).or_else(|| {
                let word = self.tokens.get(at)?.word()?;
                let role = self.without_ending(word, |r| matches!(r, Role::Number(_) | Role::UnitOne(_)))?;
                cut = true;
                Some((1, role))
            });
            let Some((len, role)) = found else { break };
            match role {
                Role::Number(tenths) => {
                    let tenths = u128::from(tenths);
                    if place(tenths) >= smallest {
                        cut = false;
                        break;
                    }
                    if self.words.find(self.tokens, at, |r| r == Role::NeedsCompany).is_some() {
                        company = any == 0;
                    } else {
                        company = false;
                    }
                    current += tenths;
                    smallest = lowest_place(tenths);
                }
                _ => {
                    let unit = u128::from(unit_of(role)?);
                    if unit * 10 >= smallest && current == 0 && total > 0 {
                        cut = false;
                        break;
                    }
                    let times = if current == 0 { 10 } else { current };
                    if unit >= 1_000 {
                        total += times * unit;
                        current = 0;
                    } else {
                        current = times * unit;
                    }
                    smallest = unit * 10;
                    company = false;
                }
            }
            any += 1;
            end = at + len;
        }
        (any > 0).then_some(Read {
            tenths: total + current,
            end,
            needs_company: company,
            cut,
            ended: cut,
            year: false,
            day: false,
            digits: false,
            glued: None,
        })
    }
}

#[derive(Default)]
struct Chain {
    kinds: Vec<Kind>,
    /// The last qualifier asks for the genitive.
    genitive: bool,
}

enum Seen {
    Quantity(Quantity, usize),
    SomethingElse { end: usize, reference: bool },
    Nothing,
}

fn unit_of(role: Role) -> Option<u64> {
    match role {
        Role::UnitOne(unit)
        | Role::UnitAfter(unit)
        | Role::UnitGenitive(unit)
        | Role::UnitPlural(unit, _) => Some(unit),
        _ => None,
    }
}

/// Tenths as a whole number; none for “1,5 people”.
fn whole(tenths: u128) -> Option<u64> {
    if tenths.is_multiple_of(10) { u64::try_from(tenths / 10).ok() } else { None }
}

/// The largest power of ten in it: 43 fills the tens.
fn place(tenths: u128) -> u128 {
    let mut place = 1u128;
    while place.saturating_mul(10) <= tenths {
        place *= 10;
    }
    place
}

/// The smallest power of ten that is filled: 20 leaves the ones free, 15 does not.
fn lowest_place(tenths: u128) -> u128 {
    let mut place = 1u128;
    while tenths > 0 && tenths.is_multiple_of(place * 10) {
        place *= 10;
    }
    place
}
