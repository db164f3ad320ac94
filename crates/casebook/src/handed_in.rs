//! Reports that came in as files, and what of them was withdrawn: so that an import can be undone as a whole and brought
//! back as a whole.

use crate::casebook::Casebook;
use crate::errors::CasebookError;
use crate::rows::read_decision;
use crate::rulings::Ruled;
use crate::schema::{TWIN, record_of};
use claims::when::Instant;
use claims::{ClaimId, RecordId};
use std::collections::BTreeSet;

/// A report that came in as a file or a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedIn {
    /// Its record.
    pub report: RecordId,
    /// By whom.
    pub author: Box<str>,
    /// When.
    pub at: Instant,
    /// Why.
    pub why: Box<str>,
    /// When all that it says is withdrawn, the decision.
    pub withdrawn: Option<ClaimId>,
}

impl Casebook {
    /// The reports that came in last, latest first.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn handed_in(&self, most: usize) -> Result<Vec<HandedIn>, CasebookError> {
        // 1408 is a report's digest.
        let mut find = self.connection.prepare_cached(
            "SELECT c.n, s.author, s.at, s.why FROM claim c JOIN save s ON s.n = c.save \
             WHERE c.property = 1408 AND c.manner & ?1 = 0 ORDER BY s.at DESC, c.n DESC LIMIT ?2",
        )?;
        let mut rows = find.query((TWIN, most as i64))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let report = self.ids.record(record_of(row.get(0)?));
            found.push(HandedIn {
                report,
                author: row.get(1)?,
                at: Instant::from_unix(row.get(2)?),
                why: row.get(3)?,
                withdrawn: self.rulings.withdrawn(report).map(|ruled| ruled.id),
            });
        }
        Ok(found)
    }

    /// The people whom a report names.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn people_of_report(&self, report: RecordId) -> Result<BTreeSet<RecordId>, CasebookError> {
        let Some(n) = self.ids.number(report) else { return Ok(BTreeSet::new()) };
        // 101 is a person's name.
        let mut find = self.connection.prepare_cached(
            "SELECT DISTINCT n >> 28 FROM claim WHERE property = 101 AND told IN (SELECT n FROM told WHERE report = ?1)",
        )?;
        let found = find.query_map([n], |row| row.get::<_, u32>(0))?.collect::<Result<Vec<_>, _>>()?;
        Ok(found.into_iter().map(|n| self.ids.record(n)).collect())
    }

    /// The decision by which all that a report says is withdrawn, if one holds.
    pub fn withdrawn(&self, report: RecordId) -> Option<&Ruled> {
        self.rulings.withdrawn(report)
    }

    /// What was saved in one entry with a report and does not cite it: claims about other records, and decisions that hold.
    /// A batch of claims comes in so.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn saved_beside(&self, report: RecordId) -> Result<(Vec<ClaimId>, Vec<ClaimId>), CasebookError> {
        let Some(n) = self.ids.number(report) else { return Ok((Vec::new(), Vec::new())) };
        let mut find = self.connection.prepare_cached(
            "SELECT c.id FROM claim c LEFT JOIN told t ON t.n = c.told WHERE c.save IN (SELECT n FROM save WHERE arrival IN \
             (SELECT s.arrival FROM claim d JOIN save s ON s.n = d.save WHERE d.n BETWEEN ?1 << 28 AND (?1 << 28) + 134217727 \
             AND d.property = 1408)) AND c.n >> 28 <> ?1 AND (t.report IS NULL OR t.report <> ?1) AND c.manner & ?2 = 0",
        )?;
        let claims = find
            .query_map((n, TWIN), |row| row.get(0).map(ClaimId::from_bytes))?
            .collect::<Result<Vec<_>, _>>()?;
        let mut find = self.connection.prepare_cached(
            "SELECT d.id FROM decision d WHERE d.save IN (SELECT n FROM save WHERE arrival IN (SELECT s.arrival FROM claim c \
             JOIN save s ON s.n = c.save WHERE c.n BETWEEN ?1 << 28 AND (?1 << 28) + 134217727 AND c.property = 1408))",
        )?;
        let decisions =
            find.query_map([n], |row| row.get(0).map(ClaimId::from_bytes))?.collect::<Result<Vec<_>, _>>()?;
        Ok((claims, decisions.into_iter().filter(|id| self.holds(*id)).collect()))
    }

    /// The decisions of the entry in which this one was saved that hold, itself among them.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn decided_together(&self, decision: ClaimId) -> Result<Vec<Ruled>, CasebookError> {
        let mut find = self.connection.prepare_cached(
            "SELECT d.id, d.ruling, d.target, d.a, d.b, d.grade, d.more FROM decision d WHERE d.save IN \
             (SELECT n FROM save WHERE arrival IN (SELECT s.arrival FROM decision e JOIN save s ON s.n = e.save \
             WHERE e.id = ?1)) ORDER BY d.n",
        )?;
        let mut rows = find.query([decision.as_bytes()])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let (id, _) = read_decision(row, 0)?;
            found.extend(self.decision(id).filter(|_| self.holds(id)).cloned());
        }
        Ok(found)
    }
}
