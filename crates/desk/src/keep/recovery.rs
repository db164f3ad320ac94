//! The recovery sheet: the key that opens backups, for paper, apart from the machine and apart from the backups.

use crate::stop::{Outcome, Stop};
use bundle::Identity;
use ledger::{Disk, Ledger, Unlock};
use std::path::Path;
use zeroize::Zeroizing;

/// The text of the sheet. The lines with `#` are remarks; the ordinary age program reads it as it is.
///
/// # Errors
/// A refusal when `unlock` does not open the casebook, or no recovery key was made yet.
pub fn recovery_sheet(dir: &Path, unlock: &Unlock) -> Outcome<Zeroizing<String>> {
    let identity = Identity::from_bytes(ledger::recovery_secret(&Disk, dir, unlock)?);
    let secret = identity.secret();
    Ok(Zeroizing::new(format!(
        "# habeas recovery sheet\n\
         # It opens the backups of one casebook that were made for: {}\n\
         # Print it. Keep it apart from the machine, and never beside a backup. With it and a backup, and with the\n\
         # passphrase, key file or shares of the casebook, everything is brought back:\n\
         #   habeas restore BACKUP --recovery-key-file THIS-SHEET --casebook NEW-DIRECTORY\n\
         # When the casebook key is changed (habeas keys rotate), print a new one and destroy this.\n\
         {}\n",
        identity.recipient(),
        secret.as_str()
    )))
}

/// Replaces the recovery key by a fresh one. Backups made before open only with a sheet that somebody kept.
///
/// # Errors
/// A refusal when `unlock` does not open the casebook; busy when it is in use.
pub fn renew_recovery_key(dir: &Path, unlock: &Unlock) -> Outcome<()> {
    let (ledger, _) = Ledger::open(dir, unlock, ledger::Settings::default())?;
    ledger.renew_recovery_key()?;
    ledger.close()?;
    Ok(())
}

/// Reads the recovery key from a sheet.
///
/// # Errors
/// A refusal when the file cannot be read, or holds no key.
pub fn read_sheet(path: &Path) -> Outcome<Identity> {
    let text = std::fs::read_to_string(path).map(Zeroizing::new).map_err(|cause| {
        Stop::not_found_in_english(format!("The recovery sheet {} cannot be read: {cause}.", path.display()))
    })?;
    Ok(Identity::find(&text, &path.display().to_string())?)
}
