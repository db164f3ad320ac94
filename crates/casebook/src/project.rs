//! The projector: the only writer. It takes entries in any order and any number of times, and what results depends on
//! the set of them alone. A few entries go through the indexes; a great many go in bare and are indexed after.

use crate::arrived::Arrived;
use crate::casebook::Casebook;
use crate::changes::Changes;
use crate::errors::CasebookError;
use crate::ids::Ids;
use crate::kept::Kept;
use crate::rows::{Contexts, Words, Writer};
use crate::rulings::{Ruled, Rulings};
use crate::schema::{self, TWIN, claims_of, record_of, rows_of};
use crate::settle;
use claims::{Access, ClaimId, Property, Ruling, Saying};
use rusqlite::{Connection, params};
use std::collections::{BTreeSet, HashMap, HashSet};

/// From so many claims on, a batch that at least doubles the casebook goes in bare.
const MANY: usize = 20_000;

impl Casebook {
    /// Takes entries in, all or none. Entries already taken in change nothing.
    ///
    /// # Errors
    /// [`CasebookError`]; the casebook is then as it was before.
    pub fn project(&mut self, entries: &[Arrived]) -> Result<(), CasebookError> {
        let coming: usize =
            entries.iter().flat_map(|entry| &entry.saves).map(|save| save.sayings.len()).sum();
        let here: i64 = if coming >= MANY {
            self.connection.query_row("SELECT count(*) FROM claim", [], |row| row.get(0))?
        } else {
            i64::MAX
        };
        let bare = coming >= MANY && coming as i64 >= here;
        let done = self.take(entries.iter(), bare);
        if done.is_err() {
            self.forget_unwritten()?;
        }
        done
    }

    /// Makes a casebook from all entries of a ledger, fast.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn rebuild(
        entries: impl IntoIterator<Item = impl std::borrow::Borrow<Arrived>>,
    ) -> Result<Self, CasebookError> {
        let mut casebook = Self::empty()?;
        // Nothing to return to if it fails: the casebook is thrown away.
        casebook.connection.pragma_update_and_check(None, "journal_mode", "OFF", |_| Ok(()))?;
        casebook.take(entries.into_iter(), true)?;
        casebook.connection.pragma_update_and_check(None, "journal_mode", "MEMORY", |_| Ok(()))?;
        Ok(casebook)
    }

    fn take(
        &mut self,
        entries: impl Iterator<Item = impl std::borrow::Borrow<Arrived>>,
        bare: bool,
    ) -> Result<(), CasebookError> {
        let transaction = self.connection.unchecked_transaction()?;
        if bare {
            schema::drop_indexes(&self.connection)?;
        }
        let mut touched: BTreeSet<u32> = BTreeSet::new();
        let mut position = self.position;
        let relays;
        {
            let mut intake = Intake {
                connection: &self.connection,
                writer: Writer::new(&self.connection)?,
                ids: &mut self.ids,
                words: &mut self.words,
                contexts: &mut self.contexts,
                rulings: &mut self.rulings,
                entries: &mut self.entries,
                counters: Counters::default(),
                bare,
                touched: &mut touched,
                reached: HashSet::new(),
                reports: BTreeSet::new(),
                relays: false,
            };
            intake.writer.records_later = bare;
            for entry in entries {
                let entry = entry.borrow();
                position = position.max(entry.position);
                intake.entry(entry)?;
            }
            let reached = std::mem::take(&mut intake.reached);
            let reports = std::mem::take(&mut intake.reports);
            relays = intake.relays;
            drop(intake);
            self.rulings.learn_contexts(&self.contexts, &self.ids);
            if bare {
                schema::create_indexes(&self.connection)?;
                find_twins(&self.connection)?;
                settle::all(&self.connection, &self.ids, &self.rulings, &self.contexts)?;
            } else {
                let mut find = self.connection.prepare_cached("SELECT n FROM claim WHERE id = ?1")?;
                for claim in reached {
                    let mut rows = find.query([claim.as_bytes()])?;
                    while let Some(row) = rows.next()? {
                        touched.insert(record_of(row.get(0)?));
                    }
                }
                let mut find = self.connection.prepare_cached(
                    "SELECT DISTINCT n >> 28 FROM claim WHERE told IN (SELECT n FROM told WHERE report = ?1)",
                )?;
                for report in reports {
                    let mut rows = find.query([report])?;
                    while let Some(row) = rows.next()? {
                        touched.insert(row.get(0)?);
                    }
                }
                for record in &touched {
                    settle::one(&self.connection, *record, &self.rulings, &self.contexts, &mut self.changes)?;
                }
            }
        }
        self.connection.execute("UPDATE ledger SET position = ?1", [position as i64])?;
        transaction.commit()?;
        self.position = position;
        if bare {
            *self.kept.borrow_mut() = Kept::default();
            *self.counted.borrow_mut() = None;
            self.changes = Changes::default();
            *self.facts.borrow_mut() = None;
            self.dirty.borrow_mut().clear();
        } else {
            let judged = |n: &u32| self.rulings.judged_with(self.ids.record(*n)).next().is_some();
            let judged = touched.iter().any(judged);
            self.kept.borrow_mut().forget(touched.iter().copied(), relays, judged);
            if self.facts.borrow().is_some() {
                self.dirty.borrow_mut().extend(touched);
            }
        }
        Ok(())
    }

    /// After a failure: reads again what is kept in memory.
    fn forget_unwritten(&mut self) -> Result<(), CasebookError> {
        let connection = std::mem::replace(&mut self.connection, Connection::open_in_memory()?);
        *self = Self::load(connection)?;
        Ok(())
    }
}

