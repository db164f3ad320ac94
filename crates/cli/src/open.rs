//! From arguments to an open desk: which directory, which key, which settings.

use crate::args::Common;
use crate::ask;
use claims::when::ZoneId;
use desk::feed::Fetcher;
use desk::keep::{Settings, read_shares};
use desk::time::TimeSettings;
use desk::{Actor, Desk, Edges, Outcome, Reason, Stop};
use ledger::{Opening, Unlock};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// The casebook's directory.
pub fn directory(common: &Common) -> Outcome<PathBuf> {
    if let Some(dir) = &common.casebook {
        return Ok(dir.clone());
    }
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let data = if cfg!(target_os = "macos") {
        set("HOME").map(|home| home.join("Library/Application Support"))
    } else if cfg!(windows) {
        set("APPDATA")
    } else {
        set("XDG_DATA_HOME").or_else(|| set("HOME").map(|home| home.join(".local/share")))
    };
    data.map(|data| data.join("habeas")).ok_or_else(|| {
        Stop::refused_in_english(
            "casebook",
            "Name the casebook's directory with --casebook or HABEAS_CASEBOOK.",
        )
    })
}

/// The settings in force.
pub fn settings(common: &Common) -> Outcome<Settings> {
    let mut flags: Vec<(&'static str, String)> = Vec::new();
    flags.extend(common.by.clone().map(|by| ("by", by)));
    flags.extend(common.zone.clone().map(|zone| ("zone", zone)));
    flags.extend(common.key_file.as_ref().map(|file| ("key_file", file.display().to_string())));
    if !common.share.is_empty() {
        let files: Vec<String> = common.share.iter().map(|file| file.display().to_string()).collect();
        flags.push(("share_files", files.join(":")));
    }
    Settings::read(&directory(common)?, &|name| std::env::var(name).ok(), &flags)
}

/// What opens the casebook: of what was given, what it asks for. Asks at the terminal when nothing was given.
pub fn unlock(dir: &Path, settings: &Settings) -> Outcome<Unlock> {
    let (file, passphrase) = (settings.get("key_file"), settings.get("passphrase"));
    let shares: Vec<PathBuf> =
        settings.get("share_files").split(':').filter(|file| !file.is_empty()).map(PathBuf::from).collect();
    // A casebook whose key file is damaged says so when it is opened.
    let opening = ledger::opening(&ledger::Disk, dir).ok();
    match &opening {
        Some(Opening::Shares { .. }) if !shares.is_empty() => {
            return Ok(Unlock::Shares(read_shares(&shares)?));
        }
        Some(Opening::Passphrase(_)) if !passphrase.is_empty() => {
            return Ok(Unlock::Passphrase(Zeroizing::new(passphrase.to_owned())));
        }
        _ => {}
    }
    if !file.is_empty() {
        return Ok(Unlock::KeyFile(file.into()));
    }
    if !passphrase.is_empty() {
        return Ok(Unlock::Passphrase(Zeroizing::new(passphrase.to_owned())));
    }
    if !shares.is_empty() {
        return Ok(Unlock::Shares(read_shares(&shares)?));
    }
    match opening {
        Some(Opening::Shares { need, .. }) => Ok(Unlock::Shares(ask::shares(need)?)),
        _ => Ok(Unlock::Passphrase(ask::passphrase("Passphrase: ")?)),
    }
}

/// Seconds for which it is kept how a caller can be reached.
pub fn contacts_kept(settings: &Settings) -> Outcome<i64> {
    let text = settings.get("contacts_days");
    let days = text.trim().parse::<i64>().ok().filter(|days| (1..=3650).contains(days));
    days.map(|days| days * 86_400).ok_or_else(|| {
        Stop::refused_in_english(
            "contacts_days",
            format!("contacts_days: {text:?} is not a number of days from 1 to 3650, such as 14."),
        )
    })
}

/// The zone of the settings.
pub fn zone(settings: &Settings) -> Outcome<ZoneId> {
    ZoneId::parse(settings.get("zone"))
        .map_err(|problem| Stop::refused_in_english("zone", problem.to_string()))
}

/// Opens the casebook, saying on stderr what opening found.
pub fn desk(common: &Common) -> Outcome<(Desk, Settings)> {
    let settings = settings(common)?;
    present(&directory(common)?)?;
    let desk = desk_with(common, &settings, &unlock(&directory(common)?, &settings)?)?;
    Ok((desk, settings))
}

/// Refuses a directory without a casebook.
pub fn present(dir: &std::path::Path) -> Outcome<()> {
    if !dir.join("ledger").exists() {
        return Err(Stop::not_found_in_english(format!("There is no casebook in {}.", dir.display()))
            .hint_in_english("Found one with habeas init, or name another directory with --casebook."));
    }
    Ok(())
}

/// Opens the casebook with what is given.
pub fn desk_with(common: &Common, settings: &Settings, unlock: &Unlock) -> Outcome<Desk> {
    let desk = Desk::open(&directory(common)?, unlock, zone(settings)?, Edges::system())?;
    match TimeSettings::read(settings, &directory(common)?) {
        Ok(time) => desk.trust(time),
        // Nothing counts as timestamped then; that is no reason to keep anybody from their work.
        Err(stop) => crate::print::say(&format!("habeas: {stop} No time-stamp counts until that is mended.")),
    }
    let opened = desk.opened();
    for line in opened.torn.iter().map(ToString::to_string).chain(opened.warnings.clone()) {
        if !common.quiet {
            crate::print::say(&format!("habeas: {line}"));
        }
    }
    for finding in &opened.damage {
        crate::print::say(&format!("habeas: damage: {finding}"));
    }
    Ok(desk)
}

/// Who fetches feeds: this binary again, which is found now, since where it lies may be unknown later.
pub fn fetcher(settings: &Settings) -> Outcome<Fetcher> {
    let program = std::env::current_exe().map_err(|cause| Stop::fault("finding this program", cause))?;
    let roots = Some(settings.get("feeds_ca_file")).filter(|file| !file.is_empty());
    // The worker stands elsewhere.
    let roots = roots
        .map(std::path::absolute)
        .transpose()
        .map_err(|cause| Stop::refused_in_english("feeds_ca_file", format!("feeds_ca_file: {cause}.")))?;
    Ok(Fetcher { program, roots })
}

/// Who acts.
pub fn actor(settings: &Settings) -> Outcome<Actor> {
    Actor::parse(settings.get("by"))
}

/// Why, or the plain reason that the command itself gives.
pub fn reason(given: Option<&String>, otherwise: Option<&str>) -> Outcome<Reason> {
    Reason::parse(given.map(String::as_str).or(otherwise).unwrap_or_default())
}
