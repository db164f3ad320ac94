//! `try_strptime` as DuckDB reads dates: seconds since 1970, or nothing.

/// The first letter after a `%` that is not known here.
pub(super) fn unknown_in(format: &str) -> Option<char> {
    let mut letters = format.chars();
    while let Some(letter) = letters.next() {
        if letter == '%' {
            let code = letters.next().unwrap_or(' ');
            if !"YymdHMSbB%".contains(code) {
                return Some(code);
            }
        }
    }
    None
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Reads `text` by `format`. Spaces before and after are passed over; numbers may have fewer digits than usual, never more.
pub fn seconds(text: &str, format: &str) -> Option<f64> {
    let mut rest = text.trim_matches(' ');
    let (mut year, mut month, mut day) = (1900, 1, 1);
    let (mut hour, mut minute, mut second) = (0, 0, 0);
    let mut letters = format.chars();
    while let Some(letter) = letters.next() {
        if letter != '%' {
            rest = rest.strip_prefix(letter)?;
            continue;
        }
        match letters.next()? {
            'Y' => year = number(&mut rest, 4)?,
            'y' => {
                let short = number(&mut rest, 2)?;
                year = if short < 70 { 2000 + short } else { 1900 + short };
            }
            'm' => month = number(&mut rest, 2)?,
            'd' => day = number(&mut rest, 2)?,
            'H' => hour = number(&mut rest, 2)?,
            'M' => minute = number(&mut rest, 2)?,
            'S' => second = number(&mut rest, 2)?,
            'b' => month = named(&mut rest, 3)?,
            'B' => month = named(&mut rest, 99)?,
            '%' => rest = rest.strip_prefix('%')?,
            _ => return None,
        }
    }
    let in_range = (1..=12).contains(&month)
        && (1..=length(year, month)).contains(&day)
        && (0..24).contains(&hour)
        && (0..60).contains(&minute)
        && (0..60).contains(&second);
    (rest.is_empty() && in_range)
        .then(|| (days(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + second) as f64)
}

fn number(rest: &mut &str, most: usize) -> Option<i64> {
    let digits = rest.bytes().take(most).take_while(u8::is_ascii_digit).count();
    let (number, after) = rest.split_at_checked(digits)?;
    *rest = after;
    number.parse().ok()
}

fn named(rest: &mut &str, letters: usize) -> Option<i64> {
    for (at, month) in MONTHS.iter().enumerate() {
        let name: String = month.chars().take(letters).collect();
        if let Some((here, after)) = rest.split_at_checked(name.len())
            && here.eq_ignore_ascii_case(&name)
        {
            *rest = after;
            return Some(at as i64 + 1);
        }
    }
    None
}

fn leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn length(year: i64, month: i64) -> i64 {
    match month {
        2 if leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since 1970-01-01 in the Gregorian calendar; months are counted from March, so that leap days come last.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let from_march = (month + 9) % 12;
    let year = if month <= 2 { year - 1 } else { year };
    let leaps = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    365 * year + leaps + (153 * from_march + 2) / 5 + day - 1 - 719_468
}

/// Whether a text is a plain date or time, as a cast to DATE or TIMESTAMP reads it.
pub fn cast(text: &str) -> Option<f64> {
    ["%Y-%m-%d", "%Y-%m-%d %H:%M:%S"].iter().find_map(|format| seconds(text, format))
}