/// Counts the claims of each record, per area.
#[derive(Default)]
struct Counters(HashMap<(u32, bool), i64>);

impl Counters {
    fn next(
        &mut self,
        connection: &Connection,
        record: u32,
        row: bool,
        new: bool,
    ) -> Result<i64, CasebookError> {
        let (first, last) = if row { rows_of(record) } else { claims_of(record) };
        let next = match self.0.get(&(record, row)) {
            Some(n) => n + 1,
            None if new => first,
            None => {
                let highest: Option<i64> = connection
                    .prepare_cached("SELECT max(n) FROM claim WHERE n BETWEEN ?1 AND ?2")?
                    .query_row([first, last], |row| row.get(0))?;
                highest.map_or(first, |n| n + 1)
            }
        };
        if next > last {
            return Err(CasebookError::Full { what: "claims on one record" });
        }
        self.0.insert((record, row), next);
        Ok(next)
    }
}

/// One run of the projector.
struct Intake<'c, 'm> {
    connection: &'c Connection,
    writer: Writer<'c>,
    ids: &'m mut Ids,
    words: &'m mut Words,
    contexts: &'m mut Contexts,
    rulings: &'m mut Rulings,
    entries: &'m mut HashSet<[u8; 32]>,
    counters: Counters,
    bare: bool,
    touched: &'m mut BTreeSet<u32>,
    reached: HashSet<ClaimId>,
    reports: BTreeSet<u32>,
    /// True when something was said of who repeats whom, or anything was decided.
    relays: bool,
}

