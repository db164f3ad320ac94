//! What somebody said: officials above all, and those who were there.

use super::{Clause, is_kind};
use crate::document::Document;
use crate::fact::{Fact, Kind, Said, Statement};
use crate::items::Things;

pub(super) fn draft(document: &Document<'_>, things: &Things, clauses: &[Clause]) -> Vec<Fact> {
    let mut facts = Vec::new();
    for clause in clauses {
        let Some(here) = things.sentences.get(clause.sentence) else { continue };
        let Some((name, found)) = clause.found.iter().find(|(name, _)| is_kind(name, "said")) else {
            continue;
        };
        let Some((from, to)) = found.kept("speaker") else { continue };
        // A sentence that only gives a figure is the figure's.
        if clause.found.iter().any(|(name, _)| is_kind(name, "count")) {
            continue;
        }
        let person = found
            .item("speaker")
            .and_then(|number| here.people.get(number))
            .filter(|people| people.from == from)
            .and_then(|people| people.members.first())
            .and_then(|being| being.name)
            .and_then(|name| things.names.get(name))
            .and_then(|name| things.persons.get(name.person));
        // Words that point back, or a bare profession, name no speaker; an office does.
        let office = found.item("speaker").is_some()
            && here.items.iter().any(|item| item.what == "org" && item.from == from);
        let words = document.quote(from, to);
        let named = person.map(|person| person.name.clone());
        let Some(speaker) = named.or_else(|| (office && !words.is_empty()).then(|| words.to_owned())) else {
            continue;
        };
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
