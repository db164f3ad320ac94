//! When what is known of a record changed: the places of the ledger that say something of it, refer to it, or decide on
//! it. Between two of them its page is the same.

use crate::casebook::Casebook;
use crate::errors::CasebookError;
use claims::RecordId;
use claims::when::Instant;
use std::collections::{BTreeMap, BTreeSet};

/// One entry that touched a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touched {
    /// Its place in the local ledger.
    pub position: u64,
    /// When it was recorded.
    pub at: Instant,
    /// By whom.
    pub author: Box<str>,
}

impl Casebook {
    /// The entries that touched a record, in the order of the ledger.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn touched(&self, record: RecordId) -> Result<Vec<Touched>, CasebookError> {
        let Some(n) = self.ids.number(record) else { return Ok(Vec::new()) };
        let mut statement = self.connection.prepare_cached(
            "WITH touching(save) AS (SELECT n FROM save WHERE record = ?1 UNION SELECT save FROM claim WHERE ref = ?1)
             SELECT a.position, s.at, s.author FROM touching t JOIN save s ON s.n = t.save
             JOIN arrival a ON a.n = s.arrival ORDER BY a.position, s.n DESC",
        )?;
        let mut rows = statement.query([n])?;
        let mut all: BTreeMap<u64, Touched> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let position = row.get::<_, i64>(0)? as u64;
            let at = Instant::from_unix(row.get(1)?);
            let author = row.get::<_, String>(2)?.into();
            all.insert(position, Touched { position, at, author });
        }
        // A judgement is saved with one of the two records it is about.
        let judged = self.rulings.judged_with(record).flat_map(|other| self.rulings.history(record, other));
        // A report that is withdrawn takes with it what it says of other records.
        let claims = self.claims_about(n)?;
        let reports: BTreeSet<u32> =
            claims.iter().filter_map(|claim| self.contexts.of(claim.told).report).collect();
        let withdrawn = reports.iter().flat_map(|of| self.rulings.withdrawals(self.ids.record(*of)));
        for ruled in judged
            .chain(withdrawn)
            .flat_map(|ruled| self.rulings.undos_of(ruled.id).into_iter().chain([ruled]))
        {
            let of = Touched { position: ruled.position, at: ruled.at, author: ruled.author.clone() };
            all.entry(ruled.position).or_insert(of);
        }
        Ok(all.into_values().collect())
    }
}
