//! How strongly a new passphrase is stretched on this machine: the floor is timed once, and the ledger chooses. The
//! watch and the look at the memory are here; the choice itself is a table of the ledger.

use crate::stop::Outcome;
use ledger::Stretching;
use std::time::Instant;

/// How long opening with a passphrase may take, in milliseconds.
const WANTED_MS: u64 = 1000;

/// The stretching that takes about a second here: never below the floor, at most a quarter of the memory and 1 GiB.
///
/// # Errors
/// A refusal when the machine does not even have the memory for the floor.
pub fn stretching_for_this_machine() -> Outcome<Stretching> {
    let began = Instant::now();
    Stretching::default().rehearse()?;
    let floor_ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    Ok(Stretching::fitting(floor_ms, WANTED_MS, memory_kib()))
}

/// The memory this process may use, in KiB; 1 GiB where the system does not say.
fn memory_kib() -> u64 {
    let total = std::fs::read_to_string("/proc/meminfo").ok().and_then(|text| {
        let line = text.lines().find_map(|line| line.strip_prefix("MemTotal:"))?;
        line.trim().trim_end_matches("kB").trim().parse::<u64>().ok()
    });
    // A container may have less than its machine.
    let allowed = std::fs::read_to_string("/sys/fs/cgroup/memory.max")
        .ok()
        .and_then(|text| text.trim().parse::<u64>().ok())
        .map(|bytes| bytes / 1024);
    total.into_iter().chain(allowed).min().unwrap_or(1 << 20)
}
