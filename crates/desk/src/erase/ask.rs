//! Asking that something be erased. Nothing dies by asking: another person must confirm, and the delay must pass.

use super::decide;
use super::reach::{Reach, reach};
use super::requests::{request, requests};
use crate::actor::{Actor, Reason};
use crate::desk::Desk;
use crate::stop::{Outcome, Stop};
use casebook::{ErasureView, Named};
use claims::{AskErasure, RecordId, Ruling, Tiers};
use names::fold::search_key;

/// What is asked.
#[derive(Debug, Clone)]
pub struct AskChoices {
    /// The record, and others to go with it.
    pub records: Vec<RecordId>,
    /// Every record judged the same as one of these goes with it.
    pub all_same: bool,
    /// The tiers of each.
    pub tiers: Tiers,
    /// Seconds that must pass after the confirmation: the setting of now, kept in the request.
    pub delay: i64,
}

/// What was asked, or would be.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The request as it stands; none when nothing was recorded.
    pub request: Option<ErasureView>,
    /// The records, each with how many claims go.
    pub records: Vec<(Named, u64)>,
    /// The tiers.
    pub tiers: Tiers,
    /// Seconds after the confirmation.
    pub delay: u32,
    /// Holds that lie on them.
    pub holds: Vec<RecordId>,
    /// What it would leave.
    pub reach: Reach,
}

/// Says what a request would do, and records nothing.
///
/// # Errors
/// As [`ask`].
pub fn plan(desk: &Desk, why: &Reason, choices: &AskChoices) -> Outcome<Asked> {
    let mut records = choices.records.clone();
    let casebook = desk.casebook();
    if choices.all_same {
        for record in &choices.records {
            records.extend(casebook.same_as(*record));
        }
    }
    records.sort_unstable();
    records.dedup();
    let delay = u32::try_from(choices.delay).map_err(|_| {
        Stop::refused_in_english(
            "erase_after",
            "The delay before an erasure is longer than a hundred years; shorten the setting.",
        )
    })?;
    let mut named = Vec::new();
    let mut holds = Vec::new();
    for record in &records {
        let gone = casebook.gone_tiers(*record);
        if choices.tiers.each().all(|tier| gone.has(tier)) {
            return Err(Stop::conflict_in_english(format!(
                "Record {record} has been erased already ({}).",
                gone.words()
            )));
        }
        named.push((casebook.named(*record)?, casebook.claim_count(*record, choices.tiers)?));
        holds.extend(casebook.holds_over(*record).into_iter().map(|(on, _)| on));
    }
    holds.sort_unstable();
    holds.dedup();
    // The reason is kept when everything else is gone: it must not say whom it was about.
    let ground = format!(" {} ", search_key(why.text()));
    for name in casebook.written_names(&records)? {
        let folded = search_key(&name);
        if !folded.is_empty() && ground.contains(&format!(" {folded} ")) {
            return Err(Stop::refused_in_english(
                "reason",
                "The reason holds a name that is to be erased, and the reason is kept.",
            )
            .hint_in_english("Give the ground alone: \"withdrew consent on 8 June\", \"court order 12\"."));
        }
    }
    drop(casebook);
    if let Some(open) = requests(desk)
        .into_iter()
        .find(|other| other.state.is_open() && other.records == records && other.tiers == choices.tiers)
    {
        return Err(Stop::conflict_in_english(format!(
            "This has been asked already: request {}.",
            open.asked.id
        ))
        .hint_in_english(format!("Another person confirms it: habeas erase --confirm {}", open.asked.id)));
    }
    let reach = reach(desk, &records)?;
    Ok(Asked { request: None, records: named, tiers: choices.tiers, delay, holds, reach })
}

/// Asks that records be erased.
///
/// # Errors
/// A refusal when the reason holds a name that is to be erased; conflict when it is gone or asked already.
pub fn ask(desk: &Desk, actor: &Actor, why: &Reason, choices: &AskChoices) -> Outcome<Asked> {
    let mut asked = plan(desk, why, choices)?;
    let docket = RecordId::from_bytes(desk.fresh()?);
    let ruling = AskErasure {
        records: asked.records.iter().map(|(named, _)| named.record).collect(),
        tiers: asked.tiers,
        delay: asked.delay,
    };
    let id = decide(desk, actor, why, docket, Ruling::AskErasure(Box::new(ruling)))?;
    asked.request = Some(request(desk, id)?);
    Ok(asked)
}
