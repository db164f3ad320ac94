//! Everybody who works here: inviting, roles and groups, shutting somebody out at once, and what needs a second person.

use super::super::form::{Fields, by_and_why, field, see_other};
use super::super::import::Problem;
use super::link_for;
use crate::app::{App, Page, Scene, html};
use crate::say::{Arg, Moment, user};
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::Response;
use claims::{Ask, ClaimId, RecordId};
use desk::access::{self, Member, Role, read_groups, read_roles};
use desk::sentence;
use desk::{Kind, Outcome, Refusal, Stop};
use serde::Serialize;
use std::sync::Arc;

#[derive(Serialize)]
struct People {
    people: Vec<Person>,
    roles: Vec<RoleChoice>,
    asked: Vec<AskedView>,
    by: String,
    why_invite: String,
    why_change: String,
    why_recover: String,
    why_agree: String,
    /// Why an invitation was not made, and what was typed.
    problem: Option<Problem>,
    handle: String,
    groups: String,
    /// A link that was just made: it is shown this once.
    link: Option<(String, String)>,
    changes: bool,
}

#[derive(Serialize)]
struct Person {
    id: String,
    handle: String,
    active: bool,
    roles: Vec<RoleChoice>,
    roles_words: String,
    groups: String,
    ways: String,
    sessions: String,
    since: Moment,
    myself: bool,
}

#[derive(Serialize)]
struct RoleChoice {
    name: &'static str,
    words: String,
    about: String,
    chosen: bool,
}

#[derive(Serialize)]
struct AskedView {
    id: String,
    words: String,
    at: Moment,
    why: String,
}

fn roles(scene: &Scene, chosen: &[Role]) -> Vec<RoleChoice> {
    Role::ALL
        .into_iter()
        .map(|role| RoleChoice {
            name: role.name(),
            words: scene.say.the(&format!("role-{}", role.name())),
            about: scene.say.the(&format!("role-{}-about", role.name())),
            chosen: chosen.contains(&role),
        })
        .collect()
}

fn person(scene: &Scene, member: &Member) -> Person {
    let (say, app) = (&scene.say, &scene.app);
    let words: Vec<String> =
        member.roles.iter().map(|role| say.the(&format!("role-{}", role.name()))).collect();
    let groups: Vec<&str> = member.groups.iter().map(String::as_str).collect();
    let mut ways: Vec<String> =
        member.ways.iter().map(|way| say.the(&format!("way-{}", way.credential.kind.name()))).collect();
    ways.dedup();
    Person {
        id: member.record.to_string(),
        handle: user(&member.handle),
        active: member.active,
        roles: roles(scene, &member.roles),
        roles_words: words.join(", "),
        groups: user(&groups.join(", ")),
        ways: ways.join(", "),
        sessions: say
            .text("people-sessions", &[("number", Arg::Number(app.door.sessions_of(member.record) as u64))]),
        since: say.moment(member.since, scene.zone()),
        myself: scene.member.as_ref().is_some_and(|me| me.record == member.record),
    }
}

fn draw(scene: &Scene, link: Option<(String, String)>) -> Outcome<Page<People>> {
    let (say, desk) = (&scene.say, &scene.app.desk);
    let members = desk.members();
    let waiting = members
        .asked
        .iter()
        .filter(|asked| asked.what == Ask::Recover && asked.agreed.is_none())
        .filter(|asked| desk.now().seconds_since(asked.at) < 24 * 3600);
    let asked = waiting.map(|asked| {
        let about = members.get(asked.about).map_or("?", |member| member.handle.as_str());
        let words = [("by", Arg::Theirs(&asked.by)), ("about", Arg::Theirs(about))];
        AskedView {
            id: asked.id.to_string(),
            words: say.text("asked-recover", &words),
            at: say.moment(asked.at, scene.zone()),
            why: user(&asked.why),
        }
    });
    let view = People {
        people: members.all().into_iter().map(|member| person(scene, member)).collect(),
        roles: roles(scene, &[Role::Operator]),
        asked: asked.collect(),
        by: scene.asked.query.get("by").unwrap_or_default().to_owned(),
        why_invite: say.the("people-why-invite"),
        why_change: say.the("people-why-change"),
        why_recover: say.the("people-why-recover"),
        why_agree: say.the("people-why-agree"),
        problem: None,
        handle: String::new(),
        groups: String::new(),
        link,
        changes: scene.may("people.change"),
    };
    Ok(Page { title: say.the("people-title"), view })
}

