//! What signs a report, out of the head of its request.

use super::problem::Problem;
use axum::http::{HeaderMap, StatusCode, header};
use desk::reporter::read_bytes;

/// Key, signature, and the name the sender gave to the report.
pub(crate) struct Signed {
    pub key: [u8; 32],
    pub signature: [u8; 64],
    pub idempotency_key: String,
}

impl Signed {
    /// Reads the three lines; each must be there once.
    pub fn read(headers: &HeaderMap) -> Result<Self, Problem> {
        let (key, signature) = (one(headers, "habeas-key")?, one(headers, "habeas-signature")?);
        let idempotency_key = one(headers, "idempotency-key")?.to_owned();
        Ok(Self {
            key: bytes("Habeas-Key", key)?,
            signature: bytes("Habeas-Signature", signature)?,
            idempotency_key,
        })
    }
}

fn one<'h>(headers: &'h HeaderMap, name: &'static str) -> Result<&'h str, Problem> {
    let mut lines = headers.get_all(name).iter();
    match (lines.next().map(|line| line.to_str()), lines.next()) {
        (Some(Ok(line)), None) => Ok(line.trim()),
        (None, _) if name == "idempotency-key" => Err(Problem::new(
            StatusCode::BAD_REQUEST,
            "headers",
            "There is no Idempotency-Key line: a name for this report, the same when it is sent again.",
        )),
        (None, _) => Err(Problem::new(
            StatusCode::UNAUTHORIZED,
            "not-signed",
            format!("There is no {name} line: a report is signed by an admitted reporter."),
        )),
        _ => Err(Problem::new(
            StatusCode::BAD_REQUEST,
            "headers",
            format!("The {name} line must stand there once, in ASCII."),
        )),
    }
}

fn bytes<const N: usize>(name: &str, text: &str) -> Result<[u8; N], Problem> {
    read_bytes(text).ok_or_else(|| {
        let says = format!("{name} must be {N} bytes, in base64 or hexadecimal digits.");
        Problem::new(StatusCode::BAD_REQUEST, "headers", says)
    })
}

/// Refuses what does not say that it is JSON.
pub(crate) fn is_json(headers: &HeaderMap) -> Result<(), Problem> {
    let said = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut parts = said.split(';').map(str::trim);
    let json = parts.next().is_some_and(|kind| kind.eq_ignore_ascii_case("application/json"));
    let utf8 = parts.all(|parameter| parameter.eq_ignore_ascii_case("charset=utf-8"));
    if json && utf8 {
        return Ok(());
    }
    let says = "A report is sent as application/json, in UTF-8.";
    Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not-json", says))
}
