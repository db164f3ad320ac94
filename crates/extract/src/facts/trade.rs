//! What somebody does, where no clause about the detention says it: the occupation that stands right beside a mention of theirs, or in
//! a sentence that begins with "he is". Somebody of whom it is said that they only passed by is a bystander.

use crate::document::Document;
use crate::fact::{Fact, Kind, Said};
use crate::items::Things;
use crate::lang::Lang;
use crate::span::Span;
use crate::weigh::pairs::candidates::trades;

/// Words between a comma and an occupation.
const BETWEEN: usize = 3;

/// Fills the roles of named people that are empty.
pub(super) fn fill(document: &Document<'_>, things: &Things, facts: &mut [Fact]) {
    for fact in facts.iter_mut() {
        let Kind::Detention(of) = &mut fact.kind else { continue };
        if !of.named {
            continue;
        }
        let mentions = || of.name_surface.iter().chain(&of.name_mentions);
        if of.roles.is_empty()
            && let Some(said) = mentions().find_map(|mention| beside(document, things, *mention))
        {
            of.roles = vec![said];
        }
        let other = of.roles.iter().all(|role| role.value == "other");
        if other && let Some(span) = mentions().find_map(|mention| passing(document, things, *mention)) {
            of.roles = vec![Said::at("bystander".to_owned(), span)];
        }
    }
}

/// The tokens of a mention, and its sentence.
fn tokens(document: &Document<'_>, mention: Span) -> Option<(usize, usize, usize)> {
    let from = document.tokens.partition_point(|token| token.span.start < mention.start);
    let to = document.tokens.partition_point(|token| token.span.start < mention.end);
    let sentence = document.sentences.iter().position(|one| one.from <= from && from < one.to)?;
    Some((from, to, sentence))
}

fn beside(document: &Document<'_>, things: &Things, mention: Span) -> Option<Said<String>> {
    let (from, to, sentence) = tokens(document, mention)?;
    let here = trades(document, things, sentence);
    let said = |one: &(usize, usize, String)| Said::at(one.2.clone(), document.span(one.0, one.1));
    let found = here.iter().find(|one| {
        stands_before(document, sentence, one, from, to) || stands_after(document, things, sentence, one, to)
    });
    let next = || {
        let alone = of_nobody_else(things, sentence) && begins_with_he(document, sentence + 1);
        let there = trades(document, things, sentence + 1);
        let first = document.sentences.get(sentence + 1)?.from;
        let near = there.iter().find(|one| alone && tells(document, sentence + 1, first + 1, one.0))?;
        Some(said(near))
    };
    found.map(said).or_else(next)
}

/// "Restaurateur A", "her tour manager, A,", "the chemist is A".
fn stands_before(
    document: &Document<'_>,
    sentence: usize,
    one: &(usize, usize, String),
    from: usize,
    to: usize,
) -> bool {
    if one.1 == from {
        return true;
    }
    let between = document.quote(one.1, from);
    let closed = matches!(document.quote(to, to + 1), "," | "." | ";" | ":" | "–" | "—" | ")");
    let owned = (one.0.saturating_sub(BETWEEN)..one.0)
        .any(|at| ["determiner", "poss"].iter().any(|tag| document.tag_at(sentence, at, tag).is_some()));
    let is = one.1 + 1 == from && matches!(document.folded(one.1), "is" | "was");
    is || (between == "," && closed && owned)
}

/// "A, 44, a swimming instructor", «А. — настройщик роялей», "A is a stage designer".
fn stands_after(
    document: &Document<'_>,
    things: &Things,
    sentence: usize,
    one: &(usize, usize, String),
    to: usize,
) -> bool {
    if one.0 < to || of_another(things, sentence, one.1) {
        return false;
    }
    let mut at = to;
    if document.quote(at, at + 1) == "," && document.quote(at + 2, at + 3) == "," && aged(document, at + 1) {
        at += 2;
    }
    let mark = document.quote(at, at + 1);
    let be = matches!(document.folded(at), "is" | "was");
    (be || matches!(mark, "," | "(" | "—" | "–" | "-")) && tells(document, sentence, at + 1, one.0)
}

fn aged(document: &Document<'_>, at: usize) -> bool {
    document.folded(at).parse::<u8>().is_ok()
}

/// Whether only an article and what kind it is stand between: "a former stage", «бывший школьный».
fn tells(document: &Document<'_>, sentence: usize, from: usize, to: usize) -> bool {
    let lang = document.sentences.get(sentence).map_or(Lang::En, |one| one.lang);
    let small = |at: usize| {
        let folded = document.folded(at);
        let bends = match lang {
            Lang::En => matches!(folded, "a" | "an" | "the" | "is" | "was" | "works" | "worked" | "as"),
            Lang::Ru => {
                matches!(folded, "—" | "–" | "работает" | "работал" | "работала")
                    || ["ый", "ий", "ой", "ая", "яя", "ого", "его", "ую", "юю"]
                        .iter()
                        .any(|end| folded.ends_with(end))
            }
            Lang::Kk => false,
        };
        bends || ["determiner", "quality"].iter().any(|tag| document.tag_at(sentence, at, tag).is_some())
    };
    // "A stage designer": the first half of an occupation is any word.
    let halves = lang == Lang::En
        && to > from + 1
        && matches!(document.folded(from), "a" | "an" | "the" | "is" | "was");
    let to = to - usize::from(halves && !document.is_large(to - 1));
    from <= to && to - from <= BETWEEN && (from..to).all(small)
}

/// Whether a name follows an occupation: it is theirs.
fn of_another(things: &Things, sentence: usize, at: usize) -> bool {
    let people = things.sentences.get(sentence).map_or(&[][..], |here| here.people.as_slice());
    let names = people.iter().flat_map(|group| &group.members).filter_map(|being| being.name);
    names.filter_map(|name| things.names.get(name)).any(|name| name.from == at)
}

/// Whether a sentence names one person only.
fn of_nobody_else(things: &Things, sentence: usize) -> bool {
    let people = things.sentences.get(sentence).map_or(&[][..], |here| here.people.as_slice());
    people.iter().flat_map(|group| &group.members).filter(|being| being.name.is_some()).count() == 1
}

fn begins_with_he(document: &Document<'_>, sentence: usize) -> bool {
    let first = document.sentences.get(sentence).filter(|one| !one.opens).map(|one| one.from);
    first.is_some_and(|first| matches!(document.folded(first), "he" | "she" | "он" | "она"))
}

/// Words that say of the person of a mention that they only passed by: "not a protester", «шла с работы».
fn passing(document: &Document<'_>, things: &Things, mention: Span) -> Option<Span> {
    let (_, to, sentence) = tokens(document, mention)?;
    let words = |number: usize, from: usize| {
        let mut all = document.tagged_as(number, "passing").filter(move |tagged| tagged.at >= from);
        all.next().map(|tagged| document.span(tagged.at, tagged.at + tagged.len))
    };
    let alone = of_nobody_else(things, sentence);
    let next = || {
        let next = sentence + 1;
        let first = document.sentences.get(next)?.from;
        begins_with_he(document, next).then(|| words(next, first)).flatten()
    };
    alone.then(|| words(sentence, to).or_else(next)).flatten()
}
