//! What was saved since a position: which records, claims and decisions, not what they say. Read from the ledger, so that
//! nothing is passed over.

use crate::desk::Desk;
use crate::stop::{Outcome, Stop};
use claims::when::Instant;
use claims::{Access, ClaimId, Property, RecordId, Ruling, Saying, wire};
use ledger::LedgerError;

/// One entry.
#[derive(Debug)]
pub struct EntryTold {
    /// Its place in the ledger.
    pub position: u64,
    /// The hash that names it.
    pub entry: [u8; 32],
    /// Who saved it; none when nothing of it can be opened any more.
    pub author: Option<String>,
    /// When.
    pub at: Option<Instant>,
    /// What it says something of.
    pub says: Vec<(RecordId, Told)>,
}

/// One thing an entry says.
#[derive(Debug)]
pub enum Told {
    /// A claim on a property.
    Claim(ClaimId, Property),
    /// A decision.
    Decision(ClaimId, Ruling),
    /// Something a newer version said.
    Unknown,
    /// Something that can no longer be opened.
    Erased,
}

/// Entries after a position, `limit` at most.
///
/// # Errors
/// A fault when the ledger cannot be read.
pub fn entries(desk: &Desk, since: u64, limit: usize) -> Outcome<Vec<EntryTold>> {
    let mut reader = wire::Reader::default();
    let mut all = Vec::new();
    for entry in desk.ledger().read_from(since.saturating_add(1)).take(limit) {
        // A damaged entry was reported on opening; what lies behind it is told all the same.
        let entry = match entry {
            Err(LedgerError::Damaged(_)) => continue,
            other => other?,
        };
        let mut told = EntryTold {
            position: entry.position,
            entry: entry.entry_hash,
            author: None,
            at: None,
            says: Vec::new(),
        };
        for part in &entry.parts {
            let Some(plain) = &part.plaintext else {
                told.says.push((part.record, Told::Erased));
                continue;
            };
            let save =
                reader.decode(part.record, plain).map_err(|cause| Stop::fault("reading an entry", cause))?;
            told.author.get_or_insert_with(|| save.author.to_string());
            told.at.get_or_insert(save.at);
            let is_done = |saying: &Saying| match saying {
                Saying::Decision(of) => {
                    matches!(&of.ruling, Ruling::Access(access) if matches!(**access, Access::Done(_)))
                }
                _ => false,
            };
            let said = save.sayings.into_iter().filter(|saying| !is_done(saying));
            told.says.extend(said.map(|saying| match saying {
                Saying::Claim(claim) => (claim.about, Told::Claim(claim.id, claim.property)),
                Saying::Decision(decision) => (decision.about, Told::Decision(decision.id, decision.ruling)),
                Saying::Unknown(_) => (part.record, Told::Unknown),
            }));
        }
        all.push(told);
    }
    Ok(all)
}
