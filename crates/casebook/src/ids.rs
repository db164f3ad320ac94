//! Local numbers for records: ids are 16 random bytes, numbers are small and make joins and sets cheap. Numbers follow
//! the order of arrival, so they are local and never leave this crate.

use crate::errors::CasebookError;
use claims::RecordId;
use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher};

/// Both directions.
#[derive(Default)]
pub struct Ids {
    numbers: HashMap<RecordId, u32, ByDraw>,
    records: Vec<RecordId>,
}

impl Ids {
    /// The number of a record, if it is known here.
    pub fn number(&self, record: RecordId) -> Option<u32> {
        self.numbers.get(&record).copied()
    }

    /// The record of a number.
    pub fn record(&self, number: u32) -> RecordId {
        self.records.get(number as usize).copied().unwrap_or_default()
    }

    /// The number of a record, a new one if need be; true when it is new.
    pub fn intern(&mut self, record: RecordId) -> Result<(u32, bool), CasebookError> {
        if let Some(number) = self.numbers.get(&record) {
            return Ok((*number, false));
        }
        let number =
            u32::try_from(self.records.len()).map_err(|_| CasebookError::Full { what: "records" })?;
        self.numbers.insert(record, number);
        self.records.push(record);
        Ok((number, true))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Reads them back from the database.
    pub fn load(connection: &rusqlite::Connection) -> Result<Self, CasebookError> {
        let mut ids = Self::default();
        let mut statement = connection.prepare("SELECT n, id FROM record ORDER BY n")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let n: i64 = row.get(0)?;
            let record = RecordId::from_bytes(row.get(1)?);
            if n != ids.records.len() as i64 || !ids.intern(record)?.1 {
                return Err(CasebookError::Damaged { what: "record number" });
            }
        }
        Ok(ids)
    }
}

impl Ids {
    /// Records whose id begins with these hexadecimal digits, in the order of ids, `limit` at most.
    pub fn by_prefix(&self, digits: &str, limit: usize) -> Vec<RecordId> {
        let digits: Vec<u8> =
            digits.bytes().filter_map(|b| char::from(b).to_digit(16).map(|d| d as u8)).collect();
        if digits.is_empty() || digits.len() > 32 {
            return Vec::new();
        }
        let begins = |record: &RecordId| {
            record
                .as_bytes()
                .iter()
                .flat_map(|byte| [byte >> 4, byte & 15])
                .zip(&digits)
                .all(|(found, wanted)| found == *wanted)
        };
        let mut found: Vec<RecordId> = self.records.iter().copied().filter(begins).collect();
        found.sort_unstable();
        found.truncate(limit);
        found
    }
}

/// Hashes ids by their own bytes: they are drawn at random, so nothing need be mixed.
#[derive(Clone, Copy, Default)]
pub(crate) struct ByDraw;

/// Takes eight bytes as they are.
#[derive(Default)]
pub(crate) struct Drawn(u64);

impl BuildHasher for ByDraw {
    type Hasher = Drawn;
    fn build_hasher(&self) -> Drawn {
        Drawn::default()
    }
}

impl Hasher for Drawn {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut eight = [0; 8];
            for (slot, byte) in eight.iter_mut().zip(chunk) {
                *slot = *byte;
            }
            self.0 = self.0.rotate_left(7) ^ u64::from_le_bytes(eight);
        }
    }
}
