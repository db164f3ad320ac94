//! The log of views: who looked at whom, when. Whoever reads it sees names too, and that is a view like any other.

use crate::app::{App, Page, Scene};
use crate::pages::{Names, record_of, time_of};
use crate::say::{Moment, Target, user};
use axum::extract::State;
use axum::response::Response;
use claims::RecordId;
use desk::access::{Look, LooksQuery, looks};
use desk::sentence;
use desk::{Outcome, Stop};
use serde::Serialize;
use std::sync::Arc;

/// Views on a page.
const VIEWS: usize = 50;
/// Records that are listed of one view.
const LISTED: usize = 12;

#[derive(Serialize)]
struct Looks {
    views: Vec<View>,
    who: String,
    record: String,
    day: String,
    /// True when it is asked who saw one record.
    of_one: bool,
    before: Option<String>,
    next: Option<String>,
}

#[derive(Serialize)]
struct View {
    at: Moment,
    who: String,
    records: Vec<Target>,
    more: u64,
}

pub(crate) async fn looks_page(State(app): State<Arc<App>>, scene: Scene) -> Response {
    app.page(scene, "admin_looks.html", look).await
}

fn look(scene: &Scene) -> Outcome<Page<Looks>> {
    let (say, query) = (&scene.say, &scene.asked.query);
    let skip: usize = match query.get("skip") {
        None => 0,
        Some(text) => text
            .parse()
            .map_err(|_| Stop::refused("skip", sentence!("{text:?} is not a whole number", text)))?,
    };
    let day = time_of(scene, "day")?.map(|when| when.bounds());
    let asked = LooksQuery {
        who: query.get("who").map(str::to_owned),
        at: record_of(scene, "record")?,
        from: day.and_then(|of| of.earliest),
        to: day.and_then(|of| of.latest),
        skip,
        most: VIEWS + 1,
    };
    let mut views = looks(&scene.app.desk, &asked)?;
    let more = views.len() > VIEWS;
    views.truncate(VIEWS);
    let records: Vec<RecordId> =
        views.iter().flat_map(|view| view.records.iter().take(LISTED).copied()).collect();
    let names = Names::of(scene, &records, None)?;
    let at = |skip: usize| scene.asked.with("skip", Some(&skip.to_string()));
    let field = |name: &str| query.get(name).unwrap_or_default().to_owned();
    let view = Looks {
        views: views.iter().map(|view| view_of(scene, view, &names)).collect(),
        who: field("who"),
        record: field("record"),
        day: field("day"),
        of_one: asked.at.is_some(),
        before: (skip > 0).then(|| at(skip.saturating_sub(VIEWS))),
        next: more.then(|| at(skip + VIEWS)),
    };
    Ok(Page { title: say.the("admin-looks"), view })
}

fn view_of(scene: &Scene, view: &Look, names: &Names) -> View {
    View {
        at: scene.say.moment(view.at, scene.zone()),
        who: user(&view.who),
        records: names.several(&scene.say, view.records.iter().take(LISTED)),
        more: view.records.len().saturating_sub(LISTED) as u64,
    }
}
