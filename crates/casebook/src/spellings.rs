//! Units and places with all their names: so that one station that is written in five ways can be seen to be one.

use crate::casebook::Casebook;
use crate::errors::CasebookError;
use crate::settle::stand;
use claims::{Property, RecordId, RecordKind};

/// A unit or a place.
#[derive(Debug, Clone)]
pub struct NamedRecord {
    /// The record.
    pub record: RecordId,
    /// Its names as written, each once.
    pub names: Vec<String>,
    /// What sort it is, as said.
    pub sorts: Vec<String>,
    /// Where it is, as said.
    pub places: Vec<String>,
    /// How many claims point at it.
    pub used: u64,
    /// Others that were judged the same.
    pub same: Vec<RecordId>,
}

impl Casebook {
    /// Every unit, or every place, in the order in which they were first mentioned: `most` at most after the first `skip`.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn spellings(
        &self,
        kind: RecordKind,
        skip: usize,
        most: usize,
    ) -> Result<Vec<NamedRecord>, CasebookError> {
        let mut find = self
            .connection
            .prepare_cached("SELECT n FROM record WHERE kind = ?1 ORDER BY n LIMIT ?2 OFFSET ?3")?;
        let numbers = find
            .query_map((kind.code(), most as i64, skip as i64), |row| row.get::<_, u32>(0))?
            .collect::<Result<Vec<_>, _>>()?;
        let mut found = Vec::with_capacity(numbers.len());
        for n in numbers {
            let (mut names, mut sorts, mut places) = (Vec::new(), Vec::new(), Vec::new());
            for row in self.claims_about(n)? {
                let into = match row.property {
                    Property::UnitName | Property::PlaceName => &mut names,
                    Property::UnitType => &mut sorts,
                    Property::UnitPlace => &mut places,
                    _ => continue,
                };
                let Some(text) = row.text.as_deref().map(str::to_owned) else { continue };
                let stands = !row.twin() && !row.denied() && stand(&self.rulings, &row).stands();
                if stands && !into.contains(&text) {
                    into.push(text);
                }
            }
            let used: i64 = self
                .connection
                .prepare_cached("SELECT count(*) FROM claim WHERE ref = ?1")?
                .query_row([n], |row| row.get(0))?;
            let record = self.ids.record(n);
            let same = self.same_as(record);
            found.push(NamedRecord { record, names, sorts, places, used: used.unsigned_abs(), same });
        }
        Ok(found)
    }
}
