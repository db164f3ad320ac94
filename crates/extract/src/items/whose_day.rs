//! Of what a day is the day: of a detention, or of what was said, of a release, of a court.

use super::when::When;
use crate::document::Document;
use crate::lexicon::Tagged;

/// Marks the days of a sentence that are not days of a detention.
pub(super) fn mark(document: &Document<'_>, sentence: usize, days: &mut [When]) {
    for when in days {
        when.aside = is_of_speech(document, sentence, when) || is_of_what_followed(document, sentence, when);
    }
}

/// "said on Tuesday", "in a statement released on Sunday".
fn is_of_speech(document: &Document<'_>, sentence: usize, when: &When) -> bool {
    let near = |tagged: &Tagged| {
        let end = tagged.at + tagged.len;
        // "recalled over coffee three days later".
        let most = if when.day.is_none() { 5 } else { 2 };
        end <= when.from && when.from - end <= most
    };
    ["say", "reporting"].iter().any(|tag| document.tagged_as(sentence, tag).any(near))
}

/// What follows upon a detention, by tags of any of the languages.
const FOLLOWED: [&str; 9] =
    ["release", "cameout", "court", "courtverb", "courtterm", "courtword", "fine", "charge", "listout"];
/// What says that somebody is taken.
const TAKEN: [&str; 5] = ["detain", "take", "taken", "move", "put"];

/// "released on 6 May", «суд 20.09»: the day of what came after.
fn is_of_what_followed(document: &Document<'_>, sentence: usize, when: &When) -> bool {
    let near = |tags: &[&str]| {
        let all = tags.iter().flat_map(|tag| document.tagged_as(sentence, tag));
        let inside = |tagged: &Tagged| when.from <= tagged.at && tagged.at < when.to;
        let all = all.filter(|tagged| !walks(document, sentence, tagged) && !inside(tagged));
        all.map(|tagged| {
            let end = tagged.at + tagged.len;
            if end <= when.from { when.from - end } else { tagged.at.saturating_sub(when.to) }
        })
        .min()
    };
    let far = usize::MAX;
    near(&FOLLOWED).is_some_and(|after| after <= 2 && after < near(&TAKEN).unwrap_or(far))
}

/// «вышла за нитками», «вышел на площадь»: from somewhere else than a cell.
fn walks(document: &Document<'_>, sentence: usize, tagged: &Tagged) -> bool {
    document.tag_at(sentence, tagged.at, "cameout").is_some()
        && matches!(
            document.folded(tagged.at + tagged.len),
            "за" | "на" | "в" | "во" | "к" | "из" | "с" | "со"
        )
}

/// Whether a sentence tells only of what came after a detention.
pub(super) fn tells_of_what_followed(document: &Document<'_>, sentence: usize) -> bool {
    let any = |tags: &[&str]| {
        let mut all = tags.iter().flat_map(|tag| document.tagged_as(sentence, tag));
        all.any(|tagged| !walks(document, sentence, tagged))
    };
    any(&FOLLOWED) && !any(&TAKEN)
}
