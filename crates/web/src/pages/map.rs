//! The map: units by how many they hold, the ways between them, outlines of countries that are compiled in. Buttons move
//! and scale it; the tables below say the same. What is not placed is listed, and can be placed.

use super::checks::{Refused, back};
use super::form::{Fields, by_and_why, field};
use super::streets;
use super::{Choice, field_moment, position_of, record_in_path, time_of};
use crate::app::{App, Page, Scene, html};
use crate::draw::{self, Sheet, Symbol, Town, View, Way};
use crate::say::{Arg, Language, Moment, Target, cut, user};
use crate::streets::Section;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::Response;
use casebook::LocatedBy;
use claims::{Coordinates, RecordId, RecordKind};
use desk::look::{MapQuery, MapUnit};
use desk::sentence;
use desk::{Outcome, Stop};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// Symbols and ways on one map; rows of a table; units offered to be placed.
const SYMBOLS: usize = 140;
const WAYS: usize = 60;
const ROWS: usize = 200;
const OFFERED: usize = 500;
/// Percent of the width and height within which two units are one symbol.
const TOGETHER: (f64, f64) = (3.2, 5.4);
/// Letters of a name on the map.
const LETTERS: usize = 36;
/// Kilometres across when one unit is looked for.
const NEAR_BY: f64 = 8.0;
/// Names on a map, of units and of cities.
const NAMES: usize = 26;
const TOWNS: usize = 14;

#[derive(Serialize)]
struct Map {
    at: Moment,
    at_field: String,
    position: u64,
    position_field: String,
    then: bool,
    drawing: String,
    words: String,
    moves: Moves,
    /// Whose data the streets are; none where none are drawn.
    streets: Option<String>,
    /// What keeps the view in a form.
    view_at: String,
    view_across: String,
    left_out: Vec<String>,
    units: Vec<Row>,
    more_units: Option<String>,
    ways: Vec<Moved>,
    more_ways: Option<String>,
    place: Option<Place>,
}

/// The buttons.
#[derive(Serialize)]
struct Moves {
    /// So near as a city, a district, a street fills the map; only where there are streets.
    steps: Vec<streets::Step>,
    closer: String,
    wider: String,
    north: String,
    south: String,
    west: String,
    east: String,
    all: String,
    world: String,
}

#[derive(Serialize)]
struct Row {
    to: Target,
    sort: Option<String>,
    place: Option<String>,
    held: u64,
    maybe: u64,
    released: u64,
    at: Option<String>,
    by: String,
    href: Option<String>,
    source: String,
}

#[derive(Serialize)]
struct Moved {
    from: Target,
    to: Target,
    number: u64,
}

/// The form that says where a unit is.
#[derive(Serialize)]
struct Place {
    units: Vec<Choice>,
    more: Option<String>,
    at: String,
    source: String,
    by: String,
    why: String,
    refused: Option<Refused>,
    placed: bool,
}

/// Units that stand together.
struct Cluster<'m> {
    place: (f64, f64),
    at: Coordinates,
    units: Vec<&'m MapUnit>,
}

impl Cluster<'_> {
    fn sum(&self, of: fn(&MapUnit) -> u64) -> u64 {
        self.units.iter().map(|unit| of(unit)).sum()
    }
}

/// What was sent, when the form is shown again.
struct Sent<'f> {
    fields: &'f Fields,
    refused: Refused,
}

pub(crate) async fn map(State(app): State<Arc<App>>, scene: Scene) -> Response {
    app.page(scene, "map.html", |scene| look(scene, None)).await
}

pub(crate) async fn place_on_map(
    State(app): State<Arc<App>>,
    scene: Scene,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| match place(scene, &fields) {
        Ok(answer) => Ok(answer),
        Err(stop) => {
            let refused = Refused::of(&scene.say, stop)?;
            let page = look(scene, Some(Sent { fields: &fields, refused }))?;
            Ok(html(StatusCode::BAD_REQUEST, scene.app.render(scene, "map.html", page)?))
        }
    })
    .await
}

