//! How many were not seen: the sources as lists that overlap, who answers for them, and the estimate beside the floor — or the reason why
//! none is shown. It takes a while; the page asks again by itself, without script.

mod answer;
mod found;

use super::count::{question, scope_in_words};
use super::form::{Fields, by_and_why, field, see_other};
use super::{Names, position_of};
use crate::app::{App, Page, Scene, html, link};
use crate::say::{Arg, Moment, Say, Target, cut, user};
use answer::{Answered, answered};
use axum::extract::{Form, State};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use claims::RecordId;
use desk::count::CountQuery;
use desk::review::{find_claim, retract};
use desk::sentence;
use desk::unseen::{self, Overlap, Reckoned, attest, begin, overlap, reckoned};
use desk::{Outcome, Stop};
use estimate::assess::Stage;
use estimate::report::charts;
use estimate::{Assessment, OverlapTable};
use found::{GateView, gate, method};
use serde::Serialize;
use std::sync::Arc;

const PATH: &str = "/estimate";
/// The fields that a question is made of, as on the page of counts.
const FIELDS: [&str; 10] =
    ["as_of", "position", "from", "to", "place", "city", "role", "unit", "source", "filter"];
/// The seed of all draws; that of the command too, so that both say the same.
const SEED: u64 = 1;
/// Overlaps in the table; a table of sixteen lists may have thousands.
const OVERLAPS: usize = 200;
/// Claims by others that stand beside it.
const CLAIMS: usize = 30;
/// Seconds after which a page whose estimate is under way asks again.
const AGAIN_AFTER: &str = "2";

#[derive(Serialize)]
struct Unseen {
    fields: Asked,
    /// Where the forms go, with what is asked.
    begin: String,
    attest: String,
    undo: String,
    count: String,
    scope: Vec<String>,
    as_of: Moment,
    floor: String,
    notes: Vec<String>,
    duplicates: bool,
    lists: Vec<ListView>,
    overlaps: Option<Overlaps>,
    /// Why there is no table.
    no_table: Option<String>,
    /// Refusals come from the room in English.
    /// What the table alone says, before anything is reckoned.
    gates: Vec<GateView>,
    answer: Option<Answered>,
    underway: Option<String>,
    can_begin: bool,
    attested: Vec<AttestedView>,
    missing: Vec<Missing>,
    may_attest: bool,
    by: String,
}

/// What the form holds.
#[derive(Serialize)]
struct Asked {
    as_of: String,
    from: String,
    to: String,
    place: String,
    role: String,
    narrowed: bool,
}

#[derive(Serialize)]
struct ListView {
    sources: Vec<Target>,
    people: String,
    alone: String,
}

#[derive(Serialize)]
struct Overlaps {
    words: String,
    chart: String,
    rows: Vec<(String, String)>,
    rows_words: String,
    more: u64,
}

#[derive(Serialize)]
struct AttestedView {
    what: String,
    by: String,
    at: Moment,
    why: String,
    id: String,
}

/// Something that nobody answers for yet.
#[derive(Serialize)]
struct Missing {
    name: &'static str,
    words: String,
}

/// This question's page, or what hangs on it.
fn address(scene: &Scene, path: &str) -> String {
    let query = &scene.asked.query;
    link(path, FIELDS.into_iter().filter_map(|name| Some((name, query.get(name)?))))
}

/// The page of what is asked here.
pub(super) fn address_of(scene: &Scene) -> String {
    address(scene, PATH)
}

pub(crate) async fn estimate(State(app): State<Arc<App>>, scene: Scene) -> Response {
    app.make(scene, |scene| {
        let view = look(scene)?;
        let underway = view.underway.is_some();
        let page = Page { title: scene.say.the("estimate-title"), view };
        let mut answer = html(StatusCode::OK, scene.app.render(scene, "estimate.html", page)?);
        if underway {
            // Marked as asked by itself, so that it does not keep the casebook open.
            let here = address(scene, PATH);
            let mark = if here.contains('?') { '&' } else { '?' };
            let to = format!("{AGAIN_AFTER}; url={here}{mark}{}=1", crate::app::AGAIN);
            if let Ok(to) = HeaderValue::from_str(&to) {
                answer.headers_mut().insert(HeaderName::from_static("refresh"), to);
            }
        }
        Ok(answer)
    })
    .await
}

fn asked(scene: &Scene) -> Outcome<CountQuery> {
    Ok(CountQuery { position: position_of(scene, "position")?, ..question(scene)? })
}

