//! The timeline: a day, or any stretch of time, by event and by unit. Whatever a mouse would drag has a button; the list
//! below says the same as the drawing, hour by hour.

use super::{Choice, field_moment, position_of, record_of, time_of};
use crate::app::{App, Page, Scene};
use crate::draw::{self, Hours};
use crate::say::{Arg, Moment, Target, cut, user};
use axum::extract::State;
use axum::response::Response;
use casebook::Happened;
use claims::when::Instant;
use claims::{RecordId, RecordKind};
use desk::look::{DayQuery, DayRow};
use desk::sentence;
use desk::{Outcome, Stop};
use serde::Serialize;
use std::sync::Arc;

/// What can be looked at at once: hours, and seconds of a piece of them.
const STRETCHES: [(i64, i64); 8] =
    [(1, 300), (3, 900), (6, 1800), (12, 3600), (24, 3600), (72, 4 * 3600), (168, 12 * 3600), (720, 86_400)];
/// The whole day, unless somebody asks for another stretch.
const DAY: i64 = 24;
/// Characters of a name in the drawing.
const NAMED: usize = 48;

#[derive(Serialize)]
struct Timeline {
    words: String,
    drawing_events: Option<String>,
    drawing_units: Option<String>,
    pieces: Vec<Piece>,
    unsure: Vec<String>,
    left_out: Option<String>,
    steps: Steps,
    fields: Fields,
    position: u64,
    then: bool,
}

/// One piece of time in the list.
#[derive(Serialize)]
struct Piece {
    from: Moment,
    to: Moment,
    says: Vec<Said>,
}

#[derive(Serialize)]
struct Said {
    of: Option<Target>,
    name: String,
    words: String,
}

/// The buttons, each the address of another stretch.
#[derive(Serialize)]
struct Steps {
    earlier: String,
    later: String,
    nearer: Option<String>,
    farther: Option<String>,
    last: String,
}

#[derive(Serialize)]
struct Fields {
    from: String,
    position: String,
    hours: Vec<Choice>,
    events: Vec<Choice>,
    units: Vec<Choice>,
}

pub(crate) async fn timeline(State(app): State<Arc<App>>, scene: Scene) -> Response {
    app.page(scene, "timeline.html", look).await
}

fn look(scene: &Scene) -> Outcome<Page<Timeline>> {
    let (app, say, zone) = (&scene.app, &scene.say, scene.zone());
    let hours = hours_of(scene)?;
    let piece = STRETCHES.iter().find(|(of, _)| *of == hours).map_or(3600, |(_, piece)| *piece);
    let from = time_of(scene, "from")?.and_then(|when| when.bounds().earliest);
    let position = position_of(scene, "position")?;
    let query = DayQuery {
        from,
        seconds: hours * 3600,
        piece,
        position,
        event: record_of(scene, "event")?,
        unit: record_of(scene, "unit")?,
    };
    let mut day = desk::look::day(&app.desk, &query)?;
    day.events = seen(scene, day.events)?;
    day.units = seen(scene, day.units)?;
    let until = day.from.saturating_add(query.seconds);
    let stretch = Hours::between(day.from, until);
    let draw = |rows: &[DayRow], of_events: bool| {
        let rows: Vec<draw::Row> = rows.iter().map(|row| drawn(scene, row, of_events)).collect();
        let label = say.the(if of_events { "day-drawing-events" } else { "day-drawing-units" });
        (!rows.is_empty()).then(|| draw::day(&rows, stretch, say, zone, &label))
    };
    let all = || day.events.iter().map(|row| (row, true)).chain(day.units.iter().map(|row| (row, false)));
    let pieces = (0..usize::try_from(query.seconds / piece).unwrap_or_default()).filter_map(|at| {
        let begins = day.from.saturating_add(at as i64 * piece);
        let says: Vec<Said> = all()
            .filter_map(|(row, of_events)| Some((row, of_events, words(scene, row.pieces.get(at)?)?)))
            .map(|(row, of_events, words)| Said {
                of: target(scene, row, of_events),
                name: name(scene, row, of_events),
                words,
            })
            .collect();
        (!says.is_empty()).then(|| Piece {
            from: say.moment_beside(begins, day.from, zone),
            to: say.moment_beside(begins.saturating_add(piece), begins, zone),
            says,
        })
    });
    let unsure = all().filter_map(|(row, of_events)| {
        let what = words(scene, &row.unsure)?;
        Some(format!("{}: {what}", name(scene, row, of_events)))
    });
    let sum = |rows: &[DayRow], what| rows.iter().map(|row| row.total(what)).sum::<u64>();
    let between = [
        ("from", Arg::Ours(say.moment(day.from, zone).words)),
        ("to", Arg::Ours(say.moment(until, zone).words)),
        ("taken", Arg::Number(sum(&day.events, Happened::Taken))),
        ("brought", Arg::Number(sum(&day.units, Happened::Brought))),
        ("out", Arg::Number(sum(&day.units, Happened::LetGo))),
    ];
    let (rows, happenings) = day.left_out;
    Ok(Page {
        title: say.the("day-title"),
        view: Timeline {
            words: say.text("day-words", &between),
            drawing_events: draw(&day.events, true),
            drawing_units: draw(&day.units, false),
            pieces: pieces.collect(),
            unsure: unsure.collect(),
            left_out: (rows > 0).then(|| {
                say.text("day-left-out", &[("rows", Arg::Number(rows)), ("number", Arg::Number(happenings))])
            }),
            steps: steps(scene, day.from, hours),
            fields: Fields {
                from: field_moment(scene, day.from),
                position: position.map(|position| position.to_string()).unwrap_or_default(),
                hours: STRETCHES
                    .iter()
                    .map(|(of, _)| Choice {
                        value: of.to_string(),
                        label: say.text("day-hours", &[("number", Arg::Number(of.unsigned_abs()))]),
                        chosen: *of == hours,
                    })
                    .collect(),
                events: choices(scene, &day.events, query.event, true),
                units: choices(scene, &day.units, query.unit, false),
            },
            position: day.position,
            then: position.is_some(),
        },
    })
}

