//! Words that belong together: Arabic articles and compounds, "oğlu" and "kyzy", titles that are no names.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::LazyLock;

use super::clean::Word;
use super::suffix;
use crate::lexicon::Mix;
use crate::phones::Script;

/// A word of the name after joining, with what was found out on the way.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    pub word: Word,
    /// An Arabic article stood before the word, or is its first two letters.
    pub article: bool,
    pub patronymic: bool,
    /// "Abu Yusuf": what somebody is called after a child, beside or instead of the name.
    pub by_name: bool,
}

/// Titles that lists write as the first part of the given name, and then abbreviate like one.
const HONOURS: &[&str] =
    &["sayyid", "seyyed", "seyed", "sayed", "sayyed", "سید", "سيد", "sheikh", "shaykh", "الشيخ"];

/// The letters that left-out titles begin with, as initials write them.
pub(crate) fn honours(words: &[Word]) -> impl Iterator<Item = char> + '_ {
    let held = words.iter().filter(|word| words.len() > 2 && HONOURS.contains(&word.letters.as_str()));
    held.filter_map(|word| word.letters.chars().find(|letter| !matches!(letter, 'ا' | 'ل')))
}

const TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "dr",
    "prof",
    "sir",
    "dame",
    "lord",
    "baron",
    "hajji",
    "haji",
    "hajj",
    "sheikh",
    "shaykh",
    "sayyid",
    "seyyed",
    "seyed",
    "sayed",
    "sayyed",
    "mawlawi",
    "maulvi",
    "maulavi",
    "mullah",
    "mulla",
    "jr",
    "sr",
    "ii",
    "iii",
    "of",
    "de",
    "da",
    "di",
    "du",
    "des",
    "del",
    "della",
    "van",
    "von",
    "der",
    "den",
    "bin",
    "ibn",
    "ben",
    "bint",
    "ould",
    "де",
    "да",
    "ди",
    "ван",
    "фон",
    "дер",
    "ибн",
    "бин",
    "бен",
    "بن",
    "ابن",
    "بنت",
    "سید",
    "سيد",
    "الشيخ",
    "y",
    "і",
    "и",
    "bey",
    "the",
    "and",
    "لو",
    "د",
];

const ARTICLES: &[&str] = &[
    "al", "el", "ul", "ad", "ar", "as", "ash", "at", "an", "az", "ed", "er", "es", "esh", "et", "en", "ez",
    "аль", "эль", "ал", "эл", "аз", "ас", "аш", "ар", "ад", "ат", "ан", "ель",
];

const SERVANTS: &[&str] = &[
    "abdul",
    "abdal",
    "abdel",
    "abdol",
    "abdoul",
    "абдул",
    "абдель",
    "абдел",
    "абдул",
    "абдаль",
    "абдуль",
    "عبدال",
];

pub(crate) fn parts(words: Vec<Word>) -> Vec<Part> {
    let count = words.len();
    let mut parts: Vec<Part> = Vec::with_capacity(count);
    let mut article = false;
    let mut servant: Option<Word> = None;
    let mut words = words.into_iter().peekable();
    while let Some(word) = words.next() {
        let letters = word.letters.as_str();
        let next = words.peek();
        let role = role(letters);
        if role & ARTICLE != 0 && is_article(&word, next) {
            article = true;
            continue;
        }
        // "د." before a name is a doctor.
        if word.initial && letters == "د" && parts.is_empty() && next.is_some() {
            continue;
        }
        if count > 2 && !word.initial && role & TITLE != 0 && (next.is_some() || parts.len() >= 2) {
            continue;
        }
        if role & FATHER != 0
            && let Some(last) = parts.last_mut()
        {
            last.word.letters.push_str(letters);
            last.word.shown = format!("{} {}", last.word.shown, word.shown);
            last.patronymic = true;
            continue;
        }
        if role & SERVANT != 0 && next.is_some() {
            servant = Some(word);
            continue;
        }
        let mut word = word;
        let mut by_name = false;
        match servant.take() {
            Some(first) => {
                by_name = PARENTS.contains(&first.letters.as_str());
                word.letters = format!("{}{}", first.letters, bare(&word));
                word.shown = format!("{} {}", first.shown, word.shown);
                word.capitals &= first.capitals;
                article = false;
            }
            None => word.letters = without_servant_article(&word.letters).unwrap_or(word.letters),
        }
        let arabic_article = word.script == Script::Arabic && word.letters.starts_with("ال");
        if arabic_article && word.letters.chars().count() >= 4 {
            word.letters = word.letters.chars().skip(2).collect();
            article = true;
        }
        parts.push(Part { word, article, patronymic: false, by_name });
        article = false;
    }
    if let Some(word) = servant {
        parts.push(Part { word, article: false, patronymic: false, by_name: false });
    }
    parts
}

/// Father and mother of: first halves of a by-name.
const PARENTS: &[&str] = &[
    "ابو", "أبو", "ابا", "أبا", "ابي", "أبي", "ام", "أم", "abu", "abou", "aboo", "abi", "umm", "oum", "абу",
    "умм",
];

/// What a word may be beside a name, in bits: one look instead of one at each list.
type Role = u8;
const TITLE: Role = 1;
const ARTICLE: Role = 2;
/// عبد, أبو, "Abd", "Abdul", "Abu": the first half of a compound.
const SERVANT: Role = 4;
/// "oğlu", "kyzy": what makes the word before a father's name.
const FATHER: Role = 8;

static ROLES: LazyLock<HashMap<&'static str, Role, BuildHasherDefault<Mix>>> = LazyLock::new(|| {
    let mut roles: HashMap<&'static str, Role, BuildHasherDefault<Mix>> = HashMap::default();
    let lists = [
        (TITLE, TITLES),
        (ARTICLE, ARTICLES),
        (SERVANT, &["عبد", "abd", "абд"]),
        (SERVANT, PARENTS),
        (SERVANT, SERVANTS),
        (FATHER, suffix::SON_WORDS),
    ];
    for (role, words) in lists {
        words.iter().for_each(|word| *roles.entry(word).or_default() |= role);
    }
    roles
});

fn role(letters: &str) -> Role {
    // No such word is longer.
    if letters.len() > 16 { 0 } else { ROLES.get(letters).copied().unwrap_or(0) }
}

fn is_article(word: &Word, next: Option<&Word>) -> bool {
    let Some(next) = next else { return false };
    let letters = word.letters.as_str();
    if word.initial {
        return false;
    }
    // "al Masri" is an article; "Ar Rashid" only before its own letter or a hyphen.
    matches!(letters, "al" | "el" | "аль" | "эль")
        || next.hyphen
        || letters.chars().last() == next.letters.chars().next()
}

fn bare(word: &Word) -> String {
    match word.letters.strip_prefix("ال") {
        Some(rest) if word.script == Script::Arabic && rest.chars().count() >= 2 => rest.to_owned(),
        _ => word.letters.clone(),
    }
}

/// "abdulrahman" → "abdrahman", so that it meets عبد الرحمن and "Abd al-Rahman".
fn without_servant_article(letters: &str) -> Option<String> {
    if !letters.starts_with(['a', 'а', 'ع']) {
        return None;
    }
    let prefix = SERVANTS.iter().find(|prefix| letters.starts_with(**prefix))?;
    let rest = letters.strip_prefix(prefix)?;
    if rest.chars().count() < 3 {
        return None;
    }
    let short: String = prefix.chars().take(3).collect();
    Some(format!("{short}{rest}"))
}
