//! `cargo xtask calibrate`: does an estimate keep its word? Many populations of known size are assessed as a user's table would be. The
//! work is an example of the room `estimate`, so that nothing else has to be built for it; docs/calibration.md says what was found.

use std::path::Path;
use std::process::{Command, ExitCode};

/// Runs it; the words are the example's.
pub fn run(words: &[String]) -> ExitCode {
    let status = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--release", "--locked", "-p", "estimate", "--example", "calibrate", "--"])
        .args(words)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."))
        .status();
    if status.is_ok_and(|status| status.success()) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
