//! Which units somebody is ringing at this moment. A ring runs out by itself; nobody has to end it.

use crate::casebook::Casebook;
use crate::errors::CasebookError;
use crate::rows::{ClaimRow, claim_row, save_row};
use crate::schema::record_of;
use crate::settle::stand;
use claims::when::Instant;
use claims::{ClaimId, RecordId, RecordKind};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Somebody is ringing a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ringing {
    /// The unit; of units judged the same the one that stands for them.
    pub unit: RecordId,
    /// The claim, by which it is ended early.
    pub claim: ClaimId,
    /// Who.
    pub by: Box<str>,
    /// Since when.
    pub since: Instant,
    /// Until when nobody else should.
    pub until: Instant,
}

/// Names the property in figures, so that the index over that property alone serves it.
const OF_RINGING: &str = "SELECT n, id, save, property, manner, text, zone, low, high, ref, more, told, spot, first, \
                          last, col, note FROM claim WHERE property = 404 AND low > ?1 ORDER BY n";

impl Casebook {
    /// Who is ringing which unit at a moment. Of two who claimed one unit the first is it.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn ringing(&self, at: Instant) -> Result<BTreeMap<RecordId, Ringing>, CasebookError> {
        let mut alive: Vec<ClaimRow> = Vec::new();
        {
            let mut statement = self.connection.prepare_cached(OF_RINGING)?;
            let mut rows = statement.query([at.unix()])?;
            while let Some(row) = rows.next()? {
                let row = claim_row(row)?;
                let stands = stand(&self.rulings, &row).stands();
                if !row.twin() && stands && self.contexts.at(row.save) <= at {
                    alive.push(row);
                }
            }
        }
        let mut found: BTreeMap<RecordId, Ringing> = BTreeMap::new();
        if alive.is_empty() {
            return Ok(found);
        }
        let units = {
            let facts = self.facts()?;
            self.judged_same(&facts, RecordKind::Unit)
        };
        for row in self.in_order_said(alive)? {
            let unit = units.of(self.ids.record(record_of(row.n)));
            let Some(until) = row.start().earliest else { continue };
            if let Entry::Vacant(first) = found.entry(unit) {
                let save = save_row(&self.connection, row.save)?;
                first.insert(Ringing { unit, claim: row.id, by: save.author, since: save.at, until });
            }
        }
        Ok(found)
    }
}
