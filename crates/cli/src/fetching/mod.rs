//! Fetching what a stranger names: an address out of a feed. It is done in a process of its own, which is given nothing
//! but the address: no casebook, no settings, no environment, no keys. It answers with bytes, which are read as if an enemy
//! had written them.

mod guard;
mod work;

pub use guard::OnThisMachine;
pub use work::{confine, work};

/// The most redirects that are followed.
pub const REDIRECTS: u32 = 5;
