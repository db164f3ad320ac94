//! Replacing this process by a locked one. The kernel throws the old memory away: keys, casebook, search index, freed
//! pages and all; every thread ends where it stands. Nothing secret may be carried over, or the new process could open
//! by itself.

use desk::keep::Settings;
use desk::{Outcome, Stop};
use std::ffi::OsString;
use std::net::SocketAddr;
use std::process::Command;
use std::time::Duration;
use web::{Locking, Replace};

/// Variables that open a casebook begin so.
const SECRETS: [&str; 2] = ["HABEAS_PASSPHRASE", "HABEAS_SHARE"];

/// How a server is locked: by starting this program again with these arguments, and the address it listens on.
///
/// # Errors
/// A refusal when a setting does not read.
pub fn locking(
    settings: &Settings,
    arguments: Vec<OsString>,
    panic: [u8; 16],
    alone: bool,
) -> Outcome<Locking> {
    let program = std::env::current_exe().map_err(|cause| Stop::fault("finding this program", cause))?;
    let now: Replace = std::sync::Arc::new(move |address: SocketAddr| {
        let mut all = arguments.clone();
        all.extend(["--listen".into(), address.to_string().into()]);
        let cause = replace(&program, &all);
        // Better no server than one that was told to lock and stays open.
        crate::print::say(&format!("habeas: this server could not lock itself ({cause}), so it ends."));
        std::process::exit(70);
    });
    let seconds = Settings::seconds(settings.get("lock_after"))?;
    let after = u64::try_from(seconds).ok().filter(|seconds| *seconds > 0 && !alone).map(Duration::from_secs);
    Ok(Locking { now, after, panic, exit_to: exit_to(settings)? })
}

/// Starts this program again, locked, if there is anything in its environment that could open a casebook: what opens
/// it must not be in the memory of a locked server.
///
/// # Errors
/// A fault when it cannot be started again.
pub fn without_secrets() -> Outcome<()> {
    if secrets().next().is_none() {
        return Ok(());
    }
    let program = std::env::current_exe().map_err(|cause| Stop::fault("finding this program", cause))?;
    let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    Err(Stop::fault("dropping the secrets in the environment", replace(&program, &arguments)))
}

fn secrets() -> impl Iterator<Item = OsString> {
    std::env::vars_os().map(|(name, _)| name).filter(|name| {
        let name = name.to_string_lossy();
        SECRETS.iter().any(|secret| name.starts_with(secret))
    })
}

/// Replaces this process; returns only when that failed.
#[cfg(unix)]
fn replace(program: &std::path::Path, arguments: &[OsString]) -> std::io::Error {
    use std::os::unix::process::CommandExt as _;
    let command = |program: &std::path::Path| {
        let mut command = Command::new(program);
        command.arg0("habeas").args(arguments);
        for name in secrets() {
            command.env_remove(name);
        }
        command
    };
    let cause = command(program).exec();
    // The file may have been replaced by a newer one or removed since; the kernel still has the one that runs.
    let running = std::path::Path::new("/proc/self/exe");
    if running.exists() { command(running).exec() } else { cause }
}

/// Where a process cannot be replaced, a new one is started and this one ends.
#[cfg(not(unix))]
fn replace(program: &std::path::Path, arguments: &[OsString]) -> std::io::Error {
    let mut command = Command::new(program);
    command.args(arguments);
    for name in secrets() {
        command.env_remove(name);
    }
    match command.spawn() {
        Ok(_) => std::process::exit(0),
        Err(cause) => cause,
    }
}

/// Where the quick exit leads.
///
/// # Errors
/// A refusal when it is neither `about:blank` nor an address of the web.
pub fn exit_to(settings: &Settings) -> Outcome<String> {
    let to = settings.get("exit_to");
    let fine = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '\'' | '<' | '>' | ';' | ',' | '\\');
    let known = to == "about:blank" || to.starts_with("https://") || to.starts_with("http://");
    if known && to.chars().all(fine) {
        return Ok(to.to_owned());
    }
    Err(Stop::refused_in_english("exit_to", format!("{to:?} is not an address the quick exit can lead to."))
        .hint_in_english("Write about:blank, or an address that begins with https://."))
}
