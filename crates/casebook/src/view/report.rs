//! One report: its bytes as they came, the passages that claims quote, the rows of a table.

use super::claim::SourceView;
use super::label::Named;
use crate::casebook::Casebook;
use crate::errors::CasebookError;
use crate::rows::{ClaimRow, claim_row};
use crate::schema::{record_of, rows_of};
use crate::settle::{Settled, Stand, settled, stand};
use claims::when::When;
use claims::{ClaimId, Property, RecordId, Value};
use rusqlite::params;
use std::collections::BTreeMap;
use std::sync::Arc;

/// One report.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportView {
    /// The record.
    pub record: RecordId,
    /// Its title, or what to call it.
    pub title: Arc<str>,
    /// article, post, call, table, batch, photo, other.
    pub report_type: Option<String>,
    /// en, ru, kk…
    pub language: Option<String>,
    /// When it was published or received.
    pub published: Option<When>,
    /// Where it was found.
    pub urls: Vec<String>,
    /// The names of the files it came in.
    pub files: Vec<String>,
    /// SHA-256 of its bytes, as recorded.
    pub digests: Vec<String>,
    /// Who made it.
    pub source: Option<SourceView>,
    /// Its bytes; empty when none are kept.
    pub bytes: Vec<u8>,
    /// The bytes as text, when they are UTF-8.
    pub text: Option<String>,
    /// The passages claims quote, in the order of the text. They may overlap.
    pub passages: Vec<Passage>,
    /// What could not be read without guessing.
    pub doubts: Vec<String>,
    /// How many raw rows are kept.
    pub row_count: u64,
    /// The first of them ([`Casebook::report_rows`] has the rest).
    pub rows: Vec<ReportRow>,
    /// Claims that rest on the report as a whole, or on a page or a moment of it.
    pub whole: Vec<QuotingClaim>,
}

/// A passage of a report on which claims rest.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// First byte.
    pub start: u64,
    /// The byte after the last.
    pub end: u64,
    /// The claims.
    pub claims: Vec<QuotingClaim>,
}

/// A claim that rests on a report, in short.
#[derive(Debug, Clone, PartialEq)]
pub struct QuotingClaim {
    /// The claim.
    pub id: ClaimId,
    /// The record it is about, with its label.
    pub about: Named,
    /// The property.
    pub property: Property,
    /// The value as written.
    pub value: Value,
    /// Draft or withdrawn claims are shown as such.
    pub state: QuoteState,
}

/// How a quoting claim stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuoteState {
    /// It counts.
    Stands,
    /// It waits for a person.
    Draft,
    /// It was withdrawn.
    Retracted,
}

/// A raw row of an imported table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportRow {
    /// The row as a spreadsheet numbers it; none when the claim does not say.
    pub row: Option<u64>,
    /// Its raw cells, as JSON.
    pub cells: String,
}

/// Rows shown with the report itself.
const FIRST_ROWS: usize = 200;
/// The most passages gathered for one report.
const MOST_PASSAGES: i64 = 20_000;

