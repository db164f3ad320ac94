//! Coming in by the one-time link, and going out.

use crate::app::{App, Scene};
use crate::door::set_cookie;
use crate::stopped;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

pub(crate) async fn sign_in(State(app): State<Arc<App>>, scene: Scene) -> Response {
    let Some(token) = scene.asked.query.get("once") else {
        return stopped::plain(&scene, StatusCode::NOT_FOUND, "sign-in-no-token");
    };
    let (Ok(a), Ok(b)) = (app.desk.fresh(), app.desk.fresh()) else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let mut fresh = [0; 32];
    for (to, from) in fresh.iter_mut().zip(a.into_iter().chain(b)) {
        *to = from;
    }
    let Some(value) = app.door.sign_in(token, fresh) else {
        return stopped::plain(&scene, StatusCode::NOT_FOUND, "sign-in-used");
    };
    let Some(cookie) = set_cookie(Some(&value)) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let mut answer = StatusCode::SEE_OTHER.into_response();
    answer.headers_mut().insert(header::SET_COOKIE, cookie);
    answer.headers_mut().insert(header::LOCATION, HeaderValue::from_static("/"));
    answer
}

pub(crate) async fn sign_out(State(app): State<Arc<App>>, scene: Scene, headers: HeaderMap) -> Response {
    app.door.sign_out(&headers);
    let mut answer = stopped::plain(&scene, StatusCode::OK, "signed-out");
    if let Some(cookie) = set_cookie(None) {
        answer.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    answer.headers_mut().insert(
        HeaderName::from_static("clear-site-data"),
        HeaderValue::from_static("\"cache\", \"storage\""),
    );
    answer
}
