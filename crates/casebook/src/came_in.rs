//! Reports that came in by a feed, with what was said of each as it was sorted; and the feeds that are watched. What the
//! words mean is the desk's business.

use crate::casebook::Casebook;
use crate::errors::CasebookError;
use crate::rows::{ClaimRow, claim_row};
use crate::schema::record_of;
use crate::settle::{Settled, settled, stand};
use crate::view::Named;
use claims::when::Instant;
use claims::{ClaimId, Property, RecordId};
use std::collections::BTreeMap;

/// A report that came in by a feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CameIn {
    /// The report, and what to call it.
    pub report: Named,
    /// What sorting and people said of it and still stands, the earliest first.
    pub said: Vec<SortedClaim>,
}

/// One saying of how a report is sorted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SortedClaim {
    /// The claim, by which it is withdrawn.
    pub claim: ClaimId,
    /// In the desk's words.
    pub text: Box<str>,
    /// When it was said.
    pub at: Instant,
}

/// Something that is watched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedClaim {
    /// Whose reports they are.
    pub source: Named,
    /// The claim, by which it is withdrawn.
    pub claim: ClaimId,
    /// Address or folder, in the desk's words.
    pub text: Box<str>,
}

/// Each statement names its property in figures, so that the index over that property alone serves it.
const OF_TRIAGE: &str = "SELECT n, id, save, property, manner, text, zone, low, high, ref, more, told, spot, first, \
                         last, col, note FROM claim WHERE property = 1415 ORDER BY n";
const OF_FEEDS: &str = "SELECT n, id, save, property, manner, text, zone, low, high, ref, more, told, spot, first, \
                        last, col, note FROM claim WHERE property = 1605 ORDER BY n";

const ENTRY_OF_SAVE: &str =
    "SELECT arrival.seq, arrival.entry FROM save JOIN arrival ON arrival.n = save.arrival WHERE save.n = ?";

impl Casebook {
    /// Reports that came in by a feed, in the order in which they were learned.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn came_in(&self) -> Result<Vec<CameIn>, CasebookError> {
        let mut found: BTreeMap<u32, Vec<ClaimRow>> = BTreeMap::new();
        for row in self.standing_of(OF_TRIAGE)? {
            found.entry(record_of(row.n)).or_default().push(row);
        }
        let mut all = Vec::with_capacity(found.len());
        for (n, rows) in found {
            let rows = self.in_order_said(rows)?.into_iter();
            let said = rows.filter_map(|row| {
                Some(SortedClaim { claim: row.id, at: self.contexts.at(row.save), text: row.text? })
            });
            all.push(CameIn { report: self.named_of(n)?, said: said.collect() });
        }
        Ok(all)
    }

    /// Everything that is watched, in the order in which it was learned.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn feeds(&self) -> Result<Vec<FeedClaim>, CasebookError> {
        let rows = self.standing_of(OF_FEEDS)?.into_iter();
        rows.filter_map(|row| {
            let (text, claim) = (row.text?, row.id);
            Some(self.named_of(record_of(row.n)).map(|source| FeedClaim { source, claim, text }))
        })
        .collect()
    }

    /// Who made a report, where that is agreed.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn maker_of(&self, report: RecordId) -> Result<Option<Named>, CasebookError> {
        let Some(n) = self.ids.number(report) else { return Ok(None) };
        let rows = self.claims_on(n, Property::ReportSource)?;
        match settled(&self.rulings, &rows.iter().collect::<Vec<_>>()) {
            Settled::Agreed(row) | Settled::Accepted(row, _) => {
                row.reference.map(|source| self.named_of(source)).transpose()
            }
            Settled::Unknown | Settled::Contested => Ok(None),
        }
    }

    /// Claims in the order in which they were saved: by the moment, then, since several saves fit into a second, by
    /// their entries' numbers on their device. The same for any order of arrival.
    pub(crate) fn in_order_said(&self, rows: Vec<ClaimRow>) -> Result<Vec<ClaimRow>, CasebookError> {
        if rows.len() < 2 {
            return Ok(rows);
        }
        let mut statement = self.connection.prepare_cached(ENTRY_OF_SAVE)?;
        let mut ranked = rows
            .into_iter()
            .map(|row| {
                let entry: (i64, [u8; 32]) =
                    statement.query_row([row.save], |found| Ok((found.get(0)?, found.get(1)?)))?;
                Ok((self.contexts.at(row.save), entry, row))
            })
            .collect::<Result<Vec<_>, CasebookError>>()?;
        ranked.sort_by_key(|(at, entry, row)| (*at, *entry, row.id));
        Ok(ranked.into_iter().map(|(.., row)| row).collect())
    }

    fn standing_of(&self, query: &str) -> Result<Vec<ClaimRow>, CasebookError> {
        let mut statement = self.connection.prepare_cached(query)?;
        let mut rows = statement.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let row = claim_row(row)?;
            if !row.twin() && stand(&self.rulings, &row).stands() {
                found.push(row);
            }
        }
        Ok(found)
    }
}
