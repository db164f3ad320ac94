//! The whole sheet, made from the facts.

use super::Counted;
use super::cities::cities;
use super::episode::{Whom, within};
use crate::casebook::Casebook;
use crate::facts::Facts;
use claims::RecordKind;
use claims::counting::Sheet;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

impl Casebook {
    pub(super) fn assemble(&self, facts: &Facts) -> Counted {
        let (units, cities) = (self.judged_same(facts, RecordKind::Unit), cities(facts));
        let (mut out, mut doubts) = (BTreeMap::new(), BTreeMap::new());
        let mut counted = Vec::with_capacity(facts.detentions.len());
        for (record, detention) in &facts.detentions {
            match self.out_of_count(detention) {
                Some(why) => {
                    out.insert(*record, why);
                }
                None => counted.push((*record, detention)),
            }
        }
        let mut subjects: Vec<Whom> =
            counted.iter().map(|(record, detention)| self.whom(*record, detention)).collect();
        subjects.sort_unstable();
        subjects.dedup();
        let mut place = vec![u32::MAX; self.ids.len()];
        let mut own: HashMap<Whom, u32> = HashMap::new();
        for (i, whom) in (0u32..).zip(&subjects) {
            match whom.1.and_then(|n| place.get_mut(n as usize)) {
                Some(slot) => *slot = i,
                None => {
                    own.insert(*whom, i);
                }
            }
        }
        let index_of = |n: u32| place.get(n as usize).copied().filter(|i| *i != u32::MAX);
        let mut sheet = Sheet::default();
        let mut uses = vec![0; subjects.len()];
        sheet.episodes.reserve(counted.len());
        for (record, detention) in counted {
            let whom = self.whom(record, detention);
            let Some(subject) = whom.1.map_or_else(|| own.get(&whom).copied(), index_of) else { continue };
            if let Some(uses) = uses.get_mut(subject as usize) {
                *uses += 1;
            }
            let open = self.open_about(record, detention, facts);
            if !open.is_empty() {
                doubts.insert(record, open);
            }
            sheet.episodes.push(self.episode((record, subject), detention, facts, (&units, &cities)));
        }
        for whom in &subjects {
            let mut subject = Self::subject(facts, *whom);
            subject.within = whom.1.map(|n| within(facts, n, index_of)).unwrap_or_default();
            sheet.subjects.push(subject);
        }
        sheet.judgements = self.judged_in_sheet(facts);
        Counted {
            sheet: Arc::new(sheet),
            urgency: Arc::new(subjects.iter().map(|whom| Self::urgency_of(facts, *whom)).collect()),
            numbers: subjects.into_iter().map(|(_, n)| n).collect(),
            uses,
            doubts,
            out,
            units,
            cities,
            heard: self.rulings.heard(),
        }
    }
}
