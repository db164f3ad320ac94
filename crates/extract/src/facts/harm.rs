//! What people suffered, what was taken from them, and who stepped in.

use super::{Clause, is_kind};
use crate::document::Document;
use crate::fact::{Fact, Harm, Intervention, Kind, Property, Said};
use crate::frame::Match;
use crate::items::Things;
use crate::items::people::Back;
use crate::token::Made;

pub(super) fn draft(document: &Document<'_>, things: &Things, clauses: &[Clause]) -> Vec<Fact> {
    let mut facts: Vec<Fact> = Vec::new();
    // Of whom the text spoke last, for what has no victim of its own.
    let mut last = String::new();
    let mut returned: Vec<(usize, &'static str, Match)> = Vec::new();
    for clause in clauses {
        let Some(here) = things.sentences.get(clause.sentence) else { continue };
        let whose = |found: &Match, last: &str| -> String {
            let Some(group) = found.item("who").and_then(|number| here.people.get(number)) else {
                return last.to_owned();
            };
            if group.back == Some(Back::One) || group.back == Some(Back::Several) {
                return last.to_owned();
            }
            let names: Vec<String> = group
                .members
                .iter()
                .map(|being| {
                    match being
                        .name
                        .and_then(|name| things.names.get(name))
                        .and_then(|name| things.persons.get(name.person))
                    {
                        Some(person) => person.name.clone(),
                        None => document.quote(being.from, being.to).to_owned(),
                    }
                })
                .collect();
            names.join(", ")
        };
        for (name, found) in &clause.found {
            let mut evidence = document.span(found.from, found.to);
            let blocked = clause.found.iter().any(|(name, other)| {
                is_kind(name, "blocked_harm") && other.from < found.to && found.from < other.to
            });
            let kind = if is_kind(name, "harm") {
                // One blow after another on the same person is one harm.
                let before =
                    |fact: &&Fact| matches!(fact.kind, Kind::Harm(_)) && fact.evidence.start < evidence.start;
                let goes_on = is_kind(name, "harm.alone")
                    && facts.iter().rev().take(8).filter(before).any(|fact| {
                        !here.people.iter().any(|people| {
                            let span = document.span(people.from, people.to);
                            people.back.is_none()
                                && span.start >= fact.evidence.end
                                && span.end <= evidence.start
                        }) && document
                            .sentences
                            .get(clause.sentence)
                            .is_some_and(|one| one.span(&document.tokens).holds(fact.evidence))
                    });
                if blocked || goes_on {
                    continue;
                }
                let (from, to) = found.kept("harm").unwrap_or((found.from, found.to));
                let words = document.span(from, to);
                let (first, last_token) = around(document, clause.sentence, found.from, found.to);
                evidence = document.span(first, last_token);
                let group = found
                    .item("who")
                    .and_then(|number| here.people.get(number))
                    .is_some_and(|people| people.members.iter().any(|being| being.group));
                Kind::Harm(Harm {
                    victim: whose(found, &last),
                    kind: words.quote(document.text).to_owned(),
                    quotes: vec![words],
                    group,
                })
            } else if is_kind(name, "property") {
                let Some((from, to)) = found.kept("thing") else { continue };
                let span = document.span(from, to);
                let by = found.kept("by").map(|(from, to)| document.quote(from, to).to_owned());
                let item = Said::at(document.quote(from, to).to_owned(), span);
                Kind::Property(Property {
                    victim: whose(found, &last),
                    item,
                    action: "seized",
                    by,
                    returned: Vec::new(),
                })
            } else if is_kind(name, "returned") {
                returned.push((clause.sentence, *name, found.clone()));
                continue;
            } else if is_kind(name, "stepped") {
                let Some((from, to)) = found.kept("by") else { continue };
                let by = Said::at(document.quote(from, to).to_owned(), document.span(from, to));
                Kind::Intervention(Intervention { by, effect: "release".to_owned() })
            } else {
                continue;
            };
            let same = |fact: &Fact| {
                std::mem::discriminant(&fact.kind) == std::mem::discriminant(&kind)
                    && fact.evidence.overlaps(evidence)
            };
            if !facts.iter().any(same) {
                facts.push(Fact { kind, evidence, rule: (*name).to_owned(), confidence: 70 });
            }
        }
        let named = here.people.iter().flat_map(|people| &people.members).find_map(|being| being.name);
        if let Some(person) =
            named.and_then(|name| things.names.get(name)).and_then(|name| things.persons.get(name.person))
        {
            last = person.name.clone();
        }
    }
    given_back(document, &mut facts, &returned, &last);
    facts
}

/// What was given back had been taken: told with what was taken, or a taking of its own where nothing else tells of one.
fn given_back(
    document: &Document<'_>,
    facts: &mut Vec<Fact>,
    returned: &[(usize, &'static str, Match)],
    victim: &str,
) {
    for (sentence, name, found) in returned {
        let Some((from, to)) = found.kept("thing") else { continue };
        // What everybody gets back on leaving.
        let any = document.tag_at(*sentence, from, "thing.any").is_some();
        let (span, evidence) = (document.span(from, to), document.span(found.from, found.to));
        let taken = facts.iter_mut().rev().find_map(|fact| match &mut fact.kind {
            Kind::Property(property) => Some(property),
            _ => None,
        });
        match taken {
            Some(property) => property.returned.push(evidence),
            None if any => {}
            None => {
                let item = Said::at(document.quote(from, to).to_owned(), span);
                let property = Property {
                    victim: victim.to_owned(),
                    item,
                    action: "seized",
                    by: None,
                    returned: vec![evidence],
                };
                let kind = Kind::Property(property);
                facts.push(Fact { kind, evidence, rule: (*name).to_owned(), confidence: 50 });
            }
        }
    }
}

/// The clause around tokens `from..to`: up to the nearest marks.
fn around(document: &Document<'_>, sentence: usize, from: usize, to: usize) -> (usize, usize) {
    let Some(bounds) = document.sentences.get(sentence) else { return (from, to) };
    let stops = |at: usize| {
        let token = document.tokens.get(at);
        token.is_none_or(|token| token.made == Made::Break)
            || matches!(
                document.quote(at, at + 1),
                "," | ";" | ":" | "." | "!" | "?" | "—" | "–" | "(" | ")" | "…"
            )
    };
    let first = (bounds.from..from).rev().take_while(|at| !stops(*at)).last().unwrap_or(from);
    let last = (to..bounds.to).take_while(|at| !stops(*at)).last().map_or(to, |at| at + 1);
    (first, last)
}
