//! Opening a locked server with a passphrase, with shares, or with the key file. One try at a time; a wrong one takes
//! its time, whatever was wrong with it, and is answered the same way always.

use super::Locked;
use super::page::{Says, page};
use super::shares::{Share, held};
use crate::app::{App, Query};
use crate::door::{Door, digest_of, hex, set_cookie};
use crate::routes::routes;
use crate::serve::watch_position;
use axum::extract::{Form, FromRequest, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use desk::{Desk, Outcome};
use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::{OwnedSemaphorePermit, watch};
use zeroize::Zeroizing;

/// What a wrong try takes at least.
const SLOW: Duration = Duration::from_secs(2);
/// After so long the browser is told that opening goes on.
const PATIENCE: Duration = Duration::from_secs(15);

/// What somebody opens the casebook with.
pub enum Key {
    /// The passphrase, exactly as given.
    Passphrase(Zeroizing<String>),
    /// The lines of enough shares of one set.
    Shares(Vec<Zeroizing<String>>),
    /// The key file where the settings say it lies.
    KeyFile,
}

/// Whether the key file's own presence is enough to open.
pub enum KeyFile {
    /// There is none.
    None,
    /// Whoever has the link that the program prints at its start: otherwise anybody who reaches the server could open
    /// a casebook whose key file lies at hand.
    WithLink([u8; 32]),
    /// Anybody: for synthetic people only.
    ForAnybody,
}

/// A casebook that was opened.
pub struct Opened {
    /// It.
    pub desk: Desk,
    /// The secret of the panic address.
    pub panic: [u8; 16],
}

/// Opens the casebook; may take its time.
pub type Open = Box<dyn Fn(&Key) -> Outcome<Opened> + Send + Sync>;

/// Reads the shares of a text, each with what it says of itself and the line to hand in again; none when it does not
/// read.
pub type ReadShares = Box<dyn Fn(&str) -> Option<Vec<(Share, Zeroizing<String>)>> + Send + Sync>;

/// How a locked server is opened.
pub struct Opener {
    /// Opens the casebook; may take its time.
    pub open: Open,
    /// True when a passphrase opens it.
    pub passphrase: bool,
    /// Whether the key file opens it.
    pub key_file: KeyFile,
    /// Reads the shares of a text; none when shares do not open it.
    pub read_shares: Option<ReadShares>,
    /// Says on the terminal that it is open: the panic address comes along.
    pub opened: Box<dyn Fn(&str) + Send + Sync>,
    /// Says on the terminal why a try failed; the page does not.
    pub failed: Box<dyn Fn(&str) + Send + Sync>,
}

impl Locked {
    /// True for the token of the link that opens with the key file.
    pub fn opens_with_link(&self, token: &str) -> bool {
        let secret = &self.options.session;
        match &self.opener.key_file {
            KeyFile::WithLink(once) => digest_of(secret, &hex(once)) == digest_of(secret, token),
            KeyFile::None | KeyFile::ForAnybody => false,
        }
    }

    pub fn opens_for_anybody(&self) -> bool {
        matches!(self.opener.key_file, KeyFile::ForAnybody)
    }

    /// Opens, and makes the open routes. Nothing is left of the key but what the casebook needs.
    fn open(&self, key: Key, session: &str) -> bool {
        let opened = match (self.opener.open)(&key) {
            Ok(opened) => opened,
            Err(stop) => {
                (self.opener.failed)(&stop.to_string());
                return false;
            }
        };
        drop(key);
        let desk = Arc::new(opened.desk);
        let mut options = self.options.clone();
        options.locking.panic = opened.panic;
        let panic =
            crate::serve::link_to(self.address, options.public.as_ref(), &options.locking.panic_path());
        let (moved, position) = watch::channel(desk.position().entries);
        let door = Door::new(options.session, options.sign_out_after, None);
        door.admit(session);
        let app = App::new(
            Arc::clone(&desk),
            options,
            self.address,
            position,
            Arc::clone(&self.lock),
            Arc::clone(&self.tongues),
            door,
        );
        tokio::spawn(watch_position(Arc::clone(&app), moved));
        // A process opens once: the try that gets here holds the only seat.
        let _ = self.opened.set((desk, routes(app)));
        held(&self.shares).clear();
        (self.opener.opened)(&panic);
        true
    }

    fn set_pending(&self, value: Option<String>) {
        *self.pending.lock().unwrap_or_else(PoisonError::into_inner) = value;
    }
}

/// What the form asks to do.
enum Try {
    /// Shares were taken, or nothing was given: no key yet.
    NotYet(Says),
    With(Key),
}

pub(crate) async fn open(State(locked): State<Arc<Locked>>, request: Request) -> Response {
    let headers = request.headers().clone();
    let Ok(Form(fields)) = Form::<Vec<(String, String)>>::from_request(request, &()).await else {
        return (StatusCode::BAD_REQUEST, "This is no form of this page.\n").into_response();
    };
    let fields: Vec<(String, Zeroizing<String>)> =
        fields.into_iter().map(|(name, value)| (name, Zeroizing::new(value))).collect();
    let Ok(seat) = Arc::clone(&locked.trying).try_acquire_owned() else {
        return page(&locked, &headers, &Query::default(), Says::Busy);
    };
    if locked.opened.get().is_some() {
        // Somebody else was quicker; to this browser the server is open and it is not signed in.
        return to_the_board(None);
    }
    match read(&locked, &fields) {
        Try::NotYet(Says::Wrong) => {
            tokio::time::sleep(SLOW).await;
            page(&locked, &headers, &Query::default(), Says::Wrong)
        }
        Try::NotYet(says) => page(&locked, &headers, &Query::default(), says),
        Try::With(key) => {
            drop(fields);
            attempt(locked, headers, key, seat).await
        }
    }
}

fn read(locked: &Locked, fields: &[(String, Zeroizing<String>)]) -> Try {
    let field = |name: &str| {
        fields.iter().find(|(key, value)| key == name && !value.trim().is_empty()).map(|(_, value)| value)
    };
    if let Some(passphrase) = field("passphrase") {
        return Try::With(Key::Passphrase(passphrase.clone()));
    }
    if let (Some(text), Some(read)) = (field("shares"), &locked.opener.read_shares) {
        let Some(shares) = read(text) else { return Try::NotYet(Says::Wrong) };
        let mut given = held(&locked.shares);
        if !shares.into_iter().all(|(share, line)| given.take(share, line)) {
            return Try::NotYet(Says::Wrong);
        }
        return match given.complete() {
            Some(lines) => Try::With(Key::Shares(lines)),
            None => Try::NotYet(Says::Taken),
        };
    }
    let by_link = field("once").is_some_and(|once| locked.opens_with_link(once));
    let asked = fields.iter().any(|(key, _)| key == "key-file");
    if asked && (by_link || locked.opens_for_anybody()) {
        return Try::With(Key::KeyFile);
    }
    Try::NotYet(if asked { Says::Wrong } else { Says::Nothing })
}

async fn attempt(locked: Arc<Locked>, headers: HeaderMap, key: Key, seat: OwnedSemaphorePermit) -> Response {
    // The session's name is nobody's to guess: the secret it is made from never leaves the process.
    let number = locked.tries.fetch_add(1, Ordering::Relaxed);
    let session = hex(&digest_of(&locked.options.session, &format!("the session of try {number}")));
    locked.set_pending(Some(session.clone()));
    let typed = matches!(key, Key::Passphrase(_));
    let (house, name, started) = (Arc::clone(&locked), session.clone(), Instant::now());
    // On its own: a browser that hangs up must not free the seat.
    let mut trying = tokio::spawn(async move {
        let (opening, name) = (Arc::clone(&house), name);
        let opened = tokio::task::spawn_blocking(move || opening.open(key, &name)).await.unwrap_or(false);
        if !opened {
            house.set_pending(None);
            tokio::time::sleep(SLOW.saturating_sub(started.elapsed())).await;
            if typed && house.may_be_forgotten() {
                // A passphrase that was wrong by one letter must not stay in memory either.
                house.lock.fall();
            }
        }
        drop(seat);
        opened
    });
    match tokio::time::timeout(PATIENCE, &mut trying).await {
        Ok(Ok(true)) => to_the_board(Some(&session)),
        Ok(_) => page(&locked, &headers, &Query::default(), Says::Wrong),
        Err(_) => {
            let mut answer = page(&locked, &headers, &Query::default(), Says::Opening);
            if let Some(line) = set_cookie(Some(&session)) {
                answer.headers_mut().append(header::SET_COOKIE, line);
            }
            answer
        }
    }
}

impl Locked {
    /// True when a fresh process would lose nothing: no shares of others, no link that was printed.
    fn may_be_forgotten(&self) -> bool {
        held(&self.shares).is_empty() && !matches!(self.opener.key_file, KeyFile::WithLink(_))
    }
}

fn to_the_board(session: Option<&str>) -> Response {
    let mut answer = StatusCode::SEE_OTHER.into_response();
    let headers = answer.headers_mut();
    headers.insert(header::LOCATION, HeaderValue::from_static("/"));
    if let Some(line) = session.and_then(|session| set_cookie(Some(session))) {
        headers.insert(header::SET_COOKIE, line);
    }
    answer
}
