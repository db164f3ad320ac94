//! When the desk stops: a refusal becomes a page that says what is wrong and what to do, a fault becomes a page with a
//! number under which the log has the whole chain.

use crate::app::{Page, Scene, html};
use crate::say::Arg;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use desk::{Desk, Kind, Stop};
use serde::Serialize;
use std::io::Write;

/// What the page of a stop shows.
#[derive(Serialize)]
struct Stopped {
    heading: String,
    /// The desk's own sentence.
    sentence: Option<String>,
    hint: Option<String>,
    /// What to do next, in the reader's language.
    advice: String,
}

/// The page of a stop.
pub(crate) fn answer(scene: &Scene, stop: Stop) -> Response {
    let (status, stopped) = match stop {
        Stop::Refusal(refusal) => {
            let (status, word) = match refusal.kind {
                Kind::Refused => (StatusCode::BAD_REQUEST, "stopped-refused"),
                Kind::NotFound => (StatusCode::NOT_FOUND, "stopped-not-found"),
                Kind::Conflict => (StatusCode::CONFLICT, "stopped-conflict"),
                Kind::Busy => (StatusCode::SERVICE_UNAVAILABLE, "stopped-busy"),
            };
            let stopped = Stopped {
                heading: scene.say.the(word),
                sentence: Some(scene.say.sentence(&refusal.say)),
                hint: scene.say.advice(&refusal),
                advice: scene.say.the("stopped-advice"),
            };
            (status, stopped)
        }
        fault @ Stop::Fault(_) => {
            let number = incident(&scene.app.desk, &fault.to_string());
            let stopped = Stopped {
                heading: scene.say.the("stopped-fault"),
                sentence: None,
                hint: None,
                advice: scene.say.text("stopped-incident", &[("number", Arg::Ours(number))]),
            };
            (StatusCode::INTERNAL_SERVER_ERROR, stopped)
        }
    };
    draw(scene, status, stopped)
}

/// A page of one sentence from the message files: `ID` the heading, `ID-advice` what to do.
pub(crate) fn plain(scene: &Scene, status: StatusCode, id: &str) -> Response {
    let (heading, advice) = (scene.say.the(id), scene.say.the(&format!("{id}-advice")));
    draw(scene, status, Stopped { heading, sentence: None, hint: None, advice })
}

fn draw(scene: &Scene, status: StatusCode, stopped: Stopped) -> Response {
    let words = format!("{}\n{}\n", stopped.heading, stopped.advice);
    let page = Page { title: stopped.heading.clone(), view: stopped };
    match scene.app.render(scene, "stopped.html", page) {
        Ok(text) => {
            let mut answer = html(status, text);
            if status == StatusCode::SERVICE_UNAVAILABLE {
                let wait = axum::http::HeaderValue::from_static("5");
                answer.headers_mut().insert(axum::http::header::RETRY_AFTER, wait);
            }
            answer
        }
        Err(_) => (status, words).into_response(),
    }
}

/// Logs what went wrong, once, and returns the number the reader sees.
pub(crate) fn incident(desk: &Desk, what: &str) -> String {
    let number = desk.fresh().map(|bytes| crate::door::hex(&bytes)).unwrap_or_default();
    let number: String = number.chars().take(8).collect();
    // When even stderr is closed there is nobody left to tell.
    let _ = writeln!(std::io::stderr(), "habeas: incident {number}: {what}");
    number
}
