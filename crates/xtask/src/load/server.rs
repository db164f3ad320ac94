//! The process under load: `habeas serve` on loopback over a fresh casebook, killed at the end without a word.

use super::generator::Measured;
use super::reports::{REPORTERS, reporter};
use claims::when::ZoneId;
use desk::{Desk, Edges};
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The running server.
pub struct Server {
    child: Child,
    dir: PathBuf,
    /// Where it listens.
    pub address: SocketAddr,
    /// The casebook's id.
    pub casebook: [u8; 16],
}

/// What the server used until now.
#[derive(Debug, Clone, Copy, Default)]
pub struct Used {
    /// Seconds of processor time.
    pub cpu: f64,
    /// Most memory resident at once, in megabytes.
    pub memory: f64,
}

/// As many open files as this process may have: it holds the other ends of thousands of sockets.
pub fn raise_handles() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    // Otherwise fewer sockets are opened, and the run says how many.
    let _ = setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, maximum: limit.maximum });
}

fn habeas() -> Result<PathBuf, String> {
    let here = std::env::current_exe().map_err(|cause| cause.to_string())?;
    let beside = here.with_file_name(format!("habeas{}", std::env::consts::EXE_SUFFIX));
    if beside.exists() { Ok(beside) } else { Err(format!("{} is not there", beside.display())) }
}

/// The program over the casebook in a folder.
pub fn command(dir: &Path) -> Result<Command, String> {
    let mut command = Command::new(habeas()?);
    command
        .env_clear()
        .env("HABEAS_CASEBOOK", dir.join("casebook"))
        .env("HABEAS_KEY_FILE", dir.join("key"))
        // Eight reporters stand for thousands.
        .env("HABEAS_REPORTS_A_MINUTE", "100000000")
        .current_dir(dir)
        .stdin(Stdio::null());
    Ok(command)
}

fn done(dir: &Path, args: &[&str]) -> Result<String, String> {
    let output = command(dir)?.args(args).output().map_err(|cause| cause.to_string())?;
    if !output.status.success() {
        return Err(format!("habeas {}: {}", args.join(" "), String::from_utf8_lossy(&output.stderr)));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

impl Server {
    /// Founds a casebook, admits the reporters, and serves.
    pub fn start() -> Result<Self, String> {
        let dir = std::env::temp_dir().join(format!("habeas-load-{}", std::process::id()));
        // Left over from a run that was stopped.
        let _ = std::fs::remove_dir_all(&dir);
        std::fs::create_dir_all(&dir).map_err(|cause| format!("{}: {cause}", dir.display()))?;
        done(&dir, &["init"])?;
        let mut casebook = None;
        for n in 0..REPORTERS {
            let (name, key) = (format!("load-{n}"), reporter(n).public().to_string());
            let args = ["reporter", "admit", &name, "--key", &key, "--why", "a load run", "--format", "json"];
            let told = done(&dir, &args)?;
            let told: serde_json::Value = serde_json::from_str(&told).map_err(|cause| cause.to_string())?;
            casebook = told.get("casebook").and_then(|id| desk::reporter::read_bytes(id.as_str()?));
        }
        let casebook = casebook.ok_or("the casebook did not tell its id")?;
        let mut child = command(&dir)?
            .args(["serve", "--listen", "127.0.0.1:0", "--quiet"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|cause| cause.to_string())?;
        let mut line = String::new();
        if let Some(out) = child.stdout.take() {
            BufReader::new(out).read_line(&mut line).map_err(|cause| cause.to_string())?;
        }
        let address = line.strip_prefix("http://").and_then(|rest| rest.split('/').next()?.parse().ok());
        let Some(address) = address else {
            let _ = child.kill();
            let _ = child.wait();
            return Err(format!("the server did not say where it listens: {line:?}"));
        };
        Ok(Self { child, dir, address, casebook })
    }

    /// What it has used.
    pub fn used(&self) -> Used {
        let read = |name: &str| {
            std::fs::read_to_string(format!("/proc/{}/{name}", self.child.id())).unwrap_or_default()
        };
        let stat = read("stat");
        let after = stat.rsplit(')').next().unwrap_or_default();
        let ticks: f64 =
            after.split_whitespace().skip(11).take(2).filter_map(|n| n.parse::<f64>().ok()).sum();
        let status = read("status");
        let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or_default();
        let kilobytes: f64 = line.split_whitespace().nth(1).and_then(|n| n.parse().ok()).unwrap_or(0.0);
        Used { cpu: ticks / 100.0, memory: kilobytes / 1024.0 }
    }

    /// Ends it as a power cut would end the process, and hands over what it left.
    pub fn kill(mut self) -> Left {
        let _ = self.child.kill();
        let _ = self.child.wait();
        Left { dir: std::mem::take(&mut self.dir) }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        if !self.dir.as_os_str().is_empty() {
            let _ = std::fs::remove_dir_all(&self.dir);
        }
    }
}

/// The casebook a killed server left.
pub struct Left {
    dir: PathBuf,
}

impl Left {
    /// How many acknowledged reports are not in it.
    pub fn missing(&self, measured: &Measured) -> Result<usize, String> {
        let unlock = ledger::Unlock::KeyFile(self.dir.join("key"));
        let zone = ZoneId::parse("UTC").map_err(|cause| cause.to_string())?;
        let started = Instant::now();
        let desk = loop {
            match Desk::open(&self.dir.join("casebook"), &unlock, zone.clone(), Edges::system()) {
                Ok(desk) => break desk,
                // The killed process may hold its lock a moment longer.
                Err(_) if started.elapsed() < Duration::from_secs(5) => {
                    std::thread::sleep(Duration::from_millis(100));
                }
                Err(stop) => return Err(stop.to_string()),
            }
        };
        let casebook = desk.casebook();
        Ok(measured.acknowledged.iter().filter(|report| !casebook.knows(**report)).count())
    }
}

impl Drop for Left {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.dir);
    }
}
