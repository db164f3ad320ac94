//! The sheet carried on: the detentions of which something changed are made anew in their places, and whom they are about
//! come and go with them. What results is what making the whole sheet would give (property-tested).

use super::Counted;
use super::cities::cities;
use super::episode::{Whom, groups_of, within};
use crate::casebook::Casebook;
use crate::facts::{Detention, Facts, Moved};
use claims::counting::{Sheet, Subject};
use claims::{RecordId, RecordKind};
use std::collections::BTreeSet;
use std::sync::Arc;

/// From so many detentions on the whole sheet is made: each costs a walk through it.
const FEW: usize = 64;

/// What changes in the sheet.
#[derive(Default)]
struct Change<'f> {
    /// Counted now, new or as before.
    stays: Vec<(RecordId, &'f Detention, Whom)>,
    /// Not counted, or not any more.
    leaves: Vec<RecordId>,
}

impl Casebook {
    /// Carries the sheet on; false when it must be made anew.
    pub(super) fn renew(&self, counted: &mut Counted, facts: &Facts, moved: &Moved) -> bool {
        let heard = self.rulings.heard();
        let judged = |n: &u32| self.rulings.judged_with(self.ids.record(*n)).next().is_some();
        let decided = counted.heard != heard || moved.kinds.iter().any(judged);
        counted.heard = heard;
        if decided && self.judged_same(facts, RecordKind::Unit) != counted.units {
            return false;
        }
        if moved.places && cities(facts) != counted.cities {
            return false;
        }
        let again = self.again(counted, facts, moved);
        if again.len() > FEW {
            return false;
        }
        let change = self.change(counted, facts, again);
        if decided {
            let judgements = self.judged_in_sheet(facts);
            if judgements != counted.sheet.judgements {
                Arc::make_mut(&mut counted.sheet).judgements = judgements;
            }
        }
        if moved.groups || !self.is_as_it_stands(counted, facts, &change) {
            self.apply(counted, facts, &change, moved.groups);
        }
        true
    }

    /// The detentions to look at again: those of which something changed, or of whom they are about, or what sort of unit
    /// they name is.
    fn again(&self, counted: &Counted, facts: &Facts, moved: &Moved) -> BTreeSet<RecordId> {
        let mut again = BTreeSet::new();
        for n in &moved.records {
            let record = self.ids.record(*n);
            if facts.detentions.contains_key(&record) || counted.knows(record) {
                again.insert(record);
            }
            again.extend(facts.of_subject.get(n).into_iter().flatten().map(|of| self.ids.record(*of)));
        }
        if !moved.units.is_empty() {
            let names = |of: &Detention| of.units.iter().any(|(unit, _)| moved.units.contains(unit));
            again.extend(facts.detentions.iter().filter(|(_, of)| names(of)).map(|(record, _)| *record));
        }
        again
    }

    /// Sorts them, and notes what is open or left out.
    fn change<'f>(&self, counted: &mut Counted, facts: &'f Facts, again: BTreeSet<RecordId>) -> Change<'f> {
        let mut change = Change::default();
        for record in again {
            counted.out.remove(&record);
            counted.doubts.remove(&record);
            match facts.detentions.get(&record) {
                None => change.leaves.push(record),
                Some(detention) => match self.out_of_count(detention) {
                    Some(why) => {
                        counted.out.insert(record, why);
                        change.leaves.push(record);
                    }
                    None => {
                        let open = self.open_about(record, detention, facts);
                        if !open.is_empty() {
                            counted.doubts.insert(record, open);
                        }
                        change.stays.push((record, detention, self.whom(record, detention)));
                    }
                },
            }
        }
        change
    }

    /// True when nothing in the sheet would differ: whoever holds it may keep what they made of it.
    fn is_as_it_stands(&self, counted: &Counted, facts: &Facts, change: &Change<'_>) -> bool {
        let sheet = &counted.sheet;
        let index_of = |n: u32| counted.find((self.ids.record(n), Some(n))).ok().map(|i| i as u32);
        let same = |(record, detention, whom): &(RecordId, &Detention, Whom)| {
            let Ok(i) = counted.find(*whom) else { return false };
            let mut subject = Self::subject(facts, *whom);
            subject.within = whom.1.map(|n| within(facts, n, index_of)).unwrap_or_default();
            let episode = sheet.episode(*record).and_then(|place| sheet.episodes.get(place));
            let now =
                || self.episode((*record, i as u32), detention, facts, (&counted.units, &counted.cities));
            sheet.subjects.get(i) == Some(&subject)
                && counted.urgency.get(i) == Some(&Self::urgency_of(facts, *whom))
                && episode.is_some_and(|before| *before == now())
        };
        change.leaves.iter().all(|record| sheet.episode(*record).is_none()) && change.stays.iter().all(same)
    }

    fn apply(&self, counted: &mut Counted, facts: &Facts, change: &Change<'_>, groups: bool) {
        let is_group = |(_, n): &Whom| n.is_some_and(|n| facts.kind(n) == Some(RecordKind::Group));
        let new: BTreeSet<Whom> = change.stays.iter().map(|(_, _, whom)| *whom).collect();
        let new: Vec<Whom> = new.into_iter().filter(|whom| counted.find(*whom).is_err()).collect();
        let mut groups = groups || new.iter().any(is_group);
        counted.come(&new, |whom| Self::subject(facts, whom));
        for (record, detention, whom) in &change.stays {
            let Ok(i) = counted.find(*whom) else { continue };
            let with = (&*counted.units, &counted.cities);
            let episode = self.episode((*record, i as u32), detention, facts, with);
            counted.used(i as u32, 1);
            let sheet = Arc::make_mut(&mut counted.sheet);
            match sheet.place_of(*record) {
                Ok(place) => {
                    let before = sheet.episodes.get_mut(place).map(|of| std::mem::replace(of, episode));
                    before.into_iter().for_each(|before| counted.used(before.subject, -1));
                }
                Err(place) => sheet.episodes.insert(place, episode),
            }
        }
        for record in &change.leaves {
            let Some(place) = counted.sheet.episode(*record) else { continue };
            let before = Arc::make_mut(&mut counted.sheet).episodes.remove(place);
            counted.used(before.subject, -1);
        }
        groups |= counted.go().iter().any(is_group);
        // Who they are, and where they belong: of all who belong anywhere when a group came, went or moved.
        let mut changed: BTreeSet<Whom> = change.stays.iter().map(|(_, _, whom)| *whom).collect();
        if groups {
            let all = counted.sheet.subjects.iter().zip(&counted.numbers).map(|(of, n)| (of.record, *n));
            changed.extend(all.filter(|(_, n)| n.is_some_and(|n| !groups_of(facts, n).is_empty())));
        }
        let mut made: Vec<(usize, Subject, u8)> = Vec::with_capacity(changed.len());
        for whom in changed {
            let Ok(i) = counted.find(whom) else { continue };
            let index_of = |n: u32| counted.find((self.ids.record(n), Some(n))).ok().map(|i| i as u32);
            let mut subject = Self::subject(facts, whom);
            subject.within = whom.1.map(|n| within(facts, n, index_of)).unwrap_or_default();
            made.push((i, subject, Self::urgency_of(facts, whom)));
        }
        let (sheet, urgency) = (Arc::make_mut(&mut counted.sheet), Arc::make_mut(&mut counted.urgency));
        for (i, subject, how) in made {
            if let (Some(slot), Some(urgent)) = (sheet.subjects.get_mut(i), urgency.get_mut(i)) {
                (*slot, *urgent) = (subject, how);
            }
        }
    }
}

