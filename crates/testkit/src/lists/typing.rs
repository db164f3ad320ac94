//! How a value is mistyped: by hand, by a scanner, by ear.

use crate::chance::Chance;

const KEYS: [&str; 4] = ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"];

/// What scanners and ears confuse, both ways.
const CONFUSED: [(&str, &str); 16] = [
    ("ph", "f"),
    ("ck", "k"),
    ("ie", "y"),
    ("rn", "m"),
    ("o", "0"),
    ("l", "1"),
    ("x", "ks"),
    ("sch", "sh"),
    ("mc", "mac"),
    ("c", "k"),
    ("s", "z"),
    ("v", "w"),
    ("ei", "ie"),
    ("th", "t"),
    ("nn", "n"),
    ("ll", "l"),
];

/// One mistake: insertion .25, deletion .25, a neighbouring key .25, transposition .15, confusion .10. Works in any script:
/// letters that are on no key here are replaced by another letter of the same word.
pub(super) fn mistyped(text: &str, chance: &mut Chance) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    if letters.is_empty() {
        return String::new();
    }
    let at = chance.below(letters.len());
    let here = letters.get(at).copied().unwrap_or('a');
    match chance.weighted(&[25, 25, 25, 15, 10]) {
        0 => letters.insert(at, near(here, &letters, chance)),
        1 if letters.len() > 1 => {
            letters.remove(at);
        }
        3 if letters.len() > 1 => {
            let at = chance.below(letters.len() - 1);
            letters.swap(at, at + 1);
        }
        4 => return confused(text, chance),
        _ => {
            let other = near(here, &letters, chance);
            if let Some(letter) = letters.get_mut(at) {
                *letter = other;
            }
        }
    }
    letters.into_iter().collect()
}

/// A key beside this one.
fn near(letter: char, word: &[char], chance: &mut Chance) -> char {
    let Some(row) = KEYS.iter().find(|row| row.contains(letter)) else {
        return chance.one(word);
    };
    let row: Vec<char> = row.chars().collect();
    let at = row.iter().position(|key| *key == letter).unwrap_or(0);
    let beside = if at == 0 || (at + 1 < row.len() && chance.percent(50)) { at + 1 } else { at - 1 };
    row.get(beside).copied().unwrap_or(letter)
}

fn confused(text: &str, chance: &mut Chance) -> String {
    let mut fitting: Vec<(&str, &str)> = Vec::new();
    for (one, other) in CONFUSED {
        if text.contains(one) {
            fitting.push((one, other));
        } else if text.contains(other) {
            fitting.push((other, one));
        }
    }
    if fitting.is_empty() {
        // Nothing here sounds like anything else: a letter doubled.
        let mut letters: Vec<char> = text.chars().collect();
        let at = chance.below(letters.len());
        let letter = letters.get(at).copied().unwrap_or('a');
        letters.insert(at, letter);
        return letters.into_iter().collect();
    }
    let (from, to) = chance.one(&fitting);
    text.replacen(from, to, 1)
}

/// Another digit somewhere.
pub(super) fn digit_changed(text: &str, chance: &mut Chance) -> String {
    let places: Vec<usize> =
        text.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at).collect();
    let at = chance.one(&places);
    let digit = chance.below(10) as u8;
    text.char_indices().map(|(here, c)| if here == at { char::from(b'0' + digit) } else { c }).collect()
}
