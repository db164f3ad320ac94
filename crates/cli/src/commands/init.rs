//! Founding a casebook.

use super::keys::{fresh_shares, in_words, shares_say};
use crate::args::{Common, Format, InitArgs};
use crate::exit::Done;
use crate::{ask, open, print};
use desk::keep::{Settings, stretching_for_this_machine};
use desk::{Desk, Edges, Outcome};
use ledger::{NewCasebook, Stretching, Unlock};
use zeroize::Zeroizing;

pub fn run(common: &Common, args: &InitArgs) -> Outcome<Done> {
    let common = Common { casebook: args.dir.clone().or_else(|| common.casebook.clone()), ..common.clone() };
    let settings = open::settings(&common)?;
    let dir = open::directory(&common)?;
    let zone = open::zone(&settings)?;
    let (file, passphrase) = (settings.get("key_file").to_owned(), settings.get("passphrase"));
    let mut share_files = Vec::new();
    let unlock = if let (Some(of), Some(need), Some(out)) = (args.shares, args.need, &args.out) {
        if dir.join("ledger").exists() {
            return Err(ledger::LedgerError::AlreadyThere(dir).into());
        }
        let (shares, files) = fresh_shares(need, of, out)?;
        share_files = files.iter().map(|path| path.display().to_string()).collect();
        Unlock::Shares(shares)
    } else if !file.is_empty() {
        Unlock::KeyFile((&file).into())
    } else if !passphrase.is_empty() {
        Unlock::Passphrase(Zeroizing::new(passphrase.to_owned()))
    } else {
        Unlock::Passphrase(ask::new_passphrase()?)
    };
    let by_file = matches!(unlock, Unlock::KeyFile(_));
    let stretching = match unlock {
        Unlock::Passphrase(_) => stretching_for_this_machine()?,
        _ => Stretching::default(),
    };
    let new = NewCasebook { stretching, ..NewCasebook::new(unlock) };
    let desk = Desk::found(&dir, new, zone.clone(), Edges::system())?;
    desk.close()?;
    let opening = ledger::opening(&ledger::Disk, &dir)?;
    // The casebook remembers what it needs to be opened again; never the key itself.
    Settings::keep(&dir, "zone", zone.name())?;
    if by_file && !args.forget_key_path {
        let path = std::fs::canonicalize(&file).unwrap_or_else(|_| file.clone().into());
        Settings::keep(&dir, "key_file", &path.display().to_string())?;
    }
    if common.format == Format::Json {
        print::json(&serde_json::json!({ "casebook": dir.display().to_string(), "zone": zone.name(),
            "opens_with": in_words(&opening), "share_files": share_files }))?;
    } else if !common.quiet {
        print::say(&format!(
            "A casebook was founded in {}; times without a zone are meant in {}.",
            dir.display(),
            zone.name()
        ));
        print::say(&format!("It opens with {}.", in_words(&opening)));
        print::say(
            "Print the recovery sheet now (habeas keys recovery), and keep it apart from this machine: backups open with it.",
        );
        if !share_files.is_empty() {
            shares_say(&opening, &share_files);
        } else if !by_file {
            print::say(
                "Without the passphrase nothing in it can ever be read again; keep it apart from this machine.",
            );
        } else {
            print::say(&format!(
                "Without the key file {file} nothing in it can ever be read again; keep a copy apart from this machine."
            ));
        }
    }
    Ok(Done::Well)
}
