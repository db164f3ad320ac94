//! The full run of the bit rot tests: every bit of every file of a small ledger, and samples of a large one.

use std::process::{Command, ExitCode};

/// Runs the ledger's own tests of flipped bits, in release, without leaving any bit out.
pub fn run() -> ExitCode {
    let test =
        ["test", "--release", "--locked", "-p", "ledger", "--test", "it", "--", "--nocapture", "flips"];
    let status = Command::new(env!("CARGO")).args(test).env("HABEAS_ROT", "every-bit").status();
    if status.is_ok_and(|status| status.success()) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