/// Rows without those of events and units that are limited to others.
fn seen(scene: &Scene, rows: Vec<DayRow>) -> Outcome<Vec<DayRow>> {
    let mut seen = Vec::with_capacity(rows.len());
    for row in rows {
        if !row.of.map_or(Ok(false), |record| scene.hides(record))? {
            seen.push(row);
        }
    }
    Ok(seen)
}

fn hours_of(scene: &Scene) -> Outcome<i64> {
    match scene.asked.query.get("hours") {
        None => Ok(DAY),
        Some(text) => {
            let wanted = text.parse::<i64>().ok();
            wanted.filter(|wanted| STRETCHES.iter().any(|(of, _)| of == wanted)).ok_or_else(|| {
                Stop::refused(
                    "hours",
                    sentence!(
                        "{text:?} is none of the stretches: 1, 3, 6, 12, 24, 72, 168 or 720 hours.",
                        text
                    ),
                )
            })
        }
    }
}

/// What a row is called.
fn name(scene: &Scene, row: &DayRow, of_events: bool) -> String {
    match (row.of, of_events) {
        (Some(_), _) => user(cut(&row.label, 200).0),
        (None, true) => scene.say.the("day-no-event"),
        (None, false) => scene.say.the("day-no-unit"),
    }
}

fn target(scene: &Scene, row: &DayRow, of_events: bool) -> Option<Target> {
    let kind = if of_events { RecordKind::Event } else { RecordKind::Unit };
    row.of.map(|record| Target {
        href: format!("/record/{record}"),
        label: name(scene, row, of_events),
        kind: scene.say.kind(Some(kind)),
    })
}

/// Taken, brought in and let go, in words; none when nothing happened.
fn words(scene: &Scene, counts: &[u64; 3]) -> Option<String> {
    let said =
        ["day-taken", "day-brought", "day-let-go"].into_iter().zip(counts).filter(|(_, count)| **count > 0);
    let said: Vec<String> =
        said.map(|(id, count)| scene.say.text(id, &[("number", Arg::Number(*count))])).collect();
    (!said.is_empty()).then(|| said.join(", "))
}

fn drawn(scene: &Scene, row: &DayRow, of_events: bool) -> draw::Row {
    let mut sum = [0u64; 3];
    for piece in row.pieces.iter().chain([&row.unsure]) {
        sum.iter_mut().zip(piece).for_each(|(sum, count)| *sum += count);
    }
    let name = name(scene, row, of_events);
    let short = draw::short(&name, NAMED);
    let what = words(scene, &sum).unwrap_or_default();
    let bars = row.pieces.iter().map(|[taken, brought, out]| (taken + brought, *out));
    draw::Row { words: format!("{short}: {what}"), bars: bars.collect() }
}

fn steps(scene: &Scene, from: Instant, hours: i64) -> Steps {
    let at = |from: Instant, hours: i64| {
        let (from, hours) = (field_moment(scene, from), hours.to_string());
        scene.asked.with_each(&[("from", Some(&from)), ("hours", Some(&hours))])
    };
    let place = STRETCHES.iter().position(|(of, _)| *of == hours).unwrap_or_default();
    let other = |place: Option<usize>| place.and_then(|place| STRETCHES.get(place)).map(|(of, _)| *of);
    let around = |of: i64| from.saturating_add((hours - of) * 1800);
    Steps {
        earlier: at(from.saturating_add(-hours * 1800), hours),
        later: at(from.saturating_add(hours * 1800), hours),
        nearer: other(place.checked_sub(1)).map(|of| at(around(of), of)),
        farther: other(place.checked_add(1)).map(|of| at(around(of), of)),
        last: "/timeline".to_owned(),
    }
}

/// The rows as choices of a filter; the one chosen stays although it has no row.
fn choices(scene: &Scene, rows: &[DayRow], chosen: Option<RecordId>, of_events: bool) -> Vec<Choice> {
    let key = chosen.map(|record| record.to_string());
    let mut choices: Vec<Choice> = rows
        .iter()
        .filter_map(|row| {
            Some(Choice::new(&row.of?.to_string(), name(scene, row, of_events), key.as_deref()))
        })
        .collect();
    if let Some(record) = chosen.filter(|_| !choices.iter().any(|choice| choice.chosen)) {
        let key = record.to_string();
        choices.push(Choice { label: record.short(), value: key, chosen: true });
    }
    choices
}