impl Intake<'_, '_> {
    /// Takes one entry in.
    fn entry(&mut self, entry: &Arrived) -> Result<(), CasebookError> {
        if !self.entries.insert(entry.entry) {
            return Ok(());
        }
        let arrival = self.writer.arrival(&entry.entry, entry.position, entry.seq)?;
        for save in entry.saves.iter().filter(|save| !is_kept_apart(save)) {
            let before = self.ids.len();
            let record = self.writer.number(self.ids, save.record)?;
            let new = self.ids.len() > before;
            let n = self.writer.save(self.contexts, arrival, record, save)?;
            if !self.bare {
                self.touched.insert(record);
            }
            for saying in &save.sayings {
                match saying {
                    Saying::Claim(claim) => {
                        // A claim belongs to the record whose key sealed it.
                        let about = if claim.about == save.record {
                            record
                        } else {
                            self.writer.number(self.ids, claim.about)?
                        };
                        let row = claim.property == Property::ReportRow;
                        self.relays |= claim.property == Property::SourceRelays;
                        let known = new && about == record;
                        let number = self.counters.next(self.connection, about, row, known)?;
                        self.writer.claim(self.ids, self.words, self.contexts, number, n, claim)?;
                        if !self.bare {
                            self.touched.insert(about);
                            // The other claims of this id may now be twins, or no longer.
                            self.touched
                                .extend(mark_twins(self.connection, claim.id)?.into_iter().map(record_of));
                        }
                    }
                    // It is looked for in the latest entries, for a day; the casebook knows nothing of it.
                    Saying::Decision(decision) if is_done_call(&decision.ruling) => {}
                    Saying::Decision(decision) => {
                        let number = self.writer.decision(n, decision)?;
                        self.relays |= !matches!(decision.ruling, Ruling::Access(_));
                        let reach = self.rulings.add(Ruled {
                            id: decision.id,
                            about: save.record,
                            ruling: decision.ruling.clone(),
                            author: save.author.clone(),
                            why: save.why.clone(),
                            at: save.at,
                            position: entry.position,
                            rank: (save.at, entry.seq, entry.entry, number),
                        });
                        if !self.bare {
                            self.reached.extend(reach.claims);
                            self.reports.extend(reach.reports.iter().filter_map(|of| self.ids.number(*of)));
                        }
                        for record in reach.records {
                            let n = self.writer.number(self.ids, record)?;
                            if !self.bare {
                                self.touched.insert(n);
                            }
                        }
                    }
                    Saying::Unknown(bytes) => self.writer.unknown(n, bytes)?,
                }
            }
        }
        Ok(())
    }
}

/// How callers are reached is read from the ledger by whoever may, one at a time, and nowhere else: what the casebook does
/// not know, no page, search, export of a page or snapshot can show, and nothing is left of it when its key is destroyed.
fn is_kept_apart(save: &claims::Save) -> bool {
    let apart =
        |saying: &Saying| matches!(saying, Saying::Claim(claim) if claim.property == Property::ContactHow);
    !save.sayings.is_empty() && save.sayings.iter().all(apart)
}

/// Of claims that bear one id, the one recorded first is it, then the one of the lesser entry; the rest are twins.
/// Returns the numbers of all of them when there are several.
fn mark_twins(connection: &Connection, id: ClaimId) -> Result<Vec<i64>, CasebookError> {
    let mut count = connection.prepare_cached("SELECT count(*) FROM claim WHERE id = ?1")?;
    let n: i64 = count.query_row([id.as_bytes()], |row| row.get(0))?;
    if n < 2 {
        return Ok(Vec::new());
    }
    let mut order = connection.prepare_cached(
        "SELECT c.n FROM claim c JOIN save s ON s.n = c.save JOIN arrival a ON a.n = s.arrival WHERE c.id = ?1 \
         ORDER BY s.at, a.entry, s.n, c.n",
    )?;
    let numbers =
        order.query_map([id.as_bytes()], |row| row.get::<_, i64>(0))?.collect::<Result<Vec<_>, _>>()?;
    let mut mark = connection.prepare_cached("UPDATE claim SET manner = (manner & ~?2) | ?3 WHERE n = ?1")?;
    for (place, n) in numbers.iter().enumerate() {
        mark.execute(params![n, TWIN, if place == 0 { 0 } else { TWIN }])?;
    }
    Ok(numbers)
}

/// Marks all twins of the whole casebook.
pub(crate) fn find_twins(connection: &Connection) -> Result<(), CasebookError> {
    let mut statement = connection.prepare("SELECT id FROM claim GROUP BY id HAVING count(*) > 1")?;
    let ids = statement.query_map([], |row| row.get::<_, [u8; 16]>(0))?.collect::<Result<Vec<_>, _>>()?;
    for id in ids {
        mark_twins(connection, ClaimId::from_bytes(id))?;
    }
    Ok(())
}

fn is_done_call(ruling: &Ruling) -> bool {
    matches!(ruling, Ruling::Access(access) if matches!(**access, Access::Done(_)))
}
