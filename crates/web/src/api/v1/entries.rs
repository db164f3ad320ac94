//! `GET /api/v1/entries`: what was saved since a position, without saying what it says: whoever may see a record looks at
//! it again.

use super::call::{Answered, Call, told};
use super::eyes::Eyes;
use super::records::ruling_word;
use super::shape::{Id, Moment, wire};
use super::value::moment;
use axum::http::StatusCode;
use desk::look::Told as Saved;

wire! {
    /// Entries after a position.
    out EntriesOut {
        /// The entries, the earliest first.
        entries: Vec<EntryOut>,
        /// The position after which to ask next.
        position: u64,
        /// Where to go on; none when these are all until now.
        next: Option<String>,
    }
    /// One entry.
    out EntryOut {
        /// Its place in the ledger.
        position: u64,
        /// The hash that names it.
        entry: String,
        /// Who saved it; none when nothing of it can be read any more.
        author: Option<String>,
        /// When.
        recorded_at: Option<Moment>,
        /// What it says something of.
        changes: Vec<ChangeOut>,
    }
    /// One claim or decision.
    out ChangeOut {
        /// The record.
        record: Id,
        /// claim, accept, retract, judge…; erased when it can no longer be opened, unknown when a newer version made it.
        what: &'static str,
        /// The claim or decision.
        id: Option<Id>,
        /// The property, of a claim.
        property: Option<&'static str>,
    }
}

const USUAL: u64 = 100;
const MOST: u64 = 500;

pub(super) fn entries(call: &Call) -> Answered {
    let eyes = Eyes::of(call);
    let since = call.number("since")?.unwrap_or(0);
    let limit = call.number("limit")?.unwrap_or(USUAL).clamp(1, MOST);
    let found =
        desk::look::entries(&call.app.desk, since, limit as usize).map_err(|stop| call.stopped(&stop))?;
    let position = found.last().map_or(since, |entry| entry.position);
    let more = position < call.app.desk.position().entries;
    let next = more.then(|| format!("/api/v1/entries?since={position}&limit={limit}"));
    let entries = found
        .into_iter()
        .map(|entry| EntryOut {
            position: entry.position,
            entry: crate::door::hex(&entry.entry),
            author: entry.author,
            recorded_at: entry.at.map(moment),
            changes: entry
                .says
                .iter()
                .filter(|(record, _)| !eyes.hidden(*record))
                .map(|(record, said)| {
                    let record = Id(record.to_string());
                    match said {
                        Saved::Claim(id, property) => ChangeOut {
                            record,
                            what: "claim",
                            id: Some(Id(id.to_string())),
                            property: Some(property.name()),
                        },
                        Saved::Decision(id, ruling) => ChangeOut {
                            record,
                            what: ruling_word(ruling).0,
                            id: Some(Id(id.to_string())),
                            property: None,
                        },
                        Saved::Unknown => ChangeOut { record, what: "unknown", id: None, property: None },
                        Saved::Erased => ChangeOut { record, what: "erased", id: None, property: None },
                    }
                })
                .collect(),
        })
        .collect();
    told(StatusCode::OK, &EntriesOut { entries, position, next })
}
