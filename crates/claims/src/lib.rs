//! The words of habeas as types: records, claims, written names, uncertain times, figures, custody, legal packs,
//! and counting. Pure: no IO, no clock, no randomness; time and ids arrive as arguments.

mod ids;
pub mod legal;
pub mod when;
pub mod wording;

pub use ids::{ClaimId, NotAnId, RecordId, Tier};