impl Counted {
    fn knows(&self, detention: RecordId) -> bool {
        self.out.contains_key(&detention) || self.sheet.episode(detention).is_some()
    }

    /// The index of a subject, or where it would stand.
    fn find(&self, (record, n): Whom) -> Result<usize, usize> {
        let subjects = &self.sheet.subjects;
        let mut at = subjects.partition_point(|of| of.record < record);
        while subjects.get(at).is_some_and(|of| of.record == record) {
            match self.numbers.get(at).map(|here| here.cmp(&n)) {
                Some(std::cmp::Ordering::Less) => at += 1,
                Some(std::cmp::Ordering::Equal) => return Ok(at),
                _ => break,
            }
        }
        Err(at)
    }

    fn used(&mut self, subject: u32, more: i32) {
        if let Some(uses) = self.uses.get_mut(subject as usize) {
            *uses = uses.saturating_add_signed(more);
        }
    }

    /// Makes room for subjects that are not there yet, given in order.
    fn come(&mut self, new: &[Whom], subject: impl Fn(Whom) -> Subject) {
        if new.is_empty() {
            return;
        }
        let mut before = Vec::with_capacity(new.len());
        for (come, whom) in new.iter().enumerate() {
            let Err(at) = self.find(*whom) else { continue };
            before.push((at - come) as u32);
            Arc::make_mut(&mut self.sheet).subjects.insert(at, subject(*whom));
            Arc::make_mut(&mut self.urgency).insert(at, crate::board::NO_RISK);
            self.numbers.insert(at, whom.1);
            self.uses.insert(at, 0);
        }
        renumber(Arc::make_mut(&mut self.sheet), |i| {
            Some(i + before.partition_point(|point| *point <= i) as u32)
        });
    }

    /// Lets go of subjects of whom no episode speaks any more, and returns them.
    fn go(&mut self) -> Vec<Whom> {
        let gone: Vec<u32> =
            (0u32..).zip(&self.uses).filter(|(_, uses)| **uses == 0).map(|(i, _)| i).collect();
        if gone.is_empty() {
            return Vec::new();
        }
        let (sheet, urgency) = (Arc::make_mut(&mut self.sheet), Arc::make_mut(&mut self.urgency));
        let mut whom = Vec::with_capacity(gone.len());
        for i in gone.iter().rev().map(|i| *i as usize) {
            whom.push((sheet.subjects.remove(i).record, self.numbers.remove(i)));
            urgency.remove(i);
            self.uses.remove(i);
        }
        renumber(sheet, |i| {
            let before = gone.partition_point(|gone| *gone < i);
            (gone.get(before) != Some(&i)).then_some(i - before as u32)
        });
        whom
    }
}

/// Gives subjects their new places; none for one that is gone, which only a group can be that others lay in.
fn renumber(sheet: &mut Sheet, place: impl Fn(u32) -> Option<u32>) {
    for episode in &mut sheet.episodes {
        episode.subject = place(episode.subject).unwrap_or(episode.subject);
    }
    for subject in sheet.subjects.iter_mut().filter(|subject| !subject.within.is_empty()) {
        subject.within = subject.within.iter().filter_map(|i| place(*i)).collect();
    }
}
