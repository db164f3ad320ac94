//! Asking units: who asked which unit about whom, what was answered, and which unit is due to be rung. Nobody rings a
//! station that somebody else is ringing, or has just asked.

mod find_unit;
mod log;
mod queue;
mod ring;
mod told;

pub use find_unit::{find_unit, units};
pub(crate) use log::moment;
pub use log::{ANSWERS, CheckNote, Logged, log_check, undo_check};
pub use queue::{Due, Queue, queue};
pub use ring::{RING_FOR, release, ring, ringing_of};
pub use told::{CheckTold, check_that_stands, checks_of};
