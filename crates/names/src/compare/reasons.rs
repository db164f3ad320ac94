//! Why two names were judged as they were, word by word, for a person to read.

use std::fmt;

use super::assign::{Assignment, Link};
use super::pair::EQUAL;
use crate::reading::{Component, Reading};

/// One thing that speaks for or against two names being one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// A word of the first name is the word of the second.
    Equal {
        /// What the word seems to be.
        component: Component,
        /// As in the first name.
        first: String,
        /// As in the second name.
        second: String,
    },
    /// They differ in spelling only.
    Spelling {
        /// What the word seems to be.
        component: Component,
        /// As in the first name.
        first: String,
        /// As in the second name.
        second: String,
    },
    /// They are near, and nearer without an ending such as -ов or -ұлы.
    Ending {
        /// What the word seems to be.
        component: Component,
        /// As in the first name.
        first: String,
        /// As in the second name.
        second: String,
    },
    /// An initial fits, or does not.
    Initial {
        /// As in the first name.
        first: String,
        /// As in the second name.
        second: String,
        /// Whether it fits.
        fits: bool,
    },
    /// Two different words.
    Differ {
        /// What the word seems to be.
        component: Component,
        /// As in the first name.
        first: String,
        /// As in the second name.
        second: String,
    },
    /// A word stands on one side only.
    Missing {
        /// What the word seems to be.
        component: Component,
        /// The word.
        word: String,
    },
    /// One of the names has no letters.
    NothingToCompare,
}

impl fmt::Display for Reason {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::Equal { component, .. } => write!(out, "{component}s equal"),
            Reason::Spelling { component, first, second } => write!(out, "{component}s: {first} ~ {second}"),
            Reason::Ending { component, first, second } => {
                write!(out, "{component}s: {first} ~ {second} but for the ending")
            }
            Reason::Initial { first, second, fits: true } => write!(out, "initial fits: {first} ~ {second}"),
            Reason::Initial { first, second, fits: false } => {
                write!(out, "initial differs: {first}, {second}")
            }
            Reason::Differ { component, first, second } => {
                write!(out, "{component}s differ: {first}, {second}")
            }
            Reason::Missing { component, word } => write!(out, "{component} missing on one side: {word}"),
            Reason::NothingToCompare => out.write_str("nothing to compare: a name has no letters"),
        }
    }
}

/// From here on two words are called spellings of one.
const NEAR: u16 = EQUAL * 7 / 10;

pub(super) fn reasons(short: &Reading, long: &Reading, found: &Assignment, in_order: bool) -> Vec<Reason> {
    let short_words: Vec<(&str, Component)> = short.words().collect();
    let long_words: Vec<(&str, Component)> = long.words().collect();
    let mut reasons: Vec<Reason> =
        found.links().iter().filter_map(|link| reason(link, &short_words, &long_words, in_order)).collect();
    for (at, (word, component)) in long_words.iter().enumerate() {
        if found.left_over & (1 << at) != 0 {
            reasons.push(Reason::Missing { component: *component, word: (*word).to_owned() });
        }
    }
    for (at, (word, component)) in short_words.iter().enumerate() {
        if found.alone & (1 << at) != 0 {
            reasons.push(Reason::Missing { component: *component, word: (*word).to_owned() });
        }
    }
    reasons
}

fn reason(
    link: &Link,
    short: &[(&str, Component)],
    long: &[(&str, Component)],
    in_order: bool,
) -> Option<Reason> {
    let words = |words: &[(&str, Component)], at: u8, two: bool| -> Option<(String, Component)> {
        let at = usize::from(at);
        let (word, component) = words.get(at)?;
        let second = if two { words.get(at + 1) } else { None };
        Some((second.map_or_else(|| (*word).to_owned(), |(next, _)| format!("{word} {next}")), *component))
    };
    let (x, component_x) = words(short, link.short, link.short_two)?;
    let (y, component_y) = words(long, link.long, link.long_two)?;
    let component = if component_x == Component::Unknown { component_y } else { component_x };
    let (first, second) = if in_order { (x, y) } else { (y, x) };
    let pair = &link.pair;
    Some(if pair.initial {
        Reason::Initial { first, second, fits: pair.alike >= 130 }
    } else if first == second {
        Reason::Equal { component, first, second }
    } else if pair.alike < NEAR {
        Reason::Differ { component, first, second }
    } else if pair.bent {
        Reason::Ending { component, first, second }
    } else {
        Reason::Spelling { component, first, second }
    })
}

/// Some word has no counterpart at all: the words that are the same, and the rest.
pub(super) fn apart(short: &Reading, long: &Reading, in_order: bool) -> Vec<Reason> {
    let mut found = Vec::new();
    let mut left: Vec<(&str, Component)> = long.words().collect();
    let mut rest = Vec::new();
    for (word, component) in short.words() {
        match left.iter().position(|(other, _)| *other == word) {
            Some(at) => {
                let (other, _) = left.remove(at);
                found.push(Reason::Equal { component, first: word.to_owned(), second: other.to_owned() });
            }
            None => rest.push(word),
        }
    }
    let (rest, others) = (rest.join(" "), left.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(" "));
    let (first, second) = if in_order { (rest, others) } else { (others, rest) };
    found.push(Reason::Differ { component: Component::Unknown, first, second });
    found
}
