//! Units and places with all their names, which of them may be one, and what is said of one: named anew, moved, taken back,
//! undone.

mod said;

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
use claims::{Property, RecordKind};
use desk::look::{UnitList, places, units};
use desk::record::{
    SAID_OF_PLACES, SAID_OF_UNITS, UNIT_SORTS, add_place, choose_said, describe_named, take_back_said,
    undo_said,
};
use desk::review::{find_claim, judge, retract, undoable};
use desk::{Outcome, Stop, sentence};
use said::Said;
use serde::Serialize;
use std::sync::Arc;

/// One of the two pages.
#[derive(Clone, Copy)]
struct Room {
    path: &'static str,
    kind: RecordKind,
    /// Its name, what it is for, and how many there are.
    texts: [&'static str; 3],
}

const UNITS: Room = Room {
    path: "/admin/units",
    kind: RecordKind::Unit,
    texts: ["admin-units", "admin-units-what", "admin-units-count"],
};
const PLACES: Room = Room {
    path: "/admin/places",
    kind: RecordKind::Place,
    texts: ["admin-places", "admin-places-what", "admin-places-count"],
};

/// Units on the page.
const LISTED: usize = 300;

#[derive(Serialize)]
struct Units {
    path: &'static str,
    title: String,
    what: String,
    /// True on the page of places.
    places: bool,
    count: String,
    /// One of them, with all that is said of it.
    one: Option<Said>,
    properties: Vec<Choice>,
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
    /// What is said of it.
    more: String,
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
    name: String,
    /// `add` when the form of a new place was sent.
    form: String,
}

pub(crate) async fn units_page(State(app): State<Arc<App>>, scene: Scene) -> Response {
    app.page(scene, "admin_units.html", |scene| look(scene, UNITS, &Vec::new(), None)).await
}

pub(crate) async fn places_page(State(app): State<Arc<App>>, scene: Scene) -> Response {
    app.page(scene, "admin_units.html", |scene| look(scene, PLACES, &Vec::new(), None)).await
}

fn look(scene: &Scene, room: Room, typed: &Fields, problem: Option<Problem>) -> Outcome<Page<Units>> {
    let say = &scene.say;
    let places_here = room.kind == RecordKind::Place;
    let UnitList { units, alike } =
        if places_here { places(&scene.app.desk)? } else { units(&scene.app.desk)? };
    let one = said::of_one(scene, room, typed)?;
    let of = |record: RecordId| units.iter().find(|unit| unit.record == record);
    let alike = alike
        .iter()
        .filter_map(|(a, b)| Some((unit_view(scene, room, of(*a)?), unit_view(scene, room, of(*b)?))));
    let open = one.as_ref().map(|of| of.id.clone());
    let taken = open.as_deref().or(Some(field(typed, "unit")));
    let options = units.iter().map(|unit| {
        let label = unit.names.first().map_or_else(|| unit.record.short(), |name| user(cut(name, 120).0));
        Choice::new(&unit.record.to_string(), label, taken)
    });
    let sort = |sort: &str| Choice::new(sort, say.term(sort), Some(field(typed, "value")));
    let properties: &[Property] = if places_here { &SAID_OF_PLACES } else { &SAID_OF_UNITS };
    let property = |of: &Property| Choice::new(of.name(), say.property(*of), Some(field(typed, "property")));
    let [title, what, count] = room.texts;
    let view = Units {
        path: room.path,
        title: say.the(title),
        what: say.the(what),
        places: places_here,
        one,
        properties: properties.iter().map(property).collect(),
        count: say.text(count, &[("number", Arg::Number(units.len() as u64))]),
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
            name: field(typed, "name").to_owned(),
            form: field(typed, "do").to_owned(),
        },
        units: units.iter().take(LISTED).map(|unit| unit_view(scene, room, unit)).collect(),
        problem,
    };
    Ok(Page { title: view.title.clone(), view })
}

fn judged_just_now(scene: &Scene) -> Outcome<Option<(String, String, String, String)>> {
    let judged = scene.asked.query.get("judged").and_then(|text| text.parse::<ClaimId>().ok());
    let Some(id) = judged else { return Ok(None) };
    let label = |label: &str| user(cut(label, 200).0);
    Ok(undoable(&scene.app.desk, id)?.map(|(a, b, verdict)| {
        (scene.say.verdict(Some(verdict)), label(&a.label), label(&b.label), id.to_string())
    }))
}

