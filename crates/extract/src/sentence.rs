//! Sentences of a text, as runs of tokens, each with its language. Abbreviations, initials, clock times and list marks end
//! no sentence; an empty line and the end of a list line do.

use crate::lang::{self, Lang};
use crate::lexicon::Lexicons;
use crate::span::Span;
use crate::token::{Made, Shape, Token};

/// One sentence: tokens `from..to`, without line breaks at its ends.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// First token.
    pub from: usize,
    /// The token after the last.
    pub to: usize,
    /// Its language.
    pub lang: Lang,
    /// Whether it opens a paragraph.
    pub opens: bool,
    /// Number of its paragraph.
    pub paragraph: u32,
}

impl Sentence {
    /// Its tokens.
    pub fn tokens<'a>(&self, tokens: &'a [Token]) -> &'a [Token] {
        tokens.get(self.from..self.to).unwrap_or(&[])
    }

    /// Where it stands.
    pub fn span(&self, tokens: &[Token]) -> Span {
        match (self.tokens(tokens).first(), self.tokens(tokens).last()) {
            (Some(first), Some(last)) => first.span.to(last.span),
            _ => Span::default(),
        }
    }
}

/// Tokens of one sentence, at most: a page without a full stop is cut, so that work stays bounded.
const LONGEST: usize = 400;

/// Cuts a text into sentences. `main` is the language where a sentence does not show its own.
pub fn sentences(text: &str, tokens: &[Token], lexicons: &Lexicons, main: Lang) -> Vec<Sentence> {
    let mut sentences: Vec<Sentence> = Vec::new();
    let (mut from, mut opens, mut paragraph) = (0, true, 0u32);
    let mut close = |from: usize, to: usize, opens: bool, paragraph: u32| {
        let is_break = |at: usize| tokens.get(at).is_some_and(|token| token.made == Made::Break);
        let (mut from, mut to) = (from, to);
        while from < to && is_break(from) {
            from += 1;
        }
        while to > from && is_break(to - 1) {
            to -= 1;
        }
        if from < to {
            let mut sentence = Sentence { from, to, lang: main, opens, paragraph };
            sentence.lang = lang::of_sentence(sentence.span(tokens).quote(text), main);
            sentences.push(sentence);
        }
    };
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let next = tokens.get(at + 1);
        let ends = match token.made {
            Made::Break => true,
            Made::Mark => is_end(text, tokens, at, lexicons),
            _ => false,
        } || at - from >= LONGEST;
        if ends {
            // Closing quotes and brackets belong to the sentence that they close.
            let mut to = at + 1;
            while token.made == Made::Mark
                && tokens.get(to).is_some_and(|mark| {
                    mark.made == Made::Mark
                        && !mark.spaced
                        && matches!(
                            mark.span.quote(text),
                            "\"" | "”" | "»" | "’" | ")" | "…" | "." | "!" | "?"
                        )
                })
            {
                to += 1;
            }
            close(from, to, opens, paragraph);
            opens = token.made == Made::Break;
            if opens && next.is_some_and(|next| next.made == Made::Break) {
                paragraph += 1;
            } else if opens {
                // Lines that do not go on to the margin are paragraphs of their own.
                paragraph += 1;
            }
            from = to;
            at = to;
            continue;
        }
        at += 1;
    }
    close(from, tokens.len(), opens, paragraph);
    sentences
}

fn is_end(text: &str, tokens: &[Token], at: usize, lexicons: &Lexicons) -> bool {
    let Some(token) = tokens.get(at) else { return false };
    let mark = token.span.quote(text);
    if !matches!(mark, "." | "!" | "?" | "…") {
        return false;
    }
    let mut after = at + 1;
    while tokens.get(after).is_some_and(|t| {
        t.made == Made::Mark
            && !t.spaced
            && matches!(t.span.quote(text), "\"" | "”" | "»" | "’" | ")" | "." | "!" | "?" | "…")
    }) {
        after += 1;
    }
    let Some(next) = tokens.get(after) else { return true };
    if next.made == Made::Break {
        return true;
    }
    if !next.spaced && after == at + 1 {
        return false;
    }
    // A short form inside a sentence: "etc., and so on".
    if mark == "." && matches!(next.span.quote(text), "," | ";") {
        return false;
    }
    if mark != "." {
        return next.shape != Shape::Lower || next.made != Made::Word;
    }
    let Some(before) = at.checked_sub(1).and_then(|at| tokens.get(at)) else { return false };
    if token.spaced {
        return true;
    }
    if before.made == Made::Word {
        // An initial, or a short form that always goes on.
        if before.shape == Shape::Letter && before.span.end - before.span.start <= 2 {
            return false;
        }
        if lexicons.is_abbreviation(&before.folded) {
            // "at 5 p.m. He" ends; "St. Paul" does not.
            return lexicons.may_end(&before.folded)
                && next.shape == Shape::Title
                && lexicons.opens_sentence(&next.folded);
        }
    }
    if before.made == Made::Number && next.shape == Shape::Lower {
        return false;
    }
    // "1. Anna Lee": the number of a line of a list.
    let opens = at < 2 || tokens.get(at - 2).is_some_and(|token| token.made == Made::Break);
    if opens && before.made == Made::Number && before.span.end - before.span.start <= 3 {
        return false;
    }
    !(next.made == Made::Word && next.shape == Shape::Lower)
}
