//! Words that turn what is said round: "was not taken", «не отпустили», «ұсталған жоқ». A mark beside such a word goes into another group.

use super::marks::Mark;
use crate::document::Document;
use crate::lang::Lang;
use crate::sentence::Sentence;

/// Words before a mark that may turn it round.
const BEFORE: usize = 3;
/// Words after a mark that may, where the language denies behind the verb.
const AFTER: usize = 2;

/// Whoever was not taken is in `untaken`; whoever was not let go is still `held`.
const TURNED: [(&str, &str); 4] =
    [("taken", "untaken"), ("sure", "untaken"), ("held", "untaken"), ("out", "held")];

/// The group of a mark, with what denies it.
pub(super) fn group(document: &Document<'_>, sentence: &Sentence, mark: &Mark) -> &'static str {
    let turned = TURNED.iter().find(|(group, _)| *group == mark.group).map(|(_, turned)| *turned);
    match turned {
        Some(turned) if is_denied(document, sentence, mark) => turned,
        _ => mark.group,
    }
}

fn is_denied(document: &Document<'_>, sentence: &Sentence, mark: &Mark) -> bool {
    let word = |at: usize| document.folded(at);
    let stops = |at: &usize| {
        !matches!(document.quote(*at, *at + 1), "," | ";" | ":" | "—" | "–" | "(" | ")" | "«" | "»" | "\"")
    };
    let mut before = (mark.from.saturating_sub(BEFORE).max(sentence.from)..mark.from).rev().take_while(stops);
    let mut after = (mark.to..(mark.to + AFTER).min(sentence.to)).take_while(stops);
    match sentence.lang {
        Lang::En => before.any(|at| {
            let word = word(at);
            word.ends_with("n't")
                || matches!(word, "not" | "never" | "nobody" | "without" | "cannot" | "nor" | "neither")
        }),
        Lang::Ru => before.any(|at| matches!(word(at), "не" | "ни" | "без" | "никого" | "никто" | "нет")),
        Lang::Kk => {
            after.any(|at| matches!(word(at), "жоқ" | "жок" | "емес"))
                || (mark.from..mark.to).any(|at| is_denied_kazakh(word(at)))
        }
    }
}

/// Kazakh denies inside the verb: «ұсталмады», «жібермеген», «шықпапты».
fn is_denied_kazakh(word: &str) -> bool {
    const ENDS: [&str; 10] = ["ады", "еді", "аған", "еген", "апты", "епті", "айды", "ейді", "айтын", "ейтін"];
    ENDS.iter().any(|end| {
        let stem = word.strip_suffix(end).and_then(|stem| stem.strip_suffix(['м', 'б', 'п']));
        // «тапты», «қамады»: the letter belongs to the verb.
        stem.is_some_and(|stem| stem.chars().count() >= 4)
    })
}
