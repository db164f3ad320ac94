//! The words of habeas as types: records, claims, written names, uncertain times, figures, custody, legal packs,
//! and counting. Pure: no IO, no clock, no randomness; time and ids arrive as arguments.

mod access;
mod amount;
mod claim;
mod coordinates;
pub mod counting;
mod custody;
mod decision;
mod erasure;
pub mod figures;
mod grade;
mod ids;
pub mod legal;
mod name;
mod property;
mod record;
mod source;
mod stays;
pub mod when;
pub mod wire;
pub mod wording;

pub use access::{Access, Ask, Credential, CredentialKind, DoneCall, Leave, LeaveKind, MemberState};
pub use amount::Amount;
pub use claim::{Claim, Locator, Modality, Polarity, Save, Saying, Spot, Value};
pub use coordinates::{Coordinates, NotCoordinates};
pub use custody::{CustodyStep, HeardStep, HeldAt, HowKnown, Truth, held_at};
pub use decision::{
    Admission, Attestation, Beacon, BeaconKind, Decision, PackSignature, Ruling, SettingChange, Verdict,
};
pub use erasure::{
    AskErasure, Erased, ErasedRecord, ErasedRow, ErasureFacts, ErasureState, Tiers, erasure_state,
};
pub use grade::{Credibility, Reliability};
pub use ids::{ClaimId, NotAnId, RecordId, Tier};
pub use name::{NameProblem, WrittenName, is_invisible_control};
pub use property::{Property, Shape};
pub use record::RecordKind;
pub use source::Chains;
pub use stays::{Ended, Stay, stays};
