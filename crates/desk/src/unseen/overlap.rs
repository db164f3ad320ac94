//! The table of overlaps: how many people are on just these lists. A list is a voice: a source at the end of its chain, so that two
//! outlets that copy one post are one list. A person is who is one person after judgements, and is on a list if that voice says of a
//! detention of theirs that certainly belongs to what is asked.

use crate::count::{CountQuery, Receipt, count};
use crate::desk::Desk;
use crate::review::proposals;
use crate::sentence;
use crate::stop::{Outcome, Stop};
use casebook::{AttestationView, Casebook, HeardFrom};
use claims::counting::{Measure, Sheet, Size};
use claims::{RecordId, Truth, Verdict};
use estimate::gates::{Attested, LEAST_LISTS, LEAST_ON_A_LIST};
use estimate::table::MOST_LISTS;
use estimate::{OverlapTable, Refusal};
use std::collections::{BTreeMap, BTreeSet};

/// One list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// The sources that make it, in the order of ids.
    pub sources: Vec<RecordId>,
    /// What it is called.
    pub name: String,
    /// People on it.
    pub people: u64,
}

/// Lists, their overlaps, and the count beside which an estimate stands.
#[derive(Debug, Clone)]
pub struct Overlap {
    /// The lists of the table, in its order.
    pub lists: Vec<List>,
    /// The table, or why there is none.
    pub table: Result<OverlapTable, Refusal>,
    /// The count of the same question: floor, ceiling, figures of others.
    pub receipt: Receipt,
    /// Lists that are left out because fewer than ten people are on them, and people who are on no other.
    pub small: (u64, u64),
    /// People whom no source that is named reports.
    pub unsourced: u64,
    /// People of groups and numbers, of whom nobody says who they are: at least so many records.
    pub groups: u64,
    /// Pairs that may be one person and are not decided: judged unsure, or waiting to be looked at.
    pub undecided: u64,
    /// What it was narrowed to, in words.
    pub question: String,
    /// What people answer for about these lists.
    pub attestations: Vec<AttestationView>,
}

impl Overlap {
    /// What is answered for: by people, and of linkage also by nothing being undecided.
    pub fn attested(&self) -> Attested {
        let any = |what: fn(&claims::Attestation) -> bool| {
            self.attestations.iter().any(|view| what(&view.attestation))
        };
        Attested {
            closure: any(|of| of.closure),
            scope: any(|of| of.scope),
            linkage: self.undecided == 0 || any(|of| of.linkage),
        }
    }

    /// All sources of all lists, in the order of ids.
    pub fn sources(&self) -> Vec<RecordId> {
        let all: BTreeSet<RecordId> =
            self.lists.iter().flat_map(|list| list.sources.iter().copied()).collect();
        all.into_iter().collect()
    }

    /// What was done to the table on the way, in plain English.
    pub fn notes(&self) -> Vec<String> {
        let n = self.table.as_ref().map_or(0, OverlapTable::n);
        let mut notes = vec![format!(
            "From the casebook at position {}, as of {}: a list is a source at the end of its chain; people judged the same are one.",
            self.receipt.position.entries, self.receipt.as_of
        )];
        if self.receipt.floor != n {
            notes.push(format!(
                "The casebook documents at least {}; {n} people are in the table.",
                self.receipt.floor
            ));
        }
        if self.small.0 > 0 {
            notes.push(format!(
                "Left out as lists: {} with fewer than {LEAST_ON_A_LIST} people; {} people are on no other.",
                self.small.0, self.small.1
            ));
        }
        if self.unsourced > 0 {
            notes.push(format!("{} people are reported by no source that is named.", self.unsourced));
        }
        if self.groups > 0 {
            notes.push(format!("{} groups of whom nobody says who they are stand in no table.", self.groups));
        }
        if self.undecided > 0 {
            notes.push(format!(
                "{} pairs may be one person and are not decided (habeas review).",
                self.undecided
            ));
        }
        notes.extend(self.receipt.scope.iter().map(|words| format!("Narrowed: {words}.")));
        notes
    }
}

