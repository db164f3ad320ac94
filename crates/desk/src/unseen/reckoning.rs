//! Estimates that are being reckoned while people go on working, and those that were, since the program was started. One is reckoned at a
//! time, on all processors but one. Nothing is stored, and nothing here holds a name: lists are numbers until they are shown.

use super::{Overlap, question};
use crate::desk::Desk;
use crate::sentence;
use crate::stop::{Outcome, Stop};
use claims::when::Instant;
use estimate::assess::Stage;
use estimate::{Assessment, Choice, OverlapTable, Refusal, assess};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

/// Estimates that are kept.
const KEPT: usize = 8;
/// Estimates that may be begun and not done.
const WAITING: usize = 3;

/// How an estimate stands.
#[derive(Debug, Clone)]
pub enum Reckoned {
    /// It is being reckoned, or waits for its turn.
    Underway {
        /// What is being done, and its share from 0 to 1; none while it waits.
        stage: Option<(Stage, f64)>,
        /// When it was begun.
        since: Instant,
    },
    /// Done: in the names and with the attestations of the table that is asked for now.
    Done(Box<Assessment>),
    /// The table cannot be used by these methods.
    Refused(Refusal),
}

/// What is asked: the table by its hash, and the seed.
type Key = (String, u64);

enum State {
    Underway { stage: Option<(Stage, f64)>, since: Instant },
    Done(Box<Assessment>),
    Refused(Refusal),
}

/// Estimates of an open desk.
#[derive(Default)]
pub(crate) struct Reckonings {
    all: Mutex<VecDeque<(Key, State)>>,
    turn: Mutex<()>,
}

impl Reckonings {
    fn with<T>(&self, ask: impl FnOnce(&mut VecDeque<(Key, State)>) -> T) -> T {
        ask(&mut self.all.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn set(&self, key: &Key, state: State) {
        self.with(|all| {
            if let Some(kept) = all.iter_mut().find(|(known, _)| known == key) {
                kept.1 = state;
            }
        });
    }
}

/// The table with numbers for names, and what it is kept by.
fn numbered(table: &OverlapTable, seed: u64) -> (OverlapTable, Key) {
    let names: Vec<String> = (1..=table.width()).map(|at| at.to_string()).collect();
    let numbered = table.called(&names);
    let key = (numbered.sha256(), seed);
    (numbered, key)
}

/// Begins to reckon an estimate of this table by all methods that suit it, unless that is under way or done already.
///
/// # Errors
/// A refusal when there is no table; a conflict when too many are waiting; a fault when no thread is to be had.
pub fn begin(desk: &Desk, of: &Overlap, seed: u64) -> Outcome<()> {
    let table = of.table.as_ref().map_err(super::reckon::refused)?;
    let (table, key) = numbered(table, seed);
    let reckonings = Arc::clone(desk.reckonings());
    let since = desk.now();
    let begun = reckonings.with(|all| {
        if all.iter().any(|(known, _)| *known == key) {
            return Ok(false);
        }
        if all.iter().filter(|(_, state)| matches!(state, State::Underway { .. })).count() >= WAITING {
            let say = sentence!("Other estimates are being reckoned; there is room for three.");
            return Err(Stop::conflict(say).hint(sentence!("Come back when one is done.")));
        }
        while all.len() >= KEPT {
            let oldest = all.iter().position(|(_, state)| !matches!(state, State::Underway { .. }));
            all.remove(oldest.unwrap_or(0));
        }
        all.push_back((key.clone(), State::Underway { stage: None, since }));
        Ok(true)
    })?;
    if !begun {
        return Ok(());
    }
    let question = question(of, Choice::Auto, seed);
    let work = move || {
        let broken = Broken { reckonings: &reckonings, key: &key };
        let _turn = reckonings.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let mut tell = |stage, share: f64| {
            reckonings.set(&key, State::Underway { stage: Some((stage, share)), since });
        };
        let threads = std::thread::available_parallelism().map_or(1, usize::from).saturating_sub(1).max(1);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let Ok(pool) = pool else { return };
        let found = pool.install(|| assess(&table, &question, &mut tell));
        let state = found.map_or_else(State::Refused, |found| State::Done(Box::new(found)));
        reckonings.set(&key, state);
        drop(broken);
    };
    std::thread::Builder::new()
        .name("habeas-estimate".to_owned())
        .spawn(work)
        .map(drop)
        .map_err(|cause| Stop::fault("starting to reckon", cause))
}

/// Forgets what broke off, so that it can be begun again.
struct Broken<'r> {
    reckonings: &'r Reckonings,
    key: &'r Key,
}

impl Drop for Broken<'_> {
    fn drop(&mut self) {
        self.reckonings.with(|all| {
            all.retain(|(key, state)| key != self.key || !matches!(state, State::Underway { .. }));
        });
    }
}

/// How the estimate of this table stands; none if it was never begun, or was forgotten.
pub fn reckoned(desk: &Desk, of: &Overlap, seed: u64) -> Option<Reckoned> {
    let table = of.table.as_ref().ok()?;
    let (_, key) = numbered(table, seed);
    let found = desk.reckonings().with(|all| {
        all.iter().find(|(known, _)| *known == key).map(|(_, state)| match state {
            State::Underway { stage, since } => Reckoned::Underway { stage: *stage, since: *since },
            State::Done(found) => Reckoned::Done(found.clone()),
            State::Refused(refusal) => Reckoned::Refused(refusal.clone()),
        })
    });
    found.map(|found| match found {
        Reckoned::Done(found) => {
            let told = found.retold(table.lists(), of.attested());
            Reckoned::Done(Box::new(told.above(of.receipt.floor)))
        }
        other => other,
    })
}
