//! Driving the binary: a casebook in a temporary directory, commands, what they print and how they end.

use serde_json::Value as Json;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A casebook of its own, opened by a key file.
pub struct Habeas {
    dir: tempfile::TempDir,
}

/// What a command printed and how it ended.
pub struct Ended {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ended {
    pub fn of(output: &Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    #[track_caller]
    pub fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stdout:\n{}\nstderr:\n{}", self.out, self.err);
        self
    }

    #[track_caller]
    pub fn json(&self) -> Json {
        serde_json::from_str(&self.out)
            .unwrap_or_else(|e| panic!("not JSON ({e}):\n{}\n{}", self.out, self.err))
    }
}

impl Habeas {
    /// A directory without a casebook.
    pub fn bare() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    pub fn new(zone: &str) -> Self {
        let habeas = Self::bare();
        habeas.run(&["init", "--zone", zone]).ends(0);
        habeas
    }

    /// A machine that has the program and nothing else.
    pub fn elsewhere() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    pub fn casebook(&self) -> PathBuf {
        self.dir.path().join("casebook")
    }

    /// Writes a file beside the casebook.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.dir.path().join(name);
        std::fs::write(&path, content).unwrap();
        path.display().to_string()
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_habeas"));
        command
            .env_clear()
            .env("HABEAS_CASEBOOK", self.casebook())
            .env("HABEAS_KEY_FILE", self.dir.path().join("key"))
            .current_dir(self.dir.path())
            .stdin(Stdio::null());
        command
    }

    pub fn run(&self, args: &[&str]) -> Ended {
        Ended::of(&self.command().args(args).output().unwrap())
    }

    /// Runs a command without a key file, with these variables.
    pub fn run_env(&self, args: &[&str], env: &[(&str, &str)]) -> Ended {
        let mut command = self.command();
        command.env_remove("HABEAS_KEY_FILE").envs(env.iter().copied());
        Ended::of(&command.args(args).output().unwrap())
    }

    /// Runs with more in the environment.
    pub fn run_with(&self, env: &[(&str, &str)], args: &[&str]) -> Ended {
        Ended::of(&self.command().envs(env.iter().copied()).args(args).output().unwrap())
    }

    /// Starts and does not wait.
    pub fn start(&self, args: &[&str]) -> std::process::Child {
        self.command().args(args).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    }

    /// Starts, with what it prints going to a file, and does not wait.
    pub fn start_to(&self, args: &[&str], out: &Path) -> std::process::Child {
        let out = std::fs::File::create(out).unwrap();
        self.command().args(args).stdout(out).stderr(Stdio::null()).spawn().unwrap()
    }

    pub fn run_with_input(&self, args: &[&str], input: &[u8]) -> Ended {
        use std::io::Write as _;
        let mut child = self
            .command()
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A program that refuses early may close its input first.
        let _ = child.stdin.take().unwrap().write_all(input);
        Ended::of(&child.wait_with_output().unwrap())
    }

    /// Counts and reads the receipt.
    #[track_caller]
    pub fn count(&self, args: &[&str]) -> Json {
        let all: Vec<&str> = ["count", "--format", "json"].iter().chain(args).copied().collect();
        self.run(&all).ends(0).json()
    }

    /// Floor and ceiling of a count.
    #[track_caller]
    pub fn floor_and_ceiling(&self, args: &[&str]) -> (u64, Option<u64>) {
        let receipt = self.count(args);
        (receipt["floor"].as_u64().unwrap(), receipt["ceiling"].as_u64())
    }
}

/// The folder of real material beside the checkout, if it is there.
pub fn shared(path: &str) -> Option<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().map(|dir| dir.join("../shared").join(path)).find(|found| found.exists())
}

/// Copies a folder of files.
pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
    }
}
