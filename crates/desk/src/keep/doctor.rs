//! Health: a list of checks with what to do about each.

use crate::desk::Desk;
use crate::stop::Outcome;
use claims::ErasureState;
use std::path::Path;

/// One check.
#[derive(Debug, Clone)]
pub struct Check {
    /// What was checked.
    pub what: String,
    /// Whether it is as it should be.
    pub well: bool,
    /// What was found, and what to do when it is not well.
    pub says: String,
}

fn check(what: &str, well: bool, says: impl Into<String>) -> Check {
    Check { what: what.to_owned(), well, says: says.into() }
}

/// Checks an open casebook and what it stands on.
///
/// # Errors
/// A fault of the casebook.
pub fn doctor(desk: &Desk) -> Outcome<Vec<Check>> {
    let mut checks = Vec::new();
    let opened = desk.opened();
    checks.push(match opened.damage.as_slice() {
        [] => check("ledger", true, format!("{} entries, none damaged", desk.position().entries)),
        [first, ..] => check(
            "ledger",
            false,
            format!(
                "{} findings, the first: {first}; repair from an intact copy: habeas verify --against COPY",
                opened.damage.len()
            ),
        ),
    });
    if let Some(torn) = &opened.torn {
        checks.push(check("last shutdown", true, torn.to_string()));
    }
    for warning in &opened.warnings {
        checks.push(check("keys", false, warning.clone()));
    }
    let device = ledger::verifier_key(&desk.ledger().device());
    checks.push(check("this device", true, format!("others can pin it by {device}")));
    let stamps = desk.stamps()?;
    let says = stamps.in_words(desk.position().entries).join("; ");
    checks.push(check("time", !stamps.fails() && stamps.damaged.is_empty(), says));
    let (position, stats) = {
        let casebook = desk.casebook();
        (casebook.position(), casebook.stats()?)
    };
    let level = position == desk.position().entries;
    let says = if level {
        format!("{} records, {} claims, level with the ledger", stats.records, stats.claims)
    } else {
        format!("stands at {position} of {} entries; open it again to rebuild", desk.position().entries)
    };
    checks.push(check("casebook", level, says));
    checks.extend(erasing(desk));
    if stats.unknown > 0 {
        let says = format!(
            "{} sayings were written by a newer version and are kept unread; update habeas",
            stats.unknown
        );
        checks.push(check("versions", false, says));
    }
    checks.push(modes(desk.dir()));
    checks.extend(room(desk.dir()));
    Ok(checks)
}

#[cfg(unix)]
fn modes(dir: &Path) -> Check {
    use std::os::unix::fs::PermissionsExt as _;
    match std::fs::metadata(dir) {
        Ok(meta) if meta.permissions().mode() & 0o077 == 0 => {
            check("directory", true, "only you can open it")
        }
        Ok(_) => check("directory", false, format!("others can open {}; run chmod 700 on it", dir.display())),
        Err(cause) => check("directory", false, format!("{} cannot be read: {cause}", dir.display())),
    }
}

#[cfg(not(unix))]
fn modes(_: &Path) -> Check {
    check("directory", true, "access rights are not checked on this system")
}

fn room(dir: &Path) -> Option<Check> {
    let space = rustix::fs::statvfs(dir).ok()?;
    let free = space.f_bavail.saturating_mul(space.f_frsize);
    let says = format!("{} MB free", free / 1_000_000);
    Some(if free > 500_000_000 {
        check("disk", true, says)
    } else {
        check("disk", false, format!("{says}; saving stops when it is full: make room"))
    })
}

/// Open requests to erase, and legal holds: what waits, for whom or for when.
fn erasing(desk: &Desk) -> Vec<Check> {
    let open = crate::erase::requests(desk).into_iter().filter(|request| request.state.is_open());
    let mut checks: Vec<Check> = open
        .map(|request| {
            let what = match request.state {
                ErasureState::Waiting(at) => format!("waits until {at}"),
                ErasureState::Held(at) => format!("held back by a legal hold; its time is {at}"),
                ErasureState::Due(at) => {
                    format!("due since {at}: run habeas erase --due, or leave habeas serve running")
                }
                _ => "nobody has confirmed it; another person does: habeas erase --confirm".to_owned(),
            };
            let says = format!(
                "request {} of {} for {} records ({}): {what}",
                request.asked.id,
                request.asked.author,
                request.records.len(),
                request.tiers.words()
            );
            check("erasure", !matches!(request.state, ErasureState::Due(_)), says)
        })
        .collect();
    for (record, by) in desk.casebook().all_holds() {
        let says = format!("record {record} since {}, by {}: {}", by.at, by.author, by.why);
        checks.push(check("legal hold", true, says));
    }
    checks
}
