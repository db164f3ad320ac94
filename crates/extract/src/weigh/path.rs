//! What lies between a name and the word that tells of a detention, as a row of letters: "P , & P" are two persons and what joins
//! them. A row says how the two hang together where no word of the row was ever seen.

use super::marks::Mark;
use super::signs::Look;
use crate::items::name::Bearer;
use crate::token::Made;
use std::collections::BTreeSet;

/// Letters of a row, at most; what lies farther is "far".
const LONGEST: usize = 6;
/// Groups whose words are looked for on both sides of a name.
const ENDS: [&str; 7] = ["sure", "taken", "held", "out", "term", "home", "untaken"];
/// Groups that have a letter of their own in a row.
const LETTERS: [(&str, char); 12] = [
    ("said", 's'),
    ("kin", 'k'),
    ("office", 'o'),
    ("counsel", 'c'),
    ("source", 'r'),
    ("deny", 'n'),
    ("cond", 'i'),
    ("he", 'h'),
    ("me", 'm'),
    ("force", 'f'),
    ("wrong", 'x'),
    ("ally", 'l'),
];

impl Look<'_> {
    /// The rows to the nearest word of each group on each side of the name.
    pub(super) fn paths(&self, signs: &mut BTreeSet<String>) {
        for end in ENDS {
            let marks = || self.of.of(self.sentence).iter().filter(move |mark| mark.group == end);
            let before = marks().filter(|mark| mark.to <= self.from).max_by_key(|mark| mark.to);
            let after = marks().filter(|mark| mark.from >= self.to).min_by_key(|mark| mark.from);
            let told = [
                before.map(|mark| ("before", mark, mark.to, self.from)),
                after.map(|mark| ("after", mark, self.to, mark.from)),
            ];
            for (side, mark, from, to) in told.into_iter().flatten() {
                let how = if mark.undergone { " undergone" } else { "" };
                signs.insert(format!("{end}{how} {side} by {}", self.row(from, to)));
            }
        }
    }

    fn row(&self, from: usize, to: usize) -> String {
        let names = crate::items::name::within(&self.of.things.names, from, to);
        let marks: Vec<&Mark> =
            self.of.of(self.sentence).iter().filter(|mark| from <= mark.from && mark.from < to).collect();
        let mut row = String::new();
        let mut at = from;
        let mut letters = 0;
        while at < to {
            if letters >= LONGEST {
                return "far".to_owned();
            }
            let (letter, next) = match names.iter().find(|name| name.from == at) {
                Some(name) => {
                    (Some(if name.bearer == Bearer::Person { 'P' } else { 'O' }), name.to.max(at + 1))
                }
                None => (self.letter(at, &marks), at + 1),
            };
            // Words that say nothing of how things hang together are one gap.
            if let Some(letter) = letter.filter(|letter| !(*letter == '.' && row.ends_with('.'))) {
                row.push(letter);
                letters += 1;
            }
            at = next;
        }
        if row.is_empty() { "nothing".to_owned() } else { row }
    }

    fn letter(&self, at: usize, marks: &[&Mark]) -> Option<char> {
        let document = self.of.document;
        let is = |tag: &str| document.tag_at(self.sentence, at, tag).is_some();
        let here = marks.iter().filter(|mark| mark.from == at);
        let letter = here
            .filter_map(|mark| LETTERS.iter().find(|(group, _)| *group == mark.group))
            .map(|(_, letter)| *letter)
            .min();
        if letter.is_some() {
            return letter;
        }
        match document.tokens.get(at)?.made {
            Made::Mark => {
                document.quote(at, at + 1).chars().next().filter(|mark| ",;:—–-()«»\"“”".contains(*mark))
            }
            Made::Break => Some('/'),
            Made::Number => Some('9'),
            Made::Word if is("and") => Some('&'),
            Made::Word if is("who") => Some('w'),
            Made::Word if is("prep") => Some('p'),
            Made::Word if matches!(document.folded(at), "'s" | "’s") => Some('\''),
            Made::Word => Some('.'),
        }
    }
}
