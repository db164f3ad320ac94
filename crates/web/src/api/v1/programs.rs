//! What the server remembers of the programs that call it: how many calls they have left, and what was answered.

use crate::api::budget::Budgets;
use axum::http::StatusCode;
use desk::{Desk, Outcome};
use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::Semaphore;

/// Calls answered at once.
const AT_ONCE: usize = 8;
/// How long an answer is remembered for whoever sends the same again.
const REMEMBERED: Duration = Duration::from_secs(24 * 3600);
/// Answers remembered at most, and entries that are looked through for those from before a start.
const MOST: usize = 10_000;

/// What the server remembers of programs.
pub(crate) struct Programs {
    pub turns: Semaphore,
    each: Mutex<Budgets>,
    all: Mutex<Budgets>,
    done: Mutex<Done>,
}

impl Programs {
    /// Calls a minute, of each token and of all together.
    pub fn new(each: u32, all: u32) -> Self {
        Self {
            turns: Semaphore::new(AT_ONCE),
            each: Mutex::new(Budgets::new(each)),
            all: Mutex::new(Budgets::new(all)),
            done: Mutex::default(),
        }
    }

    /// Spends one call; when there is none left, how long until there is.
    pub fn spend(&self, whose: [u8; 32], now: Instant) -> Result<(), Duration> {
        let spend =
            |of: &Mutex<Budgets>, whose| of.lock().unwrap_or_else(PoisonError::into_inner).spend(whose, now);
        spend(&self.each, whose)?;
        spend(&self.all, [0; 32])
    }

    /// Spends one call of a stranger: from what is left to the network it comes from, and not from what all programs share.
    pub fn spend_stranger(&self, network: [u8; 32], now: Instant) -> Result<(), Duration> {
        self.each.lock().unwrap_or_else(PoisonError::into_inner).spend(network, now)
    }

    /// What was done, by key. Held while something is done.
    pub fn done(&self) -> MutexGuard<'_, Done> {
        self.done.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// SHA-256 of whose call it was and the name they gave it.
type Key = [u8; 32];

/// What is known of a call that was carried out.
#[derive(Clone)]
pub(crate) struct Kept {
    /// The sum of what was sent.
    pub sum: [u8; 32],
    pub what: What,
}

/// Its answer, or where in the ledger that which it saved stands: before the server started, it was answered by another.
#[derive(Clone)]
pub(crate) enum What {
    Answer(StatusCode, String),
    Saved(u64),
}

/// Calls that were carried out, by whose they were and the name they gave them.
#[derive(Default)]
pub(crate) struct Done {
    kept: HashMap<Key, Kept>,
    order: VecDeque<(Instant, Key)>,
    /// The ledger was looked through for what was done before the server started.
    was_read: bool,
}

impl Done {
    /// Looks through the latest entries of the ledger, once.
    ///
    /// # Errors
    /// A fault when it cannot be read; it is then looked through the next time.
    pub fn read(&mut self, desk: &Desk) -> Outcome<()> {
        if self.was_read {
            return Ok(());
        }
        let life = i64::try_from(REMEMBERED.as_secs()).unwrap_or(i64::MAX);
        let since = claims::when::Instant::from_unix(desk.now().unix().saturating_sub(life));
        for call in desk::token::calls_done(desk, since, MOST as u64)? {
            let kept = Kept { sum: call.done.call, what: What::Saved(call.position) };
            // One call may have saved several entries: the first is it.
            if !self.kept.contains_key(&call.done.key) {
                self.keep(call.done.key, kept, Instant::now());
            }
        }
        self.was_read = true;
        Ok(())
    }

    /// What was done under a key.
    pub fn of(&self, key: &Key) -> Option<Kept> {
        self.kept.get(key).cloned()
    }

    /// Remembers a call; forgets the oldest.
    pub fn keep(&mut self, key: Key, kept: Kept, now: Instant) {
        while self.order.len() >= MOST
            || self.order.front().is_some_and(|(at, _)| now.duration_since(*at) > REMEMBERED)
        {
            let Some((_, key)) = self.order.pop_front() else { break };
            self.kept.remove(&key);
        }
        self.order.push_back((now, key));
        self.kept.insert(key, kept);
    }
}