fn look(scene: &Scene) -> Outcome<Unseen> {
    let (say, query, desk) = (&scene.say, &scene.asked.query, &scene.app.desk);
    let asked = asked(scene)?;
    let of = overlap(desk, &asked)?;
    let mut records: Vec<RecordId> = of.sources();
    records.extend(asked.scope.unit.into_iter().chain(asked.scope.source));
    let names = Names::of(scene, &records, asked.position)?;
    let state = reckoned(desk, &of, SEED);
    let table = of.table.as_ref().ok();
    let gates = table.map(estimate::gates::of_table);
    // A table that allows no estimate is judged at once: nothing is reckoned for it.
    let allowed = gates.as_ref().is_some_and(|gates| gates.iter().all(estimate::gates::Gate::passed));
    let assessment = match (&state, table) {
        (Some(Reckoned::Done(found)), _) => Some(found.as_ref().clone()),
        (None, Some(_)) if !allowed => Some(judged(&of)?),
        _ => None,
    };
    let underway = match &state {
        Some(Reckoned::Underway { stage, since }) => {
            let seconds = desk.now().seconds_since(*since).max(0);
            Some(say.text(
                "estimate-underway",
                &[
                    (
                        "stage",
                        Arg::Ours(
                            stage.map_or_else(|| say.the("estimate-waits"), |of| stage_words(say, of.0)),
                        ),
                    ),
                    ("time", Arg::Ours(say.length(seconds))),
                ],
            ))
        }
        _ => None,
    };
    let refused = match (&state, of.table.as_ref()) {
        (_, Err(refusal)) => Some(refusal),
        (Some(Reckoned::Refused(refusal)), _) => Some(refusal),
        _ => None,
    };
    let few = matches!(refused, Some(estimate::Refusal::TooFewLists { .. } | estimate::Refusal::Empty));
    let no_table = refused.map(|refusal| {
        if few { say.the("estimate-too-few") } else { say.sentence(&desk::Sentence::from(refusal)) }
    });
    let attested = of.attested();
    let missing = [("closure", attested.closure), ("scope", attested.scope), ("linkage", attested.linkage)];
    let field = |name: &str| query.get(name).unwrap_or_default().to_owned();
    let narrowed = FIELDS.into_iter().filter(|name| *name != "as_of").any(|name| query.ticked(name));
    let claims = of.receipt.figures.iter().take(CLAIMS);
    let view = Unseen {
        fields: Asked {
            as_of: field("as_of"),
            from: field("from"),
            to: field("to"),
            place: field("place"),
            role: field("role"),
            narrowed,
        },
        begin: address(scene, PATH),
        attest: address(scene, "/estimate/attest"),
        undo: address(scene, "/estimate/undo"),
        count: address(scene, "/count"),
        scope: scope_in_words(scene, &names, &asked),
        as_of: say.moment(of.receipt.as_of, scene.zone()),
        floor: say.text("count-floor", &[("floor", Arg::Number(of.receipt.floor))]),
        notes: notes(say, &of),
        duplicates: of.undecided > 0,
        lists: lists(say, &of, &names),
        overlaps: table.map(|table| overlaps(say, table)),
        no_table,
        gates: gates.iter().flatten().map(|of| gate(say, of)).collect(),
        can_begin: allowed && state.is_none(),
        answer: assessment.map(|found| answered(say, &found, of.receipt.named, claims)),
        underway,
        attested: of
            .attestations
            .iter()
            .map(|view| AttestedView {
                what: answered_for(say, &view.attestation),
                by: user(cut(&view.author, 60).0),
                at: say.moment(view.recorded_at, scene.zone()),
                why: user(cut(&view.why, 500).0),
                id: view.id.to_string(),
            })
            .collect(),
        missing: missing
            .into_iter()
            .filter(|of| !of.1)
            .map(|(name, _)| Missing { name, words: say.the(&format!("estimate-attest-{name}")) })
            .collect(),
        may_attest: asked.position.is_none() && !of.lists.is_empty(),
        by: query.get("by").unwrap_or_default().to_owned(),
    };
    Ok(view)
}

/// What there is to say of the estimate of a question without reckoning anything: the answer if it was reckoned before,
/// why there can be none, or that it can be begun. None while it is under way.
pub(super) fn headline(scene: &Scene, asked: &CountQuery) -> Outcome<Option<(String, String)>> {
    let (say, desk) = (&scene.say, &scene.app.desk);
    let of = overlap(desk, asked)?;
    let floor = || say.text("estimate-at-least", &[("number", Arg::Number(of.receipt.floor))]);
    let Ok(table) = of.table.as_ref() else {
        return Ok(Some((floor(), say.the("counts-estimate-none"))));
    };
    Ok(match reckoned(desk, &of, SEED) {
        Some(Reckoned::Done(found)) => Some(answer::headline(say, &found)),
        Some(Reckoned::Refused(_)) => Some((floor(), say.the("counts-estimate-none"))),
        Some(Reckoned::Underway { .. }) => None,
        None if estimate::gates::of_table(table).iter().all(estimate::gates::Gate::passed) => {
            Some((floor(), say.the("counts-estimate-ready")))
        }
        None => Some(answer::headline(say, &judged(&of)?)),
    })
}

