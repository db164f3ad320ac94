//! Forms with files: read piece by piece up to a cap, kept in memory and nowhere else. A body over the cap is read to its end and
//! thrown away, since a browser that is hung up on shows an error of its own instead of our sentence.

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, header};
use desk::sentence;
use desk::{Outcome, Stop};
use futures_util::StreamExt as _;

/// The most bytes of a form with a file.
pub(crate) const CAP: usize = 64 << 20;
/// The most bytes that are read to be thrown away.
const THROWN_AWAY: usize = 1 << 30;
/// The most fields of a form.
const PARTS: usize = 4_200;

/// A field of a form.
pub(crate) struct Part {
    /// Its name.
    pub name: String,
    /// The name of the file, when it is one.
    pub file: Option<String>,
    /// What it holds.
    pub bytes: Bytes,
}

/// Reads a form with a file.
///
/// # Errors
/// A refusal when it is too large, breaks off, or is no such form.
pub(crate) async fn read(headers: &HeaderMap, body: Body) -> Outcome<Vec<Part>> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let boundary = boundary_of(kind).ok_or_else(no_form)?.to_owned();
    let told = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    if told.is_some_and(|bytes: usize| bytes > THROWN_AWAY) {
        return Err(too_large());
    }
    let mut pieces = body.into_data_stream();
    let mut bytes: Vec<u8> = Vec::with_capacity(told.unwrap_or(0).min(CAP));
    let mut all = 0usize;
    while let Some(piece) = pieces.next().await {
        let piece = piece.map_err(|_| {
            Stop::refused(
                "file",
                sentence!("The connection broke before the whole file was here; nothing was recorded."),
            )
            .hint(sentence!("Hand it in again."))
        })?;
        all += piece.len();
        if all > THROWN_AWAY {
            break;
        }
        if all <= CAP {
            bytes.extend_from_slice(&piece);
        } else {
            bytes = Vec::new();
        }
    }
    if all > CAP {
        return Err(too_large());
    }
    parts(&boundary, &Bytes::from(bytes)).ok_or_else(no_form)
}

/// Reads a body to its end and keeps nothing of it, so that the browser reads our answer.
pub(crate) async fn throw_away(body: Body) {
    let mut pieces = body.into_data_stream();
    let mut all = 0usize;
    while let Some(Ok(piece)) = pieces.next().await {
        all += piece.len();
        if all > CAP {
            break;
        }
    }
}

/// The file of a form, and its other fields.
pub(crate) fn apart(parts: Vec<Part>) -> (Option<Part>, Vec<(String, String)>) {
    let (files, fields): (Vec<Part>, Vec<Part>) = parts.into_iter().partition(|part| part.file.is_some());
    let file = files.into_iter().find(|part| part.file.as_deref().is_some_and(|name| !name.is_empty()));
    let text = |part: Part| (part.name, String::from_utf8_lossy(&part.bytes).into_owned());
    (file, fields.into_iter().map(text).collect())
}

fn too_large() -> Stop {
    let say = sentence!(
        "The file is larger than {most} MB, the most that a page takes; nothing was recorded.",
        most = CAP >> 20
    );
    Stop::refused("file", say).hint(sentence!(
        "Cut it into parts, or import it on the machine itself, where it is read row by row."
    ))
}

fn no_form() -> Stop {
    Stop::refused(
        "file",
        sentence!("This is not the form of this page, or it was cut short; nothing was recorded."),
    )
    .hint(sentence!("Go back to the page and hand the file in again."))
}

/// The boundary that a content type names.
fn boundary_of(kind: &str) -> Option<&str> {
    let (form, rest) = kind.split_once(';')?;
    if !form.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let named = rest.split(';').filter_map(|field| field.trim().split_once('='));
    let value = named.into_iter().find(|(name, _)| name.eq_ignore_ascii_case("boundary"))?.1;
    let value = value.trim_matches('"');
    (1..=70).contains(&value.len()).then_some(value)
}

/// Takes a body apart; none when it does not end as it should.
fn parts(boundary: &str, body: &Bytes) -> Option<Vec<Part>> {
    let line = format!("--{boundary}");
    let between = format!("\r\n{line}");
    let mut at = find(body, line.as_bytes(), 0)? + line.len();
    let mut found = Vec::new();
    loop {
        if body.get(at..at + 2)? == b"--" {
            return Some(found);
        }
        // The rest of the line may hold blanks.
        at = find(body, b"\r\n", at)? + 2;
        let head = find(body, b"\r\n\r\n", at)?;
        let end = find(body, between.as_bytes(), head + 2)?;
        let part = part(body.get(at..head)?, body.slice((head + 4).min(end)..end))?;
        found.push(part);
        if found.len() > PARTS {
            return None;
        }
        at = end + between.len();
    }
}

fn find(body: &[u8], what: &[u8], from: usize) -> Option<usize> {
    let first = what.first()?;
    let mut at = from;
    loop {
        at += body.get(at..)?.iter().position(|byte| byte == first)?;
        if body.get(at..)?.starts_with(what) {
            return Some(at);
        }
        at += 1;
    }
}

fn part(head: &[u8], bytes: Bytes) -> Option<Part> {
    let head = String::from_utf8_lossy(head);
    let is_disposition = |line: &&str| line.to_ascii_lowercase().starts_with("content-disposition:");
    let line = head.split("\r\n").find(is_disposition)?;
    let quoted = |name: &str| {
        let from = line.find(&format!("; {name}=\""))? + name.len() + 4;
        let rest = line.get(from..)?;
        // Browsers write a quotation mark in a name as %22.
        rest.split('"').next().map(|value| value.replace("%22", "\""))
    };
    Some(Part { name: quoted("name")?, file: quoted("filename"), bytes })
}
