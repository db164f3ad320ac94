//! Erasure on one record, as it is so at this moment: what the decisions say, held against the keys themselves. Nothing
//! here writes.

use super::carry_out::begun;
use crate::desk::Desk;
use casebook::{Casebook, ErasureView, GoneView, SignedOff};
use claims::{RecordId, Tiers};

/// How one record stands with erasure.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OnRecord {
    /// Open requests that name it, oldest first.
    pub requests: Vec<ErasureView>,
    /// Legal holds on it, or on records judged the same, with the record each lies on.
    pub holds: Vec<(RecordId, SignedOff)>,
    /// What is gone: its keys were destroyed. Oldest first.
    pub gone: Vec<GoneView>,
    /// What was decided to go, and has not: a disk that fails can leave keys behind. It is tried again every minute.
    pub begun: Vec<GoneView>,
}

impl OnRecord {
    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.requests.is_empty() && self.holds.is_empty() && self.gone.is_empty() && self.begun.is_empty()
    }

    /// The tiers that are gone.
    pub fn gone_tiers(&self) -> Tiers {
        self.gone.iter().fold(Tiers::NONE, |all, gone| all.union(gone.tiers))
    }
}

/// How a record stands with erasure now.
pub fn on_record(desk: &Desk, record: RecordId) -> OnRecord {
    let casebook = desk.casebook();
    on_record_in(desk, &casebook, record)
}

/// The same, for whoever holds the casebook: what it says then fits what else is read of it.
pub(crate) fn on_record_in(desk: &Desk, casebook: &Casebook, record: RecordId) -> OnRecord {
    let of = casebook.record_erasure(record, desk.now());
    let kept: Tiers = begun(desk, casebook)
        .into_iter()
        .filter(|(begun, _)| *begun == record)
        .fold(Tiers::NONE, |all, (_, tier)| all.and(tier));
    let is_begun = |gone: &GoneView| gone.tiers.each().any(|tier| kept.has(tier));
    let (begun, gone) = of.gone.into_iter().partition(is_begun);
    OnRecord { requests: of.requests, holds: of.holds, gone, begun }
}
