//! Locking a server from another terminal: the process that has the casebook open is asked for by the casebook's own
//! lock, and told by a signal. It must never signal a process that does not expect it.

use crate::args::Common;
use crate::exit::Done;
use crate::{open, print};
use desk::{Outcome, Stop};
use std::path::Path;
use std::time::{Duration, Instant};

/// For the server to be gone from the casebook.
const PATIENCE: Duration = Duration::from_secs(10);

pub fn run(common: &Common) -> Outcome<Done> {
    let dir = open::directory(common)?;
    if !dir.join("ledger").exists() {
        return Err(Stop::not_found_in_english(format!("There is no casebook in {}.", dir.display()))
            .hint_in_english("Name its directory with --casebook."));
    }
    let Some(process) = holder(&dir)? else {
        print::say("Nothing is open, so nothing is unlocked.");
        return Ok(Done::Well);
    };
    let Some(process) = process else {
        return Err(Stop::conflict_in_english(format!(
            "The casebook in {} is open, but the process that has it open did not write its number down.",
            dir.display()
        ))
        .hint_in_english("Find it (fuser, lsof or ps) and end it."));
    };
    if !serves(process) {
        return Err(Stop::conflict_in_english(format!(
            "Process {process} has the casebook open, and it is not a server that can be locked."
        ))
        .hint_in_english(format!("It may be an import; to close the casebook, end it: kill {process}")));
    }
    signal(process)?;
    let asked = Instant::now();
    while asked.elapsed() < PATIENCE {
        match holder(&dir)? {
            Some(Some(still)) if still == process => std::thread::sleep(Duration::from_millis(20)),
            _ => {
                print::say(&format!(
                    "Locked: the keys and the casebook left the memory of process {process}."
                ));
                return Ok(Done::Well);
            }
        }
    }
    Err(Stop::conflict_in_english(format!("Process {process} was told to lock and has not done so."))
        .hint_in_english(format!("End it at once: kill -KILL {process}")))
}

fn holder(dir: &Path) -> Outcome<Option<Option<u32>>> {
    ledger::holder(dir).map_err(|cause| {
        Stop::refused_in_english(
            "casebook",
            format!("The lock of {} cannot be read: {cause}.", dir.display()),
        )
    })
}

/// True for a process that waits for the signal: what does not would be ended by it.
#[cfg(target_os = "linux")]
fn serves(process: u32) -> bool {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let caught = status
        .lines()
        .find_map(|line| line.strip_prefix("SigCgt:"))
        .and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok())
        .unwrap_or(0);
    let bit = u32::try_from(rustix::process::Signal::USR1.as_raw()).unwrap_or(1).saturating_sub(1);
    caught >> bit & 1 == 1
}

/// True for a process that was started to serve.
#[cfg(all(unix, not(target_os = "linux")))]
fn serves(process: u32) -> bool {
    let asked =
        std::process::Command::new("ps").args(["-o", "command=", "-p", &process.to_string()]).output();
    let words = asked.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    words.contains("habeas") && (words.contains(" serve") || words.contains(" demo"))
}

#[cfg(not(unix))]
fn serves(_: u32) -> bool {
    false
}

#[cfg(unix)]
fn signal(process: u32) -> Outcome<()> {
    use rustix::process::{Pid, Signal, kill_process};
    let refused = |why: String| {
        Stop::refused_in_english("process", format!("Process {process} cannot be told to lock: {why}."))
            .hint_in_english("Run this as the user who started the server.")
    };
    let id = i32::try_from(process).ok().and_then(Pid::from_raw);
    let id = id.ok_or_else(|| refused("it has no such number".to_owned()))?;
    kill_process(id, Signal::USR1).map_err(|cause| refused(cause.to_string()))
}

#[cfg(not(unix))]
fn signal(process: u32) -> Outcome<()> {
    Err(Stop::refused_in_english(
        "process",
        format!("Process {process} cannot be told to lock on this system."),
    )
    .hint_in_english("Press the lock button, open the panic address, or end the program."))
}
