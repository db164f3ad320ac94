//! Digits of any script as numbers.

/// The value of a decimal digit, ASCII, full-width, Arabic, Persian, Devanagari or Bengali.
pub fn digit(c: char) -> Option<u8> {
    let zero = match c {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        '\u{966}'..='\u{96f}' => '\u{966}',
        '\u{9e6}'..='\u{9ef}' => '\u{9e6}',
        '\u{ff10}'..='\u{ff19}' => '\u{ff10}',
        _ => return None,
    };
    Some((c as u32 - zero as u32) as u8)
}

/// A whole number, with the first fraction cut off; `None` when anything else is written.
pub fn number(text: &str) -> Option<i64> {
    let text = text.trim();
    let (negative, text) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let whole = text.split(['.', ',', '\u{66b}']).next().unwrap_or("");
    let mut number: i64 = 0;
    let mut any = false;
    for c in whole.chars() {
        number = number.checked_mul(10)?.checked_add(i64::from(digit(c)?))?;
        any = true;
    }
    let fraction = text.get(whole.len()..).unwrap_or("");
    let only_digits = fraction.chars().skip(1).all(|c| digit(c).is_some());
    (any && only_digits).then_some(if negative { -number } else { number })
}
