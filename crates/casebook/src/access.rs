//! Who works here, as decided: for the desk, which keeps a table of it beside the casebook.

use crate::casebook::Casebook;
use crate::errors::CasebookError;
use crate::rulings::Ruled;
use claims::when::Instant;
use claims::{Access, ClaimId, Property, RecordId, Ruling};

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
