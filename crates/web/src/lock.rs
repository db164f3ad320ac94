//! Locking a server that is open: by the button, by the panic address, by a signal (`habeas lock`), after idle hours.
//!
//! Locking means that this process is replaced by a locked one, so that the kernel takes back every page of its memory:
//! keys, casebook, search index, whatever lay in freed memory. Nothing is drained and nothing is written on the way: a
//! save that was not acknowledged was not promised. The replacing itself belongs to the caller ([`Locking::now`]).
//!
//! The watch has a thread and a runtime of its own, so that a server that drowns in requests can still be locked.

use crate::door::{digest_of, hex};
use axum::http::HeaderMap;
use std::fmt;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant, SystemTime};
use tokio::sync::{Notify, watch};

/// For the answer to reach the kernel, once everything else is refused already.
const LAST_WORD: Duration = Duration::from_millis(60);
/// How often idleness is looked at.
const LOOK_AGAIN: Duration = Duration::from_millis(500);
/// Where the panic address lies; the word after it is the secret.
const PANIC: &str = "/ok/";

/// Replaces the process by a locked one that listens on the address it is given.
pub type Replace = Arc<dyn Fn(SocketAddr) + Send + Sync>;

/// How a server is locked.
#[derive(Clone)]
pub struct Locking {
    /// Locks at once; it does not return when it works.
    pub now: Replace,
    /// After so long without a request of somebody who is signed in; never when there is none.
    pub after: Option<Duration>,
    /// The secret of the panic address: random bytes.
    pub panic: [u8; 16],
    /// Where somebody who leaves in a hurry is sent.
    pub exit_to: String,
}

impl fmt::Debug for Locking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Locking").field("after", &self.after).finish_non_exhaustive()
    }
}

impl Locking {
    /// The path of the panic address.
    pub(crate) fn panic_path(&self) -> String {
        format!("{PANIC}{}", hex(&self.panic))
    }
}

/// The lock of a running server.
pub(crate) struct Lock {
    now: Replace,
    after: Option<Duration>,
    /// The panic address, as a digest under the server's secret: comparing digests takes no time that tells anything.
    panic: OnceLock<[u8; 32]>,
    secret: [u8; 32],
    fallen: AtomicBool,
    told: Notify,
    ended: watch::Receiver<bool>,
    last: Mutex<Moment>,
}

/// Two clocks: one stands still while the machine sleeps, the other may be set back. The longer span counts.
#[derive(Clone, Copy)]
struct Moment {
    steady: Instant,
    wall: SystemTime,
}

impl Moment {
    fn now() -> Self {
        Self { steady: Instant::now(), wall: SystemTime::now() }
    }

    fn elapsed(self) -> Duration {
        self.steady.elapsed().max(self.wall.elapsed().unwrap_or_default())
    }
}

impl Lock {
    /// The lock of a server; `secret` is the one of its sessions, `ended` comes true when it ends.
    pub fn new(locking: &Locking, secret: [u8; 32], ended: watch::Receiver<bool>) -> Arc<Self> {
        Arc::new(Self {
            now: Arc::clone(&locking.now),
            after: locking.after,
            panic: OnceLock::new(),
            secret,
            fallen: AtomicBool::new(false),
            told: Notify::new(),
            ended,
            last: Mutex::new(Moment::now()),
        })
    }

    /// Comes true when the server ends.
    pub fn ended(&self) -> watch::Receiver<bool> {
        self.ended.clone()
    }

    /// From now on there is something to lock: the panic address counts, and idle time runs.
    pub fn arm(&self, locking: &Locking) {
        self.touch();
        // A server is opened once; locking it makes another process of it.
        let _ = self.panic.set(digest_of(&self.secret, &locking.panic_path()));
    }

    /// True for the panic address.
    pub fn is_panic(&self, path: &str) -> bool {
        path.starts_with(PANIC) && self.panic.get() == Some(&digest_of(&self.secret, path))
    }

    /// Locks. Every request from now on is refused; the process goes as soon as the last word is said.
    pub fn fall(&self) {
        self.fallen.store(true, Ordering::SeqCst);
        self.told.notify_one();
    }

    /// True once it was locked, or has been idle for too long: nothing may be shown any more, even if the watch has
    /// not woken up yet, as after the sleep of a notebook.
    pub fn has_fallen(&self) -> bool {
        if self.is_overdue() {
            self.fall();
        }
        self.fallen.load(Ordering::SeqCst)
    }

    /// Somebody who is signed in asked for something.
    pub fn touch(&self) {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Moment::now();
    }

    fn is_overdue(&self) -> bool {
        let (Some(after), Some(_)) = (self.after, self.panic.get()) else { return false };
        self.last.lock().unwrap_or_else(PoisonError::into_inner).elapsed() >= after
    }

    /// Watches on a thread of its own until the server ends, and locks when told to.
    ///
    /// # Errors
    /// When there is no thread or no runtime to be had: a server that cannot be locked must not start.
    pub fn watch(self: &Arc<Self>, address: SocketAddr) -> std::io::Result<()> {
        let (lock, mut ended) = (Arc::clone(self), self.ended());
        let (say, ready) = std::sync::mpsc::channel();
        let watch = move || {
            // A runtime must not be entered from a thread that is in another already.
            let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
                Ok(runtime) => runtime,
                Err(cause) => {
                    let _ = say.send(Err(cause));
                    return;
                }
            };
            runtime.block_on(async {
                let mut signalled = match signal() {
                    Ok(signalled) => signalled,
                    Err(cause) => {
                        let _ = say.send(Err(cause));
                        return;
                    }
                };
                let _ = say.send(Ok(()));
                loop {
                    tokio::select! {
                        _ = ended.wait_for(|ended| *ended) => return,
                        () = lock.told.notified() => tokio::time::sleep(LAST_WORD).await,
                        () = signalled.received() => {}
                        () = tokio::time::sleep(LOOK_AGAIN) => if !lock.is_overdue() { continue },
                    }
                    lock.fallen.store(true, Ordering::SeqCst);
                    (lock.now)(address);
                }
            });
        };
        std::thread::Builder::new().name("habeas-lock".to_owned()).spawn(watch)?;
        ready.recv().unwrap_or_else(|_| Err(std::io::Error::other("the watch ended before it began")))
    }
}

/// The signal of `habeas lock`.
#[cfg(unix)]
struct Signalled(tokio::signal::unix::Signal);

#[cfg(unix)]
impl Signalled {
    async fn received(&mut self) {
        if self.0.recv().await.is_none() {
            std::future::pending::<()>().await;
        }
    }
}

#[cfg(unix)]
fn signal() -> std::io::Result<Signalled> {
    use tokio::signal::unix::{SignalKind, signal};
    signal(SignalKind::user_defined1()).map(Signalled)
}

#[cfg(not(unix))]
struct Signalled;

#[cfg(not(unix))]
impl Signalled {
    async fn received(&mut self) {
        std::future::pending::<()>().await;
    }
}

#[cfg(not(unix))]
fn signal() -> std::io::Result<Signalled> {
    Ok(Signalled)
}

/// True when a browser only fetches ahead, in case its owner might go there: that is nobody's wish to lock.
pub(crate) fn is_fetched_ahead(headers: &HeaderMap) -> bool {
    ["sec-purpose", "purpose", "x-purpose", "x-moz"].into_iter().any(|name| {
        let word = headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        word.contains("prefetch") || word.contains("prerender") || word.contains("preview")
    })
}