fn place(scene: &Scene, fields: &Fields) -> Outcome<Response> {
    let (actor, why) = by_and_why(scene, fields)?;
    let unit = match field(fields, "unit") {
        "" => {
            return Err(Stop::refused("unit", sentence!("No unit is chosen."))
                .hint(sentence!("Choose one from the list.")));
        }
        id => record_in_path(scene, id)?,
    };
    let source = match field(fields, "source").trim() {
        "" => None,
        id => Some(record_in_path(scene, id)?),
    };
    desk::look::place_unit(&scene.app.desk, &actor, &why, unit, field(fields, "at"), source)?;
    let unit = unit.to_string();
    Ok(back("/map", [("placed", unit.as_str()), ("by", field(fields, "by"))]))
}

fn look(scene: &Scene, sent: Option<Sent<'_>>) -> Outcome<Page<Map>> {
    let (app, say, query) = (&scene.app, &scene.say, &scene.asked.query);
    let at = match time_of(scene, "at")? {
        None => None,
        Some(when) => Some(when.bounds().latest.ok_or_else(|| {
            Stop::refused("at", sentence!("That time has no end; name a moment, such as 2031-06-08T18:00."))
        })?),
    };
    let position = position_of(scene, "position")?;
    let mut map = desk::look::map(&app.desk, &MapQuery { at, position, fresh_for: app.options.fresh_for })?;
    let mut hidden = BTreeSet::new();
    for of in &map.units {
        if scene.hides(of.unit.unit)? {
            hidden.insert(of.unit.unit);
        }
    }
    map.units.retain(|of| !hidden.contains(&of.unit.unit));
    map.moved.retain(|(from, to, _)| !hidden.contains(from) && !hidden.contains(to));
    let placed = || map.units.iter().filter_map(|of| of.unit.at);
    let home =
        View::of_all(placed()).or_else(|| Some(View::around(Coordinates::of(48.0, 67.0).ok()?, 3000.0)));
    let home = home.map(|home| streets::down_to(scene, home.middle(), home.across()));
    let view = view_of(scene)?.or(home);
    let Some(view) = view else { return Err(Stop::not_found(sentence!("There is no such view."))) };
    let (clusters, outside, many) = clusters(&map.units, &view);
    let sheet = sheet(scene, &view, &clusters, &map.moved);
    let street_notes = streets::notes(scene, &view, sheet.streets.as_ref());
    let label = say.the("map-drawing");
    let unplaced = map.units.iter().filter(|of| of.unit.at.is_none()).count() as u64;
    let count =
        |id: &str, number: u64| (number > 0).then(|| say.text(id, &[("number", Arg::Number(number))]));
    let (held, maybe) = map.nowhere;
    let lost = ((held, maybe) != (0, 0))
        .then(|| say.text("map-nowhere", &[("held", Arg::Number(held)), ("maybe", Arg::Number(maybe))]));
    let sum = |of: fn(&MapUnit) -> u64| map.units.iter().map(of).sum::<u64>();
    let words = [
        ("units", Arg::Number(map.units.len() as u64)),
        ("held", Arg::Number(sum(|of| of.held))),
        ("maybe", Arg::Number(sum(|of| of.maybe))),
    ];
    let names: HashMap<RecordId, &MapUnit> = map.units.iter().map(|of| (of.unit.unit, of)).collect();
    let target = |unit: RecordId| match names.get(&unit) {
        Some(of) => to(scene, of),
        None => Target { href: format!("/record/{unit}"), label: unit.short(), kind: String::new() },
    };
    let over = |all: usize, shown: usize| all.saturating_sub(shown) as u64;
    Ok(Page {
        title: say.the("map-title"),
        view: Map {
            at: say.moment(map.at, scene.zone()),
            at_field: at.map(|at| field_moment(scene, at)).unwrap_or_default(),
            position: map.position,
            position_field: position.map(|position| position.to_string()).unwrap_or_default(),
            then: position.is_some(),
            drawing: draw::map(&sheet, &label),
            words: say.text("map-words", &words),
            moves: moves(scene, &view),
            view_at: query.get("view").map(user).unwrap_or_default(),
            view_across: query.get("across").map(user).unwrap_or_default(),
            left_out: [
                lost,
                count("map-unplaced", unplaced),
                count("map-outside", outside),
                count("map-many", many),
            ]
            .into_iter()
            .flatten()
            .chain(street_notes)
            .collect(),
            streets: streets::credit(scene, sheet.streets.as_ref()),
            units: map.units.iter().take(ROWS).map(|of| row(scene, of)).collect(),
            more_units: count("map-more-units", over(map.units.len(), ROWS)),
            ways: map
                .moved
                .iter()
                .take(ROWS)
                .map(|(from, to, number)| Moved { from: target(*from), to: target(*to), number: *number })
                .collect(),
            more_ways: count("map-more-ways", over(map.moved.len(), ROWS)),
            place: scene.may("unit.edit").then(|| form(scene, &map.units, sent)),
        },
    })
}

