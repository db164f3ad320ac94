//! `cargo xtask look`: every page of the synthetic day in a real browser, in every language, narrow and wide, light and
//! dark, with JavaScript and without. What axe-core finds is printed; `--pictures` keeps a picture of each for people to look at.
//! Needs Node.js, npm and Chromium; it installs its two packages under `tools/look`.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
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
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn look(words: &[String]) -> Result<bool, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let tools = root.join("tools/look");
    if !tools.join("node_modules").exists() {
        let installed = Command::new("npm").args(["ci", "--silent"]).current_dir(&tools).status();
        if !installed.is_ok_and(|status| status.success()) {
            return Err(
                "npm could not install the packages of tools/look; Node.js and npm are needed.".to_owned()
            );
        }
    }
    let built =
        Command::new(env!("CARGO")).args(["build", "--quiet", "-p", "cli"]).current_dir(&root).status();
    if !built.is_ok_and(|status| status.success()) {
        return Err("the program could not be built".to_owned());
    }
    let mut demo = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "-p", "cli", "--", "demo", "--listen", "127.0.0.1:0"])
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
    let pictures = root.join("target/look");
    let status = Command::new("node")
        .arg(tools.join("look.mjs"))
        .args([link.trim(), &pictures.to_string_lossy()])
        .args(words)
        .status()
        .map_err(|cause| format!("node could not be started: {cause}"))?;
    println!("pictures, if asked for, are in {}", pictures.display());
    Ok(status.success())
}
