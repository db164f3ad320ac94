//! Reading rows back as claims.

use super::contexts::Told;
use super::custody::read_step;
use super::words::Words;
use crate::errors::CasebookError;
use crate::ids::Ids;
use crate::schema::{DENIED, DRAFT, MODALITY_SHIFT, TWIN, record_of};
use claims::when::{Bounds, Instant, When, ZoneId};
use claims::wire::decode_ruling;
use claims::{
    Admission, Amount, Claim, ClaimId, Credibility, Locator, Modality, Polarity, Property, RecordId,
    Reliability, Ruling, Shape, Spot, Value, Verdict, WrittenName,
};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};
use std::cell::RefCell;
use std::collections::HashMap;

/// A place in a report as its columns hold it: kind, first, last, column.
pub(crate) type SpotRow = (i64, Option<i64>, Option<i64>, Option<i64>);

/// A claim as its row holds it. Columns in the order of [`ClaimRow::COLUMNS`].
#[derive(Debug, Clone)]
pub(crate) struct ClaimRow {
    pub n: i64,
    pub id: ClaimId,
    pub save: i64,
    pub property: Property,
    pub manner: i64,
    pub text: Option<Box<str>>,
    pub zone: Option<i64>,
    pub low: Option<i64>,
    pub high: Option<i64>,
    pub reference: Option<u32>,
    pub more: Option<Box<[u8]>>,
    pub told: i64,
    pub spot: Option<SpotRow>,
    pub note: Option<Box<str>>,
}

/// Reads a claim's row whose columns are, in this order: n, id, save, property, manner, text, zone, low, high, ref,
/// more, told, spot, first, last, col, note.
pub(crate) fn claim_row(row: &Row<'_>) -> Result<ClaimRow, CasebookError> {
    let id: [u8; 16] = row.get(1)?;
    let code: u16 = row.get(3)?;
    let spot: Option<i64> = row.get(12)?;
    let spot = match spot {
        Some(spot) => Some((spot, row.get(13)?, row.get(14)?, row.get(15)?)),
        None => None,
    };
    Ok(ClaimRow {
        n: row.get(0)?,
        id: ClaimId::from_bytes(id),
        save: row.get(2)?,
        property: Property::from_code(code).ok_or(CasebookError::Damaged { what: "property" })?,
        manner: row.get(4)?,
        text: row.get(5)?,
        zone: row.get(6)?,
        low: row.get(7)?,
        high: row.get(8)?,
        reference: row.get(9)?,
        more: match row.get_ref(10)? {
            ValueRef::Blob(bytes) => Some(bytes.into()),
            _ => None,
        },
        told: row.get(11)?,
        spot,
        note: row.get(16)?,
    })
}

impl ClaimRow {
    pub fn denied(&self) -> bool {
        self.manner & DENIED != 0
    }
    pub fn draft(&self) -> bool {
        self.manner & DRAFT != 0
    }
    pub fn twin(&self) -> bool {
        self.manner & TWIN != 0
    }
    pub fn modality(&self) -> Modality {
        Modality::from_code((self.manner >> MODALITY_SHIFT) as u8)
    }

    /// Limits of when it began, for times.
    pub fn start(&self) -> Bounds {
        Bounds { earliest: self.low.map(Instant::from_unix), latest: self.high.map(Instant::from_unix) }
    }

    /// The first and last instant of a time.
    pub fn extent(&self) -> Bounds {
        let latest = match &self.more {
            Some(more) => more.as_ref().try_into().ok().map(|b| Instant::from_unix(i64::from_le_bytes(b))),
            None => self.high.map(Instant::from_unix),
        };
        Bounds { earliest: self.low.map(Instant::from_unix), latest }
    }

    /// True when two values of one property say the same: texts by their folded words, times by their limits.
    pub fn same_value(&self, other: &Self) -> bool {
        let text = match self.property.shape() {
            Shape::Text => {
                self.text == other.text || {
                    let key = |row: &Self| names::fold::search_key(row.text.as_deref().unwrap_or_default());
                    let mine = key(self);
                    !mine.is_empty() && mine == key(other)
                }
            }
            Shape::When => true,
            _ => self.text == other.text,
        };
        text && self.low == other.low
            && self.high == other.high
            && self.reference == other.reference
            && self.more == other.more
    }
}

