//! Signing in and out. Who is not known, a wrong password and a wrong code are answered in the same words after the same
//! time. A form that was sent after a session had ended waits on the page, and is sent when the member is in again.

use super::super::form::{Fields, field, see_other};
use super::super::lock::{calls_wait, to_forget};
use super::passkeys::by_name;
use super::{new_session, with_session};
use crate::app::{App, Page, Scene, html};
use crate::door::{Whence, set_cookie};
use crate::say::{Arg, user};
use crate::stopped;
use axum::extract::{Form, State};
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use desk::access::Password;
use desk::{Outcome, Stop};
use serde::Serialize;
use std::sync::Arc;

/// What stands before the name of a field that waits.
const KEPT: &str = "kept.";

#[derive(Serialize)]
struct SignIn {
    handle: String,
    wrong: Option<String>,
    /// True when somebody works here; before that only the owner's link opens.
    members: bool,
    /// Where passkeys work: under a name, not under a number.
    passkeys: bool,
    by_name: Option<String>,
    script: String,
    /// The form that waits: where it goes and its fields.
    then: String,
    kept: Vec<(String, String)>,
    /// It is a form with parts, as those with a file are.
    parts: bool,
}

#[derive(Serialize)]
struct Resume {
    heading: String,
    about: String,
    then: String,
    kept: Vec<(String, String)>,
    parts: bool,
}

pub(crate) async fn sign_in_page(
    State(app): State<Arc<App>>,
    scene: Scene,
    whence: Whence,
    headers: HeaderMap,
) -> Response {
    let Some(token) = scene.asked.query.get("once") else {
        return app
            .make(scene, move |scene| {
                Ok(html(StatusCode::OK, draw(scene, &headers, Waiting::default(), "", None)?))
            })
            .await;
    };
    let (Ok(a), Ok(b)) = (app.desk.fresh(), app.desk.fresh()) else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let mut fresh = [0; 32];
    for (to, from) in fresh.iter_mut().zip(a.into_iter().chain(b)) {
        *to = from;
    }
    if app.tries.links_wait(whence) {
        return stopped::plain(&scene, StatusCode::TOO_MANY_REQUESTS, "links-wait");
    }
    let Some(value) = app.door.sign_in(token, fresh) else {
        app.tries.wrong_link(whence);
        return stopped::plain(&scene, StatusCode::NOT_FOUND, "sign-in-used");
    };
    let Some(cookie) = set_cookie(Some(&value)) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let mut answer = see_other("/");
    answer.headers_mut().insert(header::SET_COOKIE, cookie);
    answer
}

/// A form that waits until its sender is in again.
#[derive(Default)]
struct Waiting {
    then: String,
    kept: Vec<(String, String)>,
    parts: bool,
}

impl Waiting {
    fn of(fields: &Fields) -> Self {
        let then = field(fields, "then");
        // Only a page of ours: one slash, no scheme, no other host.
        let ours = then.starts_with('/') && !then.starts_with("//") && !then.contains('\\');
        let kept = fields.iter().filter_map(|(name, value)| Some((name.strip_prefix(KEPT)?, value)));
        let kept = if ours {
            kept.map(|(name, value)| (name.to_owned(), value.clone())).collect()
        } else {
            Vec::new()
        };
        let parts = field(fields, "parts") == "1";
        Self { then: if ours { then.to_owned() } else { String::new() }, kept, parts }
    }
}

fn draw(
    scene: &Scene,
    headers: &HeaderMap,
    waiting: Waiting,
    handle: &str,
    wrong: Option<String>,
) -> Outcome<String> {
    let (say, app) = (&scene.say, &scene.app);
    let passkeys = app.ceremonial.for_host(headers, app.options.public.as_ref()).is_some();
    let members = !app.desk.members().all().is_empty();
    let kept = waiting.kept.into_iter().map(|(name, value)| (format!("{KEPT}{name}"), value)).collect();
    let view = SignIn {
        handle: user(handle),
        wrong,
        members,
        passkeys,
        by_name: (!passkeys).then(|| by_name(app, headers, "/sign-in")),
        script: app.assets.passkey.address.clone(),
        then: waiting.then,
        kept,
        parts: waiting.parts,
    };
    app.render(scene, "sign_in.html", Page { title: say.the("sign-in-title"), view })
}

/// The answer to a form that came from a session which had ended: the sign-in page, with the form on it.
pub(crate) fn kept_for_later(
    scene: &Scene,
    headers: &HeaderMap,
    path: &str,
    fields: Fields,
    parts: bool,
) -> Response {
    let waiting = Waiting { then: path.to_owned(), kept: fields, parts };
    let words = Some(scene.say.the("sign-in-kept"));
    match draw(scene, headers, waiting, "", words) {
        Ok(page) => html(StatusCode::UNAUTHORIZED, page),
        Err(stop) => stopped::answer(scene, stop),
    }
}