/// The part of the earth that is asked for.
fn view_of(scene: &Scene) -> Outcome<Option<View>> {
    let query = &scene.asked.query;
    let Some(middle) = query.get("view") else { return Ok(None) };
    let middle: Coordinates =
        middle.parse().map_err(|problem| Stop::refused("view", sentence!("{problem}.", problem)))?;
    let across = match query.get("across") {
        None => 100.0,
        Some(text) => text.parse::<f64>().ok().filter(|across| across.is_finite()).ok_or_else(|| {
            Stop::refused("across", sentence!("{text:?} is no number of kilometres.", text))
        })?,
    };
    Ok(Some(streets::down_to(scene, middle, across)))
}

/// The address of a view.
pub(super) fn seen(scene: &Scene, view: &View) -> String {
    let digits = if view.across() < 1.0 { 2 } else { 1 };
    let (middle, across) = (view.middle().to_string(), format!("{:.digits$}", view.across()));
    let kept = scene.asked.with_each(&[("view", Some(&middle)), ("across", Some(&across)), ("placed", None)]);
    // From the page that came back after a form was refused, too.
    format!("/map{}#map", kept.find('?').and_then(|at| kept.get(at..)).unwrap_or_default())
}

fn moves(scene: &Scene, view: &View) -> Moves {
    let all = scene.asked.with_each(&[("view", None), ("across", None), ("placed", None)]);
    let world = Coordinates::of(20.0, 20.0).map(|middle| view.at(middle, draw::ACROSS.1));
    Moves {
        steps: streets::steps(scene, view),
        closer: seen(scene, &view.wider(0.5)),
        wider: seen(scene, &view.wider(2.0)),
        north: seen(scene, &view.moved(0.0, 0.4)),
        south: seen(scene, &view.moved(0.0, -0.4)),
        west: seen(scene, &view.moved(-0.4, 0.0)),
        east: seen(scene, &view.moved(0.4, 0.0)),
        all: format!("{all}#map"),
        world: seen(scene, &world.unwrap_or(*view)),
    }
}

/// Units of the view, those that lie together joined, the fullest first; how many units lie outside, and how many
/// inside are not drawn.
fn clusters<'m>(units: &'m [MapUnit], view: &View) -> (Vec<Cluster<'m>>, u64, u64) {
    let mut clusters: Vec<Cluster<'_>> = Vec::new();
    let (mut outside, mut many) = (0, 0);
    for unit in units {
        let Some(at) = unit.unit.at else { continue };
        let place = view.place(at);
        if !View::holds(place) {
            outside += 1;
            continue;
        }
        let near = |of: &&mut Cluster<'_>| {
            (of.place.0 - place.0).abs() < TOGETHER.0 && (of.place.1 - place.1).abs() < TOGETHER.1
        };
        let room = clusters.len() < SYMBOLS;
        match clusters.iter_mut().find(near) {
            Some(cluster) => cluster.units.push(unit),
            None if room => clusters.push(Cluster { place, at, units: vec![unit] }),
            None => many += 1,
        }
    }
    (clusters, outside, many)
}