/// A save's row.
#[derive(Debug, Clone)]
pub(crate) struct SaveRow {
    pub author: Box<str>,
    pub why: Box<str>,
    pub at: Instant,
    pub position: u64,
}

/// Reads the save of a number.
pub(crate) fn save_row(connection: &Connection, n: i64) -> Result<SaveRow, CasebookError> {
    let mut statement = connection.prepare_cached(
        "SELECT s.author, s.why, s.at, a.position FROM save s JOIN arrival a ON a.n = s.arrival WHERE s.n = ?1",
    )?;
    Ok(statement.query_row([n], |row| {
        Ok(SaveRow {
            author: row.get(0)?,
            why: row.get(1)?,
            at: Instant::from_unix(row.get(2)?),
            position: row.get::<_, i64>(3)? as u64,
        })
    })?)
}

/// Time zones already met.
#[derive(Default)]
pub(crate) struct Zones(RefCell<HashMap<Box<str>, ZoneId>>);

impl Zones {
    /// Reads a stored time.
    pub fn when(&self, written: &str, zone: &str) -> Result<When, CasebookError> {
        let mut zones = self.0.borrow_mut();
        let zone = match zones.get(zone) {
            Some(zone) => zone.clone(),
            None => {
                let found = ZoneId::parse(zone).map_err(|_| CasebookError::Damaged { what: "time zone" })?;
                zones.insert(zone.into(), found.clone());
                found
            }
        };
        When::parse(written, &zone).map_err(|_| CasebookError::Damaged { what: "time" })
    }
}

/// What is needed to read rows as claims.
pub(crate) struct Reading<'a> {
    pub connection: &'a Connection,
    pub ids: &'a Ids,
    pub words: &'a Words,
    pub zones: &'a Zones,
}

impl Reading<'_> {
    /// The value of a row. Report bytes are read only when `with_bytes`; else they are empty.
    pub fn value(&self, row: &ClaimRow, with_bytes: bool) -> Result<Value, CasebookError> {
        let damaged = || CasebookError::Damaged { what: "value" };
        let text = || row.text.clone().ok_or_else(damaged);
        Ok(match row.property.shape() {
            Shape::Text => Value::Text(text()?),
            Shape::Term => Value::Term(text()?),
            Shape::Name => Value::Name(WrittenName::parse(&text()?).map_err(|_| damaged())?),
            Shape::When => Value::When(self.when(&text()?, row.zone.ok_or_else(damaged)?)?),
            Shape::Number => Value::Number(row.low.ok_or_else(damaged)?),
            Shape::Amount => Value::Amount(Amount {
                word: text()?,
                low: row.low.map(|n| n as u64),
                high: row.high.map(|n| n as u64),
                label: match &row.more {
                    Some(label) => Some(std::str::from_utf8(label).map_err(|_| damaged())?.into()),
                    None => None,
                },
            }),
            Shape::Ref => Value::Ref(self.ids.record(row.reference.ok_or_else(damaged)?)),
            Shape::Custody => {
                let blob = row.more.as_deref().ok_or_else(damaged)?;
                let unit = row.reference.map(|unit| self.ids.record(unit));
                let step = read_step(blob)?.claimed(unit, |written, zone| self.zones.when(written, zone))?;
                Value::Custody(Box::new(step))
            }
            Shape::Bytes if with_bytes => {
                let bytes: Vec<u8> = self
                    .connection
                    .prepare_cached("SELECT bytes FROM raw WHERE n = ?1")?
                    .query_row([row.n], |row| row.get(0))?;
                Value::Bytes(bytes.into())
            }
            Shape::Bytes => Value::Bytes(Vec::new().into()),
        })
    }

    /// Where a row's words stand.
    pub fn locator(&self, row: &ClaimRow, told: Told) -> Result<Option<Locator>, CasebookError> {
        let (Some((spot, first, last, col)), Some(report)) = (row.spot, told.report) else { return Ok(None) };
        let damaged = || CasebookError::Damaged { what: "place in a report" };
        let first_u = || first.map(|n| n as u64).ok_or_else(damaged);
        let spot = match spot {
            0 => Spot::Whole,
            1 => Spot::Quote { start: first_u()?, end: last.map(|n| n as u64).ok_or_else(damaged)? },
            2 => Spot::Row {
                row: first_u()?,
                column: match col {
                    Some(col) => Some(self.words.text(col).ok_or_else(damaged)?.into()),
                    None => None,
                },
            },
            3 => Spot::Page(u32::try_from(first_u()?).map_err(|_| damaged())?),
            4 => Spot::Timecode(first_u()?),
            _ => return Err(damaged()),
        };
        Ok(Some(Locator { report: self.ids.record(report), spot }))
    }

    /// The claim as it was saved.
    pub fn claim(&self, row: &ClaimRow, told: Told, with_bytes: bool) -> Result<Claim, CasebookError> {
        Ok(Claim {
            id: row.id,
            about: self.ids.record(record_of(row.n)),
            property: row.property,
            value: self.value(row, with_bytes)?,
            source: told.source.map(|source| self.ids.record(source)),
            locator: self.locator(row, told)?,
            said_at: self.said(row.told)?,
            polarity: if row.denied() { Polarity::Denied } else { Polarity::Affirmed },
            modality: row.modality(),
            draft: row.draft(),
            note: row.note.clone(),
        })
    }

    /// When it was said.
    pub fn said(&self, told: i64) -> Result<Option<When>, CasebookError> {
        let (written, zone): (Option<Box<str>>, Option<i64>) = self
            .connection
            .prepare_cached("SELECT said, zone FROM told WHERE n = ?1")?
            .query_row([told], |row| Ok((row.get(0)?, row.get(1)?)))?;
        written.zip(zone).map(|(written, zone)| self.when(&written, zone)).transpose()
    }

    fn when(&self, written: &str, zone: i64) -> Result<When, CasebookError> {
        let zone = self.words.text(zone).ok_or(CasebookError::Damaged { what: "time zone" })?;
        self.zones.when(written, zone)
    }
}

