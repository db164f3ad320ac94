//! Legal packs: stages, limits, and which lawyer answers for them. What nobody signed is a draft, and is shown as one.

use super::back;
use crate::app::{App, Page, Scene, html};
use crate::pages::form::{Fields, by_and_why, field};
use crate::pages::import::Problem;
use crate::say::{Arg, Moment, cut, user};
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::Response;
use claims::legal::{Confidence, LegalPack};
use desk::keep::{PackStanding, packs, sign_pack};
use desk::review::{find_claim, retract};
use desk::sentence;
use desk::{Outcome, Stop};
use serde::Serialize;
use std::sync::Arc;

const PATH: &str = "/admin/packs";

#[derive(Serialize)]
struct Packs {
    packs: Vec<PackView>,
    may_sign: bool,
    by: String,
    problem: Option<Problem>,
    /// The pack whose form was refused, and what was typed.
    typed: Typed,
}

#[derive(Serialize, Default)]
struct Typed {
    pack: String,
    name: String,
    on: String,
    why: String,
}

#[derive(Serialize)]
struct PackView {
    id: String,
    instrument: String,
    note: String,
    running: bool,
    /// Who answers for it in its own file.
    standing: Option<String>,
    signed: Vec<Signed>,
    stages: Vec<(String, String, String)>,
    clocks: Vec<ClockView>,
    doubtful: String,
}

#[derive(Serialize)]
struct Signed {
    decision: String,
    words: String,
    by: String,
    why: String,
    at: Moment,
}

#[derive(Serialize)]
struct ClockView {
    id: String,
    limit: String,
    article: String,
    sure: bool,
    note: String,
}

pub(crate) async fn packs_page(State(app): State<Arc<App>>, scene: Scene) -> Response {
    app.page(scene, "admin_packs.html", |scene| Ok(look(scene, Typed::default(), None))).await
}

fn look(scene: &Scene, typed: Typed, problem: Option<Problem>) -> Page<Packs> {
    let view = Packs {
        packs: packs(&scene.app.desk).iter().map(|standing| pack_view(scene, standing)).collect(),
        may_sign: scene.may("pack.sign"),
        by: scene.asked.query.get("by").unwrap_or_default().to_owned(),
        problem,
        typed,
    };
    Page { title: scene.say.the("admin-packs"), view }
}

fn pack_view(scene: &Scene, standing: &PackStanding) -> PackView {
    let say = &scene.say;
    let pack: &LegalPack = standing.pack;
    let signed = |lawyer: &str, date: String| {
        say.text(
            "admin-signed",
            &[("name", Arg::Theirs(&user(cut(lawyer, 200).0))), ("date", Arg::Ours(date))],
        )
    };
    let memory = pack.clocks.iter().filter(|clock| clock.confidence == Confidence::Memory).count();
    PackView {
        id: pack.id.clone(),
        instrument: pack.instrument.clone(),
        note: pack.note.clone(),
        running: scene.app.pack.is_some_and(|running| running.id == pack.id),
        standing: pack.signature.as_ref().map(|of| signed(&of.lawyer, of.date.to_string())),
        signed: standing
            .signed
            .iter()
            .map(|of| Signed {
                decision: of.decision.to_string(),
                words: signed(&of.signature.lawyer, of.signature.date.to_string()),
                by: user(&of.by),
                why: user(cut(&of.why, 500).0),
                at: say.moment(of.at, scene.zone()),
            })
            .collect(),
        stages: pack
            .stages
            .iter()
            .map(|stage| (stage.name.clone(), stage.lang.clone(), say.state(stage.state)))
            .collect(),
        clocks: pack
            .clocks
            .iter()
            .map(|clock| ClockView {
                id: clock.id.clone(),
                limit: say.length(i64::from(clock.hours) * 3600),
                article: clock.article.clone(),
                sure: clock.confidence == Confidence::Page,
                note: clock.note.clone(),
            })
            .collect(),
        doubtful: say.text("admin-doubtful", &[("number", Arg::Number(memory as u64))]),
    }
}

pub(crate) async fn sign_one_pack(
    State(app): State<Arc<App>>,
    scene: Scene,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| {
        let of = |name: &str| field(&fields, name).to_owned();
        let signed = by_and_why(scene, &fields).and_then(|(actor, why)| {
            sign_pack(&scene.app.desk, &actor, &why, &of("pack"), &of("name"), &of("on"))
        });
        match signed {
            Ok(_) => Ok(back(PATH, &fields)),
            Err(Stop::Refusal(refusal)) if refusal.kind == desk::Kind::Refused => {
                let typed = Typed { pack: of("pack"), name: of("name"), on: of("on"), why: of("why") };
                let page = look(scene, typed, Some(Problem::of(&scene.say, &refusal)));
                let text = scene.app.render(scene, "admin_packs.html", page)?;
                Ok(html(StatusCode::BAD_REQUEST, text))
            }
            Err(stop) => Err(stop),
        }
    })
    .await
}

pub(crate) async fn unsign_pack(
    State(app): State<Arc<App>>,
    scene: Scene,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| -> Outcome<Response> {
        let desk = &scene.app.desk;
        let (actor, why) = by_and_why(scene, &fields)?;
        let id = find_claim(desk, field(&fields, "decision"))?;
        if !packs(desk).iter().flat_map(|standing| &standing.signed).any(|signed| signed.decision == id) {
            return Err(Stop::conflict(sentence!(
                "This is no signature that holds; it may have been taken back already."
            )));
        }
        retract(desk, &actor, &why, id)?;
        Ok(back(PATH, &fields))
    })
    .await
}