impl Casebook {
    /// A report with its quotes; none when nothing is said of such a report.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn report(&self, record: RecordId) -> Result<Option<ReportView>, CasebookError> {
        let Some(n) = self.ids.number(record) else { return Ok(None) };
        if self.kind_of(n)? != Some(claims::RecordKind::Report) {
            return Ok(None);
        }
        let rows = self.claims_about(n)?;
        let one = |property: Property| -> Option<&ClaimRow> {
            let mine: Vec<&ClaimRow> = rows.iter().filter(|row| row.property == property).collect();
            match settled(&self.rulings, &mine) {
                Settled::Agreed(row) | Settled::Accepted(row, _) => Some(row),
                Settled::Unknown | Settled::Contested => None,
            }
        };
        let text = |property| one(property).and_then(|row| row.text.as_deref()).map(ToOwned::to_owned);
        let texts = |property: Property| -> Vec<String> {
            let mut standing: Vec<&ClaimRow> = rows
                .iter()
                .filter(|row| row.property == property && stand(&self.rulings, row).stands())
                .collect();
            standing.sort_by_key(|row| (self.contexts.at(row.save), row.id));
            let mut texts: Vec<String> = Vec::new();
            for text in standing.into_iter().filter_map(|row| row.text.as_deref()) {
                if !texts.iter().any(|known| known == text) {
                    texts.push(text.to_owned());
                }
            }
            texts
        };
        let published =
            match one(Property::ReportPublished).map(|row| self.reading().value(row, false)).transpose()? {
                Some(Value::When(when)) => Some(when),
                _ => None,
            };
        let source = match one(Property::ReportSource).and_then(|row| row.reference) {
            Some(source) => Some(self.source_view(source, &*self.chains()?)?),
            None => None,
        };
        let bytes = self.report_bytes(record)?.unwrap_or_default();
        let (passages, whole) = self.quoting(n)?;
        let (first, last) = rows_of(n);
        let row_count: i64 = self
            .connection
            .prepare_cached("SELECT count(*) FROM claim WHERE n BETWEEN ?1 AND ?2 AND manner & 4 = 0")?
            .query_row([first, last], |row| row.get(0))?;
        Ok(Some(ReportView {
            record,
            title: self.label_of(n)?,
            report_type: text(Property::ReportType),
            language: text(Property::ReportLanguage),
            published,
            urls: texts(Property::ReportUrl),
            files: texts(Property::ReportFile),
            digests: texts(Property::ReportDigest),
            source,
            text: String::from_utf8(bytes.clone()).ok(),
            bytes,
            passages,
            doubts: texts(Property::ReportDoubt),
            row_count: row_count as u64,
            rows: self.report_rows(record, 0, FIRST_ROWS)?,
            whole,
        }))
    }

    /// The bytes of a report: the accepted ones, those agreed on, else the first recorded by id.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn report_bytes(&self, report: RecordId) -> Result<Option<Vec<u8>>, CasebookError> {
        let Some(n) = self.ids.number(report) else { return Ok(None) };
        let Some(claim) = self.bytes_of(n)? else { return Ok(None) };
        let bytes = self
            .connection
            .prepare_cached("SELECT bytes FROM raw WHERE n = ?1")?
            .query_row([claim], |row| row.get(0))?;
        Ok(Some(bytes))
    }

    /// Raw rows of an imported table, `limit` at most from row `from` on, in the order of rows.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn report_rows(
        &self,
        report: RecordId,
        from: u64,
        limit: usize,
    ) -> Result<Vec<ReportRow>, CasebookError> {
        let Some(n) = self.ids.number(report) else { return Ok(Vec::new()) };
        let mut statement = self.connection.prepare_cached(
            "SELECT first, text FROM claim WHERE property = 1410 AND n >> 28 = ?1 \
             AND (first >= ?2 OR (first IS NULL AND ?2 = 0)) AND manner & 4 = 0 ORDER BY first, id LIMIT ?3",
        )?;
        let from = i64::try_from(from).unwrap_or(i64::MAX);
        let rows = statement.query_map(params![n, from, limit as i64], |row| {
            Ok(ReportRow { row: row.get::<_, Option<i64>>(0)?.map(|n| n as u64), cells: row.get(1)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The claims that rest on a report: by passage, and the rest.
    fn quoting(&self, report: u32) -> Result<(Vec<Passage>, Vec<QuotingClaim>), CasebookError> {
        // "spot <> 2" says no more than what stands before it; the engine takes the index `claim_told` only where it is said.
        let mut passages: BTreeMap<(u64, u64), Vec<QuotingClaim>> = BTreeMap::new();
        let mut statement = self.connection.prepare_cached(
            "SELECT c.n, c.id, c.save, c.property, c.manner, c.text, c.zone, c.low, c.high, c.ref, c.more, c.told, \
             c.spot, c.first, c.last, c.col, c.note FROM told t JOIN claim c ON c.told = t.n AND c.spot = 1 AND c.spot <> 2 \
             WHERE t.report = ?1 AND c.manner & 4 = 0 LIMIT ?2",
        )?;
        let mut rows = statement.query(params![report, MOST_PASSAGES])?;
        while let Some(row) = rows.next()? {
            let row = claim_row(row)?;
            let Some((_, Some(first), Some(last), _)) = row.spot else { continue };
            passages.entry((first as u64, last as u64)).or_default().push(self.quoting_claim(&row)?);
        }
        let mut whole = Vec::new();
        let mut statement = self.connection.prepare_cached(
            "SELECT c.n, c.id, c.save, c.property, c.manner, c.text, c.zone, c.low, c.high, c.ref, c.more, c.told, \
             c.spot, c.first, c.last, c.col, c.note FROM told t JOIN claim c ON c.told = t.n AND c.spot IN (0, 3, 4) AND c.spot <> 2 \
             WHERE t.report = ?1 AND c.manner & 4 = 0 LIMIT ?2",
        )?;
        let mut rows = statement.query(params![report, MOST_PASSAGES])?;
        while let Some(row) = rows.next()? {
            let row = claim_row(row)?;
            // It is about what a machine read, and no quote.
            if matches!(row.property, Property::ReportDraft | Property::ReportTriage) {
                continue;
            }
            whole.push(self.quoting_claim(&row)?);
        }
        whole.sort_by_key(|claim| claim.id);
        let passages = passages
            .into_iter()
            .map(|((start, end), mut claims)| {
                claims.sort_by_key(|claim| claim.id);
                Passage { start, end, claims }
            })
            .collect();
        Ok((passages, whole))
    }

    fn quoting_claim(&self, row: &ClaimRow) -> Result<QuotingClaim, CasebookError> {
        Ok(QuotingClaim {
            id: row.id,
            about: self.named_of(record_of(row.n))?,
            property: row.property,
            value: self.reading().value(row, false)?,
            state: match stand(&self.rulings, row) {
                Stand::Stands(_) => QuoteState::Stands,
                Stand::Draft => QuoteState::Draft,
                Stand::Retracted(_) => QuoteState::Retracted,
            },
        })
    }
}
