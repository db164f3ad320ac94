//! Carrying out what is due. The order makes every interruption harmless: first the decision that says what goes is
//! durable; then the sealed snapshot is overwritten; then the keys are destroyed; then the casebook in memory is made
//! again from what can still be opened. An opening that finds the first without the rest does the rest. Nobody can look
//! at the casebook between the first and the last.

use super::files::marks;
use super::requests::requests;
use crate::actor::{Actor, Reason};
use crate::desk::{Desk, Draft, Erasing};
use crate::stop::Outcome;
use casebook::{Casebook, ErasureView};
use claims::when::Instant;
use claims::{ClaimId, Decision, Erased, ErasedRecord, ErasureState, RecordId, Ruling, Tier};
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

/// Destroys the keys of every request that is due, and of what an earlier call began and could not finish. When it
/// returns, no key of them is on this machine's disk under the casebook's directory, and no text of them in the
/// casebook in memory.
///
/// # Errors
/// Busy when storage fails: what was begun is finished by the next call or the next opening.
pub fn carry_out_due(desk: &Desk, actor: &Actor) -> Outcome<Vec<CarriedOut>> {
    finish_what_was_begun(desk)?;
    if would_be_carried_out(desk).is_empty() {
        return Ok(Vec::new());
    }
    let parts = parts_by_key(desk)?;
    let mut done = Vec::new();
    desk.erase(|casebook| {
        let mut erasing = Erasing::default();
        // Asked again under the lock: a hold or an objection may have come meanwhile, and wins.
        for request in due(casebook, desk.now()) {
            let (carried, decision) = carry_out(casebook, desk, &parts, request)?;
            erasing.keys.extend(keys_of(&carried.records));
            let why = Reason::parse("its time had come, and nothing was held")?;
            let mut draft = Draft::default();
            draft.decision(decision);
            erasing.decisions.push((actor.clone(), why, draft));
            done.push(carried);
        }
        Ok(erasing)
    })?;
    Ok(done)
}

fn due(casebook: &Casebook, now: Instant) -> impl Iterator<Item = ErasureView> {
    casebook.erasures(now).into_iter().filter(|request| matches!(request.state, ErasureState::Due(_)))
}

fn carry_out(
    casebook: &Casebook,
    desk: &Desk,
    parts: &BTreeMap<(RecordId, Tier), u64>,
    request: ErasureView,
) -> Outcome<(CarriedOut, Decision)> {
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
    let rows = casebook.rows_about(&request.records)?;
    let files = marks(casebook, request.asked.id, &records)?;
    let erased = Erased { request: request.asked.id, records: records.clone(), rows, files };
    let id = ClaimId::from_bytes(desk.fresh()?);
    let decision = Decision { id, about: request.docket, ruling: Ruling::Erased(Box::new(erased)) };
    Ok((CarriedOut { request: request.asked.id, why: request.asked.why, records }, decision))
}

fn keys_of(records: &[ErasedRecord]) -> impl Iterator<Item = (RecordId, Tier)> {
    records.iter().flat_map(|of| of.tiers.each().map(|tier| (of.record, tier)))
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

/// Destroys every key that a decision says is gone and that is not.
pub(crate) fn finish_what_was_begun(desk: &Desk) -> Outcome<()> {
    if begun(desk, &desk.casebook()).is_empty() {
        return Ok(());
    }
    desk.erase(|casebook| Ok(Erasing { keys: begun(desk, casebook), ..Erasing::default() }))
}

/// The keys that a decision says are gone and that are still there. A decision counts only when its request had been
/// confirmed by another person and was due when it was carried out: a forged one destroys nothing.
pub(super) fn begun(desk: &Desk, casebook: &Casebook) -> Vec<(RecordId, Tier)> {
    let mut keys = Vec::new();
    for (erased, at) in casebook.carried_out() {
        if was_due(&casebook.erasures(at), erased.request, at) {
            keys.extend(keys_of(&erased.records));
        }
    }
    keys.retain(|(record, tier)| !desk.ledger().is_forgotten(*record, *tier));
    keys
}

fn was_due(requests: &[ErasureView], id: ClaimId, at: Instant) -> bool {
    requests.iter().find(|request| request.asked.id == id).is_some_and(|request| {
        request.confirmed.as_ref().is_some_and(|by| {
            let from = by.at.max(request.asked.at).unix();
            from.saturating_add(i64::from(request.delay)) <= at.unix()
        })
    })
}
