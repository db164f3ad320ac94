//! Times as ASN.1 writes them, as seconds since 1970 UTC. Only the one form DER and RFC 3161 allow: UTC, with seconds.

use crate::problem::WitnessProblem;

fn bad() -> WitnessProblem {
    WitnessProblem::Form("a time in it is not one".to_owned())
}

/// `YYYYMMDDhhmmss[.f…]Z`: whole seconds, and whether a part of a second follows.
pub(crate) fn generalized(content: &[u8]) -> Result<(i64, bool), WitnessProblem> {
    let body = content.strip_suffix(b"Z").ok_or_else(bad)?;
    let (whole, part) = match body.iter().position(|c| *c == b'.') {
        None => (body, None),
        Some(at) => (body.get(..at).ok_or_else(bad)?, body.get(at + 1..)),
    };
    if let Some(digits) = part
        && (digits.is_empty() || digits.ends_with(b"0") || !digits.iter().all(u8::is_ascii_digit))
    {
        return Err(bad());
    }
    let (year, rest) = whole.split_at_checked(4).ok_or_else(bad)?;
    Ok((seconds(number(year)?, rest)?, part.is_some()))
}

/// `YYMMDDhhmmssZ`, 1950 to 2049 (RFC 5280 §4.1.2.5.1).
pub(crate) fn utc(content: &[u8]) -> Result<i64, WitnessProblem> {
    let body = content.strip_suffix(b"Z").ok_or_else(bad)?;
    let (year, rest) = body.split_at_checked(2).ok_or_else(bad)?;
    let year = number(year)?;
    seconds(if year < 50 { 2000 + year } else { 1900 + year }, rest)
}

fn number(digits: &[u8]) -> Result<i64, WitnessProblem> {
    if !digits.iter().all(u8::is_ascii_digit) {
        return Err(bad());
    }
    Ok(digits.iter().fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0')))
}

/// From a year and `MMDDhhmmss`.
fn seconds(year: i64, rest: &[u8]) -> Result<i64, WitnessProblem> {
    let (pairs, more) = rest.as_chunks::<2>();
    let [month, day, hour, minute, second] = pairs else { return Err(bad()) };
    let two = |pair: &[u8; 2]| number(pair);
    let (month, day) = (two(month)?, two(day)?);
    let (hour, minute, second) = (two(hour)?, two(minute)?, two(second)?);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return Err(bad()),
    };
    let fits = more.is_empty() && (1..=days).contains(&day) && hour < 24 && minute < 60 && second < 61;
    if !fits {
        return Err(bad());
    }
    // Days from civil: years begin in March, so that the leap day is the last of its year.
    let year = if month > 2 { year } else { year - 1 };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let days = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468;
    Ok(days * 86_400 + hour * 3600 + minute * 60 + second)
}
