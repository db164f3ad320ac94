//! How often somebody may try to sign in. Per handle and altogether, since behind a tunnel everybody comes from one
//! address. A handle that is not known is counted like one that is.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Wrong tries of one handle before it must wait, and for how long they are remembered.
const OF_ONE: u32 = 5;
const REMEMBERED: Duration = Duration::from_secs(15 * 60);
/// Wrong tries altogether within a minute before everybody must wait.
const OF_ALL: u32 = 60;
const MINUTE: Duration = Duration::from_secs(60);
/// Most handles remembered; a flood of invented ones is met by the limit for all.
const HANDLES: usize = 10_000;

/// Wrong tries, lately.
#[derive(Default)]
pub(crate) struct Tries(Mutex<State>);

#[derive(Default)]
struct State {
    of: HashMap<String, (u32, Instant)>,
    all: Option<(u32, Instant)>,
    /// Codes that were used, by handle: each is taken once.
    codes: HashMap<String, u64>,
}

impl Tries {
    /// How long this handle must wait before it is even looked at.
    pub fn wait(&self, handle: &str) -> Option<Duration> {
        let now = Instant::now();
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.of.retain(|_, (_, since)| now.duration_since(*since) < REMEMBERED);
        let all =
            state.all.filter(|(number, since)| *number >= OF_ALL && now.duration_since(*since) < MINUTE);
        let one = state.of.get(handle).filter(|(number, _)| *number >= OF_ONE);
        let left = |since: Instant, whole: Duration| whole.saturating_sub(now.duration_since(since));
        let all = all.map(|(_, since)| left(since, MINUTE));
        let one = one.map(|(_, since)| left(*since, REMEMBERED));
        all.max(one)
    }

    /// A try that was wrong.
    pub fn wrong(&self, handle: &str) {
        let now = Instant::now();
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.all = match state.all {
            Some((number, since)) if now.duration_since(since) < MINUTE => Some((number + 1, since)),
            _ => Some((1, now)),
        };
        if state.of.len() < HANDLES || state.of.contains_key(handle) {
            state.of.entry(handle.to_owned()).or_insert((0, now)).0 += 1;
        }
    }

    /// A try that was right: true unless its code was used before.
    pub fn right(&self, handle: &str, step: Option<u64>) -> bool {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(step) = step {
            let last = state.codes.entry(handle.to_owned()).or_insert(0);
            if *last >= step {
                return false;
            }
            *last = step;
        }
        state.of.remove(handle);
        true
    }
}
