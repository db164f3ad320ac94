//! How callers can be reached, and only here: a list without the contacts themselves, and a look at one, which asks why
//! and is recorded before anything is told.

use super::form::{Fields, by_and_why, field};
use crate::app::{App, Page, Scene, html};
use crate::say::{Arg, Moment, Target, cut, user};
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::Response;
use casebook::ContactView;
use desk::Outcome;
use desk::record::{contacts as kept, look_at_contact, receipt_of};
use serde::Serialize;
use std::sync::Arc;

#[derive(Serialize)]
struct Contacts {
    count: String,
    kept_for: String,
    /// The one that was asked for, for this answer only.
    shown: Option<Shown>,
    list: Vec<Kept>,
    by: String,
}

#[derive(Serialize)]
struct Shown {
    how: String,
    report: Option<Target>,
}

#[derive(Serialize)]
struct Kept {
    id: String,
    report: Option<Target>,
    code: Option<String>,
    until: Moment,
    by: String,
    seen: Vec<Seen>,
}

#[derive(Serialize)]
struct Seen {
    at: Moment,
    by: String,
    why: String,
}

pub(crate) async fn contacts(State(app): State<Arc<App>>, scene: Scene) -> Response {
    app.page(scene, "contacts.html", |scene| {
        let by = scene.asked.query.get("by").unwrap_or_default().to_owned();
        page(scene, None, by)
    })
    .await
}

/// A look at one. It is an answer to a form, so that nobody meets it again by going back or by a link.
pub(crate) async fn look_at(
    State(app): State<Arc<App>>,
    scene: Scene,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| {
        let (actor, why) = by_and_why(scene, &fields)?;
        let record = super::record_in_path(scene, field(&fields, "contact"))?;
        let (view, how) = look_at_contact(&scene.app.desk, &actor, &why, record)?;
        let shown = Shown { how: user(cut(&how, 1000).0), report: report_of(scene, &view) };
        let page = page(scene, Some(shown), field(&fields, "by").to_owned())?;
        Ok(html(StatusCode::OK, scene.app.render(scene, "contacts.html", page)?))
    })
    .await
}

fn page(scene: &Scene, shown: Option<Shown>, by: String) -> Outcome<Page<Contacts>> {
    let (say, desk) = (&scene.say, &scene.app.desk);
    let mut list = Vec::new();
    for contact in kept(desk)? {
        let code = match &contact.report {
            Some(report) => receipt_of(desk, report.record)?.map(|code| code.to_string()),
            None => None,
        };
        list.push(Kept {
            id: contact.record.to_string(),
            report: report_of(scene, &contact),
            code,
            until: say.moment(contact.until, scene.zone()),
            by: user(&contact.by),
            seen: contact
                .seen
                .iter()
                .map(|seen| Seen {
                    at: say.moment(seen.at, scene.zone()),
                    by: user(&seen.by),
                    why: user(cut(&seen.why, 300).0),
                })
                .collect(),
        });
    }
    let days = Arg::Number((scene.app.options.contacts_kept / 86_400).unsigned_abs());
    let view = Contacts {
        count: say.text("contacts-count", &[("number", Arg::Number(list.len() as u64))]),
        kept_for: say.text("contacts-kept-for", &[("days", days)]),
        shown,
        list,
        by,
    };
    Ok(Page { title: say.the("contacts-title"), view })
}

fn report_of(scene: &Scene, contact: &ContactView) -> Option<Target> {
    let named = contact.report.as_ref()?;
    Some(Target { href: format!("/report/{}", named.record), ..Target::to(&scene.say, named) })
}
