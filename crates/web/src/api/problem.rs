//! Problems as programs read them: problem+json (RFC 9457), each with a whole sentence.

use super::v1::etag::ChangedOut;
use super::v1::shape::{Field, Shapes, Told, object};
use crate::door;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use desk::{Kind, Stop};
use std::time::Duration;

/// Why a report was not taken in.
#[derive(Debug)]
pub(crate) struct Problem {
    pub status: StatusCode,
    /// The last part of the problem's type; stable.
    pub kind: &'static str,
    pub detail: String,
    /// The field at fault.
    pub field: Option<&'static str>,
    pub retry_after: Option<Duration>,
    /// What changed on a record since it was looked at.
    pub changed: Option<serde_json::Value>,
}

impl Problem {
    pub fn new(status: StatusCode, kind: &'static str, detail: impl Into<String>) -> Self {
        Self { status, kind, detail: detail.into(), field: None, retry_after: None, changed: None }
    }

    pub fn retry(self, after: Duration) -> Self {
        Self { retry_after: Some(after), ..self }
    }

    /// What the desk refused. `None` for a fault, whose words are for the log.
    pub fn of(stop: &Stop) -> Option<Self> {
        let Stop::Refusal(refusal) = stop else { return None };
        let (status, kind) = match (refusal.kind, refusal.field) {
            (Kind::Busy, _) => (StatusCode::SERVICE_UNAVAILABLE, "not-now"),
            (Kind::Conflict, _) => (StatusCode::CONFLICT, "another-report"),
            (Kind::NotFound, _) => (StatusCode::NOT_FOUND, "not-found"),
            (Kind::Refused, Some("reporter" | "key")) => (StatusCode::FORBIDDEN, "not-admitted"),
            (Kind::Refused, Some("signature")) => (StatusCode::UNAUTHORIZED, "wrong-signature"),
            (Kind::Refused, Some("json")) => (StatusCode::BAD_REQUEST, "not-json"),
            (Kind::Refused, Some("idempotency_key")) => (StatusCode::BAD_REQUEST, "headers"),
            (Kind::Refused, Some("body")) => (StatusCode::PAYLOAD_TOO_LARGE, "too-large"),
            (Kind::Refused, _) => (StatusCode::UNPROCESSABLE_ENTITY, "not-taken"),
        };
        let problem = Self { field: refusal.field, ..Self::new(status, kind, refusal.say.english()) };
        Some(match refusal.kind {
            Kind::Busy => problem.retry(Duration::from_secs(5)),
            _ => problem,
        })
    }
}

/// A problem on the wire, for its description; [`Problem`] writes it.
pub(crate) struct ProblemOut;

impl Told for ProblemOut {
    fn shape(all: &mut Shapes) -> serde_json::Value {
        let field = |name, says, shape, needed| Field { name, says, shape, needed };
        all.named("Problem", |all| {
            let text = String::shape(all);
            let changed = Vec::<ChangedOut>::shape(all);
            object(
                "Why something was not done (RFC 9457).",
                vec![
                    field(
                        "type",
                        "urn:habeas:problem: and one of the words of docs/api.md.",
                        text.clone(),
                        true,
                    ),
                    field("title", "The status in words.", text.clone(), true),
                    field("status", "The status.", u64::shape(all), true),
                    field("detail", "A whole sentence.", text.clone(), true),
                    field("field", "The field at fault.", text, false),
                    field("changed", "What was saved on the record since it was looked at.", changed, false),
                ],
            )
        })
    }
}

impl Problem {
    pub(super) fn body(&self) -> String {
        let mut body = serde_json::json!({
            "type": format!("urn:habeas:problem:{}", self.kind),
            "title": self.status.canonical_reason().unwrap_or_default(),
            "status": self.status.as_u16(),
            "detail": self.detail,
        });
        if let (Some(field), Some(object)) = (self.field, body.as_object_mut()) {
            object.insert("field".to_owned(), field.into());
        }
        if let (Some(changed), Some(object)) = (&self.changed, body.as_object_mut()) {
            object.insert("changed".to_owned(), changed.clone());
        }
        body.to_string()
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut answer = (self.status, self.body()).into_response();
        let headers = answer.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if self.status == StatusCode::UNAUTHORIZED {
            let scheme = HeaderValue::from_static(match self.kind {
                "no-token" => "Bearer realm=\"habeas\"",
                _ => "Habeas-Signature realm=\"reports\"",
            });
            headers.insert(header::WWW_AUTHENTICATE, scheme);
        }
        if let Some(after) = self.retry_after {
            headers.insert(header::RETRY_AFTER, (after.as_secs() + 1).into());
        }
        door::seal(headers);
        answer
    }
}
