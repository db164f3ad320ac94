//! One side of a time: a day, a month, a masked date, a minute. Turns text into limits in instants. The plain
//! forms are read by hand because imports read millions of them; the rest goes to the ISO 8601-2 reader.

use edtf_core::{Bound, BoundDate, Edtf, Precision};
use jiff::civil::Date;

use super::problem::short;
use super::{Bounds, FIRST_YEAR, Instant, LAST_YEAR, WhenProblem, ZoneId};

/// How fine a written time is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grain {
    Second,
    Minute,
    Day,
    Month,
    Season,
    Year,
    Set,
    Pair,
}

impl Grain {
    /// One unit in seconds: how far “about” reaches on each side.
    pub(super) fn unit(self) -> i64 {
        const DAY: i64 = 86_400;
        match self {
            Self::Second => 1,
            Self::Minute => 60,
            Self::Day | Self::Set | Self::Pair => DAY,
            Self::Month => 31 * DAY,
            Self::Season => 92 * DAY,
            Self::Year => 366 * DAY,
        }
    }
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Point {
    pub(super) bounds: Bounds,
    pub(super) grain: Grain,
    /// Marked `~` or `%`.
    pub(super) about: bool,
    /// Marked `?` or `%`.
    pub(super) doubted: bool,
}

impl Point {
    fn plain(bounds: Bounds, grain: Grain) -> Self {
        Self { bounds, grain, about: false, doubted: false }
    }
}

/// Reads one date, date-time or set.
pub(super) fn point(text: &str, zone: &ZoneId) -> Result<Point, WhenProblem> {
    if let Some((date, rest)) = digits_first(text)? {
        if rest.is_empty() {
            return whole_days(date, date, zone, text).map(|b| Point::plain(b, Grain::Day));
        }
        if let Some(clock) = rest.strip_prefix('T').or_else(|| rest.strip_prefix('t')) {
            return date_time(text, date, clock, zone);
        }
    }
    iso_8601_2(text, zone)
}

/// `YYYY-MM-DD` at the front, checked against the calendar, and what follows it.
fn digits_first(text: &str) -> Result<Option<(Date, &str)>, WhenProblem> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, ..] = text.as_bytes() else { return Ok(None) };
    let (Some(y1), Some(y2)) = (two(*y1, *y2), two(*y3, *y4)) else { return Ok(None) };
    let (Some(month), Some(day)) = (two(*m1, *m2), two(*d1, *d2)) else { return Ok(None) };
    let year = i16::from(y1) * 100 + i16::from(y2);
    let Some(rest) = text.get(10..) else { return Ok(None) };
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        return Ok(None);
    }
    Ok(Some((calendar_day(text, year, month, day)?, rest)))
}

fn two(tens: u8, ones: u8) -> Option<u8> {
    (tens.is_ascii_digit() && ones.is_ascii_digit()).then(|| (tens - b'0') * 10 + (ones - b'0'))
}

/// A day of the calendar, or the sentence that says which part of it does not exist.
pub(super) fn calendar_day(text: &str, year: i16, month: u8, day: u8) -> Result<Date, WhenProblem> {
    if !(FIRST_YEAR..=LAST_YEAR).contains(&year) {
        return Err(WhenProblem::YearOutOfRange { year: format!("{year:04}").into() });
    }
    if (21..=41).contains(&month) {
        let reason = "a season has no days";
        return Err(WhenProblem::NotADate { text: short(text), reason });
    }
    let no_month = || WhenProblem::NoSuchMonth { text: short(text), month };
    let first = i8::try_from(month).ok().and_then(|m| Date::new(year, m, 1).ok()).ok_or_else(no_month)?;
    let days = u8::try_from(first.days_in_month()).unwrap_or(31);
    let no_day = || WhenProblem::NoSuchDay { text: short(text), year, month, day, days };
    let ones = i8::try_from(day).ok().filter(|d| *d >= 1).ok_or_else(no_day)?;
    Date::new(year, first.month(), ones).map_err(|_| no_day())
}

fn whole_days(first: Date, last: Date, zone: &ZoneId, text: &str) -> Result<Bounds, WhenProblem> {
    match (zone.first_second(first), zone.last_second(last)) {
        (Some(a), Some(b)) => Ok(Bounds::between(a, b)),
        _ => Err(not_a_date(text, "the calendar does not reach that far")),
    }
}

fn not_a_date(text: &str, reason: &'static str) -> WhenProblem {
    WhenProblem::NotADate { text: short(text), reason }
}

/// A clock reading and how it is tied to UTC.
struct Clock<'a> {
    hour: i8,
    minute: i8,
    second: Option<i8>,
    /// Seconds east of UTC.
    offset: Option<i64>,
    zone: Option<&'a str>,
}

