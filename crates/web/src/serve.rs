//! Starting and ending the server. It runs on its own runtime, says where it listens and by which link to come in,
//! and hands the desk back when it has ended, so that the caller can close the casebook.

use crate::accept::{Limits, accept};
use crate::app::App;
use crate::door::{Door, PublicName, at_the_edge};
use crate::lock::{Lock, Locking};
use crate::locked::{self, KeyFile, Locked, Opener};
use crate::routes;
use crate::tongues::Tongues;
use axum::Router;
use desk::Desk;
use desk::feed::{Fetcher, look_when_due};
use std::future::Future;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::net::{TcpListener, TcpSocket};
use tokio::sync::watch;

/// How often the ledger's position is looked at for the live board.
const LOOK_AGAIN: Duration = Duration::from_millis(500);
/// How often it is asked whether a snapshot is due, in looks at the position.
const LOOKS_PER_SNAPSHOT: u32 = 20;
/// How often it is looked for erasures that are due, in looks at the position: every minute.
const LOOKS_PER_ERASURE: u32 = 120;
/// How often it is asked whether feeds are to be looked at, in looks at the position.
const LOOKS_PER_FEED: u32 = 10;
/// How often it is written down who looked at whom, in looks at the position: every five seconds.
const LOOKS_PER_VIEWS: u32 = 10;
/// How long work that is under way may take after everything was told to end.
const LAST_WORK: Duration = Duration::from_secs(10);

/// Threads that speak to the network.
const SPEAKERS: usize = 2;

/// How to serve.
#[derive(Debug, Clone)]
pub struct WebOptions {
    /// Where to listen; port 0 takes any free one.
    pub listen: SocketAddr,
    /// The name by which people elsewhere call it, through a proxy that ends TLS; none when nobody does.
    pub public: Option<crate::PublicName>,
    /// The language of the pages until a reader chooses another: `en`, `ru` or `kk`.
    pub language: String,
    /// Seconds after which the last word of custody counts as stale.
    pub fresh_for: i64,
    /// Seconds for which it is kept how a caller can be reached.
    pub contacts_kept: i64,
    /// The id of the legal pack whose clocks the board runs, such as `kz-admin-2015`.
    pub legal_pack: String,
    /// True when the people in it are synthetic: every page says so.
    pub demo: bool,
    /// The one-time token of the sign-in link: fresh random bytes.
    pub sign_in: [u8; 32],
    /// The server's secret for sessions: fresh random bytes.
    pub session: [u8; 32],
    /// How long a member may ask for nothing and stay in.
    pub sign_out_after: Duration,
    /// How it is locked.
    pub locking: Locking,
    /// How the pages reach evidence; none when they do not.
    pub evidence: Option<crate::Evidence>,
    /// How signed reports are taken in.
    pub reports: Reports,
    /// How feeds are looked at; none when the pages cannot.
    pub feeds: Option<Feeds>,
    /// A file of streets for the map, if there is one.
    pub streets: Option<Arc<crate::Streets>>,
}

/// How feeds are looked at.
#[derive(Debug, Clone)]
pub struct Feeds {
    /// Starts the processes that fetch.
    pub fetcher: Fetcher,
    /// Seconds between looks; 0 when nobody looks unless told to.
    pub every: i64,
}

/// How much programs may send: signed reports, and calls of the API.
#[derive(Debug, Clone)]
pub struct Reports {
    /// Reports one reporter may hand in a minute.
    pub a_minute: u32,
    /// How many may wait to be saved; as many as are saved in 300 ms when there is no number.
    pub waiting: Option<usize>,
    /// Calls of the API one token may make a minute.
    pub calls_a_minute: u32,
    /// Calls of the API all tokens together may make a minute.
    pub all_calls_a_minute: u32,
    /// Hooks by which messages are pushed in.
    pub hooks: Vec<crate::Hook>,
}

