//! The lock button, the panic address and the quick exit.

use crate::app::{App, Scene};
use crate::door::{cookie, seal, set_cookie};
use crate::lock::is_fetched_ahead;
use crate::stopped;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// Browsers forget what they kept of these pages.
const FORGET: &str = "\"cache\", \"storage\"";
/// What is said instead while calls wait to be sent: they lie sealed in the browser's storage.
const FORGET_BUT_CALLS: &str = "\"cache\"";
/// The browser sets it while calls wait on it.
const WAITING: &str = "habeas_waiting";

/// True when calls wait in this browser to be sent: they are not thrown away with what it kept of the pages.
pub(super) fn calls_wait(headers: &HeaderMap) -> bool {
    cookie(headers, WAITING) == Some("1")
}

/// What a browser is told to forget.
pub(super) fn to_forget(headers: &HeaderMap) -> HeaderValue {
    HeaderValue::from_static(if calls_wait(headers) { FORGET_BUT_CALLS } else { FORGET })
}

/// The button: locks at once.
pub(crate) async fn lock(State(app): State<Arc<App>>, scene: Scene, asked: HeaderMap) -> Response {
    app.lock.fall();
    let said = if calls_wait(&asked) { "locking-kept" } else { "locking" };
    let mut answer = stopped::plain(&scene, StatusCode::OK, said);
    let headers = answer.headers_mut();
    // By then the locked server answers.
    headers.insert(HeaderName::from_static("refresh"), HeaderValue::from_static("2; url=/"));
    headers.insert(HeaderName::from_static("clear-site-data"), to_forget(&asked));
    headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
    answer
}

/// The panic address: locks at once, for whoever knows it, signed in or not, from wherever the server can be reached,
/// under whatever name. This is the one GET with an effect, on purpose: in a raid an address that was noted down must
/// work from any telephone. What it does harms no data, and the answer says nothing to somebody who looks over a
/// shoulder. It comes before every other check.
///
/// `None` when the request is not for it.
pub(crate) fn panic(app: &App, method: &Method, path: &str, headers: &HeaderMap) -> Option<Response> {
    if !app.lock.is_panic(path) {
        return None;
    }
    let mut answer = if is_fetched_ahead(headers) || !matches!(*method, Method::GET | Method::POST) {
        // An error, so that a browser which fetched ahead asks again when its owner really goes there.
        StatusCode::SERVICE_UNAVAILABLE.into_response()
    } else {
        app.lock.fall();
        let page = "<!doctype html><meta charset=\"utf-8\"><title>OK</title><p>OK\n";
        ([(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CONNECTION, "close")], page)
            .into_response()
    };
    seal(answer.headers_mut());
    Some(answer)
}

/// What everybody is told between the order to lock and its end, a moment later.
pub(crate) fn locking() -> Response {
    let mut answer = (
        StatusCode::SERVICE_UNAVAILABLE,
        [(header::RETRY_AFTER, "2"), (header::CONNECTION, "close")],
        "locked\n",
    )
        .into_response();
    seal(answer.headers_mut());
    answer
}

/// The quick exit: the session ends, and the browser is somewhere harmless. The casebook stays open for others.
///
/// A redirect would be simpler, but the pages' own policy forbids a form to lead elsewhere; a refresh is no form.
pub(crate) async fn leave(State(app): State<Arc<App>>, asked: HeaderMap) -> Response {
    app.door.sign_out(&asked);
    let mut answer = StatusCode::OK.into_response();
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    let to = HeaderValue::from_str(&format!("0; url={}", app.options.locking.exit_to));
    let to = to.unwrap_or(HeaderValue::from_static("0; url=about:blank"));
    headers.insert(HeaderName::from_static("refresh"), to);
    if let Some(gone) = set_cookie(None) {
        headers.insert(header::SET_COOKIE, gone);
    }
    headers.insert(HeaderName::from_static("clear-site-data"), to_forget(&asked));
    answer
}
