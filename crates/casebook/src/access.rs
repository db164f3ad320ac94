//! Who works here, as decided: for the desk, which keeps a table of it beside the casebook.

use crate::casebook::Casebook;
use crate::errors::CasebookError;
use crate::rulings::Ruled;
use claims::when::Instant;
use claims::{Access, ClaimId, Property, RecordId, Ruling};
use std::collections::BTreeSet;

/// A decision about people who work here, which holds.
#[derive(Debug, Clone)]
pub struct AccessDecision {
    /// Its id, by which it can be undone.
    pub id: ClaimId,
    /// The member it is about; for a limit, the record that is limited.
    pub about: RecordId,
    /// What was decided.
    pub access: Access,
    /// By whom.
    pub author: Box<str>,
    /// Why.
    pub why: Box<str>,
    /// When, as the device claims.
    pub at: Instant,
}

/// Under what somebody was seen.
#[derive(Debug, Clone, Default)]
pub struct SeenAs {
    /// They, those judged the same, and the detentions and acts about them.
    pub records: BTreeSet<RecordId>,
    /// Where they stood on the board.
    pub at: Vec<StoodAt>,
}

/// Somebody was recorded at a unit.
#[derive(Debug, Clone, Copy)]
pub struct StoodAt {
    /// The unit.
    pub unit: RecordId,
    /// When it was recorded.
    pub from: Instant,
    /// When something else was recorded of them.
    pub until: Option<Instant>,
}

impl Casebook {
    /// Members, ways in, what was asked and agreed to, and limits, in the order they were recorded.
    pub fn access(&self) -> Vec<AccessDecision> {
        self.rulings.access().into_iter().chain(self.rulings.limits()).filter_map(decided).collect()
    }

    /// Whom a record is about: the people of a detention, an act, an intervention, a check, a proceeding.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn about_whom(&self, record: RecordId) -> Result<Vec<RecordId>, CasebookError> {
        let Some(n) = self.ids.number(record) else { return Ok(Vec::new()) };
        let people = [
            Property::DetentionOf,
            Property::ActVictim,
            Property::ActDetention,
            Property::InterventionFor,
            Property::CheckAbout,
            Property::ProceedingOf,
        ];
        let people = people.map(Property::code);
        let mut statement = self.connection.prepare_cached(
            "SELECT DISTINCT c.ref FROM save s JOIN claim c ON c.save = s.n \
             WHERE s.record = ?1 AND c.ref IS NOT NULL AND c.property IN (?2, ?3, ?4, ?5, ?6, ?7)",
        )?;
        let [a, b, c, d, e, f] = people;
        let found = statement.query_map((n, a, b, c, d, e, f), |row| row.get::<_, u32>(0))?;
        found.map(|n| Ok(self.ids.record(n?))).collect()
    }

    /// Under what somebody was seen: the records that are about them, and the units that a detention of theirs was recorded at,
    /// each from when to when by the times of recording. It rather says too much than too little.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn seen_as(&self, record: RecordId) -> Result<SeenAs, CasebookError> {
        let mut seen =
            SeenAs { records: self.same_as(record).into_iter().chain([record]).collect(), at: Vec::new() };
        {
            let facts = self.facts()?;
            let numbers: Vec<u32> = seen.records.iter().filter_map(|of| self.ids.number(*of)).collect();
            let of = numbers.iter().filter_map(|n| facts.of_subject.get(n)).flatten();
            seen.records.extend(of.map(|n| self.ids.record(*n)).collect::<Vec<_>>());
        }
        let mut statement = self.connection.prepare_cached(
            "SELECT c.ref, s.at FROM save s JOIN claim c ON c.save = s.n \
             WHERE s.record = ?1 AND c.property IN (?2, ?3) ORDER BY s.at, c.n",
        )?;
        let (unit, custody) = (Property::DetentionUnit.code(), Property::DetentionCustody.code());
        for record in seen.records.clone() {
            let Some(n) = self.ids.number(record) else { continue };
            let steps = statement
                .query_map((n, unit, custody), |row| {
                    Ok((row.get::<_, Option<u32>>(0)?, row.get::<_, i64>(1)?))
                })?
                .collect::<Result<Vec<_>, _>>()?;
            for (place, (unit, at)) in steps.iter().enumerate() {
                let Some(unit) = unit else { continue };
                let later = steps.get(place + 1..).unwrap_or_default();
                // What was heard since stands elsewhere, or nowhere: out.
                let until = later.iter().find(|(other, _)| other.as_ref() != Some(unit)).map(|(_, at)| *at);
                let unit = self.ids.record(*unit);
                for unit in self.same_as(unit).into_iter().chain([unit]) {
                    seen.at.push(StoodAt {
                        unit,
                        from: Instant::from_unix(*at),
                        until: until.map(Instant::from_unix),
                    });
                }
            }
        }
        Ok(seen)
    }

    /// Who looked at whom, the latest first, at most so many.
    pub fn looked(&self, most: usize) -> Vec<AccessDecision> {
        self.rulings.looked().into_iter().rev().filter_map(decided).take(most).collect()
    }
}

fn decided(ruled: &Ruled) -> Option<AccessDecision> {
    let Ruling::Access(access) = &ruled.ruling else { return None };
    Some(AccessDecision {
        id: ruled.id,
        about: ruled.about,
        access: Access::clone(access),
        author: ruled.author.clone(),
        why: ruled.why.clone(),
        at: ruled.at,
    })
}
