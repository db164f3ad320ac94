//! Uncertain times. A [`When`] keeps the text it was written as and the earliest and latest instants that text
//! allows, worked out once in a named time zone.
//!
//! What may be written (`zone` is the zone the words are about, e.g. `Asia/Almaty`):
//!
//! | written | read as |
//! |---|---|
//! | `2019-06-09`, `2019-06`, `2019`, `2019-21` | a day, a month, a year, a season (ISO 8601-2) |
//! | `2019-06-09~`, `2019-06-XX?`, `201X` | about, doubtful, digits unknown |
//! | `[2019-06-09,2019-06-11]`, `{…}` | one of, all of |
//! | `2019-06-09T12:30`, `…T12:30:05+06:00`, `…T12:30[Asia/Almaty]` | a minute, a second |
//! | `2019-06-09/2019-06-13` | an interval; its ends may be any of the above |
//! | `2019-06-09/..` and `2019-06-09/` | still going on · the end is not known: never the same thing |
//! | `2019-06-09T12:00+06:00..2019-06-09T14:00+06:00` | once, not before the first and not after the second |
//! | `..2019-06-09T19:30`, `2019-06-09T19:30..` | by then · from then on, one limit unknown |
//!
//! This module never reads the clock and never guesses: a text it cannot read is a [`WhenProblem`].

mod bounds;
mod instant;
mod point;
mod problem;
mod uncertain;
mod words;
mod written;
mod zone;

pub use bounds::{Bounds, Span};
pub use instant::Instant;
pub use problem::WhenProblem;
pub use uncertain::{End, When, WhenKind};
pub use written::parse_written_date;
pub use zone::ZoneId;

/// The first year a date may lie in; earlier ones are slips of the pen in this work.
pub const FIRST_YEAR: i16 = 1000;
/// The last year a date may lie in.
pub const LAST_YEAR: i16 = 2200;
