//! What the server remembers of the programs that call it: how many calls they have left, and what was answered.

use super::call::Answer;
use crate::api::budget::Budgets;
use axum::http::StatusCode;
use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::Semaphore;

/// Calls answered at once.
const AT_ONCE: usize = 8;
/// How long an answer is remembered for whoever sends the same again.
const REMEMBERED: Duration = Duration::from_secs(24 * 3600);
/// Answers remembered at most.
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

type Key = ([u8; 32], String);

struct Kept {
    sum: [u8; 32],
    status: StatusCode,
    body: String,
}

/// Answers, by whose call it was and the name they gave it.
#[derive(Default)]
pub(crate) struct Done {
    kept: HashMap<Key, Kept>,
    order: VecDeque<(Instant, Key)>,
}

impl Done {
    /// What was answered under a key, with the sum of the call.
    pub fn of(&self, whose: &[u8; 32], key: &str) -> Option<([u8; 32], Answer)> {
        let kept = self.kept.get(&(*whose, key.to_owned()))?;
        Some((kept.sum, Answer { status: kept.status, body: kept.body.clone(), etag: None }))
    }

    /// Remembers an answer; forgets the oldest.
    pub fn keep(&mut self, whose: [u8; 32], key: String, sum: [u8; 32], answer: &Answer, now: Instant) {
        while self.order.len() >= MOST
            || self.order.front().is_some_and(|(at, _)| now.duration_since(*at) > REMEMBERED)
        {
            let Some((_, key)) = self.order.pop_front() else { break };
            self.kept.remove(&key);
        }
        let key = (whose, key);
        self.order.push_back((now, key.clone()));
        self.kept.insert(key, Kept { sum, status: answer.status, body: answer.body.clone() });
    }
}
