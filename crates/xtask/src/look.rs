//! `cargo xtask look`: every page of the synthetic day in a real browser, in every language, with JavaScript and without,
//! narrow and wide, light and dark, enlarged, in chosen colours, on paper. What axe-core finds is printed, and what the
//! tool itself looks for; `--pictures` keeps a picture of each for people to look at. docs/looking.md says what is seen.
//! Needs Node.js, npm and Chromium; it installs its two packages under `tools/look`. The gate takes a short look.

use rustix::process::{Pid, Signal};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};

pub fn run(words: &[String]) -> ExitCode {
    match look(words) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(says) => {
            eprintln!("xtask look: {says}");
            ExitCode::FAILURE
        }
    }
}

/// The demo, which ends when it is dropped.
struct Demo(Child);

impl Drop for Demo {
    fn drop(&mut self) {
        // Asked to end, it throws its casebook away; it may have ended by itself.
        let asked = rustix::process::kill_process(Pid::from_child(&self.0), Signal::TERM);
        if asked.is_err() {
            let _ = self.0.kill();
        }
        let _ = self.0.wait();
    }
}

/// The gate's look: every page once with JavaScript and once without, left to right and right to left, on a telephone.
/// Says so and passes where the packages cannot be had.
pub fn seen() -> Result<(), String> {
    println!("== looking at every page in a browser");
    if let Err(says) = install() {
        if std::env::var_os("CI").is_some() {
            return Err(says);
        }
        println!("== {says} The pages were not looked at.");
        return Ok(());
    }
    match look(&["--short".to_owned()]) {
        Ok(true) => Ok(()),
        Ok(false) => Err("there are findings above; `cargo xtask look --only PAGE` looks again".to_owned()),
        Err(says) => Err(says),
    }
}

fn tools() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tools/look")
}

/// Installs the two packages by their lock file where they are not.
fn install() -> Result<(), String> {
    if tools().join("node_modules/axe-core/axe.min.js").exists() {
        return Ok(());
    }
    let installed = Command::new("npm").args(["ci", "--silent"]).current_dir(tools()).status();
    if installed.is_ok_and(|status| status.success()) {
        return Ok(());
    }
    Err("npm could not install the packages of tools/look; Node.js and npm are needed.".to_owned())
}

fn look(words: &[String]) -> Result<bool, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    install()?;
    let built =
        Command::new(env!("CARGO")).args(["build", "--quiet", "-p", "cli"]).current_dir(&root).status();
    if !built.is_ok_and(|status| status.success()) {
        return Err("the program could not be built".to_owned());
    }
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    // The program itself and not cargo: what is killed at the end must be the demo.
    let mut demo = Command::new(target.join("debug/habeas"))
        .args(["demo", "--listen", "127.0.0.1:0"])
        .current_dir(&root)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map(Demo)
        .map_err(|cause| format!("the demo could not be started: {cause}"))?;
    let out = demo.0.stdout.take().ok_or("the demo says nothing")?;
    let link = BufReader::new(out)
        .lines()
        .map_while(Result::ok)
        .find(|line| line.contains("/sign-in?once="))
        .ok_or("the demo gave no link")?;
    let pictures = target.join("look");
    let status = Command::new("node")
        .arg(tools().join("look.mjs"))
        .args([link.trim(), &pictures.to_string_lossy()])
        .args(words)
        .status()
        .map_err(|cause| format!("node could not be started: {cause}"))?;
    if words.iter().any(|word| word == "--pictures") {
        println!("the pictures: {}", pictures.join("index.html").display());
    }
    Ok(status.success())
}
