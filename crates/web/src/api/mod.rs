//! What programs send: signed reports. Whoever sends is known by the signature alone; there is no cookie, no page and no
//! session here, and nothing can be read.
//!
//! Requests of programs and pages of people do not wait for each other: reports go through a lane of their own, which
//! refuses at the door what it could not save soon.

mod budget;
mod headers;
mod lane;
mod pace;
mod problem;
mod reports;

pub(crate) use lane::Lane;
pub(crate) use reports::{REPORTS, take_report};
