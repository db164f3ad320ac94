//! The casebook itself: the tables and what is kept beside them in memory. Everything here is made from sayings and
//! can be made again; only the projector writes.

use crate::changes::Changes;
use crate::errors::CasebookError;
use crate::facts::Facts;
use crate::ids::Ids;
use crate::kept::Kept;
use crate::rows::{Contexts, Reading, Words, Zones, read_decision};
use crate::rulings::{Ruled, Rulings};
use crate::schema;
use crate::sheet::Counted;
use claims::when::Instant;
use claims::{ClaimId, RecordId, RecordKind};
use rusqlite::{Connection, OptionalExtension};
use std::cell::RefCell;
use std::collections::{BTreeSet, HashSet};

/// The projection of a ledger that people work on. One thread at a time: put it behind a mutex.
pub struct Casebook {
    pub(crate) connection: Connection,
    pub(crate) ids: Ids,
    pub(crate) words: Words,
    pub(crate) zones: Zones,
    pub(crate) contexts: Contexts,
    pub(crate) rulings: Rulings,
    pub(crate) entries: HashSet<[u8; 32]>,
    pub(crate) position: u64,
    /// What changed since it was last asked who may be one person.
    pub(crate) changes: Changes,
    /// Resolved facts, made when first asked for; records that changed since wait in `dirty`.
    pub(crate) facts: RefCell<Option<Facts>>,
    pub(crate) dirty: RefCell<BTreeSet<u32>>,
    /// The sheet, carried on from projection to projection.
    pub(crate) counted: RefCell<Option<Counted>>,
    /// Answers that hold until something is said that bears on them.
    pub(crate) kept: RefCell<Kept>,
}

impl Casebook {
    /// A casebook in which nothing is known.
    ///
    /// # Errors
    /// [`CasebookError::EngineTooOld`] for an engine with a known fault.
    pub fn empty() -> Result<Self, CasebookError> {
        let connection = schema::open()?;
        schema::create(&connection)?;
        Self::load(connection)
    }

    /// Reads what is kept in memory from the tables.
    pub(crate) fn load(connection: Connection) -> Result<Self, CasebookError> {
        let ids = Ids::load(&connection)?;
        let words = Words::load(&connection)?;
        let contexts = Contexts::load(&connection)?;
        let mut rulings = load_rulings(&connection, &ids)?;
        rulings.learn_contexts(&contexts, &ids);
        let entries = {
            let mut statement = connection.prepare("SELECT entry FROM arrival")?;
            let found = statement.query_map([], |row| row.get(0))?.collect::<Result<HashSet<_>, _>>();
            found?
        };
        let position: i64 = connection.query_row("SELECT position FROM ledger", [], |row| row.get(0))?;
        Ok(Self {
            connection,
            ids,
            words,
            zones: Zones::default(),
            contexts,
            rulings,
            entries,
            position: position as u64,
            changes: Changes::default(),
            facts: RefCell::new(None),
            dirty: RefCell::new(BTreeSet::new()),
            counted: RefCell::new(None),
            kept: RefCell::new(Kept::default()),
        })
    }

    /// The place in the local ledger up to which everything is in here; 0 for nothing.
    pub fn position(&self) -> u64 {
        self.position
    }

    pub(crate) fn reading(&self) -> Reading<'_> {
        Reading { connection: &self.connection, ids: &self.ids, words: &self.words, zones: &self.zones }
    }

    /// The record a claim is about.
    pub fn record_of_claim(&self, claim: ClaimId) -> Result<Option<RecordId>, CasebookError> {
        let n: Option<i64> = self
            .connection
            .prepare_cached("SELECT n FROM claim WHERE id = ?1 AND manner & 4 = 0")?
            .query_row([claim.as_bytes()], |row| row.get(0))
            .optional()?;
        Ok(n.map(|n| self.ids.record(schema::record_of(n))))
    }

    /// The kind of a record, if anything is known that tells it.
    pub fn kind(&self, record: RecordId) -> Result<Option<RecordKind>, CasebookError> {
        match self.ids.number(record) {
            Some(n) => self.kind_of(n),
            None => Ok(None),
        }
    }

    pub(crate) fn kind_of(&self, n: u32) -> Result<Option<RecordKind>, CasebookError> {
        let code: Option<Option<u8>> = self
            .connection
            .prepare_cached("SELECT kind FROM record WHERE n = ?1")?
            .query_row([n], |row| row.get(0))
            .optional()?;
        Ok(code.flatten().and_then(RecordKind::from_code))
    }

    /// Records whose id begins with these hexadecimal digits, in the order of ids, `limit` at most.
    pub fn by_prefix(&self, digits: &str, limit: usize) -> Vec<RecordId> {
        self.ids.by_prefix(digits, limit)
    }

    /// A decision by its id.
    pub fn decision(&self, id: ClaimId) -> Option<&Ruled> {
        self.rulings.get(id)
    }

    /// True when a decision has not been undone.
    pub fn holds(&self, decision: ClaimId) -> bool {
        self.rulings.holds(decision)
    }

    /// What the entry at a position decided.
    pub fn decided_at(&self, position: u64) -> Vec<Ruled> {
        self.rulings.all().filter(|ruled| ruled.position == position).cloned().collect()
    }
}

/// Reads all decisions back.
fn load_rulings(connection: &Connection, ids: &Ids) -> Result<Rulings, CasebookError> {
    let mut rulings = Rulings::default();
    let mut statement = connection.prepare(
        "SELECT s.author, s.why, s.at, a.position, a.entry, s.record, d.n, d.id, d.ruling, d.target, d.a, d.b, d.grade, d.more, a.seq \
         FROM decision d JOIN save s ON s.n = d.save JOIN arrival a ON a.n = s.arrival ORDER BY d.n",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (id, ruling) = read_decision(row, 7)?;
        let at = Instant::from_unix(row.get(2)?);
        rulings.add(Ruled {
            id,
            about: ids.record(row.get(5)?),
            ruling,
            author: row.get(0)?,
            why: row.get(1)?,
            at,
            position: row.get::<_, i64>(3)? as u64,
            rank: (at, row.get::<_, i64>(14)? as u64, row.get(4)?, row.get(6)?),
        });
    }
    Ok(rulings)
}
