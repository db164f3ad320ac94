//! A report that came in: what can be done with it now, and undoing all that came of it.

use super::PATH;
use crate::app::{App, Page, Scene, link};
use crate::pages::form::see_other;
use crate::pages::form::{Fields, by_and_why, field};
use crate::pages::record_in_path;
use crate::say::{Arg, Moment, Target, user};
use axum::extract::{Form, Path, State};
use axum::response::Response;
use desk::Outcome;
use desk::import::{bring_back, undo};
use desk::look::name_records;
use desk::review::drafts;
use serde::Serialize;
use std::sync::Arc;

#[derive(Serialize)]
struct ImportedReport {
    id: String,
    to: Target,
    withdrawn: Option<Withdrawn>,
    /// How many drafts wait, and where.
    drafts: Option<(String, String)>,
    linkage: String,
    by: String,
}

#[derive(Serialize)]
struct Withdrawn {
    by: String,
    why: String,
    at: Moment,
}

pub(crate) async fn imported_report(
    State(app): State<Arc<App>>,
    scene: Scene,
    Path(id): Path<String>,
) -> Response {
    app.page(scene, "import_report.html", move |scene| look(scene, &id)).await
}

fn look(scene: &Scene, id: &str) -> Outcome<Page<ImportedReport>> {
    let (say, desk) = (&scene.say, &scene.app.desk);
    let report = record_in_path(scene, id)?;
    let view = desk::look::report(desk, report)?;
    let named = name_records(desk, &[report], None)?;
    let label = named.first().map_or_else(|| report.short(), |named| named.label.to_string());
    let withdrawn = desk.casebook().withdrawn(report).map(|ruled| Withdrawn {
        by: user(&ruled.author),
        why: user(&ruled.why),
        at: say.moment(ruled.at, scene.zone()),
    });
    let is_text = view.text.is_some() && view.rows.is_empty();
    let open = if is_text && withdrawn.is_none() { drafts(desk, report)?.open().count() as u64 } else { 0 };
    let id = report.to_string();
    let view = ImportedReport {
        to: Target { href: format!("/report/{id}"), label: user(&label), kind: String::new() },
        drafts: is_text.then(|| {
            let words = say.text("import-drafts", &[("number", Arg::Number(open))]);
            (link("/review/drafts", [("report", id.as_str())]), words)
        }),
        linkage: link("/import/linkage", [("report", id.as_str())]),
        by: scene.asked.query.get("by").unwrap_or_default().to_owned(),
        withdrawn,
        id,
    };
    Ok(Page { title: say.the("import-title"), view })
}

pub(crate) async fn undo_import(
    State(app): State<Arc<App>>,
    scene: Scene,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| {
        let (actor, why) = by_and_why(scene, &fields)?;
        let report = record_in_path(scene, field(&fields, "report"))?;
        undo(&scene.app.desk, &actor, &why, report)?;
        Ok(back(&fields))
    })
    .await
}

pub(crate) async fn bring_import_back(
    State(app): State<Arc<App>>,
    scene: Scene,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| {
        let (actor, why) = by_and_why(scene, &fields)?;
        let report = record_in_path(scene, field(&fields, "report"))?;
        bring_back(&scene.app.desk, &actor, &why, report)?;
        Ok(back(&fields))
    })
    .await
}

fn back(fields: &Fields) -> Response {
    let by = Some(("by", field(fields, "by"))).filter(|by| !by.1.is_empty());
    see_other(&link(&format!("{PATH}/report/{}", field(fields, "report")), by))
}
