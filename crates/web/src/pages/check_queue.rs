//! The call-back queue: which unit is due to be rung, and who is ringing which one now, so that nobody rings a station
//! that somebody else is ringing.

use super::checks::{back, last_check, ringing_in_words};
use super::form::{Fields, by_and_why, field};
use crate::app::{App, Page, Scene, link};
use crate::say::{Arg, Moment, Target, cut, user};
use axum::extract::{Form, State};
use axum::response::Response;
use desk::check::{Due, Queue, find_unit, queue, release, ring};
use desk::review::find_claim;
use desk::sentence;
use desk::{Outcome, Stop};
use serde::Serialize;
use std::sync::Arc;

const PATH: &str = "/checks/queue";
/// Units of each part on the page.
const LISTED: usize = 60;

#[derive(Serialize)]
struct QueueView {
    at: Moment,
    due: Vec<Card>,
    more: u64,
    rung: Vec<Card>,
    asked: Vec<Card>,
    by: String,
    why: String,
    summary: String,
    refresh: String,
    fragment: String,
}

#[derive(Serialize)]
struct Card {
    unit: String,
    to: Target,
    held: String,
    first: Option<String>,
    last: String,
    log: String,
    ringing: Option<String>,
    claim: Option<String>,
}

pub(crate) async fn check_queue(State(app): State<Arc<App>>, scene: Scene) -> Response {
    if scene.asked.query.ticked("fragment") {
        return app.open_part(scene, "queue_part.html", draw).await;
    }
    app.page(scene, "queue.html", draw).await
}

fn draw(scene: &Scene) -> Outcome<Page<QueueView>> {
    let (say, asked) = (&scene.say, &scene.asked);
    let Queue { at, due, rung, asked: just } = queue(&scene.app.desk, scene.app.options.fresh_for)?;
    let cards = |of: &[Due]| of.iter().take(LISTED).map(|due| card(scene, due, at)).collect();
    let view = QueueView {
        at: say.moment(at, scene.zone()),
        more: due.len().saturating_sub(LISTED) as u64,
        summary: say.text(
            "queue-summary",
            &[("due", Arg::Number(due.len() as u64)), ("rung", Arg::Number(rung.len() as u64))],
        ),
        due: cards(&due),
        rung: cards(&rung),
        asked: cards(&just),
        by: user(asked.query.get("by").unwrap_or_default()),
        why: say.the("queue-why"),
        refresh: asked.with("fragment", None),
        fragment: asked.with("fragment", Some("1")),
    };
    Ok(Page { title: say.the("queue-title"), view })
}

fn card(scene: &Scene, due: &Due, at: claims::when::Instant) -> Card {
    let say = &scene.say;
    let unit = due.unit.to_string();
    let label = user(cut(&due.label, 200).0);
    Card {
        to: Target { href: link("/", [("unit", unit.as_str())]), label, kind: String::new() },
        held: super::board::held_count(say, due.held, due.maybe),
        first: (due.first > 0).then(|| say.text("queue-first", &[("number", Arg::Number(due.first))])),
        last: last_check(scene, due.last.as_ref(), at),
        log: link("/checks", [("unit", unit.as_str())]),
        ringing: due.ringing.as_ref().map(|ringing| ringing_in_words(scene, ringing)),
        claim: due.ringing.as_ref().map(|ringing| ringing.claim.to_string()),
        unit,
    }
}

pub(crate) async fn ring_unit(
    State(app): State<Arc<App>>,
    scene: Scene,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| {
        let (actor, why) = by_and_why(scene, &fields)?;
        let desk = &scene.app.desk;
        // The button of a unit that was just asked says that it is rung all the same.
        let (unit, anyway) = match field(&fields, "again") {
            "" => (field(&fields, "unit"), false),
            unit => (unit, true),
        };
        if unit.is_empty() {
            return Err(Stop::refused("unit", sentence!("Say which unit.")));
        }
        let unit = find_unit(desk, unit)?;
        ring(desk, &actor, &why, unit, anyway)?;
        Ok(back("/checks", [("unit", unit.to_string().as_str()), ("by", field(&fields, "by"))]))
    })
    .await
}

pub(crate) async fn release_unit(
    State(app): State<Arc<App>>,
    scene: Scene,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| {
        let (actor, why) = by_and_why(scene, &fields)?;
        let desk = &scene.app.desk;
        release(desk, &actor, &why, find_claim(desk, field(&fields, "claim"))?)?;
        Ok(back(PATH, [("by", field(&fields, "by"))]))
    })
    .await
}
