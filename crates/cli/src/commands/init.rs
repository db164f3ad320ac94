//! Founding a casebook.

use crate::args::{Common, Format, InitArgs};
use crate::exit::Done;
use crate::{ask, open, print};
use desk::keep::Settings;
use desk::{Desk, Edges, Outcome};
use ledger::{NewCasebook, Unlock};
use zeroize::Zeroizing;

pub fn run(common: &Common, args: &InitArgs) -> Outcome<Done> {
    let common = Common { casebook: args.dir.clone().or_else(|| common.casebook.clone()), ..common.clone() };
    let settings = open::settings(&common)?;
    let dir = open::directory(&common)?;
    let zone = open::zone(&settings)?;
    let (file, passphrase) = (settings.get("key_file").to_owned(), settings.get("passphrase"));
    let unlock = if !file.is_empty() {
        Unlock::KeyFile((&file).into())
    } else if !passphrase.is_empty() {
        Unlock::Passphrase(Zeroizing::new(passphrase.to_owned()))
    } else {
        Unlock::Passphrase(ask::new_passphrase()?)
    };
    let desk = Desk::found(&dir, NewCasebook::new(unlock), zone.clone(), Edges::system())?;
    desk.close()?;
    // The casebook remembers what it needs to be opened again; never the key itself.
    Settings::keep(&dir, "zone", zone.name())?;
    if !file.is_empty() && !args.forget_key_path {
        let path = std::fs::canonicalize(&file).unwrap_or_else(|_| file.clone().into());
        Settings::keep(&dir, "key_file", &path.display().to_string())?;
    }
    if common.format == Format::Json {
        print::json(&serde_json::json!({ "casebook": dir.display().to_string(), "zone": zone.name() }))?;
    } else if !common.quiet {
        print::say(&format!(
            "A casebook was founded in {}; times without a zone are meant in {}.",
            dir.display(),
            zone.name()
        ));
        if file.is_empty() {
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
