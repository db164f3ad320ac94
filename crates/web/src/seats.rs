//! Who is connected, and who must leave when it gets crowded: the connections that have gone longest without a complete
//! request. Behind a tunnel everybody has one address, so nothing is counted by address.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;
use tokio::sync::Notify;

/// When it gets crowded, one in so many is asked to leave at once, so that the search is not made for each who comes.
const SHARE: usize = 64;
/// Handles kept for everything that is no connection: the ledger, keys, the vault.
const OTHERS: u64 = 256;

/// All seats.
pub(crate) struct Seats {
    most: usize,
    start: Instant,
    taken: Mutex<Taken>,
}

#[derive(Default)]
struct Taken {
    next: u64,
    seats: HashMap<u64, Arc<State>>,
}

/// One seat, as its connection and the door see it.
#[derive(Default)]
struct State {
    /// Milliseconds from the start to the last complete request, or to when the connection came.
    since: AtomicU64,
    /// A request is being answered: nobody is asked to leave in the middle of it.
    serving: AtomicBool,
    /// An answer is on its way and the reader has not taken all of it.
    sending: AtomicBool,
    leave: Notify,
}

/// A seat; given back when dropped.
pub(crate) struct Seat {
    number: u64,
    state: Arc<State>,
    seats: Arc<Seats>,
}

impl Seats {
    /// So many seats, if the system has handles for them.
    pub fn new(most: usize, handles: u64) -> Arc<Self> {
        let room = handles.saturating_sub(OTHERS.min(handles / 2));
        let most = most.min(usize::try_from(room).unwrap_or(usize::MAX)).max(1);
        Arc::new(Self { most, start: Instant::now(), taken: Mutex::default() })
    }

    fn now(&self) -> u64 {
        u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    fn taken(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a seat, if need be that of somebody who has long asked nothing; none when all are being served.
    pub fn take(self: &Arc<Self>) -> Option<Arc<Seat>> {
        let mut taken = self.taken();
        if taken.seats.len() >= self.most {
            taken.make_room(self.most.div_ceil(SHARE));
        }
        if taken.seats.len() >= self.most {
            return None;
        }
        let number = taken.next;
        taken.next += 1;
        let state = Arc::new(State { since: AtomicU64::new(self.now()), ..State::default() });
        taken.seats.insert(number, Arc::clone(&state));
        Some(Arc::new(Seat { number, state, seats: Arc::clone(self) }))
    }
}

impl Taken {
    /// Asks up to `wanted` of those who waited longest to leave. Their seats are free at once.
    fn make_room(&mut self, wanted: usize) {
        let mut waiting: Vec<(u64, u64)> = self
            .seats
            .iter()
            .filter(|(_, state)| {
                !state.serving.load(Ordering::Relaxed) && !state.sending.load(Ordering::Relaxed)
            })
            .map(|(number, state)| (state.since.load(Ordering::Relaxed), *number))
            .collect();
        let wanted = wanted.min(waiting.len());
        if wanted == 0 {
            return;
        }
        waiting.select_nth_unstable(wanted - 1);
        for (_, number) in waiting.into_iter().take(wanted) {
            if let Some(state) = self.seats.remove(&number) {
                state.leave.notify_one();
            }
        }
    }
}

impl Seat {
    /// A request is complete: it is being answered.
    pub fn busy(&self) {
        self.state.serving.store(true, Ordering::Relaxed);
    }

    /// The answer is made; the next request is waited for.
    pub fn waits(&self) {
        self.state.since.store(self.seats.now(), Ordering::Relaxed);
        self.state.serving.store(false, Ordering::Relaxed);
    }

    /// Bytes are on their way to the reader, or all have been taken.
    pub fn sends(&self, sending: bool) {
        if self.state.sending.swap(sending, Ordering::Relaxed) && !sending {
            self.state.since.store(self.seats.now(), Ordering::Relaxed);
        }
    }

    /// Comes true when the seat is needed for somebody else.
    pub async fn must_leave(&self) {
        self.state.leave.notified().await;
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.seats.taken().seats.remove(&self.number);
    }
}

/// Asks the system for as many handles as this process may have; says how many that is.
#[cfg(unix)]
pub(crate) fn raise_handles() -> u64 {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    // If it cannot be raised, the number below is what there is.
    let _ = setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, maximum: limit.maximum });
    getrlimit(Resource::Nofile).current.unwrap_or(u64::MAX)
}

/// Asks the system for as many handles as this process may have; says how many that is.
#[cfg(not(unix))]
pub(crate) fn raise_handles() -> u64 {
    u64::MAX
}