/// Reads a decision whose columns are, from `at` on: id, ruling, target, a, b, grade, more.
pub(crate) fn read_decision(row: &Row<'_>, at: usize) -> Result<(ClaimId, Ruling), CasebookError> {
    let damaged = || CasebookError::Damaged { what: "decision" };
    let id = ClaimId::from_bytes(row.get(at)?);
    let target: Option<[u8; 16]> = row.get(at + 2)?;
    let claim = || target.map(ClaimId::from_bytes).ok_or_else(damaged);
    let record = |at: usize| -> Result<RecordId, CasebookError> { Ok(RecordId::from_bytes(row.get(at)?)) };
    let grade: Option<u32> = row.get(at + 5)?;
    let letter = || grade.and_then(char::from_u32).ok_or_else(damaged);
    let ruling = match row.get::<_, i64>(at + 1)? {
        1 => Ruling::Accept(claim()?),
        2 => Ruling::Retract(claim()?),
        3 => Ruling::Undo(claim()?),
        4 => Ruling::Judge {
            a: record(at + 3)?,
            b: record(at + 4)?,
            verdict: grade
                .and_then(|grade| u8::try_from(grade).ok())
                .and_then(Verdict::from_code)
                .ok_or_else(damaged)?,
        },
        5 => Ruling::GradeSource(Reliability::from_letter(letter()?).ok_or_else(damaged)?),
        6 => Ruling::GradeClaim(claim()?, Credibility::from_digit(letter()?).ok_or_else(damaged)?),
        13 => Ruling::AdmitReporter(Admission { key: row.get(at + 3)?, secret: row.get(at + 4)? }),
        8 => Ruling::ConfirmErasure(claim()?),
        40 => Ruling::Seen(claim()?),
        7 | 9 | 10 | 11 | 14 | 15 | 20 | 21 | 22 => {
            let whole: Vec<u8> = row.get(at + 6)?;
            decode_ruling(&whole).ok_or_else(damaged)?
        }
        _ => return Err(damaged()),
    };
    Ok((id, ruling))
}
