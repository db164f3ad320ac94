//! `cargo xtask evidence --gib N`: a film of N GiB goes onto a folder shelf and is checked, in a process that does
//! nothing else, whose peak of memory is then read. The film is made while it is read; only its blob takes disk space.

use std::io::Read;
use std::process::{Command, ExitCode};
use std::time::Instant;
use vault::shelf::FolderShelf;
use vault::{check, store, system_random};

/// The peak that may not be reached, in KiB.
const BOUND: u64 = 64 * 1024;

/// Measures; `words` are the arguments behind `evidence`.
pub fn run(words: &[String]) -> ExitCode {
    let after = |flag: &str| words.iter().skip_while(|word| *word != flag).nth(1);
    let gib: u64 = after("--gib").and_then(|n| n.parse().ok()).unwrap_or(1);
    if let Some(dir) = after("--in") {
        return here(std::path::Path::new(dir), gib);
    }
    let dir = std::env::temp_dir().join(format!("habeas-evidence-{}", std::process::id()));
    let program = match std::env::current_exe() {
        Ok(program) => program,
        Err(cause) => return failed(&cause.to_string()),
    };
    let gib = gib.to_string();
    let child = Command::new(program).args(["evidence", "--gib", &gib, "--in"]).arg(&dir).status();
    // What the measurement leaves is nobody's.
    let _ = std::fs::remove_dir_all(&dir);
    match child {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(status) => failed(&format!("the child ended with {status}")),
        Err(cause) => failed(&cause.to_string()),
    }
}

fn failed(why: &str) -> ExitCode {
    eprintln!("xtask evidence: {why}");
    ExitCode::FAILURE
}

fn here(dir: &std::path::Path, gib: u64) -> ExitCode {
    let measured = || -> Result<u64, vault::VaultError> {
        let (shelf, _) = FolderShelf::open(dir)?;
        let length = gib << 30;
        let begun = Instant::now();
        let stored = store(&shelf, &mut Film(length), u64::MAX, &system_random)?;
        say("sealed onto the shelf, durable", length, begun);
        let begun = Instant::now();
        check(&shelf, &stored)?;
        say("checked against both hashes", length, begun);
        Ok(peak())
    };
    match measured() {
        Ok(peak) if peak < BOUND => {
            println!("{gib} GiB, peak of memory {} MiB (bound: {} MiB)", peak / 1024, BOUND / 1024);
            ExitCode::SUCCESS
        }
        Ok(peak) => failed(&format!("peak of memory {peak} KiB, bound {BOUND} KiB")),
        Err(problem) => failed(&problem.to_string()),
    }
}

fn say(what: &str, length: u64, begun: Instant) {
    let seconds = begun.elapsed().as_secs_f64();
    println!("{what}: {:.1} s, {:.0} MB/s", seconds, length as f64 / 1e6 / seconds);
}

/// The most memory this process ever held, in KiB; the bound itself where that cannot be told.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(BOUND)
}

/// Bytes that cost nothing to make, so many of them.
struct Film(u64);

impl Read for Film {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let n = buffer.len().min(usize::try_from(self.0).unwrap_or(usize::MAX));
        let fill = self.0.to_le_bytes();
        for (byte, of) in buffer.iter_mut().take(n).zip(fill.iter().cycle()) {
            *byte = *of;
        }
        self.0 -= n as u64;
        Ok(n)
    }
}
