//! The words of each language, read from its data file (data/LANG/words.tsv): a speaker mends them without Rust.
//! A line is a tag and the forms that bear it; docs/adding-a-language.md says how to write them.

use crate::lang::Lang;
use crate::token::{Made, Token};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

/// A tag of the data files, as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tag(u16);

/// A piece of a sentence that bears a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tagged {
    /// First token, counted in the whole text.
    pub at: usize,
    /// How many tokens.
    pub len: usize,
    /// The tag.
    pub tag: Tag,
}

/// What is wrong with a line of a data file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}, line {line}: {says}")]
pub struct Mistake {
    /// Which file.
    pub file: &'static str,
    /// Counted from one.
    pub line: usize,
    /// What, in words.
    pub says: String,
}

/// The lines of a data file that say something, counted from one, without what follows ` #`.
pub(crate) fn lines(data: &str) -> impl Iterator<Item = (usize, &str)> {
    let numbered = data.lines().enumerate().filter(|(_, line)| !line.starts_with('#'));
    numbered
        .map(|(number, line)| (number + 1, line.split(" #").next().unwrap_or("").trim_end()))
        .filter(|(_, line)| !line.trim().is_empty())
}

#[derive(Debug)]
struct Form {
    /// The words after the first.
    rest: Vec<Word>,
    tag: Tag,
}

#[derive(Debug)]
struct Word {
    stem: Box<str>,
    open: bool,
}

impl Word {
    fn fits(&self, folded: &str) -> bool {
        if self.open { folded.starts_with(&*self.stem) } else { folded == &*self.stem }
    }
}

/// The words of one language.
#[derive(Debug, Default)]
pub struct Lexicon {
    names: BTreeMap<String, Tag>,
    /// Tags by number.
    tags: Vec<String>,
    exact: HashMap<Box<str>, Vec<Form>>,
    open: HashMap<Box<str>, Vec<Form>>,
    /// Lengths of the open stems, in bytes.
    lengths: BTreeSet<usize>,
    /// What a tag's third column says, by tag: the value that it stands for.
    pub values: HashMap<Tag, String>,
    abbreviations: HashMap<Box<str>, bool>,
    /// Letters that people type for others: Kazakh is often written without letters of its own.
    typed: Vec<(char, char)>,
}

impl Lexicon {
    /// Reads a file. Mistakes are told all at once.
    pub fn read(file: &'static str, data: &str) -> Result<Self, Vec<Mistake>> {
        let mut lexicon = Lexicon::default();
        let mut mistakes = Vec::new();
        for (number, line) in lines(data) {
            let mut wrong = |says: String| mistakes.push(Mistake { file, line: number, says });
            let mut columns = line.split('\t').map(str::trim).filter(|column| !column.is_empty());
            let (Some(tag), Some(forms)) = (columns.next(), columns.next()) else {
                wrong("a line has a tag, a tab, and forms".to_owned());
                continue;
            };
            if tag == "typed" {
                // "ә=а | і=и": the word is found whichever is written.
                for pair in forms.split('|').map(str::trim) {
                    match pair.split_once('=').map(|(a, b)| (a.chars().next(), b.chars().next())) {
                        Some((Some(letter), Some(other))) => lexicon.typed.push((letter, other)),
                        _ => wrong(format!("\"{pair}\": a letter, \"=\", and what is typed for it")),
                    }
                }
                continue;
            }
            let tag = lexicon.tag_named(tag);
            if let Some(value) = columns.next() {
                lexicon.values.insert(tag, value.to_owned());
            }
            for form in forms.split('|').map(str::trim) {
                if let Err(says) = lexicon.add(tag, form) {
                    wrong(says);
                }
                if !lexicon.typed.is_empty() {
                    let as_typed = |c: char| {
                        lexicon.typed.iter().find(|(letter, _)| *letter == c).map_or(c, |(_, other)| *other)
                    };
                    let plain: String = form.to_lowercase().chars().map(as_typed).collect();
                    if plain != form.to_lowercase() {
                        let _ = lexicon.add(tag, &plain);
                    }
                }
            }
        }
        if mistakes.is_empty() { Ok(lexicon) } else { Err(mistakes) }
    }

    fn tag_named(&mut self, name: &str) -> Tag {
        if let Some(&tag) = self.names.get(name) {
            return tag;
        }
        let tag = Tag(self.tags.len() as u16);
        self.tags.push(name.to_owned());
        self.names.insert(name.to_owned(), tag);
        tag
    }

    fn add(&mut self, tag: Tag, form: &str) -> Result<(), String> {
        let mut words = form.split(' ').filter(|word| !word.is_empty()).map(|word| {
            let open = word.ends_with('*');
            Word { stem: crate::token::fold(word.trim_end_matches('*')).into(), open }
        });
        let Some(first) = words.next() else { return Err("an empty form".to_owned()) };
        if first.stem.is_empty() {
            return Err(format!("\"{form}\": a star needs letters before it"));
        }
        if self.name(tag).starts_with("abbreviation") {
            let ends = self.name(tag).ends_with(".end");
            self.abbreviations.insert(first.stem, ends);
            return Ok(());
        }
        let rest: Vec<Word> = words.collect();
        let place = if first.open { &mut self.open } else { &mut self.exact };
        if first.open {
            self.lengths.insert(first.stem.len());
        }
        place.entry(first.stem).or_default().push(Form { rest, tag });
        Ok(())
    }

    /// The name of a tag.
    pub fn name(&self, tag: Tag) -> &str {
        self.tags.get(usize::from(tag.0)).map_or("", String::as_str)
    }

