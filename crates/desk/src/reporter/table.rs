//! Who is admitted, kept beside the casebook so that the door need not wait for it.

use super::{PublicKey, Reporter};
use crate::actor::Actor;
use claims::{Admission, RecordId};
use std::collections::HashMap;

/// A reporter as the door knows it.
#[derive(Debug, Clone)]
pub(crate) struct KnownReporter {
    pub actor: Actor,
    pub source: RecordId,
    pub key: PublicKey,
    pub admission: Admission,
    pub admitted: bool,
}

/// Everybody ever admitted, by key.
#[derive(Debug, Default)]
pub(crate) struct Reporters(HashMap<[u8; 32], KnownReporter>);

impl Reporters {
    /// Reads the list. A weak key, which only a foreign ledger can hold, admits nobody.
    pub fn of(all: Vec<Reporter>) -> Self {
        let known = all.into_iter().filter_map(|reporter| {
            let key = PublicKey::of(&reporter.admission.key).ok()?;
            let actor = Actor::parse(&reporter.name).ok()?;
            let Reporter { source, admission, admitted, .. } = reporter;
            Some((admission.key, KnownReporter { actor, source, key, admission, admitted }))
        });
        Self(known.collect())
    }

    /// The reporter of a key.
    pub fn of_key(&self, key: &[u8; 32]) -> Option<&KnownReporter> {
        self.0.get(key)
    }
}
