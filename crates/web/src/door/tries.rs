//! How often somebody may try to come in. Per handle, per network they come from, and altogether, since behind a tunnel
//! everybody comes from one address. A handle that is not known is counted like one that is. Nothing of it is written
//! down.

use super::whence::Whence;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Wrong tries of one handle before it must wait, and for how long they are remembered.
const OF_ONE: u32 = 5;
const REMEMBERED: Duration = Duration::from_secs(15 * 60);
/// Wrong tries from one network, behind which a whole office may sit. Fewer than what makes everybody wait: nobody alone can
/// shut the door for all.
const OF_NETWORK: u32 = 30;
/// Links from one network that opened nothing.
const LINKS: u32 = 20;
/// Wrong tries altogether within a minute before everybody must wait.
const OF_ALL: u32 = 60;
const MINUTE: Duration = Duration::from_secs(60);
/// Most handles, and most networks, remembered; a flood of invented ones is met by the limit for all.
const MOST: usize = 10_000;

/// Wrong tries, lately.
#[derive(Default)]
pub(crate) struct Tries(Mutex<State>);

type Counted<K> = HashMap<K, (u32, Instant)>;

#[derive(Default)]
struct State {
    of: Counted<String>,
    from: Counted<Whence>,
    links: Counted<Whence>,
    all: Option<(u32, Instant)>,
    /// Codes that were used, by handle: each is taken once.
    codes: HashMap<String, u64>,
}

fn forget<K: Eq + Hash>(counted: &mut Counted<K>, now: Instant) {
    counted.retain(|_, (_, since)| now.duration_since(*since) < REMEMBERED);
}

fn count<K: Eq + Hash>(counted: &mut Counted<K>, key: K, now: Instant) {
    if counted.len() < MOST || counted.contains_key(&key) {
        counted.entry(key).or_insert((0, now)).0 += 1;
    }
}

/// How long this must wait.
fn left<K: Eq + Hash>(counted: &Counted<K>, key: &K, most: u32, now: Instant) -> Option<Duration> {
    let (_, since) = counted.get(key).filter(|(number, _)| *number >= most)?;
    Some(REMEMBERED.saturating_sub(now.duration_since(*since)))
}

impl Tries {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How long this handle, or whoever comes from there, must wait before it is even looked at. An empty handle is that of
    /// a passkey which says itself whose it is.
    pub fn wait(&self, handle: &str, whence: Whence) -> Option<Duration> {
        let now = Instant::now();
        let mut state = self.state();
        forget(&mut state.of, now);
        forget(&mut state.from, now);
        let all =
            state.all.filter(|(number, since)| *number >= OF_ALL && now.duration_since(*since) < MINUTE);
        let all = all.map(|(_, since)| MINUTE.saturating_sub(now.duration_since(since)));
        let one = left(&state.of, &handle.to_owned(), OF_ONE, now);
        all.max(one).max(left(&state.from, &whence, OF_NETWORK, now))
    }

    /// A try that was wrong.
    pub fn wrong(&self, handle: &str, whence: Whence) {
        let now = Instant::now();
        let mut state = self.state();
        state.all = match state.all {
            Some((number, since)) if now.duration_since(since) < MINUTE => Some((number + 1, since)),
            _ => Some((1, now)),
        };
        if !handle.is_empty() {
            count(&mut state.of, handle.to_owned(), now);
        }
        if !whence.is_anybody() {
            count(&mut state.from, whence, now);
        }
    }

    /// True when whoever comes from there has shown too many links that open nothing.
    pub fn links_wait(&self, whence: Whence) -> bool {
        let now = Instant::now();
        let mut state = self.state();
        forget(&mut state.links, now);
        left(&state.links, &whence, LINKS, now).is_some()
    }

    /// A link that opened nothing. Where nothing tells senders apart nobody is counted: what a link holds is 256 bits that
    /// nobody finds by trying.
    pub fn wrong_link(&self, whence: Whence) {
        if !whence.is_anybody() {
            count(&mut self.state().links, whence, Instant::now());
        }
    }

    /// A try that was right: true unless its code was used before.
    pub fn right(&self, handle: &str, step: Option<u64>) -> bool {
        let mut state = self.state();
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
