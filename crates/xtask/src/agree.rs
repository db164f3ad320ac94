//! The full run of the two verifiers on spoiled ledgers: the ledger's own test, in release, with as many as asked for.

use std::process::{Command, ExitCode};

use crate::test::{python, strangers};

/// This many ledgers when no number is given.
const CASES: &str = "10000";

/// Runs the test; `args` may hold `--cases` and the number of ledgers.
pub fn run(args: &[String]) -> ExitCode {
    let cases = match args.iter().filter(|word| *word != "--cases").collect::<Vec<_>>().as_slice() {
        [] => CASES,
        [number] if number.parse::<u64>().is_ok_and(|n| n > 0) => number.as_str(),
        _ => {
            eprintln!(
                "xtask agree: {args:?} is not a number of ledgers; write cargo xtask agree --cases 10000."
            );
            return ExitCode::from(2);
        }
    };
    let test =
        ["test", "--release", "--locked", "-p", "ledger", "--test", "it", "--", "--nocapture", "agree"];
    let given = std::env::var_os("HABEAS_PYTHON");
    if given.is_none()
        && let Err(says) = strangers()
    {
        eprintln!("xtask agree: {says}");
        return ExitCode::FAILURE;
    }
    let python = given.unwrap_or_else(|| python().into());
    let status = Command::new(env!("CARGO"))
        .args(test)
        .env("HABEAS_AGREE", cases)
        .env("HABEAS_PYTHON", python)
        .status();
    if status.is_ok_and(|status| status.success()) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
