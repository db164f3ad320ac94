//! What people answer for about lists that overlap. The desk asks here before it says whether an estimate may be made public.

use crate::casebook::Casebook;
use claims::when::Instant;
use claims::{Attestation, ClaimId};

/// An attestation that holds.
#[derive(Debug, Clone, PartialEq)]
pub struct AttestationView {
    /// The decision's id, by which it can be undone.
    pub id: ClaimId,
    /// What is answered for, and about which lists.
    pub attestation: Attestation,
    /// Who answers.
    pub author: Box<str>,
    /// Why.
    pub why: Box<str>,
    /// When it was recorded, as the device claims.
    pub recorded_at: Instant,
}

impl Casebook {
    /// The attestations that hold, in the order they were recorded.
    pub fn attestations(&self) -> Vec<AttestationView> {
        self.rulings
            .attestations()
            .into_iter()
            .map(|(ruled, of)| AttestationView {
                id: ruled.id,
                attestation: of.clone(),
                author: ruled.author.clone(),
                why: ruled.why.clone(),
                recorded_at: ruled.at,
            })
            .collect()
    }
}
