//! Why two names were judged as they were, component by component, for a person to read.

use std::fmt;

use super::assign::{Assignment, Link};
use super::initials::{self, BY_FORM};
use super::pair::{EQUAL, Known};
use crate::reading::{Component, Reading};
use crate::schemes::{self, Scheme};

/// One thing that speaks for or against two names being one. `first` stands in the first name as given, `second` in the
/// second.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The same letters.
    Equal {
        /// What the words seem to be.
        component: Component,
        /// As in the first name.
        first: String,
        /// As in the second name.
        second: String,
    },
    /// They differ in spelling only.
    Spelling {
        /// What the words seem to be.
        component: Component,
        /// As in the first name.
        first: String,
        /// As in the second name.
        second: String,
        /// The transliteration that leads from one to the other, if one does.
        scheme: Option<Scheme>,
    },
    /// Forms of one given name, as the lexicon says: Вова and Владимир.
    Form {
        /// As in the first name.
        first: String,
        /// As in the second name.
        second: String,
    },
    /// They are near, and nearer without an ending such as -ов or -ұлы.
    Ending {
        /// What the words seem to be.
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
        /// The form of a neighbour's language that it begins, if it fits by that only: weaker, for the two may as well be
        /// two names.
        form: Option<String>,
    },
    /// Different words.
    Differ {
        /// What the words seem to be.
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
            Reason::Spelling { component, first, second, scheme: Some(scheme) } => {
                write!(out, "{component}s: {first} ~ {second}, scheme {}", scheme.name())
            }
            Reason::Spelling { component, first, second, scheme: None } => {
                write!(out, "{component}s: {first} ~ {second}")
            }
            Reason::Form { first, second } => write!(out, "forms of one given name: {first} ~ {second}"),
            Reason::Ending { component, first, second } => {
                write!(out, "{component}s: {first} ~ {second} but for the ending")
            }
            Reason::Initial { first, second, fits: true, form: None } => {
                write!(out, "initial fits: {first} ~ {second}")
            }
            Reason::Initial { first, second, fits: true, form: Some(form) } => {
                write!(out, "initial fits: {first} ~ {second}, as {form}")
            }
            Reason::Initial { first, second, fits: false, .. } => {
                write!(out, "initial differs: {first}, {second}")
            }
            Reason::Differ { component, first, second } => {
                write!(out, "{component}s differ: {first}, {second}")
            }
            Reason::Missing { component: Component::Patronymic, .. } => {
                out.write_str("patronymic missing on one side")
            }
            Reason::Missing { component, word } => write!(out, "{component} missing on one side: {word}"),
            Reason::NothingToCompare => out.write_str("nothing to compare: a name has no letters"),
        }
    }
}

/// From here on two words are called spellings of one.
const NEAR: u16 = EQUAL * 7 / 10;

/// A word with what it seems to be, and whether a hyphen ties it to the word before.
type Shown<'a> = (&'a str, Component, bool);

fn shown(reading: &Reading) -> Vec<Shown<'_>> {
    let hyphens = reading.tokens().iter().map(|token| token.hyphen);
    reading.words().zip(hyphens).map(|((word, component), hyphen)| (word, component, hyphen)).collect()
}

pub(super) fn reasons(short: &Reading, long: &Reading, found: &Assignment, in_order: bool) -> Vec<Reason> {
    let (short_words, long_words) = (shown(short), shown(long));
    let mut reasons: Vec<Reason> = Vec::new();
    for link in found.links() {
        let Some((mut reason, tied)) = reason(link, &short_words, &long_words, in_order) else { continue };
        if let Reason::Initial { form, .. } = &mut reason
            && link.pair.alike == BY_FORM
            && let (Some(x), Some(y)) =
                (short.tokens().get(usize::from(link.short)), long.tokens().get(usize::from(link.long)))
        {
            *form = initials::form(short, x, long, y);
        }
        let taken_in = tied && reasons.last_mut().is_some_and(|last| last.absorb(&reason));
        if !taken_in {
            reasons.push(reason);
        }
    }
    reasons.iter_mut().for_each(Reason::name_scheme);
    for (words, left) in [(&long_words, found.left_over), (&short_words, found.alone)] {
        for (at, (word, component, _)) in words.iter().enumerate() {
            if left & (1 << at) != 0 {
                reasons.push(Reason::Missing { component: *component, word: (*word).to_owned() });
            }
        }
    }
    reasons
}

