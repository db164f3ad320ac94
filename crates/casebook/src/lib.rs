//! The casebook: the SQLite projection of the ledger that people work on. In memory only; nothing but the projector
//! writes to it; it is a function of the *set* of entries, so it can be thrown away and made again at any time.
//!
//! It must never be the only place where something is known, never put a user's text into SQL, and never choose
//! between contradicting claims by itself.

mod arrived;
mod casebook;
mod digest;
mod errors;
mod find;
mod ids;
mod known_at;
mod project;
mod rows;
mod rulings;
mod schema;
mod settle;
mod snapshot;
mod view;

pub use arrived::Arrived;
pub use casebook::Casebook;
pub use errors::CasebookError;
pub use rulings::Ruled;
pub use schema::VERSION;
pub use view::{
    ClaimState, ClaimView, JudgementView, Named, PropertyView, RecordView, RulingView, SourceView, Standing,
    UsedBy,
};
