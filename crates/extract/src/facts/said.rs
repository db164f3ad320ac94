//! What somebody said: officials above all, and those who were there.

use super::{Clause, is_kind};
use crate::document::Document;
use crate::fact::{Fact, Kind, Said, Statement};
use crate::items::Things;
use crate::items::name::case;
use crate::items::people::{Back, People};
use crate::lang::Lang;

pub(super) fn draft(document: &Document<'_>, things: &Things, clauses: &[Clause]) -> Vec<Fact> {
    let mut facts = Vec::new();
    // Who spoke last, for "he said".
    let mut last: Option<String> = None;
    // Of whom the text spoke last by name.
    let mut spoken: Option<String> = None;
    // Who was named last with an office: "the minister" without a name is the same.
    let mut named_office: Option<String> = None;
    for clause in clauses {
        let Some(here) = things.sentences.get(clause.sentence) else { continue };
        named_office = super::count::official(things, clause).or(named_office);
        let before = spoken.clone();
        spoken = subject(things, clause.sentence).or(spoken);
        let Some((name, found)) = clause.found.iter().find(|(name, found)| {
            // Who speaks inside a quotation is not who is quoted.
            let speaker = found.kept("speaker").map_or(found.from, |kept| kept.0);
            is_kind(name, "said") && !is_quoted(document, clause.sentence, speaker)
        }) else {
            continue;
        };
        let Some((from, to)) = found.kept("speaker") else { continue };
        // "This was said by the minister": whose the sentence before is.
        if clause.found.iter().any(|(name, _)| is_kind(name, "reported")) {
            continue;
        }
        // A sentence that only gives a figure is the figure's.
        if clause.found.iter().any(|(name, _)| is_kind(name, "count"))
            && !holds_speech(document, clause.sentence)
        {
            continue;
        }
        // Who tells of a detention in a Russian report is its source.
        let russian = document.sentences.get(clause.sentence).is_some_and(|one| one.lang == Lang::Ru);
        if russian
            && (is_kind(name, "said.org") || is_kind(name, "said.noun"))
            && clause.found.iter().any(|(name, _)| is_kind(name, "detained"))
            && !holds_speech(document, clause.sentence)
        {
            continue;
        }
        let person = found
            .item("speaker")
            .and_then(|number| here.people.get(number))
            .filter(|people| people.from == from)
            .and_then(|people| people.members.iter().find_map(|being| being.name))
            .and_then(|name| things.names.get(name))
            .and_then(|name| things.persons.get(name.person));
        // Words that point back, or a bare profession, name no speaker; an office does.
        let office = found.item("speaker").is_some()
            && here.items.iter().any(|item| item.what == "org" && item.from == from);
        let words = document.quote(from, to);
        let named = person.map(|person| person.name.clone());
        // In English direct speech is anybody's statement; reported speech that of who holds an office.
        let english = document.sentences.get(clause.sentence).is_some_and(|one| one.lang == Lang::En);
        let named = if english {
            let quoted = document.tagged_as(clause.sentence, "quotemark").next().is_some();
            let official =
                found.item("speaker").and_then(|number| here.people.get(number)).is_some_and(|people| {
                    people.from == from && people.members.iter().any(|being| being.official)
                });
            let strongly = document.tagged_as(clause.sentence, "saystrong").next().is_some();
            let of_office = office && is_kind(name, "said.org") && strongly;
            if !quoted && !official && !of_office {
                continue;
            }
            let words = || (!words.is_empty()).then(|| words.to_owned());
            named.or_else(|| if quoted { last.clone().or_else(words) } else { None })
        } else {
            // "he said" beside the very words is whoever was spoken of.
            let back = here.people.iter().any(|people| people.from == from && people.back == Some(Back::One));
            let title =
                found.item("speaker").is_none() && document.tag_at(clause.sentence, from, "title").is_some();
            let pronoun = || before.filter(|_| back && holds_speech(document, clause.sentence));
            named.or_else(pronoun).or_else(|| named_office.clone().filter(|_| title))
        };
        let Some(speaker) = named.or_else(|| (office && !words.is_empty()).then(|| words.to_owned())) else {
            continue;
        };
        last = Some(speaker.clone());
        let Some(sentence) = document.sentences.get(clause.sentence) else { continue };
        let evidence = sentence.span(&document.tokens);
        let speaker = Said::at(speaker, document.span(from, to));
        facts.push(Fact {
            kind: Kind::Statement(Statement { speaker, quotes: Vec::new() }),
            evidence,
            rule: (*name).to_owned(),
            confidence: 60,
        });
    }
    facts
}

/// Whether a token stands inside direct speech, by the marks of its paragraph before it.
fn is_quoted(document: &Document<'_>, sentence: usize, at: usize) -> bool {
    let paragraph = |number: usize| document.sentences.get(number).map(|one| one.paragraph);
    let first =
        (0..=sentence).rev().take_while(|number| paragraph(*number) == paragraph(sentence)).take(12).last();
    let from = first.and_then(|number| document.sentences.get(number)).map_or(at, |one| one.from);
    let mut inside = false;
    for token in from..at {
        match document.quote(token, token + 1) {
            "\"" => inside = !inside,
            "“" => inside = true,
            "”" => inside = false,
            _ => {}
        }
    }
    inside
}

/// The first person whom a sentence names alone and not as an object of something.
fn subject(things: &Things, sentence: usize) -> Option<String> {
    let here = things.sentences.get(sentence)?;
    let alone = || here.people.iter().filter(|people| people.members.len() == 1);
    let name = |people: &People| things.names.get(people.members.first()?.name?);
    let name = alone().filter(|people| people.cases & case::NOM != 0).find_map(name);
    let name = name.or_else(|| alone().find_map(|people| things.names.get(people.members.first()?.name?)))?;
    things.persons.get(name.person).map(|person| person.name.clone())
}

/// Whether a sentence holds words of somebody in quotation marks, more than a name or a word.
fn holds_speech(document: &Document<'_>, sentence: usize) -> bool {
    let Some(bounds) = document.sentences.get(sentence) else { return false };
    let quote = |at: usize| document.quote(at, at + 1);
    // Speech that a dash opens: «— Мені алды, — дейді ол».
    if matches!(quote(bounds.from), "—" | "–") {
        return true;
    }
    // Speech that began in the sentence before: «… Бетімнен соқты», — дейді ол».
    let first = (bounds.from..bounds.to).map(quote).find(|mark| matches!(*mark, "«" | "»" | "“" | "”"));
    if matches!(first, Some("»" | "”")) {
        return true;
    }
    (bounds.from..bounds.to).filter(|at| matches!(quote(*at), "«" | "“")).any(|open| {
        let close = (open + 1..bounds.to).find(|at| matches!(quote(*at), "»" | "”"));
        close.is_some_and(|close| close - open > 4)
    })
}
