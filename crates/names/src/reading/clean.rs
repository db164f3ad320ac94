//! From a name as written to its words: one Unicode form, no invisible marks, one kind of apostrophe, glued words
//! apart, initials marked. Never drops a letter it does not know.

use unicode_normalization::UnicodeNormalization;

use crate::fold;
use crate::letters::facts;
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
    let text = written.chars().take(LONGEST);
    if text.clone().all(|c| facts(c).plain) {
        return split(text);
    }
    let shown = text.filter(|c| !fold::is_invisible(*c)).map(|c| match c {
        '\u{b4}' => '\'',
        '\u{2116}' => ' ',
        other => other,
    });
    split(shown.nfkc().take(LONGEST * 2))
}

fn split(text: impl Iterator<Item = char>) -> Vec<Word> {
    let mut words = Vec::with_capacity(4);
    let mut raw = Raw::default();
    let mut chars = text.peekable();
    while let Some(c) = chars.next() {
        let known = facts(c);
        if c == '.' {
            raw.dot = true;
            raw.close(&mut words);
        } else if known.letter || known.apostrophe || known.mark {
            // "ArmanTuleshovich": a capital after a small letter begins a word, unless it is Mc or De or the like.
            if known.upper && raw.glued() && chars.peek().is_some_and(|next| facts(*next).small) {
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
        self.text.len() >= 4 && self.text.last().is_some_and(|c| facts(*c).small)
    }

    fn close(&mut self, words: &mut Vec<Word>) {
        let (dot, hyphen) = (self.dot, self.hyphen);
        (self.dot, self.hyphen) = (false, false);
        if self.text.is_empty() {
            return;
        }
        let (latin, cyrillic) = self
            .text
            .iter()
            .map(|c| facts(*c))
            .fold((false, false), |found, known| (found.0 | known.latin, found.1 | known.cyrillic));
        let mut shown: String = self.text.iter().collect();
        self.text.clear();
        if latin && cyrillic {
            shown = fold::mend_lookalikes(&shown);
        }
        let mut letters = String::with_capacity(shown.len());
        let mut count = 0;
        let (mut small, mut upper) = (false, false);
        let mut script = Script::Other;
        let mut keep = |c: char| {
            let known = facts(c);
            // Without the dot above that Turkish İ leaves behind, and the apostrophe that some write for ayn before a name:
            // 'Abd is Abd.
            if c != '\u{307}' && (count > 0 || !known.apostrophe) {
                letters.push(c);
                count += usize::from(known.letter);
                script = if script == Script::Other { known.script } else { script };
            }
        };
        for c in shown.chars() {
            let known = facts(c);
            small |= known.small;
            upper |= known.upper;
            match known.lower {
                Some(lower) => keep(lower),
                None => c.to_lowercase().for_each(&mut keep),
            }
        }
        if count == 0 {
            return;
        }
        let capitals = count > 1 && !small && upper;
        let initial = count == 1 && script != Script::Other || dot && count <= 2;
        words.push(Word { letters, shown, script, initial, capitals, hyphen, commas: self.commas });
    }
}
