//! Claimed numbers: how many were detained, released, fined, gathered; the number with its hedging words, and who says so.

use super::{Clause, is_kind, where_when};
use crate::document::Document;
use crate::fact::{Count, Fact, Kind, Said};
use crate::items::Things;
use std::collections::BTreeSet;

pub(super) fn draft(document: &Document<'_>, things: &Things, clauses: &[Clause]) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    for clause in clauses {
        let Some(here) = things.sentences.get(clause.sentence) else { continue };
        for (name, found) in clause.found.iter().filter(|(name, _)| is_kind(name, "count")) {
            let Some(number) = found.item("n").and_then(|number| here.numbers.get(number)) else { continue };
            if number.measures || !taken.insert(number.from) {
                continue;
            }
            // "count.detained.2": what is counted is the second word.
            let of = name.split('.').nth(1).unwrap_or("").to_owned();
            let role = found.kept("people").and_then(|(from, _)| {
                let (tag, _) = document.tag_at(clause.sentence, from, "role")?;
                let lexicon = document.lexicons.of(document.sentences.get(clause.sentence)?.lang);
                lexicon.name(tag).split('.').nth(1).map(str::to_owned)
            });
            let of = match role {
                Some(role) => format!("{role}s {of}"),
                None => of,
            };
            let (from, to) = (
                number.from,
                found
                    .kept("people")
                    .map_or(number.to, |kept| if kept.0 == number.to { kept.1 } else { number.to }),
            );
            let mut value = document.span(from, to);
            // Quotation marks around the number are the source's hedge.
            let opening = from.checked_sub(1).map(|at| document.quote(at, at + 1)).unwrap_or("");
            let closing = document.quote(to, to + 1);
            if matches!((opening, closing), ("\"", "\"") | ("“", "”") | ("«", "»")) {
                value = document.span(from - 1, to + 1);
            }
            let when = where_when::day(document, things, clause.sentence, from, true);
            let count = Count {
                of,
                min: number.min,
                max: number.max,
                approx: number.approx,
                value: vec![value],
                source: source(document, things, clause),
                date: when.day.map(|day| (day, when.last)),
                place: where_when::place(document, things, clause.sentence, from).map(|place| place.value),
                duration: Vec::new(),
            };
            let evidence = document.span(found.from, found.to);
            facts.push(Fact { kind: Kind::Count(count), evidence, rule: (*name).to_owned(), confidence: 80 });
        }
    }
    facts
}

/// Who says it, where the sentence says who.
fn source(document: &Document<'_>, things: &Things, clause: &Clause) -> Option<Said<String>> {
    let (_, found) =
        clause.found.iter().find(|(name, found)| is_kind(name, "said") && found.kept("speaker").is_some())?;
    let (from, to) = found.kept("speaker")?;
    let here = things.sentences.get(clause.sentence)?;
    let named = found
        .item("speaker")
        .and_then(|number| here.people.get(number))
        .filter(|people| people.from == from)
        .and_then(|people| people.members.first())
        .and_then(|being| being.name)
        .and_then(|name| things.names.get(name))
        .and_then(|name| things.persons.get(name.person));
    let value = named.map_or_else(|| document.quote(from, to).to_owned(), |person| person.name.clone());
    Some(Said::at(value, document.span(from, to)))
}
