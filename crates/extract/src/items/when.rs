//! Days and times: "June 9, 2019", «9 июня», «накануне», "on Tuesday", 20:40. A day is given only where the text and the day of
//! publication settle it; by which rule is said with it.

use crate::document::Document;
use crate::fact::Day;
use crate::token::Made;

/// A day, a span of days or a time in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// First token.
    pub from: usize,
    /// The token after the last.
    pub to: usize,
    /// The day.
    pub day: Option<Day>,
    /// The last day, if it is several.
    pub last: Option<Day>,
    /// By which rule.
    pub rule: &'static str,
    /// Whether it is a time of day only.
    pub clock: bool,
    /// Whether it is the day of something else than a detention: of what was said, of a release, of a court.
    pub aside: bool,
}

/// Number of a day since 1970-01-01 (civil calendar; Hinnant, "chrono-Compatible Low-Level Date Algorithms").
pub fn number_of(day: Day) -> i64 {
    let (year, month, date) = (i64::from(day.year), i64::from(day.month), i64::from(day.day));
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year - era * 400;
    let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + date - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The day of a number.
pub fn day_of(number: i64) -> Day {
    let shifted = number + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted - era * 146_097;
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    Day { year: year as i16, month: month as u8, day: day as u8 }
}

/// A day of the calendar, or `None` if there is no such day.
pub fn day(year: i64, month: i64, date: i64) -> Option<Day> {
    if !(1800..=2200).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&date) {
        return None;
    }
    let day = Day { year: year as i16, month: month as u8, day: date as u8 };
    (day_of(number_of(day)) == day).then_some(day)
}

/// 0 is Monday.
fn weekday(day: Day) -> i64 {
    (number_of(day) + 3).rem_euclid(7)
}

/// Days and times of a sentence, from left to right.
pub fn days(document: &Document<'_>, sentence: usize) -> Vec<When> {
    let Some(bounds) = document.sentences.get(sentence) else { return Vec::new() };
    let mut found: Vec<When> = Vec::new();
    let mut at = bounds.from;
    while at < bounds.to {
        match when(document, sentence, at, bounds.to) {
            Some(when) => {
                at = when.to.max(at + 1);
                found.push(when);
            }
            None => at += 1,
        }
    }
    found
}

/// The latest day of that month and date which is not after the day of publication; without publication, no day.
fn latest(document: &Document<'_>, month: i64, date: i64) -> Option<Day> {
    let Some(published) = document.about.published else {
        // The year of a day that the text writes in full, so that the two are near.
        let anchor = document.anchor?;
        let years = [0, -1, 1].map(|shift| day(i64::from(anchor.year) + shift, month, date));
        let near = years.into_iter().flatten();
        return near.min_by_key(|day| number_of(*day).abs_diff(number_of(anchor)));
    };
    let this = day(i64::from(published.year), month, date)?;
    if number_of(this) <= number_of(published) + 1 {
        Some(this)
    } else {
        day(i64::from(published.year) - 1, month, date)
    }
}

/// The first day of a text that is written with its year.
pub fn anchor(document: &Document<'_>) -> Option<Day> {
    let full = |when: &When| when.rule == "written" && when.day.is_some();
    (0..document.sentences.len()).find_map(|sentence| days(document, sentence).into_iter().find(full)?.day)
}

fn when(document: &Document<'_>, sentence: usize, at: usize, end: usize) -> Option<When> {
    explicit(document, sentence, at, end)
        .or_else(|| relative(document, sentence, at, end))
        .or_else(|| clock(document, sentence, at, end))
        .or_else(|| super::told::bare(document, sentence, at, end))
}

fn tag_number(document: &Document<'_>, sentence: usize, at: usize, name: &str) -> Option<(i64, usize)> {
    let (tag, len) = document.tag_at(sentence, at, name)?;
    let lexicon = document.lexicons.of(document.sentences.get(sentence)?.lang);
    let number = lexicon.name(tag).get(name.len() + 1..)?.parse().ok()?;
    Some((number, len))
}

/// One or two digits, perhaps with an ordinal ending: 9, 9th, 22-го.
fn date_number(document: &Document<'_>, at: usize, end: usize) -> Option<i64> {
    let token = document.tokens.get(at).filter(|token| at < end && token.made == Made::Number)?;
    let folded = &token.folded;
    let digits = folded.trim_end_matches(|c: char| c.is_alphabetic() || c == '-');
    let rest = folded.get(digits.len()..)?.trim_start_matches('-');
    let ordinal = matches!(
        rest,
        "" | "st"
            | "nd"
            | "rd"
            | "th"
            | "го"
            | "е"
            | "му"
            | "ші"
            | "шы"
            | "ые"
            | "ого"
            | "ы"
            | "і"
            | "сы"
            | "сі"
            | "ында"
            | "інде"
    );
    if digits.len() > 2 || !ordinal {
        return None;
    }
    digits.parse().ok().filter(|date| (1..=31).contains(date))
}

