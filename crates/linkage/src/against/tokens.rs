//! What of a value leads to records that have something like it: its words, and what a word shares with words like it: all
//! letters but one, a sound, a part of a date or a number.

use crate::kind::FieldKind;
use crate::values::{date, letters};

/// A word of a value, or the whole of it where words mean nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Which word it is.
    pub hash: u64,
    /// What it shares with words like it, each once.
    pub traits: Vec<u64>,
}

/// A value has no more words than this.
const MOST: usize = 8;

/// The words of a value, each once.
pub(super) fn words(kind: FieldKind, text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut add = |hash: u64, mut traits: Vec<u64>| {
        if !words.iter().any(|word| word.hash == hash) {
            traits.sort_unstable();
            traits.dedup();
            words.push(Word { hash, traits });
        }
    };
    match kind {
        FieldKind::GivenName | FieldKind::FamilyName | FieldKind::Patronymic | FieldKind::FullName => {
            for word in letters::plain(text).split(' ').filter(|word| !word.is_empty()).take(MOST) {
                let mut traits = spellings(word);
                traits.extend(names::read(word).keys().map(|key| part(1, u64::from(key))));
                add(hash(word.as_bytes()), traits);
            }
        }
        FieldKind::Place | FieldKind::Text => {
            for word in letters::plain(text).split(' ').filter(|word| !word.is_empty()).take(MOST) {
                add(hash(word.as_bytes()), spellings(word));
            }
        }
        FieldKind::Email => {
            let text = text.to_lowercase();
            let user = text.split_once('@').map(|(user, _)| part(2, hash(user.as_bytes())));
            add(hash(text.as_bytes()), user.into_iter().collect());
        }
        FieldKind::Date => {
            if let Some(date) = date::read(text) {
                let (y, m, d) = (u64::from(date.year), u64::from(date.month), u64::from(date.day));
                let parts = [(3, y, m), (4, m.min(d), m.max(d)), (5, y, d)];
                let known = parts.into_iter().filter(|(_, one, other)| *one != 0 && *other != 0);
                add(
                    y << 32 | m << 16 | d,
                    known.map(|(sort, one, other)| part(sort, one << 16 | other)).collect(),
                );
            }
        }
        FieldKind::Code | FieldKind::Phone | FieldKind::NationalId => {
            let plain = letters::plain(text).replace(' ', "");
            let mut traits = Vec::new();
            if plain.len() >= 6
                && let Some((first, second)) = plain.split_at_checked(plain.len() / 2)
            {
                traits.extend([part(6, hash(first.as_bytes())), part(7, hash(second.as_bytes()))]);
            }
            if !plain.is_empty() {
                add(hash(plain.as_bytes()), traits);
            }
        }
        // Too many records share these: they lead nowhere.
        FieldKind::Year
        | FieldKind::Month
        | FieldKind::Day
        | FieldKind::Age
        | FieldKind::Sex
        | FieldKind::Number
        | FieldKind::List => {}
    }
    words
}

/// The word itself and the word without each of its letters; a word of fewer than four letters has no such neighbours.
fn spellings(word: &str) -> Vec<u64> {
    let letters: Vec<char> = word.chars().take(24).collect();
    if letters.len() < 4 {
        return Vec::new();
    }
    let mut found = vec![hash(word.as_bytes())];
    let mut short = String::with_capacity(word.len());
    for skip in 0..letters.len() {
        short.clear();
        short.extend(letters.iter().enumerate().filter(|(at, _)| *at != skip).map(|(_, letter)| *letter));
        found.push(hash(short.as_bytes()));
    }
    found
}

/// Traits of different sorts never meet.
fn part(sort: u64, number: u64) -> u64 {
    stirred(number ^ sort.wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

/// FNV-1a, stirred.
fn hash(bytes: &[u8]) -> u64 {
    stirred(bytes.iter().fold(0xcbf2_9ce4_8422_2325u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    }))
}

fn stirred(hash: u64) -> u64 {
    (hash ^ (hash >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9)
}
