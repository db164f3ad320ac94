//! A film of any length goes through a bounded amount of memory. The measure is the peak of a process that does
//! nothing else; `cargo xtask evidence --gib 4` does the same with the real size.

use crate::stuff::Noise;
use std::process::Command;
use vault::shelf::FolderShelf;
use vault::{check, store, system_random};

/// Set for the child that is measured.
const CHILD: &str = "HABEAS_TEST_STREAMS";
/// The bound, in KiB: whatever the film's size.
const BOUND: u64 = 64 * 1024;

#[test]
fn a_film_streams_in_little_memory() {
    if let Ok(dir) = std::env::var(CHILD) {
        let (shelf, _) = FolderShelf::open(std::path::Path::new(&dir)).unwrap();
        let stored = store(&shelf, &mut Noise::new(1, 96 << 20), u64::MAX, &system_random).unwrap();
        check(&shelf, &stored).unwrap();
        let status = std::fs::read_to_string("/proc/self/status").unwrap();
        println!("{}", status.lines().find(|line| line.starts_with("VmHWM")).unwrap());
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "bounded::a_film_streams_in_little_memory", "--nocapture", "--test-threads=1"])
        .env(CHILD, dir.path())
        .output()
        .unwrap();
    let out = String::from_utf8_lossy(&child.stdout);
    let peak = out.split("VmHWM:").nth(1).unwrap_or_else(|| panic!("{out}"));
    let peak: u64 = peak.split_whitespace().next().unwrap().parse().unwrap();
    assert!(child.status.success() && peak < BOUND, "96 MiB took {peak} KiB");
}
