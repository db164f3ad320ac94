//! Names in Russian: runs of capitalised words, with their case endings taken off. A name is read as a whole: the endings
//! of its words must agree in gender and case, and a given name that is known settles both.

mod bend;
mod endings;

use crate::document::Document;
use crate::items::name::{Bearer, Name, case};
use crate::token::Shape;
use bend::{GIVEN, cases_of_noun, forms, nominative};

/// Names of a Russian sentence.
pub fn names(document: &Document<'_>, sentence: usize) -> Vec<Name> {
    let Some(bounds) = document.sentences.get(sentence) else { return Vec::new() };
    let mut found = quoted(document, sentence);
    let mut at = bounds.from;
    while at < bounds.to {
        if let Some(inside) = found.iter().find(|name| name.from <= at && at < name.to) {
            at = inside.to;
            continue;
        }
        if !document.is_large(at) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while end < bounds.to && !found.iter().any(|name| name.from == end) {
            if document.is_large(end) && is_latin(document, end) == is_latin(document, at) {
                end += 1;
            } else if document.quote(end, end + 1) == "."
                && is_initial(document, end - 1)
                && document.is_large(end + 1)
                && end + 1 < bounds.to
            {
                end += 2;
            } else {
                break;
            }
        }
        cut(document, sentence, at, end, at == bounds.from, &mut found);
        at = end;
    }
    found.sort_by_key(|name| name.from);
    found
}

fn is_latin(document: &Document<'_>, at: usize) -> bool {
    document.folded(at).bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic())
}

fn is_initial(document: &Document<'_>, at: usize) -> bool {
    document.tokens.get(at).is_some_and(|token| token.shape == Shape::Letter)
}

fn is(document: &Document<'_>, sentence: usize, at: usize, tag: &str) -> bool {
    document.tag_at(sentence, at, tag).is_some()
}

/// Names in quotation marks: «Честный выбор», "Медуза".
pub(super) fn quoted(document: &Document<'_>, sentence: usize) -> Vec<Name> {
    let Some(bounds) = document.sentences.get(sentence) else { return Vec::new() };
    let mut found = Vec::new();
    let mut at = bounds.from;
    while at < bounds.to {
        let close = match document.quote(at, at + 1) {
            "«" => "»",
            "“" => "”",
            "„" => "“",
            "\"" => "\"",
            _ => {
                at += 1;
                continue;
            }
        };
        let end = (at + 1..(at + 9).min(bounds.to)).find(|end| document.quote(*end, end + 1) == close);
        match end {
            // Speech in quotation marks begins large too, but goes on to a mark or a verb; a name is short.
            Some(end)
                if end > at + 1
                    && end - at <= 7
                    && document.is_large(at + 1)
                    && !speech(document, sentence, at + 1, end) =>
            {
                found.push(Name {
                    from: at,
                    to: end + 1,
                    bearer: Bearer::Org,
                    name: document.quote(at + 1, end).split_whitespace().collect::<Vec<_>>().join(" "),
                    cases: case::ANY,
                    sure: 80,
                    person: usize::MAX,
                });
                at = end + 1;
            }
            _ => at += 1,
        }
    }
    found
}

fn speech(document: &Document<'_>, sentence: usize, from: usize, to: usize) -> bool {
    (from..to).any(|at| {
        matches!(document.quote(at, at + 1), "." | "!" | "?" | ":" | ";")
            || ["say", "detain", "release", "not", "back"].iter().any(|tag| is(document, sentence, at, tag))
    })
}

/// Cuts a run of capitalised words into titles, organisations, places and names of persons.
fn cut(document: &Document<'_>, sentence: usize, at: usize, end: usize, opens: bool, found: &mut Vec<Name>) {
    let mut start = at;
    while start < end {
        let longest = ["title", "role", "opener", "month", "force", "orgword", "person", "quality"]
            .iter()
            .filter_map(|tag| document.tag_at(sentence, start, tag).map(|(_, len)| (*tag, len)))
            .max_by_key(|(_, len)| *len);
        if let Some((tag, len)) = longest
            && (tag != "opener" || opens)
        {
            if tag == "orgword" {
                // «Центральная избирательная комиссия», «Генпрокуратура»: the word and what is large beside it.
                let to = (start + len)
                    .max(if len == 1 { start + 1 } else { start + len })
                    .min(end.max(start + len));
                found.push(whole(document, start, to, Bearer::Org, case::ANY, 60, None));
                start = to;
                continue;
            }
            start += len;
            continue;
        }
        if let Some((_, len)) = document.tag_at(sentence, start, "place") {
            let to = (start + len).min(end.max(start + len));
            found.push(place(document, sentence, start, to));
            start = to;
            continue;
        }
        break;
    }
    if start >= end {
        return;
    }
    // Another thing may begin inside the run: «Алматы Айгерим».
    let mut stop = start + 1;
    while stop < end
        && !["place", "title", "role", "orgword"].iter().any(|tag| is(document, sentence, stop, tag))
    {
        stop += 1;
    }
    one(document, sentence, start, stop, opens && start == at, found);
    if stop < end {
        cut(document, sentence, stop, end, false, found);
    }
}

