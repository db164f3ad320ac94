//! The ceremonies of passkeys between a page and this server: coming in by an invitation, signing in, adding one. What was
//! begun waits here for two minutes, and is used once. Passkeys belong to a name: under an address of numbers the pages
//! say by which name to come. What goes wrong is answered in one sentence, which the page shows.

use super::let_in;
use crate::app::{App, Scene};
use crate::door::{PublicName, Whence, hex, port_called};
use axum::body::Bytes;
use axum::extract::{FromRequestParts, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use claims::{CredentialKind, RecordId};
use desk::access::{Member, add_passkey, invited, join_with_passkey};
use desk::sentence;
use desk::{Outcome, Stop};
use passkey::{Ceremonies, Registering, Showing, SigningIn};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long a ceremony may take.
const WAITS: Duration = Duration::from_secs(120);
/// Most ceremonies that wait; the oldest make room.
const WAITING: usize = 256;

/// Ceremonies that were begun.
#[derive(Default)]
pub(crate) struct Ceremonial(Mutex<HashMap<String, (Instant, Begun)>>);

enum Begun {
    /// By an invitation, whose token is kept.
    Joining(String, Registering),
    Registering(RecordId, Registering),
    SigningIn(RecordId, SigningIn),
    Showing(Showing),
}

impl Ceremonial {
    /// The ceremonies under the name by which the server was called; none under a number.
    pub fn for_host(&self, headers: &HeaderMap, public: Option<&PublicName>) -> Option<Ceremonies> {
        let host = headers.get(header::HOST)?.to_str().ok()?;
        let scheme = if public.is_some_and(|public| public.is(host)) { "https" } else { "http" };
        Ceremonies::of(&format!("{scheme}://{host}")).ok()
    }

    fn keep(&self, name: String, begun: Begun) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|_, (at, _)| at.elapsed() < WAITS);
        while all.len() >= WAITING {
            let oldest = all.iter().min_by_key(|(_, (at, _))| *at).map(|(name, _)| name.clone());
            match oldest {
                Some(oldest) => all.remove(&oldest),
                None => break,
            };
        }
        all.insert(name, (Instant::now(), begun));
    }

    fn take(&self, name: &str) -> Option<Begun> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.remove(name).filter(|(at, _)| at.elapsed() < WAITS).map(|(_, begun)| begun)
    }
}

/// Where the same page is under a name: on this machine, by the port it was called at.
pub(super) fn by_name(app: &App, headers: &HeaderMap, path: &str) -> String {
    let port = port_called(headers).unwrap_or_else(|| app.address.port());
    format!("http://localhost:{port}{path}")
}

/// A sentence of the message files, for the page to show.
fn said(scene: &Scene, status: StatusCode, id: &str) -> Response {
    (status, scene.say.the(id)).into_response()
}

/// What stops a ceremony, as a sentence.
fn in_words(scene: &Scene, done: Outcome<Response>) -> Outcome<Response> {
    match done {
        Err(Stop::Refusal(refusal)) => {
            Ok((StatusCode::BAD_REQUEST, scene.say.refusal(&refusal)).into_response())
        }
        Err(fault) => {
            let number = crate::stopped::incident(&scene.app.desk, &fault.to_string());
            let words = scene.say.text("stopped-incident", &[("number", crate::say::Arg::Ours(number))]);
            Ok((StatusCode::INTERNAL_SERVER_ERROR, words).into_response())
        }
        done => done,
    }
}

fn begin(scene: &Scene, asked: &str, begun: Begun) -> Outcome<Response> {
    let name = hex(&scene.app.desk.fresh()?);
    scene.app.ceremonial.keep(name.clone(), begun);
    Ok(json(&name, asked))
}

fn json(name: &str, asked: &str) -> Response {
    let body = format!("{{\"ceremony\":\"{name}\",\"asked\":{asked}}}");
    let mut answer = (StatusCode::OK, body).into_response();
    answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    answer
}

fn passkeys_of(member: &Member, app: &App) -> Vec<Box<[u8]>> {
    let ways = member.ways_of(CredentialKind::Passkey, app.desk.now());
    ways.map(|way| way.credential.bytes.clone()).collect()
}

/// Whoever begins or ends a ceremony comes by a name, under which passkeys are, and has not tried too often: what each of them is
/// asked before anything is looked at.
struct Guarded {
    scene: Scene,
    ceremonies: Ceremonies,
    whence: Whence,
}

