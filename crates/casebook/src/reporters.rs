//! Who may hand in signed reports, and where a report that was handed in lies.

use crate::casebook::Casebook;
use crate::errors::CasebookError;
use crate::rulings::Ruled;
use claims::when::Instant;
use claims::{Admission, ClaimId, RecordId};
use rusqlite::OptionalExtension;

/// A key that was admitted at some time.
#[derive(Debug, Clone)]
pub struct Reporter {
    /// What the source record is called.
    pub name: String,
    /// The source record of the reporter.
    pub source: RecordId,
    /// The key, and the secret from which ids of its reports are made.
    pub admission: Admission,
    /// The decision that admitted it; undoing it dismisses the reporter.
    pub decision: ClaimId,
    /// False when it was dismissed.
    pub admitted: bool,
    /// When it was admitted.
    pub at: Instant,
    /// By whom.
    pub by: String,
    /// Why.
    pub why: String,
}

/// Where a claim lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// The record it is about.
    pub record: RecordId,
    /// Its entry's place in the local ledger.
    pub position: u64,
    /// Its entry's hash.
    pub entry: [u8; 32],
}

impl Casebook {
    /// Every reporter ever admitted, the dismissed too, in the order of their keys.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn reporters(&self) -> Result<Vec<Reporter>, CasebookError> {
        // One by one: reporters are few, and this is asked at every opening, before anything has read the whole casebook.
        let reporter = |(ruled, admission): (&Ruled, _)| {
            Ok(Reporter {
                name: self.named(ruled.about)?.label.to_string(),
                source: ruled.about,
                admission,
                decision: ruled.id,
                admitted: self.rulings.holds(ruled.id),
                at: ruled.at,
                by: String::from(&*ruled.author),
                why: String::from(&*ruled.why),
            })
        };
        self.rulings.admissions().map(reporter).collect()
    }

    /// True when something is known of a record.
    pub fn knows(&self, record: RecordId) -> bool {
        self.ids.number(record).is_some()
    }

    /// Where a claim lies, if it is here.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn where_is(&self, claim: ClaimId) -> Result<Option<Held>, CasebookError> {
        let found = self
            .connection
            .prepare_cached(
                "SELECT s.record, a.position, a.entry FROM claim c JOIN save s ON s.n = c.save \
                 JOIN arrival a ON a.n = s.arrival WHERE c.id = ?1 AND c.manner & 4 = 0",
            )?
            .query_row([claim.as_bytes()], |row| {
                Ok((row.get::<_, u32>(0)?, row.get::<_, i64>(1)?, row.get(2)?))
            })
            .optional()?;
        Ok(found.map(|(record, position, entry)| Held {
            record: self.ids.record(record),
            position: position as u64,
            entry,
        }))
    }
}