fn sheet(scene: &Scene, view: &View, clusters: &[Cluster<'_>], moved: &[(RecordId, RecordId, u64)]) -> Sheet {
    let say = &scene.say;
    let mut taken: Vec<(f64, f64)> = Vec::new();
    let mut room = |(x, y): (f64, f64), many: usize| {
        let free = taken.len() < many
            && taken.iter().all(|(at, down)| (x - at).abs() > 13.0 || (y - down).abs() > 5.5);
        if free {
            taken.push((x, y));
        }
        free
    };
    let symbols: Vec<Symbol> =
        clusters.iter().map(|cluster| symbol(scene, view, cluster, room(cluster.place, NAMES))).collect();
    let index: HashMap<RecordId, usize> = clusters
        .iter()
        .enumerate()
        .flat_map(|(at, cluster)| cluster.units.iter().map(move |of| (of.unit.unit, at)))
        .collect();
    let mut between: BTreeMap<(usize, usize), u64> = BTreeMap::new();
    for (from, to, number) in moved {
        if let (Some(from), Some(to)) = (index.get(from), index.get(to))
            && from != to
        {
            *between.entry((*from, *to)).or_default() += number;
        }
    }
    let mut ways: Vec<((usize, usize), u64)> = between.into_iter().collect();
    ways.sort_by_key(|(pair, number)| (std::cmp::Reverse(*number), *pair));
    let spot = |at: usize| clusters.get(at).map(|cluster| cluster.place);
    let ways = ways.into_iter().take(WAYS).filter_map(|((from, to), number)| {
        let width = match number {
            1..=2 => 1,
            3..=9 => 2,
            10..=49 => 3,
            _ => 4,
        };
        Some(Way { from: spot(from)?, to: spot(to)?, number: say.number(number), width })
    });
    let streets = streets::section(scene, view);
    // Where the file names places, they are not named twice.
    let named = streets.as_ref().is_some_and(Section::has_places);
    let mut cities: Vec<(u8, (f64, f64), &str)> = desk::look::cities()
        .iter()
        .filter(|_| !named)
        .map(|city| (city.rank, view.place(city.at), name_of(city, say.language)))
        .filter(|(_, place, _)| View::holds(*place))
        .collect();
    cities.sort_by_key(|(rank, _, name)| (*rank, *name));
    let towns = cities.into_iter().filter(|(_, place, _)| room(*place, NAMES + TOWNS));
    Sheet {
        view: *view,
        towns: towns.map(|(_, place, name)| Town { place, name: name.to_owned() }).collect(),
        ways: ways.collect(),
        symbols,
        scale: scale(scene, view),
        streets,
    }
}

fn name_of(city: &casebook::City, language: Language) -> &'static str {
    let [en, ru, kk] = city.names;
    match language {
        Language::English | Language::Arabic => en,
        Language::Russian => ru,
        Language::Kazakh => kk,
    }
}

fn symbol(scene: &Scene, view: &View, cluster: &Cluster<'_>, room: bool) -> Symbol {
    let say = &scene.say;
    let (held, maybe) = (cluster.sum(|of| of.held), cluster.sum(|of| of.maybe));
    let name = match cluster.units.as_slice() {
        [one] => user(cut(&one.unit.label, 60).0),
        several => {
            let number = Arg::Number(several.len() as u64);
            let mut places: BTreeMap<&str, usize> = BTreeMap::new();
            for place in several.iter().filter_map(|of| of.unit.place.as_deref()) {
                *places.entry(place).or_default() += 1;
            }
            let place = places.into_iter().max_by_key(|(place, number)| (*number, std::cmp::Reverse(*place)));
            match place {
                Some((place, _)) => {
                    let place = user(cut(place, 60).0);
                    say.text("map-units-in", &[("place", Arg::Theirs(&place)), ("number", number)])
                }
                None => say.text("map-units", &[("number", number)]),
            }
        }
    };
    let counted = say.text("map-symbol", &[("held", Arg::Number(held)), ("maybe", Arg::Number(maybe))]);
    let court = |of: &&MapUnit| of.unit.sort.as_deref() == Some("court");
    Symbol {
        place: cluster.place,
        label: room.then(|| draw::short(&name, LETTERS)),
        title: format!("{name}: {counted}"),
        href: match cluster.units.as_slice() {
            [one] => format!("/record/{}", one.unit.unit),
            _ => seen(scene, &view.at(cluster.at, view.across() / 4.0)),
        },
        held,
        maybe,
        number: match (held, maybe) {
            (held, 0) => say.number(held),
            (0, maybe) => format!("?{}", say.number(maybe)),
            (held, maybe) => format!("{}+?{}", say.number(held), say.number(maybe)),
        },
        square: cluster.units.iter().all(court),
    }
}

