//! Recording by hand: a call as it is told, or a single claim.

mod call;
mod claim;

pub use call::{CallNote, Recorded, record_call, under_convention};
pub use claim::{ClaimNote, read_value, record_claim};
