//! The full run of the power-cut rig: the ledger's own test, in release, with as many cuts as asked for.

use std::process::{Command, ExitCode};

/// Makes at least this many cuts when no number is given.
const CUTS: &str = "100000";

/// Runs the rig; `args` may hold the number of cuts.
pub fn run(args: &[String]) -> ExitCode {
    let cuts = args.first().map_or(CUTS, String::as_str);
    let test = ["test", "--release", "--locked", "-p", "ledger", "--test", "it", "--", "--nocapture"];
    let names = ["power_cut", "teeth"];
    let status = Command::new(env!("CARGO"))
        .args(test)
        .args(names)
        .env("HABEAS_CUTS", cuts)
        .env("RUST_BACKTRACE", "0")
        .status();
    if status.is_ok_and(|status| status.success()) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
