//! How much is in the casebook.

use crate::casebook::Casebook;
use crate::errors::CasebookError;
use claims::{RecordId, RecordKind};

/// Numbers about the casebook itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stats {
    /// Entries taken in.
    pub entries: u64,
    /// Claims, without repeated ones.
    pub claims: u64,
    /// Decisions.
    pub decisions: u64,
    /// Sayings of kinds this version does not know.
    pub unknown: u64,
    /// Records of which anything is said.
    pub records: u64,
    /// Records by kind, in the order of kinds.
    pub kinds: Vec<(RecordKind, u64)>,
    /// Records on which sources contradict.
    pub contested: u64,
}

impl Casebook {
    /// Counts what is here.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn stats(&self) -> Result<Stats, CasebookError> {
        let one = |sql: &'static str| -> Result<u64, CasebookError> {
            Ok(self.connection.query_row(sql, [], |row| row.get::<_, i64>(0))? as u64)
        };
        let mut statement = self.connection.prepare_cached(
            "SELECT kind, count(*) FROM record WHERE kind IS NOT NULL GROUP BY kind ORDER BY kind",
        )?;
        let kinds = statement
            .query_map([], |row| Ok((row.get::<_, u8>(0)?, row.get::<_, i64>(1)? as u64)))?
            .collect::<Result<Vec<_>, _>>()?;
        let kinds: Vec<(RecordKind, u64)> =
            kinds.into_iter().filter_map(|(code, n)| Some((RecordKind::from_code(code)?, n))).collect();
        Ok(Stats {
            entries: self.entries.len() as u64,
            claims: one("SELECT count(*) FROM claim WHERE manner & 4 = 0")?,
            decisions: self.rulings.len() as u64,
            unknown: one("SELECT count(*) FROM unknown")?,
            records: kinds.iter().map(|(_, n)| n).sum(),
            kinds,
            contested: one("SELECT count(*) FROM record WHERE contested = 1")?,
        })
    }

    /// What to call each of these records, in their order. For long lists: nothing is asked of the tables per record.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn labels(
        &self,
        records: impl IntoIterator<Item = RecordId>,
    ) -> Result<Vec<(Option<RecordKind>, String)>, CasebookError> {
        let facts = self.facts()?;
        let own = |n: u32| facts.labels.get(n as usize).and_then(Option::as_deref);
        Ok(records
            .into_iter()
            .map(|record| {
                let Some(n) = self.ids.number(record) else { return (None, record.short()) };
                let kind = facts.kind(n);
                let subject = facts
                    .detentions
                    .get(&record)
                    .filter(|detention| detention.subjects.len() <= 1)
                    .and_then(|detention| detention.subject_number());
                let label = subject.and_then(own).or_else(|| own(n));
                (kind, label.map_or_else(|| record.short(), ToOwned::to_owned))
            })
            .collect())
    }
}