/// What the gates say of a table that allows nothing.
fn judged(of: &Overlap) -> Outcome<Assessment> {
    let question = unseen::question(of, estimate::Choice::Auto, SEED);
    unseen::reckon(of, &question, &mut |_, _| {})
}

fn stage_words(say: &Say, stage: Stage) -> String {
    match stage {
        Stage::Method(of) => method(say, of),
        Stage::LeavingOut => say.the("estimate-leaving-out"),
        Stage::Sensitivity => say.the("estimate-settings"),
    }
}

fn notes(say: &Say, of: &Overlap) -> Vec<String> {
    let mut notes = Vec::new();
    let mut note = |id: &str, number: u64| {
        if number > 0 {
            notes.push(say.text(id, &[("number", Arg::Number(number))]));
        }
    };
    note("estimate-note-small", of.small.0);
    note("estimate-note-lost", of.small.1);
    note("estimate-note-unsourced", of.unsourced);
    note("estimate-note-groups", of.groups);
    note("estimate-note-undecided", of.undecided);
    notes
}

fn lists(say: &Say, of: &Overlap, names: &Names) -> Vec<ListView> {
    let alone = |at: usize| of.table.as_ref().map_or(0, |table| table.count(1 << at));
    of.lists
        .iter()
        .enumerate()
        .map(|(at, list)| ListView {
            sources: names.several(say, list.sources.iter().take(20)),
            people: say.number(list.people),
            alone: say.number(alone(at)),
        })
        .collect()
}

fn overlaps(say: &Say, table: &OverlapTable) -> Overlaps {
    let mut cells = table.cells().to_vec();
    cells.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let on = |pattern: u32| {
        let lists = table.lists().iter().enumerate().filter(|(at, _)| pattern >> at & 1 == 1);
        lists.map(|(_, name)| user(cut(name, 80).0)).collect::<Vec<_>>().join(" + ")
    };
    Overlaps {
        words: say.text(
            "estimate-on-several",
            &[("several", Arg::Number(table.on_several())), ("people", Arg::Number(table.n()))],
        ),
        chart: charts::overlaps(table, &say.the("estimate-overlaps-chart")),
        rows: cells
            .iter()
            .take(OVERLAPS)
            .map(|(pattern, people)| (on(*pattern), say.number(*people)))
            .collect(),
        rows_words: say.text("estimate-overlaps-all", &[("number", Arg::Number(cells.len() as u64))]),
        more: cells.len().saturating_sub(OVERLAPS) as u64,
    }
}

fn answered_for(say: &Say, of: &claims::Attestation) -> String {
    let named = [("closure", of.closure), ("scope", of.scope), ("linkage", of.linkage)];
    let words = named.into_iter().filter(|of| of.1).map(|of| say.the(&format!("estimate-attest-{}", of.0)));
    words.collect::<Vec<_>>().join("; ")
}

fn back(scene: &Scene) -> Response {
    see_other(&address(scene, PATH))
}

pub(crate) async fn begin_estimate(State(app): State<Arc<App>>, scene: Scene) -> Response {
    app.make(scene, |scene| {
        let desk = &scene.app.desk;
        begin(desk, &overlap(desk, &asked(scene)?)?, SEED)?;
        Ok(back(scene))
    })
    .await
}

pub(crate) async fn attest_lists(
    State(app): State<Arc<App>>,
    scene: Scene,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| {
        let desk = &scene.app.desk;
        let (actor, why) = by_and_why(scene, &fields)?;
        let ticked = |name: &str| !field(&fields, name).is_empty();
        let what = unseen::Answered {
            closure: ticked("closure"),
            scope: ticked("scope"),
            linkage: ticked("linkage"),
        };
        attest(desk, &actor, &why, &overlap(desk, &asked(scene)?)?, what)?;
        Ok(back(scene))
    })
    .await
}

pub(crate) async fn undo_attestation(
    State(app): State<Arc<App>>,
    scene: Scene,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| {
        let desk = &scene.app.desk;
        let (actor, why) = by_and_why(scene, &fields)?;
        let id = find_claim(desk, field(&fields, "claim"))?;
        if !overlap(desk, &asked(scene)?)?.attestations.iter().any(|view| view.id == id) {
            return Err(Stop::conflict(sentence!(
                "Nobody answers for these lists by that; it may have been undone already."
            )));
        }
        retract(desk, &actor, &why, id)?;
        Ok(back(scene))
    })
    .await
}
