//! What one call told: the claims that rest on its note, and the receipt code its teller was given.

use crate::casebook::Casebook;
use crate::errors::CasebookError;
use crate::schema::record_of;
use crate::settle::{stand, stand_of};
use claims::{ClaimId, Property, RecordId};
use rusqlite::params;

/// A claim that rests on a note, in short.
#[derive(Debug, Clone, PartialEq)]
pub struct ToldClaim {
    /// The claim.
    pub id: ClaimId,
    /// The record it is about.
    pub about: RecordId,
    /// The property.
    pub property: Property,
    /// The record it names, if its value is one.
    pub refers: Option<RecordId>,
    /// Its words, if its value has any.
    pub text: Option<String>,
    /// The place in the ledger of the entry that said it.
    pub position: u64,
    /// False when it was withdrawn.
    pub stands: bool,
}

impl Casebook {
    /// The claims that rest on a note as a whole, in the order of ids.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn told_by(&self, report: RecordId) -> Result<Vec<ToldClaim>, CasebookError> {
        let Some(n) = self.ids.number(report) else { return Ok(Vec::new()) };
        let mut statement = self.connection.prepare_cached(
            "SELECT c.n, c.id, c.property, c.ref, c.text, a.position, c.manner, c.told FROM told t \
             JOIN claim c ON c.told = t.n AND c.spot = 0 AND c.spot <> 2 \
             JOIN save s ON s.n = c.save JOIN arrival a ON a.n = s.arrival \
             WHERE t.report = ?1 AND c.manner & 4 = 0 ORDER BY c.id",
        )?;
        let mut rows = statement.query(params![n])?;
        let mut told = Vec::new();
        while let Some(row) = rows.next()? {
            // A property that this version does not know is kept and not read.
            let Some(property) = Property::from_code(row.get(2)?) else { continue };
            let id = ClaimId::from_bytes(row.get(1)?);
            let at = (row.get(0)?, row.get(7)?);
            let draft = row.get::<_, i64>(6)? & crate::schema::DRAFT != 0;
            told.push(ToldClaim {
                id,
                about: self.ids.record(record_of(row.get(0)?)),
                property,
                refers: row.get::<_, Option<u32>>(3)?.map(|n| self.ids.record(n)),
                text: row.get(4)?,
                position: row.get::<_, i64>(5)? as u64,
                stands: stand_of(&self.rulings, id, draft, at).stands(),
            });
        }
        Ok(told)
    }

    /// The reports whose tellers were given this code, the earliest first.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn reports_of_receipt(&self, code: &str) -> Result<Vec<RecordId>, CasebookError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT c.n FROM claim c JOIN save s ON s.n = c.save \
             WHERE c.property = 1416 AND c.text = ?1 AND c.manner & 4 = 0 ORDER BY s.at, c.id",
        )?;
        let found = statement.query_map([code], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
        Ok(found.into_iter().map(|n| self.ids.record(record_of(n))).collect())
    }

    /// What the units are called that were named last, `most` at most: for a form to offer.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn unit_names(&self, most: usize) -> Result<Vec<String>, CasebookError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT label FROM record WHERE kind = 4 AND label IS NOT NULL ORDER BY n DESC LIMIT ?1",
        )?;
        let names = statement.query_map([most as i64], |row| row.get(0))?.collect::<Result<_, _>>()?;
        Ok(names)
    }

    /// What a source is to the detained, as the first claim that stands says.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn source_type(&self, source: RecordId) -> Result<Option<String>, CasebookError> {
        let Some(n) = self.ids.number(source) else { return Ok(None) };
        let rows = self.claims_on(n, Property::SourceType)?;
        let said = rows.into_iter().find(|row| stand(&self.rulings, row).stands());
        Ok(said.and_then(|row| row.text.map(String::from)))
    }
}
