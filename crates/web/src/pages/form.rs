//! What a form of ours holds, and who sends it for what reason: every decision on a page asks both.

use crate::app::Scene;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use desk::{Actor, Outcome, Reason};

/// Fields of a form.
pub(super) type Fields = Vec<(String, String)>;

/// A field; empty when it was not sent.
pub(super) fn field<'f>(fields: &'f Fields, name: &str) -> &'f str {
    fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
}

/// Who decides, and why.
///
/// # Errors
/// A refusal that names the field which is empty or cannot be used.
pub(super) fn by_and_why(scene: &Scene, fields: &Fields) -> Outcome<(Actor, Reason)> {
    Ok((by(scene, fields)?, Reason::parse(field(fields, "why"))?))
}

/// Who does it: the member who is signed in. Whoever came in by the one-time link is nobody yet and says a handle.
///
/// # Errors
/// A refusal on `by` when nobody is named.
pub(super) fn by(scene: &Scene, fields: &Fields) -> Outcome<Actor> {
    match &scene.member {
        Some(member) => Actor::parse(&member.handle),
        None => Actor::parse(field(fields, "by")),
    }
}

/// To another page of ours after a form, so that a reload sends nothing twice. An address that no header can hold leads to
/// the board.
pub(in crate::pages) fn see_other(to: &str) -> Response {
    let to = HeaderValue::from_str(to).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response()
}
