//! Words that are only weighed (`data/LANGUAGE/signs.tsv`), found in each sentence and given their group: taken, held, out, office …
//!
//! A mark proves nothing: it stands near people who were detained more often than near others, or less often. The words that
//! the grammar reads count as marks of the group they belong to, so that what is added there is weighed too.

use crate::document::Document;
use crate::lang::Lang;
use crate::lexicon::{self, Files, Lexicon, Lexicons, Mistake};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// A word, or several, that are weighed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    /// First token.
    pub from: usize,
    /// The token after the last.
    pub to: usize,
    /// Its group.
    pub group: &'static str,
    /// Whether the words say that somebody undergoes it: "was taken", «увезены», «ұсталды».
    pub undergone: bool,
}

/// The groups, in the order in which they are looked at.
pub const GROUPS: [&str; 30] = [
    "taken", "held", "place", "out", "home", "term", "court", "force", "search", "ask", "hurt", "free",
    "deny", "cond", "past", "ally", "office", "counsel", "source", "kin", "said", "also", "among", "sure",
    "stage", "acts", "me", "he", "wrong", "untaken",
];
/// Groups whose words may tell of a detention: without one of them nobody is drafted.
pub const TELLING: [&str; 5] = ["taken", "held", "place", "out", "term"];

/// To which group the words of the grammar belong, by the first part of their tag.
const OF_GRAMMAR: [(&str, &str); 36] = [
    ("detain", "taken"),
    ("take", "taken"),
    ("taken", "taken"),
    ("put", "taken"),
    ("putinto", "taken"),
    ("deliver", "taken"),
    ("move", "taken"),
    ("moved", "taken"),
    ("escorted", "taken"),
    ("hold", "held"),
    ("kept", "held"),
    ("custody", "held"),
    ("detainee", "held"),
    ("cell", "held"),
    ("cellbus", "held"),
    ("custodyplace", "place"),
    ("vehicle", "place"),
    ("lockup", "place"),
    ("dest", "place"),
    ("release", "out"),
    ("court", "court"),
    ("charge", "court"),
    ("fine", "term"),
    ("force", "force"),
    ("harm", "hurt"),
    ("not", "deny"),
    ("neg", "deny"),
    ("denial", "deny"),
    ("retract", "wrong"),
    ("fear", "cond"),
    ("background", "past"),
    ("title", "office"),
    ("kin", "kin"),
    ("say", "said"),
    ("said_noun", "said"),
    ("among", "among"),
];

const FILES: Files = [
    ("data/en/signs.tsv", include_str!("../../data/en/signs.tsv")),
    ("data/ru/signs.tsv", include_str!("../../data/ru/signs.tsv")),
    ("data/kk/signs.tsv", include_str!("../../data/kk/signs.tsv")),
];

fn lexicon(lang: Lang) -> &'static Lexicon {
    static READ: LazyLock<Lexicons> = LazyLock::new(|| Lexicons::read(FILES));
    READ.of(lang)
}

/// What is wrong in the tables that are built in: lines that cannot be read, and groups that nothing asks for.
pub fn check() -> Vec<Mistake> {
    let known = |group: &str| GROUPS.contains(&group) || matches!(group, "typed" | "then");
    lexicon::unread(FILES).chain(lexicon::unknown(FILES, known)).collect()
}

/// The marks of every sentence, in order.
pub fn marks(document: &Document<'_>) -> Vec<Vec<Mark>> {
    (0..document.sentences.len()).map(|at| of_sentence(document, at)).collect()
}

fn of_sentence(document: &Document<'_>, at: usize) -> Vec<Mark> {
    let Some(sentence) = document.sentences.get(at) else { return Vec::new() };
    let weighed = lexicon(sentence.lang);
    let read = document.lexicons.of(sentence.lang);
    let mut found = BTreeSet::new();
    let mut add = |from: usize, len: usize, group: &str| {
        if let Some(group) = GROUPS.iter().find(|known| **known == group) {
            let undergone = matches!(*group, "taken" | "sure")
                && undergone(document, sentence.lang, sentence.from, from, from + len);
            found.insert(Mark { from, to: from + len, group, undergone });
        }
    };
    for tagged in weighed.find(&document.tokens, sentence.from, sentence.to) {
        add(tagged.at, tagged.len, weighed.name(tagged.tag));
    }
    for tagged in document.tagged.get(at).into_iter().flatten() {
        let root = read.name(tagged.tag).split('.').next().unwrap_or("");
        if let Some((_, group)) = OF_GRAMMAR.iter().find(|(tag, _)| *tag == root) {
            add(tagged.at, tagged.len, group);
        }
    }
    // What is denied tells the contrary.
    let turned =
        found.into_iter().map(|mark| Mark { group: super::turned::group(document, sentence, &mark), ..mark });
    turned.collect::<BTreeSet<Mark>>().into_iter().collect()
}

/// Whether the verb's form says that somebody undergoes what it means.
fn undergone(document: &Document<'_>, lang: Lang, first: usize, from: usize, to: usize) -> bool {
    let ends = |at: usize, ends: &[&str]| ends.iter().any(|end| document.folded(at).ends_with(end));
    match lang {
        Lang::En => (from.saturating_sub(3).max(first)..to).any(|at| {
            matches!(
                document.folded(at),
                "was" | "were" | "been" | "being" | "be" | "is" | "are" | "got" | "gets"
            )
        }),
        Lang::Ru => (from..to).any(|at| {
            ends(
                at,
                &[
                    "ен", "ена", "ены", "ено", "ан", "ана", "аны", "ят", "ята", "яты", "ный", "ная", "ные",
                    "ных", "ного",
                ],
            )
        }),
        Lang::Kk => (from..to).any(|at| {
            let word = document.folded(at);
            ["лды", "лді", "лған", "лген", "лып", "ліп", "лынды", "лінді", "лынған", "лінген", "ілді", "ылды"]
                .iter()
                .any(|end| word.contains(end))
        }),
    }
}