impl Reason {
    /// Takes in the second half of a double name, if it is of the same kind.
    fn absorb(&mut self, next: &Reason) -> bool {
        match (self, next) {
            (Reason::Spelling { first, second, .. }, Reason::Spelling { first: f, second: s, .. })
            | (Reason::Equal { first, second, .. }, Reason::Equal { first: f, second: s, .. }) => {
                *first = format!("{first}-{f}");
                *second = format!("{second}-{s}");
                true
            }
            _ => false,
        }
    }

    fn name_scheme(&mut self) {
        if let Reason::Spelling { first, second, scheme, .. } = self {
            *scheme = schemes::which(first, second).or_else(|| schemes::which(second, first));
        }
    }
}

/// The reason of a link, and whether hyphens tie both words to the words before.
fn reason(link: &Link, short: &[Shown<'_>], long: &[Shown<'_>], in_order: bool) -> Option<(Reason, bool)> {
    let words = |words: &[Shown<'_>], at: u8, two: bool| -> Option<(String, Component, bool)> {
        let at = usize::from(at);
        let (word, component, hyphen) = words.get(at)?;
        let second = if two { words.get(at + 1) } else { None };
        let word = second.map_or_else(|| (*word).to_owned(), |(next, _, _)| format!("{word} {next}"));
        Some((word, *component, *hyphen))
    };
    let (x, component_x, hyphen_x) = words(short, link.short, link.short_two)?;
    let (y, component_y, hyphen_y) = words(long, link.long, link.long_two)?;
    // A word behind a hyphen, or one side's family name, says more than a guess by order.
    let component = match (component_x, component_y) {
        (Component::Unknown | Component::Initial, other)
        | (other, Component::Unknown | Component::Initial) => other,
        (Component::Family, _) | (_, Component::Family) if component_x != component_y => Component::Unknown,
        (component, _) => component,
    };
    let (first, second) = if in_order { (x, y) } else { (y, x) };
    let pair = &link.pair;
    let reason = if pair.initial {
        Reason::Initial { first, second, fits: pair.alike > 0, form: None }
    } else if first.to_lowercase() == second.to_lowercase() {
        Reason::Equal { component, first, second }
    } else if pair.known == Known::OneName
        && pair.alike == EQUAL * 9 / 10
        && component != Component::Patronymic
    {
        Reason::Form { first, second }
    } else if pair.alike < NEAR {
        Reason::Differ { component, first, second }
    } else if pair.bent {
        Reason::Ending { component, first, second }
    } else {
        Reason::Spelling { component, first, second, scheme: None }
    };
    Some((reason, hyphen_x && hyphen_y))
}

/// Some word has no counterpart at all: the words that are the same, and the rest.
pub(super) fn apart(short: &Reading, long: &Reading, in_order: bool) -> Vec<Reason> {
    let mut found = Vec::new();
    let mut left: Vec<(&str, Component)> = long.words().collect();
    let mut rest = Vec::new();
    for (word, component) in short.words() {
        match left.iter().position(|(other, _)| other.to_lowercase() == word.to_lowercase()) {
            Some(at) => {
                let (other, _) = left.remove(at);
                let (first, second) = if in_order { (word, other) } else { (other, word) };
                found.push(Reason::Equal { component, first: first.to_owned(), second: second.to_owned() });
            }
            None => rest.push(word),
        }
    }
    let (rest, others) = (rest.join(" "), left.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(" "));
    let (first, second) = if in_order { (rest, others) } else { (others, rest) };
    found.push(Reason::Differ { component: Component::Unknown, first, second });
    found
}
