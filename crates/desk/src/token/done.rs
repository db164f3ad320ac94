//! Which calls of programs were carried out, read from the latest entries of the ledger: after a restart the same call under the
//! same name is still one. Each says so in the entry that it saved, so that no moment lies between the two.

use crate::desk::Desk;
use crate::stop::{Outcome, Stop};
use claims::when::Instant;
use claims::{Access, Claim, DoneCall, Ruling, Saying, wire};
use ledger::LedgerError;

/// A call that was carried out.
#[derive(Debug, Clone)]
pub struct CallDone {
    /// Its sums.
    pub done: DoneCall,
    /// When.
    pub at: Instant,
    /// The entry's place in the ledger.
    pub position: u64,
}

/// What a call saved.
#[derive(Debug, Clone)]
pub struct SavedThen {
    /// The entry's place in the ledger.
    pub position: u64,
    /// The hash that names it.
    pub entry: [u8; 32],
    /// The claims in it.
    pub claims: Vec<Claim>,
}

/// The calls that were carried out since a moment, the earliest first, of so many entries at most, counted from the end.
///
/// # Errors
/// A fault when the ledger cannot be read.
pub fn calls_done(desk: &Desk, since: Instant, most: u64) -> Outcome<Vec<CallDone>> {
    let from = desk.position().entries.saturating_sub(most).saturating_add(1);
    let mut reader = wire::Reader::default();
    let mut found = Vec::new();
    for entry in desk.ledger().read_from(from) {
        let entry = match entry {
            Err(LedgerError::Damaged(_)) => continue,
            other => other?,
        };
        for part in &entry.parts {
            let Some(plain) = &part.plaintext else { continue };
            let save =
                reader.decode(part.record, plain).map_err(|cause| Stop::fault("reading an entry", cause))?;
            if save.at < since {
                continue;
            }
            for saying in save.sayings {
                let Saying::Decision(decision) = saying else { continue };
                if let Ruling::Access(access) = decision.ruling
                    && let Access::Done(done) = *access
                {
                    found.push(CallDone { done, at: save.at, position: entry.position });
                }
            }
        }
    }
    Ok(found)
}

/// What was saved at a position; none when nothing can be read there any more.
///
/// # Errors
/// A fault when the ledger cannot be read.
pub fn saved_then(desk: &Desk, position: u64) -> Outcome<Option<SavedThen>> {
    let mut reader = wire::Reader::default();
    let entry = match desk.ledger().read_from(position).next() {
        None | Some(Err(LedgerError::Damaged(_))) => return Ok(None),
        Some(entry) => entry?,
    };
    let mut claims = Vec::new();
    for part in &entry.parts {
        let Some(plain) = &part.plaintext else { continue };
        let save =
            reader.decode(part.record, plain).map_err(|cause| Stop::fault("reading an entry", cause))?;
        claims.extend(save.sayings.into_iter().filter_map(|saying| match saying {
            Saying::Claim(claim) => Some(claim),
            _ => None,
        }));
    }
    Ok(Some(SavedThen { position: entry.position, entry: entry.entry_hash, claims }))
}
