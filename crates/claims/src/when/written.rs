//! Dates as people write them in tables and articles: `04.12.2011`, `9 июня 2019`, `June 9, 2019`,
//! `9 маусым 2019`. A date with two readings is refused with both of them named; nothing is guessed.

use super::point::calendar_day;
use super::problem::short;
use super::words;
use super::{When, WhenProblem, ZoneId};

/// Reads a date as written by hand. Dotted dates are day first, as everywhere dots are used; with slashes or
/// hyphens a date that could be read either way is [`WhenProblem::Ambiguous`]. The forms of [`When::parse`] are
/// read too. The result is written as ISO; the original words stay in the claim's quote.
///
/// A clock time may follow or precede (`09.06.2019, 19:30`), and a day of the week is checked against the date.
///
/// # Errors
/// A [`WhenProblem`] that says what is missing or impossible.
pub fn parse_written_date(text: &str, zone: &ZoneId) -> Result<When, WhenProblem> {
    let text = text.trim();
    if text.is_empty() {
        return Err(WhenProblem::Empty);
    }
    if text.len() > 200 {
        return Err(WhenProblem::TooLong { text: short(text) });
    }
    if looks_iso(text) {
        return When::parse(text, zone);
    }
    let parts = Parts::of(text)?;
    let iso = parts.iso(text)?;
    When::parse(&iso, zone)
}

/// Four digits first, then nothing or a mark that only ISO dates have there.
fn looks_iso(text: &str) -> bool {
    if text.starts_with(['[', '{', '/']) || text.starts_with("..") {
        return true;
    }
    let digits = text.bytes().take_while(|b| b.is_ascii_digit() || *b == b'X').count();
    let mark = matches!(text.as_bytes().get(4), None | Some(b'-' | b'~' | b'?' | b'%' | b'/'));
    // Two slashes are the marks of 2019/06/09; an interval has one.
    digits == 4 && mark && !text.contains(' ') && text.bytes().filter(|b| *b == b'/').count() < 2
}

/// The pieces found in a text, in order.
#[derive(Default)]
struct Parts<'a> {
    /// Numbers that are not part of a numeric date, with the count of their digits.
    numbers: Vec<(u32, usize)>,
    /// `9-13` or `9–13`: two days.
    days: Option<(u32, u32)>,
    month: Option<u8>,
    weekday: Option<i8>,
    numeric: Option<&'a str>,
    clock: Option<&'a str>,
}

impl<'a> Parts<'a> {
    fn of(text: &'a str) -> Result<Self, WhenProblem> {
        let mut parts = Self::default();
        let bad = |reason| WhenProblem::NotADate { text: short(text), reason };
        for piece in text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')')) {
            let piece = piece.trim_end_matches(':');
            if piece.is_empty() {
                continue;
            }
            let word = piece.to_lowercase();
            if !piece.starts_with(|c: char| c.is_ascii_digit()) {
                if let Some(month) = words::month(&word) {
                    if parts.month.replace(month).is_some() {
                        return Err(bad("two months are named"));
                    }
                } else if let Some(day) = words::weekday(&word) {
                    parts.weekday = Some(day);
                } else if !is_filler(&word) {
                    return Err(bad("a word in it is not part of a date"));
                }
                continue;
            }
            parts.number_piece(piece, &word).map_err(bad)?;
        }
        Ok(parts)
    }

    fn number_piece(&mut self, piece: &'a str, word: &str) -> Result<(), &'static str> {
        let plain = piece.trim_end_matches('.');
        if is_clock(plain) {
            return match self.clock.replace(plain) {
                Some(_) => Err("two clock times are given"),
                None => Ok(()),
            };
        }
        let marks = plain.chars().filter(|c| matches!(c, '.' | '/' | '-')).count();
        let tail: &str = plain.trim_start_matches(|c: char| c.is_ascii_digit());
        if marks == 2 && plain.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '/' | '-')) {
            return match self.numeric.replace(plain) {
                Some(_) => Err("two dates are given"),
                None => Ok(()),
            };
        }
        if let Some((a, b)) = plain.split_once(['-', '–', '—'])
            && let (Ok(a), Ok(b)) = (a.parse::<u32>(), b.parse::<u32>())
        {
            self.days = Some((a, b));
            return Ok(());
        }
        let digits = plain.len() - tail.len();
        let suffix = word.trim_end_matches('.').trim_start_matches(|c: char| c.is_ascii_digit());
        let known = matches!(
            suffix,
            "" | "st"
                | "nd"
                | "rd"
                | "th"
                | "г"
                | "ж"
                | "-го"
                | "-е"
                | "-ое"
                | "го"
                | "-шы"
                | "-ші"
                | "года"
                | "жылы"
        );
        match plain.get(..digits).and_then(|d| d.parse::<u32>().ok()) {
            Some(number) if known => {
                self.numbers.push((number, digits));
                Ok(())
            }
            _ => Err("a number in it is not part of a date"),
        }
    }

    /// The date as ISO text, with the time if one was given.
    fn iso(&self, text: &str) -> Result<String, WhenProblem> {
        let bad = |reason| WhenProblem::NotADate { text: short(text), reason };
        let (year, month, day) = match (self.numeric, self.month) {
            (Some(numeric), None) if self.numbers.is_empty() && self.days.is_none() => {
                numeric_date(text, numeric)?
            }
            (None, Some(month)) => {
                if let Some((first, last)) = self.days {
                    return self.range(text, first, last, month);
                }
                self.named_month(text, month)?
            }
            (None, None) if self.days.is_none() => match self.numbers.as_slice() {
                [(year, 4)] => return Ok(format!("{year:04}")),
                _ => return Err(bad("no month is given")),
            },
            _ => return Err(bad("the parts do not make one date")),
        };
        let Some(day) = day else { return Ok(format!("{year:04}-{month:02}")) };
        let date = calendar_day(text, year, month, day)?;
        let iso = format!("{year:04}-{month:02}-{day:02}");
        if self.weekday.is_some_and(|w| w != date.weekday().to_monday_one_offset()) {
            return Err(WhenProblem::WeekdayDisagrees { text: short(text), date: iso.into() });
        }
        Ok(match self.clock {
            Some(clock) => {
                let pad = if clock.find(':') == Some(1) { "0" } else { "" };
                format!("{iso}T{pad}{clock}")
            }
            None => iso,
        })
    }

    fn year(&self, text: &str) -> Result<i16, WhenProblem> {
        let years: Vec<u32> = self.numbers.iter().filter(|n| n.1 == 4).map(|n| n.0).collect();
        match years.as_slice() {
            [] => Err(WhenProblem::YearMissing { text: short(text) }),
            [year] => Ok(i16::try_from(*year).unwrap_or(i16::MAX)),
            _ => Err(WhenProblem::NotADate { text: short(text), reason: "two years are given" }),
        }
    }

    fn named_month(&self, text: &str, month: u8) -> Result<(i16, u8, Option<u8>), WhenProblem> {
        let year = self.year(text)?;
        let days: Vec<u32> = self.numbers.iter().filter(|n| n.1 <= 2).map(|n| n.0).collect();
        match (days.as_slice(), self.numbers.len()) {
            ([], 1) => Ok((year, month, None)),
            ([day], 2) => Ok((year, month, Some(u8::try_from(*day).unwrap_or(u8::MAX)))),
            _ => Err(WhenProblem::NotADate { text: short(text), reason: "the parts do not make one date" }),
        }
    }

    fn range(&self, text: &str, first: u32, last: u32, month: u8) -> Result<String, WhenProblem> {
        let year = self.year(text)?;
        let small = |n: u32| u8::try_from(n).unwrap_or(u8::MAX);
        if self.clock.is_some() || self.numbers.len() != 1 {
            return Err(WhenProblem::NotADate {
                text: short(text),
                reason: "the parts do not make one date",
            });
        }
        calendar_day(text, year, month, small(first))?;
        calendar_day(text, year, month, small(last))?;
        Ok(format!("{year:04}-{month:02}-{first:02}/{year:04}-{month:02}-{last:02}"))
    }
}

