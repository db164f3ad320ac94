//! The secret of the panic address. It is kept sealed, so that an address that people noted down still works after the
//! casebook was closed and opened again.

use crate::desk::Desk;
use crate::stop::Outcome;

/// The sealed file that holds it.
const FILE: &str = "panic";

/// The secret of the address that locks a server; drawn when there is none. To make a new one, delete `sealed/panic`.
///
/// # Errors
/// A fault when there is no randomness; busy when it cannot be kept.
pub fn panic_address(desk: &Desk) -> Outcome<[u8; 16]> {
    if let Ok(kept) = desk.ledger().open_file(FILE)
        && let Ok(secret) = <[u8; 16]>::try_from(kept.as_slice())
    {
        return Ok(secret);
    }
    let secret = desk.fresh()?;
    desk.ledger().seal_file(FILE, &secret)?;
    Ok(secret)
}