fn date_time(text: &str, date: Date, clock: &str, zone: &ZoneId) -> Result<Point, WhenProblem> {
    let clock = read_clock(clock).map_err(|reason| WhenProblem::NoSuchTime { text: short(text), reason })?;
    let civil = date.at(clock.hour, clock.minute, clock.second.unwrap_or(0), 0);
    let far = || not_a_date(text, "the calendar does not reach that far");
    let utc = |offset: i64| -> Option<Instant> {
        let as_utc = jiff::tz::Offset::UTC.to_timestamp(civil).ok()?.as_second();
        Some(Instant::from_unix(as_utc - offset))
    };
    let named = clock.zone.map(ZoneId::parse).transpose()?;
    let (earliest, latest) = match (clock.offset, &named) {
        (Some(offset), None) => {
            let at = utc(offset).ok_or_else(far)?;
            (at, at)
        }
        (None, named) => named.as_ref().unwrap_or(zone).readings(civil).ok_or_else(far)?,
        (Some(offset), Some(named)) => {
            let at = utc(offset).ok_or_else(far)?;
            let stamp = jiff::Timestamp::from_second(at.unix()).map_err(|_| far())?;
            if i64::from(named.jiff().to_offset(stamp).seconds()) != offset {
                let zone = named.name().into();
                return Err(WhenProblem::OffsetDisagrees { text: short(text), zone });
            }
            (at, at)
        }
    };
    Ok(match clock.second {
        Some(_) => Point::plain(Bounds::between(earliest, latest), Grain::Second),
        None => Point::plain(Bounds::between(earliest, latest.saturating_add(59)), Grain::Minute),
    })
}

/// `HH:MM`, `HH:MM:SS`, a fraction of a second (dropped: this work has no use for it), then `Z` or an offset,
/// then a zone in brackets.
fn read_clock(text: &str) -> Result<Clock<'_>, &'static str> {
    let (text, zone) = match text.strip_suffix(']') {
        Some(inner) => match inner.split_once('[') {
            Some((clock, zone)) => (clock, Some(zone)),
            None => return Err("a bracket is missing"),
        },
        None => (text, None),
    };
    let [h1, h2, b':', m1, m2, ..] = text.as_bytes() else { return Err("hours and minutes are needed") };
    let (Some(hour), Some(minute)) = (two(*h1, *h2), two(*m1, *m2)) else {
        return Err("hours and minutes are two digits each");
    };
    let mut rest = text.get(5..).unwrap_or("");
    let mut second = None;
    if let [b':', s1, s2, ..] = rest.as_bytes() {
        second = Some(two(*s1, *s2).ok_or("seconds are two digits")?);
        rest = rest.get(3..).unwrap_or("");
        if let Some(fraction) = rest.strip_prefix(['.', ',']) {
            rest = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
            if rest.len() == fraction.len() {
                return Err("digits are missing after the point");
            }
        }
    }
    let offset = match rest {
        "" => None,
        "Z" | "z" => Some(0),
        _ => Some(read_offset(rest)?),
    };
    if hour == 24 {
        return Err("hour 24 is 00 of the next day");
    }
    if hour > 23 {
        return Err("there is no such hour");
    }
    if minute > 59 {
        return Err("there is no such minute");
    }
    // 60 is a leap second; it is kept inside its minute.
    let second = second.map(|s| if s == 60 { 59 } else { s });
    if second.is_some_and(|s| s > 59) {
        return Err("there is no such second");
    }
    let small = |n: u8| i8::try_from(n).unwrap_or(0);
    Ok(Clock { hour: small(hour), minute: small(minute), second: second.map(small), offset, zone })
}

/// `+06:00`, `+0600` or `+06`, as seconds.
fn read_offset(text: &str) -> Result<i64, &'static str> {
    let (sign, rest) = match text.as_bytes() {
        [b'+', rest @ ..] => (1, rest),
        [b'-', rest @ ..] => (-1, rest),
        [b'?' | b'~' | b'%', ..] => return Err("doubt about a time is written as earliest..latest"),
        _ => return Err("after the time only Z or an offset like +06:00 may stand"),
    };
    let (hours, minutes) = match rest {
        [h1, h2] => (two(*h1, *h2), Some(0)),
        [h1, h2, m1, m2] | [h1, h2, b':', m1, m2] => (two(*h1, *h2), two(*m1, *m2)),
        _ => (None, None),
    };
    match (hours, minutes) {
        (Some(h), Some(m)) if m < 60 && (h < 14 || (h == 14 && m == 0)) => {
            Ok(sign * (i64::from(h) * 3600 + i64::from(m) * 60))
        }
        (Some(_), Some(_)) => Err("no clock is more than 14 hours from UTC"),
        _ => Err("an offset is written like +06:00"),
    }
}

