//! From the letters of a word to its phones, by the script of the word and the letters around.

use unicode_normalization::UnicodeNormalization;

use super::clean::Word;
use crate::letters::facts;
use crate::phones::{Kind, Phone, Rule, Script, Tables};

/// The phones of a word. Empty when every letter is silent.
pub(crate) fn phones(word: &Word, tables: &Tables) -> Vec<Phone> {
    let letters = plain_letters(word, tables);
    let mut phones = Vec::with_capacity(letters.len());
    let mut at = 0;
    while let Some(&first) = letters.get(at) {
        let rest = letters.get(at + 1..).unwrap_or(&[]);
        let script = facts(first).script;
        let rule = tables.rules(first).iter().find(|rule| fits(rule, rest, at == 0));
        match rule {
            Some(rule) => {
                let length = rule.rest.len();
                let after = rest.get(length..).unwrap_or(&[]);
                if length > 0 || !in_context(script, first, after, &mut phones, tables) {
                    phones.extend_from_slice(&rule.phones);
                }
                at += 1 + length;
            }
            None => {
                unknown(first, &mut phones, tables);
                at += 1;
            }
        }
    }
    finish(phones, word.script, tables)
}

fn fits(rule: &Rule, rest: &[char], first: bool) -> bool {
    // Letter by letter: nearly always the first already differs.
    rule.rest.len() <= rest.len()
        && rule.rest.iter().zip(rest).all(|(wanted, letter)| wanted == letter)
        && (!rule.only_first || first)
        && (!rule.only_last || rest.len() == rule.rest.len())
}

/// Letters without apostrophes and without accents that no rule knows.
fn plain_letters(word: &Word, tables: &Tables) -> Vec<char> {
    let mut letters = Vec::with_capacity(word.letters.len());
    for c in word.letters.chars() {
        if facts(c).apostrophe && c != 'ʿ' {
            // 2017 Kazakh writes a' for ә; the plain letter is near enough.
            continue;
        }
        if !tables.rules(c).is_empty() {
            letters.push(c);
            continue;
        }
        // Accents that no rule names fall away; what remains is looked up again.
        letters.extend(
            std::iter::once(c)
                .nfd()
                .filter(|c| !unicode_normalization::char::is_combining_mark(*c) && c.is_alphabetic()),
        );
    }
    if word.script == Script::Arabic { fold_arabic(letters) } else { letters }
}

/// The article falls away.
fn fold_arabic(letters: Vec<char>) -> Vec<char> {
    match letters.as_slice() {
        ['ا', 'ل', rest @ ..] if rest.len() >= 2 => rest.to_vec(),
        _ => letters,
    }
}

/// Latin letters whose sound depends on what follows. True if the phone was written.
fn in_context(
    script: Script,
    letter: char,
    after: &[char],
    phones: &mut Vec<Phone>,
    tables: &Tables,
) -> bool {
    if script != Script::Latin {
        return false;
    }
    let next = after.first().copied();
    let soft = next.is_some_and(|c| matches!(c, 'e' | 'i' | 'y' | 'é' | 'í'));
    let before_vowel = next.is_some_and(|c| {
        tables
            .rules(c)
            .last()
            .and_then(|rule| rule.phones.first())
            .is_some_and(|phone| tables.kind(*phone) == Kind::Vowel)
            && c != 'y'
            && c != 'i'
    });
    let symbol = match letter {
        'c' if soft => b'&',
        'g' if soft => b'%',
        'i' | 'y' | 'ı' | 'í' | 'ý' if before_vowel => b'!',
        'e' if next.is_none() && phones.len() >= 3 => b'E',
        _ => return false,
    };
    phones.push(tables.phone(symbol));
    true
}

/// A letter without a table: two phones of four, so that equal words meet and different ones hardly do.
fn unknown(letter: char, phones: &mut Vec<Phone>, tables: &Tables) {
    let number = letter as u32;
    for part in [number, number / 4, number / 16] {
        let symbol = match part % 4 {
            0 => b';',
            1 => b'<',
            2 => b'=',
            _ => b'>',
        };
        phones.push(tables.phone(symbol));
    }
}

/// Doubled phones once; an ending of i and y is one i.
fn finish(mut phones: Vec<Phone>, script: Script, tables: &Tables) -> Vec<Phone> {
    let unknown = tables.phone(b';');
    // Arabic writes a doubled sound once; two letters are two sounds.
    if script != Script::Arabic && !phones.iter().any(|phone| *phone >= unknown) {
        phones.dedup();
    }
    let soft = [b'i', b'y', b'!', b'5'].map(|symbol| tables.phone(symbol));
    let ending = phones.iter().rev().take_while(|phone| soft.contains(phone)).count();
    if ending > 0 && ending < phones.len() {
        phones.truncate(phones.len() - ending);
        phones.push(tables.phone(b'i'));
    }
    phones
}
