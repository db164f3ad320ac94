//! The words a claim rests on, read from the report itself. Never copied into the claim, so they cannot differ.

use crate::casebook::Casebook;
use crate::errors::CasebookError;
use crate::rows::ClaimRow;
use crate::settle::{Settled, Stand, settled, stand};
use claims::{Locator, Property, Spot};
use rusqlite::{OptionalExtension, params};

/// A quote longer than this (bytes) is cut: ten thousand claims may quote one large report whole.
const LONGEST_QUOTE: u64 = 64 * 1024;

impl Casebook {
    /// The number of the claim that holds a report's bytes: the accepted one, the one agreed on, else the first by id.
    pub(crate) fn bytes_of(&self, report: u32) -> Result<Option<i64>, CasebookError> {
        let claims = self.claims_on(report, Property::ReportBytes)?;
        let all: Vec<&ClaimRow> = claims.iter().filter(|row| !row.twin()).collect();
        Ok(match settled(&self.rulings, &all) {
            Settled::Agreed(row) | Settled::Accepted(row, _) => Some(row.n),
            Settled::Unknown | Settled::Contested => all
                .iter()
                .filter(|row| !matches!(stand(&self.rulings, row), Stand::Retracted(_)))
                .min_by_key(|row| row.id)
                .map(|row| row.n),
        })
    }

    /// The words at a place in a report; none when the report does not have that place.
    pub(crate) fn quote(&self, locator: &Locator) -> Result<Option<String>, CasebookError> {
        let Some(report) = self.ids.number(locator.report) else { return Ok(None) };
        match &locator.spot {
            Spot::Quote { start, end } => {
                let Some(n) = self.bytes_of(report)? else { return Ok(None) };
                let (Ok(from), Ok(to)) = (i64::try_from(*start), i64::try_from(*end)) else {
                    return Ok(None);
                };
                if from >= to {
                    return Ok(None);
                }
                let length = (to - from).min(LONGEST_QUOTE as i64);
                let found: Option<Vec<u8>> = self
                    .connection
                    .prepare_cached(
                        "SELECT substr(bytes, ?2 + 1, ?3) FROM raw WHERE n = ?1 AND length(bytes) >= ?4",
                    )?
                    .query_row(params![n, from, length, to], |row| row.get(0))
                    .optional()?;
                Ok(found.map(|bytes| {
                    let mut quote = String::from_utf8_lossy(&bytes).into_owned();
                    if length < to - from {
                        quote.push('…');
                    }
                    quote
                }))
            }
            Spot::Row { row, column } => self.cell(report, *row, column.as_deref()),
            Spot::Whole | Spot::Page(_) | Spot::Timecode(_) => Ok(None),
        }
    }

    /// A raw cell of an imported table; the whole row as it was kept when no column is named.
    fn cell(&self, report: u32, row: u64, column: Option<&str>) -> Result<Option<String>, CasebookError> {
        let Some(raw) = self.row_text(report, row)? else { return Ok(None) };
        let Some(column) = column else { return Ok(Some(raw)) };
        let written = |value: &serde_json::Value| match value {
            serde_json::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        match serde_json::from_str::<serde_json::Value>(&raw) {
            Ok(serde_json::Value::Object(cells)) => Ok(cells.get(column).map(written)),
            Ok(serde_json::Value::Array(cells)) => {
                // A list of cells: the column's place is in the header, row 1.
                let header = self.row_text(report, 1)?;
                let names = header.and_then(|header| serde_json::from_str::<Vec<String>>(&header).ok());
                let place = names.and_then(|names| names.iter().position(|name| name == column));
                Ok(place.and_then(|place| cells.get(place)).map(written))
            }
            _ => Ok(None),
        }
    }

    fn row_text(&self, report: u32, row: u64) -> Result<Option<String>, CasebookError> {
        let Ok(row) = i64::try_from(row) else { return Ok(None) };
        Ok(self
            .connection
            .prepare_cached(
                "SELECT text FROM claim WHERE property = 1410 AND n >> 28 = ?1 AND first = ?2 AND spot = 2 \
                 AND manner & 4 = 0 ORDER BY id LIMIT 1",
            )?
            .query_row(params![report, row], |row| row.get(0))
            .optional()?)
    }
}
