//! People and access on pages: signing in, coming in by an invitation, one's own account, everybody who works here.

mod account;
mod join;
mod passkeys;
mod people;
mod sign_in;

pub(crate) use account::{account, add_codes, change_password, end_sessions, remove_way};
pub(crate) use join::{join, join_page};
pub(crate) use passkeys::{
    Ceremonial, passkey_begin, passkey_joined, passkey_joining, passkey_registered, passkey_registering,
    passkey_signed_in,
};
pub(crate) use people::{agree_to, ask_recovery, change_person, invite_person, people};
pub(crate) use sign_in::{
    ask_who, kept_but_the_file, kept_for_later, not_kept, not_sent, resume, sign_in, sign_in_page, sign_out,
};

use crate::app::{App, Scene};
use crate::door::set_cookie;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use claims::RecordId;
use desk::Outcome;
use std::sync::Arc;

/// Begins a session of a member; the cookie's value.
fn new_session(app: &App, member: RecordId) -> Outcome<String> {
    let (a, b) = (app.desk.fresh()?, app.desk.fresh()?);
    let mut fresh = [0; 32];
    for (to, from) in fresh.iter_mut().zip(a.into_iter().chain(b)) {
        *to = from;
    }
    Ok(app.door.let_in(member, fresh))
}

/// Lets a member in: the answer with its cookie.
fn let_in(app: &App, member: RecordId, answer: Response) -> Outcome<Response> {
    Ok(with_session(&new_session(app, member)?, answer))
}

/// An answer that gives a browser its session.
fn with_session(value: &str, mut answer: Response) -> Response {
    if let Some(cookie) = set_cookie(Some(value)) {
        answer.headers_mut().append(header::SET_COOKIE, cookie);
    }
    answer
}

/// A token for the forms of this session, for scripts of ours whose page is older than the session.
pub(crate) async fn fresh_form_token(State(app): State<Arc<App>>, scene: Scene) -> Response {
    app.make(scene, |scene| {
        let body = serde_json::json!({ "form_token": scene.form_token()? }).to_string();
        let kind = HeaderValue::from_static("application/json");
        Ok(([(header::CONTENT_TYPE, kind)], body).into_response())
    })
    .await
}

/// A link that somebody else opens.
fn link_for(scene: &Scene, path: &str) -> String {
    crate::serve::link_to(scene.app.address, scene.app.options.public.as_ref(), path)
}
