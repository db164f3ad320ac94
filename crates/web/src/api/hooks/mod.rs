//! Hooks: other people's servers push what they were told. A generic hook signs what it sends; a bot of Telegram's kind
//! shows the secret it was set up with. Each message becomes one report, saved as a call is, and all that goes back is a
//! receipt code: whoever is at the other end, and whoever reads along, learns nothing else.

mod generic;
mod secret;
mod telegram;

pub use secret::Hook;

use crate::api::problem::Problem;
use crate::app::App;
use crate::door;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use desk::record::{CallNote, Recorded, record_call};
use desk::{Actor, Kind, Reason, Stop};
use futures_util::StreamExt as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Where hooks are.
pub(crate) const HOOKS: &str = "/hooks/{name}";
/// The hook that speaks as a bot of Telegram's kind.
const TELEGRAM: &str = "telegram";
/// The largest body, in bytes.
const LARGEST: usize = 1 << 20;
/// How long a message waits for its turn.
const PATIENCE: Duration = Duration::from_secs(10);

/// What a hook sent.
struct Sent<'s> {
    app: &'s App,
    hook: &'s Hook,
    headers: &'s HeaderMap,
    body: &'s [u8],
}

pub(crate) async fn take_hook(
    State(app): State<Arc<App>>,
    Path(name): Path<String>,
    request: Request,
) -> Response {
    let mut answer = take(app, name, request).await.unwrap_or_else(IntoResponse::into_response);
    door::seal(answer.headers_mut());
    answer
}

async fn take(app: Arc<App>, name: String, request: Request) -> Result<Response, Problem> {
    if !door::called_by_its_name(request.headers(), app.address, app.options.public.as_ref()) {
        let says = "This server does not answer to that name.";
        return Err(Problem::new(StatusCode::MISDIRECTED_REQUEST, "other-name", says));
    }
    if app.lock.has_fallen() {
        return Err(locked());
    }
    let hook = app.options.reports.hooks.iter().find(|hook| hook.name == name).cloned();
    // Where there is no hook, the answer is that of one that was not opened: nobody learns which there are.
    let Some(hook) = hook else { return Err(not_opened()) };
    if name == TELEGRAM && !telegram::shows_its_secret(&hook, request.headers()) {
        return Err(not_opened());
    }
    app.programs.spend(hook.pseudonym("budget", b""), Instant::now()).map_err(|until| {
        let says = "Too many messages in a minute. Nothing of this one was kept: send it again later.";
        Problem::new(StatusCode::TOO_MANY_REQUESTS, "too-many", says).retry(until)
    })?;
    let headers = request.headers().clone();
    let body = read(request).await?;
    let Ok(Ok(_turn)) = tokio::time::timeout(PATIENCE, app.programs.turns.acquire()).await else {
        let says =
            "Too many messages are being saved. Nothing of this one was kept: send it again a little later.";
        return Err(Problem::new(StatusCode::SERVICE_UNAVAILABLE, "full", says).retry(Duration::from_secs(1)));
    };
    let desk = Arc::clone(&app.desk);
    let inside = Arc::clone(&app);
    let work = move || {
        let sent = Sent { app: &inside, hook: &hook, headers: &headers, body: &body };
        if hook.name == TELEGRAM { telegram::take(&sent) } else { generic::take(&sent) }
    };
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|cause| {
        Err(broken(&crate::stopped::incident(&desk, &format!("a hook broke off: {cause}"))))
    })
}

fn not_opened() -> Problem {
    let says = "Nothing that came here was taken: there is no such hook, or what was sent is not signed as it must be.";
    Problem::new(StatusCode::UNAUTHORIZED, "wrong-signature", says)
}

fn locked() -> Problem {
    let says = "The casebook is being locked. Nothing of this was kept: send it again later.";
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, "locked", says).retry(Duration::from_secs(59))
}

fn broken(number: &str) -> Problem {
    let says =
        format!("Something broke in the program, incident {number}. Send it again: it is not kept twice.");
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "fault", says)
}

async fn read(request: Request<Body>) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    let mut pieces = request.into_body().into_data_stream();
    while let Some(piece) = pieces.next().await {
        let piece = piece.map_err(|_| {
            let says = "The body broke off, or came too slowly; send it again.";
            Problem::new(StatusCode::BAD_REQUEST, "broke-off", says)
        })?;
        if bytes.len() + piece.len() > LARGEST {
            let says = format!("A body may have {LARGEST} bytes at most.");
            return Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", says));
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes)
}

impl Sent<'_> {
    /// Saves a message as a call is saved, under the hook's handle.
    fn save(&self, note: &CallNote) -> Result<Recorded, Stop> {
        let actor = Actor::parse(&format!("hook {}", self.hook.name))?;
        let why = Reason::parse("came in by a hook")?;
        record_call(&self.app.desk, &actor, &why, note)
    }

    /// The problem of a stop; of a fault only its number is told.
    fn stopped(&self, stop: &Stop) -> Problem {
        let Stop::Refusal(refusal) = stop else {
            return broken(&crate::stopped::incident(&self.app.desk, &stop.to_string()));
        };
        let (status, kind) = match refusal.kind {
            Kind::Busy => (StatusCode::SERVICE_UNAVAILABLE, "not-now"),
            Kind::Conflict => (StatusCode::CONFLICT, "another-report"),
            Kind::NotFound | Kind::Refused => (StatusCode::UNPROCESSABLE_ENTITY, "not-taken"),
        };
        let mut problem = Problem::new(status, kind, refusal.say.english());
        problem.field = refusal.field;
        match refusal.kind {
            Kind::Busy => problem.retry(Duration::from_secs(5)),
            _ => problem,
        }
    }
}

/// An answer in JSON.
fn told(status: StatusCode, body: &serde_json::Value) -> Response {
    let mut answer = (status, body.to_string()).into_response();
    answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    answer
}
