//! The way in: by which name the server is called, whose token it is and what it may do, how many calls are left, what was
//! asked. What comes out of it is a [`Call`]; everything else is answered here, as problem+json.

use super::call::{Answer, Answered, Call, broken, nothing_here};
use super::etag;
use super::programs::{Kept, What};
use super::rows::{Row, Verb};
use super::write::again;
use crate::api::headers::is_json;
use crate::api::problem::Problem;
use crate::app::App;
use crate::door;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use claims::DoneCall;
use desk::token::{Token, token_of};
use futures_util::StreamExt as _;
use sha2::{Digest, Sha256};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The largest body, in bytes.
const LARGEST: usize = 1 << 20;
/// How long a call waits for its turn.
const PATIENCE: Duration = Duration::from_secs(10);

/// Answers a call of one row.
pub(super) async fn serve(row: &'static Row, app: Arc<App>, named: String, request: Request) -> Response {
    let seen = request.headers().get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let seen = seen.map(ToOwned::to_owned);
    match answer(row, app, named, request).await {
        Ok(answer) => told(row, answer, seen.as_deref()),
        Err(problem) => problem.into_response(),
    }
}

async fn answer(row: &'static Row, app: Arc<App>, named: String, request: Request) -> Answered {
    let headers = request.headers();
    let whence = request.extensions().get::<door::Whence>().copied().unwrap_or_default();
    let token = let_in(&app, headers, whence)?;
    if !token.may(row.scope) {
        let says = format!("This token is not allowed {}; the office can issue one that is.", row.scope);
        return Err(Problem::new(StatusCode::FORBIDDEN, "scope", says));
    }
    let query = query(row, &request)?;
    let if_match = if row.matches { line(headers, header::IF_MATCH.as_str())? } else { None };
    let key = match row.verb {
        Verb::Get => None,
        Verb::Post => Some(idempotency_key(headers)?),
    };
    let path = request.uri().path().to_owned();
    let body = match row.verb {
        Verb::Get => Vec::new(),
        Verb::Post => {
            is_json(headers)?;
            read(request).await?
        }
    };
    let turn = tokio::time::timeout(PATIENCE, app.programs.turns.acquire()).await;
    let Ok(Ok(_turn)) = turn else {
        let says =
            "Too many calls are being answered. Nothing of this one was done: try again a little later.";
        return Err(Problem::new(StatusCode::SERVICE_UNAVAILABLE, "full", says).retry(Duration::from_secs(1)));
    };
    let app_of = Arc::clone(&app);
    let done = key.as_ref().map(|key| sums(row, &token, key, &body));
    let call = Call { app: app_of, token, named, path, query, body, if_match, idempotency_key: key, done };
    let work = move || match done {
        None => (row.run)(&call),
        Some(sums) => once(row, &call, sums),
    };
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|cause| {
        Err(broken(&crate::stopped::incident(&app.desk, &format!("a call of the API broke off: {cause}"))))
    })
}

/// Whose token it is. Programs are known by it alone: no cookie of a browser opens anything here, so that no page
/// elsewhere can make a browser call.
fn let_in(app: &App, headers: &HeaderMap, whence: door::Whence) -> Result<Arc<Token>, Problem> {
    if !door::called_by_its_name(headers, app.address, app.options.public.as_ref()) {
        let says = "This server does not answer to that name.";
        return Err(Problem::new(StatusCode::MISDIRECTED_REQUEST, "other-name", says));
    }
    if app.lock.has_fallen() {
        let says = "The casebook is being locked. Nothing was done: try again later.";
        let wait = Duration::from_secs(59);
        return Err(Problem::new(StatusCode::SERVICE_UNAVAILABLE, "locked", says).retry(wait));
    }
    let shown = line(headers, header::AUTHORIZATION.as_str())?;
    let shown = shown.as_deref().and_then(|line| {
        let (scheme, token) = line.split_once(' ')?;
        scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
    });
    let Some(shown) = shown else {
        let says = "There is no token: send Authorization: Bearer, with a token that the office issued.";
        return Err(Problem::new(StatusCode::UNAUTHORIZED, "no-token", says));
    };
    let known = token_of(&app.desk, shown);
    let now = Instant::now();
    let spent = match &known {
        Some(token) => app.programs.spend(token.digest, now),
        None => app.programs.spend_stranger(whence.key(), now),
    };
    spent.map_err(|until| {
        let says = "Too many calls in a minute. Nothing was done: try again later.";
        Problem::new(StatusCode::TOO_MANY_REQUESTS, "too-many", says).retry(until)
    })?;
    known.ok_or_else(|| {
        let says = "This token opens nothing: it was never issued, its time is over, or it was revoked.";
        Problem::new(StatusCode::UNAUTHORIZED, "no-token", says)
    })
}

/// A line of the head that may stand there once.
fn line(headers: &HeaderMap, name: &str) -> Result<Option<String>, Problem> {
    let mut lines = headers.get_all(name).iter();
    match (lines.next().map(|line| line.to_str()), lines.next()) {
        (None, _) => Ok(None),
        (Some(Ok(line)), None) => Ok(Some(line.trim().to_owned())),
        _ => {
            let says = format!("The {name} line must stand there once, in ASCII.");
            Err(Problem::new(StatusCode::BAD_REQUEST, "headers", says))
        }
    }
}

