//! Who is known by a name like this: asked before something new is saved, so that a second call about one person meets
//! the first. It says who may be meant and why; nobody is joined to anybody.

use crate::desk::Desk;
use crate::stop::Outcome;
use casebook::Named;
use claims::RecordId;
use names::{Comparison, Verdict};
use std::collections::HashMap;

/// People whose names are compared with the one asked for, at most: those who share most of its words.
const COMPARED: usize = 600;

/// Somebody who may be meant.
#[derive(Debug, Clone)]
pub struct Alike {
    /// The person's record.
    pub person: Named,
    /// The written name that is most like the one asked for.
    pub written: String,
    /// How like, and why.
    pub name: Comparison,
}

/// People whose written names may be this one, the most alike first, `most` at most. Nobody whose name is a different
/// one.
///
/// # Errors
/// A fault of the casebook.
pub fn people_alike(desk: &Desk, name: &str, most: usize) -> Outcome<Vec<Alike>> {
    let asked = names::read(name);
    let mut found: Vec<(f32, RecordId, String)> = Vec::new();
    let casebook = desk.casebook();
    // Many people bear one name in the same letters; it is read and compared once.
    let mut scores: HashMap<String, f32> = HashMap::new();
    for person in casebook.people_sharing_keys(name, COMPARED)? {
        let best = casebook
            .names_of_person(person)?
            .into_iter()
            .map(|written| {
                let known = scores.get(&written).copied();
                let score = known.unwrap_or_else(|| names::score(&asked, &names::read(&written)));
                if known.is_none() {
                    scores.insert(written.clone(), score);
                }
                (score, written)
            })
            .max_by(|(a, _), (b, _)| a.total_cmp(b));
        found.extend(
            best.filter(|(score, _)| Verdict::of(*score) != Verdict::Different)
                .map(|(score, written)| (score, person, written)),
        );
    }
    found.sort_by(|(a, left, _), (b, right, _)| b.total_cmp(a).then(left.cmp(right)));
    found.truncate(most);
    let mut alike = Vec::with_capacity(found.len());
    for (_, person, written) in found {
        let name = names::compare(&asked, &names::read(&written));
        alike.push(Alike { person: casebook.named(person)?, written, name });
    }
    Ok(alike)
}
