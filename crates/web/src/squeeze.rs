//! Pages are sent compressed to whoever can read them so: on a bad line a page of a hundred kilobytes is the difference
//! between an answer and none.
//!
//! Compressing secrets together with text that an attacker chooses lets their length tell the secret (BREACH). For that the
//! attacker must make the reader's browser ask for pages while signed in; the session's cookie is SameSite=Strict, so a
//! page elsewhere cannot. Answers of the API, which programs ask for, are sent as they are.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::response::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write as _;

/// What is shorter is not worth it.
const LEAST: usize = 1024;
/// The largest body that is held in memory for it; pages are far smaller.
const LARGEST: usize = 32 << 20;
/// A page in a millisecond or two; the better levels take several times as long for a few hundredths.
const LEVEL: u32 = 4;

/// Compresses what is text, where the request says that it may be.
pub(crate) async fn squeeze(request: Request, next: Next) -> Response {
    let wanted = takes_gzip(request.headers());
    let mut answer = next.run(request).await;
    if !is_text(answer.headers()) {
        return answer;
    }
    answer.headers_mut().append(header::VARY, HeaderValue::from_static("accept-encoding"));
    if !wanted || answer.headers().contains_key(header::CONTENT_ENCODING) {
        return answer;
    }
    let (mut parts, body) = answer.into_parts();
    if let Some(Squeezed(ready)) = parts.extensions.remove() {
        return encoded(parts, ready);
    }
    let Ok(bytes) = to_bytes(body, LARGEST).await else {
        let mut broken = Response::new(Body::empty());
        *broken.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        return broken;
    };
    if bytes.len() < LEAST {
        return Response::from_parts(parts, Body::from(bytes));
    }
    let plain = bytes.clone();
    match tokio::task::spawn_blocking(move || squeezed(&plain)).await {
        Ok(Some(squeezed)) => encoded(parts, squeezed.into()),
        // As it was, then.
        Ok(None) | Err(_) => Response::from_parts(parts, Body::from(bytes)),
    }
}

/// What was compressed once for many, beside the plain body.
#[derive(Clone)]
pub(crate) struct Squeezed(pub Bytes);

/// The same bytes compressed; none when that fails.
pub(crate) fn squeezed(plain: &[u8]) -> Option<Vec<u8>> {
    let mut out = GzEncoder::new(Vec::with_capacity(plain.len() / 4), Compression::new(LEVEL));
    out.write_all(plain).ok()?;
    out.finish().ok()
}

fn encoded(mut parts: Parts, squeezed: Bytes) -> Response {
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    Response::from_parts(parts, Body::from(squeezed))
}

/// True when the request takes gzip; `gzip;q=0` says that it does not.
fn takes_gzip(headers: &HeaderMap) -> bool {
    let all = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|line| line.to_str().ok());
    all.flat_map(|line| line.split(',')).any(|one| {
        let mut parts = one.split(';').map(str::trim);
        let named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case("gzip"));
        let refused = parts.any(|part| {
            part.strip_prefix("q=").and_then(|q| q.trim().parse::<f32>().ok()).is_some_and(|q| q <= 0.0)
        });
        named && !refused
    })
}

/// Pages, styles and scripts; never a stream of events, which must not wait, nor a file that is handed out.
fn is_text(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    matches!(kind, "text/html" | "text/css" | "text/javascript" | "application/javascript" | "image/svg+xml")
}
