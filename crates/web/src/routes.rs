//! Every address of the server, and the guard before them all.

use crate::api::{REPORTS, take_report};
use crate::app::{App, Scene};
use crate::door;
use crate::say::Language;
use crate::tongues::LANGUAGE_COOKIE;
use crate::{pages, stopped};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use std::sync::Arc;

/// The largest body of a request, in bytes: there are only small forms.
const BODY: usize = 16 * 1024;

pub(crate) fn routes(app: Arc<App>) -> Router {
    Router::new()
        .route("/", get(pages::board))
        .route("/search", get(pages::search))
        .route("/record/{id}", get(pages::record))
        .route("/report/{id}", get(pages::report))
        .route("/report/{id}/raw", get(pages::raw))
        .route("/evidence/{id}/copy", post(pages::evidence_copy))
        .route("/figures", get(pages::figures))
        .route("/review/duplicates", get(pages::duplicates))
        .route("/review/drafts", get(pages::drafts_page).post(pages::decide_draft))
        .route("/review/drafts/undo", post(pages::undo_draft))
        .route("/review/feeds", get(pages::feeds).post(pages::mark_report))
        .route("/review/feeds/undo", post(pages::undo_mark))
        .route("/review/feeds/look", post(pages::look_now))
        .route("/review/feeds/watch", post(pages::watch_feed))
        .route("/review/judge", post(pages::judge_pair))
        .route("/review/undo", post(pages::undo_judgement))
        .route("/count", get(pages::count))
        .route("/estimate", get(pages::estimate).post(pages::begin_estimate))
        .route("/estimate/attest", post(pages::attest_lists))
        .route("/estimate/undo", post(pages::undo_attestation))
        .route("/about", get(pages::about))
        .route("/events", get(pages::events))
        .route("/sign-out", post(pages::sign_out))
        // A mere look at the link (HEAD, as link previews do) must not use it up.
        .route("/sign-in", get(pages::sign_in).head(|| async { StatusCode::NO_CONTENT }))
        .route("/assets/{name}", get(pages::asset))
        .route("/lock", post(pages::lock))
        .route("/leave", post(pages::leave))
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(|| async { "ready\n" }))
        .fallback(nothing_here)
        .layer(DefaultBodyLimit::max(BODY))
        .layer(from_fn_with_state(Arc::clone(&app), guard))
        .route(REPORTS, post(take_report))
        .with_state(app)
}

/// Open without signing in.
fn is_open(path: &str) -> bool {
    matches!(path, "/sign-in" | "/healthz" | "/readyz") || path.starts_with("/assets/")
}

/// What a browser asks for by itself, while nobody may be looking: it does not keep the casebook open.
fn is_asked_by_itself(request: &Request) -> bool {
    let marked = |query: &str| query.split('&').any(|field| field == "fragment=1" || field == "again=1");
    request.uri().path() == "/events" || request.uri().query().is_some_and(marked)
}

async fn guard(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    if let Some(answer) = pages::panic(&app, request.method(), request.uri().path(), request.headers()) {
        return answer;
    }
    if app.lock.has_fallen() {
        return pages::locking();
    }
    let mut answer = let_through(&app, request, next).await;
    door::seal(answer.headers_mut());
    answer
}

async fn let_through(app: &Arc<App>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    if !door::called_by_its_name(headers, app.address) {
        return (StatusCode::MISDIRECTED_REQUEST, "This server does not answer to that name.\n")
            .into_response();
    }
    let Some(scene) = app.scene(request.uri(), headers) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    if !is_open(request.uri().path()) && !scene.inside {
        return stopped::plain(&scene, StatusCode::UNAUTHORIZED, "sign-in-needed");
    }
    if scene.inside && !is_open(request.uri().path()) && !is_asked_by_itself(&request) {
        app.lock.touch();
    }
    let looks = matches!(*request.method(), Method::GET | Method::HEAD);
    if !looks && !door::from_our_own_page(headers) {
        return (StatusCode::FORBIDDEN, "This did not come from a page of this server.\n").into_response();
    }
    let chosen = scene.asked.query.get("lang").and_then(Language::of);
    let mut answer = next.run(request).await;
    if let Some(language) = chosen
        && let Ok(cookie) = HeaderValue::from_str(&format!(
            "{LANGUAGE_COOKIE}={}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Strict",
            language.code()
        ))
    {
        answer.headers_mut().append(header::SET_COOKIE, cookie);
    }
    answer
}

async fn nothing_here(scene: Scene) -> Response {
    stopped::plain(&scene, StatusCode::NOT_FOUND, "no-page")
}

impl axum::extract::FromRequestParts<Arc<App>> for Scene {
    type Rejection = StatusCode;

    async fn from_request_parts(
        parts: &mut axum::http::request::Parts,
        app: &Arc<App>,
    ) -> Result<Self, StatusCode> {
        app.scene(&parts.uri, &parts.headers).ok_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}
