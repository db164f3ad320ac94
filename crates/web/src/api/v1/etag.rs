//! The state of a record as its ETag names it: where the ledger stood when it was looked at, and a sum over every claim
//! and decision on it. Whoever decides on what they saw sends it back; if somebody decided meanwhile, they are told what.

use super::call::{Call, refused};
use super::records::{ruling_word, state};
use super::shape::{Id, Moment, wire};
use super::value::moment;
use crate::api::problem::Problem;
use axum::http::StatusCode;
use casebook::RecordView;
use claims::RecordId;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

wire! {
    /// What was saved on a record since it was looked at.
    out ChangedOut {
        /// The claim or decision.
        id: Id,
        /// claim, or what was decided: accept, retract, judge…
        what: &'static str,
        /// The property, of a claim.
        property: Option<&'static str>,
        /// Who saved it.
        author: String,
        /// When.
        at: Moment,
    }
}

/// The ETag of a record as it stands.
pub(super) fn of_record(view: &RecordView, position: u64) -> String {
    format!("\"{position}-{}\"", sum(view))
}

/// Everything that can change a decision, in a sum.
fn sum(view: &RecordView) -> String {
    let mut sum = Sha256::new();
    let mut take = |text: &str| {
        sum.update((text.len() as u64).to_be_bytes());
        sum.update(text.as_bytes());
    };
    take(&view.record.to_string());
    for claim in view.properties.iter().flat_map(|property| &property.claims) {
        take(&claim.id.to_string());
        take(state(claim));
        claim.history.iter().for_each(|of| take(&format!("{} {}", of.id, of.undone)));
    }
    for judgement in &view.judgements {
        judgement.history.iter().for_each(|of| take(&format!("{} {}", of.id, of.undone)));
    }
    let sum = sum.finalize();
    crate::door::hex(sum.get(..16).unwrap_or_default())
}

/// True when two ETags name one state of a record, whatever else was saved meanwhile.
pub(super) fn same(one: &str, other: &str) -> bool {
    fn tail(of: &str) -> &str {
        let of = of.trim().trim_start_matches("W/").trim_matches('"');
        of.split_once('-').map_or(of, |(_, tail)| tail)
    }
    !tail(one).is_empty() && tail(one) == tail(other)
}

/// Refuses a decision on a record that is no longer as it was seen, with what changed.
pub(super) fn unchanged(call: &Call, records: &[RecordId]) -> Result<(), Problem> {
    for record in records {
        call.not_hidden(*record)?;
    }
    let Some(seen) = &call.if_match else { return Ok(()) };
    if seen.trim() == "*" {
        return Ok(());
    }
    let at = seen.trim().trim_matches('"').split_once('-').and_then(|(at, _)| at.parse::<u64>().ok());
    let Some(at) = at else {
        return Err(refused("If-Match", "If-Match is not an ETag that a record was answered with."));
    };
    let mut changed = BTreeMap::new();
    for record in records {
        let view = desk::look::show(&call.app.desk, *record, None).map_err(|stop| call.stopped(&stop))?;
        if same(seen, &of_record(&view, at)) {
            return Ok(());
        }
        for (property, claim) in
            view.properties.iter().flat_map(|p| p.claims.iter().map(move |claim| (p.property, claim)))
        {
            if claim.position > at {
                changed.insert(
                    claim.id,
                    ChangedOut {
                        id: Id(claim.id.to_string()),
                        what: "claim",
                        property: Some(property.name()),
                        author: claim.author.to_string(),
                        at: moment(claim.recorded_at),
                    },
                );
            }
        }
        let claims = view.properties.iter().flat_map(|p| &p.claims).flat_map(|claim| &claim.history);
        for of in claims.chain(view.judgements.iter().flat_map(|judgement| &judgement.history)) {
            if desk::review::decided_at(&call.app.desk, of.id).is_some_and(|position| position > at) {
                changed.insert(
                    of.id,
                    ChangedOut {
                        id: Id(of.id.to_string()),
                        what: ruling_word(&of.ruling).0,
                        property: None,
                        author: of.author.to_string(),
                        at: moment(of.at),
                    },
                );
            }
        }
    }
    let says = "The record changed since it was looked at, so nothing was decided. Look at it again, and decide on what it says now.";
    let mut problem = Problem::new(StatusCode::PRECONDITION_FAILED, "changed", says);
    problem.changed = serde_json::to_value(changed.into_values().collect::<Vec<_>>()).ok();
    Err(problem)
}
