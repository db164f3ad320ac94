//! Search: records by their words in any script, and by filters.

use super::{Choice, Names, record_of, time_of};
use crate::app::{App, Page, Scene};
use crate::say::{Arg, Target, cut, user};
use axum::extract::State;
use axum::response::Response;
use casebook::{Cursor, Hit, SearchQuery};
use claims::legal::CustodyState;
use claims::{RecordId, RecordKind};
use desk::sentence;
use desk::{Outcome, Stop};
use serde::Serialize;
use std::sync::Arc;

/// Hits on one page.
const HITS: usize = 50;

#[derive(Serialize)]
struct Search {
    text: String,
    asked: bool,
    kinds: Vec<Choice>,
    states: Vec<Choice>,
    languages: Vec<Choice>,
    role: String,
    day: String,
    unit: Option<Target>,
    unit_id: String,
    contested: bool,
    unverified: bool,
    narrowed: bool,
    count: String,
    hits: Vec<Found>,
    next: Option<String>,
}

#[derive(Serialize)]
struct Found {
    to: Target,
    matched: Option<String>,
    detention: Option<String>,
    contested: bool,
}

pub(crate) async fn search(State(app): State<Arc<App>>, scene: Scene) -> Response {
    app.page(scene, "search.html", look).await
}

fn look(scene: &Scene) -> Outcome<Page<Search>> {
    let (say, query) = (&scene.say, &scene.asked.query);
    let text = query.get("q").unwrap_or_default();
    let kind = match query.get("kind") {
        None => None,
        Some(name) => Some(
            RecordKind::from_name(name)
                .ok_or_else(|| Stop::refused("kind", sentence!("{name:?} is not a kind of record.", name)))?,
        ),
    };
    let status =
        match query.get("status") {
            None => None,
            Some(name) => Some(CustodyState::from_name(name).ok_or_else(|| {
                Stop::refused("status", sentence!("{name:?} is not a custody state.", name))
            })?),
        };
    let day = match time_of(scene, "day")? {
        None => None,
        Some(when) => match (when.bounds().earliest, when.bounds().latest) {
            (Some(from), Some(to)) => Some((from, to)),
            _ => {
                return Err(Stop::refused(
                    "day",
                    sentence!("{when:?} has no beginning or no end.", when = when.written()),
                ));
            }
        },
    };
    let unit = record_of(scene, "unit")?;
    let asked = SearchQuery {
        text: text.to_owned(),
        kind,
        unit,
        status,
        role: query.get("role").map(str::to_owned),
        day,
        language: query.get("language").map(str::to_owned),
        contested: query.ticked("contested"),
        unverified: query.ticked("unverified"),
        limit: HITS,
        after: after(scene)?,
    };
    let narrowed = asked.kind.is_some()
        || asked.unit.is_some()
        || asked.status.is_some()
        || asked.role.is_some()
        || asked.day.is_some()
        || asked.language.is_some()
        || asked.contested
        || asked.unverified;
    let any = narrowed || !text.is_empty();
    let mut hits = if any { desk::look::search(&scene.app.desk, &asked)? } else { Vec::new() };
    let whole = hits.len() >= HITS;
    let last = hits.last().map(|last| format!("{}.{}", last.cursor.part, last.cursor.record));
    let mut kept = Vec::with_capacity(hits.len());
    for hit in hits.drain(..) {
        let told = match hit.kind {
            Some(RecordKind::Source) => scene.may("source.see"),
            Some(RecordKind::Report) => scene.may("report.see"),
            _ => true,
        };
        if told && !scene.hides(hit.record)? {
            kept.push(hit);
        }
    }
    let hits = kept;
    scene.looked_at(
        &hits
            .iter()
            .filter(|hit| super::is_about_somebody(hit.kind))
            .map(|hit| hit.record)
            .collect::<Vec<_>>(),
    );
    let next = last.filter(|_| whole).map(|last| scene.asked.with("after", Some(&last)));
    let unit = match unit {
        None => None,
        Some(unit) => Some(Names::of(scene, &[unit], None)?.one(say, unit)),
    };
    let taken = query.get("kind");
    let state = query.get("status");
    let language = query.get("language");
    let count = say.text("search-count", &[("number", Arg::Number(hits.len() as u64))]);
    let view = Search {
        text: text.to_owned(),
        asked: any,
        kinds: RecordKind::ALL
            .into_iter()
            .map(|kind| Choice::new(kind.name(), say.kind(Some(kind)), taken))
            .collect(),
        states: CustodyState::ALL.iter().map(|of| Choice::new(of.name(), say.state(*of), state)).collect(),
        languages: ["en", "ru", "kk"]
            .into_iter()
            .map(|code| Choice::new(code, say.term(&format!("language_{code}")), language))
            .collect(),
        role: query.get("role").unwrap_or_default().to_owned(),
        day: query.get("day").unwrap_or_default().to_owned(),
        unit_id: unit.as_ref().and_then(|_| query.get("unit")).unwrap_or_default().to_owned(),
        unit,
        contested: asked.contested,
        unverified: asked.unverified,
        narrowed,
        count: if next.is_some() {
            say.text("search-first", &[("number", Arg::Number(HITS as u64))])
        } else {
            count
        },
        hits: hits.iter().map(|hit| found(scene, hit)).collect(),
        next,
    };
    Ok(Page { title: say.the("search-title"), view })
}

/// The place to go on from: `PART.RECORD`.
fn after(scene: &Scene) -> Outcome<Option<Cursor>> {
    let Some(text) = scene.asked.query.get("after") else { return Ok(None) };
    let read = text.split_once('.').and_then(|(part, record)| {
        Some(Cursor { part: part.parse().ok()?, record: record.parse::<RecordId>().ok()? })
    });
    read.map(Some).ok_or_else(|| {
        Stop::refused("after", sentence!("This link to the next page is broken; search again."))
    })
}

fn found(scene: &Scene, hit: &Hit) -> Found {
    let say = &scene.say;
    let label = user(cut(&hit.label, 300).0);
    let matched = user(cut(&hit.matched, 400).0);
    let detention = hit.detention.as_ref().map(|of| {
        let state = say.state(of.state);
        let since = say.bounds(of.since, scene.zone()).unwrap_or_else(|| say.the("time-unknown"));
        let mut words = match &of.unit {
            Some((_, unit)) => {
                let unit = user(cut(unit, 160).0);
                say.text(
                    "search-held-at",
                    &[("state", Arg::Ours(state)), ("unit", Arg::Theirs(&unit)), ("since", Arg::Ours(since))],
                )
            }
            None => say.text("search-held", &[("state", Arg::Ours(state)), ("since", Arg::Ours(since))]),
        };
        if of.of > 1 {
            let more = say.text("search-detentions", &[("number", Arg::Number(of.of as u64))]);
            words = format!("{words}; {more}");
        }
        words
    });
    Found {
        matched: (matched != label && !matched.is_empty()).then_some(matched),
        to: Target { href: format!("/record/{}", hit.record), label, kind: say.kind(hit.kind) },
        detention,
        contested: hit.contested,
    }
}
