//! A name taken apart into words.

use unicode_normalization::UnicodeNormalization;

/// The words of a name in small letters: split at whatever is no letter, and before a capital inside a word. Apostrophes
/// and marks vanish. Hyphenated words come also as one, and so do Arabic compounds (Abd al-Karim, عبد الكريم); the Arabic
/// article is left out.
pub fn words(name: &str, mut sink: impl FnMut(&str)) {
    let mut splitter =
        Splitter { sink: &mut sink, word: String::new(), joined: String::new(), was_small: false };
    if name.is_ascii() {
        name.chars().for_each(|c| splitter.letter(c));
    } else {
        name.nfkc().for_each(|c| splitter.letter(c));
    }
    splitter.letter(' ');
    splitter.end_compound();
}

struct Splitter<'a> {
    sink: &'a mut dyn FnMut(&str),
    word: String,
    /// Words so far of a compound that may go on.
    joined: String,
    was_small: bool,
}

impl Splitter<'_> {
    fn letter(&mut self, c: char) {
        if c.is_ascii_lowercase() {
            self.word.push(c);
            self.was_small = true;
        } else if c.is_alphabetic() {
            if self.was_small && c.is_uppercase() {
                self.end_word(false);
            }
            self.was_small = c.is_lowercase();
            if self.was_small {
                self.word.push(c);
            } else {
                self.word.extend(c.to_lowercase());
            }
        } else if !is_silent(c) {
            self.was_small = false;
            self.end_word(c == '-');
        }
    }

    fn end_word(&mut self, hyphen: bool) {
        let word = self.word.as_str();
        if word.is_empty() {
            return;
        }
        let bare = word.strip_prefix("ال").filter(|rest| rest.chars().count() > 2).unwrap_or(word);
        let is_article = matches!(
            word,
            "al" | "el" | "ul" | "ud" | "ad" | "as" | "ar" | "az" | "ash" | "an" | "аль" | "эль"
        );
        if !is_article {
            (self.sink)(bare);
            // ال may also begin a name (Elliott).
            if bare.len() < word.len() {
                (self.sink)(word);
            }
        }
        let opens = matches!(
            word,
            "abd"
                | "abdul"
                | "abdel"
                | "abdal"
                | "abdol"
                | "abu"
                | "abou"
                | "عبد"
                | "ابو"
                | "أبو"
                | "абд"
                | "абдул"
                | "абу"
        );
        if !self.joined.is_empty() || hyphen || opens {
            self.joined.push_str(bare);
        }
        if !(hyphen || opens || is_article) {
            self.end_compound();
        }
        self.word.clear();
    }

    fn end_compound(&mut self) {
        if !self.joined.is_empty() {
            (self.sink)(&self.joined);
            self.joined.clear();
        }
    }
}

fn is_silent(c: char) -> bool {
    matches!(c, '\'' | '`' | '\u{b4}' | '\u{2b0}'..='\u{2ff}' | '\u{300}'..='\u{36f}' | '\u{2018}'..='\u{201b}' | '\u{2032}'
        | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{feff}')
}
