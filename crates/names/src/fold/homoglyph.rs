//! Letters of one script inside a word of the other: a keyboard slip, a bad scan, or a way to hide from a search.
//! The word is read in the script of the letters that cannot be mistaken. Never guesses across words.

use super::letters;

/// How to read one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// One script only, or neither Latin nor Cyrillic.
    AsWritten,
    /// Mixed; read its Latin lookalikes as Cyrillic.
    Cyrillic,
    /// Mixed; read its Cyrillic lookalikes as Latin.
    Latin,
}

/// Pairs that look alike in common typefaces, as (Cyrillic, Latin). Upper and lower case differ: В looks like B,
/// but в does not look like b.
const PAIRS: [(char, char); 35] = [
    ('А', 'A'),
    ('В', 'B'),
    ('Е', 'E'),
    ('Ё', 'Ë'),
    ('К', 'K'),
    ('М', 'M'),
    ('Н', 'H'),
    ('О', 'O'),
    ('Р', 'P'),
    ('С', 'C'),
    ('Т', 'T'),
    ('У', 'Y'),
    ('Ү', 'Y'),
    ('Х', 'X'),
    ('І', 'I'),
    ('Ї', 'Ï'),
    ('Ј', 'J'),
    ('Ѕ', 'S'),
    ('Ә', 'Ə'),
    ('а', 'a'),
    ('е', 'e'),
    ('ё', 'ë'),
    ('к', 'k'),
    ('о', 'o'),
    ('р', 'p'),
    ('с', 'c'),
    ('у', 'y'),
    ('х', 'x'),
    ('і', 'i'),
    ('ї', 'ï'),
    ('ј', 'j'),
    ('ѕ', 's'),
    ('ә', 'ə'),
    ('һ', 'h'),
    ('ԛ', 'q'),
];

/// Latin letters whose Cyrillic double is rare: in a mixed word they speak for a Latin word.
fn speaks_latin(c: char) -> bool {
    is_latin(c)
        && (matches!(c, 'i' | 'I' | 'ï' | 'Ï' | 'j' | 'J' | 's' | 'S' | 'h' | 'q')
            || cyrillic_double(c).is_none())
}

pub(super) fn reading(word: &str) -> Reading {
    if word.is_ascii() {
        return Reading::AsWritten;
    }
    let (mut latin, mut cyrillic) = (false, false);
    for c in word.chars() {
        latin |= is_latin(c);
        cyrillic |= is_cyrillic(c);
    }
    if !(latin && cyrillic) {
        return Reading::AsWritten;
    }
    let sure_latin = word.chars().filter(|c| speaks_latin(*c)).count();
    let sure_cyrillic = word.chars().filter(|c| is_cyrillic(*c) && latin_double(*c).is_none()).count();
    // A tie goes to Cyrillic: a Cyrillic letter does not come from a Latin keyboard by accident.
    if sure_latin > sure_cyrillic { Reading::Latin } else { Reading::Cyrillic }
}

pub(super) fn to_cyrillic(c: char) -> char {
    cyrillic_double(c).unwrap_or(c)
}

pub(super) fn to_latin(c: char) -> char {
    latin_double(c).unwrap_or(c)
}

fn cyrillic_double(c: char) -> Option<char> {
    PAIRS.iter().find(|(_, latin)| *latin == c).map(|(cyrillic, _)| *cyrillic)
}

fn latin_double(c: char) -> Option<char> {
    PAIRS.iter().find(|(cyrillic, _)| *cyrillic == c).map(|(_, latin)| *latin)
}

pub(crate) fn is_cyrillic(c: char) -> bool {
    // Letters the folding keeps as they are do not make a word Cyrillic: they stay in the key, beside Latin letters.
    matches!(c, '\u{400}'..='\u{52f}') && c.to_lowercase().all(|lower| letters::cyrillic(lower).is_some())
}

pub(crate) fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic()
        || (matches!(c, '\u{c0}'..='\u{24f}' | '\u{259}' | '\u{1e00}'..='\u{1eff}') && c.is_alphabetic())
}

/// A word read in the script of its sure letters.
pub(super) fn mend(word: &str) -> String {
    match reading(word) {
        Reading::AsWritten => word.to_owned(),
        Reading::Cyrillic => word.chars().map(to_cyrillic).collect(),
        Reading::Latin => word.chars().map(to_latin).collect(),
    }
}
