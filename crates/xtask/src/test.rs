//! The gate: formatting, lints, tests, licences. It installs what it lacks, or says exactly what to install.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// Runs everything; stops at the first thing that fails.
pub fn run() -> ExitCode {
    for step in
        [prepare, strangers, format, lint, tests, crate::api::tried, crate::look::seen, killed, licences]
    {
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
    let mut cargo = Command::new(env!("CARGO"));
    if python().exists() {
        cargo.env("HABEAS_PYTHON", python());
    }
    let status = cargo.args(args).status().map_err(|cause| format!("{what}: {cause}"))?;
    if status.success() { Ok(()) } else { Err(format!("{what} failed")) }
}

fn has(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok_and(|out| out.status.success())
}

/// A C compiler is needed for the bundled database engine; Python and openssl for the tests in which a stranger checks
/// what habeas wrote; a browser for the stories that are played in one, and Node.js for looking at every page in it.
fn prepare() -> Result<(), String> {
    let compiler = has("cc") || has("gcc") || has("clang");
    let openssl = Command::new("openssl").arg("version").output().is_ok_and(|out| out.status.success());
    let venv = Command::new("python3")
        .args(["-c", "import venv, ensurepip"])
        .output()
        .is_ok_and(|out| out.status.success());
    let browser = ["chromium", "chromium-browser", "google-chrome"].into_iter().any(has);
    let missing: Vec<&str> = [
        (compiler, ["gcc", "libc6-dev"].as_slice()),
        (openssl, ["openssl"].as_slice()),
        (venv, ["python3", "python3-venv"].as_slice()),
        (browser, ["chromium"].as_slice()),
        (has("node") && has("npm"), ["nodejs", "npm"].as_slice()),
    ]
    .into_iter()
    .filter(|(there, _)| !there)
    .flat_map(|(_, packages)| packages.iter().copied())
    .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.join(" ");
    if !rustix::process::geteuid().is_root() {
        return Err(format!(
            "the tests need packages that are not here; install them: sudo apt-get install {list}"
        ));
    }
    println!("== installing {list}");
    let apt =
        |args: &[&str]| Command::new("apt-get").args(args).status().is_ok_and(|status| status.success());
    let install = [&["install", "-y", "--no-install-recommends"], missing.as_slice()].concat();
    if apt(&["update"]) && apt(&install) { Ok(()) } else { Err(format!("apt-get could not install {list}")) }
}

/// Where the Python packages of the tests are.
pub fn python() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/python/bin/python3")
}

/// Python packages by which the tests check habeas from outside: a signature library for the second verifier, a
/// server that speaks S3, another implementation of age, and Splink, whose models must weigh the same here. They stay in a folder of their own under `target`.
pub fn strangers() -> Result<(), String> {
    const PACKAGES: [&str; 5] =
        ["cryptography==50.*", "moto[server]==5.2.*", "pyrage==1.4.*", "splink==5.*", "duckdb==2.*"];
    let python = python();
    let works = || {
        let check = ["-c", "import cryptography, moto.server, pyrage, splink, duckdb"];
        Command::new(&python).args(check).output().is_ok_and(|out| out.status.success())
    };
    if works() {
        return Ok(());
    }
    println!("== installing {}", PACKAGES.join(", "));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/python");
    let made = Command::new("python3").args(["-m", "venv"]).arg(&folder).status().is_ok_and(|s| s.success());
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
    if made && Command::new(&python).args(pip).args(PACKAGES).status().is_ok_and(|s| s.success()) && works() {
        return Ok(());
    }
    let says = "the Python packages could not be installed, so the second verifier, S3 and Splink's models would go unchecked";
    if std::env::var_os("CI").is_some() {
        return Err(says.to_owned());
    }
    println!("== {says}");
    Ok(())
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

/// A sample of the crash rig.
fn killed() -> Result<(), String> {
    println!("== killing the program at a sample of its writes");
    if crate::crash::report(true) == ExitCode::SUCCESS {
        Ok(())
    } else {
        Err("the crash rig failed".to_owned())
    }
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
