//! Which of the people without a name are drafts of their own: somebody new of whom the report only gives a description. Words that
//! may mean a person whom the report names elsewhere ("the driver", «студента») are left out, for they would count that person twice.

use super::is_kind;
use crate::document::Document;
use crate::fact::{Fact, Kind};
use crate::items::Things;
use crate::items::name::Bearer;
use crate::items::people::Being;
use crate::lang::Lang;

/// Takes out what is nobody new, and fills in how many they are.
pub(super) fn settle(document: &Document<'_>, things: &Things, facts: &mut Vec<Fact>) {
    let named = facts.iter().any(|fact| matches!(&fact.kind, Kind::Detention(one) if one.named));
    facts.retain(|fact| {
        let Kind::Detention(one) = &fact.kind else { return true };
        one.named || is_new(document, things, fact, &one.name, named)
    });
}

fn is_new(document: &Document<'_>, things: &Things, fact: &Fact, name: &str, named: bool) -> bool {
    let at = document.sentences.partition_point(|one| one.span(&document.tokens).end <= fact.evidence.start);
    let (Some(bounds), Some(here)) = (document.sentences.get(at), things.sentences.get(at)) else {
        return true;
    };
    let mut beings = here.people.iter().flat_map(|group| &group.members);
    let Some(being) =
        beings.find(|being| being.name.is_none() && document.quote(being.from, being.to) == name)
    else {
        return true;
    };
    // "Two men in masks" are those who detained.
    let force =
        here.items.iter().any(|item| item.what == "force" && item.from < being.to && being.from < item.to);
    if force || being.official || is_named_beside(document, things, at, being) {
        return false;
    }
    // What is counted, or told to be one of several, is new; so is whoever bears an article that says so.
    let first = document.folded(being.from);
    let counted = being.size.is_some() || being.group;
    let implied = is_kind(&fact.rule, "released");
    match bounds.lang {
        Lang::En => {
            let definite = document.tag_at(at, being.from, "definite").is_some()
                || matches!(first, "this" | "that" | "his" | "her");
            let indefinite =
                matches!(first, "a" | "an" | "another" | "one" | "some" | "two" | "three" | "several");
            (!definite || being.group) && (indefinite || counted || !implied)
        }
        // Without articles a bare role is rather somebody whom the report has named.
        Lang::Ru | Lang::Kk => {
            let role =
                !being.roles.is_empty() || document.tag_at(at, being.to.saturating_sub(1), "kin").is_some();
            let bare = being.to - being.from == 1;
            let one = document.tag_at(at, being.to.saturating_sub(1), "person.one").is_some();
            let few = being.group && being.size.is_none() && bare;
            let old = bare && role && (!one || named);
            !(old || few || bare && implied)
        }
    }
}

/// Whether a name stands right beside a description, with nothing but commas, dashes and brackets between: "her brother, Max Orr".
fn is_named_beside(document: &Document<'_>, things: &Things, sentence: usize, being: &Being) -> bool {
    let Some(bounds) = document.sentences.get(sentence) else { return false };
    let joins = |from: usize, to: usize| {
        from <= to
            && to - from <= 6
            && (from..to).all(|at| {
                matches!(document.quote(at, at + 1), "," | "—" | "–" | "-" | "(" | ":" | "«" | "»")
                    || ["role", "title", "orgword", "quality", "determiner", "called"]
                        .iter()
                        .any(|tag| document.tag_at(sentence, at, tag).is_some())
            })
    };
    things.names.iter().any(|name| {
        let inside =
            name.from >= bounds.from && name.to <= bounds.to && things.persons.get(name.person).is_some();
        let person = name.bearer == Bearer::Person;
        let before = joins(name.to, being.first) && being.size.is_none() && !being.group;
        inside && person && (joins(being.to, name.from) || before)
    })
}
