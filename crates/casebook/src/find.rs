//! Finding records by what is known beside their id: a name, a file, a digest, a row. For use cases that must not make
//! a record twice.

use crate::casebook::Casebook;
use crate::errors::CasebookError;
use crate::schema::{claims_of, record_of, rows_of};
use claims::{ClaimId, Property, RecordId, RecordKind};
use names::fold::search_key;
use std::collections::{BTreeSet, HashSet};

impl Casebook {
    /// The record of that kind one of whose written names folds to `folded`, if exactly one does.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn known_as(&self, kind: RecordKind, folded: &str) -> Result<Option<RecordId>, CasebookError> {
        let property = match kind {
            RecordKind::Person => Property::PersonName,
            RecordKind::Organization => Property::OrganizationName,
            RecordKind::Unit => Property::UnitName,
            RecordKind::Place => Property::PlaceName,
            RecordKind::Source => Property::SourceName,
            _ => return Ok(None),
        };
        let mut statement =
            self.connection.prepare_cached("SELECT n FROM record WHERE kind = ?1 ORDER BY n")?;
        let records =
            statement.query_map([kind.code()], |row| row.get::<_, u32>(0))?.collect::<Result<Vec<_>, _>>()?;
        let mut found = None;
        for n in records {
            let claims = self.claims_on(n, property)?;
            let named = claims
                .iter()
                .any(|claim| claim.text.as_deref().is_some_and(|text| search_key(text) == folded));
            if named && found.replace(self.ids.record(n)).is_some() {
                return Ok(None);
            }
        }
        Ok(found)
    }

    /// The report whose bytes have this SHA-256 (64 hexadecimal digits).
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn report_by_digest(&self, digest: &str) -> Result<Option<RecordId>, CasebookError> {
        let digest = digest.trim().to_ascii_lowercase();
        Ok(self.reports_where(Property::ReportDigest, &digest)?.into_iter().next())
    }

    /// The evidence one of whose files has this SHA-256 (64 hexadecimal digits).
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn evidence_by_digest(&self, digest: &str) -> Result<Option<RecordId>, CasebookError> {
        Ok(self.reports_where(Property::EvidenceDigest, digest)?.into_iter().next())
    }

    /// The bytes that claims on a property hold, of one record or of all, in the order they were learned. Pages never
    /// show them.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn bytes_claimed(
        &self,
        record: Option<RecordId>,
        property: Property,
    ) -> Result<Vec<(RecordId, Vec<u8>)>, CasebookError> {
        let (first, last) = match record.map(|record| self.ids.number(record)) {
            None => (0, i64::MAX),
            Some(Some(n)) => claims_of(n),
            Some(None) => return Ok(Vec::new()),
        };
        let mut statement = self.connection.prepare_cached(
            "SELECT c.n, r.bytes FROM claim c JOIN raw r ON r.n = c.n \
             WHERE c.n BETWEEN ?1 AND ?2 AND c.property = ?3 AND c.manner & 4 = 0 ORDER BY c.n",
        )?;
        let found = statement
            .query_map((first, last, property.code()), |row| Ok((row.get::<_, i64>(0)?, row.get(1)?)))?
            .collect::<Result<Vec<_>, _>>()?;
        Ok(found.into_iter().map(|(n, bytes)| (self.ids.record(record_of(n)), bytes)).collect())
    }

    /// The reports that came from a file of this name.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn reports_of_file(&self, name: &str) -> Result<Vec<RecordId>, CasebookError> {
        self.reports_where(Property::ReportFile, name)
    }

    fn reports_where(&self, property: Property, text: &str) -> Result<Vec<RecordId>, CasebookError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT n FROM claim WHERE property = ?1 AND text = ?2 AND manner & 4 = 0 ORDER BY n",
        )?;
        let found = statement
            .query_map((property.code(), text), |row| row.get::<_, i64>(0))?
            .collect::<Result<Vec<_>, _>>()?;
        let records: BTreeSet<RecordId> = found.into_iter().map(|n| self.ids.record(record_of(n))).collect();
        Ok(records.into_iter().collect())
    }

    /// The rows of an imported table that are here, as a spreadsheet numbers them.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn rows_recorded(&self, report: RecordId) -> Result<HashSet<u64>, CasebookError> {
        let Some(n) = self.ids.number(report) else { return Ok(HashSet::new()) };
        let (first, last) = rows_of(n);
        let mut statement = self.connection.prepare_cached(
            "SELECT first FROM claim WHERE n BETWEEN ?1 AND ?2 AND property = ?3 AND first IS NOT NULL",
        )?;
        let rows =
            statement.query_map((first, last, Property::ReportRow.code()), |row| row.get::<_, i64>(0))?;
        rows.map(|row| Ok(row? as u64)).collect()
    }

    /// The records with claims that cite a row of a table, with their kinds.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn made_from_row(
        &self,
        report: RecordId,
        row: u64,
    ) -> Result<Vec<(RecordId, RecordKind)>, CasebookError> {
        const ROW: i64 = 2;
        let Some(n) = self.ids.number(report) else { return Ok(Vec::new()) };
        let mut statement = self.connection.prepare_cached(
            "SELECT DISTINCT c.n >> 28 FROM claim c JOIN told t ON t.n = c.told \
             WHERE t.report = ?1 AND c.spot = ?2 AND c.first = ?3 AND c.manner & 4 = 0 ORDER BY 1",
        )?;
        let found = statement
            .query_map((n, ROW, row as i64), |row| row.get::<_, u32>(0))?
            .collect::<Result<Vec<_>, _>>()?;
        let mut records = Vec::new();
        for n in found {
            if let Some(kind) = self.kind_of(n)? {
                records.push((self.ids.record(n), kind));
            }
        }
        Ok(records)
    }

    /// Claims and decisions whose id begins with these hexadecimal digits.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn claims_by_prefix(&self, digits: &str, limit: usize) -> Result<Vec<ClaimId>, CasebookError> {
        let digits: String = digits.to_ascii_lowercase().chars().take(32).collect();
        let bound = |fill: char| {
            format!("{digits}{}", std::iter::repeat_n(fill, 32 - digits.len()).collect::<String>())
        };
        let (Ok(low), Ok(high)) = (bound('0').parse::<ClaimId>(), bound('f').parse::<ClaimId>()) else {
            return Ok(Vec::new());
        };
        let mut statement = self.connection.prepare_cached(
            "SELECT DISTINCT id FROM claim WHERE id BETWEEN ?1 AND ?2 ORDER BY id LIMIT ?3",
        )?;
        let mut found: Vec<ClaimId> = statement
            .query_map((low.as_bytes(), high.as_bytes(), limit as i64), |row| row.get::<_, [u8; 16]>(0))?
            .map(|id| id.map(ClaimId::from_bytes))
            .collect::<Result<_, _>>()?;
        let mut decisions =
            self.connection.prepare_cached("SELECT id FROM decision WHERE id BETWEEN ?1 AND ?2 LIMIT ?3")?;
        let decided = decisions
            .query_map((low.as_bytes(), high.as_bytes(), limit as i64), |row| row.get::<_, [u8; 16]>(0))?
            .collect::<Result<Vec<_>, _>>()?;
        found.extend(decided.into_iter().map(ClaimId::from_bytes));
        found.sort_unstable();
        found.dedup();
        found.truncate(limit);
        Ok(found)
    }
}
