//! Which of the stored time-stamps count: those that a configured authority signed, after every check. The rest is
//! named with the reason; it counts for nothing.

use claims::when::Instant;
use ledger::StoredTimestamp;
use sha2::{Digest, Sha256};
use witness::{Attested, Authority, Request, check};

/// A time-stamp that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// How many entries its checkpoint names.
    pub size: u64,
    /// What the authority attests.
    pub attested: Attested,
    /// The authority's address.
    pub authority: String,
    /// The request and the answer, relative to the casebook's directory: what a court's expert is handed.
    pub files: [String; 2],
    /// SHA-256 of the answer.
    pub answer: [u8; 32],
}

/// The time-stamps of a ledger.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stamps {
    /// How many authorities are configured.
    pub authorities: usize,
    /// Those that count, the smallest checkpoint first.
    pub good: Vec<Stamp>,
    /// Answers that no configured authority vouches for: the file, and why.
    pub unproven: Vec<(String, String)>,
    /// Requests without any answer.
    pub open: usize,
    /// Damaged files, in words.
    pub damaged: Vec<String>,
}

/// The request as it was sent.
pub(super) fn request_of(request: &ledger::TimestampRequest) -> Request {
    Request { imprint: request.imprint(), nonce: request.nonce, policy: None }
}

/// Checks every answer against every authority.
pub fn stamps_of(stored: &[StoredTimestamp], authorities: &[Authority]) -> Stamps {
    let mut stamps = Stamps { authorities: authorities.len(), ..Stamps::default() };
    for one in stored {
        stamps.open += usize::from(one.answers.is_empty());
        for (file, answer) in &one.answers {
            let mut why = "no authority is configured".to_owned();
            let mut found = None;
            for authority in authorities {
                match check(answer, &request_of(&one.request), authority) {
                    Ok(attested) => {
                        found = Some((attested, authority));
                        break;
                    }
                    Err(problem) => why = problem.to_string(),
                }
            }
            match found {
                None => stamps.unproven.push((file.clone(), why)),
                Some((attested, authority)) => stamps.good.push(Stamp {
                    size: one.request.checkpoint.size,
                    attested,
                    authority: authority.url.clone(),
                    files: [one.file.clone(), file.clone()],
                    answer: Sha256::digest(answer).into(),
                }),
            }
        }
    }
    stamps.good.sort_by_key(|stamp| (stamp.size, stamp.attested.latest));
    stamps
}

impl Stamps {
    /// The earliest time-stamp over a checkpoint that contains an entry.
    pub fn over(&self, position: u64) -> Option<&Stamp> {
        self.good.iter().filter(|stamp| stamp.size >= position).min_by_key(|stamp| stamp.attested.latest)
    }

    /// How many entries lie inside a time-stamped checkpoint.
    pub fn covered(&self) -> u64 {
        self.good.iter().map(|stamp| stamp.size).max().unwrap_or(0)
    }

    /// Whether anything that should count does not.
    pub fn fails(&self) -> bool {
        self.authorities > 0 && !self.unproven.is_empty()
    }

    /// The state in sentences, for people.
    pub fn in_words(&self, entries: u64) -> Vec<String> {
        let mut words = Vec::new();
        let answers = self.unproven.len();
        if self.authorities == 0 {
            let unchecked = match answers {
                0 => String::new(),
                n => format!("; {n} answers lie in the ledger unchecked"),
            };
            words.push(format!(
                "not timestamped: no time-stamping authority is configured, which is a normal state{unchecked}"
            ));
            return words;
        }
        match self.covered().min(entries) {
            0 => words.push(format!("not timestamped: none of {entries} entries")),
            covered => {
                let latest = self.good.iter().map(|stamp| stamp.attested.time).max().unwrap_or_default();
                words.push(format!(
                    "{covered} of {entries} entries lie inside a timestamped checkpoint; the latest time-stamp is of {}",
                    Instant::from_unix(latest)
                ));
            }
        }
        if self.open > 0 {
            words.push(format!("{} requests wait for an answer", self.open));
        }
        words.extend(self.unproven.iter().map(|(file, why)| format!("{file} counts for nothing: {why}")));
        words
    }
}
