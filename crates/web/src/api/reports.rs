//! `POST /api/v1/reports`: one signed report. Answered when it is durable and in the casebook.

use super::headers::{Signed, is_json};
use super::lane::no_room;
use super::problem::Problem;
use crate::app::App;
use crate::door;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use desk::record::{LARGEST_REPORT, SignedReport, Submitted};
use desk::reporter::is_admitted;
use futures_util::StreamExt as _;
use std::sync::Arc;

/// Where reports are handed in.
pub(crate) const REPORTS: &str = "/api/v1/reports";

pub(crate) async fn take_report(State(app): State<Arc<App>>, request: Request) -> Response {
    // What cannot be saved soon is not even read.
    if !app.lane.has_room() {
        return no_room();
    }
    match take(&app, request).await {
        Ok(submitted) => told(&submitted),
        Err(problem) => problem.into_response(),
    }
}

async fn take(app: &App, request: Request) -> Result<Submitted, Problem> {
    let headers = request.headers();
    if !door::called_by_its_name(headers, app.address, app.options.public.as_ref()) {
        let says = "This server does not answer to that name.";
        return Err(Problem::new(StatusCode::MISDIRECTED_REQUEST, "other-name", says));
    }
    // What a stranger sends is not read: no slow stranger can take up room.
    is_json(headers)?;
    let signed = Signed::read(headers)?;
    if app.lock.has_fallen() {
        let says = "The casebook is being locked. Nothing of this report was kept: send it again later.";
        let wait = std::time::Duration::from_secs(59);
        return Err(Problem::new(StatusCode::SERVICE_UNAVAILABLE, "locked", says).retry(wait));
    }
    if !is_admitted(&app.desk, &signed.key) {
        let says = "This key is not admitted here. Ask the office to admit it.";
        return Err(Problem::new(StatusCode::FORBIDDEN, "not-admitted", says));
    }
    let body = read(request).await?;
    let report = SignedReport {
        key: signed.key,
        signature: signed.signature,
        idempotency_key: signed.idempotency_key,
        body,
    };
    app.lane.save(report).await
}

fn too_large() -> Problem {
    let says = format!("A report may have {LARGEST_REPORT} bytes at most.");
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", says)
}

async fn read(request: Request<Body>) -> Result<Vec<u8>, Problem> {
    let length = request.headers().get(header::CONTENT_LENGTH);
    let length = length.and_then(|value| value.to_str().ok()).and_then(|text| text.parse::<usize>().ok());
    if length.is_some_and(|length| length > LARGEST_REPORT) {
        return Err(too_large());
    }
    let mut bytes = Vec::with_capacity(length.unwrap_or(1024));
    let mut pieces = request.into_body().into_data_stream();
    while let Some(piece) = pieces.next().await {
        let piece = piece.map_err(|_| {
            let says = "The report broke off, or came too slowly; send it again.";
            Problem::new(StatusCode::BAD_REQUEST, "broke-off", says)
        })?;
        if bytes.len() + piece.len() > LARGEST_REPORT {
            return Err(too_large());
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes)
}

fn told(submitted: &Submitted) -> Response {
    let status = if submitted.new { StatusCode::CREATED } else { StatusCode::OK };
    let body = format!(
        "{{\"position\":{},\"entry\":\"{}\",\"report\":\"{}\"}}",
        submitted.position,
        door::hex(&submitted.entry),
        submitted.report,
    );
    let mut answer = (status, body).into_response();
    answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    door::seal(answer.headers_mut());
    answer
}