/// Makes the table of a question.
///
/// # Errors
/// A refusal when the question cannot be answered as asked; only people can be estimated.
pub fn overlap(desk: &Desk, query: &CountQuery) -> Outcome<Overlap> {
    if query.measure != Measure::Persons {
        let say = sentence!("Only people can be estimated, not {measure}.", measure = query.measure.name());
        return Err(Stop::refused("measure", say).hint_in_english("--measure persons"));
    }
    let receipt = count(desk, query)?;
    // Everything else is read at the moment and position that the receipt names.
    let as_of = receipt.as_of;
    let now = receipt.position.entries == desk.position().entries;
    let waiting = if now { proposals(desk, 0, 0)?.total as u64 } else { 0 };
    desk.reading(Some(receipt.position.entries), |casebook| {
        let sheet = casebook.sheet()?;
        let scopes = casebook.scopes(&sheet, &query.scope)?;
        let certain = sheet.episodes.iter().zip(&scopes).map(|(episode, scope)| {
            *scope == Truth::Yes && episode.answers(query.measure, as_of, query.fresh_for) == Truth::Yes
        });
        let heard = casebook.heard_from(&sheet)?;
        let people = people(&sheet, certain, &heard);
        let (kept, small) = kept(&heard, &people);
        let lists = named(casebook, &heard, &people, &kept)?;
        let on_kept = |voices: &BTreeSet<usize>| {
            kept.iter()
                .enumerate()
                .fold(0u32, |sum, (at, voice)| sum | u32::from(voices.contains(voice)) << at)
        };
        let cells = people.of.values().map(|voices| (on_kept(voices), 1)).filter(|cell| cell.0 != 0);
        let table = OverlapTable::new(lists.iter().map(|list| list.name.clone()).collect(), cells);
        let mut overlap = Overlap {
            table,
            small,
            unsourced: people.of.values().filter(|voices| voices.is_empty()).count() as u64,
            groups: people.groups,
            undecided: waiting + people.unsure,
            question: receipt.scope.join("; "),
            attestations: Vec::new(),
            lists,
            receipt,
        };
        let sources = overlap.sources();
        overlap.attestations = casebook
            .attestations()
            .into_iter()
            .filter(|view| *view.attestation.question == *overlap.question)
            .filter(|view| sources.iter().all(|source| view.attestation.lists.contains(source)))
            .collect();
        Ok(overlap)
    })
}

/// Who is on which lists.
struct People {
    /// By the record that stands for a person: places of voices.
    of: BTreeMap<RecordId, BTreeSet<usize>>,
    groups: u64,
    unsure: u64,
}

fn people(sheet: &Sheet, certain: impl Iterator<Item = bool>, heard: &HeardFrom) -> People {
    let mut same: BTreeMap<RecordId, RecordId> = BTreeMap::new();
    for judgement in sheet.judgements.iter().filter(|of| of.verdict == Verdict::Same) {
        let (a, b) = (root(&same, judgement.a), root(&same, judgement.b));
        if a != b {
            same.insert(a.max(b), a.min(b));
        }
    }
    let mut found = People { of: BTreeMap::new(), groups: 0, unsure: 0 };
    let mut groups = BTreeSet::new();
    for ((episode, voices), certain) in sheet.episodes.iter().zip(&heard.of).zip(certain) {
        let Some(subject) = sheet.subjects.get(episode.subject as usize).filter(|_| certain) else {
            continue;
        };
        match subject.size {
            Size::One { .. } => {
                found.of.entry(root(&same, subject.record)).or_default().extend(voices);
            }
            Size::Several { .. } => {
                groups.insert(subject.record);
            }
        }
    }
    found.groups = groups.len() as u64;
    let here = |record: RecordId| found.of.contains_key(&root(&same, record));
    let unsure = sheet.judgements.iter().filter(|of| of.verdict == Verdict::Unsure);
    found.unsure = unsure.filter(|of| here(of.a) && here(of.b)).count() as u64;
    found
}

fn root(same: &BTreeMap<RecordId, RecordId>, mut at: RecordId) -> RecordId {
    while let Some(next) = same.get(&at) {
        at = *next;
    }
    at
}

/// Lists of ten people or more; all of them (the largest, if there are too many) where fewer than three have ten. Beside them how many
/// lists are left out, and how many people are on no other.
fn kept(heard: &HeardFrom, people: &People) -> (Vec<usize>, (u64, u64)) {
    let on = |voice: usize| people.of.values().filter(|voices| voices.contains(&voice)).count() as u64;
    let mut all: Vec<(usize, u64)> =
        (0..heard.voices.len()).map(|voice| (voice, on(voice))).filter(|(_, people)| *people > 0).collect();
    all.sort_by_key(|(voice, people)| (std::cmp::Reverse(*people), *voice));
    let large = all.iter().filter(|(_, people)| *people >= LEAST_ON_A_LIST).count();
    let most = if large >= LEAST_LISTS { large } else { all.len() };
    let left = all.split_off(most.min(MOST_LISTS).min(all.len()));
    let mut kept: Vec<usize> = all.into_iter().map(|(voice, _)| voice).collect();
    kept.sort_unstable();
    let nowhere = |voices: &&BTreeSet<usize>| {
        !voices.is_empty() && voices.iter().all(|voice| kept.binary_search(voice).is_err())
    };
    let lost = people.of.values().filter(nowhere).count() as u64;
    (kept, (left.len() as u64, lost))
}

fn named(casebook: &Casebook, heard: &HeardFrom, people: &People, kept: &[usize]) -> Outcome<Vec<List>> {
    let mut lists: Vec<List> = Vec::with_capacity(kept.len());
    for voice in kept {
        let sources = heard.voices.get(*voice).cloned().unwrap_or_default();
        let mut names = Vec::new();
        for source in sources.iter().take(3) {
            names.push(casebook.named(*source)?.label.to_string());
        }
        let mut name = names.join(" + ");
        if sources.len() > names.len() {
            name.push_str(" + …");
        }
        // Two sources may bear one name.
        if lists.iter().any(|list| list.name == name) {
            name.push_str(&format!(" ({})", sources.first().map(RecordId::short).unwrap_or_default()));
        }
        let on = people.of.values().filter(|voices| voices.contains(voice)).count() as u64;
        lists.push(List { sources, name, people: on });
    }
    Ok(lists)
}
