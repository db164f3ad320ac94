//! Tokens as the door knows them, kept beside the casebook so that the door need not wait for it.

use super::SCOPES;
use crate::actor::Actor;
use crate::sentence;
use crate::stop::{Outcome, Stop};
use casebook::TokenClaim;
use claims::when::Instant;
use claims::{ClaimId, RecordId};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::sync::Arc;

/// What every token begins with, so that whoever finds one in a file knows what it is.
pub(super) const MARK: &str = "habeas_";

/// A token that was not revoked.
#[derive(Debug, Clone)]
pub struct Token {
    /// Its name, under which everything is saved that is saved with it.
    pub actor: Actor,
    /// The source record that bears its name.
    pub source: RecordId,
    /// The claim that issued it.
    pub claim: ClaimId,
    /// Its SHA-256.
    pub digest: [u8; 32],
    /// What it may do.
    pub scopes: Vec<String>,
    /// When it ends.
    pub expires: Option<Instant>,
}

impl Token {
    /// True when it may do this.
    pub fn may(&self, scope: &str) -> bool {
        self.scopes.iter().any(|own| own == scope)
    }
}

/// Every token that was not revoked, by its sum.
#[derive(Debug, Default)]
pub(crate) struct Tokens(HashMap<[u8; 32], Arc<Token>>);

impl Tokens {
    pub fn of_issued(all: Vec<TokenClaim>) -> Self {
        let known = all.into_iter().filter(|issued| issued.revoked.is_none()).filter_map(|issued| {
            let (digest, expires, scopes) = read(&issued.text)?;
            let actor = Actor::parse(&issued.name).ok()?;
            Some((
                digest,
                Arc::new(Token {
                    actor,
                    source: issued.source,
                    claim: issued.claim,
                    digest,
                    scopes,
                    expires,
                }),
            ))
        });
        Self(known.collect())
    }

    /// The token of what is shown. The sum is looked up, not the secret: how long it takes tells nothing of it.
    pub fn of(&self, shown: &str) -> Option<Arc<Token>> {
        if !shown.starts_with(MARK) {
            return None;
        }
        self.0.get(&digest(shown)).cloned()
    }
}

/// The sum under which a token is kept. It is 256 random bits, so a plain sum gives nobody a way to guess it.
pub(super) fn digest(shown: &str) -> [u8; 32] {
    Sha256::digest(shown.as_bytes()).into()
}

/// The words of a claim: sum, end (or `-`), scopes.
pub(super) fn words(digest: &[u8; 32], expires: Option<Instant>, scopes: &[String]) -> String {
    let sum: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    let end = expires.map_or_else(|| "-".to_owned(), |end| end.to_string());
    format!("{sum} {end} {}", scopes.join(","))
}

/// Reads the words of a claim. One that cannot be read opens nothing.
pub(super) fn read(text: &str) -> Option<([u8; 32], Option<Instant>, Vec<String>)> {
    let mut parts = text.split(' ');
    let (sum, end, scopes) = (parts.next()?, parts.next()?, parts.next()?);
    let digest = crate::reporter::read_bytes(sum).filter(|_| sum.len() == 64)?;
    let expires = match end {
        "-" => None,
        end => Some(Instant::parse(end).ok()?),
    };
    Some((digest, expires, scopes.split(',').map(ToOwned::to_owned).collect()))
}

/// Reads scopes as they are typed: `board.see,intake.write`.
///
/// # Errors
/// A refusal on `scope` that lists what there is.
pub fn scopes_of(typed: &str) -> Outcome<Vec<String>> {
    let mut scopes: Vec<String> =
        typed.split(',').map(str::trim).filter(|s| !s.is_empty()).map(ToOwned::to_owned).collect();
    scopes.sort();
    scopes.dedup();
    let known = || SCOPES.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
    if scopes.is_empty() {
        return Err(Stop::refused("scope", sentence!("Say what the token may do."))
            .hint_in_english(format!("--scope board.see,intake.write; there are {}", known())));
    }
    if let Some(other) = scopes.iter().find(|scope| SCOPES.iter().all(|(name, _)| name != scope)) {
        return Err(Stop::refused(
            "scope",
            sentence!("{other:?} is not something a token can be allowed.", other),
        )
        .hint(sentence!("There are {known}.", known = known())));
    }
    Ok(scopes)
}
