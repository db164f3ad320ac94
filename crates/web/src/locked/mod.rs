//! A locked server: one page at every address, and the ways to open it. It holds no key and knows nothing of the
//! casebook, so there is nothing it could show; it must not even tell whether an answer was wrong in this way or that.
//!
//! People get the page with status 200. Programs (whatever does not ask for HTML, and every address below `/api/`) get
//! 503 with `Retry-After`, so that they keep what they have and come back. `/healthz` says ok: the process is well;
//! `/readyz` says locked.
//!
//! Once opened, the same process hands every request to the open routes. Locking makes another process of it.

mod opening;
mod page;
mod shares;

pub use opening::{Key, KeyFile, Open, Opened, Opener, ReadShares};
pub use shares::Share;

use crate::app::{Asked, Query};
use crate::door;
use crate::lock::Lock;
use crate::pages::{Assets, locking};
use crate::serve::WebOptions;
use crate::tongues::Tongues;
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use desk::Desk;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, OnceLock};
use tokio::sync::Semaphore;
use tower::ServiceExt;

/// The largest body of a request, in bytes: a passphrase, or a handful of shares.
const BODY: usize = 16 * 1024;

/// What a locked server has.
pub(crate) struct Locked {
    pub options: WebOptions,
    pub address: SocketAddr,
    pub opener: Opener,
    pub lock: Arc<Lock>,
    pub tongues: Arc<Tongues>,
    pub assets: Assets,
    /// One try at a time: stretching a passphrase is work, and guessing must be slow.
    pub trying: Arc<Semaphore>,
    pub shares: Mutex<shares::Given>,
    /// The cookie of the one who is just opening, while that takes long.
    pub pending: Mutex<Option<String>>,
    /// Tries so far; makes every session's name another.
    pub tries: std::sync::atomic::AtomicU64,
    /// Where everything goes, once it is open.
    pub opened: OnceLock<(Arc<Desk>, Router)>,
}

impl Locked {
    pub fn new(
        options: WebOptions,
        address: SocketAddr,
        opener: Opener,
        lock: Arc<Lock>,
        tongues: Arc<Tongues>,
    ) -> Arc<Self> {
        Arc::new(Self {
            options,
            address,
            opener,
            lock,
            tongues,
            assets: Assets::new(),
            trying: Arc::new(Semaphore::new(1)),
            shares: Mutex::default(),
            pending: Mutex::default(),
            tries: std::sync::atomic::AtomicU64::new(0),
            opened: OnceLock::new(),
        })
    }
}

/// Every address of a server that starts locked.
pub(crate) fn routes(locked: Arc<Locked>) -> Router {
    Router::new()
        .route("/open", post(opening::open))
        .route("/clear", post(clear))
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(|| async { (StatusCode::SERVICE_UNAVAILABLE, "locked\n") }))
        .route("/assets/{name}", get(asset))
        .fallback(anything)
        .method_not_allowed_fallback(anything)
        .layer(axum::extract::DefaultBodyLimit::max(BODY))
        .layer(from_fn_with_state(Arc::clone(&locked), guard))
        .with_state(locked)
}

async fn guard(State(locked): State<Arc<Locked>>, request: Request, next: Next) -> Response {
    if let Some((_, open)) = locked.opened.get() {
        return match open.clone().oneshot(request).await {
            Ok(answer) => answer,
            Err(never) => match never {},
        };
    }
    if locked.lock.has_fallen() {
        return locking();
    }
    let headers = request.headers();
    let looks = matches!(*request.method(), Method::GET | Method::HEAD);
    let mut answer = if !door::called_by_its_name(headers, locked.address, locked.options.public.as_ref()) {
        (StatusCode::MISDIRECTED_REQUEST, "This server does not answer to that name.\n").into_response()
    } else if !looks && !door::from_our_own_page(headers) {
        (StatusCode::FORBIDDEN, "This did not come from a page of this server.\n").into_response()
    } else {
        next.run(request).await
    };
    door::seal(answer.headers_mut());
    answer
}

/// True for programs: they are told to come back, and get no page.
fn is_program(uri: &Uri, headers: &HeaderMap) -> bool {
    let accepts = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    uri.path().starts_with("/api/") || !accepts.contains("text/html")
}

async fn anything(State(locked): State<Arc<Locked>>, uri: Uri, headers: HeaderMap) -> Response {
    if crate::api::v1::is_of_programs(uri.path()) {
        return crate::api::locked();
    }
    if is_program(&uri, &headers) {
        let wait = HeaderValue::from_static("60");
        let mut answer = (StatusCode::SERVICE_UNAVAILABLE, "locked\n").into_response();
        answer.headers_mut().insert(header::RETRY_AFTER, wait);
        return answer;
    }
    let asked = Asked::of(&uri);
    page::page(&locked, &headers, &asked.query, page::Says::Nothing)
}

async fn asset(State(locked): State<Arc<Locked>>, Path(name): Path<String>) -> Response {
    locked.assets.answer(&name)
}

/// Shares that were given are forgotten.
async fn clear(State(locked): State<Arc<Locked>>, headers: HeaderMap) -> Response {
    shares::held(&locked.shares).clear();
    page::page(&locked, &headers, &Query::default(), page::Says::Nothing)
}
