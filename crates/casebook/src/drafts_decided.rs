//! What people decided on drafts of a report, and which reports can be read for drafts at all. The drafts themselves are
//! not here: nothing of a machine's guess lies in the casebook.

use crate::casebook::Casebook;
use crate::errors::CasebookError;
use crate::schema::record_of;
use crate::settle::stand;
use claims::when::Instant;
use claims::{ClaimId, Property, RecordId};
use rusqlite::params;
use std::collections::BTreeMap;

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

/// Sorts of report whose text tells of something; rows of tables and notes of calls became claims when they came.
const READ: [&str; 4] = ["article", "post", "message", "other"];

impl Casebook {
    /// Reports whose text can be read for drafts, in the order in which they were learned.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn reports_to_read(&self) -> Result<Vec<RecordId>, CasebookError> {
        let mut found: BTreeMap<u32, ()> = BTreeMap::new();
        let mut statement = self.connection.prepare_cached(
            "SELECT n, id, manner FROM claim WHERE property = ?1 AND text = ?2 AND manner & 4 = 0",
        )?;
        for sort in READ {
            let mut rows = statement.query(params![Property::ReportType.code(), sort])?;
            while let Some(row) = rows.next()? {
                found.insert(record_of(row.get(0)?), ());
            }
        }
        let mut reports = Vec::with_capacity(found.len());
        for n in found.into_keys() {
            if self.bytes_of(n)?.is_some() {
                reports.push(self.ids.record(n));
            }
        }
        Ok(reports)
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
