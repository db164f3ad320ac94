//! The ledger read as who did what, when and why. No value and no name stands in it: only what kind of thing was done to which
//! record.

use crate::casebook::Casebook;
use crate::errors::CasebookError;
use crate::rulings::Ruled;
use crate::schema::claims_of;
use claims::when::Instant;
use claims::{Property, RecordId, RecordKind};

/// Records that are listed of one entry.
const LISTED: usize = 6;

/// What is looked for; nothing narrows nothing.
#[derive(Debug, Clone, Default)]
pub struct AuditQuery {
    /// Done by this handle.
    pub by: Option<String>,
    /// Done to this record.
    pub record: Option<RecordId>,
    /// Not before.
    pub from: Option<Instant>,
    /// Not after.
    pub to: Option<Instant>,
    /// Entries left out at the beginning of the list, which is the latest.
    pub skip: u64,
    /// Entries at most.
    pub most: u64,
}

/// One entry: what somebody did at once.
#[derive(Debug, Clone)]
pub struct Act {
    /// Its place in the local ledger.
    pub position: u64,
    /// When, as the device claims.
    pub at: Instant,
    /// By whom.
    pub author: Box<str>,
    /// Why.
    pub why: Box<str>,
    /// The first records it touches, with their kinds.
    pub records: Vec<(RecordId, Option<RecordKind>)>,
    /// How many more it touches.
    pub more: u64,
    /// What was said of the first of them, without the values: each property once.
    pub said: Vec<Property>,
    /// What was decided.
    pub decided: Vec<Ruled>,
}

impl Casebook {
    /// What was done, latest first.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn audit(&self, query: &AuditQuery) -> Result<Vec<Act>, CasebookError> {
        let record = match query.record.map(|record| self.ids.number(record)) {
            Some(None) => return Ok(Vec::new()),
            Some(number) => number,
            None => None,
        };
        let mut find = self.connection.prepare_cached(
            "SELECT a.position, min(s.n), max(s.n) FROM save s JOIN arrival a ON a.n = s.arrival \
             WHERE (?1 IS NULL OR s.author = ?1) AND (?2 IS NULL OR s.record = ?2) AND (?3 IS NULL OR s.at >= ?3) \
             AND (?4 IS NULL OR s.at <= ?4) GROUP BY s.arrival ORDER BY a.position DESC LIMIT ?5 OFFSET ?6",
        )?;
        let of = (
            query.by.as_deref(),
            record,
            query.from.map(Instant::unix),
            query.to.map(Instant::unix),
            query.most as i64,
            query.skip as i64,
        );
        let found = find
            .query_map(of, |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get::<_, i64>(2)?)))?
            .collect::<Result<Vec<_>, _>>()?;
        let mut acts = found
            .into_iter()
            .map(|(position, first, last)| self.act(position as u64, first, last))
            .collect::<Result<Vec<_>, _>>()?;
        for ruled in self.rulings.all() {
            if let Some(act) = acts.iter_mut().find(|act| act.position == ruled.position) {
                act.decided.push(ruled.clone());
            }
        }
        Ok(acts)
    }

    fn act(&self, position: u64, first: i64, last: i64) -> Result<Act, CasebookError> {
        let mut saves = self.connection.prepare_cached(
            "SELECT n, record, author, why, at FROM save WHERE n BETWEEN ?1 AND ?2 ORDER BY n",
        )?;
        let mut rows = saves.query([first, last])?;
        let mut act = Act {
            position,
            at: Instant::from_unix(0),
            author: "".into(),
            why: "".into(),
            records: Vec::new(),
            more: 0,
            said: Vec::new(),
            decided: Vec::new(),
        };
        while let Some(row) = rows.next()? {
            let number: u32 = row.get(1)?;
            if act.author.is_empty() {
                (act.author, act.why) = (row.get(2)?, row.get(3)?);
                act.at = Instant::from_unix(row.get(4)?);
            }
            let record = self.ids.record(number);
            if act.records.iter().any(|(known, _)| *known == record) {
                continue;
            }
            if act.records.len() == LISTED {
                act.more += 1;
                continue;
            }
            act.records.push((record, self.kind_of(number)?));
            let mut said = self.connection.prepare_cached(
                "SELECT DISTINCT property FROM claim WHERE n BETWEEN ?1 AND ?2 AND save BETWEEN ?3 AND ?4 ORDER BY property",
            )?;
            let (from, to) = claims_of(number);
            let codes = said
                .query_map([from, to, first, last], |row| row.get::<_, u16>(0))?
                .collect::<Result<Vec<_>, _>>()?;
            for property in codes.into_iter().filter_map(Property::from_code) {
                if !act.said.contains(&property) {
                    act.said.push(property);
                }
            }
        }
        Ok(act)
    }
}
