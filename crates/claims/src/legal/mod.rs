//! The law of a place as data: legal packs, the states of custody they map to, and the two clocks of a detention.
//!
//! Not legal advice. A pack that no lawyer of the country has signed is a draft; everything made from it carries
//! that, and a screen must show it. This module never reads the clock: `now` arrives as an argument.

mod deadlines;
mod pack;
mod read;
mod shipped;
mod state;

pub use deadlines::{
    Alarm, AlarmKind, ChargeOnRecord, CustodyTimes, Deadline, Deadlines, Elapsed, NotRunning, WhyNotRunning,
    deadlines,
};
pub use pack::{
    Applies, Arrestable, Charge, Clock, Confidence, Day, Document, ExemptGroup, Facility, Holiday, LegalPack,
    PackKind, Persons, Signature, Stage, StartEvent,
};
pub use read::LegalProblem;
pub use shipped::{for_day, shipped, shipped_text};
pub use state::{CustodyState, NotACode, ReleaseMode};
