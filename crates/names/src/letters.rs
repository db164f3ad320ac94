//! What is known of each letter of the scripts that names are usually written in, looked up once: asking Unicode's tables
//! for every letter of every name takes longer than all else that is done with it. Letters beyond are asked for one by one.

use std::sync::LazyLock;

use unicode_normalization::char::{canonical_combining_class, is_combining_mark};
use unicode_normalization::{IsNormalized, is_nfkc_quick};

use crate::fold;
use crate::lexicon;
use crate::phones::Script;

/// What is known of a letter or sign.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Facts {
    /// In small letters, if that is one letter.
    pub lower: Option<char>,
    pub script: Script,
    pub letter: bool,
    pub upper: bool,
    pub small: bool,
    /// A mark on the letter before, or the line that stretches Arabic words.
    pub mark: bool,
    pub apostrophe: bool,
    /// Visible, and as it is in the normal form whatever stands beside it.
    pub plain: bool,
    /// Latin or Cyrillic, for words that mix the two.
    pub latin: bool,
    pub cyrillic: bool,
    /// The lexicon looks it up as it is.
    pub listed: bool,
    /// Used for languages only in which family endings come and go.
    pub turkic: bool,
}

/// Letters below this are known.
const KNOWN: u32 = 0x2000;

static FACTS: LazyLock<Box<[Facts]>> = LazyLock::new(|| {
    (0..KNOWN).map(|number| char::from_u32(number).map_or_else(Facts::default, ask)).collect()
});

/// What is known of a letter.
#[inline]
pub(crate) fn facts(c: char) -> Facts {
    FACTS.get(c as usize).copied().unwrap_or_else(|| ask(c))
}

fn ask(c: char) -> Facts {
    let mut lower = c.to_lowercase();
    Facts {
        lower: lower.next().filter(|_| lower.next().is_none()),
        script: script(c),
        letter: c.is_alphabetic(),
        upper: c.is_uppercase(),
        small: c.is_lowercase(),
        mark: is_combining_mark(c) || c == '\u{640}',
        apostrophe: fold::is_apostrophe(c),
        plain: !fold::is_invisible(c)
            && is_nfkc_quick(std::iter::once(c)) == IsNormalized::Yes
            && canonical_combining_class(c) == 0
            && c != '\u{2116}',
        latin: fold::is_latin(c),
        cyrillic: fold::is_cyrillic(c),
        listed: lexicon::as_it_is(c),
        turkic: matches!(
            c,
            'қ' | 'ғ'
                | 'ұ'
                | 'ү'
                | 'ң'
                | 'ө'
                | 'ә'
                | 'һ'
                | 'ҳ'
                | 'ۇ'
                | 'ۋ'
                | 'ڭ'
                | 'ə'
                | 'ğ'
                | 'ñ'
                | 'ı'
                | 'ŋ'
        ),
    }
}

fn script(c: char) -> Script {
    match c {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{259}' | '\u{1e00}'..='\u{1eff}' => Script::Latin,
        '\u{400}'..='\u{52f}' | '\u{1c80}'..='\u{1c8f}' => Script::Cyrillic,
        '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}' => Script::Arabic,
        '\u{530}'..='\u{58f}' => Script::Armenian,
        '\u{10a0}'..='\u{10ff}' | '\u{1c90}'..='\u{1cbf}' => Script::Georgian,
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Script::Greek,
        _ => Script::Other,
    }
}
