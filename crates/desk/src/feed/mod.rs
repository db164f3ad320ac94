//! What comes in by itself: feeds and folders that are watched, the look that brings what is new, and the queue in which
//! people sort it. Noise and repeats are kept too; nothing of it is counted until a person has accepted something.
//!
//! It must never connect to anything itself: a process of its own fetches, which holds nothing of a casebook.

mod fetch;
mod folder;
mod item;
mod look;
mod mark;
mod queue;
mod sorted;
mod sorting;
mod watch;

pub use fetch::{Fetcher, MOST, PATIENCE};
pub use look::{Came, Look, Looks, last_look, look, look_when_due};
pub use mark::{Marked, mark, mark_that_holds};
pub(crate) use queue::folded_away;
pub use queue::{Chain, Item, Queue, queue};
pub use sorted::{Mark, Sorted};
pub(crate) use sorting::Feeds;
pub use watch::{Watched, Way, unwatch, watch, watched};
