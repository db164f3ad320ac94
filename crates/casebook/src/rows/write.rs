//! Writing sayings as rows. Prepared once per transaction; binds only what is there.

use super::contexts::{Contexts, Told};
use super::custody::write_step;
use super::words::Words;
use crate::errors::CasebookError;
use crate::ids::Ids;
use crate::schema::{DENIED, DRAFT, MODALITY_SHIFT};
use claims::when::When;
use claims::wire::encode_ruling;
use claims::{Admission, Claim, Decision, Polarity, RecordId, Ruling, Spot, Value};
use rusqlite::{Connection, Statement};
use sha2::{Digest, Sha256};

/// Who said it, where, when: the same for many claims of a save, so kept once for a run of them.
#[derive(Clone, PartialEq)]
struct Context {
    source: Option<RecordId>,
    report: Option<RecordId>,
    said: Option<When>,
}

/// A ruling as its columns hold it: kind, target, pair, grade; the rest as its bytes in the ledger.
type RulingRow<'a> = (i64, Option<&'a [u8]>, Option<(&'a [u8], &'a [u8])>, Option<u32>, Option<Vec<u8>>);

/// Writes rows inside one transaction.
pub(crate) struct Writer<'c> {
    connection: &'c Connection,
    claim: Statement<'c>,
    told: Statement<'c>,
    raw: Statement<'c>,
    save: Statement<'c>,
    record: Statement<'c>,
    last_told: Option<(Context, i64)>,
    /// Rows of the table `record` are written at the end instead.
    pub records_later: bool,
}

impl<'c> Writer<'c> {
    pub fn new(connection: &'c Connection) -> Result<Self, CasebookError> {
        Ok(Self {
            connection,
            claim: connection.prepare(
                "INSERT INTO claim(n, id, save, property, manner, text, zone, low, high, ref, more, told, spot, first, \
                 last, col, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
            )?,
            told: connection.prepare(
                "INSERT INTO told(n, source, report, said, zone, low, high) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?,
            raw: connection.prepare("INSERT INTO raw(n, bytes) VALUES (?1, ?2)")?,
            save: connection.prepare(
                "INSERT INTO save(n, arrival, record, author, why, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?,
            record: connection.prepare("INSERT INTO record(n, id) VALUES (?1, ?2)")?,
            last_told: None,
            records_later: false,
        })
    }

    /// The local number of a record; a record met for the first time gets its row.
    pub fn number(&mut self, ids: &mut Ids, record: RecordId) -> Result<u32, CasebookError> {
        let (number, new) = ids.intern(record)?;
        if new && !self.records_later {
            self.record.execute((number, record.as_bytes()))?;
        }
        Ok(number)
    }

    pub fn arrival(&mut self, entry: &[u8; 32], position: u64, seq: u64) -> Result<i64, CasebookError> {
        self.connection
            .prepare_cached("INSERT INTO arrival(entry, position, seq) VALUES (?1, ?2, ?3)")?
            .execute((entry, position as i64, seq as i64))?;
        Ok(self.connection.last_insert_rowid())
    }

    pub fn save(
        &mut self,
        contexts: &mut Contexts,
        arrival: i64,
        record: u32,
        save: &claims::Save,
    ) -> Result<i64, CasebookError> {
        let n = contexts.saved(save.at);
        self.save.execute((n, arrival, record, &save.author, &save.why, save.at.unix()))?;
        Ok(n)
    }

    pub fn unknown(&mut self, save: i64, bytes: &[u8]) -> Result<(), CasebookError> {
        self.connection
            .prepare_cached("INSERT INTO unknown(save, bytes) VALUES (?1, ?2)")?
            .execute((save, bytes))?;
        Ok(())
    }

    /// Writes a decision; returns its number, which orders decisions of one save.
    pub fn decision(&mut self, save: i64, decision: &Decision) -> Result<i64, CasebookError> {
        let whole = || Some(encode_ruling(&decision.ruling));
        let (ruling, target, pair, grade, more): RulingRow<'_> = match &decision.ruling {
            Ruling::Accept(claim) => (1, Some(claim.as_bytes()), None, None, None),
            Ruling::Retract(claim) => (2, Some(claim.as_bytes()), None, None, None),
            Ruling::Undo(earlier) => (3, Some(earlier.as_bytes()), None, None, None),
            Ruling::Judge { a, b, verdict } => {
                (4, None, Some((a.as_bytes(), b.as_bytes())), Some(*verdict as u32), None)
            }
            Ruling::GradeSource(grade) => (5, None, None, Some(u32::from(grade.letter())), None),
            Ruling::GradeClaim(claim, grade) => {
                (6, Some(claim.as_bytes()), None, Some(u32::from(grade.digit())), None)
            }
            Ruling::AdmitReporter(Admission { key, secret }) => (13, None, Some((key, secret)), None, None),
            Ruling::AskErasure(_) => (7, None, None, None, whole()),
            Ruling::ConfirmErasure(request) => (8, Some(request.as_bytes()), None, None, None),
            Ruling::Hold(_) => (9, None, None, None, whole()),
            Ruling::Erased(_) => (10, None, None, None, whole()),
            Ruling::Beacon(_) => (11, None, None, None, whole()),
            Ruling::Attest(_) => (14, None, None, None, whole()),
            Ruling::Withdraw(_) => (20, None, None, None, whole()),
            Ruling::SignPack(_) => (21, None, None, None, whole()),
            Ruling::Set(_) => (22, None, None, None, whole()),
            Ruling::Access(_) => (15, None, None, None, whole()),
            Ruling::Seen(claim) => (40, Some(claim.as_bytes()), None, None, None),
        };
        self.connection
            .prepare_cached(
                "INSERT INTO decision(id, save, ruling, target, a, b, grade, more) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute((
                decision.id.as_bytes(),
                save,
                ruling,
                target,
                pair.map(|p| p.0),
                pair.map(|p| p.1),
                grade,
                more,
            ))?;
        Ok(self.connection.last_insert_rowid())
    }

