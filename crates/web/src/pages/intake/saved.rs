//! After a call was saved: the code for the caller, what to do next, and the way back.

use super::{PATH, code_of, report_link};
use crate::app::{App, Page, Scene, link};
use crate::pages::form::{Fields, by_and_why, field, see_other};
use crate::say::{Moment, Target};
use axum::extract::{Form, State};
use axum::response::Response;
use desk::Outcome;
use desk::record::{calls_people, contact_of, undo_call};
use serde::Serialize;
use std::sync::Arc;

#[derive(Serialize)]
struct Saved {
    id: String,
    /// The code in its groups; none after it was undone.
    code: Option<String>,
    /// It had been saved before: nothing was saved twice.
    twice: bool,
    report: Target,
    people: Vec<Target>,
    /// Until when it is kept how to reach the caller, if it is.
    contact: Option<Moment>,
    may_see_contacts: bool,
    next: String,
    new: String,
    by: String,
    why: String,
}

pub(crate) async fn saved_call(State(app): State<Arc<App>>, scene: Scene) -> Response {
    app.page(scene, "intake_saved.html", look).await
}

fn look(scene: &Scene) -> Outcome<Page<Saved>> {
    let (desk, query) = (&scene.app.desk, &scene.asked.query);
    let report = super::super::record_in_path(scene, query.get("report").unwrap_or_default())?;
    let code = code_of(scene, report)?;
    let (people, stands) = calls_people(desk, report)?;
    let id = report.to_string();
    let by = query.get("by").unwrap_or_default();
    let with =
        |fields: [(&str, &str); 2]| link(PATH, fields.into_iter().filter(|(_, value)| !value.is_empty()));
    let named = desk::look::name_records(desk, &[report], None)?;
    let view = Saved {
        code: stands.then(|| code.to_string()),
        twice: query.ticked("twice"),
        report: named.first().map(|named| report_link(scene, named)).unwrap_or(Target {
            href: format!("/report/{report}"),
            label: report.short(),
            kind: scene.say.kind(None),
        }),
        contact: contact_of(desk, report)?.map(|contact| scene.say.moment(contact.until, scene.zone())),
        may_see_contacts: scene.may("contact.see"),
        people: people.iter().map(|named| Target::to(&scene.say, named)).collect(),
        next: with([("same", &id), ("by", by)]),
        new: with([("by", by), ("", "")]),
        by: by.to_owned(),
        why: scene.say.the("intake-why-undo"),
        id,
    };
    Ok(Page { title: scene.say.the("intake-title"), view })
}

/// Takes back everything that this call said.
pub(crate) async fn undo(State(app): State<Arc<App>>, scene: Scene, Form(fields): Form<Fields>) -> Response {
    app.make(scene, move |scene| {
        let (actor, why) = by_and_why(scene, &fields)?;
        let report = super::super::record_in_path(scene, field(&fields, "report"))?;
        undo_call(&scene.app.desk, &actor, &why, report)?;
        let report = report.to_string();
        let to = link("/intake/saved", [("report", report.as_str()), ("by", field(&fields, "by"))]);
        Ok(see_other(&to))
    })
    .await
}
