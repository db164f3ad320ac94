//! Many doubts at once: those of one report are often of one kind. They are ticked, left with one reason in one entry, and
//! taken back together.

use crate::app::{App, Page, Scene, html, link};
use crate::pages::form::{Fields, by_and_why, field, see_other};
use crate::pages::import::Problem;
use crate::say::{Arg, Target, cut, user};
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::Response;
use claims::ClaimId;
use desk::review::{leave_several, open_doubts, seen_together, take_back_together};
use desk::sentence;
use desk::{Outcome, Stop};
use serde::Serialize;
use std::sync::Arc;

const PATH: &str = "/review/doubts";
/// Doubts on a page: as many as are read before they are ticked.
const LISTED: usize = 50;

#[derive(Serialize)]
struct Doubts {
    count: String,
    doubts: Vec<DoubtView>,
    /// Just left together: their number, and the entry by which they are taken back.
    done: Option<(String, u64)>,
    problem: Option<Problem>,
    by: String,
    why: String,
    why_undo: String,
    next: Option<String>,
    before: Option<String>,
}

#[derive(Serialize)]
struct DoubtView {
    claim: String,
    words: String,
    report: Target,
    ticked: bool,
}

pub(crate) async fn doubts_page(State(app): State<Arc<App>>, scene: Scene) -> Response {
    app.page(scene, "doubts.html", |scene| look(scene, &Vec::new(), None)).await
}

fn look(scene: &Scene, typed: &Fields, problem: Option<Problem>) -> Outcome<Page<Doubts>> {
    let (say, query, desk) = (&scene.say, &scene.asked.query, &scene.app.desk);
    let skip: usize = query.get("skip").and_then(|text| text.parse().ok()).unwrap_or(0);
    let open = scene.seen(open_doubts(desk)?, |doubt| doubt.report.record)?;
    let done = query.get("done").and_then(|text| text.parse::<u64>().ok());
    let done = done.map(|position| (seen_together(desk, position).len() as u64, position));
    let ticked = |claim: &str| typed.iter().any(|(name, value)| name == "doubt" && value == claim);
    let at = |skip: usize| scene.asked.with_each(&[("skip", Some(&skip.to_string())), ("done", None)]);
    let shown: Vec<DoubtView> = open
        .iter()
        .skip(skip)
        .take(LISTED)
        .map(|doubt| {
            let claim = doubt.claim.to_string();
            DoubtView {
                ticked: ticked(&claim),
                claim,
                words: user(cut(&doubt.text, 300).0),
                report: Target::to(say, &doubt.report),
            }
        })
        .collect();
    let reports = open.iter().skip(skip).take(LISTED).map(|doubt| doubt.report.record);
    scene.looked_at(&reports.collect::<Vec<_>>());
    let view = Doubts {
        count: say.text("doubts-count", &[("number", Arg::Number(open.len() as u64))]),
        doubts: shown,
        done: done
            .filter(|(number, _)| *number > 0)
            .map(|(number, at)| (say.text("doubts-left", &[("number", Arg::Number(number))]), at)),
        problem,
        by: user(match field(typed, "by") {
            "" => query.get("by").unwrap_or_default(),
            by => by,
        }),
        why: user(field(typed, "why")),
        why_undo: say.the("drafts-why-undo"),
        next: (open.len() > skip + LISTED).then(|| at(skip + LISTED)),
        before: (skip > 0).then(|| at(skip.saturating_sub(LISTED))),
    };
    Ok(Page { title: say.the("doubts-title"), view })
}

/// Leaves those that are ticked.
pub(crate) async fn leave_doubts(
    State(app): State<Arc<App>>,
    scene: Scene,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| {
        let left = by_and_why(scene, &fields).and_then(|(actor, why)| {
            let open = scene.seen(open_doubts(&scene.app.desk)?, |doubt| doubt.report.record)?;
            let ticked = fields.iter().filter(|(name, _)| name == "doubt");
            let ticked = ticked.map(|(_, claim)| {
                let claim: Option<ClaimId> = claim.parse().ok();
                claim.filter(|claim| open.iter().any(|doubt| doubt.claim == *claim)).ok_or_else(|| {
                    Stop::conflict(sentence!("One of them does not wait any more; somebody was faster."))
                        .hint(sentence!("The list below is as it stands now."))
                })
            });
            let ticked = ticked.collect::<Outcome<Vec<ClaimId>>>()?;
            leave_several(&scene.app.desk, &actor, &why, &ticked)
        });
        match left {
            Ok(saved) => {
                let position = saved.position.to_string();
                let told = [("done", position.as_str()), ("by", field(&fields, "by"))];
                Ok(see_other(&link(PATH, told.into_iter().filter(|(_, value)| !value.is_empty()))))
            }
            Err(Stop::Refusal(refusal)) => {
                let page = look(scene, &fields, Some(Problem::of(&scene.say, &refusal)))?;
                Ok(html(StatusCode::BAD_REQUEST, scene.app.render(scene, "doubts.html", page)?))
            }
            Err(fault) => Err(fault),
        }
    })
    .await
}

/// Takes back those that were left together.
pub(crate) async fn take_doubts_back(
    State(app): State<Arc<App>>,
    scene: Scene,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| {
        let (actor, why) = by_and_why(scene, &fields)?;
        let entry = field(&fields, "entry");
        let entry = entry.parse().map_err(|_| Stop::not_found(sentence!("There is no such decision.")))?;
        take_back_together(&scene.app.desk, &actor, &why, entry)?;
        Ok(see_other(&link(PATH, Some(("by", field(&fields, "by"))).filter(|(_, by)| !by.is_empty()))))
    })
    .await
}
