//! The desk: an open casebook with its ledger, and the one way to save. Every use case is a function beside this one;
//! the web page, the API call and the command call the same.

mod catch_up;
mod forget;
mod open;
mod save;
mod snapshot;

pub(crate) use forget::Erasing;
pub use save::{Draft, Saved};
pub(crate) use snapshot::SNAPSHOT;

use crate::access::{Looks, Members};
use crate::count::Lately;
use crate::edges::Edges;
use crate::feed::Feeds;
use crate::record::Turns;
use crate::sentence;

use crate::import::Tray;
use crate::reporter::Reporters;
use crate::review::{Drafted, Found};
use crate::stop::{Outcome, Stop};
use crate::time::TimeKept;
use crate::token::Tokens;
use crate::unseen::Reckonings;
use casebook::Casebook;
use claims::counting::{Index, Sheet};
use claims::when::{Instant, ZoneId};
use ledger::{Ledger, OpenReport, Position};
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, Weak};

/// An open casebook.
pub struct Desk {
    ledger: Ledger,
    casebook: Mutex<Casebook>,
    /// Earlier states asked for lately, by position.
    earlier: Mutex<VecDeque<(u64, Arc<Mutex<Casebook>>)>>,
    /// What counting made of the sheets asked for lately.
    indexes: Mutex<VecDeque<(Weak<Sheet>, Arc<Index>)>>,
    /// Numbers that pages were shown lately.
    lately: Lately,
    /// Who may be one person, as long as nobody learns anything new.
    proposed: Mutex<Option<Found>>,
    /// Drafts of the reports that were read lately.
    drafted: Drafted,
    /// Calls that are being saved under a key.
    calls: Turns,
    /// What looks at feeds remember.
    feeds: Feeds,
    /// Estimates that are being reckoned, or were.
    reckonings: Arc<Reckonings>,
    /// Files that were handed in and wait.
    tray: Tray,
    /// Who may hand in signed reports.
    reporters: RwLock<Arc<Reporters>>,
    /// Tokens of programs.
    tokens: RwLock<Arc<Tokens>>,
    /// Who works here.
    members: RwLock<Arc<Members>>,
    /// Who looked at whom, until it is written down.
    looks: Looks,
    /// Held while an invitation is used up, so that one link lets one person in.
    joining: Mutex<()>,
    time: TimeKept,
    edges: Edges,
    zone: ZoneId,
    dir: PathBuf,
    opened: OpenReport,
    /// How many sayings the snapshot on disk lacks.
    behind: AtomicU64,
    /// The position that whoever reads the casebook now sees at least.
    level: AtomicU64,
    /// The snapshot's bytes, and the one thread that may write it: an older state must never replace a newer one.
    snapshot: Mutex<u64>,
}

impl Desk {
    /// The casebook's id: 16 bytes, which reporters sign with what they send.
    pub fn casebook_id(&self) -> [u8; 16] {
        self.ledger.casebook().0
    }