fn year_number(document: &Document<'_>, at: usize, end: usize) -> Option<i64> {
    let token = document.tokens.get(at).filter(|token| at < end && token.made == Made::Number)?;
    let digits = token.folded.get(..4)?;
    let rest = token.folded.get(4..)?;
    let year = digits.parse::<i64>().ok().filter(|year| (1900..=2100).contains(year))?;
    (rest.is_empty() || rest.starts_with('-')).then_some(year)
}

fn explicit(document: &Document<'_>, sentence: usize, at: usize, end: usize) -> Option<When> {
    if let Some(numeric) = numeric(document, at, end) {
        return Some(numeric);
    }
    // June 9(, 2019) / June 9 and 10 / June 9-13
    if let Some((month, len)) = tag_number(document, sentence, at, "month") {
        // "Oct. 3": the point of a short form.
        let len = len + usize::from(document.quote(at + len, at + len + 1) == ".");
        let first = date_number(document, at + len, end);
        if let Some(date) = first {
            let mut to = at + len + 1;
            let mut last = None;
            if matches!(document.folded(to), "and" | "-" | "–" | "—" | "to" | "мен" | "пен" | "бен")
                && let Some(other) = date_number(document, to + 1, end)
                && other > date
            {
                last = Some(other);
                to += 2;
            }
            let comma = usize::from(document.quote(to, to + 1) == ",");
            let year = year_number(document, to + comma, end);
            if year.is_some() {
                to += comma + 1;
            }
            return made(document, at, to, year, month, date, last, None);
        }
        return None;
    }
    // 9 June (2019) / 9 июня 2019 года / 9-13 июня / 9 and 10 June / «9 маусымда»
    if let Some(year) = year_number(document, at, end)
        && document.tag_at(sentence, at + 1, "year").is_some()
    {
        // «2019 жылғы 9 маусымда»: the year first.
        let (_, len) = document.tag_at(sentence, at + 1, "year")?;
        let inner = at + 1 + len;
        let date = date_number(document, inner, end)?;
        let (month, month_len) = tag_number(document, sentence, inner + 1, "month")?;
        return made(document, at, inner + 1 + month_len, Some(year), month, date, None, None);
    }
    let date = date_number(document, at, end)?;
    let mut to = at + 1;
    let mut last = None;
    // "9, 10 and 12 June".
    while document.quote(to, to + 1) == ","
        && date_number(document, to + 1, end).is_some_and(|other| other > date)
    {
        last = date_number(document, to + 1, end);
        to += 2;
    }
    if matches!(document.folded(to), "and" | "и" | "-" | "–" | "—" | "to" | "мен" | "пен")
        && let Some(other) = date_number(document, to + 1, end)
        && other > date
    {
        last = Some(other);
        to += 2;
    }
    if document.folded(to) == "of" {
        to += 1;
    }
    let (month, len) = tag_number(document, sentence, to, "month")?;
    to += len;
    if document.quote(to, to + 1) == "." && year_number(document, to + 1, end).is_some() {
        to += 1;
    }
    let mut year = year_number(document, to, end);
    if year.is_some() {
        to += 1;
        if let Some((_, len)) = document.tag_at(sentence, to, "year") {
            to += len;
        }
    } else if document.quote(to, to + 1) == "," {
        year = year_number(document, to + 1, end);
        to += if year.is_some() { 2 } else { 0 };
    }
    made(document, at, to, year, month, date, last, None)
}

#[allow(clippy::too_many_arguments)]
fn made(
    document: &Document<'_>,
    from: usize,
    to: usize,
    year: Option<i64>,
    month: i64,
    date: i64,
    last: Option<i64>,
    rule: Option<&'static str>,
) -> Option<When> {
    let resolve = |date: i64| match year {
        Some(year) => day(year, month, date),
        None => latest(document, month, date),
    };
    let rule = rule.unwrap_or(if year.is_some() { "written" } else { "latest such day before publication" });
    // The thirty-first of June is no day, but the words are there.
    day(2024, month, date)?;
    Some(When {
        from,
        to,
        day: resolve(date),
        last: last.and_then(resolve),
        rule,
        clock: false,
        aside: false,
    })
}

