//! The API: what a program with a token may read and write. Its types are its own, so that a change inside does not change
//! what programs read; its rules are the desk's, so that a program can do nothing a page could not.
//!
//! - `rows`: every address, once; `openapi` describes them, `guard` lets in
//! - `shape`: what goes over the wire, with its description
//! - `eyes`: what a token sees
//! - the rest: one file for what is asked for

mod board;
mod call;
mod count;
mod entries;
pub(in crate::api) mod etag;
mod eyes;
mod guard;
mod openapi;
mod programs;
mod records;
mod reports;
mod rows;
mod search;
pub(in crate::api) mod shape;
mod tokens;
mod value;
mod write;

pub use count::{count_as_json, figure_as_json};
pub use openapi::openapi;
pub(crate) use programs::Programs;
pub(crate) use rows::{ROWS, Verb};

use crate::app::App;
use crate::door;
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, MethodRouter, any, get, on};
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

/// The description of the API.
pub(crate) const OPENAPI: &str = "/api/v1/openapi.json";

/// The routes of the API. What is not among them, below `/api/v1/`, is answered as a program reads it.
pub(crate) fn routes() -> Router<Arc<App>> {
    let mut paths: BTreeMap<&str, MethodRouter<Arc<App>>> = BTreeMap::new();
    for row in ROWS {
        let filter = match row.verb {
            Verb::Get => MethodFilter::GET,
            Verb::Post => MethodFilter::POST,
        };
        let run = move |State(app): State<Arc<App>>, path: Option<Path<String>>, request: Request| {
            let named = path.map(|Path(named)| named).unwrap_or_default();
            guard::serve(row, app, named, request)
        };
        let methods = paths.remove(row.path).unwrap_or_default();
        paths.insert(row.path, methods.merge(on(filter, run)));
    }
    let mut router = Router::new();
    for (path, methods) in paths {
        router = router.route(path, methods.fallback(guard::other_method));
    }
    router
        .route(OPENAPI, get(description).fallback(guard::other_method))
        .route("/api/{*rest}", any(guard::nowhere))
}

/// The description: it says nothing of the casebook, so it is open to whoever can reach the server.
async fn description() -> Response {
    static TEXT: LazyLock<String> = LazyLock::new(openapi);
    let mut answer = TEXT.as_str().into_response();
    answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    door::seal(answer.headers_mut());
    answer
}

/// True for the addresses of programs, which know no session.
pub(crate) fn is_of_programs(path: &str) -> bool {
    path.starts_with("/api/") || path.starts_with("/hooks/")
}
