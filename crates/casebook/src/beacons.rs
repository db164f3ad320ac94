//! Beacons: values from outside that nobody could know before a time. Whoever asks when an entry was made at the
//! earliest asks here; which entries come after a beacon is the ledger's to say.

use crate::casebook::Casebook;
use claims::when::Instant;
use claims::{Beacon, ClaimId};

/// A beacon that holds.
#[derive(Debug, Clone, PartialEq)]
pub struct BeaconView {
    /// The decision's id, by which it can be undone.
    pub id: ClaimId,
    /// The value, its time and where to look it up.
    pub beacon: Beacon,
    /// Place of its entry in the local ledger.
    pub position: u64,
    /// Who recorded it.
    pub author: Box<str>,
    /// Why.
    pub why: Box<str>,
    /// When it was recorded, as the device claims.
    pub recorded_at: Instant,
}

impl Casebook {
    /// The beacons that hold, in the order they were recorded.
    pub fn beacons(&self) -> Vec<BeaconView> {
        self.rulings
            .beacons()
            .into_iter()
            .map(|(ruled, beacon)| BeaconView {
                id: ruled.id,
                beacon: beacon.clone(),
                position: ruled.position,
                author: ruled.author.clone(),
                why: ruled.why.clone(),
                recorded_at: ruled.at,
            })
            .collect()
    }
}
