//! The two ceremonies of passkeys between a page and this server. What was begun waits here for two minutes, and is used
//! once. Passkeys belong to a name: under an address of numbers the pages say by which name to come.

use super::let_in;
use crate::app::{App, Scene};
use crate::door::hex;
use crate::pages::form::see_other;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use claims::{CredentialKind, RecordId};
use desk::access::{Member, add_passkey};
use desk::{Outcome, Stop};
use passkey::{Ceremonies, Registering, SigningIn};
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
    Registering(RecordId, Registering),
    SigningIn(RecordId, SigningIn),
}

impl Ceremonial {
    /// The ceremonies under the name by which the server was called; none under a number.
    pub fn for_host(&self, headers: &HeaderMap) -> Option<Ceremonies> {
        let host = headers.get(header::HOST)?.to_str().ok()?;
        Ceremonies::of(&format!("http://{host}")).ok()
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

fn no_name() -> Stop {
    Stop::refused("host", "Passkeys need the server to be called by a name, such as localhost.")
}

fn not_proven(problem: passkey::PasskeyProblem) -> Stop {
    Stop::refused("passkey", problem.to_string())
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

/// What the page sends: the first line names the ceremony, a handle or a passkey; the rest is the browser's answer.
fn lines(body: &Bytes) -> Outcome<(String, String)> {
    let text = std::str::from_utf8(body).map_err(|_| Stop::refused("body", "This is no text."))?;
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    Ok((first.trim().to_owned(), rest.to_owned()))
}

/// Begins to sign in: the body is a handle. Who has no passkey is answered as who is not known.
pub(crate) async fn passkey_begin(
    State(app): State<Arc<App>>,
    scene: Scene,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    app.make(scene, move |scene| {
        let app = &scene.app;
        let ceremonies = app.ceremonial.for_host(&headers).ok_or_else(no_name)?;
        let (handle, _) = lines(&body)?;
        let folded: String = handle.to_lowercase().chars().take(60).collect();
        if app.tries.wait(&folded).is_some() {
            return Ok(StatusCode::TOO_MANY_REQUESTS.into_response());
        }
        let members = app.desk.members();
        let known = members.named(&handle).filter(|member| member.active);
        let keys = known.map(|member| passkeys_of(member, app)).unwrap_or_default();
        let keys: Vec<&[u8]> = keys.iter().map(|key| &**key).collect();
        let begun = ceremonies.sign_in(&keys);
        let (Some(member), Ok((asked, begun))) = (known, begun) else {
            app.tries.wrong(&folded);
            return Err(Stop::not_found("No passkey opens this handle here. Sign in with a password."));
        };
        let name = hex(&app.desk.fresh()?);
        app.ceremonial.keep(name.clone(), Begun::SigningIn(member.record, begun));
        Ok(json(&name, &asked))
    })
    .await
}

/// Ends it: the first line is the ceremony, the rest the browser's answer.
pub(crate) async fn passkey_signed_in(
    State(app): State<Arc<App>>,
    scene: Scene,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    app.make(scene, move |scene| {
        let app = &scene.app;
        let ceremonies = app.ceremonial.for_host(&headers).ok_or_else(no_name)?;
        let (name, answer) = lines(&body)?;
        let Some(Begun::SigningIn(member, begun)) = app.ceremonial.take(&name) else {
            return Err(Stop::conflict("This took too long; begin again."));
        };
        ceremonies.signed_in(&begun, &answer).map_err(not_proven)?;
        // They may have been shut out meanwhile.
        if !app.desk.members().get(member).is_some_and(|member| member.active) {
            return Err(Stop::not_found("There is no such member."));
        }
        let_in(app, member, StatusCode::NO_CONTENT.into_response())
    })
    .await
}

/// Begins to register a passkey of one's own.
pub(crate) async fn passkey_registering(
    State(app): State<Arc<App>>,
    scene: Scene,
    headers: HeaderMap,
) -> Response {
    app.make(scene, move |scene| {
        let app = &scene.app;
        let Some(member) = &scene.member else { return Ok(see_other("/people")) };
        let ceremonies = app.ceremonial.for_host(&headers).ok_or_else(no_name)?;
        let keys = passkeys_of(member, app);
        let keys: Vec<&[u8]> = keys.iter().map(|key| &**key).collect();
        let (asked, begun) =
            ceremonies.register(*member.record.as_bytes(), &member.handle, &keys).map_err(not_proven)?;
        let name = hex(&app.desk.fresh()?);
        app.ceremonial.keep(name.clone(), Begun::Registering(member.record, begun));
        Ok(json(&name, &asked))
    })
    .await
}

/// Ends it: the first line is the ceremony, a space, and what its owner calls it; the rest the browser's answer.
pub(crate) async fn passkey_registered(
    State(app): State<Arc<App>>,
    scene: Scene,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    app.make(scene, move |scene| {
        let app = &scene.app;
        let Some(member) = &scene.member else { return Ok(see_other("/people")) };
        let ceremonies = app.ceremonial.for_host(&headers).ok_or_else(no_name)?;
        let (first, answer) = lines(&body)?;
        let (name, note) = first.split_once(' ').unwrap_or((&first, ""));
        match app.ceremonial.take(name) {
            Some(Begun::Registering(of, begun)) if of == member.record => {
                let passkey = ceremonies.registered(&begun, &answer).map_err(not_proven)?;
                add_passkey(&app.desk, member.record, &passkey, note)?;
                Ok(StatusCode::NO_CONTENT.into_response())
            }
            _ => Err(Stop::conflict("This took too long; begin again.")),
        }
    })
    .await
}
