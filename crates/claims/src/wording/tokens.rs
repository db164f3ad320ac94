//! Cuts a phrase into words, whole numbers and marks, each with its place. Digits that belong to a clock time, a
//! date or a code are kept as one piece that is not a number.

/// A piece of text.
#[derive(Debug, Clone)]
pub(super) struct Token {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) what: What,
}

#[derive(Debug, Clone)]
pub(super) enum What {
    /// Digits: the number in tenths, how many plain digits it had (0 if separated), and letters glued to it.
    Number { tenths: u128, plain: usize, glued: Option<String> },
    /// A word, lower case, ё as е; or one mark.
    Word(String),
    /// Digits that are no number: `19:30`, `09.06.2019`, `K01`.
    Other,
}

impl Token {
    /// The word or mark, if it is one.
    pub(super) fn word(&self) -> Option<&str> {
        match &self.what {
            What::Word(word) => Some(word),
            What::Number { .. } | What::Other => None,
        }
    }
}

/// Lower case, with ё as е.
pub(super) fn fold(word: &str) -> String {
    word.chars().flat_map(char::to_lowercase).map(|c| if c == 'ё' { 'е' } else { c }).collect()
}

/// Spaces that may part thousands: they do not end a line.
fn is_thin(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\u{2007}')
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36f}')
}

/// The pieces of a text, without the spaces.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let at = |i: usize| chars.get(i).map(|c| c.1);
    let place = |i: usize| chars.get(i).map_or(text.len(), |c| c.0);
    let run = |mut i: usize, good: fn(char) -> bool| {
        while at(i).is_some_and(good) {
            i += 1;
        }
        i
    };
    let digit = |c: char| c.is_ascii_digit();
    let mut found = Vec::new();
    let mut i = 0;
    while let Some(c) = at(i) {
        if c.is_whitespace() {
            i += 1;
            continue;
        }
        let (end, what) = if digit(c) {
            number(&chars, i)
        } else if is_letter(c) {
            let mut end = run(i, is_letter);
            // don't, o'clock
            while matches!(at(end), Some('\'' | '’')) && at(end + 1).is_some_and(is_letter) {
                end = run(end + 1, is_letter);
            }
            let coded = if at(end) == Some('-') { end + 1 } else { end };
            if at(coded).is_some_and(digit) {
                // A code or a name: K01, COVID-19.
                (run(coded, |c| c.is_alphanumeric()), What::Other)
            } else {
                (end, What::Word(fold(text.get(place(i)..place(end)).unwrap_or(""))))
            }
        } else {
            (i + 1, What::Word(c.to_string()))
        };
        found.push(Token { start: place(i), end: place(end), what });
        i = end.max(i + 1);
    }
    found
}

/// A number that starts at `i`: returns where it ends and what it is.
fn number(chars: &[(usize, char)], i: usize) -> (usize, What) {
    let at = |i: usize| chars.get(i).map(|c| c.1);
    let digits = |mut i: usize| {
        while at(i).is_some_and(|c| c.is_ascii_digit()) {
            i += 1;
        }
        i
    };
    let first = digits(i);
    let mut value = String::new();
    let push = |value: &mut String, from: usize, to: usize| {
        value.extend(chars.iter().skip(from).take(to - from).map(|c| c.1));
    };
    push(&mut value, i, first);
    let mut end = first;
    let mut plain = first - i;
    let mut separator = None;
    // Groups of three after one of the usual marks, the same mark throughout.
    while first - i <= 3 && value.len() < 24 {
        let Some(mark) = at(end).filter(|c| is_thin(*c) || matches!(c, ',' | '\'' | '’')) else { break };
        if separator.is_some_and(|s| s != mark) || digits(end + 1) != end + 4 {
            break;
        }
        separator = Some(mark);
        push(&mut value, end + 1, end + 4);
        end += 4;
        plain = 0;
    }
    let mut tenths = value.parse::<u128>().unwrap_or(0).saturating_mul(10);
    // 1,5 thousand: one decimal only; anything longer is a date, a clock or a version.
    if plain > 0 && matches!(at(end), Some(',' | '.')) && digits(end + 1) == end + 2 {
        let after = at(end + 2);
        let more =
            matches!(after, Some(',' | '.' | ':' | '/')) && at(end + 3).is_some_and(|c| c.is_ascii_digit());
        if !more && let Some(tenth) = at(end + 1).and_then(|c| c.to_digit(10)) {
            tenths = tenths.saturating_add(u128::from(tenth));
            end += 2;
            plain = 0;
        }
    }
    // Digits joined by the marks of times and dates are one piece that is no number.
    let mut joined = end;
    while matches!(at(joined), Some(':' | '.' | '/')) && at(joined + 1).is_some_and(|c| c.is_ascii_digit()) {
        joined = digits(joined + 1);
    }
    // 2019-06-09
    let (mut hyphened, mut hyphens) = (end, 0);
    while at(hyphened) == Some('-') && at(hyphened + 1).is_some_and(|c| c.is_ascii_digit()) {
        hyphened = digits(hyphened + 1);
        hyphens += 1;
    }
    if hyphens >= 2 {
        joined = hyphened;
    }
    if joined > end {
        return (joined, What::Other);
    }
    // Letters glued on: 9th, 100-ге, 17-летний.
    let hyphen = at(end) == Some('-');
    let from = if hyphen { end + 1 } else { end };
    let mut to = from;
    while at(to).is_some_and(is_letter) {
        to += 1;
    }
    if to > from {
        let mut letters = String::new();
        push(&mut letters, from, to);
        return (to, What::Number { tenths, plain, glued: Some(fold(&letters)) });
    }
    (end, What::Number { tenths, plain, glued: None })
}
