//! `POST /hooks/{name}`: a message in JSON, signed with HMAC-SHA256 over the time and the body. The time may be five
//! minutes off; what is sent again within them is the same message.

use super::{Sent, not_opened, told};
use crate::api::headers::is_json;
use crate::api::problem::Problem;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use desk::record::CallNote;
use serde::Deserialize;

/// Seconds by which the sender's clock may differ.
const WINDOW: i64 = 300;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Message {
    text: Option<String>,
    /// The sender's own number for it: sent again under it, it is the same message.
    id: Option<String>,
    language: Option<String>,
    source: Option<String>,
    source_type: Option<String>,
    name: Option<String>,
    people: Option<String>,
    when: Option<String>,
    place: Option<String>,
    unit: Option<String>,
}

pub(super) fn take(sent: &Sent<'_>) -> Result<Response, Problem> {
    let at = checked(sent)?;
    is_json(sent.headers)?;
    let bad = |says: String| Problem::new(StatusCode::BAD_REQUEST, "not-json", says);
    if sent.body.trim_ascii_start().first() != Some(&b'{') {
        return Err(bad("The body is not a JSON object.".to_owned()));
    }
    let message: Message = serde_json::from_slice(sent.body).map_err(|problem| match problem.classify() {
        serde_json::error::Category::Data => {
            let says = format!("The body cannot be taken: {problem}.");
            Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "not-taken", says)
        }
        _ => bad(format!("The body is not JSON in UTF-8: {problem}.")),
    })?;
    let key = match message.id.as_deref().map(str::trim).filter(|id| !id.is_empty()) {
        Some(id) => sent.hook.key_of_call("message by its number", id.as_bytes()),
        None => sent.hook.key_of_call("message", &signed(&at, sent.body)),
    };
    let note = CallNote {
        text: message.text.unwrap_or_default(),
        report_type: Some("message".to_owned()),
        language: message.language,
        source: message.source,
        source_type: message.source_type,
        name: message.name,
        people: message.people,
        when: message.when,
        place: message.place,
        unit: message.unit,
        key: Some(key),
        ..CallNote::default()
    };
    let made = sent.save(&note).map_err(|stop| sent.stopped(&stop))?;
    let status = if made.new { StatusCode::CREATED } else { StatusCode::OK };
    Ok(told(status, &serde_json::json!({ "receipt": made.receipt.to_string() })))
}

/// What is signed: the time as it was written, a full stop, the body.
fn signed(at: &str, body: &[u8]) -> Vec<u8> {
    [at.as_bytes(), b".", body].concat()
}

/// The time as written, once the signature fits and the time is near.
fn checked(sent: &Sent<'_>) -> Result<String, Problem> {
    let at = one(sent.headers, "habeas-timestamp").ok_or_else(not_opened)?;
    let signature = one(sent.headers, "habeas-signature").ok_or_else(not_opened)?;
    let signature = signature.strip_prefix("sha256=").unwrap_or(signature);
    let signature: [u8; 32] = Some(signature)
        .filter(|text| text.len() == 64)
        .and_then(desk::reporter::read_bytes)
        .ok_or_else(not_opened)?;
    if !sent.hook.signed(&signed(at, sent.body), &signature) {
        return Err(not_opened());
    }
    let now = sent.app.desk.now().unix();
    let near = at.parse::<i64>().is_ok_and(|at| now.saturating_sub(at).saturating_abs() <= WINDOW);
    if !near {
        let says = format!(
            "Habeas-Timestamp is not within five minutes of this server's clock, which shows {}. Set the clocks, and sign it anew.",
            sent.app.desk.now()
        );
        return Err(Problem::new(StatusCode::UNAUTHORIZED, "other-time", says));
    }
    Ok(at.to_owned())
}

fn one<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let mut lines = headers.get_all(name).iter();
    match (lines.next(), lines.next()) {
        (Some(line), None) => line.to_str().ok().map(str::trim),
        _ => None,
    }
}
