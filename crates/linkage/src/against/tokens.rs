//! What of a value leads to records that have something like it: its words, what they sound like, the parts of a date.

use crate::kind::FieldKind;
use crate::values::{date, letters};

/// One lead from a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    /// What it is, as a hash.
    pub hash: u64,
    /// Sort of lead; different sorts never meet.
    sort: Sort,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Word,
    Sound,
    Part,
}

impl Token {
    /// How much of its rarity counts: sounds and parts come beside the word or the whole date that says the same.
    pub(super) fn share(self) -> f32 {
        if self.sort == Sort::Word { 1.0 } else { 0.4 }
    }
}

/// The leads of a value, and the words among them that may be misspelt.
pub(super) fn tokens(kind: FieldKind, text: &str) -> (Vec<Token>, Vec<String>) {
    let mut tokens = Vec::new();
    let mut words = Vec::new();
    let mut add = |sort: Sort, hash: u64| {
        let token = Token { hash: hash ^ (sort as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15), sort };
        if !tokens.contains(&token) {
            tokens.push(token);
        }
    };
    match kind {
        FieldKind::GivenName | FieldKind::FamilyName | FieldKind::Patronymic | FieldKind::FullName => {
            for word in letters::plain(text).split(' ').filter(|word| !word.is_empty()).take(8) {
                add(Sort::Word, hash(word.as_bytes()));
                for key in names::read(word).keys() {
                    add(Sort::Sound, hash(&u64::from(key).to_le_bytes()));
                }
                words.push(word.to_owned());
            }
        }
        FieldKind::Place | FieldKind::Text => {
            for word in letters::plain(text).split(' ').filter(|word| !word.is_empty()).take(8) {
                add(Sort::Word, hash(word.as_bytes()));
                words.push(word.to_owned());
            }
        }
        FieldKind::Email => {
            let text = text.to_lowercase();
            add(Sort::Word, hash(text.as_bytes()));
            if let Some((user, _)) = text.split_once('@') {
                add(Sort::Part, hash(user.as_bytes()));
            }
        }
        FieldKind::Date => {
            if let Some(date) = date::read(text) {
                let (y, m, d) = (u64::from(date.year), u64::from(date.month), u64::from(date.day));
                let known = |parts: &[u64]| parts.iter().all(|part| *part != 0);
                for (number, parts) in
                    (1u64..).zip([[y, m, d], [y, m, 1], [1, m.min(d), m.max(d)], [y, d, 1]])
                {
                    if known(&parts) {
                        let [one, two, three] = parts;
                        let sort = if number == 1 { Sort::Word } else { Sort::Part };
                        add(sort, number << 60 | one << 32 | two << 16 | three);
                    }
                }
            }
        }
        FieldKind::Code | FieldKind::Phone | FieldKind::NationalId => {
            let plain = letters::plain(text).replace(' ', "");
            add(Sort::Word, hash(plain.as_bytes()));
            let half = plain.len() / 2;
            if let (true, Some((first, second))) = (plain.len() >= 6, plain.split_at_checked(half)) {
                add(Sort::Part, hash(first.as_bytes()));
                add(Sort::Sound, hash(second.as_bytes()));
            }
        }
        // Too many records share these: they lead nowhere alone.
        FieldKind::Year
        | FieldKind::Month
        | FieldKind::Day
        | FieldKind::Age
        | FieldKind::Sex
        | FieldKind::Number
        | FieldKind::List => {}
    }
    (tokens, words)
}

/// The word itself and the word without each of its letters; a word of fewer than four letters has no such neighbours.
pub(super) fn near(word: &str, mut each: impl FnMut(u64)) {
    let letters: Vec<char> = word.chars().take(24).collect();
    each(hash(word.as_bytes()));
    if letters.len() < 4 {
        return;
    }
    let mut short = String::with_capacity(word.len());
    for skip in 0..letters.len() {
        short.clear();
        short.extend(letters.iter().enumerate().filter(|(at, _)| *at != skip).map(|(_, letter)| *letter));
        each(hash(short.as_bytes()));
    }
}

/// FNV-1a, stirred.
fn hash(bytes: &[u8]) -> u64 {
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (hash ^ (hash >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9)
}
