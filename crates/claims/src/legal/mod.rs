//! Legal packs, custody states and the two clocks. Not legal advice; an unsigned pack says so.

mod state;

pub use state::{CustodyState, NotACode, ReleaseMode};