fn one(document: &Document<'_>, sentence: usize, from: usize, to: usize, opens: bool, found: &mut Vec<Name>) {
    let words: Vec<usize> = (from..to).filter(|at| document.is_large(*at)).collect();
    let latin = is_latin(document, from);
    let acronym =
        words.len() == 1 && document.tokens.get(from).is_some_and(|token| token.shape == Shape::Upper);
    if latin || acronym {
        // Latin words in a Russian text are outlets and organisations: RusNews, HOLA News, МВД.
        if !document.tokens.get(from).is_some_and(|token| token.shape == Shape::Letter) {
            found.push(whole(document, from, to, Bearer::Org, case::ANY, 60, None));
        }
        return;
    }
    if words.len() > 4 {
        found.push(whole(document, from, to, Bearer::Org, case::ANY, 40, None));
        return;
    }
    let before = |at: usize| at.checked_sub(1);
    let after_place_word = before(from).is_some_and(|last| document.ends_tag(sentence, last, &["placeword"]));
    let after_in = before(from).is_some_and(|last| {
        matches!(document.folded(last), "в" | "во" | "из" | "под" | "около" | "возле" | "на" | "до")
    });
    if after_place_word {
        found.push(whole(document, from, to, Bearer::Place, case::ANY, 70, None));
        return;
    }
    if is(document, sentence, to, "placeword") && words.len() == 1 && !known(document, from) {
        found.push(whole(document, from, to, Bearer::Place, case::ANY, 60, None));
        return;
    }
    let hint = before(from)
        .filter(|last| document.ends_tag(sentence, *last, &["role", "title", "person"]))
        .map_or(0, |last| cases_of_noun(document.folded(last)));
    let (name, cases, sure, given) = nominative(document, &words, hint);
    let role_before = before(from).is_some_and(|last| {
        document.ends_tag(sentence, last, &["role", "title", "person", "courtesy"])
            || document.quote(last, last + 1) == "»"
    });
    let says = is(document, sentence, to, "say")
        || before(from).is_some_and(|last| document.ends_tag(sentence, last, &["say"]));
    let org_before = before(from).is_some_and(|last| document.ends_tag(sentence, last, &["orgword"]));
    let detained = before(from).is_some_and(|last| document.ends_tag(sentence, last, &["detain"]));
    let mut sure = sure;
    sure += if role_before { 30 } else { 0 };
    sure += if says || detained { 25 } else { 0 };
    sure += if words.len() >= 2 { 20 } else { 0 };
    sure -= if after_in && !given { 70 } else { 0 };
    sure -= if opens && !given && words.len() == 1 { 30 } else { 0 };
    sure -= if org_before && !given && words.len() == 1 { 40 } else { 0 };
    if (words.len() >= 2 && sure >= 26) || (words.len() == 1 && sure >= 50) {
        found.push(whole(document, from, to, Bearer::Person, cases, sure.clamp(0, 100) as u8, Some(name)));
    } else if after_in {
        found.push(place(document, sentence, from, to));
    } else if words.len() == 1 {
        // Perhaps the family name of somebody named in full elsewhere.
        found.push(whole(document, from, to, Bearer::Person, cases, 10, Some(name)));
    } else {
        found.push(whole(document, from, to, Bearer::Org, case::ANY, 30, None));
    }
}

fn place(document: &Document<'_>, sentence: usize, from: usize, to: usize) -> Name {
    // The lexicon may say the nominative of a place: its tag is "place.Алматы".
    let lexicon = document.sentences.get(sentence).map(|one| document.lexicons.of(one.lang));
    let known = document
        .tag_at(sentence, from, "place")
        .and_then(|(tag, _)| lexicon.map(|lexicon| lexicon.name(tag)));
    let name = known.and_then(|tag| tag.strip_prefix("place.")).map(|name| name.replace('_', " "));
    whole(document, from, to, Bearer::Place, case::ANY, 80, name)
}

fn whole(
    document: &Document<'_>,
    from: usize,
    to: usize,
    bearer: Bearer,
    cases: u8,
    sure: u8,
    name: Option<String>,
) -> Name {
    let name =
        name.unwrap_or_else(|| document.quote(from, to).split_whitespace().collect::<Vec<_>>().join(" "));
    Name { from, to, bearer, name, cases, sure, person: usize::MAX }
}

fn known(document: &Document<'_>, at: usize) -> bool {
    forms(document.folded(at)).iter().any(|form| form.weight >= GIVEN)
}