    /// Whether a word alone bears that very tag.
    pub fn bears(&self, folded: &str, tag: &str) -> bool {
        let Some(tag) = self.names.get(tag) else { return false };
        self.exact
            .get(folded)
            .is_some_and(|forms| forms.iter().any(|form| form.tag == *tag && form.rest.is_empty()))
    }

    /// The tags that a name of a pattern means: the tag itself and those below it (`detain` means `detain.past` too).
    pub fn below(&self, name: &str) -> BTreeSet<Tag> {
        let under = format!("{name}.");
        let fits = |tag: &str| tag == name || tag.starts_with(&under);
        self.names.iter().filter(|(tag, _)| fits(tag)).map(|(_, tag)| *tag).collect()
    }

    /// All tagged pieces of `tokens[from..to]`, in order; the longest of one tag at a place.
    pub fn find(&self, tokens: &[Token], from: usize, to: usize) -> Vec<Tagged> {
        let mut found = Vec::new();
        for at in from..to {
            let Some(token) = tokens.get(at) else { break };
            if token.made == Made::Break {
                continue;
            }
            let folded: &str = &token.folded;
            let first = found.len();
            let mut take = |forms: &[Form]| {
                for form in forms {
                    if let Some(len) = fits(form, tokens, at, to) {
                        found.push(Tagged { at, len, tag: form.tag });
                    }
                }
            };
            if let Some(forms) = self.exact.get(folded) {
                take(forms);
            }
            for &length in self.lengths.iter().take_while(|length| **length <= folded.len()) {
                if let Some(forms) = folded.get(..length).and_then(|stem| self.open.get(stem)) {
                    take(forms);
                }
            }
            let new = found.get_mut(first..).unwrap_or(&mut []);
            new.sort_by_key(|tagged| (tagged.tag, std::cmp::Reverse(tagged.len)));
            let mut last = None;
            let mut kept = first;
            for place in first..found.len() {
                let Some(tagged) = found.get(place).copied() else { break };
                if last != Some(tagged.tag) {
                    last = Some(tagged.tag);
                    if let Some(slot) = found.get_mut(kept) {
                        *slot = tagged;
                    }
                    kept += 1;
                }
            }
            found.truncate(kept);
        }
        found
    }
}

/// How many tokens a form takes from `at`; line breaks inside it do not matter.
fn fits(form: &Form, tokens: &[Token], at: usize, to: usize) -> Option<usize> {
    let mut next = at + 1;
    for word in &form.rest {
        while next < to && tokens.get(next).is_some_and(|token| token.made == Made::Break) {
            next += 1;
        }
        let token = tokens.get(next).filter(|_| next < to)?;
        if !word.fits(&token.folded) {
            return None;
        }
        next += 1;
    }
    Some(next - at)
}

/// The words of all languages.
#[derive(Debug)]
pub struct Lexicons {
    of: [Lexicon; 3],
}

impl Lexicons {
    /// Reads a file for each language, in their order. A line that cannot be read is left out; a test sees to it that there is none.
    pub(crate) fn read(files: Files) -> Self {
        Self { of: files.map(|(file, data)| Lexicon::read(file, data).unwrap_or_default()) }
    }

    /// The words of a language.
    pub fn of(&self, lang: Lang) -> &Lexicon {
        let [en, ru, kk] = &self.of;
        match lang {
            Lang::En => en,
            Lang::Ru => ru,
            Lang::Kk => kk,
        }
    }

    /// Whether a word with a point after it is a short form, in any language.
    pub fn is_abbreviation(&self, folded: &str) -> bool {
        self.of.iter().any(|lexicon| lexicon.abbreviations.contains_key(folded))
    }

    /// Whether that short form may stand at the end of a sentence.
    pub fn may_end(&self, folded: &str) -> bool {
        self.of.iter().any(|lexicon| lexicon.abbreviations.get(folded) == Some(&true))
    }

    /// Whether a capitalised word is one that opens sentences rather than a name: He, The, After.
    pub fn opens_sentence(&self, folded: &str) -> bool {
        self.of.iter().any(|lexicon| lexicon.bears(folded, "opener"))
    }
}

/// A file for each language, English, Russian, Kazakh: its name and what it holds.
pub(crate) type Files = [(&'static str, &'static str); 3];

/// Lines that cannot be read.
pub(crate) fn unread(files: Files) -> impl Iterator<Item = Mistake> {
    files.into_iter().filter_map(|(file, data)| Lexicon::read(file, data).err()).flatten()
}

/// Lines of a group that nothing asks for.
pub(crate) fn unknown(files: Files, known: impl Fn(&str) -> bool) -> impl Iterator<Item = Mistake> {
    let all =
        files.into_iter().flat_map(|(file, data)| lines(data).map(move |(line, words)| (file, line, words)));
    all.filter_map(move |(file, line, words)| {
        let group = words.split('\t').next().unwrap_or("");
        (!known(group)).then(|| Mistake { file, line, says: format!("no such group: \"{group}\"") })
    })
}

/// What is wrong in the lexicons that are built in.
pub fn check() -> Vec<Mistake> {
    unread(FILES).collect()
}

const FILES: Files = [
    ("data/en/words.tsv", include_str!("../data/en/words.tsv")),
    ("data/ru/words.tsv", include_str!("../data/ru/words.tsv")),
    ("data/kk/words.tsv", include_str!("../data/kk/words.tsv")),
];

/// The lexicons that are built in.
pub fn built_in() -> &'static Lexicons {
    static LEXICONS: LazyLock<Lexicons> = LazyLock::new(|| Lexicons::read(FILES));
    &LEXICONS
}
