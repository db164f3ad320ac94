//! Lossy folding of names for search: one Latin skeleton in which the usual spellings of a name meet, whatever
//! the script or romanisation they were written in. Deterministic, total over all Unicode, and idempotent.
//!
//! It must never be shown as a name or stored in place of one, and it must never be read as "the same person":
//! the folding brings different names together on purpose.

mod homoglyph;
mod letters;
mod skeleton;

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

/// The folded words of a text, joined by single spaces. Empty when the text holds no letter or digit.
///
/// `search_key("Қасым-Жомарт") == search_key("Qasym-Zhomart") == search_key("Kassym-Jomart")`.
pub fn search_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    each_word(text, |word| {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(word);
    });
    key
}

/// The folded words of a text in their order, for an index by word. Words without any letter or digit are left out.
pub fn words(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    each_word(text, |word| found.push(word.to_owned()));
    found
}

/// Folds word by word, reusing the two buffers a word needs.
fn each_word(text: &str, mut sink: impl FnMut(&str)) {
    let clean = clean(text);
    let mut buffers = skeleton::Buffers::default();
    for word in clean.split(is_break).filter(|word| !word.is_empty()) {
        buffers.clear();
        match homoglyph::reading(word) {
            homoglyph::Reading::AsWritten => {
                word.chars().for_each(|c| letters::emit(c, &mut buffers.letters))
            }
            homoglyph::Reading::Cyrillic => {
                word.chars().for_each(|c| letters::emit(homoglyph::to_cyrillic(c), &mut buffers.letters))
            }
            homoglyph::Reading::Latin => {
                word.chars().for_each(|c| letters::emit(homoglyph::to_latin(c), &mut buffers.letters))
            }
        }
        let folded = buffers.fold();
        if !folded.is_empty() {
            sink(folded);
        }
    }
}

/// NFKC without invisible controls. Borrowed when the text is already clean, which is the usual case.
fn clean(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let visible = !text.chars().any(is_invisible);
    if visible && is_nfkc_quick(text.chars()) == IsNormalized::Yes {
        return Cow::Borrowed(text);
    }
    // Two signs NFKC would spell out wrongly for names: the acute accent sign stands for an apostrophe, and the
    // numero sign is no word of its own (NFKC makes it "No").
    let shown = text.chars().filter(|c| !is_invisible(*c)).map(|c| match c {
        '\u{b4}' => '\'',
        '\u{2116}' => ' ',
        other => other,
    });
    Cow::Owned(shown.nfkc().collect())
}

/// Characters that show nothing and would hide a match: soft hyphen, zero-width and direction controls,
/// the byte order mark, variation selectors.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Apostrophes and modifier marks that names carry inside a word (soft signs, glottal stops, Uzbek o‘ and g‘).
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '`' | '\u{2b0}'..='\u{2ff}' | '\u{2018}'..='\u{201b}' | '\u{2032}' | '\u{2035}' | '\u{ff07}')
}

fn is_break(c: char) -> bool {
    !(c.is_alphanumeric() || is_apostrophe(c) || is_combining_mark(c))
}

pub(crate) use homoglyph::{is_cyrillic, is_latin};

/// A word with the lookalikes of another script read as its own script.
pub(crate) fn mend_lookalikes(word: &str) -> String {
    homoglyph::mend(word)
}
