//! What an erasure does not reach: where else the same text stands in this casebook, and what no program can recall.

use crate::desk::Desk;
use crate::stop::Outcome;
use casebook::{Mention, MentionHow};
use claims::RecordId;
use std::collections::BTreeSet;

/// What an erasure would leave.
#[derive(Debug, Clone, Default)]
pub struct Reach {
    /// Records judged the same that the request does not name.
    pub same: Vec<casebook::Named>,
    /// Other records in which the same text stands, or that lead to it.
    pub mentions: Vec<Mention>,
}

/// What no program can recall, one sentence each.
pub const CANNOT_RECALL: [&str; 5] = [
    "Copies of this casebook on other machines keep their keys: erase there too.",
    "Backups made before now can still be opened with the passphrase, key file or shares of their time; rotate the \
     casebook key (habeas keys rotate) and destroy old backups, old key files and old shares.",
    "Exports, releases, prints, messages and screenshots are out of reach.",
    "A flash disk or a file system that keeps snapshots may hold old blocks until they are used again; encrypt the disk.",
    "What people have read, they know.",
];

/// Where else the text of these records stands.
pub(super) fn reach(desk: &Desk, records: &[RecordId]) -> Outcome<Reach> {
    let casebook = desk.casebook();
    let named: BTreeSet<RecordId> = records.iter().copied().collect();
    let same: BTreeSet<RecordId> = records
        .iter()
        .flat_map(|record| casebook.same_as(*record))
        .filter(|other| !named.contains(other))
        .collect();
    let mut reach = Reach { mentions: casebook.mentions(records)?, ..Reach::default() };
    for record in same {
        reach.same.push(casebook.named(record)?);
    }
    Ok(reach)
}

/// Why a record is listed, in words.
pub fn how_in_words(how: MentionHow) -> String {
    match how {
        MentionHow::Cited => "its words are what the claims cite".to_owned(),
        MentionHow::Told => "it told what is claimed".to_owned(),
        MentionHow::RefersTo(property) => format!("refers to it ({})", property.name()),
        MentionHow::ReferredTo(property) => format!("the record refers to it ({})", property.name()),
        MentionHow::HoldsName => "a name stands in it, letter by letter".to_owned(),
        MentionHow::SoundsLike => "search finds it by a name".to_owned(),
    }
}