fn unit_view(scene: &Scene, room: Room, unit: &NamedRecord) -> UnitView {
    let say = &scene.say;
    let sorts = unit.sorts.iter().map(|sort| say.term(sort));
    let places = unit.places.iter().map(|place| user(cut(place, 200).0));
    UnitView {
        id: unit.record.to_string(),
        href: format!("/record/{}", unit.record),
        more: format!("{}?of={}#said", room.path, unit.record),
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
    app.make(scene, move |scene| changed(scene, UNITS, &fields)).await
}

/// The same of places, and a place that was not known.
pub(crate) async fn change_places(
    State(app): State<Arc<App>>,
    scene: Scene,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| changed(scene, PLACES, &fields)).await
}

fn changed(scene: &Scene, room: Room, fields: &Fields) -> Outcome<Response> {
    match change(scene, room, fields) {
        Ok(done) => Ok(back(room, fields, &done)),
        Err(Stop::Refusal(refusal)) if refusal.kind == desk::Kind::Refused => {
            let page = look(scene, room, fields, Some(Problem::of(&scene.say, &refusal)))?;
            Ok(html(StatusCode::BAD_REQUEST, scene.app.render(scene, "admin_units.html", page)?))
        }
        Err(stop) => Err(stop),
    }
}

/// What was done, and so what the list begins with.
enum Done {
    Judged(Option<ClaimId>),
    /// Something of this record.
    Said(RecordId),
}

/// Back to the list, with the handle kept and what was done just now.
fn back(room: Room, fields: &Fields, done: &Done) -> Response {
    let (name, of) = match done {
        Done::Judged(judged) => ("judged", judged.map(|id| id.to_string()).unwrap_or_default()),
        Done::Said(record) => ("of", record.to_string()),
    };
    let kept = [("by", field(fields, "by")), (name, of.as_str())];
    see_other(&link(room.path, kept.into_iter().filter(|(_, value)| !value.is_empty())))
}

/// Does it.
fn change(scene: &Scene, room: Room, fields: &Fields) -> Outcome<Done> {
    let desk = &scene.app.desk;
    let (actor, why) = by_and_why(scene, fields)?;
    let record = |name: &str| record_in_path(scene, field(fields, name));
    let claim = || find_claim(desk, field(fields, "claim"));
    match (field(fields, "do"), Verdict::from_name(field(fields, "verdict"))) {
        ("choose", _) => Ok(Done::Said(choose_said(desk, &actor, &why, claim()?)?.0)),
        ("take-back", _) => Ok(Done::Said(take_back_said(desk, &actor, &why, claim()?)?.0)),
        ("undo", _) => Ok(Done::Said(undo_said(desk, &actor, &why, claim()?)?.0)),
        ("add", _) if room.kind == RecordKind::Place => {
            let (name, source) = (field(fields, "name"), field(fields, "source"));
            Ok(Done::Said(add_place(desk, &actor, &why, name, source)?.0))
        }
        (_, Some(verdict)) => {
            let (a, b) = (record("a")?, record("b")?);
            judge(desk, &actor, &why, verdict, a, b)?;
            Ok(Done::Judged(desk.casebook().judgement_that_holds(a, b).map(|(id, _)| id)))
        }
        (_, None) if !field(fields, "decision").is_empty() => {
            let id = find_claim(desk, field(fields, "decision"))?;
            if undoable(desk, id)?.is_none() {
                return Err(Stop::conflict(sentence!(
                    "This is no judgement that holds; it may have been undone already."
                )));
            }
            retract(desk, &actor, &why, id)?;
            Ok(Done::Judged(None))
        }
        _ => {
            let of = record("unit")?;
            let property = field(fields, "property");
            let value = field(fields, if property == "unit.type" { "sort" } else { "value" });
            describe_named(desk, &actor, &why, of, property, value, field(fields, "source"))?;
            Ok(Done::Said(of))
        }
    }
}
