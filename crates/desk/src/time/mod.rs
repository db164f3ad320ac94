//! Time: between which moments an entry was made, as far as outsiders can attest it. The device's own clock proves
//! nothing and is only ever shown as a claim.
//!
//! - *Not after*: the first time-stamp of an outside authority over a checkpoint that contains the entry.
//! - *Not before*: the newest beacon the entry comes after, a value that nobody could know earlier.

mod authorities;
mod beacon;
mod bracket;
mod stamps;
mod timestamp;

pub use authorities::{TimeSettings, read_authorities, read_certificates};
pub use beacon::{BeaconNote, add_beacon, beacons, read_beacon};
pub use bracket::{Floor, TimeBracket, brackets_of, time_bracket, time_brackets};
pub use stamps::{Stamp, Stamps, stamps_of};
pub use timestamp::{Asked, answer_brought_back, request_to_carry, timestamp, timestamp_when_due};
pub use witness::Authority;

use crate::desk::Desk;
use crate::stop::Outcome;
use claims::when::Instant;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

/// What an open desk knows of outside authorities.
#[derive(Default)]
pub(crate) struct TimeKept {
    settings: RwLock<Arc<TimeSettings>>,
    /// The time-stamps as last checked; forgotten when one is added or other authorities are trusted.
    stamps: Mutex<Option<Arc<Stamps>>>,
    /// When authorities were last asked by themselves; locked while they are.
    asked: Mutex<Option<Instant>>,
}

impl Desk {
    /// Whom to ask for time-stamps, and whom to believe. Nobody, until this is called.
    pub fn trust(&self, settings: TimeSettings) {
        *self.time().settings.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(settings);
        self.forget_stamps();
    }

    pub(crate) fn time_settings(&self) -> Arc<TimeSettings> {
        Arc::clone(&self.time().settings.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn forget_stamps(&self) {
        *self.time().stamps.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// The time-stamps of the ledger, each checked against the configured authorities.
    ///
    /// # Errors
    /// Busy when storage fails.
    pub fn stamps(&self) -> Outcome<Arc<Stamps>> {
        let mut kept = self.time().stamps.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(stamps) = &*kept {
            return Ok(Arc::clone(stamps));
        }
        let found = self.ledger().timestamps()?;
        let mut stamps = stamps_of(&found.stored, &self.time_settings().authorities);
        stamps.damaged = found.findings.iter().map(ToString::to_string).collect();
        let stamps = Arc::new(stamps);
        *kept = Some(Arc::clone(&stamps));
        Ok(stamps)
    }
}
