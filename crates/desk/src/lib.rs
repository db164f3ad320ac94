//! The desk: what people do with a casebook, one use case a function. The command line, the pages and the API call
//! these and nothing below them. It knows no HTML, no HTTP and no command line.
//!
//! - [`access`]: who works here, in which roles, and what a role may do
//! - [`import`]: files into reports, claims and doubts
//! - [`feed`]: what is watched and comes in by itself, and the queue in which people sort it
//! - [`record`]: what somebody on the telephone says, or one claim
//! - [`check`]: who asked which unit, what was answered, which unit is to be rung next
//! - [`intervene`]: lawyers of detentions, and who else was called for whom
//! - [`family`]: enquiries of families, and the safe answer
//! - [`look`]: search, one record, one report, the board, figures
//! - [`reporter`]: who may hand in signed reports from outside
//! - [`review`]: judge, accept, retract, grade
//! - [`count`]: numbers with receipts, and why they differ
//! - [`evidence`]: files under seal, with their chain of custody
//! - [`erase`]: two people, a delay, a hold that wins; then keys die
//! - [`time`]: between which moments an entry was made, as outsiders attest it
//! - [`token`]: what programs may do over the API, by tokens of which only a sum is kept
//! - [`unseen`]: how many were not seen, from sources that overlap, or why that cannot be said
//! - [`leave`]: what leaves the house, and the second person who agrees to exactly that
//! - [`keep`]: settings, verification, export, health

pub mod access;
mod actor;
pub mod check;
pub mod count;
mod desk;
mod edges;
pub mod erase;
pub mod evidence;
pub mod family;
pub mod feed;
pub mod import;
pub mod intervene;
pub mod keep;
pub mod leave;
pub mod look;
pub mod problems;
pub mod record;
pub mod reporter;
pub mod review;
pub mod sentence;
mod stop;
pub mod time;
pub mod token;
pub mod unseen;

pub use actor::{Actor, Reason};
pub use desk::{Desk, Draft, Saved};
pub use edges::Edges;
pub use sentence::{Gap, Sentence};
pub use stop::{Fault, Kind, Outcome, Refusal, Stop};
