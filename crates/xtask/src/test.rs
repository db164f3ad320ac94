//! The gate: formatting, lints, tests, licences. It installs what it lacks, or says exactly what to install.

use std::process::{Command, ExitCode};

/// Runs everything; stops at the first thing that fails.
pub fn run() -> ExitCode {
    for step in [prepare, format, lint, tests, licences] {
        if let Err(says) = step() {
            eprintln!("xtask test: {says}");
            return ExitCode::FAILURE;
        }
    }
    println!("xtask test: everything passed");
    ExitCode::SUCCESS
}

fn cargo(args: &[&str], what: &str) -> Result<(), String> {
    println!("== {what}: cargo {}", args.join(" "));
    let status =
        Command::new(env!("CARGO")).args(args).status().map_err(|cause| format!("{what}: {cause}"))?;
    if status.success() { Ok(()) } else { Err(format!("{what} failed")) }
}

fn has(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok_and(|out| out.status.success())
}

/// A C compiler is needed for the bundled database engine.
fn prepare() -> Result<(), String> {
    if has("cc") || has("gcc") || has("clang") {
        return Ok(());
    }
    if !rustix::process::geteuid().is_root() {
        return Err("there is no C compiler; install one: sudo apt-get install gcc libc6-dev".to_owned());
    }
    println!("== installing a C compiler");
    let apt =
        |args: &[&str]| Command::new("apt-get").args(args).status().is_ok_and(|status| status.success());
    if apt(&["update"]) && apt(&["install", "-y", "gcc", "libc6-dev"]) {
        Ok(())
    } else {
        Err("apt-get could not install gcc and libc6-dev".to_owned())
    }
}

fn format() -> Result<(), String> {
    cargo(&["fmt", "--all", "--", "--check"], "formatting")
}

fn lint() -> Result<(), String> {
    cargo(&["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"], "lints")
}

fn tests() -> Result<(), String> {
    cargo(&["test", "--workspace", "--locked"], "tests")
}

/// Licences, banned crates and sources. Advisories need a database that is not always reachable: tried, and said when not.
fn licences() -> Result<(), String> {
    if !has("cargo-deny") {
        println!("== installing cargo-deny");
        let install = ["install", "cargo-deny", "--version", "^0.20", "--locked", "--profile", "dev"];
        if cargo(&install, "installing cargo-deny").is_err() {
            println!(
                "== cargo-deny could not be installed; licences and bans were not checked. Install it: cargo install cargo-deny"
            );
            return Ok(());
        }
    }
    cargo(&["deny", "check", "bans", "licenses", "sources"], "licences, bans, sources")?;
    if cargo(&["deny", "fetch"], "fetching advisories").is_err() {
        println!("== advisories were not checked: their database cannot be reached from here");
        return Ok(());
    }
    cargo(&["deny", "check", "advisories"], "advisories")?;
    Ok(())
}
