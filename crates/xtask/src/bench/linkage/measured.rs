//! What a program costs, counted by the system: a process of its own runs it, waits, and asks for the usage of its children.

use nix::sys::resource::{UsageWho, getrusage};
use std::process::{Command, Stdio};
use std::time::Instant;

/// What a run cost.
#[derive(Debug, Clone, Copy)]
pub struct Cost {
    /// User and system seconds, all threads and children.
    pub cpu: f64,
    /// Seconds by the clock.
    pub wall: f64,
    /// Largest resident memory of one process, in megabytes.
    pub resident: f64,
}

/// Runs the command in a measuring process. What it says is shown only if it fails.
pub fn measure(command: &Command) -> Result<Cost, String> {
    let me = std::env::current_exe().map_err(|e| e.to_string())?;
    let output = Command::new(me)
        .arg("bench-measured")
        .arg(command.get_program())
        .args(command.get_args())
        .output()
        .map_err(|e| e.to_string())?;
    let said = String::from_utf8_lossy(&output.stdout);
    let figures: Vec<f64> =
        said.lines().last().unwrap_or_default().split(' ').filter_map(|figure| figure.parse().ok()).collect();
    match (output.status.success(), figures.as_slice()) {
        (true, [cpu, wall, resident]) => Ok(Cost { cpu: *cpu, wall: *wall, resident: *resident }),
        _ => {
            let words = String::from_utf8_lossy(&output.stderr);
            let last: Vec<&str> = words.lines().rev().take(5).collect();
            Err(format!("it failed: {}", last.into_iter().rev().collect::<Vec<_>>().join(" / ")))
        }
    }
}

/// The measuring process.
pub fn be_measured(words: &[String]) -> Result<(), String> {
    let (program, arguments) = words.split_first().ok_or("what is to be measured?")?;
    let began = Instant::now();
    let status =
        Command::new(program).args(arguments).stdout(Stdio::null()).status().map_err(|e| e.to_string())?;
    let wall = began.elapsed().as_secs_f64();
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).map_err(|e| e.to_string())?;
    // 1 says that problems were found in the rows; the work was done.
    if !matches!(status.code(), Some(0 | 1)) {
        return Err(format!("it ended with {status}"));
    }
    let seconds = |time: nix::sys::time::TimeVal| time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6;
    let cpu = seconds(usage.user_time()) + seconds(usage.system_time());
    println!("{cpu} {wall} {}", usage.max_rss() as f64 / 1024.0);
    Ok(())
}
