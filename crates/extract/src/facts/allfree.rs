//! "All were released by midnight": what a report says of all the detained holds for each of whom it says nothing else.

use super::{Clause, is_kind};
use crate::document::Document;
use crate::fact::{Fact, Kind, Outcome};

pub(super) fn fill(document: &Document<'_>, clauses: &[Clause], facts: &mut [Fact]) {
    for clause in clauses {
        let Some((_, found)) = clause.found.iter().find(|(name, _)| is_kind(name, "allfree")) else {
            continue;
        };
        let blocked = clause
            .found
            .iter()
            .any(|(name, other)| is_kind(name, "blocked") && other.from < found.to && found.from < other.to);
        // "Not all", "nearly all".
        let hedged = found.from.checked_sub(1).is_some_and(|at| {
            ["not", "neg", "hedge"].iter().any(|tag| document.ends_tag(clause.sentence, at, &[tag]))
        });
        let span = document.span(found.from, found.to);
        let before = facts.iter_mut().filter(|fact| !blocked && !hedged && fact.evidence.start < span.start);
        for fact in before {
            if let Kind::Detention(one) = &mut fact.kind
                && one.outcome == Outcome::Unknown
                && !one.background
            {
                one.outcome = Outcome::Released;
                one.outcome_quotes = vec![span];
            }
        }
    }
}
