//! `GET /api/v1/search` and `GET /api/v1/units`.

use super::call::{Answered, Call, refused, told};
use super::eyes::Eyes;
use super::shape::{Id, wire};
use super::value::{BoundsOut, bounds};
use crate::api::problem::Problem;
use axum::http::StatusCode;
use casebook::{Cursor, Hit, SearchQuery};
use claims::RecordKind;
use claims::legal::CustodyState;

wire! {
    /// Records found, best first.
    out SearchOut {
        /// The records.
        hits: Vec<HitOut>,
        /// Where to go on; none at the end.
        next: Option<String>,
    }
    /// A record found.
    out HitOut {
        /// The record.
        record: Id,
        /// Its kind.
        kind: Option<&'static str>,
        /// What to call it.
        label: String,
        /// The text that matched; none without identity.see.
        matched: Option<String>,
        /// Its detention, or the latest of a person or group.
        detention: Option<DetentionOut>,
        /// True when sources contradict on it.
        contested: bool,
    }
    /// A detention in short.
    out DetentionOut {
        /// The detention.
        record: Id,
        /// When liberty was taken.
        since: BoundsOut,
        /// The state last heard of.
        state: &'static str,
        /// The unit last heard of.
        unit: Option<Id>,
        /// How many detentions of the person or group there are.
        of: u64,
    }
}

/// Hits of one answer, unless fewer are asked for.
const USUAL: u64 = 50;
const MOST: u64 = 200;

pub(super) fn search(call: &Call) -> Answered {
    let eyes = Eyes::of(call);
    let text = call.asked("q").unwrap_or_default();
    if !text.is_empty() && !eyes.identity {
        let says = "This token does not see names, so it cannot search for words: whether a name is known is itself \
                    something to know. Without q it lists what the other fields let through.";
        return Err(Problem::new(StatusCode::FORBIDDEN, "scope", says));
    }
    let kind = call.asked("kind").map(|name| {
        RecordKind::from_name(name)
            .ok_or_else(|| refused("kind", format!("{name:?} is not a kind of record.")))
    });
    let status = call.asked("status").map(|name| {
        CustodyState::from_name(name)
            .ok_or_else(|| refused("status", format!("{name:?} is not a custody state.")))
    });
    let day = match (call.edge("day", true)?, call.edge("day", false)?) {
        (Some(from), Some(to)) => Some((from, to)),
        _ => None,
    };
    let query = SearchQuery {
        text: text.to_owned(),
        kind: kind.transpose()?,
        unit: call.record("unit")?,
        status: status.transpose()?,
        role: call.asked("role").map(ToOwned::to_owned),
        day,
        language: call.asked("language").map(ToOwned::to_owned),
        contested: call.flag("contested")?,
        unverified: call.flag("unverified")?,
        ..SearchQuery::default()
    };
    found(call, query)
}

pub(super) fn units(call: &Call) -> Answered {
    found(call, SearchQuery { kind: Some(RecordKind::Unit), ..SearchQuery::default() })
}

fn found(call: &Call, query: SearchQuery) -> Answered {
    let eyes = Eyes::of(call);
    let limit = call.number("limit")?.unwrap_or(USUAL).clamp(1, MOST);
    let query = SearchQuery { limit: limit as usize, after: after(call)?, ..query };
    let hits = desk::look::search(&call.app.desk, &query).map_err(|stop| call.stopped(&stop))?;
    let next = hits
        .last()
        .filter(|_| hits.len() as u64 >= limit)
        .map(|last| call.further(&format!("{}.{}", last.cursor.part, last.cursor.record)));
    let hits: Vec<&Hit> = hits.iter().filter(|hit| !eyes.hidden(hit.record)).collect();
    let shown = hits.iter().filter(|hit| crate::pages::is_about_somebody(hit.kind)).map(|hit| hit.record);
    call.looked_at(&shown.collect::<Vec<_>>());
    told(StatusCode::OK, &SearchOut { hits: hits.into_iter().map(|of| hit(of, eyes)).collect(), next })
}

/// Where to go on, as an earlier answer said.
fn after(call: &Call) -> Result<Option<Cursor>, Problem> {
    let Some(text) = call.asked("after") else { return Ok(None) };
    let cursor = text
        .split_once('.')
        .and_then(|(part, record)| Some(Cursor { part: part.parse().ok()?, record: record.parse().ok()? }));
    cursor
        .map(Some)
        .ok_or_else(|| refused("after", "This is no place to go on from; follow the link \"next\"."))
}

fn hit(of: &Hit, eyes: Eyes<'_>) -> HitOut {
    HitOut {
        record: Id(of.record.to_string()),
        kind: of.kind.map(RecordKind::name),
        label: eyes.label(of.record, of.kind, &of.label),
        matched: eyes.free(&of.matched),
        detention: of.detention.as_ref().map(|detention| DetentionOut {
            record: Id(detention.detention.to_string()),
            since: bounds(detention.since),
            state: detention.state.name(),
            unit: detention.unit.as_ref().map(|(unit, _)| Id(unit.to_string())),
            of: detention.of as u64,
        }),
        contested: of.contested,
    }
}
