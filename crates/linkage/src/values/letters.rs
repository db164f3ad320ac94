//! Names and words as comparable letters: small, without accents and marks, in one form for each letter.
//!
//! The result is a key for comparison only. Arabic letters are brought to one form each, as lists copied from PDF
//! files need it; Latin and Cyrillic lose accents but keep their letters.

use super::digits::digit;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Comparable form: words joined by single spaces, without punctuation. May be empty.
pub fn plain(text: &str) -> String {
    if text.is_ascii() {
        return ascii(text);
    }
    let arabic = text.chars().any(is_arabic);
    let mut plain = String::with_capacity(text.len());
    // Cyrillic й is a letter of its own; taken apart it would become и.
    for c in text.nfkc() {
        match c {
            'й' | 'Й' => plain.push('й'),
            _ if is_arabic(c) => push_arabic(c, &mut plain),
            _ => {
                std::iter::once(c).nfkd().filter(|c| !is_combining_mark(*c)).for_each(|c| push(c, &mut plain))
            }
        }
    }
    let plain = spaced(&plain);
    if arabic { join_arabic(&plain) } else { plain }
}

fn ascii(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut gap = false;
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            if gap && !plain.is_empty() {
                plain.push(' ');
            }
            gap = false;
            plain.push(char::from(byte.to_ascii_lowercase()));
        } else if byte != b'\'' && byte != b'`' {
            gap = true;
        }
    }
    plain
}

fn push(c: char, plain: &mut String) {
    match c {
        'ё' | 'Ё' => plain.push('е'),
        'ß' => plain.push_str("ss"),
        'ø' | 'Ø' => plain.push('o'),
        'ł' | 'Ł' => plain.push('l'),
        'đ' | 'Đ' => plain.push('d'),
        'ı' => plain.push('i'),
        'æ' | 'Æ' => plain.push_str("ae"),
        'œ' | 'Œ' => plain.push_str("oe"),
        // Apostrophes stand inside words.
        '\'' | '\u{2019}' | '\u{2bc}' | '\u{2bb}' | '`' | '\u{b4}' => {}
        _ => match digit(c) {
            Some(value) => plain.push(char::from(b'0' + value)),
            None if c.is_alphanumeric() => plain.extend(c.to_lowercase()),
            None if is_unseen(c) => {}
            None => plain.push(' '),
        },
    }
}

fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn is_arabic(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}')
}

/// One form for the letters that writers and copies of lists exchange (alef with and without hamza, ya and alef
/// maqsura, ta marbuta and ha, Persian kaf and ya); vowel marks, hamza alone and the stretching line go.
fn push_arabic(c: char, plain: &mut String) {
    match c {
        'أ' | 'إ' | 'آ' | 'ٱ' => plain.push('ا'),
        'ى' | 'ئ' | 'ی' => plain.push('ي'),
        'ة' | 'ہ' | 'ە' => plain.push('ه'),
        'ؤ' => plain.push('و'),
        'گ' | 'ک' => plain.push('ك'),
        'ء' | '\u{640}' => {}
        _ if is_combining_mark(c) => {}
        _ => match digit(c) {
            Some(value) => plain.push(char::from(b'0' + value)),
            None if c.is_alphabetic() => plain.push(c),
            None => plain.push(' '),
        },
    }
}

/// Words joined by single spaces.
fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !spaced.is_empty() {
            spaced.push(' ');
        }
        spaced.push_str(word);
    }
    spaced
}

/// Compounds that are written with or without a space (servant of, father of, mother of, the article) become one
/// word, and both orders of lam-alef one, since copies from PDF files turn it round.
fn join_arabic(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    let mut glue = true;
    for word in text.split(' ') {
        if !glue {
            joined.push(' ');
        }
        let word = word.replace("هللا", "الله").replace("لا", "ال");
        joined.push_str(&word);
        glue = matches!(word.as_str(), "عبد" | "ابو" | "ام" | "ال");
    }
    joined
}

/// One byte for each letter: comparisons run over bytes. ASCII stays; letters of one alphabet fall on different bytes.
pub fn bytes(plain: &str) -> impl Iterator<Item = u8> {
    plain.chars().map(|c| if c.is_ascii() { c as u8 } else { 128 + (c as u32 % 128) as u8 })
}
