//! Reporters: who may hand in reports from outside, known by the key under which they sign. Admitting and dismissing
//! are decisions in the ledger; dismissing is the undoing of an admission. A dismissed reporter's earlier reports stay.

mod admit;
mod dismiss;
mod key_pair;
mod table;

pub use admit::{Admitted, admit_reporter};
pub use casebook::Reporter;
pub use dismiss::dismiss_reporter;
pub use key_pair::{KeyPair, PublicKey, read_bytes};
pub(crate) use table::{KnownReporter, Reporters};

use crate::desk::Desk;
use crate::stop::Outcome;

/// Every reporter ever admitted, the dismissed too, by name.
///
/// # Errors
/// A fault when the casebook cannot be read.
pub fn list_reporters(desk: &Desk) -> Outcome<Vec<Reporter>> {
    let mut all = desk.casebook().reporters()?;
    all.sort_by(|a, b| (&a.name, a.at).cmp(&(&b.name, b.at)));
    Ok(all)
}

/// True when reports under this key are taken in. Waits for nothing.
pub fn is_admitted(desk: &Desk, key: &[u8; 32]) -> bool {
    desk.reporters().of_key(key).is_some_and(|reporter| reporter.admitted)
}
