//! Evidence: files kept as they came, sealed on a shelf, each with its chain of custody in the ledger. An original is
//! never altered; what is made of it is a file of its own that names its parent. Everything known of a file but its
//! place on the shelf lies under the seal of its record, so that erasing the record ends the file.

mod add;
mod check;
mod copy;
mod custody;
mod derive;
mod get;
mod held;
mod like;
mod list;
mod open;

pub use add::{Added, NewEvidence, add};
pub use check::{Checked, Finding, check};
pub use copy::{WorkingCopy, working_copy, write_copy};
pub use custody::{Event, Link};
pub use derive::{Derivation, derive};
pub use get::get;
pub use held::{Held, Role};
pub use like::{Likeness, like};
pub use list::{EvidenceView, LinkView, list, show};
pub(crate) use open::shelf_folder;
pub use open::{Vault, open_vault};