    fn told(
        &mut self,
        ids: &mut Ids,
        words: &mut Words,
        contexts: &mut Contexts,
        claim: &Claim,
    ) -> Result<i64, CasebookError> {
        let report = claim.locator.as_ref().map(|locator| locator.report);
        if let Some((last, n)) = &self.last_told
            && last.source == claim.source
            && last.report == report
            && last.said == claim.said_at
        {
            return Ok(*n);
        }
        let source = claim.source.map(|source| self.number(ids, source)).transpose()?;
        let report_n = report.map(|report| self.number(ids, report)).transpose()?;
        let said = claim.said_at.as_ref();
        let zone = said.map(|said| words.intern(self.connection, said.zone().name())).transpose()?;
        let bounds = said.map(|said| said.bounds()).unwrap_or_default();
        let n = contexts.told(Told { source, report: report_n, latest: bounds.latest });
        self.told.execute((
            n,
            source,
            report_n,
            said.map(When::written),
            zone,
            bounds.earliest.map(|at| at.unix()),
            bounds.latest.map(|at| at.unix()),
        ))?;
        self.last_told = Some((Context { source: claim.source, report, said: claim.said_at.clone() }, n));
        Ok(n)
    }

    /// Writes a claim under a number.
    pub fn claim(
        &mut self,
        ids: &mut Ids,
        words: &mut Words,
        contexts: &mut Contexts,
        n: i64,
        save: i64,
        claim: &Claim,
    ) -> Result<(), CasebookError> {
        let told = self.told(ids, words, contexts, claim)?;
        let reference = match &claim.value {
            Value::Ref(record) => Some(self.number(ids, *record)?),
            Value::Custody(step) => step.unit.map(|unit| self.number(ids, unit)).transpose()?,
            _ => None,
        };
        let manner = i64::from(claim.polarity == Polarity::Denied) * DENIED
            + i64::from(claim.draft) * DRAFT
            + ((claim.modality as i64) << MODALITY_SHIFT);
        self.claim.clear_bindings();
        self.claim.raw_bind_parameter(1, n)?;
        self.claim.raw_bind_parameter(2, claim.id.as_bytes().as_slice())?;
        self.claim.raw_bind_parameter(3, save)?;
        self.claim.raw_bind_parameter(4, claim.property.code())?;
        self.claim.raw_bind_parameter(5, manner)?;
        match &claim.value {
            Value::Text(text) | Value::Term(text) => self.claim.raw_bind_parameter(6, &**text)?,
            Value::Name(name) => self.claim.raw_bind_parameter(6, name.as_str())?,
            Value::Number(number) => self.claim.raw_bind_parameter(8, *number)?,
            Value::Amount(amount) => {
                self.claim.raw_bind_parameter(6, &*amount.word)?;
                self.bind_some(8, amount.low.map(|low| low as i64))?;
                self.bind_some(9, amount.high.map(|high| high as i64))?;
                if let Some(label) = &amount.label {
                    self.claim.raw_bind_parameter(11, label.as_bytes())?;
                }
            }
            Value::When(when) => {
                self.claim.raw_bind_parameter(6, when.written())?;
                let zone = words.intern(self.connection, when.zone().name())?;
                self.claim.raw_bind_parameter(7, zone)?;
                // The widest reading of when it began; "about" gives it room.
                let start = when.span().start;
                self.bind_some(8, start.earliest.map(|at| at.unix()))?;
                self.bind_some(9, start.latest.map(|at| at.unix()))?;
                let end = when.bounds().latest;
                if end != when.start().latest {
                    let end = end.map(|at| at.unix().to_le_bytes());
                    // "Still going on" and "nobody said" are different facts.
                    let open: &[u8] = if when.is_still_going() { &[1] } else { &[] };
                    let end: &[u8] = end.as_ref().map_or(open, |end| end.as_slice());
                    self.claim.raw_bind_parameter(11, end)?;
                }
            }
            Value::Ref(_) => {}
            Value::Custody(step) => {
                self.claim.raw_bind_parameter(11, write_step(step))?;
            }
            Value::Bytes(bytes) => {
                self.raw.execute((n, &**bytes))?;
                // So that two claims on a report's bytes can be told apart without reading them.
                self.claim.raw_bind_parameter(11, Sha256::digest(bytes).as_slice())?;
            }
        }
        self.bind_some(10, reference.map(i64::from))?;
        self.claim.raw_bind_parameter(12, told)?;
        if let Some(locator) = &claim.locator {
            let (spot, first, last) = match &locator.spot {
                Spot::Whole => (0, None, None),
                Spot::Quote { start, end } => (1, Some(*start as i64), Some(*end as i64)),
                Spot::Row { row, .. } => (2, Some(*row as i64), None),
                Spot::Page(page) => (3, Some(i64::from(*page)), None),
                Spot::Timecode(ms) => (4, Some(*ms as i64), None),
            };
            self.claim.raw_bind_parameter(13, spot)?;
            self.bind_some(14, first)?;
            self.bind_some(15, last)?;
            if let Spot::Row { column: Some(column), .. } = &locator.spot {
                let column = words.intern(self.connection, column)?;
                self.claim.raw_bind_parameter(16, column)?;
            }
        }
        if let Some(note) = &claim.note {
            self.claim.raw_bind_parameter(17, &**note)?;
        }
        self.claim.raw_execute()?;
        Ok(())
    }

    fn bind_some(&mut self, at: usize, value: Option<i64>) -> Result<(), CasebookError> {
        if let Some(value) = value {
            self.claim.raw_bind_parameter(at, value)?;
        }
        Ok(())
    }
}