impl Guarded {
    /// # Errors
    /// The sentence for the page.
    fn of(
        parts: &Parts,
        app: &Arc<App>,
        waits: impl FnOnce(&App, Whence) -> bool,
    ) -> Result<Self, Box<Response>> {
        let scene = app.scene(&parts.uri, &parts.headers);
        let scene = scene.ok_or_else(|| Box::new(StatusCode::INTERNAL_SERVER_ERROR.into_response()))?;
        let Some(ceremonies) = app.ceremonial.for_host(&parts.headers, app.options.public.as_ref()) else {
            return Err(Box::new(said(&scene, StatusCode::BAD_REQUEST, "passkey-no-name")));
        };
        let whence = parts.extensions.get::<Whence>().copied().unwrap_or_default();
        if waits(app, whence) {
            return Err(Box::new(said(&scene, StatusCode::TOO_MANY_REQUESTS, "passkey-wait")));
        }
        Ok(Self { scene, ceremonies, whence })
    }
}

/// Signing in: wrong tries are counted.
pub(crate) struct Trying(Ceremonies, Whence);

/// Coming in by a link: links that open nothing are counted.
pub(crate) struct Linked(Ceremonies, Whence);

/// A passkey of one's own.
pub(crate) struct Own(Ceremonies, Member);

impl FromRequestParts<Arc<App>> for Trying {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Response> {
        let of = Guarded::of(parts, app, |app, whence| app.tries.wait("", whence).is_some())
            .map_err(|answer| *answer)?;
        Ok(Self(of.ceremonies, of.whence))
    }
}

impl FromRequestParts<Arc<App>> for Linked {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Response> {
        let of =
            Guarded::of(parts, app, |app, whence| app.tries.links_wait(whence)).map_err(|answer| *answer)?;
        Ok(Self(of.ceremonies, of.whence))
    }
}

impl FromRequestParts<Arc<App>> for Own {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Response> {
        let of = Guarded::of(parts, app, |_, _| false).map_err(|answer| *answer)?;
        match of.scene.member {
            Some(member) => Ok(Self(of.ceremonies, member)),
            None => Err(said(&of.scene, StatusCode::BAD_REQUEST, "passkey-nobody-yet")),
        }
    }
}

/// What the page sends: the first line names the ceremony, a handle or a passkey; the rest is the browser's answer.
fn lines(body: &Bytes) -> Outcome<(String, String)> {
    let text = std::str::from_utf8(body).map_err(|_| Stop::refused("body", sentence!("This is no text.")))?;
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    Ok((first.trim().to_owned(), rest.to_owned()))
}

/// Begins to sign in: the body is a handle, or empty when the device shall say who it is. Who has no passkey is answered as
/// who is not known.
pub(crate) async fn passkey_begin(
    State(app): State<Arc<App>>,
    scene: Scene,
    Trying(ceremonies, whence): Trying,
    body: Bytes,
) -> Response {
    app.make(scene, move |scene| {
        let app = &scene.app;
        let (handle, _) = lines(&body)?;
        let folded: String = handle.to_lowercase().chars().take(60).collect();
        if app.tries.wait(&folded, whence).is_some() {
            return Ok(said(scene, StatusCode::TOO_MANY_REQUESTS, "passkey-wait"));
        }
        let done = || {
            if handle.is_empty() {
                let (asked, begun) = ceremonies.show().map_err(|_| not_made())?;
                return begin(scene, &asked, Begun::Showing(begun));
            }
            let members = app.desk.members();
            let known = members.named(&handle).filter(|member| member.active);
            let keys = known.map(|member| passkeys_of(member, app)).unwrap_or_default();
            let keys: Vec<&[u8]> = keys.iter().map(|key| &**key).collect();
            match (known, ceremonies.sign_in(&keys)) {
                (Some(member), Ok((asked, begun))) => {
                    begin(scene, &asked, Begun::SigningIn(member.record, begun))
                }
                _ => {
                    app.tries.wrong(&folded, whence);
                    Ok(said(scene, StatusCode::NOT_FOUND, "passkey-nobody"))
                }
            }
        };
        in_words(scene, done())
    })
    .await
}

fn not_made() -> Stop {
    Stop::conflict(sentence!("The ceremony could not be begun."))
}