impl Default for Reports {
    fn default() -> Self {
        Self {
            a_minute: 6000,
            waiting: None,
            calls_a_minute: 600,
            all_calls_a_minute: 6000,
            hooks: Vec::new(),
        }
    }
}

/// The server listens.
#[derive(Debug, Clone)]
pub struct Ready {
    /// Where.
    pub address: SocketAddr,
    /// The link that signs one reader in, once.
    pub link: String,
    /// The address that locks the server at once, for whoever knows it.
    pub panic: String,
}

/// A locked server listens.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// Where.
    pub address: SocketAddr,
    /// Where people open it; with the secret that lets them use the key file, if there is one.
    pub link: String,
}

/// Why the server could not start or go on.
#[derive(Debug, thiserror::Error)]
pub enum ServeProblem {
    /// No runtime.
    #[error("the server's threads could not be started")]
    Runtime(#[source] std::io::Error),
    /// The address cannot be had.
    #[error("cannot listen on {address}; another program may use it: choose another address or port")]
    Listen {
        /// The address asked for.
        address: SocketAddr,
        /// Why not.
        #[source]
        cause: std::io::Error,
    },
    /// It could not be locked, so it does not start.
    #[error("the watch that locks the server could not be started")]
    Watch(#[source] std::io::Error),
    /// A message file or template that came with the program does not read.
    #[error("the pages that came with the program do not read: {0}")]
    Pages(String),
}

/// Serves until the process is told to end (SIGTERM or Ctrl-C), lets open requests finish, and hands the desk back.
///
/// # Errors
/// [`ServeProblem`] when the server cannot start.
pub fn serve(
    desk: Arc<Desk>,
    options: WebOptions,
    ready: impl FnOnce(&Ready),
) -> Result<Arc<Desk>, ServeProblem> {
    serve_until(desk, options, Limits::default(), ready, told_to_end())
}

/// Serves until `end` comes true; otherwise as [`serve`].
///
/// # Errors
/// [`ServeProblem`] when the server cannot start.
pub fn serve_until(
    desk: Arc<Desk>,
    options: WebOptions,
    limits: Limits,
    ready: impl FnOnce(&Ready),
    end: impl Future<Output = ()> + Send + 'static,
) -> Result<Arc<Desk>, ServeProblem> {
    let shared = options.clone();
    let kept = Arc::clone(&desk);
    let prepare = move |address: SocketAddr, lock: Arc<Lock>, tongues: Arc<Tongues>| {
        let public = options.public.as_ref();
        let link = link_to(address, public, &format!("/sign-in?once={}", crate::door::hex(&options.sign_in)));
        let panic = link_to(address, public, &options.locking.panic_path());
        let (moved, position) = watch::channel(desk.level());
        let door = Door::new(options.session, options.sign_out_after, Some(&options.sign_in));
        let app = App::new(desk, options, address, position, lock, tongues, door);
        tokio::spawn(watch_position(Arc::clone(&app), moved));
        let found = Arc::clone(&app);
        // Whoever opens the list of pairs first need not wait while everybody is looked through.
        drop(tokio::task::spawn_blocking(move || find_pairs(&found.desk)));
        ready(&Ready { address, link, panic });
        routes::routes(app)
    };
    run(&shared, limits, prepare, end)?;
    write_views(&kept);
    Ok(kept)
}

/// Serves a casebook that is locked: nothing is open until somebody opens it with `opener`. Hands the desk back if
/// that has happened.
///
/// # Errors
/// [`ServeProblem`] when the server cannot start.
pub fn serve_locked(
    opener: Opener,
    options: WebOptions,
    limits: Limits,
    ready: impl FnOnce(&Waiting),
    end: impl Future<Output = ()> + Send + 'static,
) -> Result<Option<Arc<Desk>>, ServeProblem> {
    let shared = options.clone();
    let kept = Arc::new(std::sync::OnceLock::new());
    let keep = Arc::clone(&kept);
    let prepare = move |address: SocketAddr, lock: Arc<Lock>, tongues: Arc<Tongues>| {
        let path = match &opener.key_file {
            KeyFile::WithLink(once) => format!("/?once={}", crate::door::hex(once)),
            KeyFile::None | KeyFile::ForAnybody => "/".to_owned(),
        };
        let link = link_to(address, options.public.as_ref(), &path);
        let locked = Locked::new(options, address, opener, lock, tongues);
        // Set once, just here.
        let _ = keep.set(Arc::clone(&locked));
        ready(&Waiting { address, link });
        locked::routes(locked)
    };
    run(&shared, limits, prepare, end)?;
    Ok(kept.get().and_then(|locked| locked.opened.get()).map(|(desk, _)| Arc::clone(desk)))
}

/// Listens, and serves the routes that `prepare` makes until `end`.
fn run(
    options: &WebOptions,
    limits: Limits,
    prepare: impl FnOnce(SocketAddr, Arc<Lock>, Arc<Tongues>) -> Router,
    end: impl Future<Output = ()> + Send + 'static,
) -> Result<(), ServeProblem> {
    // The first threads are those that speak to the network; those that come later make pages.
    let started = AtomicUsize::new(0);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(SPEAKERS)
        .thread_name("habeas-web")
        .on_thread_start(move || {
            if started.fetch_add(1, Ordering::Relaxed) < SPEAKERS {
                stand_back();
            }
        })
        .enable_all()
        .build()
        .map_err(ServeProblem::Runtime)?;
    let (ending, ended) = watch::channel(false);
    let outcome = runtime.block_on(async move {
        let address = options.listen;
        let listener = listen(address)
            .and_then(|listener| Ok((listener.local_addr()?, listener)))
            .map_err(|cause| ServeProblem::Listen { address, cause });
        let (address, listener) = listener?;
        let lock = Lock::new(&options.locking, options.session, ended);
        lock.watch(address).map_err(ServeProblem::Watch)?;
        let routes = prepare(address, lock, Tongues::read(&options.language)?);
        let routes = at_the_edge(routes, options.public.clone());
        let end = async move {
            end.await;
            // Nobody tells the open pages anything more: their streams end, so that nothing waits for them.
            ending.send_replace(true);
        };
        accept(listener, routes, limits, end).await;
        Ok(())
    });
    runtime.shutdown_timeout(LAST_WORK);
    outcome
}

/// The threads that speak to the network give way to those that save and those that make pages, when there is not enough processor for both:
/// otherwise telling a crowd that there is no room would leave no time to make room.
fn stand_back() {
    #[cfg(target_os = "linux")]
    {
        // On Linux this is the calling thread. Where it is not allowed, all are equal.
        let now = rustix::process::getpriority_process(None).unwrap_or(0);
        let _ = rustix::process::setpriority_process(None, (now + 5).min(19));
    }
}

/// Listens, with room for many who come at once.
fn listen(address: SocketAddr) -> std::io::Result<TcpListener> {
    const AT_THE_DOOR: u32 = 4096;
    let socket = if address.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(AT_THE_DOOR)
}

/// Tells the open pages when something was saved, until the server ends: then their streams end too. Keeps a snapshot
/// when one is due.
pub(crate) async fn watch_position(app: Arc<App>, moved: watch::Sender<u64>) {
    let mut tick = tokio::time::interval(LOOK_AGAIN);
    let mut ended = app.lock.ended();
    let mut looks = 0;
    loop {
        tokio::select! {
            _ = ended.wait_for(|ended| *ended) => return,
            _ = tick.tick() => {}
        }
        let now = app.desk.level();
        moved.send_if_modified(|before| std::mem::replace(before, now) != now);
        if looks % LOOKS_PER_ERASURE == 0 {
            let stamping = Arc::clone(&app);
            let app = Arc::clone(&app);
            drop(tokio::task::spawn_blocking(move || carry_out_what_is_due(&app.desk)));
            let app = Arc::clone(&stamping);
            drop(tokio::task::spawn_blocking(move || timestamp_when_due(&app.desk)));
        }
        if looks % LOOKS_PER_FEED == 0 && app.options.feeds.is_some() {
            let app = Arc::clone(&app);
            drop(tokio::task::spawn_blocking(move || look_at_feeds_when_due(&app)));
        }
        if looks % LOOKS_PER_VIEWS == 0 {
            let app = Arc::clone(&app);
            drop(tokio::task::spawn_blocking(move || write_views(&app.desk)));
        }
        looks += 1;
        if looks % LOOKS_PER_SNAPSHOT == 0 {
            let app = Arc::clone(&app);
            // A snapshot that cannot be kept loses nothing: the next opening reads the ledger instead.
            drop(tokio::task::spawn_blocking(move || app.desk.keep_snapshot_if_due()));
        }
    }
}

/// Looks for pairs of records that may be one person.
fn find_pairs(desk: &Desk) {
    if let Err(stop) = desk::review::find_pairs(desk) {
        crate::stopped::incident(desk, &format!("pairs could not be looked for: {stop}"));
    }
}

/// Writes down who looked at whom. What cannot be written now is tried again.
fn write_views(desk: &Desk) {
    if let Err(stop) = desk::access::write_looks(desk) {
        crate::stopped::incident(desk, &format!("who looked at whom could not be written down: {stop}"));
    }
}

/// Carries out erasures whose time has come. One that fails is tried again in a minute, and said now.
fn carry_out_what_is_due(desk: &Desk) {
    let done = desk::Actor::parse("habeas").and_then(|actor| {
        desk::record::expire_contacts(desk, &actor)?;
        desk::erase::carry_out_due(desk, &actor)
    });
    if let Err(stop) = done {
        crate::stopped::incident(desk, &format!("an erasure that is due could not be carried out: {stop}"));
    }
}

/// Asks for a time-stamp when one is due. What fails is said, and nothing counts as timestamped that is not.
fn timestamp_when_due(desk: &Desk) {
    let done = desk::Actor::parse("habeas").and_then(|actor| desk::time::timestamp_when_due(desk, &actor));
    if let Err(stop) = done {
        crate::stopped::incident(desk, &format!("the time-stamp that is due could not be got: {stop}"));
    }
}

/// Looks at feeds when that is due, until the server ends.
fn look_at_feeds_when_due(app: &App) {
    let Some(feeds) = &app.options.feeds else { return };
    let ended = app.lock.ended();
    let done = desk::Actor::parse("habeas").and_then(|actor| {
        look_when_due(&app.desk, &actor, &feeds.fetcher, feeds.every, &|| !*ended.borrow())
    });
    if let Err(stop) = done {
        crate::stopped::incident(&app.desk, &format!("feeds could not be looked at: {stop}"));
    }
}

/// A link to a page of this server: by its public name, else one that a browser on this machine can open.
pub(crate) fn link_to(address: SocketAddr, public: Option<&PublicName>, path: &str) -> String {
    match public {
        Some(public) => public.link(path),
        None => format!("http://{}{path}", reachable(address)),
    }
}

/// An address a browser on this machine can open: "everywhere" is not one.
fn reachable(address: SocketAddr) -> SocketAddr {
    let mut address = address;
    if address.ip().is_unspecified() {
        match address {
            SocketAddr::V4(_) => address.set_ip(Ipv4Addr::LOCALHOST.into()),
            SocketAddr::V6(_) => address.set_ip(Ipv6Addr::LOCALHOST.into()),
        }
    }
    address
}

/// Comes true when the process is told to end: SIGTERM or Ctrl-C.
pub async fn told_to_end() {
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                () = interrupted => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    interrupted.await;
}
