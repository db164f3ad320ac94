//! Holds drafts of people without a name against those of the facts. Nobody writes a description twice in the same words, so it is
//! matched forgivingly; but one draft is never two people, and a number never another number.

use super::{Score, facts, flag, overlap, quotes, spans, text};
use crate::items::name::{same_but_ending, words};
use serde_json::Value;

/// Words of a description that do not tell who is meant: articles, numbers, prepositions, "another".
const SMALL: [&str; 99] = [
    "the",
    "an",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "some",
    "several",
    "another",
    "other",
    "others",
    "of",
    "in",
    "with",
    "from",
    "at",
    "on",
    "and",
    "who",
    "whom",
    "whose",
    "his",
    "her",
    "their",
    "its",
    "our",
    "was",
    "were",
    "about",
    "aged",
    "old",
    "by",
    "один",
    "одна",
    "одного",
    "одну",
    "два",
    "две",
    "двое",
    "двух",
    "двоих",
    "обе",
    "оба",
    "трое",
    "три",
    "трех",
    "троих",
    "четверо",
    "четырех",
    "пять",
    "пятеро",
    "пятерых",
    "несколько",
    "нескольких",
    "еще",
    "какой-то",
    "какого-то",
    "какая-то",
    "какую-то",
    "лет",
    "из",
    "со",
    "на",
    "по",
    "его",
    "ее",
    "их",
    "за",
    "где",
    "который",
    "которого",
    "которую",
    "екі",
    "үш",
    "төрт",
    "бес",
    "бір",
    "тағы",
    "бірнеше",
    "жасар",
    "жастағы",
    "мен",
    "бен",
    "пен",
    "және",
    "олардың",
    "оның",
    "бірге",
    "деген",
    "қалған",
    "екеуі",
    "үшеуі",
    "атын",
];

/// The words of a description by which it is told from others; all of them, if there is no such word.
fn content(description: &str) -> Vec<String> {
    let all = words(description);
    let telling: Vec<String> = all.iter().filter(|word| !SMALL.contains(&word.as_str())).cloned().collect();
    if telling.is_empty() { all } else { telling }
}

/// Whether two descriptions may be of one: what tells in the shorter is in the longer, whatever the endings; two numbers agree.
fn descriptions_match(fact: &Value, draft: &Value) -> bool {
    let (a, b) = (content(text(fact, "name")), content(text(draft, "name")));
    let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let size = |value: &Value| value.get("size").and_then(Value::as_u64);
    let sizes = size(fact).is_none() || size(draft).is_none() || size(fact) == size(draft);
    sizes && !few.is_empty() && few.iter().all(|word| many.iter().any(|other| same_but_ending(word, other)))
}

/// Whether a draft may be a fact's.
type Like<'l> = &'l dyn Fn(&Value, &Value) -> bool;

/// People without a name: the same description, or the same words as proof; one draft for one fact, the likest first. A draft more
/// with the description of a fact that is found is that one told again.
pub(super) fn score(gold: &Value, drafts: &Value, score: &mut Score) {
    let without = |document| {
        let all = facts(document, "detention").into_iter();
        all.filter(|fact| fact.get("named").and_then(Value::as_bool) == Some(false)).collect()
    };
    let (mine, theirs): (Vec<&Value>, Vec<&Value>) = (without(gold), without(drafts));
    let together = |fact: &Value, draft: &Value| overlap(&spans(fact, "ev"), &spans(draft, "ev"));
    let like: [Like<'_>; 3] = [
        &|fact, draft| descriptions_match(fact, draft) && together(fact, draft),
        &|fact, draft| descriptions_match(fact, draft),
        &|fact, draft| together(fact, draft),
    ];
    let (mut found, mut used) = (vec![false; mine.len()], vec![false; theirs.len()]);
    for like in like {
        for (fact, found) in mine.iter().zip(&mut found).filter(|(_, found)| !**found) {
            let draft = theirs.iter().zip(&mut used).find(|(draft, used)| !**used && like(fact, draft));
            let Some((_, used)) = draft else { continue };
            (*used, *found) = (true, true);
        }
    }
    for (fact, found) in mine.iter().zip(&found).filter(|(fact, _)| !flag(fact, "optional")) {
        match found {
            true => score.tally("unnamed").right += 1,
            false => score.missed("unnamed", format!("{}: {}", text(fact, "name"), quotes(fact, "ev"))),
        }
    }
    for (draft, _) in theirs.iter().zip(&used).filter(|(_, used)| !**used) {
        if !mine.iter().any(|fact| descriptions_match(fact, draft)) {
            let says = quotes(draft, "ev");
            score.wrong("unnamed", format!("{}: {says} [{}]", text(draft, "name"), text(draft, "rule")));
        }
    }
}
