//! `GET /api/v1/board`: who is held now, per unit, most urgent first.

use super::call::{Answered, Call, told};
use super::eyes::Eyes;
use super::shape::{Id, Moment, wire};
use super::value::{BoundsOut, bounds, moment};
use axum::http::StatusCode;
use casebook::{BoardLine, BoardUnit};
use claims::{RecordKind, Truth};
use desk::look::BoardQuery;

wire! {
    /// The board at a moment.
    out BoardOut {
        /// The moment.
        at: Moment,
        /// The ledger position it rests on.
        position: u64,
        /// The units; the last has none: people held nobody knows where.
        units: Vec<BoardUnitOut>,
    }
    /// One unit.
    out BoardUnitOut {
        /// The unit.
        unit: Option<Id>,
        /// Its name.
        label: String,
        /// How many are certainly held.
        held_count: u64,
        /// How many may be.
        possibly_held_count: u64,
        /// Of how many nothing was heard for long: they may be held, and are not listed.
        long_ago_count: u64,
        /// How many are known to be out.
        released: u64,
        /// The last time somebody asked here.
        last_check: Option<LastCheckOut>,
        /// Who is held or may be, the first of them.
        held: Vec<BoardLineOut>,
    }
    /// The last time somebody asked a unit.
    out LastCheckOut {
        /// When.
        at: Moment,
        /// held, not_held, no_answer, refused, released, moved, other.
        answer: Option<String>,
        /// What was said; none without identity.see.
        words: Option<String>,
    }
    /// One detention on the board.
    out BoardLineOut {
        /// The detention.
        detention: Id,
        /// The person or group; none when only a number or a role is known.
        person: Option<Id>,
        /// What to call them.
        label: String,
        /// When liberty was taken.
        since: BoundsOut,
        /// The state last heard of.
        state: &'static str,
        /// held, or possibly held.
        held: &'static str,
        /// minor, ill, pregnant…; none without identity.see.
        risks: Vec<String>,
        /// What is known of a lawyer.
        lawyer: Option<String>,
        /// When it was last confirmed.
        last_confirmed: Option<ConfirmedOut>,
    }
    /// When something was last confirmed.
    out ConfirmedOut {
        /// When.
        at: Moment,
        /// How it is known.
        how: &'static str,
    }
}

pub(super) fn board(call: &Call) -> Answered {
    let query = BoardQuery {
        at: call.edge("at", false)?,
        position: call.number("position")?,
        fresh_for: call.app.options.fresh_for,
    };
    let eyes = Eyes::of(call);
    let drawn = desk::look::board(&call.app.desk, &query).map_err(|stop| call.stopped(&stop))?;
    let only = call.record("unit")?;
    let units = drawn.units.iter().filter(|unit| only.is_none() || unit.unit == only);
    let shown = units.clone().flat_map(|of| match of.unit {
        // The unit stands for everybody on its board.
        Some(unit) if !of.held.is_empty() => vec![unit],
        Some(_) => Vec::new(),
        None => of.held.iter().map(|line| line.facts.person.unwrap_or(line.detention)).collect(),
    });
    call.looked_at(&shown.collect::<Vec<_>>());
    let out = BoardOut {
        at: moment(drawn.at),
        position: drawn.position,
        units: units.map(|of| unit(of, eyes)).collect(),
    };
    told(StatusCode::OK, &out)
}

fn unit(of: &BoardUnit, eyes: Eyes<'_>) -> BoardUnitOut {
    BoardUnitOut {
        unit: of.unit.map(|unit| Id(unit.to_string())),
        label: of.label.to_string(),
        held_count: of.held_count,
        possibly_held_count: of.maybe_count,
        long_ago_count: of.long_ago_count,
        released: of.released_count,
        last_check: of.last_check.as_ref().map(|check| LastCheckOut {
            at: moment(check.at),
            answer: check.answer.as_deref().map(ToOwned::to_owned),
            words: check
                .words
                .as_deref()
                .filter(|_| !eyes.hidden(check.check))
                .and_then(|words| eyes.free(words)),
        }),
        held: of.held.iter().filter(|line| !eyes.hidden(line.detention)).map(|of| line(of, eyes)).collect(),
    }
}

fn line(of: &BoardLine, eyes: Eyes<'_>) -> BoardLineOut {
    BoardLineOut {
        detention: Id(of.detention.to_string()),
        person: of.facts.person.map(|person| Id(person.to_string())),
        label: eyes.label(of.detention, Some(RecordKind::Detention), &of.facts.label),
        since: bounds(of.since),
        state: of.state.name(),
        held: match of.truth {
            Truth::Yes => "held",
            Truth::Maybe => "possibly held",
            Truth::No => "out",
        },
        risks: if eyes.identity {
            of.facts.risk.iter().map(ToString::to_string).collect()
        } else {
            Vec::new()
        },
        lawyer: of.facts.lawyer.as_deref().map(ToOwned::to_owned),
        last_confirmed: of.last_confirmed.map(|(at, how)| ConfirmedOut { at: moment(at), how: how.name() }),
    }
}