/// Ends it: the first line is the ceremony, the rest the browser's answer.
pub(crate) async fn passkey_signed_in(
    State(app): State<Arc<App>>,
    scene: Scene,
    Trying(ceremonies, whence): Trying,
    body: Bytes,
) -> Response {
    app.make(scene, move |scene| {
        let app = &scene.app;
        let (name, answer) = lines(&body)?;
        let members = app.desk.members();
        let proven = match app.ceremonial.take(&name) {
            Some(Begun::SigningIn(member, begun)) => ceremonies.signed_in(&begun, &answer).map(|()| member),
            Some(Begun::Showing(begun)) => ceremonies.says(&answer).and_then(|said| {
                let member = RecordId::from_bytes(said);
                let keys = members.get(member).map(|member| passkeys_of(member, app)).unwrap_or_default();
                let keys: Vec<&[u8]> = keys.iter().map(|key| &**key).collect();
                ceremonies.shown(begun, &answer, &keys).map(|()| member)
            }),
            _ => return Ok(said(scene, StatusCode::CONFLICT, "passkey-slow")),
        };
        // They may have been shut out meanwhile.
        let still = |member: &RecordId| members.get(*member).is_some_and(|member| member.active);
        match proven.ok().filter(still) {
            Some(member) => let_in(app, member, StatusCode::NO_CONTENT.into_response()),
            None => {
                app.tries.wrong("", whence);
                Ok(said(scene, StatusCode::FORBIDDEN, "passkey-unproven"))
            }
        }
    })
    .await
}

/// Begins to come in by an invitation: the body is its token.
pub(crate) async fn passkey_joining(
    State(app): State<Arc<App>>,
    scene: Scene,
    Linked(ceremonies, whence): Linked,
    body: Bytes,
) -> Response {
    app.make(scene, move |scene| {
        let app = &scene.app;
        let (token, _) = lines(&body)?;
        let Some((member, _)) = invited(&app.desk, &token) else {
            app.tries.wrong_link(whence);
            return Ok(said(scene, StatusCode::NOT_FOUND, "join-used-advice"));
        };
        let begun = ceremonies.register(*member.record.as_bytes(), &member.handle, &[]);
        let Ok((asked, begun)) = begun else { return in_words(scene, Err(not_made())) };
        begin(scene, &asked, Begun::Joining(token, begun))
    })
    .await
}

/// Ends it: the link is used up, and the member is in.
pub(crate) async fn passkey_joined(
    State(app): State<Arc<App>>,
    scene: Scene,
    Linked(ceremonies, _): Linked,
    body: Bytes,
) -> Response {
    app.make(scene, move |scene| {
        let app = &scene.app;
        let (name, answer) = lines(&body)?;
        let Some(Begun::Joining(token, begun)) = app.ceremonial.take(&name) else {
            return Ok(said(scene, StatusCode::CONFLICT, "passkey-slow"));
        };
        let Ok(passkey) = ceremonies.registered(&begun, &answer) else {
            return Ok(said(scene, StatusCode::FORBIDDEN, "passkey-unproven"));
        };
        let done = join_with_passkey(&app.desk, &token, &passkey);
        in_words(
            scene,
            done.and_then(|member| let_in(app, member.record, StatusCode::NO_CONTENT.into_response())),
        )
    })
    .await
}

/// Begins to register a passkey of one's own.
pub(crate) async fn passkey_registering(
    State(app): State<Arc<App>>,
    scene: Scene,
    Own(ceremonies, member): Own,
) -> Response {
    app.make(scene, move |scene| {
        let app = &scene.app;
        let keys = passkeys_of(&member, app);
        let keys: Vec<&[u8]> = keys.iter().map(|key| &**key).collect();
        let begun = ceremonies.register(*member.record.as_bytes(), &member.handle, &keys);
        let Ok((asked, begun)) = begun else { return in_words(scene, Err(not_made())) };
        begin(scene, &asked, Begun::Registering(member.record, begun))
    })
    .await
}

/// Ends it: the first line is the ceremony and what the passkey is called, the rest the browser's answer.
pub(crate) async fn passkey_registered(
    State(app): State<Arc<App>>,
    scene: Scene,
    Own(ceremonies, member): Own,
    body: Bytes,
) -> Response {
    app.make(scene, move |scene| {
        let app = &scene.app;
        let (first, answer) = lines(&body)?;
        let (name, note) = first.split_once(' ').unwrap_or((&first, ""));
        let begun = match app.ceremonial.take(name) {
            Some(Begun::Registering(of, begun)) if of == member.record => begun,
            _ => return Ok(said(scene, StatusCode::CONFLICT, "passkey-slow")),
        };
        let Ok(passkey) = ceremonies.registered(&begun, &answer) else {
            return Ok(said(scene, StatusCode::FORBIDDEN, "passkey-unproven"));
        };
        let done = add_passkey(&app.desk, member.record, &passkey, note);
        in_words(scene, done.map(|_| StatusCode::NO_CONTENT.into_response()))
    })
    .await
}
