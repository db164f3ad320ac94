//! Fetching what a stranger names: an address out of a feed. It is done in a process of its own, which is given nothing
//! but the address: no casebook, no settings, no environment, no keys. It answers with bytes, which are read as if an enemy
//! had written them.

mod ask;
mod guard;
mod work;

pub use ask::fetch;
pub use guard::OnThisMachine;
pub use work::work;

use std::time::Duration;

/// The most bytes of an answer.
pub const MOST: u64 = 5 << 20;
/// The longest a whole fetch may take, redirects and all.
pub const PATIENCE: Duration = Duration::from_secs(20);
/// The most redirects that are followed.
pub const REDIRECTS: u32 = 5;
