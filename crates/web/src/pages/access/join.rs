//! Coming in by an invitation: the link shows who is meant, a password or a passkey uses it up.

use super::super::form::{Fields, field, see_other};
use super::let_in;
use super::passkeys::by_name;
use crate::app::{App, Page, Scene, html, link};
use crate::door::Whence;
use crate::say::user;
use crate::stopped;
use axum::extract::{Form, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use desk::access::invited;
use desk::{Outcome, Stop};
use serde::Serialize;
use std::sync::Arc;

#[derive(Serialize)]
struct Join {
    token: String,
    handle: String,
    roles: Vec<String>,
    wrong: Option<String>,
    /// Where passkeys work: under a name, not under a number.
    passkeys: bool,
    by_name: Option<String>,
    script: String,
}

fn draw(scene: &Scene, headers: &HeaderMap, token: &str, wrong: Option<String>) -> Outcome<Option<String>> {
    let Some((member, _)) = invited(&scene.app.desk, token) else { return Ok(None) };
    let roles = member.roles.iter().map(|role| scene.say.the(&format!("role-{}", role.name()))).collect();
    let app = &scene.app;
    let passkeys = app.ceremonial.for_host(headers, app.options.public.as_ref()).is_some();
    let view = Join {
        token: token.to_owned(),
        handle: user(&member.handle),
        roles,
        wrong,
        passkeys,
        by_name: (!passkeys).then(|| by_name(app, headers, &link("/join", [("token", token)]))),
        script: app.assets.passkey.address.clone(),
    };
    let page = Page { title: scene.say.the("join-title"), view };
    scene.app.render(scene, "join.html", page).map(Some)
}

pub(crate) async fn join_page(
    State(app): State<Arc<App>>,
    scene: Scene,
    whence: Whence,
    headers: HeaderMap,
) -> Response {
    app.make(scene, move |scene| {
        if scene.app.tries.links_wait(whence) {
            return Ok(stopped::plain(scene, StatusCode::TOO_MANY_REQUESTS, "links-wait"));
        }
        let token = scene.asked.query.get("token").unwrap_or_default().to_owned();
        match draw(scene, &headers, &token, None)? {
            Some(page) => Ok(html(StatusCode::OK, page)),
            None => Ok(opens_nothing(scene, whence)),
        }
    })
    .await
}

fn opens_nothing(scene: &Scene, whence: Whence) -> Response {
    scene.app.tries.wrong_link(whence);
    stopped::plain(scene, StatusCode::NOT_FOUND, "join-used")
}

pub(crate) async fn join(
    State(app): State<Arc<App>>,
    scene: Scene,
    whence: Whence,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| {
        if scene.app.tries.links_wait(whence) {
            return Ok(stopped::plain(scene, StatusCode::TOO_MANY_REQUESTS, "links-wait"));
        }
        let (token, password) = (field(&fields, "token"), field(&fields, "password"));
        let wrong = if password == field(&fields, "again") {
            match desk::access::join(&scene.app.desk, token, password) {
                Ok(member) => return let_in(&scene.app, member.record, see_other("/account")),
                Err(Stop::Refusal(refusal)) => scene.say.refusal(&refusal),
                Err(fault) => return Err(fault),
            }
        } else {
            scene.say.the("join-differ")
        };
        match draw(scene, &headers, token, Some(wrong))? {
            Some(page) => Ok(html(StatusCode::BAD_REQUEST, page)),
            None => Ok(opens_nothing(scene, whence)),
        }
    })
    .await
}
