//! From a name as written to its words: one Unicode form, no invisible marks, one kind of apostrophe, glued words
//! apart, initials marked. Never drops a letter it does not know.

use unicode_normalization::UnicodeNormalization;

use crate::fold;
use crate::phones::Script;

/// One word of a name, in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    pub letters: String,
    /// As written, for people to read.
    pub shown: String,
    pub script: Script,
    /// One letter, or up to three with a dot behind.
    pub initial: bool,
    /// Written in capitals throughout, as lists write family names.
    pub capitals: bool,
    /// A hyphen stands between this word and the one before.
    pub hyphen: bool,
    /// How many commas stand before it.
    pub commas: u8,
}

/// Longest text that is looked at, in characters: names are short, and what follows is not a name.
const LONGEST: usize = 400;

pub(crate) fn words(written: &str) -> Vec<Word> {
    let shown = written.chars().take(LONGEST).filter(|c| !fold::is_invisible(*c)).map(|c| match c {
        '\u{b4}' => '\'',
        '\u{2116}' => ' ',
        other => other,
    });
    let text: Vec<char> = shown.nfkc().take(LONGEST * 2).collect();
    let mut words = Vec::new();
    let mut raw = Raw::default();
    let mut chars = text.iter().copied().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        if c == '.' {
            raw.dot = true;
            raw.close(&mut words);
        } else if is_letter(c) || fold::is_apostrophe(c) || is_mark(c) {
            // "ArmanTuleshovich": a capital after a small letter begins a word, unless it is Mc or De or the like.
            if c.is_uppercase() && raw.glued() && next.is_some_and(|n| n.is_lowercase()) {
                raw.close(&mut words);
            }
            raw.text.push(c);
        } else {
            raw.close(&mut words);
            raw.commas = raw.commas.saturating_add(u8::from(matches!(c, ',' | ';' | '،')));
            raw.hyphen = matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{640}');
        }
    }
    raw.close(&mut words);
    words
}

#[derive(Default)]
struct Raw {
    text: Vec<char>,
    dot: bool,
    hyphen: bool,
    commas: u8,
}

impl Raw {
    /// Enough small letters stand before for a word of its own.
    fn glued(&self) -> bool {
        self.text.len() >= 4 && self.text.last().is_some_and(|c| c.is_lowercase())
    }

    fn close(&mut self, words: &mut Vec<Word>) {
        let (text, dot, hyphen) = (std::mem::take(&mut self.text), self.dot, self.hyphen);
        (self.dot, self.hyphen) = (false, false);
        let mended: String = fold::mend_lookalikes(&text.into_iter().collect::<String>());
        let letters: String = lower(&mended);
        let count = letters.chars().filter(|c| is_letter(*c)).count();
        if count == 0 {
            return;
        }
        let script = script_of(&letters);
        let capitals =
            count > 1 && mended.chars().all(|c| !c.is_lowercase()) && mended.chars().any(char::is_uppercase);
        let initial = count == 1 && script != Script::Other || dot && count <= 2;
        words.push(Word { letters, shown: mended, script, initial, capitals, hyphen, commas: self.commas });
    }
}

/// Lower case without the dot above that Turkish İ leaves behind.
fn lower(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).filter(|c| *c != '\u{307}').collect()
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic()
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c) || c == '\u{640}'
}

/// The script of the first letter that has one.
fn script_of(letters: &str) -> Script {
    letters.chars().map(script_of_letter).find(|script| *script != Script::Other).unwrap_or_default()
}

pub(crate) fn script_of_letter(c: char) -> Script {
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