/// 2019-06-09, 09.06.2019, 12.06; and spans of them.
fn numeric(document: &Document<'_>, at: usize, end: usize) -> Option<When> {
    let token = document.tokens.get(at).filter(|token| at < end && token.made == Made::Number)?;
    let folded: &str = &token.folded;
    let parts: Vec<&str> = folded.split(['-', '.', '/']).collect();
    let number = |text: &&str| text.parse::<i64>().ok();
    let found = match parts.as_slice() {
        [y, m, d] if y.len() == 4 && folded.contains('-') => day(number(y)?, number(m)?, number(d)?)?,
        [d, m, y] if y.len() == 4 && folded.contains('.') => day(number(y)?, number(m)?, number(d)?)?,
        [d, m, y] if y.len() == 2 && folded.contains('.') => day(2000 + number(y)?, number(m)?, number(d)?)?,
        // Two numbers with a point may be a price or a number of a rule: only with a leading nought.
        [d, m]
            if d.len() == 2
                && m.len() == 2
                && folded.contains('.')
                && (m.starts_with('0') || m.starts_with('1')) =>
        {
            day(2024, number(m)?, number(d)?)?;
            let day = latest(document, number(m)?, number(d)?);
            return Some(When {
                from: at,
                to: at + 1,
                day,
                last: None,
                rule: "latest such day before publication",
                clock: false,
                aside: false,
            });
        }
        _ => return None,
    };
    Some(When {
        from: at,
        to: at + 1,
        day: Some(found),
        last: None,
        rule: "written",
        clock: false,
        aside: false,
    })
}

fn relative(document: &Document<'_>, sentence: usize, at: usize, end: usize) -> Option<When> {
    let published = document.about.published;
    if let Some((shift, len)) = tag_number(document, sentence, at, "relative") {
        let day = published.map(|published| day_of(number_of(published) + shift));
        let rule = match shift {
            0 => "day of publication",
            -1 => "day before publication",
            _ => "days before publication",
        };
        return Some(When { from: at, to: at + len, day, last: None, rule, clock: false, aside: false });
    }
    let unsaid = ["unresolved", "told"].into_iter().filter_map(|tag| document.tag_at(sentence, at, tag));
    if let Some((_, len)) = unsaid.max_by_key(|(_, len)| *len) {
        return Some(When {
            from: at,
            to: at + len,
            day: None,
            last: None,
            rule: "",
            clock: false,
            aside: false,
        });
    }
    // (last | минувший) weekday: the latest such day before publication; on the day itself it is that day.
    let mut to = at;
    let mut past = false;
    if let Some((_, len)) = document.tag_at(sentence, to, "lastweek") {
        to += len;
        past = true;
    }
    let (number, len) = tag_number(document, sentence, to, "weekday").filter(|_| to < end)?;
    to += len;
    // "Saturday, June 8": the date itself says more.
    let comma = usize::from(document.quote(to, to + 1) == ",");
    if let Some(date) = explicit(document, sentence, to + comma, end) {
        return Some(When { from: at, ..date });
    }
    if let Some((_, len)) = document.tag_at(sentence, to, "daypart") {
        to += len;
    }
    let day = published.map(|published| {
        let back = (weekday(published) - (number - 1)).rem_euclid(7);
        let back = if back == 0 && past { 7 } else { back };
        day_of(number_of(published) - back)
    });
    Some(When {
        from: at,
        to,
        day,
        last: None,
        rule: "latest such weekday before publication",
        clock: false,
        aside: false,
    })
}

/// 20:40, 5 p.m., around 13:00.
fn clock(document: &Document<'_>, sentence: usize, at: usize, end: usize) -> Option<When> {
    let mut core = at;
    if let Some((_, len)) = document.tag_at(sentence, at, "hedge") {
        core += len;
    }
    let token = document.tokens.get(core).filter(|token| core < end && token.made == Made::Number)?;
    let folded: &str = &token.folded;
    let is_clock = folded.split_once(':').is_some_and(|(hour, minute)| {
        let number = |text: &str| text.parse::<u8>().ok();
        number(hour).is_some_and(|hour| hour < 24)
            && minute.len() == 2
            && number(minute).is_some_and(|m| m < 60)
    });
    let mut to = core + 1;
    if let Some((_, len)) = document.tag_at(sentence, to, "daytime") {
        to += len;
    } else if !is_clock {
        return None;
    }
    Some(When { from: at, to, day: None, last: None, rule: "", clock: true, aside: false })
}
