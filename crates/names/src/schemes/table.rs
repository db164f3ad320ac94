//! One scheme's table: read from its data file, rendered letter by letter, longest letters first.

use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;

/// Longer texts are no names; comparing them letter by letter would only take time.
const LONGEST: usize = 120;

/// Where in a word a line holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Anywhere,
    Start,
    /// At the start, or after a vowel, й, ъ or ь.
    Open,
    /// Between two vowels.
    Between,
    End,
}

struct Rule {
    letters: Vec<char>,
    place: Place,
    /// What is written, and what else is usual; the first is what rendering uses.
    spellings: Vec<String>,
}

pub struct Table {
    by_first: HashMap<char, Vec<Rule>>,
}

impl Table {
    /// Reads a table. Lines that are not understood are left out; a test checks that there are none.
    pub fn parse(text: &str) -> Table {
        let mut by_first: HashMap<char, Vec<Rule>> = HashMap::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let mut columns = line.split('\t');
            let (Some(letters), Some(spellings)) = (columns.next(), columns.next()) else { continue };
            let place = match columns.next() {
                None | Some("") => Place::Anywhere,
                Some("start") => Place::Start,
                Some("open") => Place::Open,
                Some("between") => Place::Between,
                Some("end") => Place::End,
                Some(_) => continue,
            };
            let letters: Vec<char> = letters.chars().collect();
            let Some(first) = letters.first().copied() else { continue };
            let spellings = spellings.split('|').map(str::to_owned).collect();
            by_first.entry(first).or_default().push(Rule { letters, place, spellings });
        }
        for rules in by_first.values_mut() {
            rules.sort_by_key(|rule| (std::cmp::Reverse(rule.letters.len()), rule.place == Place::Anywhere));
        }
        Table { by_first }
    }

    /// Whether the scheme has every letter of a text.
    pub fn covers(&self, written: &str) -> bool {
        let mut letters = written.nfc().filter(|c| c.is_alphabetic());
        letters.all(|c| self.by_first.contains_key(&small(c)))
    }

    pub fn render(&self, written: &str) -> String {
        let letters: Vec<char> = written.nfc().collect();
        let folded: Vec<char> = letters.iter().map(|c| small(*c)).collect();
        let mut out = String::with_capacity(written.len() + 8);
        let mut at = 0;
        while let Some(&letter) = letters.get(at) {
            let Some(rule) = self.rule_at(&folded, at) else {
                out.push(letter);
                at += 1;
                continue;
            };
            let spelling = rule.spellings.first().map_or("", String::as_str);
            let end = at + rule.letters.len();
            if !letter.is_uppercase() {
                out.push_str(spelling);
            } else if is_shouted(&letters, at, end) {
                out.extend(spelling.chars().flat_map(char::to_uppercase));
            } else {
                let mut rest = spelling.chars();
                out.extend(rest.next().into_iter().flat_map(char::to_uppercase));
                out.push_str(rest.as_str());
            }
            at = end;
        }
        out
    }

    /// Whether `other` can be read off `written` by choosing one spelling of every letter.
    pub fn allows(&self, written: &str, other: &str) -> bool {
        let (Some(folded), Some(target)) = (folded(written), folded(other)) else { return false };
        // The places in `target` that can be reached after each letter of `folded`.
        let mut reached: Vec<Vec<usize>> = vec![Vec::new(); folded.len() + 1];
        if let Some(first) = reached.first_mut() {
            first.push(0);
        }
        for at in 0..folded.len() {
            let here = reached.get_mut(at).map(std::mem::take).unwrap_or_default();
            if here.is_empty() {
                continue;
            }
            let Some(&letter) = folded.get(at) else { continue };
            let mut step = |to: usize, from: usize, spelling: &str| {
                let end = from + spelling.chars().count();
                let fits =
                    target.get(from..end).is_some_and(|part| part.iter().copied().eq(spelling.chars()));
                if fits
                    && let Some(there) = reached.get_mut(to)
                    && !there.contains(&end)
                {
                    there.push(end);
                }
            };
            match self.rule_at(&folded, at) {
                None => here.iter().for_each(|from| step(at + 1, *from, letter.encode_utf8(&mut [0; 4]))),
                Some(rule) => {
                    for spelling in &rule.spellings {
                        let spelling: String = spelling.chars().map(plain).collect();
                        here.iter().for_each(|from| step(at + rule.letters.len(), *from, &spelling));
                    }
                }
            }
        }
        reached.last().is_some_and(|ends| ends.contains(&target.len()))
    }

    fn rule_at(&self, folded: &[char], at: usize) -> Option<&Rule> {
        let rest = folded.get(at..)?;
        let rules = self.by_first.get(rest.first()?)?;
        rules.iter().find(|rule| rest.starts_with(&rule.letters) && holds(rule, folded, at))
    }
}

fn holds(rule: &Rule, folded: &[char], at: usize) -> bool {
    let before =
        at.checked_sub(1).and_then(|before| folded.get(before)).copied().filter(|c| c.is_alphabetic());
    let after = folded.get(at + rule.letters.len()).copied().filter(|c| c.is_alphabetic());
    match rule.place {
        Place::Anywhere => true,
        Place::Start => before.is_none(),
        Place::Open => before.is_none_or(|c| is_vowel(c) || matches!(c, 'й' | 'ъ' | 'ь')),
        Place::Between => before.is_some_and(is_vowel) && after.is_some_and(is_vowel),
        Place::End => after.is_none(),
    }
}

fn is_vowel(c: char) -> bool {
    matches!(
        c,
        'а' | 'ә'
            | 'е'
            | 'ё'
            | 'є'
            | 'и'
            | 'і'
            | 'ї'
            | 'о'
            | 'ө'
            | 'у'
            | 'ұ'
            | 'ү'
            | 'ы'
            | 'э'
            | 'ю'
            | 'я'
            | 'ӣ'
            | 'ӯ'
            | 'ў'
    )
}

/// Whether a capital stands among capitals, so that all of its spelling is written in capitals.
fn is_shouted(letters: &[char], at: usize, end: usize) -> bool {
    match letters.get(end).filter(|c| c.is_alphabetic()) {
        Some(after) => after.is_uppercase(),
        None => at.checked_sub(1).and_then(|before| letters.get(before)).is_some_and(|c| c.is_uppercase()),
    }
}

fn small(c: char) -> char {
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

/// Small letters with one kind of apostrophe and of i (capitals lose its dot), hyphens as spaces; `None` for what is too long for a name.
fn folded(text: &str) -> Option<Vec<char>> {
    let mut letters = Vec::with_capacity(text.len().min(LONGEST));
    for c in text.nfc() {
        letters.push(plain(small(c)));
        if letters.len() > LONGEST {
            return None;
        }
    }
    Some(letters)
}

fn plain(c: char) -> char {
    match c {
        '`' | '\u{b4}' | '\u{2b9}'..='\u{2bc}' | '\u{2018}'..='\u{201b}' | '\u{2032}' => '\'',
        '-' | '\u{2010}'..='\u{2015}' => ' ',
        'ı' | 'İ' => 'i',
        other => other,
    }
}
