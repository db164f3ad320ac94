//! What programs send and read. Whoever hands in a signed report is known by the signature alone, whoever calls the API
//! (`v1`) by a token; there is no cookie, no page and no session here.
//!
//! Requests of programs and pages of people do not wait for each other: reports go through a lane of their own, which
//! refuses at the door what it could not save soon.

mod budget;
mod headers;
pub(crate) mod hooks;
mod lane;
mod pace;
mod problem;
mod reports;
pub(crate) mod v1;

pub(crate) use lane::Lane;
pub(crate) use reports::{REPORTS, take_report};

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use problem::Problem;
use std::time::Duration;

/// The answer to programs while the casebook is locked.
pub(crate) fn locked() -> Response {
    let says = "The casebook is locked. Nothing was done: try again later.";
    let wait = Duration::from_secs(59);
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, "locked", says).retry(wait).into_response()
}