/// A round number of kilometres of about a fifth of the width.
fn scale(scene: &Scene, view: &View) -> (f64, String) {
    let wanted = view.across() / 5.0;
    let steps = [
        0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0, 2000.0,
        5000.0,
    ];
    let length = steps.into_iter().rev().find(|step| *step <= wanted).unwrap_or(0.02);
    let words = if length < 1.0 {
        scene.say.text("map-metres", &[("number", Arg::Number((length * 1000.0).round() as u64))])
    } else {
        scene.say.text("map-kilometres", &[("number", Arg::Number(length as u64))])
    };
    (length / view.across(), words)
}

fn to(scene: &Scene, of: &MapUnit) -> Target {
    Target {
        href: format!("/record/{}", of.unit.unit),
        label: user(cut(&of.unit.label, 200).0),
        kind: scene.say.kind(Some(RecordKind::Unit)),
    }
}

fn row(scene: &Scene, of: &MapUnit) -> Row {
    let say = &scene.say;
    Row {
        to: to(scene, of),
        sort: of.unit.sort.as_deref().map(|sort| say.term(sort)),
        place: of.unit.place.as_deref().map(|place| user(cut(place, 120).0)),
        held: of.held,
        maybe: of.maybe,
        released: of.released,
        at: of.unit.at.map(|at| at.to_string()),
        by: say.the(match of.unit.by {
            LocatedBy::Itself => "map-by-itself",
            LocatedBy::Place => "map-by-place",
            LocatedBy::City => "map-by-city",
            LocatedBy::Contested => "map-by-contested",
            LocatedBy::Nobody => "map-by-nobody",
        }),
        href: of.unit.at.map(|at| seen(scene, &View::around(at, NEAR_BY))),
        source: format!("/record/{}#p-unit.at", of.unit.unit),
    }
}

fn form(scene: &Scene, units: &[MapUnit], sent: Option<Sent<'_>>) -> Place {
    let say = &scene.say;
    let filled = |name: &str| sent.as_ref().map(|sent| field(sent.fields, name).to_owned());
    let chosen = filled("unit").or_else(|| scene.asked.query.get("place").map(str::to_owned));
    // Those that stand nowhere are offered first.
    let mut offered: Vec<&MapUnit> = units.iter().collect();
    offered.sort_by_key(|of| of.unit.at.is_some());
    let choice = |of: &&MapUnit| {
        let mark = if of.unit.at.is_some() { "" } else { "∅ " };
        let label = format!("{mark}{}", user(cut(&of.unit.label, 120).0));
        Choice::new(&of.unit.unit.to_string(), label, chosen.as_deref())
    };
    let over = offered.len().saturating_sub(OFFERED) as u64;
    Place {
        units: offered.iter().take(OFFERED).map(choice).collect(),
        more: (over > 0).then(|| say.text("map-more-units", &[("number", Arg::Number(over))])),
        at: filled("at").map(|text| user(&text)).unwrap_or_default(),
        source: filled("source").map(|text| user(&text)).unwrap_or_default(),
        by: filled("by")
            .or_else(|| scene.asked.query.get("by").map(str::to_owned))
            .map(|by| user(&by))
            .unwrap_or_default(),
        why: filled("why").map(|text| user(&text)).unwrap_or_default(),
        refused: sent.map(|sent| sent.refused),
        placed: scene.asked.query.ticked("placed"),
    }
}