/// An RFC 3339 moment; the offset is needed because an instant has no zone of its own.
pub(super) fn moment_with_offset(text: &str) -> Result<Instant, WhenProblem> {
    let bad = |reason| WhenProblem::NotADate { text: short(text), reason };
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, b'T' | b't' | b' ', ..] = text.as_bytes() else {
        return Err(bad("a moment is written like 2019-06-09T12:30:00Z"));
    };
    let digits = (two(*y1, *y2), two(*y3, *y4), two(*m1, *m2), two(*d1, *d2));
    let (Some(century), Some(year), Some(month), Some(day)) = digits else {
        return Err(bad("a moment is written like 2019-06-09T12:30:00Z"));
    };
    let clock = read_clock(text.get(11..).unwrap_or(""))
        .map_err(|reason| WhenProblem::NoSuchTime { text: short(text), reason })?;
    let (Some(offset), None) = (clock.offset, clock.zone) else {
        return Err(bad("a moment ends with Z or an offset like +06:00"));
    };
    let small = |n: u8| i8::try_from(n).unwrap_or(0);
    let date = Date::new(i16::from(century) * 100 + i16::from(year), small(month), small(day))
        .map_err(|_| bad("there is no such day"))?;
    let civil = date.at(clock.hour, clock.minute, clock.second.unwrap_or(0), 0);
    let utc =
        jiff::tz::Offset::UTC.to_timestamp(civil).map_err(|_| bad("the calendar does not reach that far"))?;
    Ok(Instant::from_unix(utc.as_second() - offset))
}

fn iso_8601_2(text: &str, zone: &ZoneId) -> Result<Point, WhenProblem> {
    let edtf = match Edtf::parse(text) {
        Ok(edtf) => edtf,
        Err(problem) => {
            // “2019-02-31~”: the mark is not what is wrong, so say what is.
            let unmarked: String = text.chars().filter(|c| !matches!(c, '?' | '~' | '%')).collect();
            digits_first(&unmarked)?;
            return Err(month_only_problem(text, &unmarked).unwrap_or(not_a_date(text, problem.message)));
        }
    };
    let grain = match &edtf {
        Edtf::Date(date) => match date.precision() {
            Precision::Year => Grain::Year,
            Precision::Month => Grain::Month,
            Precision::Season => Grain::Season,
            Precision::Day => Grain::Day,
        },
        Edtf::Set(_) => Grain::Set,
        Edtf::DateTime(_) | Edtf::Interval(_) => {
            return Err(not_a_date(text, "a time stands in the wrong place"));
        }
    };
    years_in_range(&edtf)?;
    let found = edtf.bounds();
    let side = |bound: Bound, first: bool| -> Option<Instant> {
        let Bound::Date(day) = bound else { return None };
        let date = civil(day)?;
        if first { zone.first_second(date) } else { zone.last_second(date) }
    };
    let bounds = Bounds { earliest: side(found.earliest, true), latest: side(found.latest, false) };
    Ok(Point { bounds, grain, about: edtf.is_approximate(), doubted: edtf.is_uncertain() })
}

/// `2019-13`: the reader's sentence about sub-year codes would only confuse.
fn month_only_problem(text: &str, unmarked: &str) -> Option<WhenProblem> {
    let [y1, y2, y3, y4, b'-', m1, m2] = unmarked.as_bytes() else { return None };
    two(*y1, *y2)?;
    two(*y3, *y4)?;
    Some(WhenProblem::NoSuchMonth { text: short(text), month: two(*m1, *m2)? })
}

fn civil(day: BoundDate) -> Option<Date> {
    let year = i16::try_from(day.year).ok().filter(|y| (FIRST_YEAR..=LAST_YEAR).contains(y))?;
    Date::new(year, i8::try_from(day.month).ok()?, i8::try_from(day.day).ok()?).ok()
}

/// Refuses years this work cannot mean. A masked year (`XXXX-06-09`) is refused only if no reading is possible;
/// a side of it that reaches beyond the range is then simply unknown.
fn years_in_range(edtf: &Edtf) -> Result<(), WhenProblem> {
    use edtf_core::SetElement as E;
    let check = |date: &edtf_core::Date| -> Result<(), WhenProblem> {
        let (low, high) = match Edtf::Date(*date).bounds() {
            edtf_core::Bounds { earliest: Bound::Date(a), latest: Bound::Date(b) } => (a.year, b.year),
            _ => (i64::MAX, i64::MAX),
        };
        let possible = low <= i64::from(LAST_YEAR) && high >= i64::from(FIRST_YEAR);
        let stated = date.year.value();
        if !possible || stated.is_some_and(|y| !(i64::from(FIRST_YEAR)..=i64::from(LAST_YEAR)).contains(&y)) {
            let year = stated.map_or_else(|| "written".to_owned(), |y| format!("{y:04}"));
            return Err(WhenProblem::YearOutOfRange { year: year.into() });
        }
        Ok(())
    };
    match edtf {
        Edtf::Date(date) => check(date),
        Edtf::Set(set) => set.elements.iter().try_for_each(|element| match element {
            E::Date(d) | E::OnOrBefore(d) | E::OnOrAfter(d) => check(d),
            E::Range(a, b) => check(a).and_then(|()| check(b)),
        }),
        Edtf::DateTime(_) | Edtf::Interval(_) => Ok(()),
    }
}
