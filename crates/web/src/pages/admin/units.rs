//! Units with all their names, which of them may be one, and saying more about one.

use crate::app::{App, Page, Scene, html, link};
use crate::pages::form::see_other;
use crate::pages::form::{Fields, by_and_why, field};
use crate::pages::import::Problem;
use crate::pages::{Choice, record_in_path};
use crate::say::{Arg, cut, user};
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::Response;
use casebook::NamedRecord;
use claims::{ClaimId, RecordId, Verdict};
use desk::look::{UnitList, units};
use desk::record::{UNIT_SORTS, describe_unit};
use desk::review::{find_claim, judge, retract, undoable};
use desk::sentence;
use desk::{Outcome, Stop};
use serde::Serialize;
use std::sync::Arc;

const PATH: &str = "/admin/units";
/// Units on the page.
const LISTED: usize = 300;

#[derive(Serialize)]
struct Units {
    count: String,
    alike: Vec<(UnitView, UnitView)>,
    /// What was judged just now, in words, and how to undo it.
    judged: Option<(String, String, String, String)>,
    units: Vec<UnitView>,
    more: u64,
    options: Vec<Choice>,
    sorts: Vec<Choice>,
    fields: Typed,
    problem: Option<Problem>,
}

#[derive(Serialize)]
struct UnitView {
    id: String,
    href: String,
    names: Vec<String>,
    about: Vec<String>,
    used: String,
    /// Of others that were judged the same.
    same: u64,
}

#[derive(Serialize, Default)]
struct Typed {
    by: String,
    why: String,
    source: String,
    value: String,
    property: String,
}

pub(crate) async fn units_page(State(app): State<Arc<App>>, scene: Scene) -> Response {
    app.page(scene, "admin_units.html", |scene| look(scene, &Vec::new(), None)).await
}

fn look(scene: &Scene, typed: &Fields, problem: Option<Problem>) -> Outcome<Page<Units>> {
    let say = &scene.say;
    let UnitList { units, alike } = units(&scene.app.desk)?;
    let of = |record: RecordId| units.iter().find(|unit| unit.record == record);
    let alike =
        alike.iter().filter_map(|(a, b)| Some((unit_view(scene, of(*a)?), unit_view(scene, of(*b)?))));
    let taken = Some(field(typed, "unit"));
    let options = units.iter().map(|unit| {
        let label = unit.names.first().map_or_else(|| unit.record.short(), |name| user(cut(name, 120).0));
        Choice::new(&unit.record.to_string(), label, taken)
    });
    let sort = |sort: &str| Choice::new(sort, say.term(sort), Some(field(typed, "value")));
    let view = Units {
        count: say.text("admin-units-count", &[("number", Arg::Number(units.len() as u64))]),
        alike: alike.collect(),
        judged: judged_just_now(scene)?,
        options: options.collect(),
        sorts: UNIT_SORTS.into_iter().map(sort).collect(),
        more: units.len().saturating_sub(LISTED) as u64,
        fields: Typed {
            by: match field(typed, "by") {
                "" => scene.asked.query.get("by").unwrap_or_default().to_owned(),
                by => by.to_owned(),
            },
            why: field(typed, "why").to_owned(),
            source: field(typed, "source").to_owned(),
            value: field(typed, "value").to_owned(),
            property: field(typed, "property").to_owned(),
        },
        units: units.iter().take(LISTED).map(|unit| unit_view(scene, unit)).collect(),
        problem,
    };
    Ok(Page { title: say.the("admin-units"), view })
}

fn judged_just_now(scene: &Scene) -> Outcome<Option<(String, String, String, String)>> {
    let judged = scene.asked.query.get("judged").and_then(|text| text.parse::<ClaimId>().ok());
    let Some(id) = judged else { return Ok(None) };
    let label = |label: &str| user(cut(label, 200).0);
    Ok(undoable(&scene.app.desk, id)?.map(|(a, b, verdict)| {
        (scene.say.verdict(Some(verdict)), label(&a.label), label(&b.label), id.to_string())
    }))
}

fn unit_view(scene: &Scene, unit: &NamedRecord) -> UnitView {
    let say = &scene.say;
    let sorts = unit.sorts.iter().map(|sort| say.term(sort));
    let places = unit.places.iter().map(|place| user(cut(place, 200).0));
    UnitView {
        id: unit.record.to_string(),
        href: format!("/record/{}", unit.record),
        names: unit.names.iter().map(|name| user(cut(name, 200).0)).collect(),
        about: sorts.chain(places).collect(),
        used: say.text("admin-unit-used", &[("number", Arg::Number(unit.used))]),
        same: unit.same.len() as u64,
    }
}

/// What a person says of units: two are one, two are two, or something about one.
pub(crate) async fn change_units(
    State(app): State<Arc<App>>,
    scene: Scene,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| match change(scene, &fields) {
        Ok(judged) => Ok(to_units(&fields, judged)),
        Err(Stop::Refusal(refusal)) if refusal.kind == desk::Kind::Refused => {
            let page = look(scene, &fields, Some(Problem::of(&scene.say, &refusal)))?;
            Ok(html(StatusCode::BAD_REQUEST, scene.app.render(scene, "admin_units.html", page)?))
        }
        Err(stop) => Err(stop),
    })
    .await
}

/// Back to the list, with the handle kept and what was judged just now.
fn to_units(fields: &Fields, judged: Option<ClaimId>) -> Response {
    let judged = judged.map(|id| id.to_string()).unwrap_or_default();
    let kept = [("by", field(fields, "by")), ("judged", judged.as_str())];
    see_other(&link(PATH, kept.into_iter().filter(|(_, value)| !value.is_empty())))
}

/// Does it; returns the judgement, when it was one.
fn change(scene: &Scene, fields: &Fields) -> Outcome<Option<ClaimId>> {
    let desk = &scene.app.desk;
    let (actor, why) = by_and_why(scene, fields)?;
    let record = |name: &str| record_in_path(scene, field(fields, name));
    match Verdict::from_name(field(fields, "verdict")) {
        Some(verdict) => {
            let (a, b) = (record("a")?, record("b")?);
            judge(desk, &actor, &why, verdict, a, b)?;
            Ok(desk.casebook().judgement_that_holds(a, b).map(|(id, _)| id))
        }
        None if !field(fields, "decision").is_empty() => {
            let id = find_claim(desk, field(fields, "decision"))?;
            if undoable(desk, id)?.is_none() {
                return Err(Stop::conflict(sentence!(
                    "This is no judgement that holds; it may have been undone already."
                )));
            }
            retract(desk, &actor, &why, id)?;
            Ok(None)
        }
        None => {
            let property = field(fields, "property");
            let value = field(fields, if property == "unit.type" { "sort" } else { "value" });
            describe_unit(desk, &actor, &why, record("unit")?, property, value, field(fields, "source"))?;
            Ok(None)
        }
    }
}
