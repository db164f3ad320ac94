//! A text made ready for reading: tokens, sentences with their language, tagged words.

use crate::fact::Day;
use crate::lang::{self, Lang};
use crate::lexicon::{self, Lexicons, Tag, Tagged};
use crate::sentence::{Sentence, sentences};
use crate::span::Span;
use crate::token::{Made, Shape, Token, tokens};

/// What is known of a text beside its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// The day it was published; relative days are counted from it.
    pub published: Option<Day>,
    /// Its main language, if it is known.
    pub lang: Option<Lang>,
}

/// A text under reading.
#[derive(Debug)]
pub struct Document<'a> {
    /// The text as it is.
    pub text: &'a str,
    /// What is known beside it.
    pub about: About,
    /// Its main language.
    pub lang: Lang,
    /// All tokens.
    pub tokens: Vec<Token>,
    /// All sentences.
    pub sentences: Vec<Sentence>,
    /// The tagged words of each sentence.
    pub tagged: Vec<Vec<Tagged>>,
    /// A day that the text writes in full, for days without a year where the day of publication is not known.
    pub anchor: Option<Day>,
    /// The lexicons it is read with.
    pub lexicons: &'static Lexicons,
}

impl<'a> Document<'a> {
    /// Cuts and tags a text.
    pub fn of(text: &'a str, about: &About) -> Self {
        let lexicons = lexicon::built_in();
        let lang = about.lang.or_else(|| lang::of(text)).unwrap_or_default();
        let mut tokens = tokens(text);
        let sentences = sentences(text, &tokens, lexicons, lang);
        // Kazakh in Latin letters is found by the same words; what is quoted stays as it is written.
        let in_latin = |one: &&Sentence| {
            let quote = one.span(&tokens).quote(text);
            let latin = quote.chars().filter(char::is_ascii_alphabetic).count();
            let cyrillic = quote.chars().filter(|letter| matches!(letter, '\u{400}'..='\u{52f}')).count();
            one.lang == Lang::Kk && latin > cyrillic
        };
        let latin: Vec<Sentence> = sentences.iter().filter(in_latin).cloned().collect();
        for sentence in &latin {
            for token in tokens.get_mut(sentence.from..sentence.to).unwrap_or_default() {
                let written = token.span.quote(text);
                if token.made == Made::Word
                    && let Some(word) = lang::in_cyrillic(written)
                {
                    token.folded = word.into();
                }
            }
        }
        let tagged = sentences.iter().map(|s| lexicons.of(s.lang).find(&tokens, s.from, s.to)).collect();
        let mut document =
            Self { text, about: about.clone(), lang, tokens, sentences, tagged, anchor: None, lexicons };
        if about.published.is_none() {
            document.anchor = crate::items::when::anchor(&document);
        }
        document
    }

    /// What is written at tokens `from..to`.
    pub fn quote(&self, from: usize, to: usize) -> &'a str {
        self.span(from, to).quote(self.text)
    }

    /// Where tokens `from..to` stand.
    pub fn span(&self, from: usize, to: usize) -> Span {
        match (self.tokens.get(from), to.checked_sub(1).and_then(|last| self.tokens.get(last))) {
            (Some(first), Some(last)) if from < to => first.span.to(last.span),
            _ => Span::default(),
        }
    }

    /// Whether a token is a word that begins large: what names are made of.
    pub fn is_large(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            token.made == Made::Word && matches!(token.shape, Shape::Title | Shape::Upper | Shape::Letter)
        })
    }

    /// Whether a piece with one of these tags ends with that token.
    pub fn ends_tag(&self, sentence: usize, last: usize, tags: &[&str]) -> bool {
        tags.iter().any(|tag| self.tagged_as(sentence, tag).any(|tagged| tagged.at + tagged.len == last + 1))
    }

    /// The folded form of a token; empty beyond the end.
    pub fn folded(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &token.folded)
    }

    /// The tag of that name or below it that begins at a token of a sentence, with how many tokens it takes.
    pub fn tag_at(&self, sentence: usize, at: usize, name: &str) -> Option<(Tag, usize)> {
        let lexicon = self.lexicons.of(self.sentences.get(sentence)?.lang);
        let is = |tag: Tag| {
            let tag = lexicon.name(tag);
            tag == name
                || (tag.len() > name.len()
                    && tag.starts_with(name)
                    && tag.as_bytes().get(name.len()) == Some(&b'.'))
        };
        let here = self.tagged.get(sentence)?.iter().filter(|tagged| tagged.at == at && is(tagged.tag));
        here.max_by_key(|tagged| tagged.len).map(|tagged| (tagged.tag, tagged.len))
    }

    /// All tagged pieces of a sentence whose tag is that name or below it.
    pub fn tagged_as<'s>(&'s self, sentence: usize, name: &'s str) -> impl Iterator<Item = &'s Tagged> {
        let lang = self.sentences.get(sentence).map_or(Lang::En, |sentence| sentence.lang);
        let lexicon = self.lexicons.of(lang);
        let is = move |tag: Tag| {
            lexicon.name(tag).strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        self.tagged.get(sentence).into_iter().flatten().filter(move |tagged| is(tagged.tag))
    }
}
