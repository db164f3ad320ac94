//! The sheet that counting works on, and what is left out of it. Joined from the facts once, then carried on from
//! projection to projection: only the detentions that something was said about are made anew. Whatever is not certain to
//! concern those alone (another city, another unit judged the same) makes the whole sheet anew.

mod assemble;
mod cities;
mod episode;
mod renew;

pub(crate) use cities::cities;

use crate::casebook::Casebook;
use crate::errors::CasebookError;
use crate::facts::{Detention, Facts};
use crate::same::Same;
use claims::counting::{Judgement, LeftOut, Sheet, Why};
use claims::{RecordId, RecordKind, Tier, Verdict};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A detention that is counted although something about it is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetDoubt {
    /// The detention.
    pub detention: RecordId,
    /// What is open.
    pub what: OpenQuestion,
}

/// What is open about a counted detention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenQuestion {
    /// The sources name different people; the first claim's is kept until a person chooses.
    WhoIsContested(Vec<RecordId>),
    /// The sources give different times; the widest reading is kept.
    WhenIsContested,
    /// The one detained is a record of which nothing is known that says person or group; counted as one person.
    WhoIsUnclear(RecordId),
}

/// The sheet with what it stands on, as far as carrying it on asks.
pub(crate) struct Counted {
    pub sheet: Arc<Sheet>,
    /// How urgent each subject is.
    pub urgency: Arc<Vec<u8>>,
    /// Per subject: its number, none for a detention that stands for whom it is about; and in how many episodes it is.
    numbers: Vec<Option<u32>>,
    uses: Vec<u32>,
    /// By detention.
    doubts: BTreeMap<RecordId, Vec<SheetDoubt>>,
    out: BTreeMap<RecordId, Why>,
    /// Units judged the same, cities by the folded names that certainly mean them, and how many decisions had been heard.
    units: Arc<Same>,
    cities: BTreeMap<u32, RecordId>,
    heard: u64,
}

impl Casebook {
    /// Everything there is to count. Shared until something that is counted changes.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn sheet(&self) -> Result<Arc<Sheet>, CasebookError> {
        self.counting(|counted| counted.sheet.clone())
    }

    /// How urgent each subject of the sheet is.
    pub(crate) fn urgencies(&self) -> Result<Arc<Vec<u8>>, CasebookError> {
        self.counting(|counted| counted.urgency.clone())
    }

    /// Detentions that are not counted, with the reason, in the order of ids.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn left_out(&self) -> Result<Vec<LeftOut>, CasebookError> {
        let mut all = self.counting(|counted| counted.out.clone())?;
        for (record, of) in self.all_gone() {
            if of.kind == Some(RecordKind::Detention) && of.tiers.has(Tier::Facts) {
                all.insert(record, Why::Erased);
            }
        }
        Ok(all.into_iter().map(|(record, why)| LeftOut { record, why }).collect())
    }

    /// Why a detention is not counted: what its own claims say, or that the facts of whom it is about were erased.
    pub(crate) fn out_of_count(&self, detention: &Detention) -> Option<Why> {
        detention.out.clone().or_else(|| {
            let subject = self.ids.record(detention.subject_number()?);
            self.facts_are_gone(subject).then_some(Why::Erased)
        })
    }

    /// Detentions that are counted although something about them is open.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn doubts(&self) -> Result<Vec<SheetDoubt>, CasebookError> {
        self.counting(|counted| counted.doubts.values().flatten().cloned().collect())
    }

    /// Records of a kind judged the same.
    pub(crate) fn judged_same(&self, facts: &Facts, kind: RecordKind) -> Arc<Same> {
        if let Some(same) = self.kept.borrow().same.get(&kind) {
            return Arc::clone(same);
        }
        let mut same = Same::default();
        let of_kind = |record: RecordId| self.ids.number(record).and_then(|n| facts.kind(n)) == Some(kind);
        for (a, b, verdict) in self.rulings.verdicts() {
            if verdict == Verdict::Same && of_kind(a) && of_kind(b) {
                same.join(a, b);
            }
        }
        let same = Arc::new(same);
        self.kept.borrow_mut().same.insert(kind, Arc::clone(&same));
        same
    }

    /// What is decided about sameness of people, groups and detentions.
    fn judged_in_sheet(&self, facts: &Facts) -> Vec<Judgement> {
        let judged = |record: RecordId| {
            matches!(
                self.ids.number(record).and_then(|n| facts.kind(n)),
                None | Some(RecordKind::Person | RecordKind::Group | RecordKind::Detention)
            )
        };
        self.rulings
            .verdicts()
            .filter(|(a, b, _)| a != b && judged(*a) && judged(*b))
            .map(|(a, b, verdict)| Judgement { a, b, verdict })
            .collect()
    }

    /// Asks the sheet, made or carried on to where the casebook stands.
    fn counting<T>(&self, ask: impl FnOnce(&Counted) -> T) -> Result<T, CasebookError> {
        let mut facts = self.facts()?;
        let moved = std::mem::take(&mut facts.moved);
        let mut counted = self.counted.borrow_mut();
        let carried_on = counted.as_mut().is_some_and(|counted| self.renew(counted, &facts, &moved));
        match counted.as_ref().filter(|_| carried_on) {
            Some(counted) => Ok(ask(counted)),
            None => Ok(ask(counted.insert(self.assemble(&facts)))),
        }
    }
}
