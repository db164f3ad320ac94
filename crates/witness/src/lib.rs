//! Room `witness`: what outsiders attest. Today that is one thing: a time-stamping authority (RFC 3161) signs that it saw
//! a hash at a time. The room writes requests, carries them, and checks answers completely offline against the
//! certificates a user configured.
//!
//! It knows no casebook, no ledger and no checkpoint: it sees 32 bytes. It must never send anything else, and an answer
//! that fails any check counts for nothing: there is no warning that passes.

mod authority;
mod check;
mod der;
mod post;
mod problem;
mod request;
mod response;
mod time;

pub use authority::Authority;
pub use check::{Attested, check};
pub use post::post;
pub use problem::WitnessProblem;
pub use request::{Request, oid_of};
