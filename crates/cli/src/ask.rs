//! Asking at the terminal, when there is one: for a passphrase, never for anything else.

use desk::{Outcome, Stop};
use std::io::IsTerminal as _;
use zeroize::Zeroizing;

/// Asks for the passphrase of a casebook.
pub fn passphrase(prompt: &str) -> Outcome<Zeroizing<String>> {
    if !std::io::stdin().is_terminal() {
        return Err(Stop::refused("key", "There is neither a key file nor a passphrase, and no terminal to ask at.")
            .hint("Name a key file with --key-file or HABEAS_KEY_FILE, or a passphrase with HABEAS_PASSPHRASE_FILE."));
    }
    rpassword::prompt_password(prompt)
        .map(Zeroizing::new)
        .map_err(|cause| Stop::fault("asking for the passphrase", cause))
}

/// Asks for a new passphrase, twice.
pub fn new_passphrase() -> Outcome<Zeroizing<String>> {
    let first =
        passphrase("New passphrase (write it down where nobody looks; without it nothing can be read): ")?;
    if first.chars().count() < 8 {
        return Err(Stop::refused(
            "passphrase",
            "The passphrase has fewer than 8 characters; take four random words.",
        ));
    }
    let second = passphrase("The same again: ")?;
    if *first != *second {
        return Err(Stop::refused("passphrase", "The two passphrases differ; nothing was made."));
    }
    Ok(first)
}
