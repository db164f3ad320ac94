//! Comparing the people of an import with all others: begun by a button, done on a thread of its own. It proposes; people judge.

use super::PATH;
use crate::app::{AGAIN, App, Page, Scene, html, link};
use crate::pages::form::see_other;
use crate::pages::form::{Fields, field};
use crate::pages::record_in_path;
use crate::say::{Arg, Target};
use crate::stopped;
use axum::extract::{Form, State};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use desk::import::{compare_report, linked};
use desk::look::name_records;
use desk::{Outcome, Stop};
use serde::Serialize;
use std::sync::Arc;
use std::time::Duration;

#[derive(Serialize)]
struct Linkage {
    id: String,
    to: Target,
    underway: bool,
    found: Option<String>,
    people: String,
    review: String,
}

pub(crate) async fn linkage_page(State(app): State<Arc<App>>, scene: Scene) -> Response {
    app.make(scene, |scene| {
        let view = look(scene)?;
        let (underway, here) = (view.underway, of_report(&view.id, &[(AGAIN, "1")]));
        let page = Page { title: scene.say.the("import-link"), view };
        let mut answer = html(StatusCode::OK, scene.app.render(scene, "import_linkage.html", page)?);
        if underway && let Ok(to) = HeaderValue::from_str(&format!("2; url={here}")) {
            answer.headers_mut().insert(HeaderName::from_static("refresh"), to);
        }
        Ok(answer)
    })
    .await
}

fn of_report(id: &str, more: &[(&str, &str)]) -> String {
    link(&format!("{PATH}/linkage"), [("report", id)].into_iter().chain(more.iter().copied()))
}

fn look(scene: &Scene) -> Outcome<Linkage> {
    let (say, desk) = (&scene.say, &scene.app.desk);
    let report = record_in_path(scene, scene.asked.query.get("report").unwrap_or_default())?;
    let named = name_records(desk, &[report], None)?;
    let to = named.first().map(|named| Target::to(say, named));
    let state = linked(desk, report);
    let number = |id: &str, number: u64| say.text(id, &[("number", Arg::Number(number))]);
    let id = report.to_string();
    Ok(Linkage {
        to: to.unwrap_or(Target {
            href: format!("/report/{id}"),
            label: report.short(),
            kind: String::new(),
        }),
        underway: state.is_some_and(|linked| linked.pairs.is_none()),
        found: state.and_then(|linked| linked.pairs).map(|pairs| number("import-pairs", pairs)),
        people: state.map(|linked| number("import-people", linked.people)).unwrap_or_default(),
        review: link("/review/duplicates", [("report", id.as_str())]),
        id,
    })
}

pub(crate) async fn compare_import(
    State(app): State<Arc<App>>,
    scene: Scene,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| {
        let report = record_in_path(scene, field(&fields, "report"))?;
        let under_way = || linked(&scene.app.desk, report).is_some_and(|linked| linked.pairs.is_none());
        if !under_way() {
            let app = Arc::clone(&scene.app);
            let work = move || {
                if let Err(stop @ Stop::Fault(_)) = compare_report(&app.desk, report) {
                    stopped::incident(&app.desk, &format!("an import could not be compared: {stop}"));
                }
            };
            std::thread::Builder::new()
                .name("habeas-compare".to_owned())
                .spawn(work)
                .map_err(|cause| Stop::fault("starting to compare", cause))?;
            // Most are compared in a moment.
            for _ in 0..10 {
                std::thread::sleep(Duration::from_millis(100));
                if linked(&scene.app.desk, report).is_some() && !under_way() {
                    break;
                }
            }
        }
        Ok(see_other(&of_report(&report.to_string(), &[])))
    })
    .await
}