pub(crate) async fn people(State(app): State<Arc<App>>, scene: Scene) -> Response {
    app.page(scene, "people.html", |scene| draw(scene, None)).await
}

/// The link is on the answer itself: it stands in no address that a browser would remember.
fn with_link(scene: &Scene, handle: &str, token: &str) -> Outcome<Response> {
    let link = link_for(scene, &format!("/join?token={token}"));
    let page = draw(scene, Some((user(handle), link)))?;
    Ok(html(StatusCode::OK, scene.app.render(scene, "people.html", page)?))
}

fn chosen(fields: &Fields) -> Outcome<Vec<Role>> {
    read_roles(fields.iter().filter(|(name, _)| name == "role").map(|(_, role)| role.as_str()))
}

fn member_of(fields: &Fields) -> Outcome<RecordId> {
    field(fields, "member").parse().map_err(|_| Stop::not_found(sentence!("There is no such member.")))
}

pub(crate) async fn invite_person(
    State(app): State<Arc<App>>,
    scene: Scene,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| match invited(scene, &fields) {
        Err(Stop::Refusal(refusal)) => not_invited(scene, &fields, &refusal),
        done => done,
    })
    .await
}

fn invited(scene: &Scene, fields: &Fields) -> Outcome<Response> {
    let (actor, why) = by_and_why(scene, fields)?;
    let (roles, groups) = (chosen(fields)?, read_groups(field(fields, "groups"))?);
    let handle = field(fields, "handle");
    let invited = access::invite(&scene.app.desk, &actor, &why, handle, &roles, &groups)?;
    with_link(scene, handle.trim(), &invited.token)
}

/// The invitation as it was typed, with what is wrong with it.
fn not_invited(scene: &Scene, fields: &Fields, refusal: &Refusal) -> Outcome<Response> {
    let mut page = draw(scene, None)?;
    let typed = |name: &str| user(field(fields, name));
    let ticked = |role: Role| fields.iter().any(|(name, value)| name == "role" && value == role.name());
    let ticked: Vec<Role> = Role::ALL.into_iter().filter(|role| ticked(*role)).collect();
    let view = &mut page.view;
    (view.by, view.handle, view.groups, view.why_invite) =
        (typed("by"), typed("handle"), typed("groups"), typed("why"));
    view.roles = roles(scene, &ticked);
    view.problem = Some(Problem::of(&scene.say, refusal));
    let status = match refusal.kind {
        Kind::Conflict => StatusCode::CONFLICT,
        _ => StatusCode::BAD_REQUEST,
    };
    Ok(html(status, scene.app.render(scene, "people.html", page)?))
}

pub(crate) async fn change_person(
    State(app): State<Arc<App>>,
    scene: Scene,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| {
        let (actor, why) = by_and_why(scene, &fields)?;
        let member = member_of(&fields)?;
        let (roles, groups) = (chosen(&fields)?, read_groups(field(&fields, "groups"))?);
        let active = field(&fields, "active") == "yes";
        access::change_member(&scene.app.desk, &actor, &why, member, &roles, &groups, active)?;
        if !active {
            scene.app.door.end_all(member, None);
        }
        Ok(see_other("/people"))
    })
    .await
}

pub(crate) async fn ask_recovery(
    State(app): State<Arc<App>>,
    scene: Scene,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| {
        let (actor, why) = by_and_why(scene, &fields)?;
        access::ask(&scene.app.desk, &actor, &why, Ask::Recover, member_of(&fields)?)?;
        Ok(see_other("/people"))
    })
    .await
}

pub(crate) async fn agree_to(
    State(app): State<Arc<App>>,
    scene: Scene,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| {
        let (actor, why) = by_and_why(scene, &fields)?;
        let asked: ClaimId = field(&fields, "asked")
            .parse()
            .map_err(|_| Stop::not_found(sentence!("Nothing of the kind waits.")))?;
        let about = {
            let members = scene.app.desk.members();
            let of = members.asked.iter().find(|of| of.id == asked).map(|of| of.about);
            of.and_then(|about| members.get(about).cloned())
        };
        match (access::agree(&scene.app.desk, &actor, &why, asked)?, about) {
            (Some(token), Some(member)) => {
                scene.app.door.end_all(member.record, None);
                with_link(scene, &member.handle, &token)
            }
            _ => Ok(see_other("/people")),
        }
    })
    .await
}
