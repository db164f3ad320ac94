//! Measurements, printed as a table to be kept in docs/benchmarks.md. Times of work are CPU seconds of this process;
//! latencies are wall time, the median of the runs' percentiles. Nothing here is a test: the machines are shared.

mod alike;
mod append;
mod estimate;
mod import;
mod killed;
mod linkage;
mod million;

pub use killed::be_killed;
pub use linkage::be_measured;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// Runs the benchmarks whose names are given, or all. Builds itself for release first.
pub fn run(names: &[String]) -> ExitCode {
    // Against another program, on lists that may not be here: only when it is asked for. What is measured runs in processes
    // of its own, so that it does not matter how this one was built.
    if names.first().is_some_and(|name| name == "linkage") {
        return match linkage::run(names.get(1..).unwrap_or_default()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(says) => {
                eprintln!("xtask bench: {says}");
                ExitCode::FAILURE
            }
        };
    }
    if names.first().is_some_and(|name| name == "estimate") {
        return match estimate::run() {
            Ok(()) => ExitCode::SUCCESS,
            Err(says) => {
                eprintln!("xtask bench: {says}");
                ExitCode::FAILURE
            }
        };
    }
    if cfg!(debug_assertions) {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["run", "--release", "--quiet", "--package", "xtask", "--", "bench"]).args(names);
        return match cargo.status() {
            Ok(status) if status.success() => ExitCode::SUCCESS,
            _ => ExitCode::FAILURE,
        };
    }
    let wanted = |name: &str| names.is_empty() || names.iter().any(|given| given == name);
    println!("| what | figure | how |\n|---|---|---|");
    let mut outcome = Ok(());
    if wanted("append") {
        outcome = outcome.and_then(|()| append::run());
    }
    if wanted("million") {
        outcome = outcome.and_then(|()| million::run());
    }
    if wanted("alike") {
        outcome = outcome.and_then(|()| alike::run());
    }
    if wanted("killed") {
        outcome = outcome.and_then(|()| killed::run());
    }
    if wanted("import") {
        outcome = outcome.and_then(|()| import::run());
    }
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(says) => {
            eprintln!("xtask bench: {says}");
            ExitCode::FAILURE
        }
    }
}

/// One row of the table.
fn row(what: &str, figure: &str, how: &str) {
    println!("| {what} | {figure} | {how} |");
}

/// CPU seconds this process has used.
fn cpu() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

/// The p-th percentile (0–100) of some times, in milliseconds.
fn percentile(times: &mut [f64], p: f64) -> f64 {
    times.sort_by(f64::total_cmp);
    let at = ((times.len().saturating_sub(1)) as f64 * p / 100.0).round() as usize;
    times.get(at).copied().unwrap_or(0.0) * 1000.0
}

/// The middle one.
fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}

/// Resident memory in megabytes.
fn resident() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap_or_default();
    let kilobytes: f64 = line.split_whitespace().nth(1).and_then(|n| n.parse().ok()).unwrap_or(0.0);
    kilobytes / 1024.0
}

/// A directory that is removed at the end.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let dir = std::env::temp_dir().join(format!("habeas-bench-{name}-{}", std::process::id()));
        // Left over from a run that was stopped.
        let _ = std::fs::remove_dir_all(&dir);
        Self(dir)
    }
    fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn size_of(dir: &Path) -> u64 {
    let Ok(entries) = std::fs::read_dir(dir) else { return 0 };
    entries
        .flatten()
        .map(|entry| match entry.metadata() {
            Ok(meta) if meta.is_dir() => size_of(&entry.path()),
            Ok(meta) => meta.len(),
            Err(_) => 0,
        })
        .sum()
}
