//! Carrying out what is due. The order makes every interruption harmless: first the decision that says what goes is
//! durable; then the sealed snapshot is overwritten; then the keys are destroyed; then the casebook in memory is made
//! again from what can still be opened. An opening that finds the first without the rest does the rest.

use super::decide;
use super::requests::requests;
use crate::actor::{Actor, Reason};
use crate::desk::Desk;
use crate::stop::Outcome;
use casebook::ErasureView;
use claims::when::Instant;
use claims::{ClaimId, Erased, ErasedRecord, ErasureState, RecordId, Ruling, Tier};
use std::collections::BTreeMap;

/// A request that was carried out.
#[derive(Debug, Clone)]
pub struct CarriedOut {
    /// The request.
    pub request: ClaimId,
    /// The reason it was asked for.
    pub why: Box<str>,
    /// What went, record by record.
    pub records: Vec<ErasedRecord>,
}

/// What would be carried out now.
pub fn would_be_carried_out(desk: &Desk) -> Vec<ErasureView> {
    requests(desk).into_iter().filter(|request| matches!(request.state, ErasureState::Due(_))).collect()
}

/// Destroys the keys of every request that is due. When it returns, no key of them is on this machine's disk under
/// the casebook's directory, and no text of them in the casebook in memory.
///
/// # Errors
/// Busy when storage fails: what was begun is finished by the next call or the next opening.
pub fn carry_out_due(desk: &Desk, actor: &Actor) -> Outcome<Vec<CarriedOut>> {
    let due = would_be_carried_out(desk);
    if due.is_empty() {
        return Ok(Vec::new());
    }
    let parts = parts_by_key(desk)?;
    let mut done = Vec::new();
    for request in due {
        let (records, rows) = {
            let casebook = desk.casebook();
            let mut records = Vec::new();
            for record in &request.records {
                let of = |tier: Tier| parts.get(&(*record, tier)).copied().unwrap_or_default();
                records.push(ErasedRecord {
                    record: *record,
                    kind: casebook.kind(*record)?,
                    tiers: request.tiers,
                    parts: request.tiers.each().map(of).sum(),
                });
            }
            (records, casebook.rows_about(&request.records)?)
        };
        let why = Reason::parse("its time had come, and nothing was held")?;
        let erased = Erased { request: request.asked.id, records: records.clone(), rows };
        decide(desk, actor, &why, request.docket, Ruling::Erased(Box::new(erased)))?;
        done.push(CarriedOut { request: request.asked.id, why: request.asked.why, records });
    }
    finish_what_was_begun(desk)?;
    Ok(done)
}

/// How many parts that can be opened lie under each key.
fn parts_by_key(desk: &Desk) -> Outcome<BTreeMap<(RecordId, Tier), u64>> {
    let mut parts = BTreeMap::new();
    // A damaged entry is reported by `opened` and `verify`; its parts cannot be counted.
    for entry in desk.ledger().read_from(1).filter_map(Result::ok) {
        for part in entry.parts.iter().filter(|part| part.plaintext.is_some()) {
            *parts.entry((part.record, part.tier)).or_default() += 1;
        }
    }
    Ok(parts)
}

/// Destroys every key that a decision says is gone and that is not. A decision counts only when its request had been
/// confirmed by another person and was due when it was carried out: a forged one destroys nothing.
pub(crate) fn finish_what_was_begun(desk: &Desk) -> Outcome<()> {
    let which = {
        let casebook = desk.casebook();
        let mut which: Vec<(RecordId, Tier)> = Vec::new();
        for (erased, at) in casebook.carried_out() {
            if was_due(&casebook.erasures(at), erased.request, at) {
                which.extend(
                    erased.records.iter().flat_map(|of| of.tiers.each().map(|tier| (of.record, tier))),
                );
            }
        }
        which
    };
    let which: Vec<(RecordId, Tier)> =
        which.into_iter().filter(|(record, tier)| !desk.ledger().is_forgotten(*record, *tier)).collect();
    if which.is_empty() {
        return Ok(());
    }
    desk.forget_keys(&which)
}

fn was_due(requests: &[ErasureView], id: ClaimId, at: Instant) -> bool {
    requests.iter().find(|request| request.asked.id == id).is_some_and(|request| {
        request.confirmed.as_ref().is_some_and(|by| {
            let from = by.at.max(request.asked.at).unix();
            from.saturating_add(i64::from(request.delay)) <= at.unix()
        })
    })
}
