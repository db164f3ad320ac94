//! Asking at the terminal, when there is one: for what must not stand in a command line, and for what somebody answers for.

use desk::{Outcome, Stop};
use ledger::Share;
use std::io::IsTerminal as _;
use zeroize::Zeroizing;

/// Asks for the passphrase of a casebook.
pub fn passphrase(prompt: &str) -> Outcome<Zeroizing<String>> {
    if !std::io::stdin().is_terminal() {
        return Err(Stop::refused_in_english("key", "There is neither a key file nor a passphrase nor a share, and no terminal to ask at.")
            .hint_in_english("Name a key file with --key-file or HABEAS_KEY_FILE, a passphrase with HABEAS_PASSPHRASE_FILE, or shares with --share or HABEAS_SHARE_FILES."));
    }
    rpassword::prompt_password(prompt)
        .map(Zeroizing::new)
        .map_err(|cause| Stop::fault("asking for the passphrase", cause))
}

/// Whether somebody sits there who can be asked.
pub fn somebody_is_there() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

/// Asks a question that is answered by a line; nothing once the terminal is closed.
pub fn line(prompt: &str) -> String {
    use std::io::Write as _;
    let mut to = std::io::stderr();
    // A terminal that cannot be written to cannot be answered from either.
    if to.write_all(prompt.as_bytes()).and_then(|()| to.flush()).is_err() {
        return String::new();
    }
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer).map(|_| answer.trim().to_owned()).unwrap_or_default()
}

/// Asks for as many shares as are needed, one after the other; a mistyped one is asked for again.
pub fn shares(need: u8) -> Outcome<Vec<Share>> {
    let mut shares: Vec<Share> = Vec::new();
    while shares.len() < usize::from(need) {
        let prompt = format!("Share {} of the {need} that are needed, in one line: ", shares.len() + 1);
        match Share::read_line(&passphrase(&prompt)?) {
            Ok(share) if shares.iter().any(|known| known.index() == share.index()) => {
                crate::print::say(&format!("Share {} is here already; take another one.", share.index()));
            }
            Ok(share) => shares.push(share),
            Err(problem) => crate::print::say(&format!("{problem}.")),
        }
    }
    Ok(shares)
}

/// A new passphrase: from the file HABEAS_NEW_PASSPHRASE_FILE names, or asked for twice.
pub fn new_passphrase() -> Outcome<Zeroizing<String>> {
    if let Some(path) = std::env::var_os("HABEAS_NEW_PASSPHRASE_FILE").filter(|path| !path.is_empty()) {
        let text = std::fs::read_to_string(&path).map(Zeroizing::new).map_err(|cause| {
            let path = std::path::Path::new(&path).display();
            Stop::refused_in_english(
                "passphrase",
                format!("The file {path} with the new passphrase could not be read: {cause}."),
            )
        })?;
        return strong(Zeroizing::new(text.trim_end_matches(['\r', '\n']).to_owned()));
    }
    let first = strong(passphrase(
        "New passphrase (write it down where nobody looks; without it nothing can be read): ",
    )?)?;
    let second = passphrase("The same again: ")?;
    if *first != *second {
        return Err(Stop::refused_in_english("passphrase", "The two passphrases differ; nothing was made."));
    }
    Ok(first)
}

fn strong(passphrase: Zeroizing<String>) -> Outcome<Zeroizing<String>> {
    if passphrase.chars().count() < 8 {
        return Err(Stop::refused_in_english(
            "passphrase",
            "The passphrase has fewer than 8 characters; take four random words.",
        ));
    }
    Ok(passphrase)
}

/// Asks for the recovery key, to be typed from the sheet.
pub fn recovery_key() -> Outcome<Zeroizing<String>> {
    if !std::io::stdin().is_terminal() {
        return Err(Stop::refused_in_english(
            "recovery-key-file",
            "There is no recovery sheet, and no terminal to ask at.",
        )
        .hint_in_english("Name the sheet with --recovery-key-file."));
    }
    rpassword::prompt_password("Recovery key, from the sheet (AGE-SECRET-KEY-1…; it is not shown): ")
        .map(Zeroizing::new)
        .map_err(|cause| Stop::fault("asking for the recovery key", cause))
}
