//! Words, numbers and marks of a text, in order. Nothing is normalised: a token knows its place, and a folded form of its
//! letters for looking it up.

use crate::span::Span;
use unicode_normalization::UnicodeNormalization;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Made {
    /// Letters, perhaps with hyphens or apostrophes inside.
    Word,
    /// Digits, perhaps with separators inside, perhaps with an ending: 4,000, 20:40, 100-ге, 1990s.
    Number,
    /// One mark.
    Mark,
    /// The end of a line.
    Break,
}

/// How the letters of a word are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// All small, or no letters.
    Lower,
    /// The first large: Anna, McKay, Жан-Поль.
    Title,
    /// All large, two letters at least: УВД, BBC.
    Upper,
    /// One large letter alone.
    Letter,
}

/// One token.
#[derive(Clone, Debug)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub made: Made,
    /// How it is written.
    pub shape: Shape,
    /// Its letters folded: small, ё as е, accents off Latin letters, curly apostrophes straight.
    pub folded: Box<str>,
    /// Whether white space stands before it.
    pub spaced: bool,
}

/// Bytes of one token, at most; what is longer is cut into several. A line of a megabyte is not a word.
const LONGEST: usize = 200;

/// The tokens of a text.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut chars = text.char_indices().peekable();
    let mut spaced = true;
    while let Some((start, first)) = chars.next() {
        if first == '\n' {
            tokens.push(token(text, start, start + 1, Made::Break, spaced));
            spaced = true;
            continue;
        }
        if first.is_whitespace() || is_invisible(first) {
            spaced = true;
            continue;
        }
        let mut end = start + first.len_utf8();
        // The English ending of a possessive is a word of its own: what stands before it is the name.
        if is_apostrophe(first) && !spaced && is_possessive(text, end) {
            chars.next();
            tokens.push(token(text, start, end + 1, Made::Word, false));
            continue;
        }
        let made = if first.is_alphabetic() {
            Made::Word
        } else if first.is_ascii_digit() {
            Made::Number
        } else {
            Made::Mark
        };
        if made != Made::Mark {
            while let Some(&(at, next)) = chars.peek() {
                let after = text.get(at + next.len_utf8()..).and_then(|rest| rest.chars().next());
                let possessive = is_apostrophe(next) && is_possessive(text, at + next.len_utf8());
                if end - start >= LONGEST || possessive || !goes_on(made, next, after) {
                    break;
                }
                end = at + next.len_utf8();
                chars.next();
            }
        }
        tokens.push(token(text, start, end, made, spaced));
        spaced = false;
    }
    tokens
}

/// Marks of direction and joining, which stand between letters without being seen.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}')
}

/// Whether an s stands there, and no letter after it.
fn is_possessive(text: &str, at: usize) -> bool {
    let mut rest = text.get(at..).unwrap_or("").chars();
    matches!(rest.next(), Some('s' | 'S')) && !rest.next().is_some_and(char::is_alphanumeric)
}

fn goes_on(made: Made, next: char, after: Option<char>) -> bool {
    let letter_after = after.is_some_and(char::is_alphabetic);
    let digit_after = after.is_some_and(|c| c.is_ascii_digit());
    let is_mark = unicode_normalization::char::is_combining_mark(next);
    match made {
        Made::Word => {
            next.is_alphanumeric()
                || is_mark
                || (matches!(next, '-' | '\u{2010}' | '\u{2011}' | '\'' | '\u{2019}' | '\u{2bc}')
                    && letter_after)
        }
        _ => {
            next.is_alphanumeric()
                || (matches!(next, '.' | ',' | ':' | '/' | '\u{a0}' | '\u{202f}') && digit_after)
                || (matches!(next, '-' | '\u{2010}' | '\u{2011}') && (letter_after || digit_after))
        }
    }
}

fn token(text: &str, start: usize, end: usize, made: Made, spaced: bool) -> Token {
    let span = Span { start, end };
    let written = span.quote(text);
    Token { span, made, shape: shape(written), folded: fold(written).into(), spaced }
}

fn shape(written: &str) -> Shape {
    let (mut upper, mut lower, mut first) = (0u32, 0u32, None);
    for letter in written.chars().filter(|c| c.is_alphabetic()) {
        let large = letter.is_uppercase();
        upper += u32::from(large);
        lower += u32::from(!large);
        first.get_or_insert(large);
    }
    match (first, upper, lower) {
        (Some(true), 1, 0) => Shape::Letter,
        (Some(true), _, 0) => Shape::Upper,
        (Some(true), _, _) => Shape::Title,
        _ => Shape::Lower,
    }
}

/// Folds a word for looking it up.
pub fn fold(written: &str) -> String {
    if written.is_ascii() {
        return written.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(written.len());
    for c in written.chars().flat_map(char::to_lowercase) {
        match c {
            'ё' => folded.push('е'),
            '\u{2019}' | '\u{2bc}' | '\u{2bb}' | '`' => folded.push('\''),
            '\u{2010}' | '\u{2011}' => folded.push('-'),
            _ if (c as u32) < 0x80 || (c as u32) >= 0x400 => folded.push(c),
            _ => folded.extend(
                std::iter::once(c).nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)),
            ),
        }
    }
    folded
}
