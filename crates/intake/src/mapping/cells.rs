//! Reading single cells under a mapping: dates with remarks, qualified numbers, breakdowns. Every reader returns what
//! it could read and, beside it, what it could not.

use claims::Amount;
use claims::when::{When, ZoneId, parse_written_date};
use claims::wording;

/// A date or time in a cell. A cell that begins with a date and goes on with words is read as that whole day, with a
/// doubt: the widest reading, never a guess of the hour.
pub(super) fn read_when(cell: &str, zone: &ZoneId) -> (Option<When>, Option<String>) {
    let cell = cell.trim();
    let problem = match When::parse(cell, zone) {
        Ok(when) => return (Some(when), None),
        Err(problem) => problem,
    };
    if let Ok(when) = parse_written_date(cell, zone) {
        return (Some(when), None);
    }
    let day = cell.split(['T', ' ']).next().unwrap_or_default();
    match When::parse(day, zone) {
        Ok(when) if day.len() >= 8 && day.len() < cell.len() => (
            Some(when),
            Some("only the date could be read; the rest of the cell is kept as written".to_owned()),
        ),
        _ => (None, Some(problem.to_string())),
    }
}

/// A period from two cells.
pub(super) fn read_period(from: &str, to: &str, zone: &ZoneId) -> (Option<When>, Option<String>) {
    let (from, to) = (from.trim(), to.trim());
    if to.is_empty() || from == to {
        return read_when(from, zone);
    }
    match When::parse(&format!("{from}/{to}"), zone) {
        Ok(when) => (Some(when), None),
        Err(problem) => {
            let (start, end) = (read_when(from, zone).0, read_when(to, zone).0);
            let written = start.zip(end).map(|(a, b)| format!("{}/{}", a.written(), b.written()));
            let read = written.and_then(|text| When::parse(&text, zone).ok());
            (read, Some(problem.to_string()))
        }
    }
}

/// A figure from its columns: the word is kept, the bounds are only what it strictly says.
pub(super) fn read_figure(
    low: &str,
    high: &str,
    qualifier: &str,
    words: &str,
) -> (Option<Amount>, Option<String>) {
    let number = |cell: &str| {
        let plain: String =
            cell.chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{2009}' | ',')).collect();
        plain.parse::<u64>().ok()
    };
    let (low, high) = (number(low), number(high));
    let word = qualifier.split([';', '(']).next().unwrap_or_default().trim().to_lowercase().replace('_', " ");
    let n = low.or(high);
    let worded = |low, high| n.map(|n| Amount::worded(&format!("{word} {n}"), low, high));
    let amount = match word.as_str() {
        "exact" | "" => match (low, high) {
            (Some(low), Some(high)) if low == high => Some(Amount::exact(low)),
            (Some(low), Some(high)) => Some(Amount::worded(&format!("{low}–{high}"), Some(low), Some(high))),
            (Some(low), None) => Some(Amount::exact(low)),
            (None, Some(high)) => Some(Amount::exact(high)),
            (None, None) => None,
        },
        "about" => worded(None, None),
        "at least" | "already" => worded(low, None),
        "more than" => worded(low.map(|n| n.saturating_add(1)), None),
        "up to" => worded(None, high),
        "nearly" | "almost" => worded(None, high.map(|n| n.saturating_sub(1))),
        _ => None,
    };
    if amount.is_some() {
        return (amount, None);
    }
    // No number in the columns: the vague word, or the quantity in the words themselves.
    if let Some(vague) = word.strip_prefix("vague:") {
        return (Some(Amount::worded(vague.trim(), None, None)), None);
    }
    let spoken = wording::read_quantity(words, None).into_iter().next();
    match spoken {
        Some(quantity) => (Some(Amount::worded(&quantity.word, None, None)), None),
        None if n.is_none() && word.is_empty() => (None, None),
        None => (
            n.map(|n| Amount::worded(&format!("{word} {n}"), None, None)),
            Some(format!("the qualifier {qualifier:?} is not one this mapping knows")),
        ),
    }
}

/// A breakdown such as `arrest 670; fine 115; warning 172 (sums to 957)`: a label and a number each.
pub(super) fn read_parts(cell: &str) -> (Vec<Amount>, Vec<String>) {
    let mut parts = Vec::new();
    let mut unread = Vec::new();
    let plain = without_brackets(cell);
    for piece in plain.split([';', ',']).map(str::trim).filter(|piece| !piece.is_empty()) {
        let number = piece
            .rsplit(|c: char| c.is_whitespace())
            .find_map(|word| word.parse::<u64>().ok().map(|n| (word, n)));
        match number {
            Some((word, n)) => {
                let label = piece.replacen(word, "", 1);
                let label =
                    if piece.ends_with(word) { piece.strip_suffix(word).unwrap_or(piece) } else { &label };
                let mut amount = Amount::exact(n);
                amount.label = Some(label.trim().into());
                parts.push(amount);
            }
            None => unread.push(piece.to_owned()),
        }
    }
    (parts, unread)
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0u32;
    text.chars()
        .filter(|c| {
            match c {
                '(' | '[' => depth += 1,
                ')' | ']' => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .collect()
}
