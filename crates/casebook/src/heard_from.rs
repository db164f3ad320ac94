//! From whom each detention was heard, at the ends of the chains: outlets that repeat one post are one voice, and so are sources
//! judged the same. An outlet that repeats several makes them one voice, since nobody can tell whose words it passes on.

use crate::casebook::Casebook;
use crate::errors::CasebookError;
use crate::scopes::records;
use claims::counting::Sheet;
use claims::{Property, RecordId, RecordKind};
use std::collections::{BTreeMap, BTreeSet};

/// Voices, and who of them speaks of each detention of a sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HeardFrom {
    /// The sources at the ends of the chains that make a voice, in the order of ids; voices in the order of their first.
    pub voices: Vec<Vec<RecordId>>,
    /// For each episode of the sheet: places in `voices`, rising. None for a detention whose source nobody names.
    pub of: Vec<Vec<usize>>,
}

impl Casebook {
    /// From whom each detention of the sheet was heard.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn heard_from(&self, sheet: &Sheet) -> Result<HeardFrom, CasebookError> {
        let facts = self.facts()?;
        let chains = self.chains()?;
        let same = self.judged_same(&facts, RecordKind::Source);
        let one = |record: RecordId| if same.is_empty() { record } else { same.of(record) };
        // The first end of each source's chains; the others are tied to it.
        let mut first: BTreeMap<u32, RecordId> = BTreeMap::new();
        let mut ties: BTreeMap<RecordId, RecordId> = BTreeMap::new();
        let mut sources_of: Vec<Vec<u32>> = Vec::with_capacity(sheet.episodes.len());
        for episode in &sheet.episodes {
            let Some(detention) = facts.detentions.get(&episode.detention) else {
                sources_of.push(Vec::new());
                continue;
            };
            let through = detention
                .reports
                .iter()
                .filter_map(|report| facts.reports.get(report))
                .flat_map(|report| records(&report.said, Property::ReportSource));
            let sources: BTreeSet<u32> = detention.sources.iter().copied().chain(through).collect();
            for source in &sources {
                if first.contains_key(source) {
                    continue;
                }
                let ends: BTreeSet<RecordId> =
                    chains.origins(one(self.ids.record(*source))).into_iter().map(one).collect();
                let Some(end) = ends.first().copied() else { continue };
                first.insert(*source, end);
                ends.into_iter().for_each(|other| tie(&mut ties, end, other));
            }
            sources_of.push(sources.into_iter().collect());
        }
        let mut groups: BTreeMap<RecordId, Vec<RecordId>> = BTreeMap::new();
        for end in ties.keys() {
            groups.entry(root(&ties, *end)).or_default().push(*end);
        }
        let place: BTreeMap<RecordId, usize> = groups.keys().copied().zip(0..).collect();
        let of = sources_of
            .iter()
            .map(|sources| {
                let ends = sources.iter().filter_map(|source| first.get(source));
                let places = ends.filter_map(|end| place.get(&root(&ties, *end)).copied());
                places.collect::<BTreeSet<usize>>().into_iter().collect()
            })
            .collect();
        Ok(HeardFrom { voices: groups.into_values().collect(), of })
    }
}

fn root(ties: &BTreeMap<RecordId, RecordId>, mut at: RecordId) -> RecordId {
    while let Some(next) = ties.get(&at).filter(|next| **next != at) {
        at = *next;
    }
    at
}

/// Ties two; the least of a group stands for it.
fn tie(ties: &mut BTreeMap<RecordId, RecordId>, a: RecordId, b: RecordId) {
    for one in [a, b] {
        ties.entry(one).or_insert(one);
    }
    let (a, b) = (root(ties, a), root(ties, b));
    ties.insert(a.max(b), a.min(b));
}
