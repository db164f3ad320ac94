//! One's own account: password, codes, passkeys, sessions. Nobody else's.

use super::super::form::{Fields, field, see_other};
use super::passkeys::by_name;
use crate::app::{App, Page, Scene};
use crate::say::{Moment, user};
use axum::extract::{Form, State};
use axum::http::HeaderMap;
use axum::response::Response;
use claims::{ClaimId, CredentialKind};
use desk::access::{self, Member, totp_secret};
use desk::sentence;
use desk::{Outcome, Stop};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::sync::Arc;

#[derive(Serialize)]
struct Account {
    handle: String,
    roles: Vec<String>,
    groups: Vec<String>,
    ways: Vec<Way>,
    sessions: u64,
    has_password: bool,
    has_codes: bool,
    /// A secret for codes, in groups of four letters, and as apps take it.
    secret: String,
    secret_link: String,
    passkeys: bool,
    by_name: Option<String>,
    script: String,
}

#[derive(Serialize)]
struct Way {
    decision: String,
    kind: String,
    note: String,
    at: Moment,
}

fn myself(scene: &Scene) -> Outcome<&Member> {
    scene.member.as_ref().ok_or_else(|| {
        Stop::not_found(sentence!("You came in by the owner's link, which has no account."))
            .hint(sentence!("Invite yourself under People, and sign in by that handle."))
    })
}

/// A secret that is the same each time this session asks, so that a reloaded page does not undo what an app has scanned.
fn secret_of(scene: &Scene, headers: &HeaderMap) -> [u8; 20] {
    let session = crate::door::cookie(headers, crate::door::COOKIE).unwrap_or_default();
    let digest =
        Sha256::new().chain_update(b"codes\n").chain_update(scene.app.options.session).chain_update(session);
    let digest: [u8; 32] = digest.finalize().into();
    let mut secret = [0; 20];
    for (to, from) in secret.iter_mut().zip(digest) {
        *to = from;
    }
    secret
}

pub(crate) async fn account(State(app): State<Arc<App>>, scene: Scene, headers: HeaderMap) -> Response {
    app.page(scene, "account.html", move |scene| {
        let (say, app, member) = (&scene.say, &scene.app, myself(scene)?);
        let secret = totp_secret(&secret_of(scene, &headers));
        let passkeys = app.ceremonial.for_host(&headers, app.options.public.as_ref()).is_some();
        let has = |kind| member.ways_of(kind, app.desk.now()).next().is_some();
        let shown = |kind: CredentialKind| kind != CredentialKind::Invitation;
        let ways = member.ways.iter().filter(|way| shown(way.credential.kind)).map(|way| Way {
            decision: way.decision.to_string(),
            kind: say.the(&format!("way-{}", way.credential.kind.name())),
            note: user(&way.credential.note),
            at: say.moment(way.at, scene.zone()),
        });
        let letters: Vec<char> = secret.chars().collect();
        let view = Account {
            handle: user(&member.handle),
            roles: member.roles.iter().map(|role| say.the(&format!("role-{}", role.name()))).collect(),
            groups: member.groups.iter().map(|group| user(group)).collect(),
            ways: ways.collect(),
            sessions: app.door.sessions_of(member.record) as u64,
            has_password: has(CredentialKind::Password),
            has_codes: has(CredentialKind::Totp),
            secret_link: format!("otpauth://totp/habeas?secret={secret}&issuer=habeas"),
            secret: letters.chunks(4).map(String::from_iter).collect::<Vec<_>>().join(" "),
            passkeys,
            by_name: (!passkeys).then(|| by_name(app, &headers, "/account")),
            script: app.assets.passkey.address.clone(),
        };
        Ok(Page { title: say.the("account-title"), view })
    })
    .await
}

pub(crate) async fn change_password(
    State(app): State<Arc<App>>,
    scene: Scene,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| {
        let (member, new) = (myself(scene)?, field(&fields, "password"));
        if new != field(&fields, "again") {
            return Err(Stop::refused("again", sentence!("The two passwords differ.")));
        }
        access::change_password(&scene.app.desk, member.record, field(&fields, "old"), new)?;
        // Whoever knew the old one is out.
        scene.app.door.end_all(member.record, Some(&headers));
        Ok(see_other("/account"))
    })
    .await
}

pub(crate) async fn add_codes(
    State(app): State<Arc<App>>,
    scene: Scene,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| {
        let (member, secret) = (myself(scene)?, secret_of(scene, &headers));
        access::add_totp(&scene.app.desk, member.record, &secret, field(&fields, "code"))?;
        Ok(see_other("/account"))
    })
    .await
}

pub(crate) async fn remove_way(
    State(app): State<Arc<App>>,
    scene: Scene,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| {
        let member = myself(scene)?;
        let way: ClaimId = field(&fields, "way")
            .parse()
            .map_err(|_| Stop::not_found(sentence!("There is no such way in.")))?;
        access::remove_way(&scene.app.desk, member.record, way)?;
        // Whoever came in by it elsewhere is out.
        scene.app.door.end_all(member.record, Some(&headers));
        Ok(see_other("/account"))
    })
    .await
}

pub(crate) async fn end_sessions(State(app): State<Arc<App>>, scene: Scene, headers: HeaderMap) -> Response {
    app.make(scene, move |scene| {
        scene.app.door.end_all(myself(scene)?.record, Some(&headers));
        Ok(see_other("/account"))
    })
    .await
}