    /// Who may hand in signed reports, without waiting for the casebook.
    pub(crate) fn reporters(&self) -> Arc<Reporters> {
        Arc::clone(&self.reporters.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn learn_people(&self, casebook: &Casebook) -> Outcome<()> {
        let known = Arc::new(Reporters::of(casebook.reporters()?));
        *self.reporters.write().unwrap_or_else(PoisonError::into_inner) = known;
        self.learn_members(casebook);
        Ok(())
    }

    /// Tokens of programs, without waiting for the casebook.
    pub(crate) fn tokens(&self) -> Arc<Tokens> {
        Arc::clone(&self.tokens.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn learn_tokens(&self, casebook: &Casebook) -> Outcome<()> {
        let known = Arc::new(Tokens::of_issued(casebook.tokens()?));
        *self.tokens.write().unwrap_or_else(PoisonError::into_inner) = known;
        Ok(())
    }

    /// Who works here, without waiting for the casebook.
    pub fn members(&self) -> Arc<Members> {
        Arc::clone(&self.members.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn learn_members(&self, casebook: &Casebook) {
        let known = Arc::new(Members::of(casebook.access()));
        *self.members.write().unwrap_or_else(PoisonError::into_inner) = known;
    }

    /// Who looked at whom, until it is written down.
    pub(crate) fn looks(&self) -> &Looks {
        &self.looks
    }

    /// Held while an invitation, or what a second person agreed to, is used up.
    pub(crate) fn joining(&self) -> MutexGuard<'_, ()> {
        self.joining.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The zone in which times without one are meant.
    pub fn zone(&self) -> &ZoneId {
        &self.zone
    }

    /// The casebook's directory.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// What opening found: a torn tail, damage, warnings.
    pub fn opened(&self) -> &OpenReport {
        &self.opened
    }

    /// The time.
    pub fn now(&self) -> Instant {
        (self.edges.now)()
    }

    /// Fresh random bytes for an id.
    ///
    /// # Errors
    /// A fault when the system has none to give.
    pub fn fresh(&self) -> Outcome<[u8; 16]> {
        (self.edges.fresh)().ok_or_else(|| Stop::fault("drawing an id", ledger::NoEntropy))
    }

    /// Where the ledger stands.
    pub fn position(&self) -> Position {
        self.ledger.position()
    }

    /// The position that whoever reads the casebook from now on sees at least; the ledger may be a step ahead of it.
    pub fn level(&self) -> u64 {
        self.level.load(Ordering::Acquire)
    }

    /// Where the ledger stood at an earlier position.
    ///
    /// # Errors
    /// A refusal when there is no such position.
    pub fn position_at(&self, entries: u64) -> Outcome<Position> {
        self.ledger.position_at(entries).ok_or_else(|| {
            Stop::not_found(sentence!(
                "There is no position {entries}; the ledger has {most} entries.",
                entries,
                most = self.ledger.position().entries
            ))
        })
    }

    /// Numbers that pages were shown lately.
    pub(crate) fn lately(&self) -> &Lately {
        &self.lately
    }

    /// Who may be one person, where it is kept.
    pub(crate) fn proposed(&self) -> &Mutex<Option<Found>> {
        &self.proposed
    }

    /// Drafts of the reports that were read lately.
    pub(crate) fn drafted(&self) -> &Drafted {
        &self.drafted
    }

    /// What looks at feeds remember.
    pub(crate) fn reckonings(&self) -> &Arc<Reckonings> {
        &self.reckonings
    }

    /// Calls that are being saved under a key.
    pub(crate) fn calls(&self) -> &Turns {
        &self.calls
    }

    /// Files that were handed in and wait.
    pub(crate) fn tray(&self) -> &Tray {
        &self.tray
    }

    pub(crate) fn feeds(&self) -> &Feeds {
        &self.feeds
    }

    pub(crate) fn time(&self) -> &TimeKept {
        &self.time
    }

    /// The ledger, for the use cases that keep it.
    pub(crate) fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// The casebook as of now. Held for the length of one reading; never across a save.
    pub fn casebook(&self) -> MutexGuard<'_, Casebook> {
        self.casebook.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The casebook as it was known at a position. The last few asked for are kept.
    ///
    /// # Errors
    /// A refusal when there is no such position.
    pub fn casebook_at(&self, position: u64) -> Outcome<Arc<Mutex<Casebook>>> {
        const KEPT: usize = 3;
        self.position_at(position)?;
        let mut earlier = self.earlier.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, casebook)) = earlier.iter().find(|(at, _)| *at == position) {
            return Ok(Arc::clone(casebook));
        }
        let then = Arc::new(Mutex::new(self.casebook().as_known_at(position)?));
        earlier.push_back((position, Arc::clone(&then)));
        while earlier.len() > KEPT {
            earlier.pop_front();
        }
        Ok(then)
    }

    /// The index of a sheet, made once for every question put to it.
    pub(crate) fn index_of(&self, sheet: &Arc<Sheet>) -> Arc<Index> {
        const KEPT: usize = 4;
        let mut indexes = self.indexes.lock().unwrap_or_else(PoisonError::into_inner);
        indexes.retain(|(of, _)| of.strong_count() > 0);
        if let Some((_, index)) = indexes.iter().find(|(of, _)| std::ptr::eq(of.as_ptr(), Arc::as_ptr(sheet)))
        {
            return Arc::clone(index);
        }
        let index = Arc::new(Index::of(sheet));
        indexes.push_back((Arc::downgrade(sheet), Arc::clone(&index)));
        while indexes.len() > KEPT {
            indexes.pop_front();
        }
        index
    }

    /// Reads the casebook as of now, or as it was known at a position.
    ///
    /// # Errors
    /// A refusal when there is no such position; whatever `read` returns.
    pub fn reading<T>(
        &self,
        position: Option<u64>,
        read: impl FnOnce(&Casebook) -> Outcome<T>,
    ) -> Outcome<T> {
        match position {
            None => read(&self.casebook()),
            Some(position) if position == self.casebook().position() => read(&self.casebook()),
            Some(position) => {
                let then = self.casebook_at(position)?;
                let then = then.lock().unwrap_or_else(PoisonError::into_inner);
                read(&then)
            }
        }
    }
}
