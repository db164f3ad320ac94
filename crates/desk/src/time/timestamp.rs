//! Asking outside authorities for time-stamps: over the network, or carried on a stick by a person. An answer is checked
//! completely before it is kept; one that fails is an error and leaves nothing that could pass for a time-stamp.

use super::stamps::request_of;
use crate::Sentence;
use crate::actor::{Actor, Reason};
use crate::desk::{Desk, Draft};
use crate::stop::{Kind, Outcome, Refusal, Stop};
use claims::when::Instant;
use claims::{Beacon, BeaconKind, ClaimId, Decision, RecordId, Ruling};
use ledger::TimestampRequest;
use sha2::{Digest, Sha256};
use std::sync::TryLockError;
use witness::{Attested, Authority, check, post};

/// What became of asking one authority.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The authority's address.
    pub authority: String,
    /// How many entries the time-stamp is over, and what is attested; or why there is none.
    pub outcome: Result<(u64, Attested), String>,
}

fn nobody() -> Stop {
    Stop::refused_in_english("timestamp_authorities", "No time-stamping authority is configured.").hint_in_english(
        "Name one in settings.toml: timestamp_authorities = [\"https://HOST/PATH CERTIFICATE-FILE\"]; docs/time.md \
         says how.",
    )
}

/// Asks every configured authority for a time-stamp over everything saved so far.
///
/// # Errors
/// A refusal when none is configured or the ledger is damaged; busy when none answered as it should.
pub fn timestamp(desk: &Desk, actor: &Actor) -> Outcome<Vec<Asked>> {
    let settings = desk.time_settings();
    if settings.authorities.is_empty() {
        return Err(nobody());
    }
    let mut asked = Vec::new();
    for authority in &settings.authorities {
        // Each gets a request of its own: two authorities that compare notes see unrelated hashes.
        let request = desk.ledger().new_timestamp_request()?;
        let outcome = post(&authority.url, &request_of(&request).with_policy(authority).encode())
            .map_err(|problem| problem.to_string())
            .and_then(|answer| {
                let attested = check(&answer, &request_of(&request), authority).map_err(|p| p.to_string())?;
                Ok((answer, attested))
            });
        let outcome = match outcome {
            Err(why) => {
                desk.ledger().drop_timestamp_request(&request)?;
                Err(why)
            }
            Ok((answer, attested)) => {
                keep(desk, actor, &request, &answer, &attested, authority)?;
                Ok((request.checkpoint.size, attested))
            }
        };
        asked.push(Asked { authority: authority.url.clone(), outcome });
    }
    if asked.iter().all(|one| one.outcome.is_err()) {
        let why: Vec<String> = asked
            .iter()
            .filter_map(|one| Some(format!("{}: {}", one.authority, one.outcome.as_ref().err()?)))
            .collect();
        return Err(Stop::Refusal(Refusal {
            kind: Kind::Busy,
            field: None,
            say: Sentence::in_english(format!("Nothing was timestamped. {}.", why.join("; "))),
            hint: Some(Sentence::in_english(
                "Try again later, or carry a request out: habeas timestamp --request FILE",
            )),
        }));
    }
    Ok(asked)
}

/// A request to be carried to any configured authority by hand: its bytes, for a file by custom NAME.tsq.
///
/// # Errors
/// A refusal when none is configured, for then no answer could be checked; or the ledger is damaged.
pub fn request_to_carry(desk: &Desk) -> Outcome<(TimestampRequest, Vec<u8>)> {
    if desk.time_settings().authorities.is_empty() {
        return Err(nobody());
    }
    let request = desk.ledger().new_timestamp_request()?;
    let bytes = request_of(&request).encode();
    desk.forget_stamps();
    Ok((request, bytes))
}

/// Takes an answer that was brought back by hand. It may be to any request that was carried out.
///
/// # Errors
/// A refusal when it is no good answer to any of them.
pub fn answer_brought_back(desk: &Desk, actor: &Actor, answer: &[u8]) -> Outcome<Asked> {
    let settings = desk.time_settings();
    if settings.authorities.is_empty() {
        return Err(nobody());
    }
    let stored = desk.ledger().timestamps()?.stored;
    let mut why = "there is no request that it could be to".to_owned();
    for one in stored.iter().rev() {
        if one.answers.iter().any(|(_, known)| known == answer) {
            return Err(Stop::conflict_in_english("This answer is in the ledger already."));
        }
        for authority in &settings.authorities {
            match check(answer, &request_of(&one.request), authority) {
                Ok(attested) => {
                    keep(desk, actor, &one.request, answer, &attested, authority)?;
                    let outcome = Ok((one.request.checkpoint.size, attested));
                    return Ok(Asked { authority: authority.url.clone(), outcome });
                }
                // To another request than this one says less than any other reason.
                Err(witness::WitnessProblem::Other(_)) => {}
                Err(problem) => why = problem.to_string(),
            }
        }
    }
    Err(Stop::refused_in_english(
        "response",
        format!("The answer counts for nothing and was not kept: {why}."),
    ))
}

/// Keeps an answer, and enters its hash as a beacon: nobody could know its signature before the time it states.
fn keep(
    desk: &Desk,
    actor: &Actor,
    request: &TimestampRequest,
    answer: &[u8],
    attested: &Attested,
    authority: &Authority,
) -> Outcome<()> {
    desk.ledger().keep_timestamp(request, answer)?;
    desk.forget_stamps();
    let hash = Sha256::digest(answer);
    let beacon = Beacon {
        kind: BeaconKind::Timestamp,
        value: hash.iter().map(|byte| format!("{byte:02x}")).collect::<String>().into(),
        at: Instant::from_unix(attested.earliest),
        place: authority.url.as_str().into(),
    };
    let why = Reason::parse("a time-stamp was received")?;
    record(desk, actor, &why, beacon).map(|_| ())
}

/// Saves a beacon under a record of its own, which holds nothing else.
pub(super) fn record(
    desk: &Desk,
    actor: &Actor,
    why: &Reason,
    beacon: Beacon,
) -> Outcome<crate::desk::Saved> {
    let about = RecordId::from_bytes(desk.fresh()?);
    let id = ClaimId::from_bytes(desk.fresh()?);
    let mut draft = Draft::default();
    draft.decision(Decision { id, about, ruling: Ruling::Beacon(beacon) });
    desk.save(actor, why, draft)
}

/// While serving: asks when the time set has passed and something was saved since. Nothing happens when no authority is
/// configured, or no interval is set.
///
/// # Errors
/// As [`timestamp`]; it is then asked again after the interval.
pub fn timestamp_when_due(desk: &Desk, actor: &Actor) -> Outcome<()> {
    let settings = desk.time_settings();
    if settings.authorities.is_empty() || settings.every <= 0 {
        return Ok(());
    }
    let mut last = match desk.time().asked.try_lock() {
        Ok(last) => last,
        Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
        Err(TryLockError::WouldBlock) => return Ok(()),
    };
    let stamps = desk.stamps()?;
    let stamped = stamps.good.iter().map(|stamp| Instant::from_unix(stamp.attested.time)).max();
    let now = desk.now();
    if last.max(stamped).is_some_and(|last| now.seconds_since(last) < settings.every) {
        return Ok(());
    }
    // The entries that only tell of time-stamps are no reason for another one.
    let covered = stamps.covered();
    let own = desk.casebook().beacons().iter().filter(|beacon| beacon.position > covered).count();
    if desk.position().entries.saturating_sub(covered) <= own as u64 {
        return Ok(());
    }
    *last = Some(now);
    timestamp(desk, actor).map(|_| ())
}
