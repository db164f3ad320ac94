//! Verbs in Kazakh by their endings: where a clause ends, and which word that opens a sentence is no name.

use super::case_at;
use crate::document::Document;
use crate::frame::Item;
use crate::items::name::case;
use crate::token::{Made, Shape};

/// Ends of clauses inside a sentence: a finite verb before a comma, and the small words that set one clause against another.
/// What is said beyond them is another matter.
pub fn stops(document: &Document<'_>, sentence: usize) -> Vec<Item> {
    let Some(bounds) = document.sentences.get(sentence) else { return Vec::new() };
    let mut stops = Vec::new();
    for at in bounds.from..bounds.to {
        let Some(token) = document.tokens.get(at).filter(|token| token.made == Made::Word) else { continue };
        let next = document.quote(at + 1, at + 2);
        let finite = matches!(next, "," | ";" | "—" | "–" | "." | ":")
            && token.shape == Shape::Lower
            && is_finite(&token.folded);
        // «азаматтардың ұсталғанын»: the subject of what follows, whoever else the sentence names.
        let follows = document.folded(at + 1);
        let named = ["ғанын", "ғаны", "генін", "гені", "уын", "уы", "ғанына"]
            .iter()
            .any(|end| follows.ends_with(end));
        if named && token.shape == Shape::Lower && case_at(document, at + 1) == case::GEN {
            stops.push(Item { from: at, to: at + 1, what: "subject", traits: Vec::new(), number: 0 });
        }
        if finite {
            stops.push(Item { from: at, to: at + 1, what: "stop", traits: Vec::new(), number: 0 });
        }
    }
    stops
}

fn is_finite(folded: &str) -> bool {
    let long = folded.chars().count() >= 4;
    long && [
        "ды",
        "ді",
        "ты",
        "ті",
        "ған",
        "ген",
        "қан",
        "кен",
        "йды",
        "йді",
        "еді",
        "екен",
        "жоқ",
        "емес",
        "ди",
        "ти",
        "ган",
        "кан",
        "болды",
    ]
    .iter()
    .any(|end| folded.ends_with(end))
}

/// A word that is a verb by its ending, at the start of a sentence: «Ұсталған», «Келіп».
pub(super) fn is_verbal(folded: &str) -> bool {
    [
        "ып",
        "іп",
        "ған",
        "ген",
        "қан",
        "кен",
        "ғанда",
        "генде",
        "тан",
        "нан",
        "ша",
        "ше",
        "лық",
        "лік",
        "дық",
        "дік",
        "тық",
        "тік",
    ]
    .iter()
    .any(|end| folded.ends_with(end))
}