/// The answer to a form with a file that came from a session which had ended: what was typed waits, the file cannot.
pub(crate) fn kept_but_the_file(scene: &Scene, headers: &HeaderMap, path: &str, fields: Fields) -> Response {
    let waiting = Waiting { then: path.to_owned(), kept: fields, parts: true };
    cannot_wait(scene, headers, waiting, "sign-in-kept-no-file")
}

/// The answer to a form that is too large to wait.
pub(crate) fn not_kept(scene: &Scene, headers: &HeaderMap) -> Response {
    cannot_wait(scene, headers, Waiting::default(), "sign-in-too-large")
}

fn cannot_wait(scene: &Scene, headers: &HeaderMap, waiting: Waiting, words: &str) -> Response {
    match draw(scene, headers, waiting, "", Some(scene.say.the(words))) {
        Ok(page) => html(StatusCode::UNAUTHORIZED, page),
        Err(stop) => stopped::answer(scene, stop),
    }
}

/// The answer to whoever is not in.
pub(crate) fn ask_who(scene: &Scene, headers: &HeaderMap) -> Response {
    match draw(scene, headers, Waiting::default(), "", None) {
        Ok(page) => html(StatusCode::UNAUTHORIZED, page),
        Err(stop) => stopped::answer(scene, stop),
    }
}

pub(crate) async fn sign_in(
    State(app): State<Arc<App>>,
    scene: Scene,
    whence: Whence,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| {
        let app = &scene.app;
        let (handle, waiting) = (field(&fields, "handle").trim(), Waiting::of(&fields));
        let folded: String = handle.to_lowercase().chars().take(60).collect();
        if let Some(wait) = app.tries.wait(&folded, whence) {
            let minutes = Arg::Number(wait.as_secs().div_ceil(60));
            let words = scene.say.text("sign-in-wait", &[("minutes", minutes)]);
            let page = draw(scene, &headers, waiting, handle, Some(words))?;
            return Ok(html(StatusCode::TOO_MANY_REQUESTS, page));
        }
        let password = Password::typed(field(&fields, "password"))?;
        let done = match desk::access::sign_in(&app.desk, handle, &password, field(&fields, "code")) {
            Ok((member, step)) if app.tries.right(&folded, step) => Some(member),
            // The code was used a moment ago.
            Ok(_) | Err(Stop::Refusal(_)) => None,
            Err(fault) => return Err(fault),
        };
        let Some(member) = done else {
            app.tries.wrong(&folded, whence);
            let words = scene.say.the("sign-in-wrong");
            return Ok(html(StatusCode::UNAUTHORIZED, draw(scene, &headers, waiting, handle, Some(words))?));
        };
        // The form that waits bears the token of the new session.
        let session = new_session(app, member.record)?;
        let answer = go_on(&scene.come_in(session.clone()), waiting)?;
        Ok(with_session(&session, answer))
    })
    .await
}

/// Whoever came in by a passkey goes on with the form that waited.
pub(crate) async fn resume(
    State(app): State<Arc<App>>,
    scene: Scene,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| go_on(scene, Waiting::of(&fields))).await
}

/// To the board, or to the form that waited.
fn go_on(scene: &Scene, waiting: Waiting) -> Outcome<Response> {
    if waiting.then.is_empty() {
        return Ok(see_other("/"));
    }
    let (heading, about) = (scene.say.the("resume-title"), scene.say.the("resume-about"));
    once_more(scene, StatusCode::OK, waiting, heading, about)
}

/// A form on a page of its own, to be looked at and sent.
fn once_more(
    scene: &Scene,
    status: StatusCode,
    waiting: Waiting,
    heading: String,
    about: String,
) -> Outcome<Response> {
    let title = heading.clone();
    let view = Resume { heading, about, then: waiting.then, kept: waiting.kept, parts: waiting.parts };
    Ok(html(status, scene.app.render(scene, "resume.html", Page { title, view })?))
}

/// The answer to a form without the token of this session: it is not sent, and stands here to be sent once more.
pub(crate) fn not_sent(scene: &Scene, path: &str, fields: Fields, parts: bool, about: &str) -> Response {
    let waiting = Waiting { then: path.to_owned(), kept: fields, parts };
    let (heading, about) = (scene.say.the("stale-title"), scene.say.the(about));
    once_more(scene, StatusCode::FORBIDDEN, waiting, heading, about)
        .unwrap_or_else(|stop| stopped::answer(scene, stop))
}

pub(crate) async fn sign_out(State(app): State<Arc<App>>, scene: Scene, headers: HeaderMap) -> Response {
    app.door.sign_out(&headers);
    let said = if calls_wait(&headers) { "signed-out-kept" } else { "signed-out" };
    let mut answer = stopped::plain(&scene, StatusCode::OK, said);
    if let Some(cookie) = set_cookie(None) {
        answer.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    answer.headers_mut().insert(HeaderName::from_static("clear-site-data"), to_forget(&headers));
    answer
}