/// Words that stand around dates and add nothing.
fn is_filler(word: &str) -> bool {
    const FILLER: [&str; 19] = [
        "г",
        "г.",
        "год",
        "года",
        "году",
        "жыл",
        "жылы",
        "жылғы",
        "жылдың",
        "ж",
        "ж.",
        "of",
        "on",
        "the",
        "at",
        "в",
        "во",
        "күні",
        "сағат",
    ];
    // “around” is not among them: it would make the date approximate, and dropping it would be a guess.
    FILLER.contains(&word)
}

fn is_clock(piece: &str) -> bool {
    let Some((hours, rest)) = piece.split_once(':') else { return false };
    let digits = |s: &str, min: usize| (min..=2).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
    digits(hours, 1) && rest.split(':').count() <= 2 && rest.split(':').all(|p| digits(p, 2))
}

/// `04.12.2011`, `2011/12/04`, `3-4-2019`.
fn numeric_date(text: &str, numeric: &str) -> Result<(i16, u8, Option<u8>), WhenProblem> {
    let bad = |reason| WhenProblem::NotADate { text: short(text), reason };
    let mut fields = numeric.split(['.', '/', '-']);
    let (Some(a), Some(b), Some(c)) = (fields.next(), fields.next(), fields.next()) else {
        return Err(bad("three numbers are needed"));
    };
    let mut marks = numeric.chars().filter(|c| !c.is_ascii_digit());
    let (mark, second) = (marks.next(), marks.next());
    if mark != second {
        return Err(bad("the marks between the numbers differ"));
    }
    let small = |s: &str| s.parse::<u8>().ok().filter(|_| s.len() <= 2);
    let wide = |s: &str| s.parse::<i16>().ok().filter(|_| s.len() == 4);
    if let (Some(year), Some(month), Some(day)) = (wide(a), small(b), small(c)) {
        return Ok((year, month, Some(day)));
    }
    let (Some(first), Some(second)) = (small(a), small(b)) else {
        return Err(bad("day and month have one or two digits"));
    };
    if let Some(short_year) = small(c).filter(|_| c.len() == 2) {
        let year = 2000 + i16::from(short_year);
        let (month, day) = if second > 12 && first <= 12 { (first, second) } else { (second, first) };
        calendar_day(text, year, month, day)?;
        let reading = format!("{year:04}-{month:02}-{day:02}").into();
        return Err(WhenProblem::CenturyMissing { text: short(text), reading });
    }
    let Some(year) = wide(c) else { return Err(bad("the year has four digits")) };
    if mark == Some('.') || first == second {
        return Ok((year, second, Some(first)));
    }
    let day_first = calendar_day(text, year, second, first);
    let month_first = calendar_day(text, year, first, second);
    match (day_first, month_first) {
        (Ok(a), Ok(b)) => Err(WhenProblem::Ambiguous {
            text: short(text),
            day_first: a.to_string().into(),
            month_first: b.to_string().into(),
        }),
        (Ok(_), Err(_)) => Ok((year, second, Some(first))),
        (Err(_), Ok(_)) => Ok((year, first, Some(second))),
        (Err(problem), Err(_)) => Err(problem),
    }
}
