//! What people decided on drafts of a report, and which reports can be read for drafts at all. The drafts themselves are
//! not here: nothing of a machine's guess lies in the casebook.

use crate::casebook::Casebook;
use crate::errors::CasebookError;
use crate::schema::{claims_of, record_of};
use crate::settle::stand;
use claims::when::Instant;
use claims::{ClaimId, Property, RecordId};

/// A decision on a draft that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftDecided {
    /// The report.
    pub report: RecordId,
    /// The decision's own id, by which it is undone.
    pub claim: ClaimId,
    /// Which draft, how it was decided, and what came of it, in the desk's words.
    pub text: Box<str>,
    /// When it was decided.
    pub at: Instant,
}

/// Reports of sorts whose text tells of something, the latest first; rows of tables and notes of calls became claims when
/// they came. 1403 is the sort.
const TO_READ: &str = "SELECT n FROM claim WHERE property = 1403 AND text IN ('article', 'post', 'message', 'other') \
                       AND manner & 4 = 0 AND n < ?1 ORDER BY n DESC";
/// The same, the oldest first.
const TO_READ_OLDEST: &str = "SELECT n FROM claim WHERE property = 1403 AND text IN ('article', 'post', 'message', 'other') \
                              AND manner & 4 = 0 AND n >= ?1 ORDER BY n";

impl Casebook {
    /// Reports whose text can be read for drafts, in the order in which they were learned.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn reports_to_read(&self) -> Result<Vec<RecordId>, CasebookError> {
        let mut all = self.latest_to_read(None, usize::MAX)?;
        all.reverse();
        Ok(all)
    }

    /// The latest reports whose text can be read for drafts, the latest first: those learned before `before` when there is
    /// one, and `most` at most.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn latest_to_read(
        &self,
        before: Option<RecordId>,
        most: usize,
    ) -> Result<Vec<RecordId>, CasebookError> {
        let end = match before.map(|before| self.ids.number(before)) {
            None => i64::MAX,
            Some(None) => return Ok(Vec::new()),
            Some(Some(n)) => claims_of(n).0,
        };
        self.read_on(TO_READ, end, most)
    }

    /// The same reports, the earliest first: those learned after `after` when there is one.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn oldest_to_read(
        &self,
        after: Option<RecordId>,
        most: usize,
    ) -> Result<Vec<RecordId>, CasebookError> {
        let begin = match after.map(|after| self.ids.number(after)) {
            None => 0,
            Some(None) => return Ok(Vec::new()),
            Some(Some(n)) => claims_of(n).1 + 1,
        };
        self.read_on(TO_READ_OLDEST, begin, most)
    }

    fn read_on(&self, order: &'static str, bound: i64, most: usize) -> Result<Vec<RecordId>, CasebookError> {
        let mut statement = self.connection.prepare_cached(order)?;
        let mut rows = statement.query([bound])?;
        let mut found = Vec::new();
        let mut last = None;
        while let Some(row) = rows.next()? {
            let n = record_of(row.get(0)?);
            // Whoever sorted one twice named it once.
            if last.replace(n) == Some(n) || self.bytes_of(n)?.is_none() {
                continue;
            }
            if found.len() == most {
                break;
            }
            found.push(self.ids.record(n));
        }
        Ok(found)
    }

    /// Decisions on drafts of this report that stand, the earliest first.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn drafts_decided(&self, report: RecordId) -> Result<Vec<DraftDecided>, CasebookError> {
        let Some(n) = self.ids.number(report) else { return Ok(Vec::new()) };
        let rows = self.claims_on(n, Property::ReportDraft)?;
        let standing = rows.into_iter().filter(|row| !row.twin() && stand(&self.rulings, row).stands());
        let decided = self.in_order_said(standing.collect())?.into_iter().filter_map(|row| {
            Some(DraftDecided { report, claim: row.id, at: self.contexts.at(row.save), text: row.text? })
        });
        Ok(decided.collect())
    }
}
