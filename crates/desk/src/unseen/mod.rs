//! How many were not seen: sources as lists, people after judgements, and what somebody must answer for before a number may be made
//! public. The casebook is counted, never estimated; an estimate stands beside the floor and is stored nowhere.

mod attest;
mod overlap;
mod reckon;
mod reckoning;

pub use attest::{Answered, attest};
pub use overlap::{List, Overlap, overlap};
pub use reckon::{about, question, reckon};
pub(crate) use reckoning::Reckonings;
pub use reckoning::{Reckoned, begin, reckoned};
