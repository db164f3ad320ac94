//! What comes in by itself: feeds, and where they may be fetched from. Pure: bytes and addresses come as arguments.

mod address;
mod items;

pub use address::is_public;
pub use items::{FeedItem, FeedProblem, day_and_time, items};
