//! What leaves the house: exports, backups, and tokens by which a program reads names. One member asks for exactly one thing
//! and says why; another, who is signed in, sees what and why and agrees within a day; then whoever asked has a day to take that
//! thing, once. The ledger has all three: asked, agreed, used.
//!
//! - `what`: what may leave, as it is written down and compared
//! - `ask`: asking for it, and agreeing to it
//! - `take`: using what was agreed to, or going alone where nobody else is

mod ask;
mod take;
mod what;

pub use ask::{AGREED_FOR, Asker, Standing, WantsToLeave, agree_to_leave, ask_to_leave, is_alone};
pub use take::{LEFT, Left, agreed_request, agreed_to, left, take_alone, use_up};
pub use what::{Leaving, TokenWanted};
