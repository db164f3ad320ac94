//! Coming in by an invitation: the link shows who is meant, a password uses it up.

use super::super::form::{Fields, field, see_other};
use super::let_in;
use crate::app::{App, Page, Scene, html};
use crate::say::user;
use crate::stopped;
use axum::extract::{Form, State};
use axum::http::StatusCode;
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
}

fn draw(scene: &Scene, token: &str, wrong: Option<String>) -> Outcome<Option<String>> {
    let Some((member, _)) = invited(&scene.app.desk, token) else { return Ok(None) };
    let roles = member.roles.iter().map(|role| scene.say.the(&format!("role-{}", role.name()))).collect();
    let view = Join { token: token.to_owned(), handle: user(&member.handle), roles, wrong };
    let page = Page { title: scene.say.the("join-title"), view };
    scene.app.render(scene, "join.html", page).map(Some)
}

pub(crate) async fn join_page(State(app): State<Arc<App>>, scene: Scene) -> Response {
    app.make(scene, |scene| {
        let token = scene.asked.query.get("token").unwrap_or_default().to_owned();
        match draw(scene, &token, None)? {
            Some(page) => Ok(html(StatusCode::OK, page)),
            None => Ok(stopped::plain(scene, StatusCode::NOT_FOUND, "join-used")),
        }
    })
    .await
}

pub(crate) async fn join(State(app): State<Arc<App>>, scene: Scene, Form(fields): Form<Fields>) -> Response {
    app.make(scene, move |scene| {
        let (token, password) = (field(&fields, "token"), field(&fields, "password"));
        let wrong = if password == field(&fields, "again") {
            match desk::access::join(&scene.app.desk, token, password) {
                Ok(member) => return let_in(&scene.app, member.record, see_other("/account")),
                Err(Stop::Refusal(refusal)) => refusal.say,
                Err(fault) => return Err(fault),
            }
        } else {
            scene.say.the("join-differ")
        };
        match draw(scene, token, Some(wrong))? {
            Some(page) => Ok(html(StatusCode::BAD_REQUEST, page)),
            None => Ok(stopped::plain(scene, StatusCode::NOT_FOUND, "join-used")),
        }
    })
    .await
}
