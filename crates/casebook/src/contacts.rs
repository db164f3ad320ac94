//! How callers can be reached, without how: which report it belongs to, until when it is kept, who looked at it. The
//! words themselves are not in the casebook.

use crate::casebook::Casebook;
use crate::errors::CasebookError;
use crate::schema::record_of;
use crate::view::Named;
use claims::when::Instant;
use claims::{ClaimId, Property, RecordId};
use rusqlite::params;

/// A contact that is, or was, kept.
#[derive(Debug, Clone, PartialEq)]
pub struct ContactView {
    /// Its record.
    pub record: RecordId,
    /// The report whose teller it reaches.
    pub report: Option<Named>,
    /// When its key is to be destroyed.
    pub until: Instant,
    /// The claim that says so: its entry holds the words too.
    pub claim: ClaimId,
    /// Who took it down.
    pub by: String,
    /// Who looked at it, the earliest first.
    pub seen: Vec<ContactSeen>,
    /// True when it was recorded that its key was destroyed.
    pub erased: bool,
}

/// A look at a contact.
#[derive(Debug, Clone, PartialEq)]
pub struct ContactSeen {
    /// When.
    pub at: Instant,
    /// Who.
    pub by: String,
    /// Why.
    pub why: String,
}

impl Casebook {
    /// Contacts whose time ends after `from`, the one that ends first before all; `most` at most.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn contacts(&self, from: Instant, most: usize) -> Result<Vec<ContactView>, CasebookError> {
        self.contacts_where(
            "SELECT n, id, low, save FROM claim WHERE property = 1703 AND manner & 4 = 0 AND low > ?1 \
             ORDER BY low LIMIT ?2",
            from,
            most,
        )
    }

    /// Contacts whose time has ended by `now`, and of which it is not recorded that the key was destroyed.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn contacts_due(&self, now: Instant) -> Result<Vec<ContactView>, CasebookError> {
        let mut due = self.contacts_where(
            "SELECT n, id, low, save FROM claim c WHERE property = 1703 AND manner & 4 = 0 AND low <= ?1 \
             AND NOT EXISTS (SELECT 1 FROM claim e WHERE e.property = 1705 AND e.n BETWEEN (c.n >> 28) << 28 \
             AND ((c.n >> 28) << 28) + 134217727) ORDER BY low LIMIT ?2",
            now,
            10_000,
        )?;
        due.retain(|contact| !contact.erased);
        Ok(due)
    }

    /// The contact of this record; none when it is no contact.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn contact(&self, record: RecordId) -> Result<Option<ContactView>, CasebookError> {
        let Some(n) = self.ids.number(record) else { return Ok(None) };
        let rows = self.claims_on(n, Property::ContactUntil)?;
        let Some(row) = rows.into_iter().find(|row| !row.twin()) else { return Ok(None) };
        let until = row.extent().earliest.unwrap_or(Instant::from_unix(0));
        Ok(Some(self.contact_view(n, row.id, until, row.save)?))
    }

    /// The contacts of a report.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn contacts_of(&self, report: RecordId) -> Result<Vec<ContactView>, CasebookError> {
        let Some(n) = self.ids.number(report) else { return Ok(Vec::new()) };
        let mut statement = self
            .connection
            .prepare_cached("SELECT n FROM claim WHERE ref = ?1 AND ref IS NOT NULL AND property = 1702")?;
        let found = statement.query_map([n], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
        let mut contacts = Vec::new();
        for n in found {
            contacts.extend(self.contact(self.ids.record(record_of(n)))?);
        }
        Ok(contacts)
    }

    fn contacts_where(&self, sql: &str, at: Instant, most: usize) -> Result<Vec<ContactView>, CasebookError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params![at.unix(), most as i64])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let until = Instant::from_unix(row.get(2)?);
            found.push(self.contact_view(
                record_of(row.get(0)?),
                ClaimId::from_bytes(row.get(1)?),
                until,
                row.get(3)?,
            )?);
        }
        Ok(found)
    }

    fn contact_view(
        &self,
        n: u32,
        claim: ClaimId,
        until: Instant,
        save: i64,
    ) -> Result<ContactView, CasebookError> {
        let report = self.claims_on(n, Property::ContactOf)?.into_iter().find_map(|row| row.reference);
        let report = report.map(|report| self.named_of(report)).transpose()?;
        let mut statement =
            self.connection.prepare_cached("SELECT at, author, why FROM save WHERE n = ?1")?;
        let mut saved = |save: i64| -> Result<ContactSeen, CasebookError> {
            Ok(statement.query_row([save], |row| {
                Ok(ContactSeen { at: Instant::from_unix(row.get(0)?), by: row.get(1)?, why: row.get(2)? })
            })?)
        };
        let mut seen = Vec::new();
        for row in self.claims_on(n, Property::ContactSeen)? {
            seen.push(saved(row.save)?);
        }
        seen.sort_by_key(|seen| seen.at);
        Ok(ContactView {
            record: self.ids.record(n),
            report,
            until,
            claim,
            by: saved(save)?.by,
            seen,
            erased: !self.claims_on(n, Property::ContactErased)?.is_empty(),
        })
    }
}