fn idempotency_key(headers: &HeaderMap) -> Result<String, Problem> {
    let bad = |says: &str| Problem::new(StatusCode::BAD_REQUEST, "headers", says);
    let key = line(headers, "idempotency-key")?.ok_or_else(|| {
        bad("There is no Idempotency-Key line: a name for this call, the same when it is sent again.")
    })?;
    if key.is_empty() || key.len() > 64 || !key.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(bad("An Idempotency-Key has 1 to 64 visible ASCII characters."));
    }
    Ok(key)
}

/// The fields of the query. One that the address does not have is refused: a filter with a slip of the pen in its name
/// would otherwise be a filter left out.
fn query(row: &Row, request: &Request) -> Result<Vec<(String, String)>, Problem> {
    let read = axum::extract::Query::<Vec<(String, String)>>::try_from_uri(request.uri());
    let Ok(axum::extract::Query(fields)) = read else {
        let says = "The query cannot be read.";
        return Err(Problem::new(StatusCode::BAD_REQUEST, "query", says));
    };
    for (at, (name, value)) in fields.iter().enumerate() {
        let Some(known) = row.asked.iter().find(|asked| asked.name == name) else {
            let known: Vec<&str> = row.asked.iter().map(|asked| asked.name).collect();
            let says = match known.as_slice() {
                [] => format!("{name:?} is not asked for here; nothing is."),
                known => format!("{name:?} is not asked for here; what is: {}.", known.join(", ")),
            };
            return Err(Problem::new(StatusCode::BAD_REQUEST, "query", says));
        };
        let again = fields.iter().skip(at + 1).any(|(other, _)| other == name);
        if again && known.kind != super::rows::Kind::Texts {
            return Err(Problem::new(
                StatusCode::BAD_REQUEST,
                "query",
                format!("{name:?} stands there twice."),
            ));
        }
        if value.contains('\0') {
            return Err(Problem::new(
                StatusCode::BAD_REQUEST,
                "query",
                format!("{name:?} holds a null byte."),
            ));
        }
    }
    Ok(fields)
}

async fn read(request: Request<Body>) -> Result<Vec<u8>, Problem> {
    let too_large = || {
        let says = format!("A body may have {LARGEST} bytes at most.");
        Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", says)
    };
    let length = request.headers().get(header::CONTENT_LENGTH);
    let length = length.and_then(|value| value.to_str().ok()).and_then(|text| text.parse::<usize>().ok());
    if length.is_some_and(|length| length > LARGEST) {
        return Err(too_large());
    }
    let mut bytes = Vec::with_capacity(length.unwrap_or(1024));
    let mut pieces = request.into_body().into_data_stream();
    while let Some(piece) = pieces.next().await {
        let piece = piece.map_err(|_| {
            let says = "The body broke off, or came too slowly; send it again.";
            Problem::new(StatusCode::BAD_REQUEST, "broke-off", says)
        })?;
        if bytes.len() + piece.len() > LARGEST {
            return Err(too_large());
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes)
}

/// The sums of a call: whose it is with the name they gave it, and what was sent where.
fn sums(row: &Row, token: &Token, key: &str, body: &[u8]) -> DoneCall {
    let sum = |parts: [&[u8]; 2]| -> [u8; 32] {
        let [first, second] = parts;
        Sha256::new().chain_update(first).chain_update([0]).chain_update(second).finalize().into()
    };
    DoneCall { key: sum([&token.digest, key.as_bytes()]), call: sum([row.path.as_bytes(), body]) }
}

/// Does what a call asks, once: the same call under the same key is answered as before, also after a restart. One writing call at
/// a time, so that nothing comes between looking whether a record is still as it was seen and deciding on it.
fn once(row: &Row, call: &Call, sums: DoneCall) -> Answered {
    let mut done = call.app.programs.done();
    done.read(&call.app.desk).map_err(|stop| call.stopped(&stop))?;
    let answer = match done.of(&sums.key) {
        Some(kept) if kept.sum != sums.call => {
            let says = "Another call was made under this Idempotency-Key. Nothing of this one was done: give it a name of its own.";
            return Err(Problem::new(StatusCode::CONFLICT, "another-call", says));
        }
        Some(Kept { what: What::Answer(status, body), .. }) => {
            return Ok(Answer { status, body, etag: None });
        }
        Some(Kept { what: What::Saved(position), .. }) => again(row, call, position)?,
        None => (row.run)(call)?,
    };
    let what = What::Answer(answer.status, answer.body.clone());
    done.keep(sums.key, Kept { sum: sums.call, what }, Instant::now());
    Ok(answer)
}

fn told(row: &Row, answer: Answer, seen: Option<&str>) -> Response {
    let etag = match (row.verb, answer.etag) {
        (Verb::Get, Some(etag)) => Some(etag),
        (Verb::Get, None) => {
            let sum = Sha256::digest(answer.body.as_bytes());
            Some(format!("\"{}\"", door::hex(sum.get(..16).unwrap_or_default())))
        }
        (Verb::Post, _) => None,
    };
    let known = match (&etag, seen) {
        (Some(etag), Some(seen)) => seen.trim() == "*" || seen.split(',').any(|one| etag::same(one, etag)),
        _ => false,
    };
    let mut out = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let mut out = (answer.status, answer.body).into_response();
        out.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        out
    };
    if let Some(etag) = etag.and_then(|etag| HeaderValue::from_str(&etag).ok()) {
        out.headers_mut().insert(header::ETAG, etag);
    }
    door::seal(out.headers_mut());
    out
}

/// The answer at an address of the API where there is nothing.
pub(super) async fn nowhere() -> Response {
    nothing_here().into_response()
}

/// The answer to a method that an address does not have.
pub(super) async fn other_method() -> Response {
    let says = "This address does not know that method; openapi.json says which it knows.";
    Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method", says).into_response()
}
